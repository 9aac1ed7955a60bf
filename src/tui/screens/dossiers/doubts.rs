//! 定存疑的: the experts of whom the forms leave in doubt whether they count, one row each. A person decides.
//!
//! ```text
//!  存疑 6 处，已定 2 处。…
//!   单位  专家    问什么      表里写的            在哪里          算不算
//! ▸ a01   郭晓梅  本机构专家  中原教院            表 1 第 17 行   待定
//!  a01 中原教师发展学院，本机构专家：3 到 4/10
//! ```

use crate::model::Session;
use crate::office::dossier::doubts::{DoubtsDecided, ExpertDoubt};
use crate::office::dossier::folder::DossierFolder;
use crate::office::dossier::place_words;
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
use crate::tui::input::Input;
use crate::tui::keys::{self, DoubtsAction as Action, KeyRow};
use crate::tui::screen::{Answer, Context, Effect};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::{Column, widest};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// What the page is drawn from.
pub(super) struct DoubtsShown<'a> {
    pub(super) session: &'a Session,
    pub(super) lang: Lang,
    pub(super) folder: &'a DossierFolder,
    pub(super) decided: &'a DoubtsDecided,
}

#[derive(Debug)]
pub(super) struct DoubtsPage {
    doubts: Vec<ExpertDoubt>,
    panel: Panel<()>,
    pub(super) closed: bool,
}

impl DoubtsPage {
    pub(super) fn new(doubts: Vec<ExpertDoubt>) -> Self {
        Self {
            doubts,
            panel: Panel::unfiltered(),
            closed: false,
        }
    }

    pub(super) fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        self.panel.keys(lang, keys::DOUBTS, |_| true)
    }

    pub(super) fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    pub(super) fn update(
        &mut self,
        input: &Input,
        ctx: &Context,
        folder: &DossierFolder,
        decided: &mut DoubtsDecided,
    ) -> Vec<Effect> {
        let shown: Vec<usize> = (0..self.doubts.len()).collect();
        let event = self
            .panel
            .update(input, ctx, keys::DOUBTS, |_| true, &shown);
        let current = self.panel.current(&shown);
        let doubt = current.and_then(|n| self.doubts.get(n)).copied();
        match (event, doubt) {
            (PanelEvent::Effect(Effect::Back), _) => self.closed = true,
            (PanelEvent::Effect(effect), _) => return vec![effect],
            (PanelEvent::Act(Action::Take), _) => {
                return vec![Effect::KeepDossiers { facts: true }];
            }
            (PanelEvent::Act(Action::Decide), Some(doubt)) => {
                let next = match folder.decided(&doubt, decided) {
                    None => Some(true),
                    Some(true) => Some(false),
                    Some(false) => None,
                };
                folder.settle(&doubt, next, decided);
            }
            (PanelEvent::Act(Action::Alike), Some(doubt)) => {
                let said = folder.decided(&doubt, decided);
                let cell = |d: &ExpertDoubt| folder.expert(d).map(|e| d.question.cell(e));
                let group = |d: &&ExpertDoubt| {
                    (d.file, d.question, cell(d)) == (doubt.file, doubt.question, cell(&doubt))
                };
                for alike in self.doubts.iter().filter(group) {
                    folder.settle(alike, said, decided);
                }
            }
            _ => {}
        }
        vec![]
    }

    pub(super) fn view(&self, shown: &DoubtsShown<'_>, frame: &mut Frame, area: Rect) {
        const SHARE_ROWS: u16 = 2;
        let DoubtsShown {
            session,
            lang,
            folder,
            decided,
        } = *shown;
        let [table, share] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(SHARE_ROWS)]).areas(area);
        self.table(shown, frame, table);
        let rows: Vec<usize> = (0..self.doubts.len()).collect();
        let current = self.panel.current(&rows);
        let Some(doubt) = current.and_then(|n| self.doubts.get(n)) else {
            return;
        };
        let Some(template) = session.template() else {
            return;
        };
        let known = session.applicants().get(doubt.applicant);
        let who = known.map(|a| format!("{} {}", a.id, width::display_safe(&a.name)));
        let counted = folder.share_of(doubt, template, decided);
        let what = doubt.question.label().get(lang);
        let (who, all) = (who.unwrap_or_default(), counted.all);
        let (sure, most) = (counted.sure, counted.with_doubts);
        let text = if sure == most {
            fill!(
                t::SHARE_NOW,
                lang,
                [
                    ("who", &who),
                    ("what", &what),
                    ("sure", &sure),
                    ("all", &all)
                ]
            )
        } else {
            fill!(
                t::SHARE_SO_FAR,
                lang,
                [
                    ("who", &who),
                    ("what", &what),
                    ("sure", &sure),
                    ("most", &most),
                    ("all", &all)
                ]
            )
        };
        let mut lines: Vec<PageLine> = Vec::new();
        let columns = usize::from(area.width).saturating_sub(2);
        list::paragraph(&mut lines, &text, columns, " ", theme::title());
        list::page(frame, share, &lines, 0);
    }

    fn table(&self, shown: &DoubtsShown<'_>, frame: &mut Frame, area: Rect) {
        let DoubtsShown {
            lang,
            folder,
            decided,
            ..
        } = *shown;
        let columns = usize::from(area.width).saturating_sub(2);
        let done = self.doubts.iter();
        let done = done
            .filter(|d| folder.decided(d, decided).is_some())
            .count();
        let text = fill!(
            t::DOUBTS_HEAD,
            lang,
            [("n", &self.doubts.len()), ("done", &done)]
        );
        let mut head = Vec::new();
        list::paragraph(&mut head, &text, columns, " ", theme::quiet());
        let rows: Vec<[String; 6]> = self.doubts.iter().map(|d| row(d, shown)).collect();
        let heads = [
            t::H_UNIT,
            t::H_EXPERT,
            t::H_QUESTION,
            t::H_CELL,
            t::H_PLACE,
            t::H_COUNTS,
        ]
        .map(|head| head.get(lang));
        let wide = |column: usize, most: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let cells = cells.map(String::as_str).chain(heads.get(column).copied());
            widest(cells, 4, most)
        };
        let widths = [
            wide(0, 8),
            wide(1, 12),
            wide(2, 16),
            wide(4, 16),
            wide(5, 14),
        ];
        let [unit, expert, question, place, counts] = widths;
        // The sign of the row, and a blank between columns.
        let used = widths.iter().sum::<usize>() + widths.len() + 4;
        let cell = wide(3, columns.saturating_sub(used).max(8));
        let table = [
            Column::fixed(heads[0], unit),
            Column::fixed(heads[1], expert),
            Column::fixed(heads[2], question),
            Column::fixed(heads[3], cell),
            Column::fixed(heads[4], place),
            Column::fixed(heads[5], counts),
        ];
        let shown: Vec<usize> = (0..self.doubts.len()).collect();
        let cells = |n: usize| {
            let open = self
                .doubts
                .get(n)
                .is_some_and(|d| folder.decided(d, decided).is_none());
            let style = if open { theme::warn() } else { theme::quiet() };
            let cells = rows.get(n).map(|row| row.to_vec()).unwrap_or_default();
            (cells, style)
        };
        let rows = Rows {
            columns: &table,
            shown: &shown,
            cells: &cells,
        };
        self.panel.view(frame, area, lang, &head, &rows);
    }
}

fn row(doubt: &ExpertDoubt, shown: &DoubtsShown<'_>) -> [String; 6] {
    let DoubtsShown {
        session,
        lang,
        folder,
        decided,
    } = *shown;
    let known = session.applicants().get(doubt.applicant);
    let id = known.map(|a| a.id.clone()).unwrap_or_default();
    let safe = |text: &str| width::display_safe(text).into_owned();
    let expert = folder.expert(doubt);
    let cell = expert.map(|e| safe(doubt.question.cell(e)));
    let cell = cell.filter(|text| !text.trim().is_empty());
    let counts = match folder.decided(doubt, decided) {
        None => t::STILL_OPEN,
        Some(true) => t::COUNTED,
        Some(false) => t::NOT_COUNTED,
    };
    [
        id,
        expert.map(|e| safe(&e.name)).unwrap_or_default(),
        doubt.question.label().get(lang).to_owned(),
        cell.unwrap_or_else(|| t::CELL_EMPTY.get(lang).to_owned()),
        expert
            .map(|e| place_words(e.place, lang))
            .unwrap_or_default(),
        counts.get(lang).to_owned(),
    ]
}
