//! How far everybody is: by judge and by applicant, project by project.
//!
//! ```text
//!  项目1/2 高中新高考培训项目
//!                            评委1 评委2 评委3 …
//!  a01 中原教师发展学院        ✓     ✓    5/7
//!  a02 江海师范大学            ✓     =     .
//!  每位评委余                  0     0    12
//!  ✓ 已提交  = 评完未提交  n/m 已打几格  . 未打  R 回避  V 作废
//! ```

use crate::model::{Session, SheetState};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, screens as t};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, PagesAction};
use crate::tui::names;
use crate::tui::screen::{Answer, Context, Effect};
use crate::tui::screens::desk::missing_pane;
use crate::tui::screens::standings::panes::progress_pane;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane::cells;
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows, parts};
use crate::tui::widgets::table::{self, Column, widest};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// Cells of one judge's column.
const JUDGE: usize = 6;
/// From so many columns and rows on each judge's pace stands beside the table.
const WIDE: (u16, u16) = (120, 24);
/// Rows of a table beside its entries: heading, columns' heads, what is left, signs, and blank ones.
const AROUND: u16 = 7;

#[derive(Debug, Default)]
pub struct ProgressScreen {
    project: usize,
    panel: Panel<()>,
}

impl ProgressScreen {
    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        self.panel.keys(lang, keys::PAGES, |_| true)
    }

    fn shown(&self, session: &Session) -> Vec<usize> {
        let entries = session.entries_of(self.project);
        self.panel.shown(entries.len(), |n| {
            let name = entries.get(n).map(|e| name_of(session, *e, Lang::Zh));
            name.into_iter().collect()
        })
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let projects = session.projects().len().max(1);
        let shown = self.shown(session);
        match self.panel.update(input, ctx, keys::PAGES, |_| true, &shown) {
            PanelEvent::Act(PagesAction::Next) => self.project = (self.project + 1) % projects,
            PanelEvent::Act(PagesAction::Previous) => {
                self.project = (self.project + projects - 1) % projects;
            }
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Taken | PanelEvent::Answered(..) => {}
        }
        vec![]
    }

    pub fn answer(&mut self, _: &Answer) {}

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let wide = area.width >= WIDE.0 && area.height >= WIDE.1;
        let side = if wide { area.width / 3 } else { 0 };
        let [area, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(side)]).areas(area);
        if wide {
            let judges = cells(session.judges().len()) + 2;
            let [gauges, below] = Layout::vertical([Constraint::Max(judges), Constraint::Min(0)])
                .spacing(1)
                .areas(right);
            progress_pane(ctx, session, true, frame, gauges);
            missing_pane(ctx, session, frame, below);
        }
        let mut places = vec![area];
        let rows: Vec<u16> = (0..session.projects().len())
            .map(|p| cells(session.entries_of(p).len()) + AROUND)
            .collect();
        // Where all projects fit below each other, none has to be turned to.
        if rows.len() > 1 && rows.iter().sum::<u16>() <= area.height {
            let order = self.order(session);
            let rows = order.iter().filter_map(|p| rows.get(*p));
            let each = rows.map(|n| Constraint::Length(*n));
            places = Layout::vertical(each).split(area).to_vec();
        }
        for (project, place) in self.order(session).into_iter().zip(places) {
            self.matrix(ctx, session, project, frame, place);
        }
    }

    /// The project that is turned to, then the others.
    fn order(&self, session: &Session) -> Vec<usize> {
        let others = (0..session.projects().len()).filter(|p| *p != self.project);
        std::iter::once(self.project).chain(others).collect()
    }

    /// Entries down, judges across.
    fn matrix(
        &self,
        ctx: &Context,
        session: &Session,
        project: usize,
        frame: &mut Frame,
        area: Rect,
    ) {
        let here = project == self.project;
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        let all = session.judges().len();
        let shown_judges = (columns.saturating_sub(30) / (JUDGE + 1)).min(all);
        let room = columns.saturating_sub(5 + shown_judges * (JUDGE + 1));
        let entries = session.entries_of(project);
        let names: Vec<String> = entries.iter().map(|e| name_of(session, *e, lang)).collect();
        let name = widest(names.iter().map(String::as_str), 12, room.max(12));
        let mut table = vec![Column::fixed(t::APPLICANT.get(lang), name)];
        table.extend(
            session
                .judges()
                .iter()
                .take(shown_judges)
                .map(|j| Column::fixed(&width::display_safe(&j.name), JUDGE).right()),
        );
        let shown = if here {
            self.shown(session)
        } else {
            (0..entries.len()).collect()
        };
        let rows = Rows {
            columns: &table,
            shown: &shown,
            cells: &|n| {
                let mut texts = vec![names.get(n).cloned().unwrap_or_default()];
                let entry = entries.get(n).copied();
                texts.extend(
                    (0..shown_judges)
                        .map(|j| entry.map_or_else(String::new, |e| sign_of(session, e, j))),
                );
                (texts, theme::quiet())
            },
        };
        let mut below = vec![left(session, project, name, shown_judges, lang)];
        let mut legend = d::PROGRESS_SIGNS.get(lang).to_owned();
        if shown_judges < all {
            let n = all - shown_judges;
            legend.push_str(&fill!(d::MORE_JUDGES, lang, [("n", &n)]));
        }
        list::paragraph(&mut below, &legend, columns, " ", theme::quiet());
        let [above, body, foot] = parts(area, 1);
        let [body, said, _] = Layout::vertical([
            Constraint::Max(cells(shown.len()) + 1),
            Constraint::Length(cells(below.len())),
            Constraint::Min(0),
        ])
        .areas(body);
        let head = PageLine::head(format!(
            " {}",
            names::project_heading(session, project, lang)
        ));
        list::page(frame, above, &[head], 0);
        if !here {
            // The cursor is in the other one.
            table::plain(frame, body, rows.columns, shown.len(), rows.cells);
            return list::page(frame, said, &below, 0);
        }
        self.panel.table(frame, body, &rows);
        list::page(frame, said, &below, 0);
        self.panel.foot(frame, foot, lang, &rows, body);
    }
}

/// How many cells each judge has left in this project.
fn left(session: &Session, project: usize, name: usize, judges: usize, lang: Lang) -> PageLine {
    let left: String = (0..judges)
        .map(|j| {
            // Whose sheets are all recused or void has none to finish.
            let left = match session.part(j, Some(project)) {
                (_, 0) => "-".to_owned(),
                _ => session.blanks(j, Some(project)).to_string(),
            };
            width::pad_left(&left, JUDGE + 1)
        })
        .collect();
    let label = width::pad(d::BLANKS_LEFT.get(lang), name);
    PageLine::head(format!("   {label}{left}"))
}

/// Did the desk submit the sheet from paper, or write down any of its marks?
fn by_desk(session: &Session, entry: usize, judge: usize) -> bool {
    let Some(e) = session.entries().get(entry) else {
        return false;
    };
    let id = session.judges().get(judge).map(|j| j.id.as_str());
    let submitted = session.submission(judge, e.project);
    e.from_paper(judge).0 > 0 || submitted.is_some_and(|s| Some(s.by.as_str()) != id)
}

fn name_of(session: &Session, entry: usize, lang: Lang) -> String {
    let Some(e) = session.entries().get(entry) else {
        return String::new();
    };
    let applicant = session.applicants().get(e.applicant);
    let name = applicant
        .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
        .unwrap_or_default();
    if session.is_in(entry) {
        return name;
    }
    let text = if e.withdrawn { d::WITHDRAWN } else { t::OUT };
    format!("{name} ({})", text.get(lang))
}

/// How far a sheet is, in a sign that the legend explains.
fn sign_of(session: &Session, entry: usize, judge: usize) -> String {
    let Some(e) = session.entries().get(entry) else {
        return String::new();
    };
    let indicators = session.indicators().len();
    let paper = e.from_paper(judge).0 > 0;
    match e.state(judge) {
        _ if !session.is_in(entry) => "-".to_owned(),
        SheetState::Submitted if by_desk(session, entry, judge) => "✓P".to_owned(),
        SheetState::Submitted => "✓".to_owned(),
        SheetState::Complete if paper => "=P".to_owned(),
        SheetState::Complete => "=".to_owned(),
        SheetState::Recused => "R".to_owned(),
        SheetState::Void => "V".to_owned(),
        SheetState::Absent => " ".to_owned(),
        SheetState::Open => match indicators - e.blanks(judge) {
            0 => ".".to_owned(),
            n if paper => format!("{n}/{indicators}P"),
            n => format!("{n}/{indicators}"),
        },
    }
}
