//! Every rule of the count in words, with its value and where it comes from.
//!
//! ```text
//!  已于第 30 条封存，记录号 4K7Q-9ZPD-M2XA。此后更改须有理由，并印在每份结果上。
//! ▸ 去掉最高的合计            1                          公告附件5说明2
//!   …
//!  第 812 条更改（记录号 …）：每个项目推荐几家: 1 → 2；局里批复
//!  Enter 更改  Esc 返回
//! ```

use crate::model::{
    Act, Phase, Points, Reading, RecusalScope, Rules as Values, Session, Visibility,
};
use crate::office::table::half_width;
use crate::text::desk as d;
use crate::text::rules::{self as r, Rule};
use crate::text::{Lang, Text, screens as t};
use crate::tui::input::Input;
use crate::tui::keys::{self, Row, Rules as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Field, Form, Outcome};
use crate::tui::widgets::frame as surround;
use crate::tui::widgets::list::{self, Line};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug, Default)]
pub struct Rules {
    row: usize,
    form: Option<Form>,
    notice: Option<Notice>,
}

impl Rules {
    /// The form that takes what is typed.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    pub fn keys(&self, ctx: &Context) -> Vec<Row> {
        if self.form.is_some() {
            return keys::rows(keys::FORM, ctx.lang);
        }
        let mut rows = Vec::new();
        if ctx.session().map(Session::phase) != Some(Phase::Certified) {
            rows = keys::rows(keys::RULES, ctx.lang);
        }
        rows.extend(keys::rows(keys::LIST, ctx.lang));
        rows
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        let rule = Rule::ALL.get(self.row).copied().unwrap_or(Rule::TrimHigh);
        if let Some(form) = &mut self.form {
            match form.update(input, ctx.lang) {
                Outcome::Editing => {}
                Outcome::Cancelled => self.form = None,
                Outcome::Done(values) => {
                    let value = |n: usize| values.get(n).cloned().unwrap_or_default();
                    match changed(rule, &value(0), session, ctx.lang) {
                        Ok(rules) => {
                            return vec![Effect::Record(vec![
                                Act::Rules {
                                    rules: Box::new(rules),
                                    reason: value(1),
                                }
                                .into(),
                            ])];
                        }
                        Err(fault) => form.fault = Some(fault),
                    }
                }
            }
            return vec![];
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        if keys::find(keys::RULES, *key) == Some(Action::Change) {
            self.ask(rule, session, ctx.lang);
            return vec![];
        }
        match keys::find(keys::LIST, *key) {
            Some(action) => {
                return list::step(action, &mut self.row, Rule::ALL.len())
                    .into_iter()
                    .collect();
            }
            None => self.notice = Some(crate::tui::screen::unbound(*key, ctx.lang)),
        }
        vec![]
    }

    fn ask(&mut self, rule: Rule, session: &Session, lang: Lang) {
        if session.phase() == Phase::Certified {
            self.notice = Some(Notice::Info(d::RULES_CERTIFIED.get(lang).to_owned()));
            return;
        }
        if matches!(rule, Rule::Rounding | Rule::Ties) {
            self.notice = Some(Notice::Info(d::RULE_FIXED.get(lang).to_owned()));
            return;
        }
        let mut fields =
            vec![Field::new(d::FIELD_VALUE.get(lang)).with(&typed(rule, session.rules(), lang))];
        if session.phase() != Phase::Setup {
            fields.push(Field::new(t::REASON.get(lang)));
        }
        let mut notes: Vec<String> = possible(rule, session, lang).into_iter().collect();
        if rule == Rule::Visibility {
            notes.push(d::SEALED_NOTE.get(lang).to_owned());
        }
        self.form = Some(Form::new(rule.name().get(lang), notes, fields));
    }

    pub fn answer(&mut self, answer: &Answer) {
        match (answer, &mut self.form) {
            (Answer::Failed(why) | Answer::PinRefused(why), Some(form)) => {
                form.fault = Some(why.clone());
            }
            (Answer::Failed(why) | Answer::PinRefused(why), None) => {
                self.notice = Some(Notice::Bad(why.clone()));
            }
            (Answer::Saved(saved), _) => {
                self.form = None;
                self.notice = Some(Notice::saved(saved));
            }
            (Answer::Done(_), _) => self.form = None,
        }
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let lang = ctx.lang;
        let columns = usize::from(area.width);
        let code = |seq: u64| {
            ctx.live
                .and_then(|live| live.journal().code_of(seq))
                .unwrap_or_default()
        };
        let mut head = Vec::new();
        let text = match session.sealed() {
            None => d::RULES_OPEN.get(lang).to_owned(),
            Some(seq) => d::RULES_SEALED.fill(lang, &[("seq", &seq), ("code", &code(seq))]),
        };
        list::paragraph(&mut head, &text, columns, " ", theme::title());
        list::page(frame, area, &head, 0);
        let mut below: Vec<Line> = Vec::new();
        if session.rules().visibility == Visibility::Sealed {
            let text = d::SEALED_NOTE.get(lang);
            list::paragraph(&mut below, text, columns, " ", theme::quiet());
        }
        for change in session.rule_changes().iter().rev() {
            let text = d::RULE_CHANGED_AT.fill(
                lang,
                &[
                    ("seq", &change.seq),
                    ("code", &code(change.seq)),
                    ("reason", &width::display_safe(&change.reason)),
                ],
            );
            list::paragraph(&mut below, &text, columns, " ", theme::warn());
        }
        let top = head.len() as u16 + 1;
        let foot = (below.len() as u16).min(area.height.saturating_sub(top + 6)) + 1;
        let wide = columns >= 110;
        // A narrow screen keeps a line for the current rule in full.
        let room = area.height.saturating_sub(top + foot + u16::from(!wide));
        let rows = Rect {
            y: area.y + top.min(area.height),
            height: room.min(Rule::ALL.len() as u16),
            ..area
        };
        // Names and values come first; the source of the current rule stands below where it is narrow.
        let widest = Rule::ALL.iter().map(|r| width::cells(r.name().get(lang)));
        let name = widest.max().unwrap_or(0);
        list::draw(frame, rows, self.row, Rule::ALL.len(), |n| {
            let Some(rule) = Rule::ALL.get(n) else {
                return (String::new(), theme::quiet());
            };
            let value = rule.value(lang, session.rules(), session);
            let name = width::pad(rule.name().get(lang), name);
            let text = if wide {
                format!(
                    "{name}  {} {}",
                    width::pad(&value, 44),
                    rule.source().get(lang)
                )
            } else {
                format!("{name}  {value}")
            };
            (text, theme::quiet())
        });
        if let (false, Some(rule)) = (wide, Rule::ALL.get(self.row)) {
            let value = rule.value(lang, session.rules(), session);
            let source = rule.source().get(lang);
            let source = d::RULE_FROM.fill(lang, &[("value", &value), ("source", &source)]);
            // With a blank line above it where there is room for one.
            let row = top + rows.height + u16::from(room > rows.height);
            surround::line(frame, area, row, &format!("   {source}"), theme::quiet());
        }
        let place = Rect {
            y: area.y + area.height.saturating_sub(foot),
            height: foot.saturating_sub(1),
            ..area
        };
        list::page(frame, place, &below, 0);
        if let Some(notice) = &self.notice {
            let last = area.height.saturating_sub(1);
            let text = format!(" {}", notice.text());
            surround::line(frame, area, last, &text, notice.style());
        }
        if let Some(form) = &self.form {
            form.view(frame, area);
        }
    }
}

/// The value as it is typed.
fn typed(rule: Rule, rules: &Values, lang: Lang) -> String {
    let word = |text: Text| text.get(lang).to_owned();
    match rule {
        Rule::Reading => word(match rules.reading {
            Reading::Totals => r::V_TOTALS,
            Reading::Indicators => r::V_INDICATORS,
        }),
        Rule::Recusal => word(match rules.recusal_scope {
            RecusalScope::Project => r::V_PROJECT,
            RecusalScope::Entry => r::V_ENTRY,
        }),
        Rule::Visibility => word(match rules.visibility {
            Visibility::Live => r::V_LIVE,
            Visibility::Sealed => r::V_SEALED,
        }),
        Rule::Declaration => word(if rules.declaration { r::V_YES } else { r::V_NO }),
        Rule::Deviation => rules.deviation_percent.to_string(),
        Rule::Objective if rules.objective.is_empty() => "-".to_owned(),
        Rule::Objective => rules.objective.join(" "),
        Rule::TrimHigh => rules.trim_high.to_string(),
        Rule::TrimLow => rules.trim_low.to_string(),
        Rule::MinSheets => rules.min_sheets.to_string(),
        Rule::Awards => rules.awards_per_project.to_string(),
        Rule::PerApplicant => rules.awards_per_applicant.to_string(),
        Rule::Groups if rules.award_groups.is_empty() => "-".to_owned(),
        Rule::Groups => {
            let groups = rules.award_groups.iter().map(|group| group.join(" "));
            groups.collect::<Vec<_>>().join("; ")
        }
        Rule::Line => rules
            .min_score
            .map_or_else(|| "-".to_owned(), |line| line.to_string()),
        Rule::Reserves => rules.reserves.to_string(),
        Rule::Rounding | Rule::Ties => String::new(),
    }
}

/// The two words that a choice of two takes; the digits 1 and 2 stand for them.
fn words_of(rule: Rule) -> Option<[Text; 2]> {
    Some(match rule {
        Rule::Reading => [r::V_TOTALS, r::V_INDICATORS],
        Rule::Recusal => [r::V_PROJECT, r::V_ENTRY],
        Rule::Visibility => [r::V_LIVE, r::V_SEALED],
        Rule::Declaration => [r::V_YES, r::V_NO],
        _ => return None,
    })
}

fn possible(rule: Rule, session: &Session, lang: Lang) -> Option<String> {
    if let Some([one, two]) = words_of(rule) {
        let list = format!("1 {}; 2 {}", one.get(lang), two.get(lang));
        return Some(d::CHOOSE_VALUE.fill(lang, &[("list", &list)]));
    }
    if rule == Rule::Objective {
        let ids: Vec<&str> = session.indicators().iter().map(|i| i.id.as_str()).collect();
        return Some(d::OBJECTIVE_NOTE.fill(lang, &[("list", &ids.join(" "))]));
    }
    if rule == Rule::Groups {
        let ids: Vec<&str> = session.projects().iter().map(|p| p.id.as_str()).collect();
        return Some(d::GROUPS_NOTE.fill(lang, &[("list", &ids.join(" "))]));
    }
    if rule == Rule::Line {
        return Some(d::LINE_NOTE.get(lang).to_owned());
    }
    None
}

/// The rules with one of them changed.
///
/// # Errors
/// What was typed is no value of it, in words.
fn changed(rule: Rule, text: &str, session: &Session, lang: Lang) -> Result<Values, String> {
    let mut rules = session.rules().clone();
    let plain = half_width(text);
    let bad = || d::BAD_VALUE.fill(lang, &[("text", &text)]);
    let number = || {
        plain
            .trim()
            .trim_end_matches('%')
            .parse::<u8>()
            .map_err(|_| bad())
    };
    let second = || -> Result<bool, String> {
        let [one, two] = words_of(rule).ok_or_else(bad)?;
        let is = |n: &str, text: Text| {
            plain == n || text.zh == plain || text.en.eq_ignore_ascii_case(&plain)
        };
        match (is("1", one), is("2", two)) {
            (true, _) => Ok(false),
            (_, true) => Ok(true),
            _ => Err(bad()),
        }
    };
    match rule {
        Rule::TrimHigh => rules.trim_high = number()?,
        Rule::TrimLow => rules.trim_low = number()?,
        Rule::MinSheets => rules.min_sheets = number()?,
        Rule::Awards => rules.awards_per_project = number()?,
        Rule::PerApplicant => rules.awards_per_applicant = number()?,
        Rule::Reserves => rules.reserves = number()?,
        Rule::Groups => rules.award_groups = groups(&plain),
        Rule::Line => {
            rules.min_score = match plain.trim() {
                "" | "-" => None,
                typed => Some(Points::exact(typed).map_err(|_| bad())?),
            }
        }
        Rule::Deviation => rules.deviation_percent = number()?,
        Rule::Reading => {
            rules.reading = if second()? {
                Reading::Indicators
            } else {
                Reading::Totals
            }
        }
        Rule::Recusal => {
            rules.recusal_scope = if second()? {
                RecusalScope::Entry
            } else {
                RecusalScope::Project
            }
        }
        Rule::Visibility => {
            rules.visibility = if second()? {
                Visibility::Sealed
            } else {
                Visibility::Live
            }
        }
        Rule::Declaration => rules.declaration = !second()?,
        Rule::Objective => {
            rules.objective = plain
                .split([' ', ',', ';', '、'])
                .filter(|id| !id.is_empty() && *id != "-")
                .map(str::to_owned)
                .collect();
        }
        Rule::Rounding | Rule::Ties => return Err(bad()),
    }
    Ok(rules)
}

/// `p1 p2; p3 p4`: groups of project ids; `-` or nothing for none.
fn groups(text: &str) -> Vec<Vec<String>> {
    text.split([';', '；'])
        .map(|group| {
            group
                .split([' ', ',', '、', '，'])
                .filter(|id| !id.is_empty() && *id != "-")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|group| !group.is_empty())
        .collect()
}
