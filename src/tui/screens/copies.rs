//! 雷同检查: the pairs of applications that share passages, and each passage side by side. A person decides.
//!
//! ```text
//!  3 对有相同段落；1/5 段已处理。
//!   一方                     另一方                   段数  相同字数  已处理
//! ▸ a01 中原教师发展学院     a03 云岭教育研究院          2       214     0/2
//!   a02 江海师范大学         往年：江海2025.docx         1        96     1/1
//!  Enter 看相同段落  Tab 比了什么  Esc 返回
//! ```

mod passages;

use crate::model::Session;
use crate::office::dossier::copies::CopyFindings;
use crate::tally::similarity::CopiedPair;
use crate::text::Lang;
use crate::text::dossier as t;
use crate::text::fill;
use crate::tui::input::Input;
use crate::tui::keys::{self, CopiesAction as Action, KeyRow, PageAction};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane;
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::{Column, widest};
use crate::tui::{theme, width};
use passages::PassagesPage;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use std::sync::Arc;

/// From so many rows on what was compared stands below the pairs.
const HIGH: u16 = 30;
/// Rows for them.
const SCOPE_ROWS: u16 = 12;

#[derive(Debug)]
pub struct CopiesScreen {
    findings: Arc<CopyFindings>,
    panel: Panel<()>,
    /// The passages of one pair.
    open: Option<PassagesPage>,
    /// The first line shown of what was compared.
    scope: Option<usize>,
}

impl CopiesScreen {
    pub fn new(findings: Arc<CopyFindings>) -> Self {
        Self {
            findings,
            panel: Panel::unfiltered(),
            open: None,
            scope: None,
        }
    }

    pub fn say(&mut self, notice: Notice) {
        self.panel.say(notice);
    }

    pub fn form(&self) -> Option<&Form> {
        self.open.as_ref().and_then(PassagesPage::form)
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if let Some(page) = &self.open {
            return page.keys(lang);
        }
        if self.scope.is_some() {
            return keys::rows(keys::PAGE, lang);
        }
        self.panel
            .keys(lang, keys::COPIES, |action| self.possible(action))
    }

    fn possible(&self, action: Action) -> bool {
        action == Action::Scope || !self.pairs().is_empty()
    }

    fn pairs(&self) -> &[CopiedPair] {
        &self.findings.found.pairs
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if let Some(page) = &mut self.open {
            let effects = page.update(input, ctx, &self.findings);
            if page.closed {
                self.open = None;
            }
            return effects;
        }
        if let Some(first) = &mut self.scope {
            if let Input::Key(key) = input {
                let again = keys::find(keys::COPIES, *key) == Some(Action::Scope);
                match keys::find(keys::PAGE, *key) {
                    _ if again => self.scope = None,
                    Some(PageAction::Close) => self.scope = None,
                    Some(action) => list::scroll(action, first),
                    None => {}
                }
            }
            return vec![];
        }
        let shown: Vec<usize> = (0..self.pairs().len()).collect();
        let any = !shown.is_empty();
        let possible = |action| action == Action::Scope || any;
        match self
            .panel
            .update(input, ctx, keys::COPIES, possible, &shown)
        {
            PanelEvent::Act(Action::Open) => {
                self.open = self.panel.current(&shown).map(PassagesPage::new);
            }
            PanelEvent::Act(Action::Scope) => self.scope = Some(0),
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Taken | PanelEvent::Answered(..) => {}
        }
        vec![]
    }

    pub fn answer(&mut self, answer: &Answer) {
        match &mut self.open {
            Some(page) => page.answer(answer),
            None => self.panel.answer(answer),
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        if let Some(page) = &self.open {
            page.view(ctx, session, &self.findings, frame, area);
            return;
        }
        if let Some(first) = self.scope {
            let columns = usize::from(area.width).saturating_sub(2);
            list::page(frame, area, &self.scope_lines(lang, columns, " "), first);
            return;
        }
        let below = if area.height >= HIGH { SCOPE_ROWS } else { 0 };
        let [pairs, scope] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(below)]).areas(area);
        if below > 0 {
            let inner = pane::open(frame, scope, t::K_SCOPE.get(lang), None);
            let lines = self.scope_lines(lang, usize::from(inner.width), "");
            list::page(frame, inner, &lines, 0);
        }
        self.table(session, lang, frame, pairs);
    }

    fn table(&self, session: &Session, lang: Lang, frame: &mut Frame, area: Rect) {
        let check = &self.findings.check;
        let decided: Vec<usize> = self
            .pairs()
            .iter()
            .map(|pair| {
                let known = |p: &&_| check.decision(session, p).is_some();
                pair.passages.iter().filter(known).count()
            })
            .collect();
        let mut head = Vec::new();
        let columns = usize::from(area.width).saturating_sub(2);
        let text = if self.pairs().is_empty() {
            t::NO_PASSAGES.get(lang).to_owned()
        } else {
            let all: usize = self.pairs().iter().map(|p| p.passages.len()).sum();
            let done: usize = decided.iter().sum();
            fill!(
                t::PAIRS_HEAD,
                lang,
                [("n", &self.pairs().len()), ("done", &done), ("all", &all)]
            )
        };
        list::paragraph(&mut head, &text, columns, " ", theme::title());
        list::paragraph(
            &mut head,
            t::NOT_DECIDED.get(lang),
            columns,
            " ",
            theme::quiet(),
        );
        let shown: Vec<usize> = (0..self.pairs().len()).collect();
        let heads = [t::H_PASSAGES, t::H_SHARED, t::H_DECIDED].map(|x| x.get(lang));
        let numbers = heads.map(|h| widest(std::iter::once(h), 5, 12));
        let used: usize = numbers.iter().map(|n| n + 2).sum();
        let names = columns.saturating_sub(used + 4) / 2;
        let [passages, shared, done] = numbers;
        let table = [
            Column::fixed(t::H_ONE.get(lang), names),
            Column::fixed(t::H_OTHER.get(lang), names),
            Column::fixed(heads[0], passages).right(),
            Column::fixed(heads[1], shared).right(),
            Column::fixed(heads[2], done).right(),
        ];
        let rows = Rows {
            columns: &table,
            shown: &shown,
            cells: &|n| {
                let Some((pair, done)) = self.pairs().get(n).zip(decided.get(n)) else {
                    return Default::default();
                };
                let all = pair.passages.len();
                let cells = vec![
                    self.party(pair.a, lang),
                    self.party(pair.b, lang),
                    all.to_string(),
                    pair.shared.to_string(),
                    format!("{done}/{all}"),
                ];
                let style = if *done < all {
                    theme::warn()
                } else {
                    theme::quiet()
                };
                (cells, style)
            },
        };
        self.panel.view(frame, area, lang, &head, &rows);
    }

    /// An applicant, or a file of former years.
    fn party(&self, document: usize, lang: Lang) -> String {
        party(&self.findings, document, lang)
    }

    fn scope_lines(&self, lang: Lang, columns: usize, indent: &str) -> Vec<PageLine> {
        let mut lines = Vec::new();
        for text in self.findings.scope_words(lang) {
            list::paragraph(&mut lines, &text, columns, indent, theme::quiet());
        }
        for text in self.findings.trace_words(lang) {
            list::paragraph(&mut lines, &text, columns, indent, theme::warn());
        }
        lines
    }
}

fn party(findings: &CopyFindings, document: usize, lang: Lang) -> String {
    let label = findings.check.label(document);
    let label = width::display_safe(&label).into_owned();
    match findings.check.documents.get(document) {
        Some(known) if known.applicant.is_none() => {
            fill!(crate::text::acts::A_FORMER_FILE, lang, [("name", &label)])
        }
        _ => label,
    }
}
