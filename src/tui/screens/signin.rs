//! A list of seats, then a PIN. A seat without one chooses it at its first sign-in; a rehearsal has none.

use super::home::{chosen, option};
use crate::journal::{pin, time_of_day};
use crate::model::{DESK, Session};
use crate::text::Lang;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, MenuAction};
use crate::tui::names;
use crate::tui::screen::{Answer, Context, Effect, Notice, moved, scrolled};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::frame as surround;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct SignInScreen {
    row: usize,
    /// A seat named on the command line, to be asked for at once.
    wanted: Option<String>,
    form: Option<(SignInPurpose, Form)>,
    notice: Option<Notice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum SignInPurpose {
    Ask(String),
    Choose(String),
}

impl SignInScreen {
    /// With the cursor on a seat.
    pub fn at(seat: Option<&str>) -> Self {
        Self {
            wanted: seat.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Says something that whoever signs in should know.
    pub fn warn(&mut self, words: Option<String>) {
        self.notice = words.map(Notice::Bad);
    }

    /// Asks for the PIN of the seat named on the command line at once.
    pub fn begin(&mut self, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let wanted = self.wanted.take();
        let row = wanted.and_then(|seat| seats(session).iter().position(|s| *s == seat));
        match row {
            Some(row) => {
                self.row = row;
                self.choose(session, ctx)
            }
            None => vec![],
        }
    }

    /// Blanks what the last person left.
    pub fn reset(&mut self) {
        self.form = None;
        self.notice = None;
        self.wanted = None;
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref().map(|(_, form)| form)
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.form().is_some() {
            keys::rows(keys::FORM, lang)
        } else {
            keys::rows(keys::MENU, lang)
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![Effect::Back];
        };
        if let Some(seat) = self.wanted.take() {
            self.row = seats(session).iter().position(|s| *s == seat).unwrap_or(0);
        }
        if let Some((purpose, form)) = &mut self.form {
            return match form.update(input, ctx.lang) {
                FormOutcome::Editing => vec![],
                FormOutcome::Cancelled => {
                    self.form = None;
                    vec![]
                }
                FormOutcome::Done(values) => {
                    let purpose = purpose.clone();
                    self.typed(&purpose, &values, ctx.lang)
                }
            };
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        let length = seats(session).len();
        if let Some(row) = chosen(*key, length) {
            self.row = row;
            return self.choose(session, ctx);
        }
        match keys::find(keys::MENU, *key) {
            Some(MenuAction::Up) => self.row = moved(self.row, -1, length),
            Some(MenuAction::Down) => self.row = moved(self.row, 1, length),
            Some(MenuAction::Choose) => return self.choose(session, ctx),
            Some(MenuAction::Back) => return vec![Effect::Back],
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn choose(&mut self, session: &Session, ctx: &Context) -> Vec<Effect> {
        let lang = ctx.lang;
        let Some(seat) = seats(session).get(self.row).map(|s| (*s).to_owned()) else {
            return vec![];
        };
        let lost = ctx.live.is_some_and(|live| live.lost_pin(&seat));
        if lost && seat != DESK {
            self.notice = Some(Notice::Bad(t::PIN_LOST.get(lang).to_owned()));
            return vec![];
        }
        if session.seat(&seat).pin.is_some() && !lost {
            let title = fill!(
                t::PIN_OF,
                lang,
                [("seat", &names::seat_name(session, &seat, lang))]
            );
            let form = Form::new(
                title,
                vec![],
                vec![FormField::new(t::PIN.get(lang)).secret()],
            );
            self.form = Some((SignInPurpose::Ask(seat), form));
            return vec![];
        }
        if session.rehearsal() && !lost {
            return vec![Effect::SignIn { seat, pin: None }];
        }
        let title = fill!(
            t::PIN_OF,
            lang,
            [("seat", &names::seat_name(session, &seat, lang))]
        );
        let choose = if lost {
            t::PIN_CHOOSE_AGAIN
        } else {
            t::PIN_CHOOSE
        };
        let mut notes =
            vec![choose.fill(lang, &[("least", &pin::SHORTEST), ("most", &pin::LONGEST)])];
        if lost {
            notes.insert(0, t::PIN_LOST_DESK.get(lang).to_owned());
        }
        let form = Form::new(
            title,
            notes,
            vec![
                FormField::new(t::PIN_NEW.get(lang)).secret(),
                FormField::new(t::PIN_AGAIN.get(lang)).secret(),
            ],
        );
        self.form = Some((SignInPurpose::Choose(seat), form));
        vec![]
    }

    fn typed(&mut self, purpose: &SignInPurpose, values: &[String], lang: Lang) -> Vec<Effect> {
        let first = values.first().cloned().unwrap_or_default();
        match purpose {
            SignInPurpose::Ask(seat) => vec![Effect::SignIn {
                seat: seat.clone(),
                pin: Some(first),
            }],
            SignInPurpose::Choose(seat) => {
                let fault = if !pin::is_pin(&first) {
                    Some(fill!(
                        t::PIN_SHAPE,
                        lang,
                        [("least", &pin::SHORTEST), ("most", &pin::LONGEST)]
                    ))
                } else if values.get(1) != Some(&first) {
                    Some(t::PIN_DIFFERS.get(lang).to_owned())
                } else {
                    None
                };
                if let Some(fault) = fault {
                    if let Some((_, form)) = &mut self.form {
                        form.refuse(fault);
                    }
                    return vec![];
                }
                vec![Effect::ChoosePin {
                    seat: seat.clone(),
                    pin: first,
                }]
            }
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::PinRefused(why) | Answer::Failed(why) => match &mut self.form {
                Some((purpose, form)) => {
                    let field = form
                        .fields
                        .first()
                        .map(|f| FormField::new(f.label.clone()).secret());
                    if matches!(purpose, SignInPurpose::Ask(_)) {
                        *form = Form::new(form.title.clone(), vec![], field.into_iter().collect());
                    }
                    form.refuse(why.clone());
                }
                None => self.notice = Some(Notice::Bad(why.clone())),
            },
            Answer::Saved(_) | Answer::Done(_) => self.form = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        surround::line(
            frame,
            area,
            1,
            &format!("   {}", t::SIGN_IN_WHO.get(lang)),
            theme::quiet(),
        );
        let list = Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(5),
            ..area
        };
        let seats = seats(session);
        let row = self.row;
        let rows = usize::from(list.height);
        let first = scrolled(row, rows, seats.len());
        for (n, seat) in seats.iter().enumerate().skip(first).take(rows) {
            let known = session.seat(seat);
            let name = names::seat_name(session, seat, lang);
            let lost = ctx.live.is_some_and(|live| live.lost_pin(seat));
            let state = match (&known.pin, &known.signed_in) {
                _ if lost => t::SEAT_PIN_LOST.get(lang).to_owned(),
                (_, Some(signed)) => {
                    let at = time_of_day(&signed.at);
                    let from = crate::text::place(lang, &signed.from);
                    fill!(t::SEAT_TAKEN, lang, [("from", &from), ("at", &at)])
                }
                (None, _) if !session.rehearsal() => t::SEAT_NO_PIN.get(lang).to_owned(),
                _ => String::new(),
            };
            let text = format!("{} {} {state}", width::pad(seat, 8), width::pad(&name, 24));
            option(frame, list, (n - first) as u16, n, row, &text);
        }
        if let Some(notice) = &self.notice {
            surround::notice(frame, surround::last_line(area), "   ", notice, lang);
        }
        if let Some((_, form)) = &self.form {
            form.view(frame, area);
        }
    }
}

/// The judges in seat order, the coordinator last.
fn seats(session: &Session) -> Vec<&str> {
    session
        .judges()
        .iter()
        .map(|j| j.id.as_str())
        .chain([DESK])
        .collect()
}
