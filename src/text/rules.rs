//! The rules of the count in words, each with its value and where it comes from.

use super::{Lang, Text, words};
use crate::model::rule::{Clause, RuleKind};
use crate::model::{Points, Project, Reading, Rule, Rules, Session, Trim};
use crate::text::fill;

texts! {
    TRIM_HIGH: "去掉最高的合计", "highest totals dropped";
    TRIM_LOW: "去掉最低的合计", "lowest totals dropped";
    TRIM_TWO_FROM: "两高两低从几张评分表起", "sheets from which two and two are dropped";
    READING: "最高、最低从哪里找", "what highest and lowest are sought among";
    ROUNDING: "取整", "rounding";
    MIN_SHEETS: "至少几张评分表才有得分", "least sheets for a score";
    AWARDS: "每个项目推荐几家", "awards of a project";
    PER_APPLICANT: "每家至多承担几个项目", "projects one applicant may be awarded";
    GROUPS: "承担项目数的上限管哪些项目", "projects that this limit counts together";
    LINE: "入围线（得分低于它不推荐）", "least score for an award or a reserve";
    RESERVES: "备选几家", "reserves";
    TIES: "并列影响推荐时", "a tie at an award";
    RECUSAL: "回避的范围", "scope of a recusal";
    DEVIATION: "偏离其他评委均值多少须说明", "off the others' mean that asks for a word";
    OBJECTIVE: "客观指标（评委应当一致）", "objective indicators (judges should agree)";
    VISIBILITY: "评分中工作人员看到", "while judges score, the coordinator sees";
    DECLARATION: "打分前声明无利益冲突", "statement of no conflict before scoring";

    V_TOTALS: "评委的合计", "the judges' totals";
    V_INDICATORS: "逐项指标的分", "the marks of each indicator";
    V_TWO_FROM: "满 {n} 张起", "{n} and more that count";
    V_FEWER: "{n}（不满 {from} 张时）", "{n} (of fewer than {from})";
    V_HALF_UP: "保留两位，四舍五入，只在最后一次", "two places, half up, once at the end";
    V_PANEL: "停下来，由评审组裁定并记录", "stops until the panel's decision is recorded";
    V_PROJECT: "整个项目", "the whole project";
    V_ENTRY: "可以只回避一家", "a single entry, too";
    V_PERCENT: "超过分值的 {n}%", "over {n}% of the cap";
    V_NONE: "无", "none";
    V_ALL_PROJECTS: "全部项目", "all projects";
    V_GROUPS: "{list}；其余项目不限", "{list}; the others are outside it";
    V_TOGETHER: "、", " + ";
    V_BETWEEN: "；", "; ";
    V_LIVE: "暂定名次", "provisional rankings";
    V_SEALED: "只有进度，全部提交后才有名次", "progress only, until all have submitted";
    V_YES: "要", "yes";
    V_NO: "不要", "no";

    TRIMMED: "去掉 {high} 个最高、{low} 个最低", "without {high} highest and {low} lowest";
    TRIMMED_FROM: "{trimmed}（计入的评分表满 {from} 张起，{then}）", "{trimmed} (from {from} counting sheets on {then})";
    MEAN_NOTICE: "公告附件5说明2：评委评分的平均值，去掉一个最高分和一个最低分。", "Notice, annex 5, note 2: the mean of the judges' totals without one highest and one lowest.";
    MEAN_TOTALS: "本评审会的规则：评委合计的平均值，{trimmed}。", "By the rules of this session: the mean of the judges' totals, {trimmed}.";
    MEAN_INDICATORS: "本评审会的规则：逐项指标的平均值之和，每项{trimmed}。", "By the rules of this session: the sum of the indicators' means, each {trimmed}.";

    CHOOSE_VALUE: "可填：{list}", "Possible: {list}";
    GROUPS_NOTE: "一起计上限的项目编号，空格隔开；几组之间用分号。不写的项目不限；全部项目一起计就填 -。可用：{list}", "Ids of the projects that are counted together, with blanks between and semicolons between groups; a project that is not named is outside the limit; - counts all together. There are: {list}";
    LINE_NOTE: "最多两位小数；不设就填 -。", "At most two decimals, or - for none.";
    NUMBER_NOTE: "{least} 到 {most} 的整数；不设就填 -。", "A whole number from {least} to {most}, or - for none.";
    OBJECTIVE_NOTE: "指标编号，空格隔开；没有就填 -。可用：{list}", "Indicator ids with blanks between, or - for none. There are: {list}";

    FROM_NOTE_2: "公告附件5说明2", "notice, annex 5, note 2";
    FROM_NOTE_1: "公告附件5说明1", "notice, annex 5, note 1";
    FROM_4_2: "公告四（二）；附件2 二.4", "notice, 四（二）; annex 2, 二.4";
    FROM_HERE: "本评审会约定", "agreed for this session";
}

/// The words of a rule: its name, and those of its values. A choice has one text a value, in the order of the
/// table; a number may have one that it is put into.
const fn said(rule: Rule) -> (Text, &'static [Text]) {
    match rule {
        Rule::TrimHigh => (TRIM_HIGH, &[]),
        Rule::TrimLow => (TRIM_LOW, &[]),
        Rule::TrimTwoFrom => (TRIM_TWO_FROM, &[V_TWO_FROM]),
        Rule::Reading => (READING, &[V_TOTALS, V_INDICATORS]),
        Rule::Rounding => (ROUNDING, &[V_HALF_UP]),
        Rule::MinSheets => (MIN_SHEETS, &[]),
        Rule::Awards => (AWARDS, &[]),
        Rule::PerApplicant => (PER_APPLICANT, &[]),
        Rule::Groups => (GROUPS, &[]),
        Rule::Line => (LINE, &[]),
        Rule::Reserves => (RESERVES, &[]),
        Rule::Ties => (TIES, &[V_PANEL]),
        Rule::Recusal => (RECUSAL, &[V_PROJECT, V_ENTRY]),
        Rule::Deviation => (DEVIATION, &[V_PERCENT]),
        Rule::Objective => (OBJECTIVE, &[]),
        Rule::Visibility => (VISIBILITY, &[V_LIVE, V_SEALED]),
        Rule::Declaration => (DECLARATION, &[V_YES, V_NO]),
    }
}

pub const fn name(rule: Rule) -> Text {
    said(rule).0
}

/// The words of the values that a choice can have, in the order of the table; one for a number that is put into
/// words, and none for other rules.
pub const fn values(rule: Rule) -> &'static [Text] {
    said(rule).1
}

/// Where the rule comes from; where it departs from what note 2 says, from the session.
pub fn source(rule: Rule, rules: &Rules) -> Text {
    match rule.clause() {
        Clause::Note2 if !rule.is_same(rules, &Rules::default()) => FROM_HERE,
        Clause::Note2 => FROM_NOTE_2,
        Clause::Note1 => FROM_NOTE_1,
        Clause::FourTwo => FROM_4_2,
        Clause::Session => FROM_HERE,
    }
}

/// The value that these rules give it, in words.
pub fn value(rule: Rule, lang: Lang, rules: &Rules, session: &Session) -> String {
    let plain = |text: Text| text.get(lang).to_owned();
    let number = |n: u8| match values(rule) {
        [text] => text.fill(lang, &[("n", &n)]),
        _ => n.to_string(),
    };
    match rule.kind() {
        // By itself it would be untrue of the entries that the next rule is about.
        RuleKind::Number { get, .. } if matches!(rule, Rule::TrimHigh | Rule::TrimLow) => {
            match rules.trim_two_from {
                None => number(get(rules)),
                Some(from) => fill!(V_FEWER, lang, [("n", &get(rules)), ("from", &from)]),
            }
        }
        RuleKind::Number { get, .. } => number(get(rules)),
        RuleKind::Optional { get, .. } => get(rules).map_or_else(|| plain(V_NONE), number),
        RuleKind::Score { get, .. } => get(rules).map_or_else(|| plain(V_NONE), |p| p.to_string()),
        RuleKind::Choice { get, .. } => values(rule)
            .get(get(rules))
            .copied()
            .map(plain)
            .unwrap_or_default(),
        RuleKind::Fixed(_) => values(rule).first().copied().map(plain).unwrap_or_default(),
        RuleKind::Indicators { get, .. } => {
            let chosen = get(rules);
            let names: Vec<&str> = session
                .indicators()
                .iter()
                .filter(|i| chosen.contains(&i.id))
                .map(|i| words(lang, i.short()))
                .collect();
            if names.is_empty() {
                plain(V_NONE)
            } else {
                names.join("; ")
            }
        }
        RuleKind::Groups { .. } => groups(lang, rules, session.projects()),
    }
}

/// The value as it is typed; empty where it cannot be changed. [`read`] takes it.
pub fn typed(rule: Rule, lang: Lang, rules: &Rules) -> String {
    let none = || "-".to_owned();
    let listed = |list: String| if list.is_empty() { none() } else { list };
    match rule.kind() {
        RuleKind::Number { get, .. } => get(rules).to_string(),
        RuleKind::Optional { get, .. } => get(rules).map_or_else(none, |n| n.to_string()),
        RuleKind::Score { get, .. } => get(rules).map_or_else(none, |line| line.to_string()),
        RuleKind::Choice { get, .. } => {
            let word = values(rule).get(get(rules));
            word.map_or("", |word| word.get(lang)).to_owned()
        }
        RuleKind::Fixed(_) => String::new(),
        RuleKind::Indicators { get, .. } => listed(get(rules).join(" ")),
        RuleKind::Groups { get, .. } => {
            let groups = get(rules).iter().map(|group| group.join(" "));
            listed(groups.collect::<Vec<_>>().join("; "))
        }
    }
}

/// What can be typed, where that does not go without saying.
pub fn note(rule: Rule, lang: Lang, session: &Session) -> Option<String> {
    let ids = |text: Text, list: Vec<&str>| Some(text.fill(lang, &[("list", &list.join(" "))]));
    match rule.kind() {
        RuleKind::Number { .. } | RuleKind::Fixed(_) => None,
        RuleKind::Optional { least, most, .. } => Some(fill!(
            NUMBER_NOTE,
            lang,
            [("least", &least), ("most", &most)]
        )),
        RuleKind::Score { .. } => Some(LINE_NOTE.get(lang).to_owned()),
        RuleKind::Choice { .. } => {
            let each = values(rule).iter().enumerate();
            let list: Vec<String> = each
                .map(|(n, v)| format!("{} {}", n + 1, v.get(lang)))
                .collect();
            Some(fill!(CHOOSE_VALUE, lang, [("list", &list.join("; "))]))
        }
        RuleKind::Indicators { .. } => {
            let known = session.indicators().iter();
            ids(OBJECTIVE_NOTE, known.map(|i| i.id.as_str()).collect())
        }
        RuleKind::Groups { .. } => {
            let known = session.projects().iter();
            ids(GROUPS_NOTE, known.map(|p| p.id.as_str()).collect())
        }
    }
}

/// The rules with this one as it was typed, in half-width characters: a number, `-` for none, the number or the
/// word of a choice in either language, ids. `None`: it is no value of the rule. Whether it is within bounds is
/// not asked here.
pub fn read(rule: Rule, typed: &str, rules: &Rules) -> Option<Rules> {
    let typed = typed.trim();
    let mut rules = rules.clone();
    let number = || typed.trim_end_matches('%').parse::<u8>().ok();
    let none = matches!(typed, "" | "-");
    match rule.kind() {
        RuleKind::Number { set, .. } => set(&mut rules, number()?),
        RuleKind::Optional { set, .. } if none => set(&mut rules, None),
        RuleKind::Optional { set, .. } => set(&mut rules, Some(number()?)),
        RuleKind::Score { set, .. } if none => set(&mut rules, None),
        RuleKind::Score { set, .. } => set(&mut rules, Some(Points::exact(typed).ok()?)),
        RuleKind::Choice { set, .. } => {
            let is = |(n, word): (usize, &Text)| {
                typed.parse() == Ok(n + 1)
                    || word.zh == typed
                    || word.en.eq_ignore_ascii_case(typed)
            };
            set(&mut rules, values(rule).iter().enumerate().position(is)?);
        }
        RuleKind::Fixed(_) => return None,
        RuleKind::Indicators { set, .. } => set(&mut rules, ids_of(typed, &[' ', ',', ';', '、'])),
        RuleKind::Groups { set, .. } => {
            let groups = typed
                .split([';', '；'])
                .map(|group| ids_of(group, &[' ', ',', '、', '，']));
            set(
                &mut rules,
                groups.filter(|group| !group.is_empty()).collect(),
            );
        }
    }
    Some(rules)
}

/// `i1 i2`: ids between signs; `-` or nothing for none.
fn ids_of(text: &str, between: &[char]) -> Vec<String> {
    let parts = text.split(between);
    parts
        .filter(|id| !id.is_empty() && *id != "-")
        .map(str::to_owned)
        .collect()
}

/// What is dropped, by the rules as they are: `去掉 1 个最高、1 个最低（计入的评分表满 10 张起，去掉 2 个最高、2 个最低）`.
pub fn trimmed(lang: Lang, rules: &Rules) -> String {
    let without = |trim: Trim| fill!(TRIMMED, lang, [("high", &trim.high), ("low", &trim.low)]);
    let trims = rules.trims().into_iter();
    trims.fold(String::new(), |said, (from, trim)| {
        let then = without(trim);
        if said.is_empty() {
            then
        } else {
            fill!(
                TRIMMED_FROM,
                lang,
                [("trimmed", &said), ("from", &from), ("then", &then)]
            )
        }
    })
}

/// How a score comes about, in a sentence: by the words of the notice where the rules are the notice's.
pub fn mean(lang: Lang, rules: &Rules) -> String {
    let text = match rules.reading {
        Reading::Totals if rules.trims_as_in_the_notice() => {
            return MEAN_NOTICE.get(lang).to_owned();
        }
        Reading::Totals => MEAN_TOTALS,
        Reading::Indicators => MEAN_INDICATORS,
    };
    text.fill(lang, &[("trimmed", &trimmed(lang, rules))])
}

/// The groups that the limit of awards holds in: all projects, or lists of names and whether others are
/// outside.
pub fn groups(lang: Lang, rules: &Rules, projects: &[Project]) -> String {
    if rules.award_groups.is_empty() {
        return V_ALL_PROJECTS.get(lang).to_owned();
    }
    let name = |id: &String| {
        let known = projects.iter().find(|p| p.id == *id);
        known.map_or_else(|| id.clone(), |p| words(lang, p.short()).to_owned())
    };
    let list: Vec<String> = rules
        .award_groups
        .iter()
        .map(|group| {
            let names: Vec<String> = group.iter().map(name).collect();
            names.join(V_TOGETHER.get(lang))
        })
        .collect();
    let list = list.join(V_BETWEEN.get(lang));
    if projects.iter().all(|p| rules.award_group(p).is_some()) {
        list
    } else {
        fill!(V_GROUPS, lang, [("list", &list)])
    }
}

/// What differs between two sets of rules: `name: before → after`.
pub fn differences(lang: Lang, before: &Rules, after: &Rules, session: &Session) -> Vec<String> {
    Rule::ALL
        .iter()
        .filter(|rule| !rule.is_same(before, after))
        .map(|rule| {
            let was = value(*rule, lang, before, session);
            let is = value(*rule, lang, after, session);
            format!("{}: {was} → {is}", name(*rule).get(lang))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every choice has a word a value, and what is shown to be typed is understood, in both languages.
    #[test]
    fn what_is_typed_is_what_is_read() {
        let mut rules = Rules {
            trim_two_from: Some(10),
            ..Rules::default()
        };
        for rule in Rule::ALL {
            let kind = rule.kind();
            if let RuleKind::Choice { names, .. } = kind {
                assert_eq!(values(*rule).len(), names.len(), "{rule:?}");
            }
            for lang in [Lang::Zh, Lang::En] {
                assert!(!name(*rule).get(lang).is_empty());
                let text = typed(*rule, lang, &rules);
                let again = read(*rule, &text, &Rules::default());
                match kind {
                    RuleKind::Fixed(_) => assert_eq!(again, None),
                    _ => assert!(rule.is_same(&again.unwrap(), &rules), "{rule:?} {text}"),
                }
                if let RuleKind::Choice { names, get, .. } = kind {
                    for n in 1..=names.len() {
                        let read = read(*rule, &n.to_string(), &rules).unwrap();
                        assert_eq!(get(&read), n - 1);
                    }
                    assert_eq!(read(*rule, "0", &rules), None);
                    assert_eq!(read(*rule, &(names.len() + 1).to_string(), &rules), None);
                }
            }
        }
        assert_eq!(
            read(Rule::TrimTwoFrom, "-", &rules).unwrap().trim_two_from,
            None
        );
        rules.trim_two_from = None;
        assert_eq!(
            read(Rule::TrimTwoFrom, "12", &rules).unwrap().trim_two_from,
            Some(12)
        );
        assert_eq!(read(Rule::TrimTwoFrom, "some", &rules), None);
    }

    #[test]
    fn the_trim_in_words_says_both_sides() {
        let two = Rules {
            trim_two_from: Some(10),
            ..Rules::default()
        };
        assert_eq!(
            trimmed(Lang::Zh, &two),
            "去掉 1 个最高、1 个最低（计入的评分表满 10 张起，去掉 2 个最高、2 个最低）"
        );
        assert_eq!(
            trimmed(Lang::En, &two),
            "without 1 highest and 1 lowest (from 10 counting sheets on without 2 highest and 2 lowest)"
        );
        assert_eq!(
            trimmed(Lang::En, &Rules::default()),
            "without 1 highest and 1 lowest"
        );
        // A trim that can never be is not spoken of.
        let never = Rules {
            min_sheets: 12,
            ..two
        };
        assert_eq!(trimmed(Lang::En, &never), "without 2 highest and 2 lowest");
    }
}
