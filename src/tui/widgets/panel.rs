//! What the screens have in common that are a list with keys of its own: the row under the cursor, a filter, a form
//! that asks something, and a sentence below.
//!
//! A screen gives the panel its table of keys and its rows, and is told what an input came to.

use super::form::{Form, FormOutcome};
use super::table::{self, Column};
use super::{frame as surround, list};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, Text};
use crate::tui::find::{by_sound, finds};
use crate::tui::input::Input;
use crate::tui::keys::{self, Binding, FindAction, KeyRow, ListAction, SeekAction};
use crate::tui::screen::{Answer, Context, Effect, Notice, moved, unbound};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Rows from which on there is a blank line above a list.
const SPACIOUS: u16 = 24;

/// By what the rows of a list are sorted.
#[derive(Debug, Default)]
pub struct ListOrder {
    /// What the list is called where its order is kept; empty for one that has none.
    list: &'static str,
    /// By what the rows can be sorted, in the order of their texts.
    orders: &'static [Text],
    /// By which of these they are; else they stand as they come.
    sorted: Option<usize>,
}

impl ListOrder {
    pub fn list(&self) -> &'static str {
        self.list
    }

    pub fn by(&self) -> Option<usize> {
        self.sorted
    }

    /// Sorts as the list was sorted before.
    pub fn sort_again(&mut self, order: Option<usize>) {
        self.sorted = order.filter(|n| *n < self.orders.len());
    }

    /// Sorts by the next of the orders, and after the last as the rows come.
    fn next(&mut self) {
        let next = self.sorted.map_or(0, |order| order + 1);
        self.sorted = (next < self.orders.len()).then_some(next);
    }

    fn said(&self) -> Option<Text> {
        self.sorted.and_then(|n| self.orders.get(n)).copied()
    }
}

/// `A` is what a form of the screen asks for.
#[derive(Debug)]
pub struct Panel<A> {
    /// The row under the cursor, counted among all rows, whatever the filter shows.
    row: usize,
    asking: Option<(A, Form)>,
    notice: Option<Notice>,
    /// The rows are filtered by what is typed.
    filters: bool,
    sought: String,
    /// The filter is being typed.
    finding: bool,
    order: ListOrder,
}

impl<A> Default for Panel<A> {
    fn default() -> Self {
        Self {
            row: 0,
            asking: None,
            notice: None,
            filters: true,
            sought: String::new(),
            finding: false,
            order: ListOrder::default(),
        }
    }
}

/// What an input came to.
#[derive(Debug, PartialEq, Eq)]
pub enum PanelEvent<A, K> {
    /// Nothing is left to be done.
    Taken,
    /// The screen is left, or a form asks something of the machine.
    Effect(Effect),
    /// A key of the screen's own.
    Act(K),
    /// A form was filled in. It stays open until its answer has come, or the screen closes it.
    Answered(A, Vec<String>),
}

impl<A: Clone> Panel<A> {
    /// One whose rows are too few or too much alike to be sought.
    pub fn unfiltered() -> Self {
        Self {
            filters: false,
            ..Self::default()
        }
    }

    /// One whose rows can be sorted by each of these, which are the first texts that they are found by. The order is
    /// kept under the list's name.
    pub fn sorting(list: &'static str, orders: &'static [Text]) -> Self {
        Self {
            order: ListOrder {
                list,
                orders,
                sorted: None,
            },
            ..Self::default()
        }
    }

    /// The row that the cursor was put on last, shown or not.
    pub fn row(&self) -> usize {
        self.row
    }

    pub fn go_to(&mut self, row: usize) {
        self.row = row;
    }

    pub fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// The sentence at the bottom.
    pub fn said(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    pub fn ask(&mut self, what: A, form: Form) {
        self.asking = Some((what, form));
    }

    pub fn close(&mut self) {
        self.asking = None;
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.asking.as_ref().map(|(_, form)| form)
    }

    pub fn form_mut(&mut self) -> Option<&mut Form> {
        self.asking.as_mut().map(|(_, form)| form)
    }

    pub fn asked(&self) -> Option<&A> {
        self.asking.as_ref().map(|(what, _)| what)
    }

    /// Is text being typed here?
    pub fn typing(&self) -> bool {
        self.finding || self.asking.is_some()
    }

    /// The rows that the filter leaves in the order in which they are shown, by their numbers among all. `text` gives
    /// what a row is found and sorted by.
    pub fn shown(&self, length: usize, text: impl Fn(usize) -> Vec<String>) -> Vec<usize> {
        let means = |n: &usize| {
            let texts = || text(*n);
            let found = |texts: Vec<String>| {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                finds(&self.sought, &texts)
            };
            self.sought.is_empty() || found(texts())
        };
        let mut shown: Vec<usize> = (0..length).filter(means).collect();
        if let Some(column) = self.order.sorted {
            shown.sort_by_cached_key(|n| order(text(*n).get(column)));
        }
        shown
    }

    /// Where the current row stands among those shown.
    pub fn at_of(&self, shown: &[usize]) -> usize {
        let here = shown.iter().position(|n| *n == self.row);
        // The filter has hidden it: the next one that is shown.
        let next = || shown.iter().position(|n| *n > self.row);
        let last = shown.len().saturating_sub(1);
        here.or_else(next).unwrap_or(last)
    }

    /// The current row, if any is shown.
    pub fn current(&self, shown: &[usize]) -> Option<usize> {
        shown.get(self.at_of(shown)).copied()
    }

    /// How the rows are sorted.
    pub fn order(&mut self) -> &mut ListOrder {
        &mut self.order
    }

    /// Is this key of lists that can be sought in one of this list?
    fn has(&self, action: SeekAction) -> bool {
        match action {
            SeekAction::Find => self.filters,
            SeekAction::Sort => !self.order.orders.is_empty(),
        }
    }

    /// Handles what every list has, and says what is left for the screen. `possible` tells which of its keys do
    /// something now; the others are answered as a key that does nothing.
    pub fn update<K: Copy>(
        &mut self,
        input: &Input,
        ctx: &Context,
        table: &[Binding<K>],
        possible: impl Fn(K) -> bool,
        shown: &[usize],
    ) -> PanelEvent<A, K> {
        let lang = ctx.lang;
        if let Some((what, form)) = &mut self.asking {
            if let Some(effect) = form.asks(input, ctx) {
                return PanelEvent::Effect(effect);
            }
            return match form.update(input, lang) {
                FormOutcome::Editing => PanelEvent::Taken,
                FormOutcome::Cancelled => {
                    self.asking = None;
                    PanelEvent::Taken
                }
                FormOutcome::Done(values) => PanelEvent::Answered(what.clone(), values),
            };
        }
        // What a key does, it does to the row that is seen to be current, whatever the filter hides.
        self.row = self.current(shown).unwrap_or(self.row);
        if self.finding {
            self.find(input, shown);
            return PanelEvent::Taken;
        }
        let Input::Key(key) = input else {
            return PanelEvent::Taken;
        };
        self.notice = None;
        if let Some(action) = keys::find(table, *key).filter(|a| possible(*a)) {
            return PanelEvent::Act(action);
        }
        match keys::find(keys::SEEK, *key).filter(|a| self.has(*a)) {
            Some(SeekAction::Find) => {
                self.finding = true;
                self.sought.clear();
                return PanelEvent::Taken;
            }
            Some(SeekAction::Sort) => {
                self.order.next();
                return PanelEvent::Taken;
            }
            None => {}
        }
        match keys::find(keys::LIST, *key) {
            // What is hidden comes back before the screen is left.
            Some(ListAction::Back) if !self.sought.is_empty() => self.sought.clear(),
            Some(action) => {
                let mut at = self.at_of(shown);
                if let Some(effect) = list::step(action, &mut at, shown.len()) {
                    return PanelEvent::Effect(effect);
                }
                self.row = shown.get(at).copied().unwrap_or(self.row);
            }
            None => self.notice = Some(unbound(*key, lang)),
        }
        PanelEvent::Taken
    }

    /// A key while the filter is typed.
    fn find(&mut self, input: &Input, shown: &[usize]) {
        let mut step = |by: isize| {
            let at = moved(self.at_of(shown), by, shown.len());
            self.row = shown.get(at).copied().unwrap_or(self.row);
        };
        match input {
            Input::Paste(text) => self.sought.extend(text.chars().filter(|c| !c.is_control())),
            Input::Key(key) => match (keys::find(keys::FIND, *key), key.code) {
                (Some(FindAction::Keep), _) => self.finding = false,
                (Some(FindAction::All), _) => {
                    self.finding = false;
                    self.sought.clear();
                }
                (Some(FindAction::Up), _) => step(-1),
                (Some(FindAction::Down), _) => step(1),
                (Some(FindAction::Erase), _) => {
                    self.sought.pop();
                }
                (Some(FindAction::Clear), _) => self.sought.clear(),
                (None, crate::tui::input::Code::Char(c)) if !key.ctrl => self.sought.push(c),
                (None, _) => {}
            },
            _ => {}
        }
    }

    /// The keys that work now.
    pub fn keys<K: Copy>(
        &self,
        lang: Lang,
        table: &[Binding<K>],
        possible: impl Fn(K) -> bool,
    ) -> Vec<KeyRow> {
        if self.asking.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        if self.finding {
            return keys::rows(keys::FIND, lang);
        }
        let mut rows = keys::possible_rows(table, lang, possible);
        rows.extend(keys::possible_rows(keys::SEEK, lang, |a| self.has(a)));
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    /// What a path in the form goes on with, if anything.
    pub fn completed(&mut self, path: Option<&str>) {
        if let Some((_, form)) = &mut self.asking {
            form.completed(path);
        }
    }

    /// Learns what became of an effect: a refusal stands in the form that led to it, or below.
    pub fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Failed(why) | Answer::PinRefused(why) => match &mut self.asking {
                Some((_, form)) => form.refuse(why.clone()),
                None => self.notice = Some(Notice::Bad(why.clone())),
            },
            Answer::Saved(saved) => {
                self.asking = None;
                self.notice = Some(Notice::saved(saved));
            }
            Answer::Done(_) => self.asking = None,
        }
    }

    /// Draws the rows.
    pub fn table(&self, frame: &mut Frame, area: Rect, rows: &Rows) {
        let (at, length) = (self.at_of(rows.shown), rows.shown.len());
        table::draw(frame, area, rows.columns, at, length, |at| {
            let row = rows.shown.get(at);
            row.map_or_else(Default::default, |n| (rows.cells)(*n))
        });
    }

    /// Draws the last line: a sentence, the filter, and which of how many rows it is where they are not all in sight.
    pub fn foot(&self, frame: &mut Frame, area: Rect, lang: Lang, rows: &Rows, body: Rect) {
        let longer = rows.shown.len() > table::room(body, rows.columns);
        self.foot_of(frame, area, lang, rows.shown, longer);
    }

    /// Has the last line anything to say?
    pub fn speaks(&self) -> bool {
        self.finding || !self.sought.is_empty() || self.notice.is_some()
    }

    /// The same where the rows are drawn by the screen itself; `longer`: they are not all in sight.
    pub fn foot_of(
        &self,
        frame: &mut Frame,
        area: Rect,
        lang: Lang,
        shown: &[usize],
        longer: bool,
    ) {
        let counted = self.finding || !self.sought.is_empty() || longer;
        let mut count = match shown.len() {
            _ if !counted => String::new(),
            0 => t::FOUND_NOTHING.get(lang).to_owned(),
            all => format!("{}/{all} ", self.at_of(shown) + 1),
        };
        if let Some(order) = self.order.said() {
            let by = fill!(t::SORTED_BY, lang, [("what", &order.get(lang))]);
            count = format!("{by} {count}");
        }
        let columns = (width::cells(&count) as u16).min(area.width);
        let [left, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(columns)]).areas(area);
        surround::line(frame, right, 0, &count, theme::faint());
        let sought = width::display_safe(&self.sought);
        if self.finding {
            let label = format!(" {} ", t::K_FIND.get(lang));
            surround::line(frame, left, 0, &format!("{label}{sought}"), theme::title());
            let caret = width::cells(&label) + width::cells(&sought);
            let x = left.x + super::pane::cells(caret).min(left.width.saturating_sub(1));
            frame.set_cursor_position((x, left.y));
        } else if let Some(notice) = &self.notice {
            let whole = surround::fits(
                &notice.text(lang),
                usize::from(left.width).saturating_sub(2),
            );
            surround::notice(frame, if whole { left } else { area }, " ", notice, lang);
        } else if !sought.is_empty() {
            let text = format!(" {}", fill!(t::FOUND_BY, lang, [("text", &sought)]));
            surround::line(frame, left, 0, &text, theme::warn());
        }
    }

    /// Draws the form over the screen.
    pub fn over(&self, frame: &mut Frame, area: Rect) {
        if let Some((_, form)) = &self.asking {
            form.view(frame, area);
        }
    }

    /// The whole of a plain list: lines above, the rows, the last line, the form over them.
    pub fn view(
        &self,
        frame: &mut Frame,
        area: Rect,
        lang: Lang,
        head: &[list::PageLine],
        rows: &Rows,
    ) {
        let [above, body, foot] = parts(area, head.len());
        list::page(frame, above, head, 0);
        self.table(frame, body, rows);
        self.foot(frame, foot, lang, rows, body);
        self.over(frame, area);
    }
}

/// The rows to be drawn.
pub struct Rows<'a> {
    pub columns: &'a [Column],
    /// Those that the filter leaves.
    pub shown: &'a [usize],
    /// The texts of a row, one a column, and its style.
    pub cells: &'a dyn Fn(usize) -> (Vec<String>, Style),
}

/// Numbers by their size and before words, Chinese words by their sound as a register has them, nothing last.
fn order(text: Option<&String>) -> (bool, u64, String) {
    let text = text.map(String::as_str).unwrap_or_default().trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse().unwrap_or(u64::MAX);
    (text.is_empty(), number, by_sound(text))
}

/// The lines above with a blank one below them where there is room, the rows, the last line.
pub fn parts(area: Rect, head: usize) -> [Rect; 3] {
    let above = super::pane::cells(head);
    let blank = u16::from(head > 0 && area.height > SPACIOUS);
    let [above, _, rows, foot] = Layout::vertical([
        Constraint::Length(above),
        Constraint::Length(blank),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(area);
    [above, rows, foot]
}
