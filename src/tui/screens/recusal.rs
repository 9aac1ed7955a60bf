//! 回避 as a list to tick: from what a judge steps aside, what follows, and then on what ground.
//!
//! ```text
//! ┌ 回避 ────────────────────────────────────────────────┐
//! │ 空格勾选，Enter 下一步写理由。                        │
//! │ ▸ [ ] 项目1 校长专业发展        （7 家）              │
//! │   [x] 项目2 骨干教师            （7 家）              │
//! │                                                      │
//! │ 您不再评 项目2 的 7 家。                              │
//! └──────────────────────────────────────────────────────┘
//! ```

use crate::model::{Act, Intent, RecusalScope, Session, Status};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, TicksAction};
use crate::tui::names;
use crate::tui::screen::{moved, scrolled};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// From where the list was opened: that stands ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// One entry's row.
    Entry(usize),
    /// An applicant's row, whatever it applied for.
    Applicant(usize),
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RecusalRow {
    project: usize,
    /// One entry; without it the whole project.
    entry: Option<usize>,
    ticked: bool,
    /// It is sealed, and out of her hands.
    submitted: bool,
}

#[derive(Clone, Debug)]
pub struct RecusalScreen {
    judge: usize,
    rows: Vec<RecusalRow>,
    row: usize,
    /// What is wrong with what is ticked.
    fault: Option<&'static str>,
    /// The second step.
    ground: Option<Form>,
}

/// What a key did.
pub enum RecusalOutcome {
    Stay,
    Close,
    Keep(Vec<Intent>),
}

impl RecusalScreen {
    /// What a judge can still step aside from. `by_desk`: the coordinator, who may also take what is submitted.
    pub fn new(session: &Session, judge: usize, from: From, by_desk: bool) -> Self {
        let per_entry = session.rules().recusal_scope == RecusalScope::Entry;
        let mut rows = Vec::new();
        for project in 0..session.projects().len() {
            let sheets = sheets(session, judge, project);
            if sheets.is_empty() {
                continue;
            }
            let submitted = |e: &usize| {
                let entry = session.entries().get(*e);
                !by_desk && entry.is_some_and(|x| x.status(judge) == Status::Submitted)
            };
            let hers = |e: &usize| match from {
                From::Entry(entry) => entry == *e,
                From::Applicant(a) => session.entries().get(*e).is_some_and(|x| x.applicant == a),
            };
            let whole = RecusalRow {
                project,
                entry: None,
                ticked: !per_entry && sheets.iter().any(hers) && !sheets.iter().any(submitted),
                submitted: sheets.iter().any(submitted),
            };
            rows.push(whole);
            if per_entry {
                rows.extend(sheets.iter().map(|e| RecusalRow {
                    project,
                    entry: Some(*e),
                    ticked: hers(e) && !submitted(e),
                    submitted: submitted(e),
                }));
            }
        }
        let row = rows.iter().position(|r| r.ticked).unwrap_or(0);
        Self {
            judge,
            rows,
            row,
            fault: None,
            ground: None,
        }
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.ground.as_ref()
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.ground.is_some() {
            keys::rows(keys::FORM, lang)
        } else {
            keys::rows(keys::TICKS, lang)
        }
    }

    /// Shows why nothing was recorded.
    pub fn refuse(&mut self, why: &str) {
        if let Some(form) = &mut self.ground {
            form.fault = Some(why.to_owned());
        }
    }

    pub fn update(&mut self, input: &Input, session: &Session, lang: Lang) -> RecusalOutcome {
        if let Some(form) = &mut self.ground {
            match form.update(input, lang) {
                FormOutcome::Editing => {}
                // One step back; what is ticked stays ticked.
                FormOutcome::Cancelled => self.ground = None,
                FormOutcome::Done(values) => {
                    let ground = values.first().cloned().unwrap_or_default();
                    return RecusalOutcome::Keep(self.acts(session, &ground));
                }
            }
            return RecusalOutcome::Stay;
        }
        let Input::Key(key) = input else {
            return RecusalOutcome::Stay;
        };
        let length = self.rows.len();
        match keys::find(keys::TICKS, *key) {
            Some(TicksAction::Up) => self.row = moved(self.row, -1, length),
            Some(TicksAction::Down) => self.row = moved(self.row, 1, length),
            Some(TicksAction::Back) => return RecusalOutcome::Close,
            Some(TicksAction::Tick) => self.tick(lang),
            Some(TicksAction::Next) if self.rows.iter().any(|r| r.ticked) => {
                self.fault = None;
                let mut notes = self.consequences(session, lang);
                notes.push(t::RECUSE_NOTE.get(lang).to_owned());
                let field = FormField::new(t::GROUND.get(lang));
                self.ground = Some(Form::new(d::RECUSE_TITLE.get(lang), notes, vec![field]));
            }
            Some(TicksAction::Next) => self.fault = Some(d::RECUSE_NOTHING.get(lang)),
            None => {}
        }
        RecusalOutcome::Stay
    }

    fn tick(&mut self, lang: Lang) {
        self.fault = None;
        let Some(row) = self.rows.get(self.row).cloned() else {
            return;
        };
        if row.submitted {
            self.fault = Some(d::RECUSE_SUBMITTED.get(lang));
            return;
        }
        for (n, other) in self.rows.iter_mut().enumerate() {
            if n == self.row {
                other.ticked = !row.ticked;
            } else if other.project == row.project && row.entry.is_none() != other.entry.is_none() {
                // The whole project and one of its entries are not both meant.
                other.ticked = false;
            }
        }
    }

    fn acts(&self, session: &Session, ground: &str) -> Vec<Intent> {
        let judge = session.judges().get(self.judge);
        self.rows
            .iter()
            .filter(|r| r.ticked)
            .filter_map(|r| {
                let entry = match r.entry {
                    Some(e) => Some(session.entry_id(e)?),
                    None => None,
                };
                let act = Act::Recuse {
                    judge: judge?.id.clone(),
                    project: session.project_id(r.project)?.to_owned(),
                    entry,
                    ground: ground.to_owned(),
                };
                Some(act.into())
            })
            .collect()
    }

    /// What follows from what is ticked, a sentence a project or entry.
    fn consequences(&self, session: &Session, lang: Lang) -> Vec<String> {
        let ticked = self.rows.iter().filter(|r| r.ticked);
        ticked
            .map(|r| match r.entry {
                Some(e) => {
                    let name = names::entry_name(session, e);
                    let project = place(r.project, lang);
                    fill!(
                        d::RECUSE_ONE,
                        lang,
                        [("project", &project), ("name", &name)]
                    )
                }
                None => {
                    let n = sheets(session, self.judge, r.project).len();
                    let project = place(r.project, lang);
                    fill!(d::RECUSE_ALL, lang, [("project", &project), ("n", &n)])
                }
            })
            .collect()
    }

    pub fn view(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        if let Some(form) = &self.ground {
            return form.view(frame, area);
        }
        let columns = 72.min(area.width);
        let inside = usize::from(columns.saturating_sub(4));
        let below: Vec<String> = match self.fault {
            Some(fault) => width::wrap(fault, inside),
            None => {
                let all = self.consequences(session, lang);
                let all = if all.is_empty() {
                    vec![d::RECUSE_NOTHING.get(lang).to_owned()]
                } else {
                    all
                };
                all.iter()
                    .flat_map(|text| width::wrap(text, inside))
                    .collect()
            }
        };
        let above = width::wrap(d::RECUSE_TICK.get(lang), inside);
        let wanted = above.len() + self.rows.len() + 1 + below.len() + 2;
        let rows = u16::try_from(wanted).unwrap_or(u16::MAX).min(area.height);
        let inner = popup::open(frame, area, columns, rows, d::RECUSE_TITLE.get(lang));
        let style = if self.fault.is_some() {
            theme::bad()
        } else {
            theme::warn()
        };
        let height = usize::from(inner.height);
        for (n, text) in above.iter().enumerate() {
            surround::line(frame, inner, n as u16, text, theme::quiet());
        }
        let shown = below.len().min(height.saturating_sub(above.len() + 2));
        for (n, text) in below.iter().take(shown).enumerate() {
            let row = (height - shown + n) as u16;
            surround::line(frame, inner, row, text, style);
        }
        let room = height.saturating_sub(above.len() + shown + 1);
        let first = scrolled(self.row, room, self.rows.len());
        for (n, row) in self.rows.iter().enumerate().skip(first).take(room) {
            let at = (above.len() + n - first) as u16;
            let here = n == self.row;
            let text = format!(
                "{} {}",
                if here { '▸' } else { ' ' },
                self.row_words(session, row, lang)
            );
            let style = match (here, row.submitted) {
                (true, _) => theme::current(),
                (false, true) => theme::border(),
                (false, false) => theme::quiet(),
            };
            surround::line(frame, inner, at, &width::pad(&text, inside), style);
            if here {
                frame.set_cursor_position((inner.x, inner.y + at));
            }
        }
    }

    fn row_words(&self, session: &Session, row: &RecusalRow, lang: Lang) -> String {
        let tick = if row.ticked { "[x]" } else { "[ ]" };
        let sealed = if row.submitted {
            d::RECUSE_IS_SUBMITTED.get(lang)
        } else {
            ""
        };
        match row.entry {
            Some(e) => format!("  {tick} {}{sealed}", names::entry_name(session, e)),
            None => {
                let project = session.projects().get(row.project);
                let name = project.map_or("", |p| words(lang, p.short()));
                let n = sheets(session, self.judge, row.project).len();
                let many = fill!(d::RECUSE_COUNT, lang, [("n", &n)]);
                format!("{tick} {} {name}{many}{sealed}", place(row.project, lang))
            }
        }
    }
}

/// `项目2`
fn place(project: usize, lang: Lang) -> String {
    fill!(t::PROJECT_SHORT, lang, [("n", &(project + 1))])
}

/// The entries of a project in the race on which a judge has a sheet that she is not recused from.
fn sheets(session: &Session, judge: usize, project: usize) -> Vec<usize> {
    let hers = |e: &usize| {
        let status = session.entries().get(*e).map(|x| x.status(judge));
        session.is_in(*e) && !matches!(status, None | Some(Status::Recused | Status::Absent))
    };
    let all = session.entries_of(project).iter().copied();
    all.filter(hers).collect()
}
