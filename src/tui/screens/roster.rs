//! What a roster's file was understood to say, row by row, before anything is accepted.
//!
//! ```text
//!  名单.xlsx（.xlsx）：工作表「申报汇总」，表头在第 2 行
//!  新 2，更正 1，未变 11；有疑点 4 行，不能接受 0 行
//!  行   编号  名称                      项目    变化     疑点
//!    4  a01   中原教师发展学院          p1 p2   新
//! ▸  6  a03   长河大学继续教育学院      p1      新       [四（二）] 与 a04 的信用代码相同：同一法人
//!  F5 接受名单  Enter 看此行  F4 换编码  Esc 返回
//! ```

use super::desk::people::{applicant_form, applicant_of};
use crate::model::{Act, Applicant, DESK, Intent, Session};
use crate::office::OfficeError;
use crate::office::preview::{Change, Preview, PreviewRow};
use crate::office::table::Encoding;
use crate::tally;
use crate::text::acts;
use crate::text::checks as c;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::projects;
use crate::text::reading as r;
use crate::text::times;
use crate::text::{Lang, faults};
use crate::tui::input::Input;
use crate::tui::keys::{self, PageAction, PreviewAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{ListOrder, Panel, PanelEvent, Rows, parts};
use crate::tui::widgets::table::{Column, widest};
use crate::tui::widgets::{pane, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// From so many columns on the current row stands in full beside the list.
const WIDE: u16 = 130;

#[derive(Debug)]
pub struct RosterScreen {
    preview: Preview,
    /// What is asked is a row typed anew.
    panel: Panel<usize>,
    /// Accepting also takes off who is missing from the file.
    withdraw: bool,
    /// The first line shown of what is known of a row.
    details: Option<usize>,
}

impl RosterScreen {
    /// How the list is sorted.
    pub fn order(&mut self) -> &mut ListOrder {
        self.panel.order()
    }

    pub fn new(preview: Preview) -> Self {
        // The first row that wants a look, what stands in the way before what is in doubt.
        let find = |wanted: fn(&PreviewRow) -> bool| preview.rows.iter().position(wanted);
        let row = find(|r| !r.faults.is_empty()).or_else(|| find(PreviewRow::doubtful));
        let orders = &[d::H_LINE, c::F_ID, c::F_NAME, c::F_PROJECTS, d::H_CHANGE];
        let mut panel = Panel::sorting("roster", orders);
        panel.go_to(row.unwrap_or(0));
        Self {
            preview,
            panel,
            withdraw: false,
            details: None,
        }
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    fn shown(&self, ctx: &Context) -> Vec<usize> {
        self.panel.shown(self.preview.rows.len(), |n| {
            let row = self.preview.rows.get(n);
            row.map_or_else(Vec::new, |row| short(ctx, row).0)
        })
    }

    pub fn keys(&self, lang: Lang) -> Vec<keys::KeyRow> {
        if self.details.is_some() {
            return keys::rows(keys::PAGE, lang);
        }
        self.panel
            .keys(lang, keys::PREVIEW, |action| self.possible(action))
    }

    fn possible(&self, action: Action) -> bool {
        match action {
            Action::Encoding => self.preview.encoding.is_some(),
            Action::Withdraw => !self.preview.absent.is_empty(),
            Action::Mend | Action::LeaveOut => !self.preview.rows.is_empty(),
            Action::Accept | Action::Details => true,
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if let Some(first) = &mut self.details {
            if let Input::Key(key) = input {
                match keys::find(keys::PAGE, *key) {
                    Some(PageAction::Close) => self.details = None,
                    Some(action) => list::scroll(action, first),
                    None => {}
                }
            }
            return vec![];
        }
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let shown = self.shown(ctx);
        let (encoding, absent) = (self.preview.encoding, !self.preview.absent.is_empty());
        let possible = |action| match action {
            Action::Encoding => encoding.is_some(),
            Action::Withdraw => absent,
            _ => true,
        };
        match self
            .panel
            .update(input, ctx, keys::PREVIEW, possible, &shown)
        {
            PanelEvent::Taken => vec![],
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Act(action) => self.act(action, ctx.lang, session, &shown),
            PanelEvent::Answered(row, values) => {
                self.mended(row, &values, session, ctx.lang);
                vec![]
            }
        }
    }

    fn act(
        &mut self,
        action: Action,
        lang: Lang,
        session: &Session,
        shown: &[usize],
    ) -> Vec<Effect> {
        let row = self.panel.current(shown);
        match (action, row) {
            (Action::Accept, _) => return self.accept(lang),
            (Action::Encoding, _) => {
                let other = match self.preview.encoding {
                    Some(Encoding::Gbk) => Encoding::Utf8,
                    _ => Encoding::Gbk,
                };
                return vec![Effect::PreviewRoster {
                    path: self.preview.path.clone(),
                    sheet: None,
                    encoding: Some(other),
                }];
            }
            (Action::Withdraw, _) => self.withdraw = !self.withdraw,
            (Action::Details, Some(_)) => self.details = Some(0),
            (Action::Mend, Some(row)) => self.ask_mend(row, session, lang),
            (Action::LeaveOut, Some(row)) => {
                if let Some(template) = session.template() {
                    self.preview.leave_out(row, template, session.applicants());
                }
            }
            (Action::Details | Action::Mend | Action::LeaveOut, None) => {}
        }
        vec![]
    }

    /// The row as it would be registered, to be typed over.
    fn ask_mend(&mut self, row: usize, session: &Session, lang: Lang) {
        let Some(known) = self.preview.rows.get(row) else {
            return;
        };
        let mut form = applicant_form(session, Some(&known.applicant), lang);
        form.notes.push(d::MEND_NOTE.get(lang).to_owned());
        if known.change == Change::New {
            let id = FormField::new(c::F_ID.get(lang)).with(&known.applicant.id);
            form.fields.insert(0, id);
        }
        self.panel.ask(row, form);
    }

    fn mended(&mut self, row: usize, values: &[String], session: &Session, lang: Lang) {
        let new = self.read_mended(row, values, session, lang);
        match (new, session.template(), self.panel.form_mut()) {
            (Ok(applicant), Some(template), _) => {
                let known = session.applicants();
                self.preview.mend(row, applicant, template, known);
                self.panel.close();
            }
            (Err(why), _, Some(form)) => form.refuse(why),
            (_, _, _) => {}
        }
    }

    /// The applicant that was typed, if the session would take it.
    fn read_mended(
        &self,
        row: usize,
        values: &[String],
        session: &Session,
        lang: Lang,
    ) -> Result<Applicant, String> {
        let known = self.preview.rows.get(row).ok_or_else(String::new)?;
        let id = (known.change != Change::New).then_some(known.applicant.id.as_str());
        let act = applicant_of(values, id, session, lang)?;
        tally::decide(session, DESK, act.clone().into())
            .map_err(|e| acts::refusal(lang, session, &e))?;
        let Act::Applicant(applicant) = act else {
            return Err(String::new());
        };
        if let Some(other) = self.preview.has_id(&applicant.id, row) {
            let (id, line) = (faults::shown(&applicant.id), other.line);
            return Err(fill!(d::ID_TAKEN, lang, [("id", &id), ("line", &line)]));
        }
        Ok(*applicant)
    }

    fn accept(&mut self, lang: Lang) -> Vec<Effect> {
        let gone = self.preview.absent.iter().filter(|_| self.withdraw);
        let gone = gone.map(|(id, _)| {
            let applicant = id.clone();
            Act::RemoveApplicant { applicant }.into()
        });
        let acts = self
            .preview
            .accept()
            .map(|acts| acts.into_iter().chain(gone).collect::<Vec<Intent>>());
        match acts {
            Ok(acts) if acts.is_empty() => {
                let text = d::NOTHING_NEW.get(lang).to_owned();
                self.panel.say(Notice::Info(text));
                vec![]
            }
            Ok(acts) => {
                let left_out = self.preview.rows.iter().filter(|r| r.left_out).count();
                vec![Effect::AcceptRoster(acts, left_out)]
            }
            Err(OfficeError::Rows(_, faults)) => {
                let lines: Vec<String> = faults.iter().map(|f| f.line.to_string()).collect();
                let text = fill!(d::ROWS_REFUSED, lang, [("lines", &lines.join(", "))]);
                self.panel.say(Notice::Bad(text));
                let refused = |r: &PreviewRow| !r.left_out && !r.faults.is_empty();
                if let Some(row) = self.preview.rows.iter().position(refused) {
                    self.panel.go_to(row);
                }
                vec![]
            }
            Err(error) => {
                let text = error.words(lang).join(" ");
                self.panel.say(Notice::Bad(text));
                vec![]
            }
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let whole = area;
        let side = if area.width >= WIDE {
            area.width * 2 / 5
        } else {
            0
        };
        let [area, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(side)]).areas(area);
        let shown = self.shown(ctx);
        let current = self.panel.current(&shown);
        let current = current.and_then(|n| self.preview.rows.get(n));
        if let (true, Some(row)) = (side > 0, current) {
            let title = title_of(row, lang);
            pane::page(frame, right, &title, None, &|columns| {
                details(ctx, row, columns)
            });
        }
        let columns = usize::from(area.width.saturating_sub(2));
        let mut head = Vec::new();
        for text in self.summary(lang) {
            list::paragraph(&mut head, &text, columns, " ", theme::quiet());
        }
        let names = self.preview.rows.iter().map(|r| r.applicant.name.as_str());
        let name = widest(names, 8, columns.saturating_sub(48).max(20));
        let rows = Rows {
            columns: &[
                Column::fixed(d::H_LINE.get(lang), 4).right(),
                Column::fixed(c::F_ID.get(lang), 5),
                Column::fixed(c::F_NAME.get(lang), name),
                Column::fixed(c::F_PROJECTS.get(lang), 8),
                Column::fixed(d::H_CHANGE.get(lang), 8),
                Column::rest(d::H_DOUBT.get(lang)),
            ],
            shown: &shown,
            cells: &|n| {
                let row = self.preview.rows.get(n);
                row.map_or_else(Default::default, |row| short(ctx, row))
            },
        };
        let [above, body, foot] = parts(area, head.len());
        list::page(frame, above, &head, 0);
        self.panel.table(frame, body, &rows);
        self.panel.foot(frame, foot, lang, &rows, body);
        self.panel.over(frame, whole);
        if let (Some(first), Some(row)) = (self.details, current) {
            let inside = usize::from(whole.width.saturating_sub(8)).min(96);
            let lines = details(ctx, row, inside);
            let rows = (pane::cells(lines.len()) + 2).min(whole.height);
            let columns = pane::cells(inside) + 4;
            let inner = popup::open(frame, whole, columns, rows, &title_of(row, lang));
            list::page(frame, inner, &lines, first);
        }
    }

    /// What the file is, what it changes, what was left out of it.
    fn summary(&self, lang: Lang) -> Vec<String> {
        let p = &self.preview;
        let (new, changed, same) = p.counts();
        let doubts = p.taken().filter(|r| r.doubtful()).count();
        let refused = p.taken().filter(|r| !r.faults.is_empty()).count();
        let mut list = vec![p.took.file(lang)];
        let mut counts = fill!(
            d::PREVIEW_SUMMARY,
            lang,
            [
                ("new", &new),
                ("changed", &changed),
                ("same", &same),
                ("doubts", &doubts),
                ("refused", &refused),
            ]
        );
        let left_out = p.rows.iter().filter(|r| r.left_out).count();
        if left_out > 0 {
            counts.push_str(crate::text::papers::BETWEEN.get(lang));
            counts.push_str(&fill!(d::LEFT_OUT_ROWS, lang, [("n", &left_out)]));
        }
        list.push(counts);
        list.extend(p.took.left_out(lang));
        if let Some(text) = p.absent_words(lang) {
            list.push(text);
            list.push(if self.withdraw {
                fill!(r::WILL_WITHDRAW, lang, [("n", &p.absent.len())])
            } else {
                r::MAY_WITHDRAW.get(lang).to_owned()
            });
        }
        list
    }
}

fn title_of(row: &PreviewRow, lang: Lang) -> String {
    let line = fill!(d::H_LINE_N, lang, [("n", &row.line)]);
    format!("{} {line}", width::display_safe(&row.applicant.id))
}

/// A row in one line, and how it looks: refused, in doubt, left out.
fn short(ctx: &Context, row: &PreviewRow) -> (Vec<String>, Style) {
    let lang = ctx.lang;
    let template = ctx.session().and_then(|s| s.template());
    let doubts = template.map(|t| row.words(lang, t)).unwrap_or_default();
    let projects = template.map_or(&[][..], |t| &t.projects);
    let (change, style) = if row.left_out {
        (d::C_LEFT_OUT.get(lang).to_owned(), theme::faint())
    } else if !row.faults.is_empty() {
        (d::C_REFUSED.get(lang).to_owned(), theme::bad())
    } else if row.doubtful() {
        (row.change.words(lang), theme::warn())
    } else {
        (row.change.words(lang), theme::quiet())
    };
    let texts = vec![
        row.line.to_string(),
        width::display_safe(&row.applicant.id).into_owned(),
        width::display_safe(&row.applicant.name).into_owned(),
        projects::numbered(lang, projects, &row.applicant.projects),
        change,
        doubts.join("; "),
    ];
    (texts, style)
}

fn details(ctx: &Context, row: &PreviewRow, columns: usize) -> Vec<PageLine> {
    let lang = ctx.lang;
    let mut lines = Vec::new();
    let Some(template) = ctx.session().and_then(|s| s.template()) else {
        return lines;
    };
    let a = &row.applicant;
    let mut say = |text: &str, style| list::paragraph(&mut lines, text, columns, "", style);
    for text in row.refused(lang) {
        say(&text, theme::bad());
    }
    for text in row.doubts(lang, template) {
        say(&text, theme::warn());
    }
    for text in row.cleaned(lang) {
        say(&text, theme::quiet());
    }
    if let Change::Changed(list) = &row.change {
        for (field, before, after) in list {
            let shown = |value: &str| field.shown(value, lang, template);
            let (before, after) = (shown(before), shown(after));
            let field = field.words(lang);
            let text = fill!(
                c::DIFFERS,
                lang,
                [("field", &field), ("before", &before), ("after", &after)]
            );
            say(&text, theme::title());
        }
    }
    for (name, value) in [
        (c::F_NAME, a.name.as_str()),
        (
            c::F_PROJECTS,
            &projects::numbered(lang, &template.projects, &a.projects),
        ),
        (c::F_CODE, &a.credit_code),
        (c::F_CONTACT, &a.contact),
        (c::F_PHONE, &a.phone),
        (c::F_EMAIL, &a.email),
        (c::F_SUBMITTED, &times::moment(&a.submitted_at)),
        (c::F_NOTE, &a.note),
    ] {
        let label = width::pad(name.get(lang), 14);
        say(&format!("{label} {}", or_dash(value)), theme::quiet());
    }
    // Those that are missed stand above already.
    for threshold in c::thresholds(lang, template, a) {
        if threshold.met != Some(false) {
            say(&threshold.text, theme::quiet());
        }
    }
    lines
}

fn or_dash(text: &str) -> String {
    if text.is_empty() {
        "-".to_owned()
    } else {
        width::display_safe(text).into_owned()
    }
}
