//! What may be recorded, the count's word included: a certificate says what the count gives.
//!
//! The rules of permission know who may certify, not what was counted. Every reader and writer of a journal decides
//! and folds through these two.

use super::{AwardState, Results};
use crate::model::{Act, AwardLine, Intent, Refusal, Session, Stamp, WithoutScore};

/// Decides whether this may happen now, and what exactly would be recorded.
///
/// # Errors
/// As [`Session::decide`]; also where a certificate says something else than the count.
pub fn decide(session: &Session, by: &str, intent: Intent) -> Result<Act, Refusal> {
    let act = session.decide(by, intent)?;
    if let Act::Certify { awards, without } = &act {
        let results = Results::of(session);
        counted(session, &results, awards)?;
        explained(session, &results, without)?;
    }
    Ok(act)
}

/// Folds one act that was recorded.
///
/// In a journal of edition 1 a decision on a tie was not bound to its marks: where its certificate is what the
/// count gives with the decisions that were set aside, they hold again.
///
/// # Errors
/// As [`decide`]; nothing changes.
pub fn apply(session: &mut Session, stamp: Stamp<'_>, act: &Act) -> Result<(), Refusal> {
    let Act::Certify { awards, without } = act else {
        return session.apply(stamp, act);
    };
    let mut after = session.clone();
    after.apply(stamp, act)?;
    let results = Results::of(session);
    match counted(session, &results, awards) {
        Ok(()) => {}
        Err(refusal) if session.edition() >= 2 => return Err(refusal),
        Err(refusal) => {
            let mut as_then = session.clone();
            as_then.restore_ties();
            counted(&as_then, &Results::of(&as_then), awards).map_err(|_| refusal)?;
            after = as_then;
            after.apply(stamp, act)?;
        }
    }
    if session.edition() >= 2 {
        explained(session, &results, without)?;
    }
    *session = after;
    Ok(())
}

/// Nothing open, and the same allocation.
fn counted(session: &Session, results: &Results, awards: &[AwardLine]) -> Result<(), Refusal> {
    let projects: Vec<String> = results
        .projects
        .iter()
        .zip(session.projects())
        .filter(|(r, _)| matches!(r.award.state, AwardState::Undecided | AwardState::Depends))
        .map(|(_, p)| p.id.clone())
        .collect();
    if !projects.is_empty() {
        return Err(Refusal::TieOpen { projects });
    }
    if awards == results.award_lines(session) {
        Ok(())
    } else {
        Err(Refusal::OtherAllocation)
    }
}

/// The projects in which somebody in the race has no score: why is said by name before such a result is final.
pub fn without_score(session: &Session, results: &Results) -> Vec<usize> {
    results
        .projects
        .iter()
        .enumerate()
        .filter(|(p, r)| {
            let in_race = session.entries_of(*p).iter().any(|e| session.is_in(*e));
            let nobody = r.award.state == AwardState::None && in_race;
            nobody || r.standings.iter().any(|s| s.count.score.is_none())
        })
        .map(|(p, _)| p)
        .collect()
}

fn explained(
    session: &Session,
    results: &Results,
    without: &[WithoutScore],
) -> Result<(), Refusal> {
    let wanted: Vec<&str> = without_score(session, results)
        .into_iter()
        .filter_map(|p| session.project_id(p))
        .collect();
    let given = without.iter().map(|w| w.project.as_str());
    if given.eq(wanted.iter().copied()) {
        return Ok(());
    }
    Err(Refusal::WithoutScore {
        projects: wanted.into_iter().map(str::to_owned).collect(),
    })
}
