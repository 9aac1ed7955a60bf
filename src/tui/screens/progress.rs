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
use crate::text::{Lang, screens as t, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, Pages, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::{frame as surround, list};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Cells of one judge's column.
const JUDGE: usize = 7;

#[derive(Debug, Default)]
pub struct Progress {
    project: usize,
    row: usize,
    notice: Option<Notice>,
}

impl Progress {
    pub fn keys(&self, lang: Lang) -> Vec<Row> {
        let mut rows = keys::rows(keys::PAGES, lang);
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let (Some(session), Input::Key(key)) = (ctx.session(), input) else {
            return vec![];
        };
        self.notice = None;
        let projects = session.projects().len().max(1);
        match keys::find(keys::PAGES, *key) {
            Some(Pages::Next) => self.project = (self.project + 1) % projects,
            Some(Pages::Previous) => self.project = (self.project + projects - 1) % projects,
            None => {
                let length = session.entries_of(self.project).len();
                match keys::find(keys::LIST, *key) {
                    Some(action) => {
                        let left = list::step(action, &mut self.row, length);
                        return left.into_iter().collect();
                    }
                    None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
                }
            }
        }
        vec![]
    }

    pub fn answer(&mut self, _: &Answer) {}

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        let project = session.projects().get(self.project);
        let name = project.map(|p| words(lang, &p.name)).unwrap_or_default();
        let head = fill!(
            t::STANDINGS_HEAD,
            lang,
            [
                ("n", &(self.project + 1)),
                ("all", &session.projects().len()),
                ("name", &name),
            ]
        );
        surround::line(frame, area, 0, &format!(" {head}"), theme::title());
        let shown = (columns.saturating_sub(30) / JUDGE).min(session.judges().len());
        let room = columns.saturating_sub(3 + shown * JUDGE);
        let judges: String = session
            .judges()
            .iter()
            .take(shown)
            .map(|j| width::pad_left(&width::fit(&width::display_safe(&j.name), JUDGE - 1), JUDGE))
            .collect();
        let head = format!("   {}{judges}", width::pad(t::APPLICANT.get(lang), room));
        surround::line(frame, area, 1, &head, theme::key());
        let entries = session.entries_of(self.project);
        let rows = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(5),
            ..area
        };
        list::draw(frame, rows, self.row, entries.len(), |n| {
            let text = entries
                .get(n)
                .map(|e| row(session, *e, room, shown, lang))
                .unwrap_or_default();
            (text, theme::quiet())
        });
        let left: String = (0..shown)
            .map(|j| {
                // Whose sheets are all recused or void has none to finish.
                let left = match session.part(j, Some(self.project)) {
                    (_, 0) => "-".to_owned(),
                    _ => session.blanks(j, Some(self.project)).to_string(),
                };
                width::pad_left(&left, JUDGE)
            })
            .collect();
        let text = format!("   {}{left}", width::pad(d::BLANKS_LEFT.get(lang), room));
        let bottom = area.height.saturating_sub(3);
        surround::line(frame, area, bottom, &text, theme::title());
        let mut legend = d::PROGRESS_SIGNS.get(lang).to_owned();
        if shown < session.judges().len() {
            let n = session.judges().len() - shown;
            legend.push_str(&fill!(d::MORE_JUDGES, lang, [("n", &n)]));
        }
        surround::line(
            frame,
            area,
            bottom + 1,
            &format!(" {legend}"),
            theme::quiet(),
        );
        if let Some(notice) = &self.notice {
            let text = format!(" {}", notice.text());
            surround::line(frame, area, bottom + 2, &text, notice.style());
        }
    }
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

fn row(session: &Session, entry: usize, room: usize, judges: usize, lang: Lang) -> String {
    let Some(e) = session.entries().get(entry) else {
        return String::new();
    };
    let applicant = session.applicants().get(e.applicant);
    let name = applicant
        .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
        .unwrap_or_default();
    let out = !session.is_in(entry);
    let indicators = session.indicators().len();
    let cells: String = (0..judges)
        .map(|j| {
            let text = match e.state(j) {
                _ if out => "-".to_owned(),
                SheetState::Submitted if by_desk(session, entry, j) => "✓P".to_owned(),
                SheetState::Submitted => "✓".to_owned(),
                SheetState::Complete if e.from_paper(j).0 > 0 => "=P".to_owned(),
                SheetState::Complete => "=".to_owned(),
                SheetState::Recused => "R".to_owned(),
                SheetState::Void => "V".to_owned(),
                SheetState::Absent => " ".to_owned(),
                SheetState::Open => match indicators - e.blanks(j) {
                    0 => ".".to_owned(),
                    n if e.from_paper(j).0 > 0 => format!("{n}/{indicators}P"),
                    n => format!("{n}/{indicators}"),
                },
            };
            width::pad_left(&text, JUDGE)
        })
        .collect();
    let name = if out {
        let text = if e.withdrawn { d::WITHDRAWN } else { t::OUT };
        format!("{name} ({})", text.get(lang))
    } else {
        name
    };
    format!("{}{cells}", width::pad(&name, room))
}
