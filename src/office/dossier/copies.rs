//! The copy check over the applications that are kept: what is compared with what, and what was found.

use super::kept::{DossierLost, converted, kept};
use super::outline::{DocPlace, Outline};
use super::{Dossier, TakenApart, of, of_converted, read};
use crate::journal::line::Hash;
use crate::model::{DossierRecord, Project, Session};
use crate::office::notice::{self, Lost};
use crate::office::wordfile::Properties;
use crate::tally::similarity::traces::{Trace, TracedText, traces};
use crate::tally::similarity::{ComparedText, Similarity, TextRole, compare};
use crate::text::dossier as t;
use crate::text::{Lang, faults};
use std::io;
use std::path::Path;

/// One document that is compared.
#[derive(Debug)]
pub struct Compared {
    /// `a01 中原教师发展学院`, or the file's name.
    pub label: String,
    pub role: TextRole,
    /// The applicant's id.
    pub applicant: Option<String>,
    /// The file as it was given, by name.
    pub file: String,
    pub sha256: Option<Hash>,
    properties: Properties,
    names: Vec<String>,
    pub(super) texts: Vec<OwnText>,
}

/// A text in somebody's own words, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnText {
    /// The heading above it; empty where there is none.
    pub section: String,
    pub place: DocPlace,
    pub text: String,
}

/// How far a copy check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyProgress {
    /// So many files are read, of how many.
    Reading(usize, usize),
    /// Of 100.
    Comparing(u8),
}

/// What a copy check came to.
#[derive(Debug)]
pub struct CopyFindings {
    pub check: CopyCheck,
    pub found: Similarity,
    pub traces: Vec<Trace>,
}

impl CopyFindings {
    /// Reads and compares everything; `tell` hears how far it is, and stops it with `false`: then there is nothing.
    ///
    /// # Errors
    /// The folder of former years cannot be read.
    pub fn of(
        session: &Session,
        folder: &Path,
        against: Option<&Path>,
        lang: Lang,
        tell: &mut dyn FnMut(CopyProgress) -> bool,
    ) -> io::Result<Option<Self>> {
        let Some(check) = CopyCheck::read(session, folder, against, lang, tell)? else {
            return Ok(None);
        };
        let mut step = |part: u8| tell(CopyProgress::Comparing(part));
        Ok(check.run(&mut step).map(|found| Self {
            traces: check.traces(),
            check,
            found,
        }))
    }
}

/// Everything that is compared, and what could not be read.
#[derive(Debug, Default)]
pub struct CopyCheck {
    pub documents: Vec<Compared>,
    pub unread: Vec<(String, String)>,
    /// Why the text of the notice that is kept could not be left out.
    pub notice_lost: Option<String>,
}

impl CopyCheck {
    /// The current applications of everybody, the text of the notice where it is kept, and a folder of former years.
    fn read(
        session: &Session,
        folder: &Path,
        against: Option<&Path>,
        lang: Lang,
        tell: &mut dyn FnMut(CopyProgress) -> bool,
    ) -> io::Result<Option<Self>> {
        let mut check = Self::default();
        let former = match against {
            Some(against) => super::found::files(against)?,
            None => Vec::new(),
        };
        let kept = session.applicants().iter();
        let kept: Vec<_> = kept
            .filter_map(|a| Some((a, session.dossier(&a.id)?)))
            .collect();
        let all = kept.len() + former.len();
        for (done, (applicant, record)) in kept.into_iter().enumerate() {
            if !tell(CopyProgress::Reading(done, all)) {
                return Ok(None);
            }
            let label = format!("{} {}", applicant.id, applicant.name);
            match opened(folder, record, session.projects(), lang) {
                Ok(apart) => {
                    let names = vec![applicant.name.clone()];
                    let id = Some(applicant.id.clone());
                    check.add(label, TextRole::Application, id, apart, names);
                }
                Err(why) => check.unread.push((label, why)),
            }
        }
        match session.notice().map(|n| notice::kept(folder, n)) {
            None => {}
            Some(Ok(text)) => check.published(&text),
            Some(Err(lost)) => check.notice_lost = Some(lost_words(&lost, lang)),
        }
        for (n, file) in former.iter().enumerate() {
            if !tell(CopyProgress::Reading(all - former.len() + n, all)) {
                return Ok(None);
            }
            let label = file.label(against.unwrap_or(&file.path));
            if let Some(why) = file.passed_over {
                check.unread.push((label, why.words(lang)));
                continue;
            }
            let apart = |dossier: Dossier| dossier.taken_apart(session.projects());
            match read(&file.path).map(|read| read.and_then(apart)) {
                Err(error) => check.unread.push((label, faults::system(lang, &error))),
                Ok(Err(fault)) => check.unread.push((label, fault.words(lang))),
                Ok(Ok(apart)) => {
                    let unit = apart.facts.unit.as_ref();
                    let names = unit.map(|u| u.text.clone()).into_iter().collect();
                    check.add(label, TextRole::Former, None, apart, names);
                }
            }
        }
        Ok(Some(check))
    }

    fn add(
        &mut self,
        label: String,
        role: TextRole,
        applicant: Option<String>,
        apart: TakenApart,
        names: Vec<String>,
    ) {
        let dossier = apart.dossier;
        self.documents.push(Compared {
            label,
            role,
            applicant,
            file: dossier.name,
            sha256: Some(dossier.sha256),
            texts: own_texts(&apart.outline),
            names,
            properties: dossier.content.properties,
        });
    }

    /// What the notice says is everybody's.
    fn published(&mut self, text: &str) {
        let lines = text.lines().filter(|l| !l.trim().is_empty());
        let texts = lines.map(|line| OwnText {
            section: String::new(),
            place: DocPlace::default(),
            text: line.to_owned(),
        });
        self.documents.push(Compared {
            label: String::new(),
            role: TextRole::Published,
            applicant: None,
            file: String::new(),
            sha256: None,
            texts: texts.collect(),
            names: Vec::new(),
            properties: Properties::default(),
        });
    }

    /// Compares; `tell` hears how far it is, of 100, and stops it with `false`.
    fn run(&self, tell: &mut dyn FnMut(u8) -> bool) -> Option<Similarity> {
        let texts: Vec<ComparedText> = self
            .documents
            .iter()
            .map(|document| ComparedText {
                role: document.role,
                names: document.names.clone(),
                pieces: document.pieces(),
            })
            .collect();
        compare(&texts, tell)
    }

    /// What the files have in common beside their text.
    fn traces(&self) -> Vec<Trace> {
        let traced: Vec<TracedText> = self
            .documents
            .iter()
            .map(|document| {
                let properties = &document.properties;
                TracedText {
                    role: document.role,
                    author: &properties.author,
                    last_saved_by: &properties.last_saved_by,
                    company: &properties.company,
                    created: &properties.created,
                    pieces: document.pieces(),
                }
            })
            .collect();
        traces(&traced)
    }
}

impl Compared {
    fn pieces(&self) -> Vec<&str> {
        self.texts.iter().map(|t| t.text.as_str()).collect()
    }
}

/// What of an application is in its own words, each with the heading above it.
fn own_texts(outline: &Outline) -> Vec<OwnText> {
    let of_piece = |piece: &super::outline::Piece| -> Vec<OwnText> {
        let section = outline.sections.get(piece.section);
        let section = section.cloned().unwrap_or_default();
        let words = piece.own_words().into_iter();
        words
            .map(|text| OwnText {
                section: section.clone(),
                place: piece.place,
                text: text.to_owned(),
            })
            .collect()
    };
    outline.pieces.iter().flat_map(of_piece).collect()
}

fn lost_words(lost: &Lost, lang: Lang) -> String {
    match lost {
        Lost::Missing(_) => t::KEPT_MISSING.get(lang).to_owned(),
        Lost::Changed(_) => t::KEPT_CHANGED.get(lang).to_owned(),
        Lost::Read(_, error) => faults::system(lang, error),
    }
}

/// A kept application, read again.
///
/// # Errors
/// It is gone, another one, or cannot be read any more; in words.
pub fn opened(
    folder: &Path,
    record: &DossierRecord,
    projects: &[Project],
    lang: Lang,
) -> Result<TakenApart, String> {
    let bytes = kept(folder, record).map_err(|lost| match lost {
        DossierLost::Missing(_) => t::KEPT_MISSING.get(lang).to_owned(),
        DossierLost::Changed(_) => t::KEPT_CHANGED.get(lang).to_owned(),
        DossierLost::Unreadable(_, error) => faults::system(lang, &error),
    })?;
    // An old document was converted when it was taken in.
    let read = match converted(folder, record) {
        Some(Ok(made)) => of_converted(record, &bytes, made),
        _ => of(record.name.clone(), bytes),
    };
    read.and_then(|dossier| dossier.taken_apart(projects))
        .map_err(|fault| fault.words(lang))
}
