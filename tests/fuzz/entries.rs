//! Where bytes from outside come in, each as one function of bytes. `tests/journeys/fuzz.rs` calls them in seeded
//! loops, `tests/fuzz` under `cargo fuzz`. They panic where the program did wrong.

use crate::simulated_disk::SimulatedDisk;
use pingshen::journal::{Clock, History, JOURNAL, Journal, Opening, record_code, scan};
use pingshen::live::SharedSession;
use pingshen::model::{Act, DESK, Session};
use pingshen::office::preview::Preview;
use pingshen::office::reading::ReadOptions;
use pingshen::office::{demo, judges, notice, scores, template};
use pingshen::ssh::auth::{login_of, seat_of};
use pingshen::text::Lang;
use pingshen::tui::app::{App, Config, Event};
use pingshen::tui::input::Input;
use pingshen::tui::recent::RecentSessions;
use pingshen::tui::terminal::client::Client;
use pingshen::tui::terminal::decoder::Decoder;
use pingshen::tui::terminal::palette::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use russh::keys::PublicKey;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// One way in.
pub type Entry = fn(&[u8]);

pub const ENTRIES: [(&str, Entry); 5] = [
    ("keys", keys),
    ("journal", journal),
    ("template", template),
    ("roster", roster),
    ("ssh", ssh),
];

const FOLDER: &str = "/s";
const WRITE: Opening = Opening {
    write: true,
    network_too: false,
    anchors: Vec::new(),
    heads: None,
};

fn clock() -> Clock {
    Clock::of(|| jiff::Timestamp::from_millisecond(1_779_240_667_482).unwrap())
}

/// The journal of the demonstration, made once.
pub fn demonstration() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("s");
        demo::make(&session, &clock(), Lang::En).unwrap();
        std::fs::read(session.join(JOURNAL)).unwrap()
    })
}

fn disk(journal: &[u8]) -> SimulatedDisk {
    let disk = SimulatedDisk::new(1, Path::new(FOLDER));
    disk.put(&Path::new(FOLDER).join(JOURNAL), journal);
    disk
}

fn open(disk: &SimulatedDisk, how: &Opening) -> Journal {
    Journal::open_on(disk.files(), Path::new(FOLDER), clock(), how).unwrap()
}

/// The session of the demonstration, read once.
fn session() -> &'static Session {
    static READ: OnceLock<History> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let journal = open(&disk(demonstration()), &Opening::default());
        journal.history().clone()
    });
    read.session()
}

/// The first bytes of what comes choose how the rest comes.
struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// So many bytes as the next one says, as a client would send a name.
    fn text(&mut self) -> String {
        let length = usize::from(self.byte()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

/// Bytes of a terminal at a seat: every key, in pieces as they come, with pauses between.
fn at_a_seat(seat: &str, client: &Client, remote: bool, mut bytes: Choices<'_>) {
    let disk = disk(demonstration());
    let shared = SharedSession::new(open(&disk, &WRITE));
    let mut app = App::new(Config {
        lang: None,
        clock: clock(),
        network_too: false,
        recent: RecentSessions::default(),
        from: "192.0.2.7".to_owned(),
        remote: remote.then_some(Duration::from_secs(1800)),
        theme: Theme::default(),
    });
    let (columns, rows) = client.size;
    app.resized(columns, rows);
    if app.sit(Arc::clone(&shared), seat).is_err() {
        return;
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut decoder = Decoder::of(client.term());
    let piece = 1 + usize::from(bytes.byte() % 48);
    let mut now = Instant::now();
    for (n, chunk) in bytes.0.chunks(piece).enumerate() {
        now += Duration::from_millis(700);
        let mut inputs = decoder.feed_at(chunk, now);
        if n % 3 == 2 {
            inputs.extend(decoder.idle_at(now));
        }
        for input in inputs {
            if let Input::Resize(columns, rows) = input {
                terminal.backend_mut().resize(columns, rows);
            }
            app.handle_at(Event::Input(input), now);
        }
        if n % 8 == 0 {
            terminal.draw(|frame| app.view(frame)).unwrap();
        }
        // The work that a screen asks for is another's; what it asks is dropped.
        let _ = (app.take_export(), app.take_dossier_task());
    }
    app.handle(Event::Grew);
    terminal.draw(|frame| app.view(frame)).unwrap();
    app.handle(Event::Hangup);
    drop(app);
    let bytes = open(&disk, &Opening::default());
    assert!(!bytes.health().doubtful(), "{:?}", bytes.health());
    nothing_saved_twice(&disk);
}

/// One number that one hand gave is one line.
fn nothing_saved_twice(disk: &SimulatedDisk) {
    use pingshen::journal::files::Files;
    let bytes = disk
        .read(&Path::new(FOLDER).join(JOURNAL), u64::MAX)
        .unwrap();
    let mut last = BTreeMap::new();
    for (record, _) in scan::records(&bytes) {
        if let Act::Mark {
            entry,
            indicator,
            points,
            judge,
        } = record.act
        {
            let by = record.by;
            let cell = (judge.unwrap_or_else(|| by.clone()), entry, indicator);
            let said = Some((by, points));
            let before = last.insert(cell.clone(), said.clone());
            assert!(before.as_ref() != Some(&said), "saved twice: {cell:?}");
        }
    }
}

/// Key bytes at the coordinator's seat or a judge's.
pub fn keys(data: &[u8]) {
    let mut bytes = Choices(data);
    let seat = match bytes.byte() % 4 {
        0 => DESK.to_owned(),
        n => session().judges()[usize::from(n) - 1].id.clone(),
    };
    let mut client = Client::default();
    let (columns, rows) = (bytes.byte(), bytes.byte());
    client.pty("xterm-256color", u32::from(columns), u32::from(rows % 80));
    at_a_seat(&seat, &client, false, bytes);
}

/// Bytes as a journal.
pub fn journal(data: &[u8]) {
    scan::records(data);
    let disk = disk(data);
    let read = open(&disk, &Opening::default());
    let (head, health) = (read.head(), read.health().clone());
    let mut journal = open(&disk, &WRITE);
    assert_eq!(journal.head(), head);
    let act = Act::Incident { text: "x".into() };
    let saved = journal.append(DESK, vec![act.into()]);
    assert!(
        !health.read_only() || saved.is_err(),
        "{health:?} was written"
    );
    if let Ok(saved) = saved {
        disk.power_cut();
        let again = open(&disk, &Opening::default());
        assert!(!again.health().doubtful(), "{:?}", again.health());
        assert_eq!(again.head().seq, saved.seq);
        assert_eq!(again.code(), record_code(saved.hash));
    }
}

/// Text as a template.
pub fn template(data: &[u8]) {
    let path = Path::new("template.json");
    match template::read(&String::from_utf8_lossy(data)) {
        Ok(read) => {
            for lang in [Lang::Zh, Lang::En] {
                template::summary(path, &read, lang);
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for lang in [Lang::Zh, Lang::En] {
                template::report(path, &faults, lang);
            }
        }
    }
}

/// A file as everything that is imported: roster, panel, marks, notice.
pub fn roster(data: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, data).unwrap();
    let options = ReadOptions::default();
    let session = session();
    let template = &session.setup().unwrap().template;
    for known in [&[][..], session.applicants()] {
        if let Ok(preview) = Preview::of(&path, &options, template, known) {
            for lang in [Lang::Zh, Lang::En] {
                preview.changes(lang, template);
                preview.known_projects(lang);
                preview.absent_words(lang);
                for row in &preview.rows {
                    row.words(lang, template);
                    row.cleaned(lang);
                }
            }
            let _ = preview.accept();
        }
    }
    if let Ok(panel) = judges::read_file(&path, &template.projects, &options) {
        panel.rows(Lang::Zh, &template.projects);
        let _ = panel.accept();
    }
    if let Ok(marks) = scores::read_file(&path, session, &options) {
        marks.counts(Lang::Zh);
        marks.refused(Lang::En);
        let _ = marks.accept(true);
    }
    let _ = notice::read(&path);
}

/// What a client may send once the connection is encrypted: a login, a key, a terminal, its variables and sizes, and
/// then keys. What compares PINs is not called: it takes its time on purpose.
pub fn ssh(data: &[u8]) {
    let mut bytes = Choices(data);
    let login = bytes.text();
    let seat = seat_of(session(), &login);
    if let Some(seat) = &seat {
        let named = login_of(session(), seat);
        assert_eq!(seat_of(session(), &named).as_ref(), Some(seat));
    }
    let _ = PublicKey::from_openssh(&bytes.text());
    let mut client = Client::default();
    let size = |bytes: &mut Choices<'_>| {
        let small = |byte: u8| u32::from(byte);
        (small(bytes.byte()), small(bytes.byte()))
    };
    let term = bytes.text();
    let (columns, rows) = size(&mut bytes);
    client.pty(&term, columns, rows);
    for _ in 0..bytes.byte() % 4 {
        let (name, value) = (bytes.text(), bytes.text());
        client.variable(&name, &value);
    }
    let (columns, rows) = size(&mut bytes);
    client.resize(columns, rows);
    client.shown(None, Theme::default());
    // Whoever opens no seat gets no further than this; here everybody sits somewhere.
    let seat = seat.unwrap_or_else(|| session().judges()[0].id.clone());
    at_a_seat(&seat, &client, true, bytes);
}
