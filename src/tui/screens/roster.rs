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

use crate::model::{Act, Intent};
use crate::office::OfficeError;
use crate::office::preview::{Change, Preview, Row};
use crate::office::table::Encoding;
use crate::text::Lang;
use crate::text::checks as c;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::reading as r;
use crate::tui::input::Input;
use crate::tui::keys::{self, Page, Preview as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::list::{self, Line};
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug)]
pub struct Roster {
    preview: Preview,
    row: usize,
    /// Accepting also takes off who is missing from the file.
    withdraw: bool,
    /// The first line shown of what is known of a row.
    details: Option<usize>,
    notice: Option<Notice>,
}

impl Roster {
    pub fn new(preview: Preview) -> Self {
        // The first row that wants a look.
        let row = preview
            .rows
            .iter()
            .position(|r| !r.faults.is_empty() || r.doubtful());
        Self {
            preview,
            row: row.unwrap_or(0),
            withdraw: false,
            details: None,
            notice: None,
        }
    }

    pub fn keys(&self, lang: Lang) -> Vec<keys::Row> {
        if self.details.is_some() {
            return keys::rows(keys::PAGE, lang);
        }
        let mut rows = keys::possible_rows(keys::PREVIEW, lang, |action| self.possible(action));
        rows.extend(keys::rows(keys::LIST, lang));
        rows
    }

    fn possible(&self, action: Action) -> bool {
        match action {
            Action::Encoding => self.preview.encoding.is_some(),
            Action::Withdraw => !self.preview.absent.is_empty(),
            Action::Accept | Action::Details => true,
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Input::Key(key) = input else {
            return vec![];
        };
        if let Some(first) = &mut self.details {
            match keys::find(keys::PAGE, *key) {
                Some(Page::Close) => self.details = None,
                Some(Page::Up) => *first = first.saturating_sub(1),
                Some(Page::Down) => *first += 1,
                Some(Page::PageUp) => *first = first.saturating_sub(10),
                Some(Page::PageDown) => *first += 10,
                None => {}
            }
            return vec![];
        }
        self.notice = None;
        match keys::find(keys::PREVIEW, *key).filter(|action| self.possible(*action)) {
            Some(Action::Accept) => return self.accept(ctx.lang),
            Some(Action::Details) => {
                self.details = Some(0);
                return vec![];
            }
            Some(Action::Encoding) => {
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
            Some(Action::Withdraw) => {
                self.withdraw = !self.withdraw;
                return vec![];
            }
            None => {}
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, self.preview.rows.len())
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn accept(&mut self, lang: Lang) -> Vec<Effect> {
        let gone = self.preview.absent.iter().filter(|_| self.withdraw);
        let gone = gone.map(|(id, _)| {
            let applicant = id.clone();
            Act::RemoveApplicant { applicant }.into()
        });
        match self.preview.accept().map(|acts| {
            let all: Vec<Intent> = acts.into_iter().chain(gone).collect();
            all
        }) {
            Ok(acts) if acts.is_empty() => {
                self.notice = Some(Notice::Info(d::NOTHING_NEW.get(lang).to_owned()));
                vec![]
            }
            Ok(acts) => vec![Effect::AcceptRoster(acts)],
            Err(OfficeError::Rows(_, faults)) => {
                let lines: Vec<String> = faults.iter().map(|f| f.line.to_string()).collect();
                let text = fill!(d::ROWS_REFUSED, lang, [("lines", &lines.join(", "))]);
                self.notice = Some(Notice::Bad(text));
                self.row = self
                    .preview
                    .rows
                    .iter()
                    .position(|r| !r.faults.is_empty())
                    .unwrap_or(self.row);
                vec![]
            }
            Err(error) => {
                self.notice = Some(Notice::Bad(error.words(lang).join(" ")));
                vec![]
            }
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Answer::Failed(why) | Answer::PinRefused(why) = answer {
            self.notice = Some(Notice::Bad(why.clone()));
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let columns = usize::from(area.width.saturating_sub(2));
        let mut lines = Vec::new();
        for text in self.summary(lang) {
            list::paragraph(&mut lines, &text, columns, " ", theme::quiet());
        }
        lines.push(Line::head(format!(
            "   {} {} {} {} {} {}",
            width::pad_left(d::H_LINE.get(lang), 4),
            width::pad(c::F_ID.get(lang), 5),
            width::pad(c::F_NAME.get(lang), 26),
            width::pad(c::F_PROJECTS.get(lang), 8),
            width::pad(d::H_CHANGE.get(lang), 8),
            d::H_DOUBT.get(lang)
        )));
        list::page(frame, area, &lines, 0);
        let used = lines.len() as u16;
        let rows = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used + 1),
            ..area
        };
        list::draw(frame, rows, self.row, self.preview.rows.len(), |n| {
            let Some(row) = self.preview.rows.get(n) else {
                return (String::new(), theme::quiet());
            };
            let style = if !row.faults.is_empty() {
                theme::bad()
            } else if row.doubtful() {
                theme::warn()
            } else {
                theme::quiet()
            };
            (short(ctx, row), style)
        });
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some(first) = self.details
            && let Some(row) = self.preview.rows.get(self.row)
        {
            let inside = usize::from(area.width.saturating_sub(8)).min(96);
            let lines = details(ctx, row, inside);
            let title = format!(
                "{} {}",
                row.applicant.id,
                fill!(d::H_LINE_N, lang, [("n", &row.line)])
            );
            let rows = (lines.len() as u16 + 2).min(area.height);
            let inner = popup::open(frame, area, inside as u16 + 4, rows, &title);
            list::page(frame, inner, &lines, first);
        }
    }

    /// What the file is, what it changes, what was left out of it.
    fn summary(&self, lang: Lang) -> Vec<String> {
        let p = &self.preview;
        let (new, changed, same) = p.counts();
        let doubts = p.rows.iter().filter(|r| r.doubtful()).count();
        let refused = p.rows.iter().filter(|r| !r.faults.is_empty()).count();
        let mut list = vec![p.took.file(lang)];
        list.push(fill!(
            d::PREVIEW_SUMMARY,
            lang,
            [
                ("new", &new),
                ("changed", &changed),
                ("same", &same),
                ("doubts", &doubts),
                ("refused", &refused),
            ]
        ));
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

fn short(ctx: &Context, row: &Row) -> String {
    let lang = ctx.lang;
    let template = ctx.session().and_then(|s| s.template());
    let doubts = template.map(|t| row.words(lang, t)).unwrap_or_default();
    format!(
        "{} {} {} {} {} {}",
        width::pad_left(&row.line.to_string(), 4),
        width::pad(&width::display_safe(&row.applicant.id), 5),
        width::pad(&width::display_safe(&row.applicant.name), 26),
        width::pad(&row.applicant.projects.join(" "), 8),
        width::pad(&row.change.words(lang), 8),
        doubts.join("; ")
    )
}

fn details(ctx: &Context, row: &Row, columns: usize) -> Vec<Line> {
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
            let text = format!(
                "{}: {} → {}",
                field.words(lang),
                or_dash(before),
                or_dash(after)
            );
            say(&text, theme::title());
        }
    }
    for (name, value) in [
        (c::F_NAME, a.name.as_str()),
        (c::F_PROJECTS, &a.projects.join(" ")),
        (c::F_CODE, &a.credit_code),
        (c::F_CONTACT, &a.contact),
        (c::F_PHONE, &a.phone),
        (c::F_EMAIL, &a.email),
        (c::F_SUBMITTED, &a.submitted_at),
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
