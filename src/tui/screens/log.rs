//! The journal, every act a sentence, with filters.
//!
//! ```text
//!  记录 812 条，显示 40 条：座位 w03，类别 打分
//! ▸  811 09:31:07 w03   评委3 给 a07 青㵲教育科技学院 [高中新高考培训]「实施方案」打 36.50 分
//!  Enter 看此条  F2 座位  F3 单位  F4 类别  F5 查找  F6 跳到第几条  F7 全部
//! ```

use crate::journal::{Recorded, time_of_day};
use crate::model::Kind;
use crate::office::log::{ActLog, Filter, Told};
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, Text, faults};
use crate::tui::input::Input;
use crate::tui::keys::{self, Log as Action, Page, Row};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::list::{self, Line};
use crate::tui::widgets::{frame as surround, popup};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug)]
pub struct Log {
    all: ActLog,
    filter: Filter,
    /// Places in `all` that the filter takes.
    shown: Vec<usize>,
    row: usize,
    open: Open,
    notice: Option<Notice>,
}

#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    Details,
    Ask(Ask, Form),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Seat,
    Applicant,
    Text,
    Line,
}

impl Log {
    /// At the newest act that the filter takes.
    pub fn new(all: ActLog, filter: Filter) -> Self {
        let mut log = Self {
            all,
            filter,
            shown: Vec::new(),
            row: 0,
            open: Open::Nothing,
            notice: None,
        };
        log.apply_filter();
        log
    }

    /// The journal grew, or the language changed: the same filter, the same act under the cursor. Only what is
    /// new is read and told, unless all sentences are to be others.
    pub fn follow(&mut self, recorded: &Recorded, lang: Lang, hide_points: bool) {
        let at_end = self.row + 1 >= self.shown.len();
        let followed = if self.all.is_told(lang, hide_points) {
            let known = self.all.len();
            let followed = self.all.follow(recorded);
            self.shown.extend(self.all.taken_from(known, &self.filter));
            if at_end {
                self.row = self.shown.len().saturating_sub(1);
            }
            followed
        } else {
            ActLog::of(recorded, lang, hide_points).map(|all| {
                let seq = self.seq();
                self.all = all;
                self.apply_filter();
                if let (false, Some(seq)) = (at_end, seq) {
                    self.go_to(seq);
                }
            })
        };
        if let Err(error) = followed {
            self.notice = Some(Notice::Bad(faults::journal_error(lang, &error)));
        }
    }

    fn apply_filter(&mut self) {
        self.shown = self.all.taken_from(0, &self.filter);
        self.row = self.shown.len().saturating_sub(1);
    }

    fn current(&self) -> Option<Told> {
        self.all.get(*self.shown.get(self.row)?)
    }

    /// The number of the act under the cursor.
    fn seq(&self) -> Option<u64> {
        self.shown.get(self.row).map(|n| *n as u64 + 1)
    }

    /// The act of that number, or the next one that is shown.
    fn go_to(&mut self, seq: u64) {
        self.row = self
            .shown
            .partition_point(|n| (*n as u64) + 1 < seq)
            .min(self.shown.len().saturating_sub(1));
    }

    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        match &self.open {
            Open::Ask(_, form) => Some(form),
            _ => None,
        }
    }

    pub fn keys(&self, lang: Lang) -> Vec<Row> {
        match self.open {
            Open::Ask(..) => keys::rows(keys::FORM, lang),
            Open::Details => keys::rows(keys::PAGE, lang),
            Open::Nothing => {
                let mut rows = keys::rows(keys::LOG, lang);
                rows.extend(keys::rows(keys::LIST, lang));
                rows
            }
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        match &mut self.open {
            Open::Nothing => {}
            Open::Details => {
                if let Input::Key(key) = input
                    && keys::find(keys::PAGE, *key) == Some(Page::Close)
                {
                    self.open = Open::Nothing;
                }
                return vec![];
            }
            Open::Ask(ask, form) => {
                let ask = *ask;
                match form.update(input, ctx.lang) {
                    Outcome::Editing => {}
                    Outcome::Cancelled => self.open = Open::Nothing,
                    Outcome::Done(values) => {
                        self.open = Open::Nothing;
                        self.answered(ask, values.concat(), ctx.lang);
                    }
                }
                return vec![];
            }
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        if let Some(action) = keys::find(keys::LOG, *key) {
            self.act(action, ctx.lang);
            return vec![];
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, self.shown.len())
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn act(&mut self, action: Action, lang: Lang) {
        let (ask, title, label, known): (Ask, Text, Text, String) = match action {
            Action::Details => {
                if self.seq().is_some() {
                    self.open = Open::Details;
                }
                return;
            }
            Action::Kind => {
                let next = match self.filter.kind {
                    None => Kind::ALL.first(),
                    Some(now) => Kind::ALL.iter().skip_while(|k| **k != now).nth(1),
                };
                self.filter.kind = next.copied();
                self.apply_filter();
                return;
            }
            Action::Clear => {
                let seq = self.seq();
                self.filter = Filter::default();
                self.apply_filter();
                if let Some(seq) = seq {
                    self.go_to(seq);
                }
                return;
            }
            Action::Seat => (
                Ask::Seat,
                d::K_BY_SEAT,
                d::FIELD_ANY_SEAT,
                self.filter.seat.clone().unwrap_or_default(),
            ),
            Action::Applicant => (
                Ask::Applicant,
                d::K_BY_APPLICANT,
                d::FIELD_ANY_APPLICANT,
                self.filter.applicant.clone().unwrap_or_default(),
            ),
            Action::Find => (
                Ask::Text,
                d::K_BY_TEXT,
                d::FIELD_ANY_TEXT,
                self.filter.text.clone(),
            ),
            Action::Jump => (Ask::Line, d::K_JUMP, d::FIELD_LINE, String::new()),
        };
        let form = Form::new(
            title.get(lang),
            vec![],
            vec![Field::new(label.get(lang)).with(&known).optional()],
        );
        self.open = Open::Ask(ask, form);
    }

    fn answered(&mut self, ask: Ask, value: String, lang: Lang) {
        let some = (!value.is_empty()).then(|| value.clone());
        match ask {
            Ask::Seat => self.filter.seat = some,
            Ask::Applicant => self.filter.applicant = some,
            Ask::Text => self.filter.text = value,
            Ask::Line => {
                match crate::office::table::half_width(&value).trim().parse() {
                    Ok(seq) => self.go_to(seq),
                    Err(_) if value.is_empty() => {}
                    Err(_) => {
                        let text = fill!(d::BAD_VALUE, lang, [("text", &value)]);
                        self.notice = Some(Notice::Bad(text));
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
        let mut parts = Vec::new();
        let mut part = |text: Text, value: &str| {
            parts.push(format!("{} {}", text.get(lang), width::display_safe(value)));
        };
        if let Some(seat) = &self.filter.seat {
            part(d::K_BY_SEAT, seat);
        }
        if let Some(applicant) = &self.filter.applicant {
            part(d::K_BY_APPLICANT, applicant);
        }
        if let Some(kind) = self.filter.kind {
            part(d::K_BY_KIND, kind.text().get(lang));
        }
        if !self.filter.text.is_empty() {
            part(d::K_BY_TEXT, &self.filter.text);
        }
        let head = if parts.is_empty() {
            fill!(d::LOG_ALL, lang, [("all", &self.all.len())])
        } else {
            fill!(
                d::LOG_SHOWN,
                lang,
                [
                    ("all", &self.all.len()),
                    ("n", &self.shown.len()),
                    ("what", &parts.join(", ")),
                ]
            )
        };
        let odd = match self.all.odd_times() {
            0 => String::new(),
            n => fill!(d::LOG_ODD, lang, [("n", &n)]),
        };
        surround::line(frame, area, 0, &format!(" {head}{odd}"), theme::title());
        let rows = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(2),
            ..area
        };
        list::draw(frame, rows, self.row, self.shown.len(), |n| {
            let told = self.shown.get(n).and_then(|at| self.all.get(*at));
            let Some(told) = told else {
                return (String::new(), theme::quiet());
            };
            // A wrong clock is to be seen beside the time, and explained with the act.
            let (sign, style) = match told.odd {
                Some(_) => ('!', theme::warn()),
                None => (' ', theme::quiet()),
            };
            let text = format!(
                "{} {}{sign}{} {}",
                width::pad_left(&told.seq.to_string(), 5),
                time_of_day(&told.at),
                width::pad(&width::display_safe(&told.by), 5),
                told.said
            );
            (text, style)
        });
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        match &self.open {
            Open::Nothing => {}
            Open::Ask(_, form) => form.view(frame, area),
            Open::Details => {
                let Some(told) = self.current() else { return };
                let inside = usize::from(area.width.saturating_sub(10)).min(90);
                let mut lines: Vec<Line> = Vec::new();
                let mut texts = vec![
                    told.said.clone(),
                    fill!(
                        d::LINE_FACTS,
                        lang,
                        [
                            ("at", &told.at),
                            ("by", &width::display_safe(&told.by)),
                            ("kind", &told.kind.text().get(lang)),
                            ("code", &told.code()),
                        ]
                    ),
                ];
                texts.extend(told.odd.clone());
                for text in texts {
                    list::paragraph(&mut lines, &text, inside, "", theme::quiet());
                }
                let title = fill!(d::LINE_TITLE, lang, [("n", &told.seq)]);
                let inner = popup::open(
                    frame,
                    area,
                    inside as u16 + 4,
                    lines.len() as u16 + 2,
                    &title,
                );
                list::page(frame, inner, &lines, 0);
            }
        }
    }
}
