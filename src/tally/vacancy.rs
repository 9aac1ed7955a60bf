//! What would follow if an award fell away whose next reserve holds an award elsewhere.

use super::allocate::allocate;
use super::award::{Award, AwardState, Ranked, Reserve, Terms};

/// A recommended applicant who might fall away, and both readings of who follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    pub project: usize,
    pub applicant: usize,
    /// Before the result is published the walk starts again from the first project, without the applicant:
    /// the awards that then end otherwise, by project.
    pub before: Vec<(usize, Award)>,
    /// After it is published only the vacant project is filled, by the next reserve who holds no more awards
    /// than leave room for this one; several where they are level. None: nobody is left on the list.
    pub after: Vec<usize>,
}

/// One for each recommended applicant of a project in whose list of reserves somebody could not take the
/// place without giving up an award.
pub fn vacancies(ranked: &[Vec<Ranked>], awards: &[Award], terms: &Terms) -> Vec<Vacancy> {
    let mut found = Vec::new();
    for (project, award) in awards.iter().enumerate() {
        let bound = |r: &Reserve| terms.counting(project, &r.holds).len() >= terms.quota();
        if award.state != AwardState::Recommended || !award.reserves.iter().any(bound) {
            continue;
        }
        let after: Vec<usize> = award
            .reserves
            .chunk_by(|a, b| a.level && b.level && a.rank == b.rank)
            .map(|level| level.iter().filter(|r| !bound(r)))
            .map(|level| level.map(|r| r.applicant).collect())
            .find(|level: &Vec<usize>| !level.is_empty())
            .unwrap_or_default();
        for applicant in &award.applicants {
            let rest: Vec<Vec<Ranked>> = ranked
                .iter()
                .map(|list| {
                    let others = list.iter().filter(|r| r.applicant != *applicant);
                    others.copied().collect()
                })
                .collect();
            let before = allocate(&rest, terms)
                .into_iter()
                .zip(awards)
                .enumerate()
                .filter(|(_, (then, now))| !then.same(now))
                .map(|(p, (then, _))| (p, then))
                .collect();
            found.push(Vacancy {
                project,
                applicant: *applicant,
                before,
                after: after.clone(),
            });
        }
    }
    found
}
