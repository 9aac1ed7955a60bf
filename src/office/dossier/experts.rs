//! How many of an application's experts are in house and have a senior title: each counts, does not, or is in doubt,
//! with the row it stands in. What is in doubt is for a person to decide.

use super::form::Expert;
use crate::model::DossierHints;
use crate::model::screening::{body, plain_name};
use crate::office::table::half_width;
use pinyin::ToPinyin;

/// Whether an expert counts towards a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    Yes,
    No,
    Doubt,
}

/// A share as an interval: so many for sure, and so many with every doubt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpertShare {
    pub sure: usize,
    pub with_doubts: usize,
    pub all: usize,
}

impl ExpertShare {
    pub fn of(counts: impl Iterator<Item = Counts>) -> Self {
        counts.fold(Self::default(), |share, counts| Self {
            sure: share.sure + usize::from(counts == Counts::Yes),
            with_doubts: share.with_doubts + usize::from(counts != Counts::No),
            all: share.all + 1,
        })
    }
}

/// Does an expert's place of work say that it is the unit itself? `units`: its names, as the form has it and as the
/// roster has it. A department of it, another spelling and a short name are doubts.
pub fn in_house(expert: &Expert, units: &[&str]) -> Counts {
    let employer = plain_name(&half_width(&expert.employer));
    if employer.is_empty() || says_the_same(&employer) {
        return Counts::Doubt;
    }
    let units = units.iter().map(|unit| plain_name(&half_width(unit)));
    let fits: Vec<Counts> = units
        .filter(|unit| !unit.is_empty())
        .map(|unit| is_employer(&employer, &unit))
        .collect();
    if fits.contains(&Counts::Yes) {
        Counts::Yes
    } else if fits.is_empty() || fits.contains(&Counts::Doubt) {
        Counts::Doubt
    } else {
        Counts::No
    }
}

/// Are two plain names those of one unit?
fn is_employer(employer: &str, unit: &str) -> Counts {
    if employer == unit {
        return Counts::Yes;
    }
    let part_of = employer.contains(unit) || unit.contains(employer);
    // Two departments of one body: whose the expert is, a person says.
    let one_body = body(employer).is_some() && body(employer) == body(unit);
    let short = is_short_for(employer, unit) || is_short_for(unit, employer);
    if part_of
        || one_body
        || short
        || sounds_alike(employer, unit)
        || begins_with_short(employer, unit)
    {
        Counts::Doubt
    } else {
        Counts::No
    }
}

/// `本单位培训处`, `同上`: it stands for another cell, or for whoever hands the form in.
fn says_the_same(employer: &str) -> bool {
    let same = ["同上", "同前", "如上", "申报单位", "申报机构", "所在单位"];
    let kinds = [
        "单位", "机构", "校", "学", "院", "中心", "所", "局", "公司", "集团", "系", "部", "处",
        "室", "园", "馆", "基地", "团队",
    ];
    let own = ["本", "我", "该"].iter().any(|own| {
        let rest = employer.strip_prefix(own);
        // Short ones stand for the unit whatever its kind is called.
        let kind = |rest: &str| kinds.iter().any(|kind| rest.starts_with(kind));
        rest.is_some_and(|rest| rest.chars().count() <= 3 || kind(rest))
    });
    own || same.iter().any(|word| employer.starts_with(word))
        || employer == "上同"
        || employer
            .chars()
            .all(|c| matches!(c, '〃' | '"' | '\'' | '”' | '″' | '々'))
}

/// Does the cell name a senior title? Of several only one need be. Only what is known to be lower, or a post, is none.
pub fn senior(expert: &Expert, hints: &DossierHints) -> Counts {
    let title = half_width(&expert.title);
    let whole = title.split_whitespace().collect::<String>();
    let is_whole = |list: &[String]| list.iter().any(|known| half_width(known) == whole);
    if is_whole(&hints.senior) {
        return Counts::Yes;
    }
    let parts: Vec<&str> = title
        .split(['/', '、', ',', ';', '|', '(', ')', ' ', '，', '；'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is = |list: &[String], part: &str| list.iter().any(|known| known == part);
    if parts.iter().any(|part| is(&hints.senior, part)) {
        return Counts::Yes;
    }
    let lower = |part: &&str| is(&hints.lower, part);
    let none = |part: &&str| lower(part) || (is_post(part) && !is(&hints.doubtful, part));
    if is_whole(&hints.lower) || (parts.iter().any(lower) && parts.iter().all(none)) {
        return Counts::No;
    }
    Counts::Doubt
}

/// `主任`, `院长`, `教研员`: what somebody does, and no title.
fn is_post(part: &str) -> bool {
    let ends = ["长", "主任", "书记", "教研员", "干事", "秘书"];
    ends.iter().any(|end| part.ends_with(end))
}

/// One character for another of the same sound: 師 for 师, or a slip.
fn sounds_alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = |(x, y): (&char, &char)| {
        let sound = |c: &char| c.to_pinyin().map(|sound| sound.plain());
        x == y || (sound(x).is_some() && sound(x) == sound(y))
    };
    a.len() == b.len() && a.iter().zip(&b).all(same)
}

/// `中原教院` and `教院` for `中原教师发展学院`: characters of the long name, in their order.
fn is_short_for(short: &str, long: &str) -> bool {
    let length = short.chars().count();
    (2..long.chars().count()).contains(&length) && drawn_from(short, long) == length
}

/// `中原教院培训处`: a short name of the unit, which ends like it, with a department behind.
fn begins_with_short(employer: &str, unit: &str) -> bool {
    let drawn = drawn_from(employer, unit);
    let last = employer.chars().take(drawn).last();
    let ends = [Some(unit), body(unit)]
        .into_iter()
        .flatten()
        .any(|name| name.chars().last() == last || (name.ends_with("大学") && last == Some('大')));
    drawn >= 2 && ends
}

/// So many of the first characters of the one stand in the other in the same order.
fn drawn_from(short: &str, long: &str) -> usize {
    let mut rest = long.chars();
    short.chars().take_while(|c| rest.any(|r| r == *c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expert(title: &str, employer: &str) -> Expert {
        Expert {
            title: title.to_owned(),
            employer: employer.to_owned(),
            ..Expert::default()
        }
    }

    #[test]
    fn the_place_of_work_is_the_unit_or_not_or_a_doubt() {
        for (employer, counts) in [
            ("中原教师发展学院", Counts::Yes),
            (" 中原教师发展学院 ", Counts::Yes),
            ("中原教师发展学院继续教育处", Counts::Doubt),
            ("中原教師发展学院", Counts::Doubt),
            ("中原教院", Counts::Doubt),
            ("教院", Counts::Doubt),
            ("中原教院培训处", Counts::Doubt),
            ("", Counts::Doubt),
            ("本单位", Counts::Doubt),
            ("本单位培训处", Counts::Doubt),
            ("本校教师教育学院", Counts::Doubt),
            ("我院继续教育中心", Counts::Doubt),
            ("我校", Counts::Doubt),
            ("同上", Counts::Doubt),
            ("同上（培训处）", Counts::Doubt),
            ("〃", Counts::Doubt),
            ("〃〃", Counts::Doubt),
            ("中教", Counts::Doubt),
            ("洛川市第一高级中学", Counts::No),
            ("本原市第一高级中学", Counts::No),
            ("豫原省教育科学研究院", Counts::No),
            ("北京大学", Counts::No),
            ("中国人民大学", Counts::No),
            ("江海师范学院", Counts::No),
        ] {
            let found = in_house(&expert("", employer), &["中原教师发展学院"]);
            assert_eq!(found, counts, "{employer}");
        }
    }

    #[test]
    fn short_names_are_doubts_in_either_direction() {
        for (employer, unit, counts) in [
            ("长河大学文学院", "长河大学继续教育学院", Counts::Doubt),
            ("省教科院", "豫原省教育科学研究院", Counts::Doubt),
            ("师院", "洛阳师范学院", Counts::Doubt),
            ("河师大文学院", "长河师范大学", Counts::Doubt),
            ("中原教师发展学院", "中原教院", Counts::Doubt),
            ("北京大学", "中原教院", Counts::No),
            ("长河大学附属中学", "江海师范大学", Counts::No),
        ] {
            let found = in_house(&expert("", employer), &[unit]);
            assert_eq!(found, counts, "{employer} {unit}");
        }
    }

    #[test]
    fn the_name_on_the_form_and_that_on_the_roster_both_count() {
        let names = ["中原教院", "中原教师发展学院"];
        let of = |employer: &str, units: &[&str]| in_house(&expert("", employer), units);
        assert_eq!(of("中原教师发展学院", &names), Counts::Yes);
        assert_eq!(of("中原教院", &names), Counts::Yes);
        assert_eq!(
            of("中原教师发展学院", &["洛川研修中心", names[0]]),
            Counts::Doubt
        );
        assert_eq!(of("北京大学", &names), Counts::No);
        assert_eq!(of("北京大学", &[""]), Counts::Doubt);
        assert_eq!(of("北京大学", &[]), Counts::Doubt);
    }

    #[test]
    fn a_title_is_senior_or_not_or_a_doubt() {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let hints = DossierHints {
            senior: list(&[
                "教授",
                "副教授",
                "研究员",
                "中学高级",
                "正高级教师",
                "小学高级教师（副高）",
            ]),
            lower: list(&["讲师", "助理研究员", "一级教师"]),
            doubtful: list(&["特级教师"]),
            ..DossierHints::default()
        };
        for (title, counts) in [
            ("教研员/中学高级", Counts::Yes),
            ("院长／教授", Counts::Yes),
            ("正高级教师", Counts::Yes),
            ("特级教师", Counts::Doubt),
            ("特级教师、一级教师", Counts::Doubt),
            ("院长", Counts::Doubt),
            ("", Counts::Doubt),
            ("助理研究员", Counts::No),
            ("主任/讲师", Counts::No),
            ("讲师、高级经济师", Counts::Doubt),
            ("一级教师（副研究馆员）", Counts::Doubt),
            ("小学高级教师（副高）", Counts::Yes),
        ] {
            assert_eq!(senior(&expert(title, ""), &hints), counts, "{title}");
        }
    }

    #[test]
    fn a_share_is_an_interval() {
        let share =
            ExpertShare::of([Counts::Yes, Counts::Doubt, Counts::No, Counts::Yes].into_iter());
        assert_eq!((share.sure, share.with_doubts, share.all), (2, 3, 4));
    }
}
