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

use crate::office::export::{ExportProgress, Made, PaperKind, PaperWaits, Wish};
use crate::office::papers::sheets::Layout as SheetLayout;
use crate::text::export as x;
use crate::text::fill;
use crate::text::{Lang, faults, papers};
use crate::tui::exporting::{News, Task};
use crate::tui::input::{Input, Key};
use crate::tui::keys::{self, ExportAction as Action, KeyRow};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::pane::{self, cells};
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows};
use crate::tui::widgets::table::Column;
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct ExportScreen {
    /// Beside [`PaperKind::ALL`].
    wanted: Vec<bool>,
    layout: SheetLayout,
    /// What is signed shows the whole record code, too.
    whole_code: bool,
    lang: Lang,
    out: PathBuf,
    /// What is asked is another folder.
    panel: Panel<()>,
    running: Option<ExportProgress>,
    /// What the last run made, in sentences.
    told: Vec<String>,
}

/// From so many columns on what was made stands beside the choices.
const WIDE: u16 = 120;
/// The rows under the kinds.
const CHOICES: usize = 4;

/// Where the papers of a session go if nothing else is said.
pub fn usual_folder(session: &Path) -> PathBuf {
    let folder = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
    folder.join("exports")
}

impl ExportScreen {
    pub fn new(ctx: &Context) -> Self {
        let out = ctx.live.map(|live| usual_folder(live.journal().folder()));
        Self {
            wanted: PaperKind::ALL
                .iter()
                .map(|k| blocked(ctx, *k).is_none())
                .collect(),
            layout: SheetLayout::default(),
            whole_code: false,
            lang: ctx.lang,
            out: out.unwrap_or_default(),
            panel: Panel::unfiltered(),
            running: None,
            told: Vec::new(),
        }
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.running.is_some() {
            return keys::possible_rows(keys::EXPORT, lang, |action| self.possible(action));
        }
        self.panel
            .keys(lang, keys::EXPORT, |action| self.possible(action))
    }

    /// While papers are made they can be stopped, and nothing else.
    fn possible(&self, action: Action) -> bool {
        (action == Action::Stop) == self.running.is_some()
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if self.running.is_some() {
            let stop = |key: &Key| {
                keys::find(keys::EXPORT, *key) == Some(Action::Stop)
                    || keys::find(keys::LIST, *key) == Some(keys::ListAction::Back)
            };
            let stops = matches!(input, Input::Key(key) if stop(key));
            return stops.then_some(Effect::StopExport).into_iter().collect();
        }
        let shown = Self::shown();
        let here = |action| action != Action::Stop;
        match self.panel.update(input, ctx, keys::EXPORT, here, &shown) {
            PanelEvent::Act(Action::Change) => {
                let row = self.panel.current(&shown).unwrap_or(0);
                self.change(row, ctx);
                vec![]
            }
            PanelEvent::Act(Action::Start) => self.start(ctx),
            PanelEvent::Answered((), values) => {
                self.out = PathBuf::from(values.concat().trim());
                self.panel.close();
                vec![]
            }
            PanelEvent::Effect(effect) => vec![effect],
            PanelEvent::Act(Action::Stop) | PanelEvent::Taken => vec![],
        }
    }

    /// The kinds, and below them how and where to.
    fn shown() -> Vec<usize> {
        (0..PaperKind::ALL.len() + CHOICES).collect()
    }

    fn change(&mut self, row: usize, ctx: &Context) {
        if let Some(kind) = PaperKind::ALL.get(row) {
            match (blocked(ctx, *kind), self.wanted.get_mut(row)) {
                (Some(why), _) => self.panel.say(Notice::Info(why)),
                (None, Some(wanted)) => *wanted = !*wanted,
                (None, None) => {}
            }
            return;
        }
        match row - PaperKind::ALL.len() {
            0 => {
                self.layout = match self.layout {
                    SheetLayout::Table => SheetLayout::Pages,
                    SheetLayout::Pages => SheetLayout::Table,
                };
            }
            1 => self.whole_code = !self.whole_code,
            2 => self.lang = crate::text::other(self.lang),
            _ if ctx.remote => {
                let text = x::OUT_AFAR.get(ctx.lang).to_owned();
                self.panel.say(Notice::Info(text));
            }
            _ => {
                let field = FormField::new(x::FIELD_OUT.get(ctx.lang)).path();
                let field = field.with(&self.out.display().to_string());
                let notes = vec![x::OUT_NOTE.get(ctx.lang).to_owned()];
                let form = Form::new(x::R_OUT.get(ctx.lang), notes, vec![field]);
                self.panel.ask((), form);
            }
        }
    }

    fn start(&mut self, ctx: &Context) -> Vec<Effect> {
        let kinds: Vec<PaperKind> = PaperKind::ALL
            .into_iter()
            .zip(&self.wanted)
            .filter(|(kind, wanted)| **wanted && blocked(ctx, *kind).is_none())
            .map(|(kind, _)| kind)
            .collect();
        if kinds.is_empty() {
            let text = x::NOTHING_WANTED.get(ctx.lang).to_owned();
            self.panel.say(Notice::Info(text));
            return vec![];
        }
        let Some(live) = ctx.live else { return vec![] };
        self.told.clear();
        self.running = Some(ExportProgress::default());
        vec![Effect::Export(Box::new(Task::new(
            live.journal().folder().to_owned(),
            self.lang,
            Wish {
                whole_code: self.whole_code,
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
                self.panel.say(Notice::Bad(why.join(" ")));
            }
            News::Done(made, stopped) => {
                self.running = None;
                self.told = sentences(&made, &self.out, lang);
                let path = faults::shown(&self.out.display().to_string());
                let n = made.files.len();
                let text = if stopped { x::STOPPED } else { x::DONE };
                let text = text.fill(lang, &[("n", &n), ("path", &path)]);
                self.panel.say(if stopped {
                    Notice::Info(text)
                } else {
                    Notice::Good(text)
                });
            }
        }
    }

    pub fn completed(&mut self, path: Option<&str>) {
        self.panel.completed(path);
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Answer::Failed(_) | Answer::PinRefused(_) = answer {
            self.running = None;
        }
        self.panel.answer(answer);
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let side = if area.width >= WIDE {
            area.width / 2
        } else {
            0
        };
        let [left, right] =
            Layout::horizontal([Constraint::Min(0), Constraint::Length(side)]).areas(area);
        let columns = usize::from(left.width.saturating_sub(2));
        let mut head = Vec::new();
        list::paragraph(&mut head, x::ABOUT.get(lang), columns, " ", theme::quiet());
        let shown = Self::shown();
        let rows = Rows {
            columns: &[Column::rest("")],
            shown: &shown,
            cells: &|n| {
                let (text, style) = self.line(ctx, n, columns.saturating_sub(3));
                (vec![text], style)
            },
        };
        let [above, _, body, _, below] = Layout::vertical([
            Constraint::Length(cells(head.len())),
            Constraint::Length(1),
            Constraint::Max(cells(shown.len())),
            Constraint::Length(1),
            Constraint::Min(1),
        ])
        .areas(left);
        list::page(frame, above, &head, 0);
        self.panel.table(frame, body, &rows);
        // What is being made and was made stands beside the choices where there is room.
        let place = if side > 0 {
            pane::open(frame, right, &x::MADE.title(lang), None)
        } else {
            below
        };
        self.made(lang, frame, place);
        self.panel.over(frame, area);
    }

    fn made(&self, lang: Lang, frame: &mut Frame, area: Rect) {
        let columns = usize::from(area.width.saturating_sub(2));
        let mut lines = Vec::new();
        let mut rest = area;
        if let Some(progress) = &self.running {
            let [top, below] =
                Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(area);
            frame.render_widget(pane::gauge(progress.done, progress.all), top);
            let name = format!(" {}", width::display_safe(&progress.name));
            lines.push(PageLine::plain(name));
            rest = below;
        }
        if let Some(notice) = self.panel.said() {
            list::paragraph(&mut lines, &notice.text(lang), columns, " ", notice.style());
        }
        for text in &self.told {
            list::paragraph(&mut lines, text, columns, " ", theme::quiet());
        }
        list::page(frame, rest, &lines, 0);
    }

    fn line(&self, ctx: &Context, n: usize, columns: usize) -> (String, Style) {
        let lang = ctx.lang;
        if let Some(kind) = PaperKind::ALL.get(n) {
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
        let text = match n - PaperKind::ALL.len() {
            0 => {
                let layout = match self.layout {
                    SheetLayout::Table => x::LAYOUT_TABLE,
                    SheetLayout::Pages => x::LAYOUT_PAGES,
                };
                fill!(x::R_LAYOUT, lang, [("layout", &layout.get(lang))])
            }
            1 => {
                let chosen = if self.whole_code {
                    x::QR_WITH
                } else {
                    x::QR_WITHOUT
                };
                fill!(x::R_QR, lang, [("chosen", &chosen.get(lang))])
            }
            2 => {
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
fn blocked(ctx: &Context, kind: PaperKind) -> Option<String> {
    let name = kind.text().get(ctx.lang);
    let text = match kind.waits_for(ctx.session()?)? {
        PaperWaits::Opening => x::TOO_EARLY_HERE,
        PaperWaits::Submissions => x::HIDDEN_HERE,
        PaperWaits::Closing => x::NOT_CLOSED_HERE,
    };
    Some(text.fill(ctx.lang, &[("kind", &name)]))
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
    if let Some(text) = made.older_words(lang) {
        list.push(text);
    }
    if made.pin_hashes > 0 {
        list.push(fill!(x::PIN_HASHES, lang, [("n", &made.pin_hashes)]));
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
