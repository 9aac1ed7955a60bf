//! Insight: how firm the result is, how far the judges agree, how the totals lie.
//!
//! ```text
//!  1/3 稳健性
//!  少了任何一位评委，推荐都不变。
//!  项目1：评委4 给 a08 的合计由 97.25 改到 92.10（差 5.15 分），推荐就会变。
//!  Tab 下一页  Esc 返回
//! ```

use crate::model::{Points, Session};
use crate::tally::insight::{self, Agreement, LeastChange, WithoutJudge};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, words};
use crate::tui::input::Input;
use crate::tui::keys::{self, InsightAction as Action, KeyRow, ListAction};
use crate::tui::screen::{Answer, Context, Effect};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::{frame as surround, pane};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

const PAGES: usize = 3;
/// From so many columns and rows on all pages are in sight at once.
const WIDE: (u16, u16) = (140, 34);

#[derive(Debug)]
pub struct InsightScreen {
    page: usize,
    first: usize,
    /// The act up to which this was worked out.
    seq: u64,
    without: Vec<WithoutJudge>,
    least: Vec<Option<LeastChange>>,
    agreement: Vec<Agreement>,
    panel: Panel<()>,
}

impl InsightScreen {
    /// Works everything out once; it is renewed when the journal has grown.
    pub fn of(session: &Session) -> Self {
        let projects = 0..session.projects().len();
        Self {
            page: 0,
            first: 0,
            seq: session.seq(),
            without: insight::without_each_judge(session),
            least: projects
                .clone()
                .map(|p| insight::least_change(session, p))
                .collect(),
            agreement: projects.map(|p| insight::agreement(session, p)).collect(),
            panel: Panel::unfiltered(),
        }
    }

    pub fn renew(&mut self, session: &Session) {
        if self.seq != session.seq() {
            *self = Self {
                page: self.page,
                first: self.first,
                ..Self::of(session)
            };
        }
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        let mut rows = keys::rows(keys::INSIGHT, lang);
        // There is no cursor: the other keys of a list scroll.
        rows.extend(keys::possible_rows(keys::LIST, lang, |action| {
            matches!(action, ListAction::Back | ListAction::HandOver)
        }));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        match self.panel.update(input, ctx, keys::INSIGHT, |_| true, &[]) {
            PanelEvent::Act(Action::Next) => self.turn(1),
            PanelEvent::Act(Action::Previous) => self.turn(PAGES - 1),
            PanelEvent::Act(Action::Up) => self.first = self.first.saturating_sub(1),
            PanelEvent::Act(Action::Down) => self.first = self.first.saturating_add(1),
            PanelEvent::Act(Action::PageUp) => self.first = self.first.saturating_sub(10),
            PanelEvent::Act(Action::PageDown) => self.first = self.first.saturating_add(10),
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Taken | PanelEvent::Answered(..) => {}
        }
        vec![]
    }

    fn turn(&mut self, by: usize) {
        self.page = (self.page + by) % PAGES;
        self.first = 0;
    }

    pub fn answer(&mut self, _: &Answer) {}

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let [body, foot] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(area);
        if area.width >= WIDE.0 && area.height >= WIDE.1 {
            let [left, right] =
                Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(body);
            let [top, below] =
                Layout::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(left);
            for (page, area) in [top, below, right].into_iter().enumerate() {
                // The one that keys scroll is marked.
                let sign = if page == self.page { "▸ " } else { "" };
                let title = format!("{sign}{}", title_of(page, ctx.lang));
                let inner = pane::open(frame, area, &title, None);
                let lines = self.lines(ctx, session, page, usize::from(inner.width));
                let first = if page == self.page { self.first } else { 0 };
                list::page(frame, inner, &lines, first);
            }
        } else {
            let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)])
                .spacing(1)
                .areas(body);
            let title = title_of(self.page, ctx.lang);
            let title = format!(" {}/{PAGES} {title}", self.page + 1);
            surround::line(frame, head, 0, &title, theme::title());
            let lines = self.lines(
                ctx,
                session,
                self.page,
                usize::from(body.width).saturating_sub(2),
            );
            list::page(frame, body, &lines, self.first);
        }
        let none = Rows {
            columns: &[],
            shown: &[],
            cells: &|_| Default::default(),
        };
        self.panel.foot(frame, foot, ctx.lang, &none, body);
    }

    fn lines(
        &self,
        ctx: &Context,
        session: &Session,
        page: usize,
        columns: usize,
    ) -> Vec<PageLine> {
        let lang = ctx.lang;
        let mut lines = Vec::new();
        match page {
            _ if ctx.results_hidden() => {
                let text = d::S_HIDDEN.get(lang);
                list::paragraph(&mut lines, text, columns, " ", theme::quiet());
            }
            0 => self.stability(session, lang, columns, &mut lines),
            1 => self.agreement(session, lang, columns, &mut lines),
            _ => spread(ctx, session, columns, &mut lines),
        }
        lines
    }

    fn stability(&self, session: &Session, lang: Lang, columns: usize, lines: &mut Vec<PageLine>) {
        let mut say = |text: &str, style| list::paragraph(lines, text, columns, " ", style);
        let missing: usize = (0..session.judges().len())
            .map(|judge| session.unfinished(judge))
            .sum();
        if missing > 0 {
            say(&fill!(d::I_SO_FAR, lang, [("n", &missing)]), theme::warn());
        }
        let other: Vec<&WithoutJudge> = self.without.iter().filter(|w| !w.same).collect();
        if other.is_empty() {
            say(d::I_STEADY.get(lang), theme::good());
        } else {
            say(
                &fill!(d::I_UNSTEADY, lang, [("n", &other.len())]),
                theme::warn(),
            );
        }
        for without in other {
            let awards: Vec<String> = without
                .awards
                .iter()
                .enumerate()
                .map(|(p, award)| {
                    let who = award
                        .applicants
                        .first()
                        .map_or("-".to_owned(), |a| applicant(session, *a));
                    format!("{} {who}", p + 1)
                })
                .collect();
            let text = fill!(
                d::I_WITHOUT,
                lang,
                [
                    ("judge", &judge(session, without.judge)),
                    ("awards", &awards.join("; ")),
                ]
            );
            say(&text, theme::quiet());
        }
        say("", theme::quiet());
        for (p, least) in self.least.iter().enumerate() {
            let name = session.projects().get(p).map(|p| words(lang, p.short()));
            let name = name.unwrap_or_default();
            let text = match least {
                None => fill!(d::I_NO_SINGLE, lang, [("n", &(p + 1)), ("name", &name)]),
                Some(change) => {
                    let entry = session.entries().get(change.entry);
                    let place = entry.map_or(0, |e| e.project + 1);
                    let size = change.from.hundredths().abs_diff(change.to.hundredths());
                    let size = Points::from_hundredths(size).unwrap_or(Points::ZERO);
                    fill!(
                        d::I_LEAST,
                        lang,
                        [
                            ("n", &(p + 1)),
                            ("name", &name),
                            ("judge", &judge(session, change.judge)),
                            (
                                "entry",
                                &entry
                                    .map(|e| applicant(session, e.applicant))
                                    .unwrap_or_default(),
                            ),
                            ("place", &place),
                            ("from", &change.from),
                            ("to", &change.to),
                            ("size", &size),
                        ]
                    )
                }
            };
            say(&text, theme::quiet());
        }
        say("", theme::quiet());
        say(d::I_STABILITY_HOW.get(lang), theme::quiet());
    }

    fn agreement(&self, session: &Session, lang: Lang, columns: usize, lines: &mut Vec<PageLine>) {
        for (p, found) in self.agreement.iter().enumerate() {
            let name = session.projects().get(p).map(|p| words(lang, p.short()));
            let w = found.w.map_or("-".to_owned(), |w| w.to_string());
            let text = fill!(
                d::I_CONCORDANCE,
                lang,
                [
                    ("n", &(p + 1)),
                    ("name", &name.unwrap_or_default()),
                    ("judges", &found.judges.len()),
                    ("entries", &found.entries.len()),
                    ("w", &w),
                ]
            );
            list::paragraph(lines, &text, columns, " ", theme::title());
            let meaning = match found.w.map(|w| w.trillionths()) {
                None => d::I_W_NONE,
                Some(w) if w >= 700_000_000_000 => d::I_W_HIGH,
                Some(w) if w >= 400_000_000_000 => d::I_W_MIDDLE,
                Some(_) => d::I_W_LOW,
            };
            list::paragraph(lines, meaning.get(lang), columns, " ", theme::quiet());
            for each in &found.each {
                let rho = each.rho.map_or("-".to_owned(), |r| r.to_string());
                lines.push(PageLine::plain(format!(
                    "   {} {} {}  {} {}",
                    width::pad(&judge(session, each.judge), 12),
                    d::I_OFFSET.get(lang),
                    width::pad_left(&each.offset(), 7),
                    d::I_RHO.get(lang),
                    width::pad_left(&rho, 5),
                )));
            }
            lines.push(PageLine::plain(""));
        }
        list::paragraph(
            lines,
            d::I_AGREEMENT_HOW.get(lang),
            columns,
            " ",
            theme::quiet(),
        );
    }
}

fn title_of(page: usize, lang: Lang) -> &'static str {
    let text = match page {
        0 => d::I_STABILITY,
        1 => d::I_AGREEMENT,
        _ => d::I_SPREAD,
    };
    text.get(lang)
}

/// One strip an entry: every total a dot, the score a bar.
fn spread(ctx: &Context, session: &Session, columns: usize, lines: &mut Vec<PageLine>) {
    let lang = ctx.lang;
    let Some(results) = ctx.results() else { return };
    list::paragraph(
        lines,
        d::I_SPREAD_HOW.get(lang),
        columns,
        " ",
        theme::quiet(),
    );
    for (p, result) in results.projects.iter().enumerate() {
        let totals = |s: &crate::tally::Standing| -> Vec<u32> {
            let Some(e) = session.entries().get(s.entry) else {
                return Vec::new();
            };
            (0..session.judges().len())
                .filter(|j| s.uses.get(*j) != Some(&crate::tally::Use::NotCounted))
                .filter_map(|j| e.total(j))
                .map(Points::hundredths)
                .collect()
        };
        let all: Vec<u32> = result.standings.iter().flat_map(totals).collect();
        let full = session
            .template()
            .and_then(crate::model::Template::full_marks)
            .map_or(10_000, Points::hundredths);
        // The scale begins at a round number below the lowest total.
        let low = all.iter().min().map_or(0, |low| low / 1_000 * 1_000);
        let name = session.projects().get(p).map(|p| words(lang, p.short()));
        let head = fill!(
            d::I_STRIP_HEAD,
            lang,
            [
                ("n", &(p + 1)),
                ("name", &name.unwrap_or_default()),
                ("low", &(low / 100)),
                ("high", &(full / 100)),
            ]
        );
        lines.push(PageLine::plain(""));
        lines.push(PageLine::head(format!(" {head}")));
        let room = columns.saturating_sub(24 + 9);
        for standing in &result.standings {
            let strip = strip(&totals(standing), standing.count.score, low, full, room);
            let score = standing.count.score.map(|s| s.to_string());
            lines.push(PageLine::plain(format!(
                " {} {strip} {}",
                width::pad(&applicant(session, standing.applicant), 22),
                width::pad_left(&score.unwrap_or_default(), 7)
            )));
        }
    }
}

fn strip(totals: &[u32], score: Option<Points>, low: u32, high: u32, room: usize) -> String {
    let mut cells = vec!['.'; room.max(1)];
    let place = |value: u32| {
        let span = u64::from(high.saturating_sub(low)).max(1);
        let from = u64::from(value.saturating_sub(low)).min(span);
        usize::try_from(from * (room.max(1) as u64 - 1) / span).unwrap_or(0)
    };
    for total in totals {
        if let Some(cell) = cells.get_mut(place(*total)) {
            *cell = match *cell {
                '.' => 'o',
                'o' => '2',
                c => c
                    .to_digit(10)
                    .and_then(|n| char::from_digit((n + 1).min(9), 10))
                    .unwrap_or(c),
            };
        }
    }
    if let Some(score) = score
        && let Some(cell) = cells.get_mut(place(score.hundredths()))
        && *cell == '.'
    {
        *cell = '|';
    }
    cells.into_iter().collect()
}

fn judge(session: &Session, judge: usize) -> String {
    let known = session.judges().get(judge);
    known
        .map(|j| width::display_safe(&j.name).into_owned())
        .unwrap_or_default()
}

fn applicant(session: &Session, applicant: usize) -> String {
    let known = session.applicants().get(applicant);
    known
        .map(|a| format!("{} {}", a.id, width::display_safe(&a.name)))
        .unwrap_or_default()
}
