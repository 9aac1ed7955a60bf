//! The copy check over the applications that are kept: what is compared with what, and what was found.

use super::kept::{DossierLost, kept};
use super::outline::{Outline, PieceKind};
use super::{Dossier, DossierFault, of, read};
use crate::journal::line::Hash;
use crate::model::{DossierRecord, Session};
use crate::office::notice;
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
    /// The applicant's place on the roster.
    pub applicant: Option<usize>,
    /// The file as it was given, by name.
    pub file: String,
    pub sha256: Option<Hash>,
    properties: Properties,
    pub(super) outline: Outline,
    names: Vec<String>,
    /// Which of the outline's pieces are compared.
    pub(super) prose: Vec<usize>,
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
            Some(against) => super::folder::files(against)?,
            None => Vec::new(),
        };
        let kept = session.applicants().iter().enumerate();
        let kept: Vec<_> = kept
            .filter_map(|(n, a)| Some((n, a, session.dossier(&a.id)?)))
            .collect();
        let all = kept.len() + former.len();
        for (done, (n, applicant, record)) in kept.into_iter().enumerate() {
            if !tell(CopyProgress::Reading(done, all)) {
                return Ok(None);
            }
            let label = format!("{} {}", applicant.id, applicant.name);
            match opened(folder, record, lang) {
                Ok(dossier) => {
                    let names = vec![applicant.name.clone()];
                    check.add(label, TextRole::Application, Some(n), dossier, names);
                }
                Err(why) => check.unread.push((label, why)),
            }
        }
        if let Some(text) = session.notice().and_then(|n| notice::kept(folder, n).ok()) {
            check.published(&text);
        }
        for (n, path) in former.iter().enumerate() {
            if !tell(CopyProgress::Reading(all - former.len() + n, all)) {
                return Ok(None);
            }
            let label = path.strip_prefix(against.unwrap_or(path)).unwrap_or(path);
            let label = crate::text::visible(&label.to_string_lossy());
            match read(path) {
                Err(error) => check.unread.push((label, faults::system(lang, &error))),
                Ok(Err(fault)) => check.unread.push((label, fault.words(lang))),
                Ok(Ok(dossier)) => {
                    let facts = super::form::FormFacts::of(&dossier.content, &[]);
                    let names = facts.unit.map(|u| u.text).into_iter().collect();
                    check.add(label, TextRole::Former, None, dossier, names);
                }
            }
        }
        Ok(Some(check))
    }

    fn add(
        &mut self,
        label: String,
        role: TextRole,
        applicant: Option<usize>,
        dossier: Dossier,
        names: Vec<String>,
    ) {
        let outline = Outline::of(&dossier.content);
        let pieces = outline.pieces.iter().enumerate();
        let prose = pieces.filter(|(_, p)| p.kind == PieceKind::Prose);
        self.documents.push(Compared {
            label,
            role,
            applicant,
            file: dossier.name,
            sha256: Some(dossier.sha256),
            prose: prose.map(|(n, _)| n).collect(),
            outline,
            names,
            properties: dossier.content.properties,
        });
    }

    /// What the notice says is everybody's.
    fn published(&mut self, text: &str) {
        let mut outline = Outline {
            sections: vec![String::new()],
            pieces: Vec::new(),
        };
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            outline.pieces.push(super::outline::Piece {
                section: 0,
                place: Default::default(),
                kind: PieceKind::Prose,
                text: line.to_owned(),
            });
        }
        self.documents.push(Compared {
            label: String::new(),
            role: TextRole::Published,
            applicant: None,
            file: String::new(),
            sha256: None,
            prose: (0..outline.pieces.len()).collect(),
            outline,
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
                pieces: document
                    .prose
                    .iter()
                    .filter_map(|n| document.text(*n))
                    .collect(),
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
                    author: &properties.author,
                    last_saved_by: &properties.last_saved_by,
                    company: &properties.company,
                    created: &properties.created,
                    pieces: document
                        .prose
                        .iter()
                        .filter_map(|n| document.text(*n))
                        .collect(),
                }
            })
            .collect();
        traces(&traced)
    }
}

impl Compared {
    pub(super) fn text(&self, piece: usize) -> Option<&str> {
        self.outline.pieces.get(piece).map(|p| p.text.as_str())
    }
}

/// A kept application, read again.
///
/// # Errors
/// It is gone, another one, or cannot be read any more; in words.
pub fn opened(folder: &Path, record: &DossierRecord, lang: Lang) -> Result<Dossier, String> {
    let bytes = kept(folder, record).map_err(|lost| match lost {
        DossierLost::Missing(_) => t::KEPT_MISSING.get(lang).to_owned(),
        DossierLost::Changed(_) => t::KEPT_CHANGED.get(lang).to_owned(),
        DossierLost::Unreadable(_, error) => faults::system(lang, &error),
    })?;
    of(record.name.clone(), bytes).map_err(|fault: DossierFault| fault.words(lang))
}
