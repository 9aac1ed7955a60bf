//! What the app does with applications: opens one beside the cells, and takes what was referred to into the remark.

use super::{App, MIN_SIZE};
use crate::model::{Act, DESK, Phase, Session, Status};
use crate::office::dossier::copies::{CopyFindings, opened};
use crate::office::dossier::outline::Outline;
use crate::tally;
use crate::text::dossier as t;
use crate::text::{Lang, acts};
use crate::tui::dossier_task::{DossierNews, DossierTask, DossierWork};
use crate::tui::screen::Answer;
use crate::tui::screens::Screen;
use crate::tui::screens::copies::CopiesScreen;
use crate::tui::screens::dossier::{DossierScreen, DossierSource, cells_beside};
use crate::tui::screens::dossiers::DossiersScreen;
use crate::tui::screens::working::WorkingScreen;
use crate::tui::width;
use std::sync::Arc;

/// What was read: it is opened again and again, and a judge goes to and fro between applicants.
#[derive(Debug, Default)]
pub(super) struct ReadingDesk {
    /// By the SHA-256 of the file, the last one at the end.
    outlines: Vec<(String, Arc<Outline>)>,
    /// Where each seat was in each file for each indicator.
    places: std::collections::HashMap<(String, String, String), usize>,
    open: Option<OpenReading>,
    /// The text that stands beside the cells while the keys are for those.
    beside: Option<Box<DossierScreen>>,
    /// The entry whose text is beside its cells, or would be if there was one.
    following: Option<usize>,
}

/// What is open: the key of its place, and whose it is.
#[derive(Debug)]
struct OpenReading {
    place: (String, String, String),
    entry: usize,
}

impl ReadingDesk {
    /// Holds so many texts as a judge goes between in an hour.
    fn hold(&mut self, sha256: &str, outline: &Arc<Outline>) {
        const HELD: usize = 16;
        self.outlines.retain(|(sum, _)| sum != sha256);
        self.outlines.push((sha256.to_owned(), Arc::clone(outline)));
        let over = self.outlines.len().saturating_sub(HELD);
        self.outlines.drain(..over);
    }

    /// The language or the window changed.
    pub(super) fn renew(&mut self, lang: Lang) {
        if let Some(page) = &mut self.beside {
            page.renew(lang);
        }
    }

    pub(super) fn resized(&mut self, size: (u16, u16)) {
        if let Some(page) = &mut self.beside {
            page.resized(size);
        }
    }
}

/// An application that may be shown to this seat.
struct FoundReading {
    label: String,
    file: String,
    seq: u64,
    outline: Arc<Outline>,
    /// Where the text begins, or was left.
    piece: usize,
    place: (String, String, String),
}

impl App {
    /// Opens the application of an entry at the section that an indicator asks for, or where it was left.
    pub(super) fn show_dossier(&mut self, entry: usize, indicator: &str) {
        let found = match self.found_dossier(entry, indicator) {
            None => return,
            Some(Err(why)) => return self.answer(&Answer::Failed(why)),
            Some(Ok(found)) => found,
        };
        // The keys go to the text that is there already; at another indicator it turns to what that asks for.
        let same = |open: &OpenReading| open.place == found.place;
        let here = self.reading.open.as_ref().is_some_and(same);
        let page = match self.reading.beside.take() {
            Some(mut page) => {
                if !here {
                    page.go_to(found.piece);
                }
                let place = found.place;
                self.reading.open = Some(OpenReading { place, entry });
                page
            }
            None => self.open_page(found, entry),
        };
        self.screens.push(Screen::Dossier(page));
    }

    fn open_page(&mut self, found: FoundReading, entry: usize) -> Box<DossierScreen> {
        let source = DossierSource {
            label: found.label,
            file: found.file,
            seq: found.seq,
        };
        let place = found.place;
        self.reading.open = Some(OpenReading { place, entry });
        let (size, lang) = (self.size.unwrap_or(MIN_SIZE), self.lang);
        let page = DossierScreen::new(source, found.outline, found.piece, lang, size);
        Box::new(page)
    }

    /// `None`: there is no such entry; why it is not shown, in words.
    fn found_dossier(
        &mut self,
        entry: usize,
        indicator: &str,
    ) -> Option<Result<FoundReading, String>> {
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
            let folder = live.journal().folder().to_owned();
            Some(Ok((record.clone(), folder, label, words)))
        });
        let (record, folder, label, words) = match asked.flatten()? {
            Ok(found) => found,
            Err(why) => return Some(Err(why)),
        };
        let mut known = self.reading.outlines.iter();
        let known = known.find(|(sum, _)| *sum == record.sha256);
        let outline = match known {
            Some((_, outline)) => Arc::clone(outline),
            None => match opened(&folder, &record, &[], lang) {
                Ok(apart) => Arc::new(apart.outline),
                Err(why) => return Some(Err(why)),
            },
        };
        self.reading.hold(&record.sha256, &outline);
        let place = (seat, record.sha256.clone(), indicator.to_owned());
        let section = words.and_then(|words| outline.section(&words)).unwrap_or(0);
        let head = outline.pieces.iter().position(|p| p.section == section);
        let left = self.reading.places.get(&place).copied();
        Some(Ok(FoundReading {
            label,
            file: record.name,
            seq: record.seq,
            piece: left.or(head).unwrap_or(0),
            outline,
            place,
        }))
    }

    /// Nothing is to stand beside the cells any more.
    pub(super) fn stop_reading(&mut self) {
        self.close_dossier();
        self.reading.following = None;
    }

    /// Closes the text, here or beside the cells; its place is kept.
    pub(super) fn close_dossier(&mut self) {
        let beside = self.reading.beside.take();
        // Another screen may be over it.
        let at = self
            .screens
            .iter()
            .rposition(|s| matches!(s, Screen::Dossier(_)));
        let page = at.map(|at| self.screens.remove(at));
        let piece = match (&page, &beside) {
            (Some(Screen::Dossier(page)), _) | (None, Some(page)) => Some(page.piece()),
            _ => None,
        };
        if let Some((open, piece)) = self.reading.open.take().zip(piece) {
            self.reading.places.insert(open.place, piece);
        }
    }

    /// From the text to the cells; the text stays beside them if it was not closed. A place that was referred to goes
    /// into the remark on the cell.
    pub(super) fn go_to_cells(&mut self, reference: Option<String>) {
        if let Some(Screen::Dossier(_)) = self.screens.last()
            && let Some(Screen::Dossier(page)) = self.screens.pop()
        {
            self.reading.beside = Some(page);
            self.reading.following = self.reading.open.as_ref().map(|open| open.entry);
        }
        let lang = self.lang;
        let shared = self.shared.clone();
        if let (Some(reference), Some(shared), Some(Screen::Scoring(room))) =
            (reference, shared, self.screens.last_mut())
        {
            room.refer(&reference, shared.read().session(), lang);
        }
    }

    /// The text beside the cells, while it is that of the applicant whose cells they are and the window is wide.
    pub(super) fn beside(&self) -> Option<&DossierScreen> {
        let Some(Screen::Scoring(_)) = self.screens.last() else {
            return None;
        };
        self.reading.beside.as_deref()
    }

    /// A text beside the cells goes with the judge to the next applicant's; one that is kept from her by now is let go.
    pub(super) fn check_reading(&mut self) {
        let Some(open) = &self.reading.open else {
            return self.follow_reading();
        };
        let (entry, sum) = (open.entry, open.place.1.clone());
        let Some(seat) = self.seat.clone() else {
            return self.stop_reading();
        };
        let now = self.read(|live| {
            let session = live.session();
            if seat != DESK && is_kept_from(session, &seat, entry) {
                return ReadingNow::KeptFrom;
            }
            let applicant = session.entries().get(entry).map(|e| e.applicant);
            let applicant = applicant.and_then(|a| session.applicants().get(a));
            match applicant.and_then(|a| session.dossier(&a.id)) {
                Some(record) if record.sha256 == sum => ReadingNow::Current,
                _ => ReadingNow::Replaced,
            }
        });
        let why = match now {
            Some(ReadingNow::Current) => return self.follow_reading(),
            None => return self.stop_reading(),
            Some(ReadingNow::KeptFrom) => {
                self.reading.outlines.clear();
                t::KEPT_FROM_YOU
            }
            Some(ReadingNow::Replaced) => t::REPLACED,
        };
        self.close_dossier();
        let why = why.get(self.lang).to_owned();
        self.answer(&Answer::Failed(why));
        self.follow_reading();
    }

    /// A text beside the cells goes with the judge to the next applicant's, past those who have none to show.
    fn follow_reading(&mut self) {
        let Some(entry) = self.reading.following else {
            return;
        };
        let narrow = self
            .size
            .is_none_or(|(columns, _)| cells_beside(columns).is_none());
        if narrow {
            self.close_dossier();
            self.reading.following = None;
            return;
        }
        let there = match self.screens.last() {
            Some(Screen::Scoring(room)) if room.entry() != entry => {
                let indicator = self.read(|live| room.indicator_id(live.session()));
                indicator.map(|indicator| (room.entry(), indicator))
            }
            _ => None,
        };
        if let Some((entry, indicator)) = there {
            self.close_dossier();
            self.reading.following = Some(entry);
            if let Some(Ok(found)) = self.found_dossier(entry, &indicator) {
                let page = self.open_page(found, entry);
                self.reading.beside = Some(page);
            }
        }
    }
}

/// What has become of a text while it was open.
enum ReadingNow {
    Current,
    /// Another version of it is kept by now.
    Replaced,
    /// The judge is recused from the applicant.
    KeptFrom,
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
    /// Begins to read or compare applications; a screen says how far it is.
    pub(super) fn work_on_dossiers(&mut self, work: DossierWork) {
        let folder = self.read(|live| live.journal().folder().to_owned());
        let Some(folder) = folder else { return };
        let task = DossierTask::new(work.clone(), folder, self.lang);
        self.dossiers_running = Some(task.clone());
        self.dossier_task = Some(task);
        self.screens.push(Screen::Working(WorkingScreen::new(work)));
    }

    pub(super) fn stop_dossiers(&mut self) {
        if let Some(task) = self.dossiers_running.take() {
            task.stop();
        }
        if self.leave_working() {
            self.answer(&Answer::Failed(t::WORK_STOPPED.get(self.lang).to_owned()));
        }
    }

    fn leave_working(&mut self) -> bool {
        let working = matches!(self.screens.last(), Some(Screen::Working(_)));
        if working {
            self.screens.pop();
        }
        working
    }

    /// How it goes on. What nobody waits for any more is let go.
    pub(super) fn dossier_news(&mut self, news: DossierNews) {
        if self.dossiers_running.is_none() {
            return;
        }
        if let DossierNews::Step(progress) = news {
            if let Some(Screen::Working(screen)) = self.screens.last_mut() {
                screen.progress = Some(progress);
            }
            return;
        }
        self.dossiers_running = None;
        if !self.leave_working() {
            return;
        }
        match news {
            DossierNews::Step(_) => {}
            DossierNews::Failed(why) => self.answer(&Answer::Failed(why)),
            DossierNews::Read(folder) => {
                let screen = DossiersScreen::new(folder);
                self.screens.push(Screen::Dossiers(Box::new(screen)));
            }
            DossierNews::Compared(findings) => {
                let scope = findings.scope_words(self.lang).into_iter().next();
                self.answer(&Answer::Done(scope.unwrap_or_default()));
                self.show_findings(findings);
            }
        }
    }

    /// That a check was made is an act, once for each outcome; what was found is shown.
    fn show_findings(&mut self, findings: Arc<CopyFindings>) {
        let report = self.read(|live| {
            let session = live.session();
            let report = findings.report();
            let last = session.copy_checks().last();
            let known = last.is_some_and(|known| known.report == report);
            (!known && session.phase() != Phase::Certified).then_some(report)
        });
        self.screens
            .push(Screen::Copies(Box::new(CopiesScreen::new(findings))));
        if let Some(report) = report.flatten() {
            let act = Act::CopyCheck(Box::new(report));
            let answer = self.record(vec![act.into()]);
            self.answer(&answer);
        }
    }

    /// Keeps the files that were shown and are not in doubt; with `facts` the numbers that are not, or that were decided, too.
    pub(super) fn keep_dossiers(&mut self, facts: bool) {
        let lang = self.lang;
        let Some(Screen::Dossiers(screen)) = self.screens.last() else {
            return;
        };
        let folder = &screen.folder;
        let made = self.read(|live| {
            let session = live.session();
            if !folder.is_of(session) {
                return Err(t::ROSTER_CHANGED.get(lang).to_owned());
            }
            let mut acts = folder.acts();
            if facts {
                acts.extend(folder.accepted(session, &screen.decided, lang));
            }
            let taken = acts
                .iter()
                .filter(|act| matches!(act, Act::AcceptFacts { .. }))
                .count();
            if let Some(act) = acts.first() {
                // What would be refused leaves no file behind.
                tally::decide(session, DESK, act.clone().into())
                    .map_err(|refusal| acts::refusal(lang, session, &refusal))?;
            }
            for (file, ..) in folder.taken() {
                file.keep(live.journal().folder())
                    .map_err(|error| error.words(lang).join("\n"))?;
            }
            Ok::<_, String>((acts, folder.counts_words(lang), taken))
        });
        match made {
            None => {}
            Some(Err(why)) => self.answer(&Answer::Failed(why)),
            Some(Ok((acts, ..))) if acts.is_empty() => {
                let text = t::NOTHING_TO_KEEP.get(lang).to_owned();
                self.answer(&Answer::Failed(text));
            }
            Some(Ok((acts, counts, taken))) => {
                match self.record(acts.into_iter().map(Into::into).collect()) {
                    Answer::Saved(saved) => {
                        self.screens.pop();
                        let text = if facts { t::KEPT_ALL } else { t::KEPT_ONLY };
                        let text = text.fill(
                            lang,
                            &[("counts", &counts), ("facts", &taken), ("seq", &saved.seq)],
                        );
                        self.answer(&Answer::Done(text));
                    }
                    failed => self.answer(&failed),
                }
            }
        }
    }
}
