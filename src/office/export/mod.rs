//! The set of papers of a session: which there are, what each is called, and putting them into a folder.
//!
//! Everything is made from the journal alone, and its times from the journal's: the same session exports to the
//! same bytes. Nothing that somebody changed by hand is written over, and nothing is deleted.

mod data;
mod file_names;
mod folder;

use super::OfficeError;
use super::book;
use super::papers::sheets::Layout;
use super::papers::{
    Source, applicant, brief, comments, forms, letter, notice, pledge, report, sheets,
};
use crate::journal::{Journal, snapshot};
use crate::model::{Phase, Session};
use crate::text::export as t;
use crate::text::fill;
use crate::text::{Lang, Text};
use file_names::{UsedNames, safe};
use folder::Folder;
use std::io;
use std::path::{Path, PathBuf};

/// What kinds of papers there are, in the order of the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperKind {
    Workbook,
    Sheets,
    Report,
    Notice,
    Forms,
    Applicants,
    Brief,
    Letters,
    Comments,
    Data,
}

/// What a kind of papers waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperWaits {
    /// That scoring opens.
    Opening,
    /// That all have submitted, by the rules.
    Submissions,
    /// That scoring is closed.
    Closing,
}

impl PaperKind {
    pub const ALL: [Self; 10] = [
        Self::Workbook,
        Self::Sheets,
        Self::Report,
        Self::Notice,
        Self::Forms,
        Self::Applicants,
        Self::Brief,
        Self::Letters,
        Self::Comments,
        Self::Data,
    ];

    /// The word of the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Sheets => "sheets",
            Self::Report => "report",
            Self::Notice => "notice",
            Self::Forms => "forms",
            Self::Applicants => "applicants",
            Self::Brief => "brief",
            Self::Letters => "letters",
            Self::Comments => "comments",
            Self::Data => "data",
        }
    }

    /// Other words that people try for it.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Workbook => &["xlsx", "summary"],
            Self::Sheets => &["sheet", "score-sheets"],
            Self::Report => &[],
            Self::Notice => &["public-notice"],
            Self::Forms => &["form"],
            Self::Applicants => &["applicant", "why"],
            Self::Brief => &[],
            Self::Letters => &["letter"],
            Self::Comments => &["comment", "expert-comments"],
            Self::Data => &["open-data"],
        }
    }

    /// By its word or another one.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == word || kind.aliases().contains(&word))
    }

    pub const fn text(self) -> Text {
        match self {
            Self::Workbook => t::K_WORKBOOK,
            Self::Sheets => t::K_SHEETS,
            Self::Report => t::K_REPORT,
            Self::Notice => t::K_NOTICE,
            Self::Forms => t::K_FORMS,
            Self::Applicants => t::K_APPLICANTS,
            Self::Brief => t::K_BRIEF,
            Self::Letters => t::K_LETTERS,
            Self::Comments => t::K_COMMENTS,
            Self::Data => t::K_DATA,
        }
    }

    /// What there is none of it for yet; `None` if it can be made. Forms are for the time before judging, the others
    /// tell what was scored, and nobody is sent a letter while that may change.
    pub fn waits_for(self, session: &Session) -> Option<PaperWaits> {
        let phase = session.phase();
        match self {
            Self::Forms => None,
            _ if phase == Phase::Setup => Some(PaperWaits::Opening),
            _ if phase == Phase::Scoring && session.sealed_off() => Some(PaperWaits::Submissions),
            Self::Letters if session.provisional() => Some(PaperWaits::Closing),
            _ => None,
        }
    }
}

/// What is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Empty for everything that there is by now.
    pub kinds: Vec<PaperKind>,
    pub layout: Layout,
    /// Only this applicant's page, of those of [`PaperKind::Applicants`].
    pub applicant: Option<String>,
    /// What is signed shows the record code in full, with a QR code.
    pub whole_code: bool,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportProgress {
    pub done: usize,
    pub all: usize,
    /// The file at hand.
    pub name: String,
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Every file, the sums last.
    pub files: Vec<PathBuf>,
    /// Files that were not as an export had left them, and what they are called now.
    pub kept: Vec<(PathBuf, PathBuf)>,
    /// Unchanged files of an earlier export that this one did not make again.
    pub older: Vec<String>,
    /// Kinds that were not asked for by name and that there is nothing of yet.
    pub later: Vec<PaperKind>,
    /// So many acts of the journal hold what a PIN is compared with, and with it the copy among the files, if it is.
    pub pin_hashes: usize,
}

/// What makes one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Workbook,
    Acts,
    Sheets(usize),
    Report,
    Notice,
    SignIn,
    Statements,
    Slips,
    BlankSheets,
    Checklists,
    ScoreBook,
    Pledge,
    CommentForms,
    Applicant(usize),
    Brief,
    /// Project and applicant.
    Letter(usize, usize),
    /// Of an applicant.
    Comments(usize),
    Scores,
    Results,
    Journal,
    Check,
    Recount,
    Recipe,
}

/// One file to be made; the name is relative to the folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PaperFile {
    name: String,
    job: Job,
}

/// Makes the papers and puts them into `out`. `step` is told before each file and may end it all by `false`;
/// what was made by then stays.
///
/// # Errors
/// Something was asked for that the session does not have or hides now, the folder is a session's own, or
/// it cannot be written.
pub fn run(
    journal: &Journal,
    lang: Lang,
    wish: &Wish,
    out: &Path,
    step: &mut dyn FnMut(&ExportProgress) -> bool,
) -> Result<Made, OfficeError> {
    let (kinds, later) = kinds(journal, wish)?;
    let mut source = Source::of(journal.history(), lang)?;
    source.whole_code = wish.whole_code;
    let papers = plan(&source, &kinds, wish)?;
    // An archive that is opened as a session brings the sums of its export along, so they prove nothing here.
    let same = |a: &Path, b: &Path| {
        let whole = |path: &Path| crate::system::whole_path(path).ok();
        whole(a).is_some_and(|a| Some(a) == whole(b))
    };
    if same(out, journal.folder()) {
        return Err(OfficeError::IsSession(out.to_owned()));
    }
    let mut folder = Folder::open(&**journal.history().files(), out)?;
    folder.begin(papers.iter().map(|p| p.name.as_str()))?;
    let mut made = Made {
        later,
        pin_hashes: journal.session().pin_hashes(),
        ..Made::default()
    };
    let mut stopped = false;
    for (n, paper) in papers.iter().enumerate() {
        let progress = ExportProgress {
            done: n,
            all: papers.len(),
            name: paper.name.clone(),
        };
        if !step(&progress) {
            stopped = true;
            break;
        }
        let bytes = bytes(&source, paper.job, wish.layout).map_err(|error| OfficeError::Write {
            path: out.join(&paper.name),
            error,
        })?;
        if let Some(bytes) = bytes {
            folder.put(&paper.name, &bytes, &mut made)?;
        }
    }
    folder.finish(&mut made)?;
    if !stopped {
        step(&ExportProgress {
            done: papers.len(),
            all: papers.len(),
            name: String::new(),
        });
    }
    Ok(made)
}

/// Which kinds can be made now. A kind asked for by name must be possible.
fn kinds(journal: &Journal, wish: &Wish) -> Result<(Vec<PaperKind>, Vec<PaperKind>), OfficeError> {
    let waits = |kind: &PaperKind| kind.waits_for(journal.session());
    let mut wanted = wish.kinds.clone();
    if wish.applicant.is_some() && wanted.is_empty() {
        wanted.push(PaperKind::Applicants);
    }
    wanted.sort();
    wanted.dedup();
    if wanted.is_empty() {
        let (later, now) = PaperKind::ALL.iter().partition(|k| waits(k).is_some());
        return Ok((now, later));
    }
    match wanted.iter().find_map(|k| Some((*k, waits(k)?))) {
        Some((kind, PaperWaits::Opening)) => Err(OfficeError::TooEarly(kind)),
        Some((kind, PaperWaits::Submissions)) => Err(OfficeError::Hidden(kind)),
        Some((kind, PaperWaits::Closing)) => Err(OfficeError::NotClosed(kind)),
        None => Ok((wanted, Vec::new())),
    }
}

fn plan(source: &Source, kinds: &[PaperKind], wish: &Wish) -> Result<Vec<PaperFile>, OfficeError> {
    let lang = source.lang;
    let session = source.session();
    let mut papers = Vec::new();
    let mut names = UsedNames::default();
    let mut add = |folder: Option<Text>, name: String, job| {
        let name = match folder {
            Some(folder) => format!("{}/{name}", folder.get(lang)),
            None => name,
        };
        let name = names.unused(&name);
        papers.push(PaperFile { name, job });
    };
    let file = |text: Text| text.get(lang).to_owned();
    for kind in kinds {
        match kind {
            PaperKind::Workbook => {
                add(None, file(t::F_WORKBOOK), Job::Workbook);
                add(None, file(t::F_ACTS), Job::Acts);
            }
            PaperKind::Sheets => {
                for (j, judge) in session.judges().iter().enumerate() {
                    let name = fill!(
                        t::F_SHEETS,
                        lang,
                        [("seat", &safe(&judge.id)), ("name", &safe(&judge.name))]
                    );
                    add(Some(t::D_SHEETS), name, Job::Sheets(j));
                }
            }
            PaperKind::Report => add(None, file(t::F_REPORT), Job::Report),
            PaperKind::Notice => add(None, file(t::F_NOTICE), Job::Notice),
            PaperKind::Forms => {
                for (text, job) in [
                    (t::F_SIGN_IN, Job::SignIn),
                    (t::F_STATEMENTS, Job::Statements),
                    (t::F_SLIPS, Job::Slips),
                    (t::F_BLANK, Job::BlankSheets),
                    (t::F_CHECKLISTS, Job::Checklists),
                    (t::F_SCORE_BOOK, Job::ScoreBook),
                    (t::F_PLEDGE, Job::Pledge),
                    (t::F_COMMENT_FORMS, Job::CommentForms),
                ] {
                    add(Some(t::D_FORMS), file(text), job);
                }
            }
            PaperKind::Applicants => {
                let only = match &wish.applicant {
                    Some(id) => Some(
                        session
                            .applicant(id)
                            .ok_or_else(|| OfficeError::NoApplicant(id.clone()))?,
                    ),
                    None => None,
                };
                for (a, applicant) in session.applicants().iter().enumerate() {
                    if only.is_some_and(|only| only != a) {
                        continue;
                    }
                    let name = format!("{}-{}.docx", safe(&applicant.id), safe(&applicant.name));
                    add(Some(t::D_APPLICANTS), name, Job::Applicant(a));
                }
            }
            PaperKind::Brief => add(None, file(t::F_BRIEF), Job::Brief),
            PaperKind::Letters => {
                for (p, a) in letter::recommended(source) {
                    let name = fill!(
                        t::F_LETTER,
                        lang,
                        [
                            ("n", &(p + 1)),
                            ("id", &safe(source.applicant_id(a))),
                            ("name", &safe(&source.applicant(a))),
                        ]
                    );
                    add(Some(t::D_LETTERS), name, Job::Letter(p, a));
                }
            }
            PaperKind::Comments => {
                for a in comments::commented(session) {
                    let (id, name) = (source.applicant_id(a), source.applicant(a));
                    let name = format!("{}-{}.docx", safe(id), safe(&name));
                    add(Some(t::D_COMMENTS), name, Job::Comments(a));
                }
            }
            PaperKind::Data => {
                add(None, "scores.csv".to_owned(), Job::Scores);
                add(None, "results.json".to_owned(), Job::Results);
                add(None, "journal.jsonl".to_owned(), Job::Journal);
                add(None, "check.py".to_owned(), Job::Check);
                add(None, "recount.py".to_owned(), Job::Recount);
                add(None, file(t::F_RECIPE), Job::Recipe);
            }
        }
    }
    Ok(papers)
}

/// The bytes of a file; `None` where nobody has a sheet that would be on it.
fn bytes(source: &Source, job: Job, layout: Layout) -> io::Result<Option<Vec<u8>>> {
    let made = match job {
        Job::Workbook => book::make(source).map_err(io::Error::other)?,
        Job::Acts => book::journal(source).map_err(io::Error::other)?,
        Job::Sheets(judge) => return sheets::of_judge(source, judge, layout),
        Job::ScoreBook => return book::blank(source).map_err(io::Error::other),
        Job::Report => report::make(source)?,
        Job::Notice => notice::make(source)?,
        Job::SignIn => forms::sign_in(source)?,
        Job::Statements => forms::statements(source)?,
        Job::Slips => {
            let seats = source.session().judges().iter();
            let seats: Vec<_> = seats.map(|j| (j.id.clone(), String::new())).collect();
            forms::slips(source, &seats)?
        }
        Job::BlankSheets => forms::blank_sheets(source)?,
        Job::Checklists => forms::checklists(source)?,
        Job::Pledge => pledge::make(source)?,
        Job::CommentForms => comments::forms(source)?,
        Job::Comments(applicant) => comments::make(source, applicant)?,
        Job::Applicant(n) => applicant::make(source, n)?,
        Job::Brief => brief::make(source)?,
        Job::Letter(project, applicant) => letter::make(source, project, applicant)?,
        Job::Scores => data::scores(source)?,
        Job::Results => {
            let report = snapshot::current_report(source.history, &source.results);
            let mut bytes = serde_json::to_vec_pretty(&report)?;
            bytes.push(b'\n');
            bytes
        }
        Job::Journal => data::journal(source)?,
        Job::Check => data::CHECK.as_bytes().to_vec(),
        Job::Recount => data::RECOUNT.as_bytes().to_vec(),
        Job::Recipe => data::recipe(source),
    };
    Ok(Some(made))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_different_words() {
        for kind in PaperKind::ALL {
            for word in kind.aliases().iter().chain([&kind.name()]) {
                assert_eq!(PaperKind::named(word), Some(kind), "{word}");
            }
        }
    }
}
