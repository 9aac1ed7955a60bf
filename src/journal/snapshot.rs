//! `scores.json`: a readable snapshot of every sheet and the results, derived and replaced at once.

use super::anchor::{Anchor, AnchorSource};
use super::error::JournalError;
use super::files::{self, Files};
use super::heads::Heads;
use super::history::History;
use super::line::Hash;
use super::store::Opening;
use crate::model::{Language, Points, Session, SheetState, Status, Words};
use crate::tally::Results;
use crate::tally::report::{self, Hand, JournalHead, Report};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The snapshot inside a session's folder.
pub const SCORES: &str = "scores.json";

#[derive(Serialize)]
struct Snapshot<'a> {
    format: &'static str,
    /// First, so that an opening finds it without reading what may be many megabytes.
    head: JournalHead,
    /// The rules hide what was given until all have submitted: neither marks nor results stand here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sealed: bool,
    sheets: Vec<JsonSheet<'a>>,
    results: JsonResults,
}

/// The results, or that they are hidden.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonResults {
    Report(Box<Report>),
    Sealed { sealed: bool },
}

#[derive(Serialize)]
struct JsonSheet<'a> {
    judge: &'a str,
    project: &'a str,
    applicant: &'a str,
    state: SheetState,
    /// Blank marks, while the marks themselves are hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    blanks: Option<usize>,
    /// Null is a blank, which is not a zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<BTreeMap<&'a str, Option<Points>>>,
    total: Option<Points>,
    /// How many of the marks the desk wrote down from paper; left out where it is none.
    #[serde(skip_serializing_if = "is_zero")]
    from_paper: usize,
    /// Whose hand submitted it, `judge` or `desk`; left out while it is not submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_by: Option<Hand>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    remarks: BTreeMap<&'a str, JsonRemark<'a>>,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

#[derive(Serialize)]
struct JsonRemark<'a> {
    text: &'a str,
    page: &'a str,
}

/// The report of a journal as it stands, in the session's language.
pub fn current_report(history: &History, results: &Results) -> Report {
    let setup = history.session().setup();
    report_in(
        history,
        results,
        setup.map(|s| s.language).unwrap_or_default(),
    )
}

/// The same with the names of session and projects in a language of the reader's choice.
pub fn report_in(history: &History, results: &Results, language: Language) -> Report {
    let session = history.session();
    let head = JournalHead {
        seq: history.head().seq,
        hash: history.head().hash.to_string(),
        code: history.code(),
    };
    let pick = |words: &Words| match language {
        Language::Zh => words.zh.clone(),
        Language::En => words.en.clone(),
    };
    let title = session
        .template()
        .map(|t| pick(&t.title))
        .unwrap_or_default();
    report::report(session, results, head, &title, pick)
}

/// Writes `scores.json` beside the history, never over one of another history: that one is what tells.
///
/// # Errors
/// The disk's own, or the snapshot that is there knows a head from which this history does not follow; it then stays.
pub fn write(history: &History, results: &Results) -> Result<(), JournalError> {
    if let Some(known) = anchor(history.folder())
        && !history.follows_from(&known)?
    {
        return Err(JournalError::SnapshotDiffers(known.seq));
    }
    let results = current_report(history, results);
    let sealed = history.session().sealed_off();
    let snapshot = Snapshot {
        format: "pingshen-scores/1",
        head: results.head.clone(),
        sealed,
        sheets: sheets(history.session(), sealed),
        results: if sealed {
            JsonResults::Sealed { sealed }
        } else {
            JsonResults::Report(Box::new(results))
        },
    };
    let path = history.folder().join(SCORES);
    let file = |error| JournalError::File {
        path: path.clone(),
        error,
    };
    let mut bytes = serde_json::to_vec_pretty(&snapshot).map_err(|e| file(e.into()))?;
    bytes.push(b'\n');
    files::write_durably(&**history.files(), &path, &bytes).map_err(file)
}

fn sheets(session: &Session, sealed: bool) -> Vec<JsonSheet<'_>> {
    let mut list = Vec::new();
    for (e, entry) in session.entries().iter().enumerate() {
        let (Some(project), Some(applicant)) = (
            session.project_id(entry.project),
            session.applicants().get(entry.applicant),
        ) else {
            continue;
        };
        for (j, judge) in session.judges().iter().enumerate() {
            if entry.status(j) == Status::Absent {
                continue;
            }
            let indicators = || session.indicators().iter().enumerate();
            list.push(JsonSheet {
                judge: &judge.id,
                project,
                applicant: &applicant.id,
                state: entry.state(j),
                blanks: sealed.then(|| entry.blanks(j)),
                marks: (!sealed).then(|| {
                    indicators()
                        .map(|(i, x)| (x.id.as_str(), entry.mark(j, i)))
                        .collect()
                }),
                total: entry.total(j).filter(|_| !sealed),
                from_paper: entry.from_paper(j).0,
                submitted_by: session
                    .submission(j, entry.project)
                    .filter(|_| entry.status(j) == Status::Submitted)
                    .map(|s| Hand::of(&s.by, &judge.id)),
                remarks: indicators()
                    .filter(|_| !sealed)
                    .filter_map(|(i, x)| {
                        let remark = session.remark(e, j, i)?;
                        let remark = JsonRemark {
                            text: &remark.text,
                            page: &remark.page,
                        };
                        Some((x.id.as_str(), remark))
                    })
                    .collect(),
            });
        }
    }
    list
}

/// How a session is opened that is held against all that is known of it: its snapshot, and what this machine saw of it
/// last, which is kept in a user's data folder.
pub fn opening(folder: &Path, write: bool, network_too: bool, data: Option<&Path>) -> Opening {
    Opening {
        write,
        network_too,
        anchors: anchor(folder).into_iter().collect(),
        heads: data.map(Heads::inside),
    }
}

/// What an earlier snapshot knew of the journal: a journal that ends before it has lost something.
pub fn anchor(folder: &Path) -> Option<Anchor> {
    anchor_on(&files::SystemFiles, folder)
}

/// [`anchor`] on any file system.
pub fn anchor_on(files: &dyn Files, folder: &Path) -> Option<Anchor> {
    #[derive(serde::Deserialize)]
    struct KnownHead {
        seq: u64,
        hash: String,
    }
    let start = files.read(&folder.join(SCORES), 4096).ok()?;
    let text = String::from_utf8_lossy(&start);
    let object = text.split_once("\"head\":")?.1;
    let end = object.find('}')? + 1;
    let known: KnownHead = serde_json::from_str(object.get(..end)?).ok()?;
    Some(Anchor {
        seq: known.seq,
        hash: Hash::parse(known.hash.as_bytes())?,
        source: AnchorSource::Snapshot,
    })
}
