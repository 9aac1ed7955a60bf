//! The rules of the count in words, each with its value and where it comes from.

use super::{Lang, Text, words};
use crate::model::{Project, Reading, RecusalScope, Rules, Session, Visibility};

texts! {
    TRIM_HIGH: "去掉最高的合计", "highest totals dropped";
    TRIM_LOW: "去掉最低的合计", "lowest totals dropped";
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

    FROM_NOTE_2: "公告附件5说明2", "notice, annex 5, note 2";
    FROM_NOTE_1: "公告附件5说明1", "notice, annex 5, note 1";
    FROM_4_2: "公告四（二）；附件2 二.4", "notice, 四（二）; annex 2, 二.4";
    FROM_HERE: "本评审会约定", "agreed for this session";
}

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    TrimHigh,
    TrimLow,
    Reading,
    Rounding,
    MinSheets,
    Awards,
    PerApplicant,
    Groups,
    Line,
    Reserves,
    Ties,
    Recusal,
    Deviation,
    Objective,
    Visibility,
    Declaration,
}

impl Rule {
    pub const ALL: [Self; 16] = [
        Self::TrimHigh,
        Self::TrimLow,
        Self::Reading,
        Self::Rounding,
        Self::MinSheets,
        Self::Awards,
        Self::PerApplicant,
        Self::Groups,
        Self::Line,
        Self::Reserves,
        Self::Ties,
        Self::Recusal,
        Self::Deviation,
        Self::Objective,
        Self::Visibility,
        Self::Declaration,
    ];

    pub const fn name(self) -> Text {
        match self {
            Self::TrimHigh => TRIM_HIGH,
            Self::TrimLow => TRIM_LOW,
            Self::Reading => READING,
            Self::Rounding => ROUNDING,
            Self::MinSheets => MIN_SHEETS,
            Self::Awards => AWARDS,
            Self::PerApplicant => PER_APPLICANT,
            Self::Groups => GROUPS,
            Self::Line => LINE,
            Self::Reserves => RESERVES,
            Self::Ties => TIES,
            Self::Recusal => RECUSAL,
            Self::Deviation => DEVIATION,
            Self::Objective => OBJECTIVE,
            Self::Visibility => VISIBILITY,
            Self::Declaration => DECLARATION,
        }
    }

    /// Where the rule comes from.
    pub const fn source(self) -> Text {
        match self {
            Self::TrimHigh | Self::TrimLow | Self::Reading => FROM_NOTE_2,
            Self::Rounding => FROM_NOTE_1,
            Self::PerApplicant | Self::Groups => FROM_4_2,
            _ => FROM_HERE,
        }
    }

    /// The value that these rules give it, in words.
    pub fn value(self, lang: Lang, rules: &Rules, session: &Session) -> String {
        let plain = |text: Text| text.get(lang).to_owned();
        match self {
            Self::TrimHigh => rules.trim_high.to_string(),
            Self::TrimLow => rules.trim_low.to_string(),
            Self::Reading => plain(match rules.reading {
                Reading::Totals => V_TOTALS,
                Reading::Indicators => V_INDICATORS,
            }),
            Self::Rounding => plain(V_HALF_UP),
            Self::MinSheets => rules.min_sheets.to_string(),
            Self::Awards => rules.awards_per_project.to_string(),
            Self::PerApplicant => rules.awards_per_applicant.to_string(),
            Self::Groups => groups(lang, rules, session.projects()),
            Self::Line => rules
                .min_score
                .map_or_else(|| plain(V_NONE), |line| line.to_string()),
            Self::Reserves => rules.reserves.to_string(),
            Self::Ties => plain(V_PANEL),
            Self::Recusal => plain(match rules.recusal_scope {
                RecusalScope::Project => V_PROJECT,
                RecusalScope::Entry => V_ENTRY,
            }),
            Self::Deviation => V_PERCENT.fill(lang, &[("n", &rules.deviation_percent)]),
            Self::Objective => {
                let names: Vec<&str> = session
                    .indicators()
                    .iter()
                    .filter(|i| rules.objective.contains(&i.id))
                    .map(|i| words(lang, i.short()))
                    .collect();
                if names.is_empty() {
                    plain(V_NONE)
                } else {
                    names.join("; ")
                }
            }
            Self::Visibility => plain(match rules.visibility {
                Visibility::Live => V_LIVE,
                Visibility::Sealed => V_SEALED,
            }),
            Self::Declaration => plain(if rules.declaration { V_YES } else { V_NO }),
        }
    }
}

/// The groups that the limit of awards holds in: all projects, or lists of names and whether others are
/// outside.
fn groups(lang: Lang, rules: &Rules, projects: &[Project]) -> String {
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
        V_GROUPS.fill(lang, &[("list", &list)])
    }
}

/// What differs between two sets of rules: `name: before → after`.
pub fn differences(lang: Lang, before: &Rules, after: &Rules, session: &Session) -> Vec<String> {
    Rule::ALL
        .iter()
        .filter_map(|rule| {
            let (was, is) = (
                rule.value(lang, before, session),
                rule.value(lang, after, session),
            );
            (was != is).then(|| format!("{}: {was} → {is}", rule.name().get(lang)))
        })
        .collect()
}
