//! What the app does for the coordinator's rooms: read rosters, hand out PINs, take words on the result,
//! certify, and open the rooms themselves.

use crate::journal::files::{self, write_new_durably};
use crate::journal::{JournalError, Recorded, pin};
use crate::live::door;
use crate::model::{Act, Consent, Intent, Session, WithoutScore};
use crate::office::OfficeError;
use crate::office::log::{ActLog, Filter};
use crate::office::papers::{Source, forms};
use crate::office::preview::Preview;
use crate::office::reading::ReadOptions;
use crate::office::scores;
use crate::office::table::Encoding;
use crate::tally::{self, AwardState, Results};
use crate::text::acts;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::{Lang, faults, reading as r, screens as t, words};
use crate::tui::app::App;
use crate::tui::screen::{Answer, Notice, Route};
use crate::tui::screens::{
    Screen, comments, export, insight, log, progress, questions, result, review, roster, rules,
    sheets,
};
use crate::tui::width;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

impl App {
    /// Says which client could not agree with the server last.
    pub(super) fn look_at_door(&mut self) {
        let folder = self.read(|live| live.journal().folder().to_owned());
        let Some(client) = folder.and_then(|folder| door::last_refused_client(&folder)) else {
            return;
        };
        let at = client.at.get(..16).unwrap_or_default().replace('T', " ");
        let text = fill!(
            d::CLIENT_REFUSED,
            self.lang,
            [
                ("from", &width::display_safe(&client.from)),
                ("at", &at),
                ("kind", &width::display_safe(&client.kind)),
                ("theirs", &width::display_safe(&client.theirs)),
            ]
        );
        if let Some(Screen::Desk(desk)) = self.screens.last_mut() {
            desk.say(Notice::Bad(text));
        }
    }

    /// Reads a file and shows what it would change; a preview that is open already is replaced.
    pub(super) fn preview_roster(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
        encoding: Option<Encoding>,
    ) {
        let lang = self.lang;
        let preview = self.read(|live| {
            let session = live.session();
            let template = session.template()?;
            let options = ReadOptions { sheet, encoding };
            Some(Preview::of(path, &options, template, session.applicants()))
        });
        let Some(preview) = preview.flatten() else {
            return;
        };
        match preview {
            Ok(preview) => {
                if matches!(
                    self.screens.last(),
                    Some(Screen::Roster(_) | Screen::Sheets(_))
                ) {
                    self.screens.pop();
                } else {
                    // The form that asked for the file is done.
                    self.answer(&Answer::Done(String::new()));
                }
                let screen = roster::RosterScreen::new(preview);
                self.screens.push(Screen::Roster(Box::new(screen)));
            }
            Err(OfficeError::WhichSheet(path, names)) => {
                // The form that asked for the file is done, and a preview of another sheet as well.
                if matches!(self.screens.last(), Some(Screen::Roster(_))) {
                    self.screens.pop();
                } else {
                    self.answer(&Answer::Done(String::new()));
                }
                let screen = sheets::SheetsScreen::new(path, encoding, names);
                self.screens.push(Screen::Sheets(screen));
            }
            Err(error) => self.answer(&Answer::Failed(error.words(lang).join("\n"))),
        }
    }

    /// Tells what a file of scores would give, or records it as one batch.
    pub(super) fn import_scores(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
        take: bool,
        replace: bool,
    ) {
        let lang = self.lang;
        let options = ReadOptions {
            sheet,
            encoding: None,
        };
        let read = self.read(|live| scores::read_file(path, live.session(), &options));
        let scores = match read {
            Some(Ok(scores)) => scores,
            Some(Err(error)) => {
                return self.answer(&Answer::Failed(error.words(lang).join("\n")));
            }
            None => return,
        };
        let counts = scores.counts(lang);
        if !take {
            let mut lines = vec![counts];
            lines.extend(scores.took.full(lang));
            lines.extend(scores.refused(lang));
            lines.extend(scores.differences.iter().map(|d| d.words(lang)));
            lines.push(d::IMPORT_SCORES_PREVIEW.get(lang).to_owned());
            return self.answer(&Answer::Done(lines.join("\n")));
        }
        let acts = match scores.accept(replace) {
            Ok(acts) if acts.is_empty() => {
                let text = r::ALL_EQUAL.get(lang).to_owned();
                return self.answer(&Answer::Done(text));
            }
            Ok(acts) => acts,
            Err(error) => {
                return self.answer(&Answer::Failed(error.words(lang).join("\n")));
            }
        };
        match self.record(acts) {
            Answer::Saved(saved) => {
                let (seq, code) = (saved.seq, saved.code());
                let text = fill!(
                    d::IMPORT_SCORES_DONE,
                    lang,
                    [("counts", &counts), ("seq", &seq), ("code", &code)]
                );
                self.answer(&Answer::Done(text));
            }
            failed => self.answer(&failed),
        }
    }

    /// Holds a second file of the same sheets against what stands, and lists what differs.
    pub(super) fn compare_scores(&mut self, path: &Path, sheet: Option<&str>) {
        let lang = self.lang;
        let options = ReadOptions {
            sheet,
            encoding: None,
        };
        let compared = self.read(|live| {
            let session = live.session();
            let scores = scores::read_file(path, session, &options)?;
            let mut lines = Vec::new();
            let mut took = scores.took.short(lang);
            let second = scores.second(session)?;
            let (equal, n) = (second.equal, second.differences());
            lines.push(match n {
                0 => fill!(r::SECOND_SAME, lang, [("n", &equal)]),
                _ => fill!(r::SECOND_DIFFERENT, lang, [("equal", &equal), ("n", &n)]),
            });
            lines.append(&mut took);
            lines.extend(second.words(lang, session));
            Ok::<_, OfficeError>(lines)
        });
        match compared {
            Some(Ok(lines)) => self.answer(&Answer::Done(lines.join("\n"))),
            Some(Err(error)) => self.answer(&Answer::Failed(error.words(lang).join("\n"))),
            None => {}
        }
    }

    pub(super) fn accept_roster(&mut self, acts: Vec<Intent>, left_out: usize) {
        let n = acts.len();
        match self.record(acts) {
            Answer::Saved(saved) => {
                self.screens.pop();
                let mut text = fill!(d::ROSTER_DONE, self.lang, [("n", &n), ("seq", &saved.seq)]);
                if left_out > 0 {
                    text.push_str(&fill!(d::ROSTER_LEFT, self.lang, [("n", &left_out)]));
                }
                self.answer(&Answer::Done(text));
            }
            failed => self.answer(&failed),
        }
    }

    /// A random PIN for every judge without one, shown once.
    pub(super) fn pin_slips(&mut self, file: Option<&Path>) {
        let lang = self.lang;
        let Some(judges) = self.read(|live| {
            let session = live.session();
            let judges = session.judges().iter();
            let without = judges.filter(|j| !session.has_pin(&j.id) || live.lost_pin(&j.id));
            without.cloned().collect::<Vec<_>>()
        }) else {
            return;
        };
        let mut slips = Vec::new();
        let mut pins = Vec::new();
        let mut acts = Vec::new();
        for judge in &judges {
            let Some(pin) = pin::issue() else {
                return self.answer(&Answer::Failed(t::NO_RANDOMNESS.get(lang).to_owned()));
            };
            let act = match self.pin_act(&judge.id, &pin) {
                Ok(act) => act,
                Err(why) => return self.answer(&Answer::Failed(why)),
            };
            slips.push(fill!(
                d::PIN_SLIP,
                lang,
                [
                    ("seat", &width::pad(&judge.id, 6)),
                    ("name", &width::display_safe(&judge.name)),
                    ("pin", &pin),
                ]
            ));
            pins.push((judge.id.clone(), pin));
            acts.push(act.into());
        }
        if acts.is_empty() {
            return self.answer(&Answer::Done(d::PIN_SLIPS_NONE.get(lang).to_owned()));
        }
        // The paper comes first: a PIN that is set and that nobody can read would lock its judge out.
        if let Some(path) = file
            && let Err(error) = self.write_slips(path, &slips, &pins)
        {
            let error = JournalError::File {
                path: path.to_owned(),
                error,
            };
            return self.answer(&Answer::Failed(faults::journal_error(lang, &error)));
        }
        let n = acts.len();
        let answer = match self.record(acts) {
            Answer::Saved(_) => {
                let mut lines = vec![fill!(d::PIN_SLIPS_DONE, lang, [("n", &n)])];
                lines.extend(slips);
                if let Some(path) = file {
                    let path = path.display().to_string();
                    lines.push(fill!(
                        d::PIN_SLIPS_FILE,
                        lang,
                        [("path", &faults::shown(&path))]
                    ));
                }
                Answer::Done(lines.join("\n"))
            }
            failed => {
                // Slips with PINs that were never set would only mislead.
                if let Some(path) = file {
                    let _ = std::fs::remove_file(path);
                }
                failed
            }
        };
        self.answer(&answer);
    }

    /// For nobody else's eyes, and never over a file that is there: a document to be cut apart, or plain text.
    fn write_slips(
        &self,
        path: &Path,
        lines: &[String],
        pins: &[(String, String)],
    ) -> io::Result<()> {
        let document = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("docx"));
        let text = lines.iter().map(|line| format!("{line}\n\n"));
        let bytes = match &self.shared {
            Some(shared) if document => {
                let live = shared.read();
                let source = Source::of(live.journal(), self.lang).map_err(io::Error::other)?;
                forms::slips(&source, pins)?
            }
            _ => text.collect::<String>().into_bytes(),
        };
        let files = self.read(|live| Arc::clone(live.journal().files()));
        let files = files.unwrap_or_else(files::system);
        write_new_durably(&*files, path, &bytes, 0o600)
    }

    /// A judge's word on the result, if the PIN is right.
    pub(super) fn confirm(&mut self, verdict: Consent, reason: String, typed: &str) {
        let Some(seat) = self.seat.clone() else {
            return;
        };
        let intent = Intent::from(Act::Confirm {
            verdict,
            reason,
            judge: None,
        });
        // A PIN is not tried for what would be refused all the same.
        let lang = self.lang;
        let refused = self.read(|live| {
            let session = live.session();
            let refusal = tally::decide(session, &seat, intent.clone()).err()?;
            Some(acts::refusal(lang, session, &refusal))
        });
        if let Some(why) = refused.flatten() {
            return self.answer(&Answer::Failed(why));
        }
        if let Err(refused) = self.check_pin(&seat, Some(typed)) {
            return self.answer(&refused);
        }
        let answer = self.record(vec![intent]);
        self.answer(&answer);
    }

    /// Certifies what the rules give now; a tie that is not decided stands in the way.
    pub(super) fn certify(&mut self, without: Vec<WithoutScore>) {
        let lang = self.lang;
        let certificate =
            self.read(|live| certificate(live.session(), live.results(), without.clone(), lang));
        let Some(certificate) = certificate else {
            return;
        };
        let answer = match certificate {
            Ok(act) => self.record(vec![act.into()]),
            Err(why) => Answer::Failed(why),
        };
        self.answer(&answer);
    }

    pub(super) fn open_log(&mut self, filter: Filter) {
        let Some((recorded, hide)) = self.recorded() else {
            return;
        };
        match ActLog::of(&recorded, self.lang, hide) {
            Ok(all) => {
                let screen = log::LogScreen::new(all, filter);
                self.screens.push(Screen::Log(Box::new(screen)));
            }
            Err(error) => {
                self.answer(&Answer::Failed(faults::journal_error(self.lang, &error)));
            }
        }
    }

    /// What the open session read of its journal, to be told while nobody's save waits for it; and whether the
    /// rules hide the points of others now.
    fn recorded(&self) -> Option<(Recorded, bool)> {
        self.read(|live| (live.journal().recorded(), live.session().sealed_off()))
    }

    /// Screens that hold what they worked out work it out again: the journal grew, or the language changed.
    pub(super) fn renew_screens(&mut self) {
        if let Some(Screen::Log(_)) = self.screens.last()
            && let Some((recorded, hide)) = self.recorded()
            && let Some(Screen::Log(screen)) = self.screens.last_mut()
        {
            screen.follow(&recorded, self.lang, hide);
        }
        match self.screens.last_mut() {
            Some(Screen::NoticeText(screen)) => screen.renew(self.lang),
            Some(Screen::Dossier(screen)) => screen.renew(self.lang),
            _ => {}
        }
        self.reading.renew(self.lang);
        if let (Some(Screen::Insight(screen)), Some(shared)) =
            (self.screens.last_mut(), &self.shared)
        {
            screen.renew(shared.read().session());
        }
    }

    /// The standings mark what just changed.
    pub(super) fn renew_standings(&mut self) {
        let Some(screen) = self.screens.pop() else {
            return;
        };
        let Screen::Standings(mut screen) = screen else {
            self.screens.push(screen);
            return;
        };
        self.with_context(|ctx| {
            screen.renew(ctx, Instant::now());
            screen.tick(ctx, Instant::now());
        });
        self.screens.push(Screen::Standings(screen));
    }

    pub(super) fn open_desk_room(&mut self, place: &Route) {
        let half = self.half_comments.clone();
        let screen = self.with_context(|ctx| {
            let session = ctx.session()?;
            Some(match place {
                Route::Review(applicant) => {
                    let room = review::ReviewScreen::at(session, applicant.as_deref());
                    Screen::Review(Box::new(room))
                }
                Route::Comments { seat, applicant } => {
                    let screen = comments::CommentsScreen::at(ctx, seat, *applicant, &half)?;
                    Screen::Comments(Box::new(screen))
                }
                Route::Rules => Screen::Rules(rules::RulesScreen::default()),
                Route::Progress => Screen::Progress(progress::ProgressScreen::default()),
                Route::Questions => Screen::Questions(questions::QuestionsScreen::default()),
                Route::Export => Screen::Export(Box::new(export::ExportScreen::new(ctx))),
                Route::Insight => Screen::Insight(Box::new(insight::InsightScreen::of(session))),
                Route::Result => Screen::Result(result::ResultScreen::default()),
                _ => return None,
            })
        });
        self.screens.extend(screen);
    }
}

/// What certifying records.
///
/// # Errors
/// Which ties stand in the way, in words.
fn certificate(
    session: &Session,
    results: &Results,
    without: Vec<WithoutScore>,
    lang: Lang,
) -> Result<Act, String> {
    let open: Vec<&str> = results
        .projects
        .iter()
        .zip(session.projects())
        .filter(|(r, _)| matches!(r.award.state, AwardState::Undecided | AwardState::Depends))
        .map(|(_, p)| words(lang, p.short()))
        .collect();
    if !open.is_empty() {
        return Err(fill!(
            d::CERTIFY_TIE,
            lang,
            [("projects", &open.join("; "))]
        ));
    }
    Ok(Act::Certify {
        awards: results.award_lines(session),
        without,
    })
}
