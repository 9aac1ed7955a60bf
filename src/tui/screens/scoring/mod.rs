//! The judge's room.
//!
//! ```text
//! ┌ 申报单位 ─────────────────┐┌ 07 中原教师发展学院 ─────────────── 5/7 · 余 2 格 ┐
//! │ ✓ 05 江海师范大学    86.50 ││    4 师资队伍                            8.75 / 10 │
//! │ ✓ 06 云岭教育研究院  79.00 ││  ▸ 5 实施方案                        [36.5   ] / 40 │
//! │ ▸ 07 中原教师发展学院 56.25││    6 服务保障                              ... / 10 │
//! │   08 东湖继续教育中心  ... │└───────────────────────────────────────────────────┘
//! │                            │┌ 评价内容 ─────────────────────────────────────────┐
//! │ 已评 6/14 家 · 余 58 格    ││ 1. …                                              │
//! └────────────────────────────┘└───────────────────────────────────────────────────┘
//!  合计 56.25 / 100                                                     已存 09:31:07
//! ```
//!
//! Typing a digit starts the number in place. A number is a score only after the journal has it; until then
//! it stays in its cell as typed.

mod answers;
mod asks;
mod before;
mod dialog;
mod head;
mod matrix;
mod notice;
mod typed;
mod undo;
mod view;
mod walk;

use super::recusal::{From, RecusalScreen};
use crate::journal::time_of_day;
use crate::model::{Act, DESK, Intent, Points, Remark, Session};
use crate::text::acts;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, faults};
use crate::tui::draft::Draft;
use crate::tui::input::{Input, Key};
use crate::tui::keys::{self, KeyRow, ScoringAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice, Route};
use crate::tui::widgets::form::Form;
use dialog::Dialog;
use undo::{How, UndoStep};
use walk::Move;

/// The most characters that a number may take while it is typed.
const LONGEST: usize = 12;

/// A judge's room; the place and the half-typed number live here, the scores in the session.
#[derive(Debug)]
pub struct ScoringScreen {
    seat: String,
    judge: usize,
    /// Who writes: the judge, or the coordinator from paper.
    by: String,
    project: usize,
    entry: usize,
    indicator: usize,
    /// One indicator across all applicants.
    turned: bool,
    /// In the turned walk: best own total first.
    by_total: bool,
    typed: String,
    /// Erasing has come to its end: holding the key down does not begin with the stored number again.
    erased: bool,
    /// What the next Enter confirms.
    asked: Asked,
    notice: Option<Notice>,
    saved: Option<String>,
    /// What undo takes back, the last one first, and what redo does again.
    undo: Vec<UndoStep>,
    redo: Vec<UndoStep>,
    waiting: Option<Waiting>,
    dialog: Option<Dialog>,
    read_from: usize,
    /// She was told what is left and goes all the same.
    leaves: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Nothing,
    /// A zero is a score; is it meant?
    Zero,
    /// The number was rounded to two places and is shown so.
    Rounded,
    /// The number cannot be taken; the next digit begins another.
    Refused,
}

/// The effect whose answer is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Waiting {
    Mark {
        change: UndoStep,
        how: How,
        then: Move,
    },
    Remark,
    Recuse,
    Submit,
}

impl ScoringScreen {
    /// Opens a judge's room where she left it if there is work, or at her first blank. `None` for a seat that is
    /// no judge's.
    pub fn enter(
        session: &Session,
        seat: &str,
        by: Option<&str>,
        draft: Option<Draft>,
    ) -> Option<Self> {
        let judge = session.judge(seat)?;
        let mut room = Self {
            seat: seat.to_owned(),
            judge,
            by: by.unwrap_or(seat).to_owned(),
            project: 0,
            entry: session.entries_of(0).first().copied().unwrap_or(0),
            indicator: 0,
            turned: false,
            by_total: false,
            typed: String::new(),
            erased: false,
            asked: Asked::Nothing,
            notice: None,
            saved: None,
            undo: Vec::new(),
            redo: Vec::new(),
            waiting: None,
            dialog: None,
            read_from: 0,
            leaves: false,
        };
        let writing = draft.as_ref().is_some_and(|d| d.remark.is_some());
        let kept = draft.and_then(|d| {
            let place = (session.entry(&d.entry)?, session.indicator(&d.indicator)?);
            Some((place, d.typed))
        });
        match kept {
            Some(((entry, indicator), typed)) => {
                room.stand_at(session, entry, indicator);
                room.typed = typed
                    .chars()
                    .filter(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
                    .take(LONGEST)
                    .collect();
            }
            None => {
                let seated = (0..session.projects().len()).find(|p| room.sits_on(session, *p));
                let first = seated.and_then(|p| Some((*session.entries_of(p).first()?, 0)));
                if let Some((entry, indicator)) = room.blank_from_start(session).or(first) {
                    room.stand_at(session, entry, indicator);
                }
            }
        }
        if !writing {
            room.resume(session);
        }
        Some(room)
    }

    pub fn seat(&self) -> &str {
        &self.seat
    }

    /// Where the judge is and what she has typed.
    pub fn draft(&self, session: &Session) -> Draft {
        Draft {
            entry: session.entry_id(self.entry).unwrap_or_default(),
            indicator: session
                .indicators()
                .get(self.indicator)
                .map(|i| i.id.clone())
                .unwrap_or_default(),
            typed: self.typed.clone(),
            remark: self.dialog.as_ref().and_then(Dialog::half_written),
            ..Draft::default()
        }
    }

    /// Goes on with a remark that was being written when she left.
    pub fn go_on_writing(&mut self, remark: (String, String), lang: Lang) {
        let (text, page) = remark;
        self.dialog = Some(Dialog::remark(lang, Some(&Remark { text, page })));
    }

    /// Is a number to be confirmed, or is a box open?
    pub fn asking(&self) -> bool {
        self.dialog.is_some() || self.asked != Asked::Nothing
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match &self.dialog {
            Some(Dialog::Remark(form)) => Some(form),
            Some(Dialog::Recuse(recusal)) => recusal.form(),
            _ => None,
        }
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let lang = ctx.lang;
        match &self.dialog {
            Some(Dialog::Remark(_)) => keys::rows(keys::FORM, lang),
            Some(Dialog::Recuse(recusal)) => recusal.keys(lang),
            Some(Dialog::Confirm { .. }) => {
                let mut rows = keys::possible_rows(keys::SCORING, lang, |a| a == Action::Submit);
                rows.extend(keys::possible_rows(keys::PAGE, lang, |a| {
                    a != keys::PageAction::Close
                }));
                rows.extend(keys::possible_rows(keys::FORM, lang, |a| {
                    a == keys::FormAction::Cancel
                }));
                rows
            }
            Some(Dialog::Blanks { .. }) => keys::rows(keys::MENU, lang),
            Some(Dialog::Sealed { .. }) => keys::rows(keys::PAGE, lang),
            Some(Dialog::Leave) => keys::rows(keys::LEAVE, lang),
            None => Self::own_keys(ctx),
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        if self.dialog.is_some() {
            return self.update_dialog(input, ctx);
        }
        match input {
            Input::Key(key) => self.key(*key, ctx, session),
            Input::Paste(text) => {
                self.paste(text, ctx);
                vec![]
            }
            Input::Again(_) | Input::Resize(..) | Input::Column(_) | Input::Ground(_) => vec![],
        }
    }

    fn key(&mut self, key: Key, ctx: &Context, session: &Session) -> Vec<Effect> {
        let erased = std::mem::take(&mut self.erased);
        if let Some(digit) = key.digit() {
            self.type_digit(digit, ctx, session);
            return vec![];
        }
        if key.is_letter() && !self.typed.is_empty() {
            // A letter may move, and moving would take the number.
            self.notice = Some(Notice::Info(t::LETTER_IN_NUMBER.get(ctx.lang).to_owned()));
            return vec![];
        }
        let Some(action) = keys::find(keys::SCORING, key) else {
            if !self.type_sign(key, ctx, session) {
                self.notice = Some(crate::tui::screen::unbound(key, ctx.lang));
            }
            return vec![];
        };
        self.notice = None;
        match action {
            Action::Accept => return self.accept(ctx, session, Move::Next),
            Action::Down => return self.accept(ctx, session, Move::Down),
            Action::Up => return self.accept(ctx, session, Move::Up),
            Action::Left => return self.accept(ctx, session, Move::Left),
            Action::Right => return self.accept(ctx, session, Move::Right),
            Action::First => return self.accept(ctx, session, Move::First),
            Action::Last => return self.accept(ctx, session, Move::Last),
            Action::NextBlank => return self.accept(ctx, session, Move::Blank),
            Action::Project => return self.accept(ctx, session, Move::Project(1)),
            Action::ProjectBack => return self.accept(ctx, session, Move::Project(-1)),
            Action::Turn => return self.accept(ctx, session, Move::Turn),
            Action::Sort => return self.accept(ctx, session, Move::Sort),
            Action::Submit => return self.accept(ctx, session, Move::Submit),
            Action::EraseLast => {
                self.asked = Asked::Nothing;
                if self.typed.is_empty() && !erased {
                    // Erasing starts from the number that stands there.
                    let stored = self.mark(session).map(|p| p.to_string());
                    self.typed = stored.unwrap_or_default();
                }
                self.typed.pop();
                self.erased = self.typed.is_empty();
                self.tell_spoilt(ctx);
            }
            Action::Drop => {
                if self.by == DESK && self.typed.is_empty() {
                    return vec![Effect::Back];
                }
                self.typed.clear();
                self.asked = Asked::Nothing;
            }
            Action::Clear => return self.clear(ctx, session),
            Action::Undo => return self.step_back(How::Undo, ctx, session),
            Action::Redo => return self.step_back(How::Redo, ctx, session),
            Action::Remark => self.open_remark(ctx, session),
            Action::ReadDown => self.read_from += 3,
            Action::ReadUp => self.read_from = self.read_from.saturating_sub(3),
            Action::Word => {
                let closed = !session.provisional();
                return vec![Effect::Go(if closed {
                    Route::Result
                } else {
                    Route::Questions
                })];
            }
            Action::Recuse => {
                let from = From::Entry(self.entry);
                let list = RecusalScreen::new(session, self.judge, from, self.by == DESK);
                self.dialog = Some(Dialog::Recuse(list));
            }
            Action::Notice => return self.show_notice(ctx, session),
            Action::Dossier => return self.show_dossier(session),
            Action::Comment => return self.show_comments(session),
            Action::HandOver if self.by == DESK => return vec![Effect::Back],
            Action::HandOver => return vec![Effect::HandOver],
        }
        vec![]
    }

    fn mark(&self, session: &Session) -> Option<Points> {
        session
            .entries()
            .get(self.entry)?
            .mark(self.judge, self.indicator)
    }

    fn mark_act(&self, session: &Session, points: Option<Points>) -> Intent {
        Act::Mark {
            entry: session.entry_id(self.entry).unwrap_or_default(),
            indicator: session
                .indicators()
                .get(self.indicator)
                .map(|i| i.id.clone())
                .unwrap_or_default(),
            points,
            judge: self.for_whom(),
        }
        .into()
    }

    /// The seat named in an act that is done for somebody else.
    fn for_whom(&self) -> Option<String> {
        (self.by != self.seat).then(|| self.seat.clone())
    }

    /// Takes the typed number, if there is one, and then moves.
    fn accept(&mut self, ctx: &Context, session: &Session, then: Move) -> Vec<Effect> {
        if self.typed.is_empty() {
            return self.go(ctx, session, then);
        }
        let cap = session
            .indicators()
            .get(self.indicator)
            .map_or(Points::ZERO, |i| i.cap);
        let points = match Points::typed(&self.typed) {
            Ok(points) => points,
            Err(why) => {
                let spoilt = self.spoilt().map(|why| why.get(ctx.lang).to_owned());
                let why = spoilt.unwrap_or_else(|| faults::not_points(ctx.lang, why, cap));
                return self.refuse(why);
            }
        };
        let intent = self.mark_act(session, Some(points));
        if let Err(refusal) = crate::tally::decide(session, &self.by, intent.clone()) {
            return self.refuse(acts::refusal(ctx.lang, session, &refusal));
        }
        let too_precise = Points::exact(&self.typed).is_err();
        if too_precise {
            self.typed = points.to_string();
            self.asked = Asked::Rounded;
            self.notice = Some(Notice::Info(fill!(
                t::ROUNDED,
                ctx.lang,
                [("points", &points)]
            )));
            return vec![];
        }
        if points == Points::ZERO && self.asked != Asked::Zero && self.mark(session) != Some(points)
        {
            self.asked = Asked::Zero;
            self.notice = Some(Notice::Info(t::ZERO_SURE.get(ctx.lang).to_owned()));
            return vec![];
        }
        if self.mark(session) == Some(points) {
            self.typed.clear();
            return self.go(ctx, session, then);
        }
        self.waiting = Some(Waiting::Mark {
            change: self.change(session, Some(points)),
            how: How::Typed,
            then,
        });
        vec![Effect::Record(vec![intent])]
    }

    fn clear(&mut self, ctx: &Context, session: &Session) -> Vec<Effect> {
        self.asked = Asked::Nothing;
        if !self.typed.is_empty() {
            self.typed.clear();
            return vec![];
        }
        if self.mark(session).is_none() {
            return vec![];
        }
        if let Some(why) = self.closed(ctx, session) {
            self.notice = Some(Notice::Bad(why));
            return vec![];
        }
        self.waiting = Some(Waiting::Mark {
            change: self.change(session, None),
            how: How::Typed,
            then: Move::Stay,
        });
        vec![Effect::Record(vec![self.mark_act(session, None)])]
    }

    /// The journal has answered.
    pub fn answer(&mut self, answer: &Answer, ctx: &Context) {
        let waiting = self.waiting.take();
        let saved = match answer {
            Answer::Saved(saved) => saved,
            Answer::Done(_) => return,
            Answer::Failed(why) | Answer::PinRefused(why) => {
                match &mut self.dialog {
                    Some(Dialog::Remark(form)) => form.refuse(why.clone()),
                    Some(Dialog::Recuse(recusal)) => recusal.refuse(why),
                    _ => {
                        self.dialog = None;
                        self.notice = Some(Notice::Bad(why.clone()));
                    }
                }
                return;
            }
        };
        self.saved = Some(time_of_day(&saved.at).to_owned());
        let Some(session) = ctx.session() else { return };
        match waiting {
            Some(Waiting::Mark { change, how, then }) => {
                self.typed.clear();
                self.asked = Asked::Nothing;
                self.keep_change(change, how, ctx, session);
                // A move after saving changes only where the cursor stands; it asks for nothing.
                self.go(ctx, session, then);
            }
            Some(Waiting::Remark | Waiting::Recuse) => self.dialog = None,
            Some(Waiting::Submit) => {
                self.forget_changes(session, self.project);
                self.dialog = Some(Dialog::Sealed {
                    code: saved.code(),
                    at: time_of_day(&saved.at).to_owned(),
                });
            }
            None => {}
        }
        if saved.mended {
            self.notice = Some(Notice::Info(t::DISK_MENDED.get(ctx.lang).to_owned()));
        }
    }
}
