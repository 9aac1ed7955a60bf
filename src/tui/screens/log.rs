//! The journal, every act a sentence, with filters.
//!
//! ```text
//!  记录 812 条，显示 40 条：座位 w03，类别 打分
//! ▸  811 09:31:07 w03   评委3 给 a07 青㵲教育科技学院 [高中新高考培训]「实施方案」打 36.50 分
//!  Enter 看此条  F2 座位  F3 单位  F4 类别  F5 查找  F6 跳到第几条  F7 全部
//! ```

use crate::journal::{Recorded, time_of_day};
use crate::model::ActKind;
use crate::office::log::{ActLog, Filter, Told};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, Text, faults};
use crate::tui::input::Input;
use crate::tui::keys::{self, KeyRow, LogAction as Action, PageAction};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{Panel, PanelEvent, Rows, parts};
use crate::tui::widgets::table::Column;
use crate::tui::widgets::{pane, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// From so many columns and rows on the current act stands in full below the list.
const WIDE: (u16, u16) = (100, 30);
/// Rows of that part, its border among them.
const IN_FULL: u16 = 8;

#[derive(Debug)]
pub struct LogScreen {
    all: ActLog,
    filter: Filter,
    /// Places in `all` that the filter takes.
    shown: Vec<usize>,
    panel: Panel<LogForm>,
    /// The current act is open in a box.
    details: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogForm {
    Seat,
    Applicant,
    Text,
    Line,
}

impl LogScreen {
    /// At the newest act that the filter takes.
    pub fn new(all: ActLog, filter: Filter) -> Self {
        let mut log = Self {
            all,
            filter,
            shown: Vec::new(),
            // It has filters of its own, by seat, applicant, kind and text.
            panel: Panel::unfiltered(),
            details: false,
        };
        log.apply_filter();
        log
    }

    /// The journal grew, or the language changed: the same filter, the same act under the cursor. Only what is
    /// new is read and told, unless all sentences are to be others.
    pub fn follow(&mut self, recorded: &Recorded, lang: Lang, hide_points: bool) {
        let current = self.panel.current(&self.shown);
        let at_end = current == self.shown.last().copied();
        let followed = if self.all.is_told(lang, hide_points) {
            let known = self.all.len();
            let followed = self.all.follow(recorded);
            self.shown.extend(self.all.taken_from(known, &self.filter));
            followed
        } else {
            ActLog::of(recorded, lang, hide_points).map(|all| {
                self.all = all;
                self.shown = self.all.taken_from(0, &self.filter);
            })
        };
        if at_end {
            self.go_to_end();
        }
        if let Err(error) = followed {
            let text = faults::journal_error(lang, &error);
            self.panel.say(Notice::Bad(text));
        }
    }

    fn apply_filter(&mut self) {
        self.shown = self.all.taken_from(0, &self.filter);
        self.go_to_end();
    }

    fn go_to_end(&mut self) {
        self.panel.go_to(self.shown.last().copied().unwrap_or(0));
    }

    pub fn current(&self) -> Option<Told> {
        self.all.get(self.panel.current(&self.shown)?)
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    pub fn typing(&self) -> bool {
        self.panel.typing()
    }

    pub fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.details {
            return keys::rows(keys::PAGE, lang);
        }
        self.panel.keys(lang, keys::LOG, |_| true)
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if self.details {
            if let Input::Key(key) = input {
                self.details = keys::find(keys::PAGE, *key) != Some(PageAction::Close);
            }
            return vec![];
        }
        match self
            .panel
            .update(input, ctx, keys::LOG, |_| true, &self.shown)
        {
            PanelEvent::Taken => {}
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Act(action) => self.act(action, ctx.lang),
            PanelEvent::Answered(ask, values) => {
                self.panel.close();
                self.answered(ask, values.concat(), ctx.lang);
            }
        }
        vec![]
    }

    fn act(&mut self, action: Action, lang: Lang) {
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        let (ask, title, label, known): (LogForm, Text, Text, String) = match action {
            Action::Details => {
                self.details = self.panel.current(&self.shown).is_some();
                return;
            }
            Action::Kind => {
                let next = match self.filter.kind {
                    None => ActKind::ALL.first(),
                    Some(now) => ActKind::ALL.iter().skip_while(|k| **k != now).nth(1),
                };
                self.filter.kind = next.copied();
                self.apply_filter();
                return;
            }
            Action::Clear => {
                let current = self.panel.current(&self.shown);
                self.filter = Filter::default();
                self.apply_filter();
                if let Some(current) = current {
                    self.panel.go_to(current);
                }
                return;
            }
            Action::Seat => {
                let seat = known(&self.filter.seat);
                (LogForm::Seat, d::K_BY_SEAT, d::FIELD_ANY_SEAT, seat)
            }
            Action::Applicant => {
                let applicant = known(&self.filter.applicant);
                let (title, label) = (d::K_BY_APPLICANT, d::FIELD_ANY_APPLICANT);
                (LogForm::Applicant, title, label, applicant)
            }
            Action::Find => {
                let text = self.filter.text.clone();
                (LogForm::Text, d::K_BY_TEXT, d::FIELD_ANY_TEXT, text)
            }
            Action::Jump => (LogForm::Line, d::K_JUMP, d::FIELD_LINE, String::new()),
        };
        let field = FormField::new(label.get(lang)).with(&known).optional();
        self.panel
            .ask(ask, Form::new(title.get(lang), vec![], vec![field]));
    }

    fn answered(&mut self, ask: LogForm, value: String, lang: Lang) {
        let some = (!value.is_empty()).then(|| value.clone());
        match ask {
            LogForm::Seat => self.filter.seat = some,
            LogForm::Applicant => self.filter.applicant = some,
            LogForm::Text => self.filter.text = value,
            LogForm::Line => {
                let typed = crate::office::table::half_width(&value);
                match typed.trim().parse::<usize>() {
                    Ok(seq) => self.panel.go_to(seq.saturating_sub(1)),
                    Err(_) if value.is_empty() => {}
                    Err(_) => {
                        let text = fill!(d::BAD_VALUE, lang, [("text", &value)]);
                        self.panel.say(Notice::Bad(text));
                    }
                }
                return;
            }
        }
        self.apply_filter();
    }

    pub fn answer(&mut self, _: &Answer) {}

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let lang = ctx.lang;
        let wide = area.width >= WIDE.0 && area.height >= WIDE.1;
        let full = if wide { IN_FULL } else { 0 };
        let [area, below] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(full)]).areas(area);
        let current = self.current();
        if let (true, Some(told)) = (wide, &current) {
            let title = fill!(d::LINE_TITLE, lang, [("n", &told.seq)]);
            let inner = pane::open(frame, below, &title, None);
            let lines = in_full(told, usize::from(inner.width), lang);
            list::page(frame, inner, &lines, 0);
        }
        let number = self.all.len().to_string().len().max(4);
        let columns = [
            Column::fixed(d::H_NUMBER.get(lang), number).right(),
            Column::fixed(d::H_TIME.get(lang), 9),
            Column::fixed(d::H_SEAT.get(lang), 8),
            Column::rest(d::H_ACT.get(lang)),
        ];
        let rows = Rows {
            columns: &columns,
            shown: &self.shown,
            cells: &|n| {
                let Some(told) = self.all.get(n) else {
                    return Default::default();
                };
                // A wrong clock is to be seen beside the time, and explained with the act.
                let (sign, style) = match told.odd {
                    Some(_) => ("!", theme::warn()),
                    None => ("", theme::quiet()),
                };
                let texts = vec![
                    told.seq.to_string(),
                    format!("{}{sign}", time_of_day(&told.at)),
                    width::display_safe(&told.by).into_owned(),
                    told.said,
                ];
                (texts, style)
            },
        };
        let [above, body, foot] = parts(area, 1);
        list::page(frame, above, &[PageLine::head(self.about(lang))], 0);
        self.panel.table(frame, body, &rows);
        self.panel.foot(frame, foot, lang, &rows, body);
        self.panel.over(frame, area);
        if let (true, Some(told)) = (self.details, &current) {
            let inside = usize::from(area.width.saturating_sub(10)).min(90);
            let lines = in_full(told, inside, lang);
            let title = fill!(d::LINE_TITLE, lang, [("n", &told.seq)]);
            let (columns, rows) = (pane::cells(inside) + 4, pane::cells(lines.len()) + 2);
            let inner = popup::open(frame, area, columns, rows, &title);
            list::page(frame, inner, &lines, 0);
        }
    }

    /// How many acts, and by which filters.
    fn about(&self, lang: Lang) -> String {
        let by = |text: Text, value: &str| {
            (!value.is_empty())
                .then(|| format!("{} {}", text.get(lang), width::display_safe(value)))
        };
        let some = |value: &Option<String>| value.clone().unwrap_or_default();
        let kind = self.filter.kind.map(|k| k.text().get(lang));
        let parts: Vec<String> = [
            by(d::K_BY_SEAT, &some(&self.filter.seat)),
            by(d::K_BY_APPLICANT, &some(&self.filter.applicant)),
            by(d::K_BY_KIND, kind.unwrap_or_default()),
            by(d::K_BY_TEXT, &self.filter.text),
        ]
        .into_iter()
        .flatten()
        .collect();
        let all = self.all.len();
        let head = if parts.is_empty() {
            fill!(d::LOG_ALL, lang, [("all", &all)])
        } else {
            let (n, what) = (self.shown.len(), parts.join(", "));
            fill!(
                d::LOG_SHOWN,
                lang,
                [("all", &all), ("n", &n), ("what", &what)]
            )
        };
        let odd = match self.all.odd_times() {
            0 => String::new(),
            n => fill!(d::LOG_ODD, lang, [("n", &n)]),
        };
        format!(" {head}{odd}")
    }
}

/// The whole sentence of an act, with when, who and its record code.
fn in_full(told: &Told, columns: usize, lang: Lang) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    let facts = fill!(
        d::LINE_FACTS,
        lang,
        [
            ("at", &told.at.replacen('T', " ", 1)),
            ("by", &width::display_safe(&told.by)),
            ("kind", &told.kind.text().get(lang)),
            ("code", &told.code()),
        ]
    );
    let texts = [Some(told.said.clone()), Some(facts), told.odd.clone()];
    for text in texts.into_iter().flatten() {
        list::paragraph(&mut lines, &text, columns, "", theme::quiet());
    }
    lines
}
