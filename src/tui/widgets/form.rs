//! A dialog of one-line fields, with the terminal's cursor at the caret so that input methods draw there.

use super::popup;
use crate::office::paths;
use crate::text::screens as t;
use crate::text::{Lang, fill};
use crate::tui::input::{Code, Input, Key};
use crate::tui::keys::{self, FormAction as Action};
use crate::tui::screen::{Context, Effect};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

/// The most characters a field takes.
const LONGEST: usize = 500;
/// Up to so many fields have a line for their label and one for their text.
const SPACIOUS: usize = 5;
/// Cells of a label that stands before its field.
const LABEL: u16 = 24;

/// One line to type.
#[derive(Clone, Debug, Default)]
pub struct FormField {
    pub label: String,
    /// Shown as stars.
    pub secret: bool,
    /// May stay empty.
    pub optional: bool,
    /// The most characters it takes, where it is another number than usual.
    longest: Option<usize>,
    /// Holds a path: it is taken as it was meant, and Tab goes on with it.
    pub path: bool,
    /// What stands there is a proposal: the first character that is typed takes its place.
    proposed: bool,
    input: tui_input::Input,
}

impl FormField {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    pub fn longest(mut self, characters: usize) -> Self {
        self.longest = Some(characters);
        self
    }

    /// A path on the machine that the program runs on.
    pub fn path(mut self) -> Self {
        self.path = true;
        self
    }

    pub fn with(mut self, value: &str) -> Self {
        self.input = tui_input::Input::new(value.to_owned());
        self
    }

    /// What was typed here the last time, to be taken with Enter or typed over.
    pub fn proposed(self, value: &str) -> Self {
        Self {
            proposed: true,
            ..self.with(value)
        }
    }

    pub fn value(&self) -> &str {
        self.input.value()
    }
}

/// A dialog.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub title: String,
    /// Explains what will happen.
    pub notes: Vec<String>,
    pub fields: Vec<FormField>,
    /// What is wrong with what was typed.
    pub fault: Option<String>,
    current: usize,
}

/// What a key did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOutcome {
    Editing,
    Cancelled,
    /// All fields, in order, trimmed.
    Done(Vec<String>),
}

impl Form {
    pub fn new(title: impl Into<String>, notes: Vec<String>, fields: Vec<FormField>) -> Self {
        Self {
            title: title.into(),
            notes,
            fields,
            fault: None,
            current: 0,
        }
    }

    pub fn update(&mut self, input: &Input, lang: Lang) -> FormOutcome {
        let key = match input {
            Input::Key(key) => *key,
            Input::Paste(text) => {
                // A paste is text, never keys; a one-line field takes its lines as one.
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                self.fault = None;
                for c in lines.collect::<Vec<_>>().join(" ").chars() {
                    self.insert(c, lang);
                }
                return FormOutcome::Editing;
            }
            Input::Again(_) | Input::Resize(..) | Input::Column(_) | Input::Ground(_) => {
                return FormOutcome::Editing;
            }
        };
        match keys::find(keys::FORM, key) {
            Some(Action::Cancel) => return FormOutcome::Cancelled,
            Some(Action::Next) => {
                self.current = (self.current + 1) % self.fields.len().max(1);
                return FormOutcome::Editing;
            }
            Some(Action::Previous) => {
                let n = self.fields.len().max(1);
                self.current = (self.current + n - 1) % n;
                return FormOutcome::Editing;
            }
            Some(Action::Accept) => return self.accept(lang),
            Some(Action::Finish) => {
                self.current = self.fields.len().saturating_sub(1);
                return self.accept(lang);
            }
            None => {}
        }
        self.edit(key, lang);
        FormOutcome::Editing
    }

    /// What a key asks for that the form cannot do itself: to go on with the path before the caret. Nothing of this
    /// machine is listed for a seat elsewhere.
    pub fn asks(&self, input: &Input, ctx: &Context) -> Option<Effect> {
        let field = self.fields.get(self.current)?;
        let tab = matches!(input, Input::Key(key) if key.code == Code::Tab);
        let at_end = field.input.cursor() == field.value().chars().count();
        let asks = tab && field.path && at_end && !ctx.remote && !field.value().trim().is_empty();
        asks.then(|| Effect::Complete(field.value().to_owned()))
    }

    /// Takes the path that goes on, or goes to the next field if there is nothing to add.
    pub fn completed(&mut self, path: Option<&str>) {
        self.fault = None;
        match (path, self.fields.get_mut(self.current)) {
            (Some(path), Some(field)) => field.input = tui_input::Input::new(path.to_owned()),
            _ => self.current = (self.current + 1) % self.fields.len().max(1),
        }
    }

    /// What stands in the fields.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(FormField::value)
    }

    /// Would Enter only go on to the next field?
    pub fn goes_on(&self) -> bool {
        self.current + 1 < self.fields.len()
    }

    /// Goes to a field to be filled.
    pub fn go_to(&mut self, field: usize) {
        self.current = field.min(self.fields.len().saturating_sub(1));
    }

    /// Says what is wrong, and goes to the field that it is about: one whose text it quotes, or whose label it names.
    /// Otherwise the caret stays.
    pub fn refuse(&mut self, why: String) {
        let quoted = |f: &FormField| {
            let text = f.value().trim();
            !f.secret && text.chars().count() > 1 && why.contains(text)
        };
        let named = |f: &FormField| !f.label.is_empty() && why.contains(&f.label);
        let about = self.fields.iter().position(quoted);
        if let Some(field) = about.or_else(|| self.fields.iter().position(named)) {
            self.current = field;
        }
        self.fault = Some(why);
    }

    /// What was typed unseen is wrong: it is typed anew, not mended.
    pub fn ask_secret_again(&mut self) {
        if let Some(n) = self.fields.iter().position(|f| f.secret) {
            self.current = n;
        }
        for field in self.fields.iter_mut().filter(|f| f.secret) {
            field.input.reset();
        }
    }

    fn edit(&mut self, key: Key, lang: Lang) {
        self.fault = None;
        let request = match key.code {
            Code::Char(c) if !key.ctrl => return self.insert(c, lang),
            Code::Char('u') if key.ctrl => InputRequest::DeleteLine,
            Code::Backspace => InputRequest::DeletePrevChar,
            Code::Delete => InputRequest::DeleteNextChar,
            Code::Left => InputRequest::GoToPrevChar,
            Code::Right => InputRequest::GoToNextChar,
            Code::Home => InputRequest::GoToStart,
            Code::End => InputRequest::GoToEnd,
            _ => return,
        };
        if let Some(field) = self.fields.get_mut(self.current) {
            field.proposed = false;
            field.input.handle(request);
        }
    }

    /// What a full field does not take is said.
    fn insert(&mut self, c: char, lang: Lang) {
        let Some(field) = self.fields.get_mut(self.current) else {
            return;
        };
        let c = if field.secret { full_width_digit(c) } else { c };
        if c.is_control() {
            return;
        }
        if std::mem::take(&mut field.proposed) {
            field.input.reset();
        }
        let most = field.longest.unwrap_or(LONGEST);
        if field.input.value().chars().count() < most {
            field.input.handle(InputRequest::InsertChar(c));
        } else {
            self.fault = Some(fill!(t::FIELD_FULL, lang, [("most", &most)]));
        }
    }

    /// Enter goes to the next field, and from the last one on accepts the whole.
    fn accept(&mut self, lang: Lang) -> FormOutcome {
        let empty = |f: &FormField| !f.optional && f.value().trim().is_empty();
        if self.current + 1 < self.fields.len() {
            self.current += 1;
            return FormOutcome::Editing;
        }
        if let Some(missing) = self.fields.iter().position(empty) {
            self.current = missing;
            self.fault = Some(t::FIELD_EMPTY.get(lang).to_owned());
            return FormOutcome::Editing;
        }
        FormOutcome::Done(
            self.fields
                .iter()
                .map(|f| match f.path {
                    true => paths::typed(f.value()),
                    false => f.value().trim().to_owned(),
                })
                .collect(),
        )
    }

    pub fn view(&self, frame: &mut Frame, area: Rect) {
        let columns = area.width.saturating_sub(6).min(72);
        let inside = usize::from(columns.saturating_sub(4));
        let notes: Vec<String> = self
            .notes
            .iter()
            .flat_map(|n| width::wrap(&width::display_safe(n), inside))
            .collect();
        let fault = self
            .fault
            .as_deref()
            .map(|f| width::wrap(f, inside))
            .unwrap_or_default();
        if self.fields.len() > SPACIOUS {
            return self.compact(frame, area, &notes, &fault);
        }
        let fields = self.fields.len() as u16 * 2;
        // Fields and faults are needed most; notes give way on a small screen.
        let rows = notes.len() as u16 + fields + fault.len() as u16 + 3;
        let inner = popup::open(frame, area, columns, rows, &self.title);
        let spare = inner.height.saturating_sub(fields + fault.len() as u16);
        let mut row = 0;
        for note in notes.iter().take(usize::from(spare)) {
            super::frame::line(frame, inner, row, note, theme::quiet());
            row += 1;
        }
        for (n, field) in self.fields.iter().enumerate() {
            let current = n == self.current;
            let style = if current {
                theme::title()
            } else {
                theme::quiet()
            };
            super::frame::line(frame, inner, row, &field.label, style);
            self.field(frame, inner, row + 1, field, current);
            row += 2;
        }
        for text in fault {
            super::frame::line(frame, inner, row, &text, theme::bad());
            row += 1;
        }
    }

    /// Many fields: each on one line behind its label, scrolled to the current one.
    fn compact(&self, frame: &mut Frame, area: Rect, notes: &[String], fault: &[String]) {
        let columns = area.width.saturating_sub(2).min(100);
        let all = self.fields.len() as u16;
        let rows = (notes.len() + fault.len()) as u16 + all + 2;
        let inner = popup::open(frame, area, columns, rows, &self.title);
        let spare = inner.height.saturating_sub(fault.len() as u16);
        let shown_notes = (notes.len() as u16).min(spare.saturating_sub(all.min(SPACIOUS as u16)));
        for (n, note) in notes.iter().take(usize::from(shown_notes)).enumerate() {
            super::frame::line(frame, inner, n as u16, note, theme::quiet());
        }
        let room = usize::from(spare - shown_notes);
        let first = crate::tui::screen::scrolled(self.current, room, self.fields.len());
        let labels = self.fields.iter().map(|f| width::cells(&f.label) + 1);
        let longest = super::pane::cells(labels.max().unwrap_or(0));
        let label = longest.max(LABEL).min(inner.width / 2);
        for (n, field) in self.fields.iter().enumerate().skip(first).take(room) {
            let row = shown_notes + (n - first) as u16;
            let current = n == self.current;
            let style = if current {
                theme::title()
            } else {
                theme::quiet()
            };
            let text = width::pad(&field.label, usize::from(label));
            super::frame::line(frame, inner, row, &text, style);
            let place = Rect {
                x: inner.x + label,
                width: inner.width - label,
                ..inner
            };
            self.field(frame, place, row, field, current);
        }
        for (n, text) in fault.iter().enumerate() {
            super::frame::line(frame, inner, spare + n as u16, text, theme::bad());
        }
    }

    fn field(&self, frame: &mut Frame, area: Rect, row: u16, field: &FormField, current: bool) {
        if row >= area.height || area.width < 4 {
            return;
        }
        let columns = usize::from(area.width) - 3;
        let (text, caret) = if field.secret {
            let n = field.value().chars().count();
            ("*".repeat(n), field.input.cursor())
        } else {
            let scroll = field.input.visual_scroll(columns);
            let mut skipped = 0;
            let rest: String = field
                .value()
                .chars()
                .skip_while(|c| {
                    let skip = skipped < scroll;
                    skipped += width::cells(c.encode_utf8(&mut [0; 4]));
                    skip
                })
                .collect();
            (rest, field.input.visual_cursor().saturating_sub(scroll))
        };
        let sign = if current { "> " } else { "  " };
        let shown = format!("{sign}{}", width::pad(&text, columns));
        super::frame::line(
            frame,
            area,
            row,
            &shown,
            if current {
                theme::title()
            } else {
                theme::quiet()
            },
        );
        if current {
            let x = area.x + 2 + caret.min(columns) as u16;
            frame.set_cursor_position((x.min(area.right().saturating_sub(1)), area.y + row));
        }
    }
}

fn full_width_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        c => c,
    }
}

/// `yes` or 是: with and without an input method.
pub fn is_yes(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "y" | "yes" | "ｙ" | "ｙｅｓ" | "是" | "确认"
    )
}

#[cfg(test)]
mod tests;
