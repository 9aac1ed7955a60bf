//! Frames as bytes. Nothing here touches a terminal: the same backend serves the local one, a test, and any
//! channel that leads to another.

use super::palette::{Ground, Palette, Theme};
use crate::tui::width::cells;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use std::collections::HashMap;
use std::io;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub palette: Palette,
    /// Only signs whose width no terminal disputes.
    pub ascii: bool,
    /// Frames are wrapped in the marks of synchronized output.
    pub sync: bool,
    /// The window has a title, and there may be a clipboard.
    pub windowed: bool,
}

type Sgr = (Color, Color, Modifier);
const PLAIN: Sgr = (Color::Reset, Color::Reset, Modifier::empty());
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A backend that collects bytes.
#[derive(Debug)]
pub struct Ansi {
    out: Vec<u8>,
    size: Size,
    look: Look,
    /// Where the terminal's cursor is, if that is known.
    at: Option<Position>,
    pen: Sgr,
    shown: Option<bool>,
    /// What [`WideCellTracker`] had drawn again in the last frame. In the next one these cells are no longer marked and so
    /// seem to have changed, though the terminal shows them already.
    again: HashMap<(u16, u16), Cell>,
}

impl Ansi {
    pub fn new(columns: u16, rows: u16, look: Look) -> Self {
        Self {
            out: Vec::new(),
            size: Size::new(columns, rows),
            look,
            at: None,
            pen: PLAIN,
            shown: None,
            again: HashMap::new(),
        }
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Size::new(columns, rows);
        self.at = None;
    }

    /// From now on only signs whose width no terminal disputes.
    pub fn use_ascii(&mut self) {
        self.look.ascii = true;
    }

    /// Plain signs in place of line signs, or the other way round.
    pub fn toggle_ascii(&mut self) {
        self.look.ascii = !self.look.ascii;
    }

    /// Takes another theme. What is on the screen is to be drawn again.
    pub fn use_theme(&mut self, theme: Theme) {
        self.look.palette.theme = theme;
    }

    /// The terminal says what is behind its text. Gives whether what is on the screen is to be drawn again.
    pub fn on_ground(&mut self, ground: Ground) -> bool {
        let before = std::mem::replace(&mut self.look.palette.ground, ground);
        let palette = self.look.palette;
        before != ground
            && palette.coloured()
            && matches!(palette.theme, Theme::Auto | Theme::Contrast)
    }

    /// The bytes since the last time; `None` when nothing changed.
    pub fn take_frame(&mut self) -> Option<Vec<u8>> {
        if self.out.is_empty() {
            return None;
        }
        if !self.look.sync {
            return Some(std::mem::take(&mut self.out));
        }
        let mut frame = Vec::with_capacity(self.out.len() + BEGIN.len() + END.len());
        frame.extend_from_slice(BEGIN);
        frame.append(&mut self.out);
        frame.extend_from_slice(END);
        Some(frame)
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn go(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        match self.at {
            Some(at) if at.y == to.y && to.x > at.x && to.x - at.x < 10 => {
                let right = to.x - at.x;
                self.put(&if right == 1 {
                    "\x1b[C".to_owned()
                } else {
                    format!("\x1b[{right}C")
                });
            }
            Some(at) if at.y == to.y => self.put(&format!("\x1b[{}G", to.x + 1)),
            _ => self.put(&format!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
        self.at = Some(to);
    }

    /// Blanks cells: a long run by one sequence that leaves the cursor where it is. A colour of letters, bold and dim
    /// are not seen on a blank, so they stay: words are parted by blanks, and each would cost two changes of colour.
    fn erase(&mut self, at: Position, cells: u16) {
        self.go(at);
        let (_, ground, modifier) = self.pen;
        if ground != Color::Reset || modifier.intersects(SEEN_ON_BLANKS) {
            self.set_sgr(PLAIN);
        }
        if cells < 6 {
            self.put(&" ".repeat(usize::from(cells)));
            let next = at.x + cells;
            self.at = (next < self.size.width).then_some(Position::new(next, at.y));
        } else {
            self.put(&format!("\x1b[{cells}X"));
        }
    }

    fn set_sgr(&mut self, pen: Sgr) {
        let pen = if self.look.palette.coloured() {
            pen
        } else {
            (Color::Reset, Color::Reset, pen.2)
        };
        if pen == self.pen {
            return;
        }
        self.pen = pen;
        // One sequence that begins with a reset: short, and never dependent on what was before.
        let mut codes = vec!["0".to_owned()];
        for (modifier, code) in [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
            (Modifier::CROSSED_OUT, "9"),
        ] {
            if pen.2.contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        codes.extend(self.look.palette.foreground(pen.0));
        codes.extend(self.look.palette.background(pen.1));
        if codes.len() == 1 {
            self.put("\x1b[m");
        } else {
            self.put(&format!("\x1b[{}m", codes.join(";")));
        }
    }
}

/// What is seen where there is no letter.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// An empty cell on the terminal's own ground.
fn blank(cell: &Cell) -> bool {
    cell.symbol() == " " && (cell.bg, cell.modifier) == (Color::Reset, Modifier::empty())
}

/// One undisputed cell in place of a disputed one.
fn ascii(symbol: &str) -> &str {
    match symbol {
        "─" | "━" | "—" | "–" => "-",
        "│" | "┃" => "|",
        "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
        "▸" | "→" | "›" => ">",
        "←" => "<",
        "↑" => "^",
        "↓" => "v",
        "✓" => "v",
        "✗" | "×" => "x",
        "·" | "…" => ".",
        "●" | "★" => "*",
        "◆" => "#",
        "▲" => "^",
        "▼" => "v",
        "○" => "o",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "≥" => ">",
        other => other,
    }
}

/// Does every terminal agree on the width of this?
fn undisputed(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
    c.is_ascii()
        || matches!(c, '\u{3001}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

impl Backend for Ansi {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let last = std::mem::take(&mut self.again);
        let mut again = HashMap::new();
        let mut content = content
            .filter(|(x, y, cell)| {
                if cell.diff_option != CellDiffOption::AlwaysUpdate {
                    return last.get(&(*x, *y)) != Some(*cell);
                }
                let mut unmarked = (*cell).clone();
                unmarked.set_diff_option(CellDiffOption::None);
                again.insert((*x, *y), unmarked);
                true
            })
            .peekable();
        while let Some((x, y, cell)) = content.next() {
            if blank(cell) {
                let mut n = 1;
                while content
                    .next_if(|(nx, ny, next)| (*nx, *ny) == (x + n, y) && blank(next))
                    .is_some()
                {
                    n += 1;
                }
                self.erase(Position::new(x, y), n);
                continue;
            }
            self.go(Position::new(x, y));
            self.set_sgr((cell.fg, cell.bg, cell.modifier));
            let symbol = if self.look.ascii {
                ascii(cell.symbol())
            } else {
                cell.symbol()
            };
            self.put(symbol);
            let next = x + cells(symbol) as u16;
            // Behind the last column, and behind a sign of disputed width, the place is not known.
            self.at =
                (undisputed(symbol) && next < self.size.width).then_some(Position::new(next, y));
        }
        drop(content);
        self.again = again;
        self.set_sgr(PLAIN);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(false) {
            self.put("\x1b[?25l");
            self.shown = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(true) {
            self.put("\x1b[?25h");
            self.shown = Some(true);
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.again.clear();
        self.set_sgr(PLAIN);
        self.put("\x1b[2J");
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.again.clear();
        self.set_sgr(PLAIN);
        self.put(match clear_type {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where wide characters stood in the frame before.
///
/// What replaces one is drawn over its left half only, since its right half is a blank cell before and after
/// (ratatui #2585). Terminals then keep an orphaned half, which swallows the next sign drawn beside it.
#[derive(Debug, Default)]
pub struct WideCellTracker(Vec<(u16, u16)>);

impl WideCellTracker {
    /// Has the right halves of wide characters that are gone drawn again, and remembers those of this frame.
    pub fn refresh(&mut self, buffer: &mut Buffer) {
        let wide = |buffer: &Buffer, x: u16, y: u16| {
            buffer
                .cell((x, y))
                .is_some_and(|c| !c.symbol().is_ascii() && cells(c.symbol()) > 1)
        };
        for (x, y) in self.0.drain(..) {
            if !wide(buffer, x, y)
                && let Some(cell) = buffer.cell_mut((x + 1, y))
            {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        let area = buffer.area;
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if wide(buffer, x, y) {
                    self.0.push((x, y));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::palette::Depth;
    use super::*;
    use ratatui::Terminal;
    use ratatui::text::Line;

    const SIZE: (u16, u16) = (40, 5);

    /// A box over Chinese text, and another text after it: both halves of every character that went are drawn.
    #[test]
    fn both_halves_of_a_wide_character_that_goes_are_drawn() {
        let mut terminal = Terminal::new(Ansi::new(SIZE.0, SIZE.1, Look::default())).unwrap();
        let mut halves = WideCellTracker::default();
        let mut frame = |text: &str| {
            terminal
                .draw(|frame| {
                    frame.render_widget(Line::raw(text.to_owned()), frame.area());
                    halves.refresh(frame.buffer_mut());
                })
                .unwrap();
            let bytes = terminal.backend_mut().take_frame().unwrap_or_default();
            String::from_utf8(bytes).unwrap()
        };
        frame("x评y");
        let bytes = frame("xay");
        assert!(bytes.contains("ay "), "{bytes:?}");
        frame("x评审z");
        let bytes = frame("xab 审");
        assert!(bytes.contains("ab 审"), "{bytes:?}");
    }

    fn draw(terminal: &mut Terminal<Ansi>, halves: &mut WideCellTracker, lines: &[String]) {
        terminal
            .draw(|frame| {
                for (y, text) in lines.iter().enumerate() {
                    let area = ratatui::layout::Rect::new(0, y as u16, SIZE.0, 1);
                    frame.render_widget(Line::raw(text.clone()), area);
                }
                frame.set_cursor_position((3, 2));
                halves.refresh(frame.buffer_mut());
            })
            .unwrap();
    }

    fn screen(frames: &[Vec<String>], look: Look) -> String {
        let mut terminal = Terminal::new(Ansi::new(SIZE.0, SIZE.1, look)).unwrap();
        let mut parser =
            vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
        let mut halves = WideCellTracker::default();
        for lines in frames {
            draw(&mut terminal, &mut halves, lines);
            if let Some(bytes) = terminal.backend_mut().take_frame() {
                parser.process(&bytes);
            }
        }
        // Blanks at the end of a row are the same as nothing.
        let rows: Vec<String> = parser
            .screen()
            .contents()
            .lines()
            .map(|l| l.trim_end().to_owned())
            .collect();
        rows.join("\n").trim_end().to_owned()
    }

    proptest::proptest! {
        #[test]
        fn many_frames_end_like_the_last_one_alone(
            frames in proptest::collection::vec(proptest::collection::vec("[a-z中文评审│─ ]{0,30}", 1..5), 1..6)
        ) {
            let look = Look { palette: Palette { depth: Depth::Many, ..Palette::default() }, ascii: false, sync: true, windowed: false };
            let last: Vec<Vec<String>> = frames.last().cloned().into_iter().collect();
            proptest::prop_assert_eq!(screen(&frames, look), screen(&last, look));
        }
    }

    #[test]
    fn an_unchanged_screen_sends_nothing() {
        let look = Look {
            palette: Palette {
                depth: Depth::Many,
                ..Palette::default()
            },
            ascii: false,
            sync: true,
            windowed: false,
        };
        let mut terminal = Terminal::new(Ansi::new(SIZE.0, SIZE.1, look)).unwrap();
        let mut halves = WideCellTracker::default();
        // The second time is told apart by what went before it.
        for text in ["评审", "ab", "a审"] {
            let lines = vec![text.to_owned()];
            draw(&mut terminal, &mut halves, &lines);
            assert!(terminal.backend_mut().take_frame().is_some(), "{text}");
            draw(&mut terminal, &mut halves, &lines);
            assert_eq!(terminal.backend_mut().take_frame(), None, "{text}");
        }
    }

    #[test]
    fn the_plain_look_needs_no_disputed_sign() {
        let look = Look {
            ascii: true,
            ..Look::default()
        };
        let shown = screen(&[vec!["┌─┐│▸✓↑…“”".to_owned()]], look);
        assert!(shown.is_ascii(), "{shown}");
    }
}
