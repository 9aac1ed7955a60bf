//! The whole app on a stage of its own: keys as text in, the screen as text out. No terminal, no clock,
//! no sleep.

// Each test file is a crate of its own and uses its own part of this.
#![allow(dead_code)]

use jiff::Timestamp;
use pingshen::journal::Clock;
use pingshen::office::demo;
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event};
use pingshen::tui::input::{Code, Input, Key};
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::palette::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// An app over a demonstration session.
pub struct Stage {
    pub app: App,
    pub folder: TempDir,
    terminal: Terminal<TestBackend>,
    /// When the last key came.
    pub now: std::time::Instant,
}

/// The morning of the review, standing still.
pub fn clock() -> Clock {
    Clock::of(|| Timestamp::from_millisecond(1_779_240_667_482).unwrap())
}

/// The demonstration, made once a language.
fn made(lang: Lang) -> &'static Path {
    static ZH: OnceLock<TempDir> = OnceLock::new();
    static EN: OnceLock<TempDir> = OnceLock::new();
    let made = match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    };
    let folder = made.get_or_init(|| {
        // A static is never dropped: it lies where cargo keeps what tests leave.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        demo::make(&folder.path().join("demo"), &clock(), lang).unwrap();
        folder
    });
    folder.path()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let there = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &there);
        } else {
            std::fs::copy(file.path(), there).unwrap();
        }
    }
}

impl Stage {
    /// At the start screen.
    pub fn home(lang: Lang, columns: u16, rows: u16) -> Self {
        let config = Config {
            lang: Some(lang),
            clock: clock(),
            network_too: false,
            recent: RecentSessions::default(),
            from: "tty1".to_owned(),
            remote: None,
            theme: Theme::default(),
        };
        let mut app = App::new(config);
        app.resized(columns, rows);
        Self {
            app,
            folder: tempfile::tempdir().unwrap(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            now: std::time::Instant::now(),
        }
    }

    /// At the tour of a fresh demonstration.
    pub fn demo(lang: Lang, columns: u16, rows: u16) -> Self {
        let mut stage = Self::home(lang, columns, rows);
        let session = stage.session();
        copy(&made(lang).join("demo"), &session);
        stage.app.tour(&session).unwrap();
        stage
    }

    /// The window gets another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.app.handle(Event::Input(Input::Resize(columns, rows)));
        self
    }

    pub fn session(&self) -> std::path::PathBuf {
        self.folder.path().join("demo")
    }

    /// Somebody else recorded something.
    pub fn grew(&mut self) -> &mut Self {
        self.app.handle(Event::Grew);
        self
    }

    /// `36.5<enter><f3>`; text in Chinese is typed as it stands.
    pub fn keys(&mut self, typed: &str) -> &mut Self {
        for input in inputs(typed) {
            // A careful judge's pace: no press is a repetition.
            self.now += std::time::Duration::from_secs(2);
            self.app.handle_at(Event::Input(input), self.now);
        }
        self
    }

    /// As [`Stage::keys`], a fifth of a second apart.
    pub fn quickly(&mut self, typed: &str) -> &mut Self {
        for input in inputs(typed) {
            self.now += std::time::Duration::from_millis(200);
            self.app.handle_at(Event::Input(input), self.now);
        }
        self
    }

    /// A key held down as a desktop repeats it: after half a second, then every 33 ms for two seconds.
    pub fn hold(&mut self, typed: &str) -> &mut Self {
        self.keys(typed);
        for n in 0..60 {
            self.now += std::time::Duration::from_millis(if n == 0 { 500 } else { 33 });
            for input in inputs(typed) {
                self.app.handle_at(Event::Input(input), self.now);
            }
        }
        self
    }

    /// Makes the papers that a screen asked for, here and now.
    pub fn make_papers(&mut self) {
        let task = self.app.take_export().expect("papers were asked for");
        let mut news = Vec::new();
        task.run(false, |one| {
            news.push(one);
            true
        });
        for one in news {
            self.app.handle(Event::Export(one));
        }
    }

    /// Reads or compares the applications that a screen asked for, here and now.
    pub fn work_on_dossiers(&mut self) -> &mut Self {
        let task = self
            .app
            .take_dossier_task()
            .expect("applications to be worked on");
        let mut news = Vec::new();
        task.run(false, |one| {
            news.push(one);
            true
        });
        for one in news {
            self.app.handle(Event::Dossiers(one));
        }
        self
    }

    /// The screen as text, with what differs from run to run masked.
    pub fn screen(&mut self) -> String {
        // The test backend keeps stale cells under wide characters from the second frame on.
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let text = text_of(self.terminal.backend().buffer());
        mask(&text, self.folder.path())
    }

    /// The words stand on the screen now.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no “{text}” on:\n{screen}");
        self
    }

    /// The words do not stand on the screen now.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” on:\n{screen}");
        self
    }

    /// The screen's cells and its cursor, with what differs from run to run made the same.
    pub fn picture(&mut self) -> (Buffer, Option<(u16, u16)>) {
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let mut buffer = self.terminal.backend().buffer().clone();
        let position = self.terminal.get_cursor_position().unwrap();
        let area = buffer.area;
        let folder = self.folder.path().display().to_string();
        for y in 0..area.height {
            for x in 0..area.width {
                let rest: String = (x..area.width)
                    .map(|x| buffer[(x, y)].symbol())
                    .filter(|s| s.is_ascii())
                    .collect();
                if rest.starts_with(&folder) {
                    // A home that everybody has; what stands behind it moves up.
                    let behind = x + folder.len() as u16;
                    let mut row: Vec<Cell> = Vec::new();
                    for c in "/home/desk".chars() {
                        let mut cell = buffer[(x, y)].clone();
                        cell.set_char(c);
                        row.push(cell);
                    }
                    row.extend((behind..area.width).map(|x| buffer[(x, y)].clone()));
                    row.resize(usize::from(area.width - x), Cell::default());
                    for (n, cell) in row.into_iter().enumerate() {
                        buffer[(x + n as u16, y)] = cell;
                    }
                }
                if rest.get(..14).is_some_and(is_code) {
                    for (n, c) in "4K7Q-9ZPD-M2XA".chars().enumerate() {
                        buffer[(x + n as u16, y)].set_char(c);
                    }
                }
            }
        }
        let shown = position.x < area.width && position.y < area.height;
        (buffer, shown.then_some((position.x, position.y)))
    }

    pub fn cursor(&mut self) -> (u16, u16) {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let position = self.terminal.get_cursor_position().unwrap();
        (position.x, position.y)
    }
}

fn mask(text: &str, folder: &Path) -> String {
    let folder = folder.display().to_string();
    text.lines()
        .map(|line| match line.find(&folder) {
            Some(at) => format!("{}(folder)", &line[..at]),
            None => line.to_owned(),
        })
        .map(|line| mask_code(&line) + "\n")
        .collect()
}

fn is_code(part: &str) -> bool {
    part.len() == 14
        && part.bytes().enumerate().all(|(n, b)| match n {
            4 | 9 => b == b'-',
            _ => b.is_ascii_uppercase() || b.is_ascii_digit(),
        })
}

/// A record code is three groups of four, wherever it stands; it differs with every session's random id.
fn mask_code(line: &str) -> String {
    let mut masked = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = if rest.get(..14).is_some_and(is_code) {
            masked.push_str("XXXX-XXXX-XXXX");
            14
        } else {
            masked.push(c);
            c.len_utf8()
        };
        rest = &rest[after..];
    }
    masked
}

/// One line a row, wide characters once, blanks at the end cut.
pub fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut line = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += symbol.width().max(1) as u16;
            }
            line.trim_end().to_owned() + "\n"
        })
        .collect()
}

pub fn inputs(typed: &str) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>')
        {
            inputs.push(Input::Key(named(&rest[1..end])));
            rest = &rest[end + 1..];
        } else {
            inputs.push(Input::Key(Key::ch(c)));
            rest = &rest[c.len_utf8()..];
        }
    }
    inputs
}

fn named(name: &str) -> Key {
    match name {
        "enter" => Key::of(Code::Enter),
        "esc" => Key::of(Code::Esc),
        "tab" => Key::of(Code::Tab),
        "space" => Key::ch(' '),
        "up" => Key::of(Code::Up),
        "down" => Key::of(Code::Down),
        "left" => Key::of(Code::Left),
        "right" => Key::of(Code::Right),
        "home" => Key::of(Code::Home),
        "end" => Key::of(Code::End),
        "pgup" => Key::of(Code::PageUp),
        "pgdn" => Key::of(Code::PageDown),
        "bs" => Key::of(Code::Backspace),
        "del" => Key::of(Code::Delete),
        n if n.starts_with("c-") => Key::ctrl(n.chars().last().unwrap()),
        n if n.starts_with('f') => Key::f(n[1..].parse().unwrap()),
        n => panic!("no key {n}"),
    }
}
