//! A folder of applications as it was sent in: a file an applicant, or a folder an applicant. Everything is read and
//! matched before anything is kept; what is in doubt is not taken and says why.

use super::form::FormFacts;
use super::found::files;
use super::matching::{MatchedBy, Owner, owner};
use super::outline::Outline;
use super::{Dossier, DossierFault, TakenApart, copies, read};
use crate::journal::line::Hash;
use crate::model::{Act, Applicant, Session};
use crate::office::OfficeError;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// One file of the folder.
#[derive(Debug)]
pub struct Incoming {
    /// The path inside the folder, for people.
    pub label: String,
    pub path: PathBuf,
    pub state: IncomingState,
}

#[derive(Debug)]
pub enum IncomingState {
    Unreadable(DossierFault),
    /// The disk would not give it.
    NotRead(io::Error),
    Read(Box<ReadDossier>),
}

/// A file that was read.
#[derive(Debug)]
pub struct ReadDossier {
    pub dossier: Dossier,
    pub facts: FormFacts,
    pub outline: Outline,
    pub verdict: IncomingVerdict,
    /// The name that the roster has of whoever it was matched with.
    pub on_roster: Option<String>,
    /// What was read of the version that it would take the place of.
    pub before: Option<ReadAmount>,
}

/// How much is read of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadAmount {
    pub(super) chars: usize,
    pub(super) experts: usize,
    pub(super) projects: usize,
}

/// What is to become of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomingVerdict {
    /// It is this applicant's, who has so many versions already.
    Taken {
        applicant: usize,
        by: MatchedBy,
        versions: usize,
    },
    /// It is the current one of this applicant already.
    Same(usize),
    Nobody,
    Several(Vec<usize>),
    /// It names this applicant, with another credit code than the roster's.
    OtherCode(usize),
    /// Another file here, by its place, is of the same applicant as well.
    Twice(usize, usize),
}

/// Everything that a folder holds.
#[derive(Debug)]
pub struct DossierFolder {
    pub path: PathBuf,
    pub files: Vec<Incoming>,
    /// The roster that they were matched with.
    pub(super) applicants: Vec<Applicant>,
    /// How many applications were kept then.
    kept_then: usize,
    /// The forms that are kept of applicants who have none here, by their places on the roster.
    pub(super) kept: Vec<(usize, FormFacts)>,
    /// The same that could not be read, and why.
    pub(super) kept_unread: Vec<(usize, String)>,
}

impl DossierFolder {
    /// Reads every file, and what is kept in the session's folder `beside`; `tell` hears how many are done of how many,
    /// and stops the reading with `false`.
    ///
    /// # Errors
    /// The folder cannot be read, or the reading was stopped.
    pub fn read(
        path: &Path,
        session: &Session,
        beside: &Path,
        lang: Lang,
        tell: &mut dyn FnMut(usize, usize) -> bool,
    ) -> io::Result<Self> {
        let found = files(path)?;
        let (mut files, all) = (Vec::new(), found.len());
        for (n, file) in found.into_iter().enumerate() {
            if !tell(n, all) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let label = file.label(path);
            let state = match file.passed_over {
                Some(why) => IncomingState::Unreadable(why),
                None => incoming(&file.path, &label, session),
            };
            let path = file.path;
            files.push(Incoming { label, path, state });
        }
        let mut folder = Self {
            path: path.to_owned(),
            files,
            applicants: session.applicants().to_vec(),
            kept_then: session.dossiers().len(),
            kept: Vec::new(),
            kept_unread: Vec::new(),
        };
        folder.find_twins();
        folder.read_before(session, beside, lang);
        folder.read_kept(session, beside, lang);
        Ok(folder)
    }

    /// What was read of the versions that files here would take the place of.
    fn read_before(&mut self, session: &Session, beside: &Path, lang: Lang) {
        for file in &mut self.files {
            let IncomingState::Read(read) = &mut file.state else {
                continue;
            };
            let IncomingVerdict::Taken { applicant, .. } = read.verdict else {
                continue;
            };
            let applicant = session.applicants().get(applicant);
            let record = applicant.and_then(|a| session.dossier(&a.id));
            let apart = record.map(|r| copies::opened(beside, r, session.projects(), lang));
            if let Some(Ok(apart)) = apart {
                read.before = Some(ReadAmount::of(&apart.facts, &apart.outline));
            }
        }
    }

    /// The forms that are kept of applicants who have none here.
    fn read_kept(&mut self, session: &Session, beside: &Path, lang: Lang) {
        let read = self.files.iter().filter_map(Incoming::read_well);
        let here: Vec<usize> = read.filter_map(|r| r.verdict.owner()).collect();
        for (n, applicant) in session.applicants().iter().enumerate() {
            let Some(record) = session
                .dossier(&applicant.id)
                .filter(|_| !here.contains(&n))
            else {
                continue;
            };
            match copies::opened(beside, record, session.projects(), lang) {
                Ok(apart) => self.kept.push((n, apart.facts)),
                Err(why) => self.kept_unread.push((n, why)),
            }
        }
    }

    /// Is the roster still the one that the files were matched with, and nothing kept since?
    pub fn is_of(&self, session: &Session) -> bool {
        let same = |(a, b): (&Applicant, &Applicant)| {
            (&a.id, &a.name, &a.credit_code) == (&b.id, &b.name, &b.credit_code)
        };
        let (then, now) = (self.applicants.iter(), session.applicants().iter());
        let none_since = session.dossiers().len() == self.kept_then;
        none_since && then.len() == now.len() && then.zip(now).all(same)
    }

    /// Two different files of one applicant are a question; the same file twice is one file.
    fn find_twins(&mut self) {
        let mut first: BTreeMap<usize, (usize, Hash)> = BTreeMap::new();
        let mut twins: Vec<(usize, usize, usize)> = Vec::new();
        for (n, file) in self.files.iter().enumerate() {
            let Some(read) = file.read_well() else {
                continue;
            };
            let Some(applicant) = read.verdict.owner() else {
                continue;
            };
            match first.get(&applicant) {
                None => {
                    first.insert(applicant, (n, read.dossier.sha256));
                }
                Some((other, _)) => twins.push((n, *other, applicant)),
            }
        }
        for (n, other, applicant) in twins {
            let verdict = |n: usize| IncomingVerdict::Twice(applicant, n);
            let same = {
                let sum = |n: usize| {
                    self.files
                        .get(n)
                        .and_then(Incoming::read_well)
                        .map(|r| r.dossier.sha256)
                };
                sum(n) == sum(other)
            };
            self.set(n, verdict(other));
            if !same {
                self.set(other, verdict(n));
            }
        }
    }

    fn set(&mut self, n: usize, verdict: IncomingVerdict) {
        if let Some(Incoming {
            state: IncomingState::Read(read),
            ..
        }) = self.files.get_mut(n)
        {
            read.verdict = verdict;
        }
    }

    /// The files that are to be kept.
    pub fn taken(&self) -> impl Iterator<Item = (&Incoming, &ReadDossier, usize, MatchedBy)> {
        self.files.iter().filter_map(|file| {
            let read = file.read_well()?;
            match read.verdict {
                IncomingVerdict::Taken { applicant, by, .. } => Some((file, read, applicant, by)),
                _ => None,
            }
        })
    }

    /// What the journal is to say, in the order of the roster.
    pub fn acts(&self) -> Vec<Act> {
        let mut taken: Vec<_> = self.taken().collect();
        taken.sort_by_key(|(_, _, applicant, _)| *applicant);
        taken
            .into_iter()
            .filter_map(|(_, read, applicant, by)| {
                Some(Act::Dossier {
                    applicant: self.applicants.get(applicant)?.id.clone(),
                    name: read.dossier.name.clone(),
                    sha256: read.dossier.sha256.to_string(),
                    matched: by.key().to_owned(),
                    converted: (read.dossier.converted.as_ref()).map(|c| c.sha256.to_string()),
                })
            })
            .collect()
    }

    /// Who has no application, neither kept nor here.
    pub fn absent(&self, session: &Session) -> Vec<usize> {
        let here: Vec<usize> = self.taken().map(|(_, _, applicant, _)| applicant).collect();
        let applicants = self.applicants.iter().enumerate();
        applicants
            .filter(|(n, a)| !here.contains(n) && session.dossier(&a.id).is_none())
            .map(|(n, _)| n)
            .collect()
    }
}

impl IncomingVerdict {
    /// Whose it is, where it is somebody's without a question.
    pub fn owner(&self) -> Option<usize> {
        match self {
            Self::Taken { applicant, .. } | Self::Same(applicant) => Some(*applicant),
            _ => None,
        }
    }
}

impl Incoming {
    /// Keeps the file in a session's folder.
    ///
    /// # Errors
    /// The disk's own; it is another file than the one that was read.
    pub fn keep(&self, folder: &Path) -> Result<(), OfficeError> {
        match self.read_well() {
            Some(read) => super::kept::keep(folder, &self.path, &read.dossier),
            None => Ok(()),
        }
    }

    pub fn read_well(&self) -> Option<&ReadDossier> {
        match &self.state {
            IncomingState::Read(read) => Some(read),
            _ => None,
        }
    }
}

fn incoming(path: &Path, label: &str, session: &Session) -> IncomingState {
    let dossier = match read(path) {
        Err(error) => return IncomingState::NotRead(error),
        Ok(Err(fault)) => return IncomingState::Unreadable(fault),
        Ok(Ok(dossier)) => dossier,
    };
    let TakenApart {
        dossier,
        facts,
        outline,
    } = match dossier.taken_apart(session.projects()) {
        Ok(apart) => apart,
        Err(fault) => return IncomingState::Unreadable(fault),
    };
    let found = owner(&facts, label, session.applicants());
    let on_roster = match &found {
        Owner::Found(applicant, _) => session.applicants().get(*applicant),
        _ => None,
    };
    let on_roster = on_roster.map(|a| a.name.clone());
    let verdict = match found {
        Owner::Nobody => IncomingVerdict::Nobody,
        Owner::Several(list) => IncomingVerdict::Several(list),
        Owner::OtherCode(applicant) => IncomingVerdict::OtherCode(applicant),
        Owner::Found(applicant, by) => {
            let id = session
                .applicants()
                .get(applicant)
                .map_or("", |a| a.id.as_str());
            let sum = dossier.sha256.to_string();
            match session.dossier(id) {
                Some(known) if known.sha256 == sum => IncomingVerdict::Same(applicant),
                _ => IncomingVerdict::Taken {
                    applicant,
                    by,
                    versions: session
                        .dossiers()
                        .iter()
                        .filter(|d| d.applicant == id)
                        .count(),
                },
            }
        }
    };
    IncomingState::Read(Box::new(ReadDossier {
        dossier,
        facts,
        outline,
        verdict,
        on_roster,
        before: None,
    }))
}
