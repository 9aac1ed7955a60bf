//! The papers of the session: which kinds, how, where to, and how far it is.
//!
//! ```text
//!  从日志生成要打印、签字、公示和存档的文件；同一份日志每次逐字节相同。
//! ▸ ✓ 评审结果汇总表（工作簿）
//!     各单位得分说明
//!   评分表：每个项目一张表
//!   放到：/home/…/评审会/exports
//!  [##########..........] 12/36  02-评分表/w03-…
//!  Enter 选/改  F5 导出  Esc 返回
//! ```

use crate::model::Phase;
use crate::office::export::{Kind, Made, Progress, Wish};
use crate::office::papers::sheets::Layout;
use crate::text::export as x;
use crate::text::fill;
use crate::text::{Lang, faults, papers};
use crate::tui::exporting::{News, Task};
use crate::tui::input::Input;
use crate::tui::keys::{self, Export as Action, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct Export {
    row: usize,
    /// Beside [`Kind::ALL`].
    wanted: Vec<bool>,
    layout: Layout,
    lang: Lang,
    out: PathBuf,
    form: Option<Form>,
    running: Option<Progress>,
    notice: Option<Notice>,
    /// What the last run made, in sentences.
    told: Vec<String>,
}

/// The rows under the kinds.
const CHOICES: usize = 3;

/// Where the papers of a session go if nothing else is said.
pub fn usual_folder(session: &Path) -> PathBuf {
    let folder = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
    folder.join("exports")
}

impl Export {
    pub fn new(ctx: &Context) -> Self {
        let out = ctx.live.map(|live| usual_folder(live.journal().folder()));
        Self {
            row: 0,
            wanted: Kind::ALL
                .iter()
                .map(|k| blocked(ctx, *k).is_none())
                .collect(),
            layout: Layout::default(),
            lang: ctx.lang,
            out: out.unwrap_or_default(),
            form: None,
            running: None,
            notice: None,
            told: Vec::new(),
        }
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    pub fn keys(&self, lang: Lang) -> Vec<Row> {
        if self.form.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let mut rows = keys::possible_rows(keys::EXPORT, lang, |action| self.possible(action));
        if self.running.is_none() {
            rows.extend(keys::rows(keys::LIST, lang));
        }
        rows
    }

    /// While papers are made they can be stopped, and nothing else.
    fn possible(&self, action: Action) -> bool {
        (action == Action::Stop) == self.running.is_some()
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if let Some(form) = &mut self.form {
            if let Some(effect) = form.asks(input, ctx) {
                return vec![effect];
            }
            match form.update(input, ctx.lang) {
                Outcome::Editing => {}
                Outcome::Cancelled => self.form = None,
                Outcome::Done(values) => {
                    self.out = PathBuf::from(values.concat().trim());
                    self.form = None;
                }
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        if self.running.is_some() {
            let stop = keys::find(keys::EXPORT, *key) == Some(Action::Stop)
                || keys::find(keys::LIST, *key) == Some(keys::List::Back);
            return if stop {
                vec![Effect::StopExport]
            } else {
                vec![]
            };
        }
        self.notice = None;
        match keys::find(keys::EXPORT, *key) {
            Some(Action::Change) => {
                self.change(ctx);
                return vec![];
            }
            Some(Action::Start) => return self.start(ctx),
            Some(Action::Stop) | None => {}
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                let length = Kind::ALL.len() + CHOICES;
                return list::step(action, &mut self.row, length)
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn change(&mut self, ctx: &Context) {
        if let Some(kind) = Kind::ALL.get(self.row) {
            match (blocked(ctx, *kind), self.wanted.get_mut(self.row)) {
                (Some(why), _) => self.notice = Some(Notice::Info(why)),
                (None, Some(wanted)) => *wanted = !*wanted,
                (None, None) => {}
            }
            return;
        }
        match self.row - Kind::ALL.len() {
            0 => {
                self.layout = match self.layout {
                    Layout::Table => Layout::Pages,
                    Layout::Pages => Layout::Table,
                };
            }
            1 => self.lang = crate::text::other(self.lang),
            _ if ctx.remote => {
                self.notice = Some(Notice::Info(x::OUT_AFAR.get(ctx.lang).to_owned()));
            }
            _ => {
                let field = Field::new(x::FIELD_OUT.get(ctx.lang)).path();
                let field = field.with(&self.out.display().to_string());
                let notes = vec![x::OUT_NOTE.get(ctx.lang).to_owned()];
                self.form = Some(Form::new(x::R_OUT.get(ctx.lang), notes, vec![field]));
            }
        }
    }

    fn start(&mut self, ctx: &Context) -> Vec<Effect> {
        let kinds: Vec<Kind> = Kind::ALL
            .into_iter()
            .zip(&self.wanted)
            .filter(|(kind, wanted)| **wanted && blocked(ctx, *kind).is_none())
            .map(|(kind, _)| kind)
            .collect();
        if kinds.is_empty() {
            self.notice = Some(Notice::Info(x::NOTHING_WANTED.get(ctx.lang).to_owned()));
            return vec![];
        }
        let Some(live) = ctx.live else { return vec![] };
        self.told.clear();
        self.running = Some(Progress::default());
        vec![Effect::Export(Box::new(Task::new(
            live.journal().folder().to_owned(),
            self.lang,
            Wish {
                kinds,
                layout: self.layout,
                applicant: None,
            },
            self.out.clone(),
        )))]
    }

    /// How the work goes on, told by whoever does it.
    pub fn news(&mut self, news: News, lang: Lang) {
        match news {
            News::Step(progress) => self.running = Some(progress),
            News::Failed(why) => {
                self.running = None;
                self.notice = Some(Notice::Bad(why.join(" ")));
            }
            News::Done(made, stopped) => {
                self.running = None;
                self.told = sentences(&made, &self.out, lang);
                let path = faults::shown(&self.out.display().to_string());
                let n = made.files.len();
                let text = if stopped { x::STOPPED } else { x::DONE };
                let text = text.fill(lang, &[("n", &n), ("path", &path)]);
                self.notice = Some(if stopped {
                    Notice::Info(text)
                } else {
                    Notice::Good(text)
                });
            }
        }
    }

    pub fn completed(&mut self, path: Option<&str>) {
        if let Some(form) = &mut self.form {
            form.completed(path);
        }
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Answer::Failed(why) | Answer::PinRefused(why) = answer {
            self.running = None;
            self.notice = Some(Notice::Bad(why.clone()));
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let columns = usize::from(area.width.saturating_sub(2));
        let mut top = Vec::new();
        list::paragraph(&mut top, x::ABOUT.get(lang), columns, " ", theme::quiet());
        top.push(Line::plain(""));
        list::page(frame, area, &top, 0);
        let rows = (Kind::ALL.len() + CHOICES) as u16;
        let used = top.len() as u16;
        let body = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used).min(rows),
            ..area
        };
        list::draw(frame, body, self.row, usize::from(rows), |n| {
            self.line(ctx, n, columns)
        });
        let below = Rect {
            y: body.y + body.height,
            height: area.height.saturating_sub(used + body.height),
            ..area
        };
        let mut lines = vec![Line::plain("")];
        if let Some(progress) = &self.running {
            lines.push(Line::head(bar(progress, columns)));
        }
        if let Some(notice) = &self.notice {
            list::paragraph(&mut lines, notice.text(), columns, " ", notice.style());
        }
        for text in &self.told {
            list::paragraph(&mut lines, text, columns, " ", theme::quiet());
        }
        list::page(frame, below, &lines, 0);
        if let Some(form) = &self.form {
            form.view(frame, area);
        }
    }

    fn line(&self, ctx: &Context, n: usize, columns: usize) -> (String, Style) {
        let lang = ctx.lang;
        if let Some(kind) = Kind::ALL.get(n) {
            let wanted = self.wanted.get(n) == Some(&true);
            return match blocked(ctx, *kind) {
                Some(_) => (
                    format!("  {}  {}", kind.text().get(lang), x::LATER_MARK.get(lang)),
                    theme::border(),
                ),
                None => {
                    let sign = if wanted { "✓" } else { " " };
                    (format!("{sign} {}", kind.text().get(lang)), theme::quiet())
                }
            };
        }
        let text = match n - Kind::ALL.len() {
            0 => {
                let layout = match self.layout {
                    Layout::Table => x::LAYOUT_TABLE,
                    Layout::Pages => x::LAYOUT_PAGES,
                };
                fill!(x::R_LAYOUT, lang, [("layout", &layout.get(lang))])
            }
            1 => {
                let name = match self.lang {
                    Lang::Zh => "中文",
                    Lang::En => "English",
                };
                fill!(x::R_LANGUAGE, lang, [("language", &name)])
            }
            _ => {
                let path = width::display_safe(&self.out.display().to_string()).into_owned();
                let label = x::R_OUT.get(lang);
                // The end of a path says more than its beginning.
                let room = columns.saturating_sub(width::cells(label) + 8);
                format!("{label}: {}", width::fit_end(&path, room))
            }
        };
        (text, theme::quiet())
    }
}

/// Why there is nothing of this kind yet.
fn blocked(ctx: &Context, kind: Kind) -> Option<String> {
    let session = ctx.session()?;
    if !kind.tells_scores() {
        return None;
    }
    let name = kind.text().get(ctx.lang);
    if session.phase() == Phase::Setup {
        return Some(fill!(x::TOO_EARLY_HERE, ctx.lang, [("kind", &name)]));
    }
    ctx.results_hidden()
        .then(|| fill!(x::HIDDEN_HERE, ctx.lang, [("kind", &name)]))
}

fn sentences(made: &Made, out: &Path, lang: Lang) -> Vec<String> {
    let shown = |path: &std::path::Path| faults::shown(&path.display().to_string());
    let mut list: Vec<String> = made
        .kept
        .iter()
        .map(|(path, aside)| {
            fill!(
                x::KEPT,
                lang,
                [("path", &shown(path)), ("aside", &shown(aside))]
            )
        })
        .collect();
    if let Some(name) = made.older.first() {
        let n = made.older.len();
        list.push(fill!(
            x::OLDER,
            lang,
            [("n", &n), ("name", &faults::shown(name))]
        ));
    }
    list.push(contents(made, out).join(papers::BETWEEN.get(lang)));
    list
}

/// The files, and the folders with how many are in each: `02-评分表/ 7`.
fn contents(made: &Made, out: &Path) -> Vec<String> {
    let mut list: Vec<(String, usize)> = Vec::new();
    for file in &made.files {
        let inside = file.strip_prefix(out).unwrap_or(file);
        let mut parts = inside
            .iter()
            .map(|p| width::display_safe(&p.to_string_lossy()).into_owned());
        let Some(first) = parts.next() else { continue };
        let folder = parts.next().is_some();
        match list.last_mut() {
            Some((name, n)) if folder && *name == first => *n += 1,
            _ => list.push((first, usize::from(folder))),
        }
    }
    list.into_iter()
        .map(|(name, n)| match n {
            0 => name,
            n => format!("{name}/ {n}"),
        })
        .collect()
}

/// `[########............] 12/36  02-评分表/…`
fn bar(progress: &Progress, columns: usize) -> String {
    const CELLS: usize = 24;
    let all = progress.all.max(1);
    let full = progress.done.min(all) * CELLS / all;
    let text = format!(
        " [{}{}] {}/{}  {}",
        "#".repeat(full),
        ".".repeat(CELLS - full),
        progress.done,
        progress.all,
        width::display_safe(&progress.name)
    );
    width::fit(&text, columns)
}
