//! Awards in words, as screens, tables and papers share them: how sure one is, the reserves, what would follow
//! if it fell away, and how the other reading ends.

use super::{Lang, Text};
use crate::tally::AwardState;
use crate::text::fill;

texts! {
    CERTAIN: "已定", "certain";
    AS_SCORED: "按现有分数", "as scored now";
    AS_SCORED_SHORT: "按现有分数", "as scored";
    PROVISIONAL: "暂列", "provisional";

    TIED: "并列待裁定（{names}）", "a tie to be decided ({names})";
    GIVEN_AND: "{given}，另有 {open}", "{given}, and {open}";
    DEPENDS: "取决于前面项目的裁定（{names}）", "hangs on an earlier project ({names})";
    TOO_MANY: "前面未裁定的并列太多，没有逐一比较", "too many open ties before it to compare";
    NOBODY: "无", "nobody";
    AND: "；", "; ";

    RESERVES: "备选：{names}", "Reserves: {names}";
    RESERVE: "{name}（第{rank}名）", "{name} (rank {rank})";
    RESERVE_WITH: "{name}（第{rank}名，{notes}）", "{name} (rank {rank}, {notes})";
    LEVEL: "并列", "level";
    HOLDS: "已获拟推荐 {holds}", "recommended for {holds}";
    BETWEEN: "，", ", ";
    RESERVES_OPEN: "备选：要看并列怎样裁定，现在不列。", "Reserves: they hang on an open tie; none are listed.";
    RESERVES_FURTHER: "其后的备选要看并列怎样裁定。", "Who follows them hangs on an open tie.";
    RESERVES_TOO_MANY: "备选：前面未裁定的并列太多，没有逐一比较，不再往下列。", "Reserves: too many open ties before it to compare; no further ones are listed.";

    VACANT_BEFORE: "公示前 {name} 若退出：从第一个项目起重新推荐，{changes}。", "If {name} falls away before publication, the walk starts again from the first project: {changes}.";
    VACANT_AFTER: "公示后 {name} 若退出：只补 {project}，由 {who} 递补。", "If {name} falls away after publication, only {project} is filled: by {who}.";
    VACANT_LEVEL: "公示后 {name} 若退出：只补 {project}，{who} 并列，由评审组裁定。", "If {name} falls away after publication, only {project} is filled: {who} are level, and the panel decides.";
    VACANT_NOBODY: "公示后 {name} 若退出：只补 {project}，备选名单中没有可递补的单位。", "If {name} falls away after publication, only {project} is filled: nobody on its list of reserves has room for it.";
    CHANGE: "{project} {who}", "{project} {who}";

    OTHER_ORDER: "另一种读法在 {project} 推荐的单位相同，只是先后不同：本规则 {here}；另一读法 {there}。", "The other reading recommends the same applicants in {project}, in another order: here {here}; there {there}.";
}

/// How sure something is that stands now.
pub fn sure(certain: bool, as_scored: bool) -> Text {
    match (certain, as_scored) {
        (true, _) => CERTAIN,
        (false, true) => AS_SCORED,
        (false, false) => PROVISIONAL,
    }
}

/// What an award hangs on that hangs on earlier projects: `hangs`, or that this was not compared.
pub fn waits_for(not_compared: bool, hangs: Text) -> Text {
    if not_compared { TOO_MANY } else { hangs }
}

/// An award whose names are known in words, on one side of a comparison.
pub struct Side<'a> {
    pub state: AwardState,
    /// Names of those recommended, in order.
    pub given: &'a [String],
    /// Names of those who may yet be.
    pub candidates: &'a [String],
    pub not_compared: bool,
}

/// Who is recommended, or between whom it is open.
pub fn side(lang: Lang, side: &Side) -> String {
    let given = side.given.join(AND.get(lang));
    let names = side.candidates.join(AND.get(lang));
    let open = match side.state {
        AwardState::Recommended => return given,
        AwardState::None => return NOBODY.get(lang).to_owned(),
        AwardState::Undecided => fill!(TIED, lang, [("names", &names)]),
        AwardState::Depends if side.not_compared => TOO_MANY.get(lang).to_owned(),
        AwardState::Depends => fill!(DEPENDS, lang, [("names", &names)]),
    };
    if given.is_empty() {
        open
    } else {
        fill!(GIVEN_AND, lang, [("given", &given), ("open", &open)])
    }
}

/// One reserve.
pub struct ReserveWords {
    pub name: String,
    pub rank: usize,
    pub level: bool,
    /// Names of the projects that the applicant is recommended for.
    pub holds: Vec<String>,
}

/// What is to be said of a reserve beside its rank; empty if nothing is.
pub fn reserve_notes(lang: Lang, reserve: &ReserveWords) -> String {
    let mut notes = Vec::new();
    if reserve.level {
        notes.push(LEVEL.get(lang).to_owned());
    }
    if !reserve.holds.is_empty() {
        let holds = reserve.holds.join(AND.get(lang));
        notes.push(fill!(HOLDS, lang, [("holds", &holds)]));
    }
    notes.join(BETWEEN.get(lang))
}

/// The lines of a project's reserves.
pub fn reserves(lang: Lang, list: &[ReserveWords], open: bool, not_compared: bool) -> Vec<String> {
    let names: Vec<String> = list
        .iter()
        .map(|r| {
            let notes = reserve_notes(lang, r);
            let text = if notes.is_empty() {
                RESERVE
            } else {
                RESERVE_WITH
            };
            text.fill(
                lang,
                &[("rank", &r.rank), ("name", &r.name), ("notes", &notes)],
            )
        })
        .collect();
    let mut lines = Vec::new();
    if !names.is_empty() {
        lines.push(fill!(
            RESERVES,
            lang,
            [("names", &names.join(AND.get(lang)))]
        ));
    }
    if open {
        let text = match (not_compared, names.is_empty()) {
            (true, _) => RESERVES_TOO_MANY,
            (false, true) => RESERVES_OPEN,
            (false, false) => RESERVES_FURTHER,
        };
        lines.push(text.get(lang).to_owned());
    }
    lines
}

/// An award that might fall away, with both readings of what would follow.
pub struct VacancyWords {
    pub name: String,
    pub project: String,
    /// Projects that end otherwise when all are walked again, with who is recommended there then.
    pub before: Vec<(String, String)>,
    /// Who takes the place when only this project is filled.
    pub after: Vec<String>,
}

/// The two lines of it, the one before publication first.
pub fn vacancy(lang: Lang, vacancy: &VacancyWords) -> [String; 2] {
    let VacancyWords { name, project, .. } = vacancy;
    let changes: Vec<String> = vacancy
        .before
        .iter()
        .map(|(project, who)| fill!(CHANGE, lang, [("project", project), ("who", who)]))
        .collect();
    let changes = changes.join(AND.get(lang));
    let who = vacancy.after.join(AND.get(lang));
    let after = match vacancy.after.len() {
        0 => VACANT_NOBODY,
        1 => VACANT_AFTER,
        _ => VACANT_LEVEL,
    };
    [
        fill!(VACANT_BEFORE, lang, [("name", name), ("changes", &changes)]),
        after.fill(lang, &[("name", name), ("project", project), ("who", &who)]),
    ]
}

/// Names of applicants and projects as the reader of a screen or a paper wants them.
pub struct Namer<'a> {
    pub applicant: &'a dyn Fn(usize) -> String,
    pub project: &'a dyn Fn(usize) -> String,
}

impl Namer<'_> {
    fn applicants(&self, list: &[usize]) -> Vec<String> {
        list.iter().map(|a| (self.applicant)(*a)).collect()
    }

    fn projects(&self, list: &[usize]) -> Vec<String> {
        list.iter().map(|p| (self.project)(*p)).collect()
    }

    pub fn side(&self, lang: Lang, award: &crate::tally::Award) -> String {
        side(
            lang,
            &Side {
                state: award.state,
                given: &self.applicants(&award.applicants),
                candidates: &self.applicants(&award.candidates),
                not_compared: award.not_compared,
            },
        )
    }

    /// `differs` has the places `project`, `here` and `there`.
    pub fn difference(&self, lang: Lang, differs: Text, d: &crate::tally::Difference) -> String {
        let text = if d.order_only { OTHER_ORDER } else { differs };
        text.fill(
            lang,
            &[
                ("project", &(self.project)(d.project)),
                ("here", &self.side(lang, &d.here)),
                ("there", &self.side(lang, &d.there)),
            ],
        )
    }

    pub fn reserve(&self, reserve: &crate::tally::Reserve) -> ReserveWords {
        ReserveWords {
            name: (self.applicant)(reserve.applicant),
            rank: reserve.rank,
            level: reserve.level,
            holds: self.projects(&reserve.holds),
        }
    }

    /// The reserves of a project, and what would follow where one of them holds another award.
    pub fn reserves(
        &self,
        lang: Lang,
        project: usize,
        results: &crate::tally::Results,
    ) -> Vec<String> {
        let Some(award) = results.projects.get(project).map(|p| &p.award) else {
            return Vec::new();
        };
        let list: Vec<ReserveWords> = award.reserves.iter().map(|r| self.reserve(r)).collect();
        let mut lines = reserves(lang, &list, award.reserves_open, award.not_compared);
        for v in results.vacancies.iter().filter(|v| v.project == project) {
            let before = v
                .before
                .iter()
                .map(|(p, award)| ((self.project)(*p), self.side(lang, award)));
            let words = VacancyWords {
                name: (self.applicant)(v.applicant),
                project: (self.project)(v.project),
                before: before.collect(),
                after: self.applicants(&v.after),
            };
            lines.extend(vacancy(lang, &words));
        }
        lines
    }
}
