//! The copy check over the applications that are kept: what is compared, and what was found in sentences.

use super::kept::{DossierLost, kept};
use super::outline::{Outline, PieceKind};
use super::{Dossier, DossierFault, of, place_words, read};
use crate::journal::line::Hash;
use crate::model::{DossierRecord, Session};
use crate::office::notice;
use crate::tally::similarity::traces::{Trace, TraceKind, TracedText, traces};
use crate::tally::similarity::{
    ComparedText, CopiedPair, CopiedPassage, Similarity, Spot, TextRole, compare,
};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, faults};
use std::io;
use std::path::Path;

/// More characters of a passage are cut in the middle when it is told.
const LONGEST_TOLD: usize = 160;

/// One document that is compared.
#[derive(Debug)]
pub struct Compared {
    /// `a01 中原教师发展学院`, or the file's name.
    pub label: String,
    pub role: TextRole,
    /// The applicant's place on the roster.
    pub applicant: Option<usize>,
    pub sha256: Option<Hash>,
    dossier: Option<Dossier>,
    outline: Outline,
    names: Vec<String>,
    /// Which of the outline's pieces are compared.
    prose: Vec<usize>,
}

/// Everything that is compared, and what could not be read.
#[derive(Debug, Default)]
pub struct CopyCheck {
    pub documents: Vec<Compared>,
    pub unread: Vec<(String, String)>,
}

impl CopyCheck {
    /// The current applications of everybody, the text of the notice where it is kept, and a folder of former years.
    ///
    /// # Errors
    /// The folder of former years cannot be read.
    pub fn of(
        session: &Session,
        folder: &Path,
        against: Option<&Path>,
        lang: Lang,
    ) -> io::Result<Self> {
        let mut check = Self::default();
        for (n, applicant) in session.applicants().iter().enumerate() {
            let Some(record) = session.dossier(&applicant.id) else {
                continue;
            };
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
        if let Some(against) = against {
            check.former(against, lang)?;
        }
        Ok(check)
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
            sha256: Some(dossier.sha256),
            prose: prose.map(|(n, _)| n).collect(),
            outline,
            names,
            dossier: Some(dossier),
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
            sha256: None,
            prose: (0..outline.pieces.len()).collect(),
            outline,
            names: Vec::new(),
            dossier: None,
        });
    }

    fn former(&mut self, folder: &Path, lang: Lang) -> io::Result<()> {
        for path in super::folder::files(folder)? {
            let label = path.strip_prefix(folder).unwrap_or(&path);
            let label = crate::text::visible(&label.to_string_lossy());
            match read(&path) {
                Err(error) => self.unread.push((label, faults::system(lang, &error))),
                Ok(Err(fault)) => self.unread.push((label, fault.words(lang))),
                Ok(Ok(dossier)) => {
                    let facts = super::form::FormFacts::of(&dossier.content, &[]);
                    let names = facts.unit.map(|u| u.text).into_iter().collect();
                    self.add(label, TextRole::Former, None, dossier, names);
                }
            }
        }
        Ok(())
    }

    /// Compares; `tell` hears how far it is, of 100, and stops it with `false`.
    pub fn run(&self, tell: &mut dyn FnMut(u8) -> bool) -> Option<Similarity> {
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
    pub fn traces(&self) -> Vec<Trace> {
        let traced: Vec<TracedText> = self
            .documents
            .iter()
            .map(|document| {
                let Some(dossier) = &document.dossier else {
                    return TracedText::default();
                };
                let properties = &dossier.content.properties;
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

    /// What was compared and found, in sentences.
    pub fn words(&self, found: &Similarity, lang: Lang) -> Vec<String> {
        let of = |role: TextRole| self.documents.iter().filter(|d| d.role == role).count();
        let mut lines = vec![fill!(
            t::COMPARED,
            lang,
            [
                ("n", &of(TextRole::Application)),
                ("former", &of(TextRole::Former)),
                ("chars", &found.characters),
            ]
        )];
        for (name, why) in &self.unread {
            let name = faults::shown(name);
            lines.push(fill!(
                t::NOT_COMPARED,
                lang,
                [("name", &name), ("why", why)]
            ));
        }
        let notice = if of(TextRole::Published) > 0 {
            fill!(t::NOTICE_LEFT_OUT, lang, [("n", &found.of_notice)])
        } else {
            t::NO_NOTICE.get(lang).to_owned()
        };
        lines.push(notice);
        if found.common > 0 {
            lines.push(fill!(t::COMMON_LEFT_OUT, lang, [("n", &found.common)]));
        }
        if found.pairs.is_empty() {
            lines.push(t::NO_PASSAGES.get(lang).to_owned());
        }
        for pair in &found.pairs {
            lines.extend(self.pair(pair, lang));
        }
        lines.extend(self.traces().iter().map(|trace| self.trace(trace, lang)));
        lines.push(t::NOT_DECIDED.get(lang).to_owned());
        lines
    }

    fn pair(&self, pair: &CopiedPair, lang: Lang) -> Vec<String> {
        let mut lines = vec![fill!(
            t::PAIR,
            lang,
            [
                ("a", &self.label(pair.a)),
                ("b", &self.label(pair.b)),
                ("n", &pair.passages.len()),
                ("shared", &pair.shared),
            ]
        )];
        for (n, passage) in pair.passages.iter().enumerate() {
            let head = fill!(
                t::PASSAGE,
                lang,
                [("n", &(n + 1)), ("shared", &passage.shared)]
            );
            lines.push(format!("  {head}"));
            for spot in [passage.a, passage.b] {
                let place = self.place(spot, lang);
                let (id, text) = (self.label(spot.document), self.quoted(spot));
                let text = fill!(
                    t::PASSAGE_SIDE,
                    lang,
                    [("who", &id), ("place", &place), ("text", &text)]
                );
                lines.push(format!("    {text}"));
            }
        }
        lines
    }

    fn trace(&self, trace: &Trace, lang: Lang) -> String {
        let text = match trace.kind {
            TraceKind::Author => t::TRACE_AUTHOR,
            TraceKind::LastSavedBy => t::TRACE_SAVED,
            TraceKind::Company => t::TRACE_COMPANY,
            TraceKind::Created => t::TRACE_CREATED,
            TraceKind::Slip => t::TRACE_SLIP,
        };
        let who: Vec<String> = trace.documents.iter().map(|d| self.label(*d)).collect();
        let who = who.join(faults::AND.get(lang));
        text.fill(
            lang,
            &[("text", &faults::shown(&trace.text)), ("who", &who)],
        )
    }

    pub fn label(&self, document: usize) -> String {
        self.documents
            .get(document)
            .map_or(String::new(), |d| faults::shown(&d.label))
    }

    /// Where a passage stands: the section and the place in the file.
    pub fn place(&self, spot: Spot, lang: Lang) -> String {
        let known = self.documents.get(spot.document);
        let piece = known.and_then(|d| d.outline.pieces.get(*d.prose.get(spot.piece)?));
        let Some((document, piece)) = known.zip(piece) else {
            return String::new();
        };
        let section = document.outline.sections.get(piece.section);
        let section = section.map_or("", String::as_str);
        let place = place_words(piece.place, lang);
        match section {
            "" => place,
            section => fill!(
                t::SECTION_PLACE,
                lang,
                [("section", &faults::shown(section)), ("place", &place)]
            ),
        }
    }

    /// The words of a passage as they stand there.
    pub fn passage_text(&self, spot: Spot) -> &str {
        let document = self.documents.get(spot.document);
        let text = document.and_then(|d| d.text(*d.prose.get(spot.piece)?));
        text.and_then(|text| text.get(spot.from..spot.to))
            .unwrap_or_default()
    }

    /// The same on one line, a long one cut in the middle.
    fn quoted(&self, spot: Spot) -> String {
        let text = self.passage_text(spot);
        let characters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
        if characters.len() <= LONGEST_TOLD {
            return characters.into_iter().collect();
        }
        let half = LONGEST_TOLD / 2;
        let (first, last) = (
            characters.iter().take(half),
            characters.iter().rev().take(half),
        );
        let last: Vec<&char> = last.collect();
        first
            .chain(['…'].iter())
            .chain(last.into_iter().rev())
            .collect()
    }
}

impl Compared {
    fn text(&self, piece: usize) -> Option<&str> {
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

/// Is the passage one of former years?
pub fn is_former(check: &CopyCheck, passage: &CopiedPassage) -> bool {
    [passage.a, passage.b]
        .iter()
        .filter_map(|spot| check.documents.get(spot.document))
        .any(|d| d.role == TextRole::Former)
}
