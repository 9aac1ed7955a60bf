//! What the app does with applications: opens one beside the cells, and takes what was referred to into the remark.

use super::{App, MIN_SIZE};
use crate::model::{DESK, Session, Status};
use crate::office::OfficeError;
use crate::office::dossier::copies::opened;
use crate::office::dossier::folder::DossierFolder;
use crate::office::dossier::kept;
use crate::office::dossier::outline::Outline;
use crate::tally;
use crate::text::acts;
use crate::text::dossier as t;
use crate::text::fill;
use crate::tui::screen::Answer;
use crate::tui::screens::Screen;
use crate::tui::screens::dossier::{DossierScreen, DossierSource};
use crate::tui::screens::dossiers::DossiersScreen;
use crate::tui::width;
use std::sync::Arc;

/// What was read last: it is opened again and again, and an old file takes a second to read.
#[derive(Debug, Default)]
pub(super) struct ReadingDesk {
    last: Option<(String, Arc<Outline>)>,
    /// Where each seat was in each file for each indicator.
    places: std::collections::HashMap<(String, String, String), usize>,
    /// What is open: the key of its place.
    open: Option<(String, String, String)>,
}

impl App {
    /// Opens the application of an entry at the section that an indicator asks for, or where it was left.
    pub(super) fn show_dossier(&mut self, entry: usize, indicator: &str) {
        let seat = self.seat.clone().unwrap_or_default();
        let lang = self.lang;
        let asked = self.read(|live| {
            let session = live.session();
            let applicant = session
                .applicants()
                .get(session.entries().get(entry)?.applicant)?;
            if seat != DESK && is_kept_from(session, &seat, entry) {
                return Some(Err(t::KEPT_FROM_YOU.get(lang).to_owned()));
            }
            let Some(record) = session.dossier(&applicant.id) else {
                return Some(Err(t::NONE_OF_THIS.get(lang).to_owned()));
            };
            let words = session
                .template()
                .map(|t| t.dossier.words_of(indicator).to_vec());
            let label = format!("{} {}", applicant.id, width::display_safe(&applicant.name));
            Some(Ok((
                record.clone(),
                live.journal().folder().to_owned(),
                label,
                words,
            )))
        });
        let (record, folder, label, words) = match asked.flatten() {
            None => return,
            Some(Err(why)) => return self.answer(&Answer::Failed(why)),
            Some(Ok(found)) => found,
        };
        let known = self
            .reading
            .last
            .as_ref()
            .filter(|(sum, _)| *sum == record.sha256);
        let outline = match known {
            Some((_, outline)) => Arc::clone(outline),
            None => match opened(&folder, &record, lang) {
                Ok(dossier) => Arc::new(Outline::of(&dossier.content)),
                Err(why) => return self.answer(&Answer::Failed(why)),
            },
        };
        self.reading.last = Some((record.sha256.clone(), Arc::clone(&outline)));
        let place = (seat, record.sha256.clone(), indicator.to_owned());
        let section = words.and_then(|words| outline.section(&words)).unwrap_or(0);
        let head = outline.pieces.iter().position(|p| p.section == section);
        let piece = self
            .reading
            .places
            .get(&place)
            .copied()
            .or(head)
            .unwrap_or(0);
        self.reading.open = Some(place);
        let source = DossierSource {
            label,
            file: record.name,
            seq: record.seq,
        };
        let size = self.size.unwrap_or(MIN_SIZE);
        let page = DossierScreen::new(source, outline, piece, lang, size);
        self.screens.push(Screen::Dossier(Box::new(page)));
    }

    /// Back to the cells; a place that was referred to goes into the remark on the cell.
    pub(super) fn close_dossier(&mut self, piece: usize, reference: Option<String>) {
        if let Some(place) = self.reading.open.take() {
            self.reading.places.insert(place, piece);
        }
        self.screens.pop();
        let lang = self.lang;
        let shared = self.shared.clone();
        if let (Some(reference), Some(shared), Some(Screen::Scoring(room))) =
            (reference, shared, self.screens.last_mut())
        {
            room.refer(&reference, shared.read().session(), lang);
        }
    }
}

/// Is a judge recused from this entry, or from any other entry of the same applicant alone?
fn is_kept_from(session: &Session, seat: &str, entry: usize) -> bool {
    let (Some(judge), Some(this)) = (session.judge(seat), session.entries().get(entry)) else {
        return true;
    };
    let away = matches!(this.status(judge), Status::Recused | Status::Absent);
    let from_applicant = session.recusals().iter().any(|r| {
        let of = r.entry.and_then(|e| session.entries().get(e));
        r.judge == judge && r.lifted.is_none() && of.is_some_and(|e| e.applicant == this.applicant)
    });
    away || from_applicant
}

impl App {
    /// Reads a folder of applications and shows what it holds.
    pub(super) fn preview_dossiers(&mut self, path: &std::path::Path) {
        let lang = self.lang;
        let read = self.read(|live| DossierFolder::read(path, live.session(), &mut |_, _| true));
        match read {
            None => {}
            Some(Ok(folder)) => {
                let screen = DossiersScreen::new(folder);
                self.screens.push(Screen::Dossiers(Box::new(screen)));
            }
            Some(Err(error)) => {
                let path = path.to_owned();
                let error = OfficeError::Read { path, error };
                self.answer(&Answer::Failed(error.words(lang).join("\n")));
            }
        }
    }

    /// Keeps the files that were shown and are not in doubt; with `facts` the numbers that are not, too.
    pub(super) fn keep_dossiers(&mut self, facts: bool) {
        let lang = self.lang;
        let Some(Screen::Dossiers(screen)) = self.screens.last() else {
            return;
        };
        let folder = &screen.folder;
        let made = self.read(|live| {
            let session = live.session();
            let mut acts = folder.acts(session);
            if facts {
                acts.extend(folder.accepted(session, lang));
            }
            if let Some(act) = acts.first() {
                // What would be refused leaves no file behind.
                tally::decide(session, DESK, act.clone().into())
                    .map_err(|refusal| acts::refusal(lang, session, &refusal))?;
            }
            for (file, _, _) in folder.taken() {
                kept::keep(live.journal().folder(), &file.dossier)
                    .map_err(|error| error.words(lang).join("\n"))?;
            }
            Ok::<_, String>((acts, folder.counts_words(lang)))
        });
        match made {
            None => {}
            Some(Err(why)) => self.answer(&Answer::Failed(why)),
            Some(Ok((acts, _))) if acts.is_empty() => {
                let text = t::NOTHING_TO_KEEP.get(lang).to_owned();
                self.answer(&Answer::Failed(text));
            }
            Some(Ok((acts, counts))) => {
                match self.record(acts.into_iter().map(Into::into).collect()) {
                    Answer::Saved(saved) => {
                        self.screens.pop();
                        let text = fill!(
                            t::KEPT_ALL,
                            lang,
                            [("counts", &counts), ("seq", &saved.seq)]
                        );
                        self.answer(&Answer::Done(text));
                    }
                    failed => self.answer(&failed),
                }
            }
        }
    }
}
