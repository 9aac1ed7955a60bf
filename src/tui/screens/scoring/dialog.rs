//! Boxes over the judge's room: a remark, the blanks before submitting, the seal, what is left on leaving.

use super::super::recusal::{self, RecusalScreen};
use super::ScoringScreen;
use crate::model::{Intent, Remark, Session};
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, LeaveAction, MenuAction, PageAction, ScoringAction as Action};
use crate::tui::names;
use crate::tui::screen::{Context, moved, scrolled};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Clone, Debug)]
pub(super) enum Dialog {
    Remark(Form),
    Recuse(RecusalScreen),
    /// Every blank that keeps the project from being submitted.
    Blanks {
        blanks: Vec<(usize, usize)>,
        row: usize,
    },
    /// Asked once, answered with the submit key itself, never with Enter. Under the question stands what she may
    /// want to look at first.
    Confirm {
        first: usize,
    },
    Sealed {
        code: String,
        at: String,
    },
    /// What is left, before the seat is left.
    Leave,
}

/// What a key did to a dialog.
pub(super) enum DialogOutcome {
    Stay,
    Close,
    /// The project is sealed: to the next one.
    GoOn,
    Leave,
    Jump(usize, usize),
    Seal,
    Remark {
        text: String,
        page: String,
    },
    Recuse(Vec<Intent>),
}

impl Dialog {
    pub(super) fn remark(lang: Lang, known: Option<&Remark>) -> Self {
        let known = known.cloned().unwrap_or_default();
        Self::Remark(Form::new(
            t::K_REMARK.title(lang),
            vec![t::REMARK_NOTE.get(lang).to_owned()],
            vec![
                FormField::new(t::REMARK.get(lang))
                    .with(&known.text)
                    .optional(),
                FormField::new(t::PAGE_REFERENCE.get(lang))
                    .with(&known.page)
                    .optional(),
            ],
        ))
    }

    /// A remark as far as it is written.
    pub(super) fn half_written(&self) -> Option<(String, String)> {
        let Self::Remark(form) = self else {
            return None;
        };
        let field = |n: usize| form.fields.get(n).map(|f| f.value().to_owned());
        Some((field(0)?, field(1)?))
    }

    pub(super) fn update(&mut self, input: &Input, session: &Session, lang: Lang) -> DialogOutcome {
        match self {
            Self::Remark(form) => match form.update(input, lang) {
                FormOutcome::Editing => DialogOutcome::Stay,
                FormOutcome::Cancelled => DialogOutcome::Close,
                FormOutcome::Done(values) => {
                    let mut values = values.into_iter();
                    DialogOutcome::Remark {
                        text: values.next().unwrap_or_default(),
                        page: values.next().unwrap_or_default(),
                    }
                }
            },
            Self::Recuse(recusal) => match recusal.update(input, session, lang) {
                recusal::RecusalOutcome::Stay => DialogOutcome::Stay,
                recusal::RecusalOutcome::Close => DialogOutcome::Close,
                recusal::RecusalOutcome::Keep(acts) => DialogOutcome::Recuse(acts),
            },
            Self::Blanks { blanks, row } => {
                let Input::Key(key) = input else {
                    return DialogOutcome::Stay;
                };
                match keys::find(keys::MENU, *key) {
                    Some(MenuAction::Up) => *row = moved(*row, -1, blanks.len()),
                    Some(MenuAction::Down) => *row = moved(*row, 1, blanks.len()),
                    Some(MenuAction::Back) => return DialogOutcome::Close,
                    Some(MenuAction::Choose) => {
                        if let Some((entry, indicator)) = blanks.get(*row) {
                            return DialogOutcome::Jump(*entry, *indicator);
                        }
                    }
                    None => {}
                }
                DialogOutcome::Stay
            }
            Self::Confirm { first } => {
                let Input::Key(key) = input else {
                    return DialogOutcome::Stay;
                };
                match keys::find(keys::SCORING, *key) {
                    Some(Action::Submit) => return DialogOutcome::Seal,
                    Some(Action::Drop) => return DialogOutcome::Close,
                    _ => {}
                }
                match keys::find(keys::PAGE, *key) {
                    Some(PageAction::Up) => *first = first.saturating_sub(1),
                    Some(PageAction::Down) => *first += 1,
                    Some(PageAction::PageUp) => *first = first.saturating_sub(5),
                    Some(PageAction::PageDown) => *first += 5,
                    Some(PageAction::Close) | None => {}
                }
                DialogOutcome::Stay
            }
            Self::Sealed { .. } => {
                let Input::Key(key) = input else {
                    return DialogOutcome::Stay;
                };
                match keys::find(keys::PAGE, *key) {
                    Some(PageAction::Close) => DialogOutcome::GoOn,
                    _ => DialogOutcome::Stay,
                }
            }
            Self::Leave => {
                let Input::Key(key) = input else {
                    return DialogOutcome::Stay;
                };
                match keys::find(keys::LEAVE, *key) {
                    Some(LeaveAction::Go) => DialogOutcome::Leave,
                    Some(LeaveAction::Stay) => DialogOutcome::Close,
                    None => DialogOutcome::Stay,
                }
            }
        }
    }
}

impl ScoringScreen {
    pub(super) fn view_dialog(
        &self,
        ctx: &Context,
        session: &Session,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        match &self.dialog {
            None => {}
            Some(Dialog::Remark(form)) => form.view(frame, area),
            Some(Dialog::Recuse(recusal)) => recusal.view(session, lang, frame, area),
            Some(Dialog::Blanks { blanks, row }) => {
                let title = fill!(t::BLANKS_TITLE, lang, [("n", &blanks.len())]);
                let rows = (blanks.len() as u16 + 4).min(area.height);
                let inner = popup::open(frame, area, 66, rows, &title);
                surround::line(frame, inner, 0, t::BLANKS_NOTE.get(lang), theme::quiet());
                let list = Rect {
                    y: inner.y + 1,
                    height: inner.height.saturating_sub(1),
                    ..inner
                };
                let shown = usize::from(list.height);
                let first = scrolled(*row, shown, blanks.len());
                for (n, (entry, indicator)) in blanks.iter().enumerate().skip(first).take(shown) {
                    let indicator = session.indicators().get(*indicator);
                    let what = indicator.map(|i| words(lang, &i.name)).unwrap_or_default();
                    let text = format!(
                        "{} {}  {what}",
                        if n == *row { '▸' } else { ' ' },
                        width::pad(&names::entry_name(session, *entry), 34)
                    );
                    let style = if n == *row {
                        theme::current()
                    } else {
                        theme::quiet()
                    };
                    surround::line(
                        frame,
                        list,
                        (n - first) as u16,
                        &width::pad(&text, usize::from(list.width)),
                        style,
                    );
                    if n == *row {
                        frame.set_cursor_position((list.x, list.y + (n - first) as u16));
                    }
                }
            }
            Some(Dialog::Confirm { first }) => {
                self.view_confirm(ctx, session, *first, frame, area);
            }
            Some(Dialog::Sealed { code, at }) => {
                let text = fill!(t::SEALED, lang, [("code", code), ("at", at)]);
                paragraph(frame, area, &t::SUBMITTED.title(lang), &text);
            }
            Some(Dialog::Leave) => {
                let text = self.leave_words(session, lang);
                paragraph(frame, area, &t::K_HAND_OVER.title(lang), &text);
            }
        }
    }

    /// The question with its keys above, what to look at below; only that is scrolled.
    fn view_confirm(
        &self,
        ctx: &Context,
        session: &Session,
        from: usize,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        let n = session.to_submit(self.judge, self.project).len();
        let project = session.projects().get(self.project);
        let name = project.map(|p| words(lang, &p.name)).unwrap_or_default();
        let text = fill!(t::SUBMIT_SURE, lang, [("n", &n), ("project", &name)]);
        let columns = 76.min(area.width);
        let inside = usize::from(columns.saturating_sub(4));
        let question = width::wrap(&text, inside);
        let look: Vec<String> = self
            .look_again(session, lang)
            .iter()
            .flat_map(|line| width::wrap(line, inside))
            .collect();
        let rows = (question.len() + 1 + look.len()) as u16 + 2;
        let inner = popup::open(frame, area, columns, rows, &t::K_SUBMIT.title(lang));
        for (n, part) in question.iter().enumerate() {
            surround::line(frame, inner, n as u16, part, theme::title());
        }
        let top = question.len() as u16 + 1;
        let room = usize::from(inner.height.saturating_sub(top));
        let first = from.min(look.len().saturating_sub(room));
        if look.len() > room {
            let at = format!(
                "↑↓ {}-{}/{}",
                first + 1,
                (first + room).min(look.len()),
                look.len()
            );
            let at = width::pad_left(&at, inside);
            surround::line(frame, inner, top - 1, &at, theme::key());
        }
        for (n, part) in look.iter().skip(first).take(room).enumerate() {
            surround::line(frame, inner, top + n as u16, part, theme::quiet());
        }
    }
}

fn paragraph(frame: &mut Frame, area: Rect, title: &str, text: &str) {
    let columns = 60.min(area.width);
    let lines = width::wrap(text, usize::from(columns.saturating_sub(4)));
    let inner = popup::open(frame, area, columns, lines.len() as u16 + 2, title);
    for (n, part) in lines.iter().enumerate() {
        surround::line(frame, inner, n as u16, part, theme::quiet());
    }
}
