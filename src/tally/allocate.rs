//! Who is recommended, project by project.

use super::award::{Award, Ranked, Terms};
use super::outcomes::Outcomes;

/// Walks the projects in their order. `ranked`: each project's entries, best first.
///
/// Where a tie at an award is not decided, all ways in which it can end are followed, and a later project is
/// said to depend on it only where they differ. See `Outcomes` for how many are followed.
pub fn allocate(ranked: &[Vec<Ranked>], terms: &Terms) -> Vec<Award> {
    let mut outcomes = Outcomes::new(ranked, terms);
    let mut awards: Vec<Award> = (0..ranked.len()).map(|p| outcomes.project(p)).collect();
    let given: Vec<(usize, Vec<usize>)> = awards
        .iter()
        .enumerate()
        .map(|(p, award)| (p, award.applicants.clone()))
        .collect();
    for reserve in awards.iter_mut().flat_map(|a| &mut a.reserves) {
        let held = given.iter().filter(|(_, a)| a.contains(&reserve.applicant));
        reserve.holds = held.map(|(p, _)| *p).collect();
    }
    awards
}
