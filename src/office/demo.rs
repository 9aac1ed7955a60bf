//! The demonstration: a rehearsal with made-up applicants and some sheets already scored.

use super::founding::Founding;
use super::{OfficeError, judges, roster, scores, template};
use crate::journal::{Clock, Journal, Opening};
use crate::model::{Act, DESK, Intent, Language, Session, Status};
use std::collections::BTreeMap;
use std::path::Path;

const ROSTER: &str = include_str!("../../data/demo-roster.csv");
const JUDGES: &str = include_str!("../../data/demo-judges.csv");
const SCORES: &str = include_str!("../../data/demo-scores.csv");

/// Makes the demonstration in a folder that does not hold a session yet.
///
/// # Errors
/// The folder holds a session already or cannot be written.
pub fn make(folder: &Path, clock: &Clock, language: Language) -> Result<(), OfficeError> {
    let template = template::load(template::BUILT_IN)?;
    let founding = Founding {
        applicants: roster::read_text(ROSTER, Path::new("demo-roster.csv"), &template.projects)?,
        judges: judges::read_text(JUDGES, Path::new("demo-judges.csv"), &template.projects)?
            .accept()?,
        template,
        rehearsal: true,
        language,
        desk_pin: None,
        notice: None,
    };
    founding.found(folder, clock)?;
    let opening = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(folder, clock.clone(), &opening)?;
    journal.append(DESK, vec![Act::OpenScoring {}.into()])?;
    let seats: Vec<String> = journal
        .session()
        .judges()
        .iter()
        .map(|j| j.id.clone())
        .collect();
    for seat in seats {
        journal.append(&seat, vec![Act::Declare { judge: None }.into()])?;
    }
    let marks = scores::read_text(SCORES, Path::new("demo-scores.csv"), journal.session())?
        .accept(false)?;
    for (seat, marks) in by_judge(marks) {
        journal.append(&seat, marks)?;
    }
    for (seat, complete) in by_judge(complete_projects(journal.session())) {
        journal.append(&seat, complete)?;
    }
    Ok(())
}

/// What each judge does at her own seat.
fn by_judge(intents: Vec<Intent>) -> BTreeMap<String, Vec<Intent>> {
    let mut seats: BTreeMap<String, Vec<Intent>> = BTreeMap::new();
    for intent in intents {
        let seat = match &intent {
            Intent::Submit { judge, .. } => Some(judge.clone()),
            Intent::Do(Act::Mark { judge, .. } | Act::Remark { judge, .. }) => judge.clone(),
            Intent::Do(_) => None,
        };
        let seat = seat.unwrap_or_else(|| DESK.to_owned());
        seats.entry(seat).or_default().push(intent);
    }
    seats
}

/// Submissions of every judge's project that has no blank left.
pub fn complete_projects(session: &Session) -> Vec<Intent> {
    let mut intents = Vec::new();
    for (j, judge) in session.judges().iter().enumerate() {
        for (p, project) in session.projects().iter().enumerate() {
            let open = session.to_submit(j, p);
            let complete = open
                .iter()
                .filter_map(|e| session.entries().get(*e))
                .all(|e| e.status(j) == Status::Open && e.blanks(j) == 0);
            if !open.is_empty() && complete {
                intents.push(Intent::Submit {
                    judge: judge.id.clone(),
                    project: project.id.clone(),
                });
            }
        }
    }
    intents
}
