//! What each of the coordinator's acts asks for before it is done, and what it says of what will follow.

use super::choice::{Choice, place};
use super::people::{applicant_form, correction_form, judge_form, replacement_form};
use super::{before_and_after, reason_field};
use crate::journal::pin;
use crate::model::Session;
use crate::tally;
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::dossier as s;
use crate::text::fill;
use crate::text::mirror as m;
use crate::text::notice as n;
use crate::text::screens as t;
use crate::text::{hand, ties};
use crate::tui::names;
use crate::tui::widgets::form::{Form, FormField};

impl Choice {
    /// What has to be typed first; `None` if nothing.
    pub(super) fn form(&self, session: &Session, lang: Lang) -> Option<Form> {
        let note = |text: String| vec![text];
        let unreviewed = || !session.review_begun() && !checklist_empty(session);
        let form = match self {
            Self::OpenScoring => {
                let entries = 0..session.entries().len();
                let entries = entries.filter(|e| session.is_in(*e)).count();
                let mut notes = vec![fill!(
                    t::OPEN_SCORING_NOTE,
                    lang,
                    [("entries", &entries), ("judges", &session.judges().len()),]
                )];
                notes.extend(panel_warnings(session, lang));
                if unreviewed() {
                    let n = session.applicants().len();
                    notes.push(fill!(d::NOT_REVIEWED, lang, [("n", &n)]));
                }
                Form::new(t::OPEN_SCORING.get(lang), notes, vec![word_field(lang)])
            }
            Self::CloseScoring => Form::new(
                t::CLOSE_SCORING.get(lang),
                closing_notes(session, lang),
                vec![word_field(lang)],
            ),
            Self::AddApplicant => applicant_form(session, None, lang),
            Self::EditApplicant(id) => {
                let known = session
                    .applicant(id)
                    .and_then(|a| session.applicants().get(a));
                applicant_form(session, known, lang)
            }
            Self::AddKey(_) => Form::new(
                d::ADD_KEY.get(lang),
                note(d::ADD_KEY_NOTE.get(lang).to_owned()),
                vec![FormField::new(d::FIELD_KEY.get(lang))],
            ),
            Self::ImportRoster => Form::new(
                t::IMPORT_ROSTER.get(lang),
                note(t::IMPORT_ROSTER_NOTE.get(lang).to_owned()),
                vec![FormField::new(t::FIELD_FILE.get(lang)).path()],
            ),
            Self::ImportDossiers => Form::new(
                s::IMPORT_HERE.get(lang),
                note(s::IMPORT_NOTE.get(lang).to_owned()),
                vec![FormField::new(s::FOLDER.get(lang)).path()],
            ),
            Self::CompareDossiers { here: false } => return None,
            Self::CompareDossiers { here: true } => Form::new(
                s::CHECK_HERE.get(lang),
                note(s::CHECK_NOTE.get(lang).to_owned()),
                vec![FormField::new(s::AGAINST.get(lang)).path().optional()],
            ),
            Self::ImportScores => Form::new(
                d::IMPORT_SCORES.get(lang),
                note(d::IMPORT_SCORES_NOTE.get(lang).to_owned()),
                vec![
                    FormField::new(t::FIELD_FILE.get(lang)).path(),
                    FormField::new(d::FIELD_SHEET.get(lang)).optional(),
                    FormField::new(d::FIELD_REPLACE.get(lang)).optional(),
                    FormField::new(d::FIELD_TAKE.get(lang)).optional(),
                ],
            ),
            Self::CompareScores => Form::new(
                d::COMPARE.get(lang),
                note(d::COMPARE_NOTE.get(lang).to_owned()),
                vec![
                    FormField::new(t::FIELD_FILE.get(lang)).path(),
                    FormField::new(d::FIELD_SHEET.get(lang)).optional(),
                ],
            ),
            Self::KeepNotice => Form::new(
                n::GIVE.get(lang),
                note(n::GIVE_NOTE.get(lang).to_owned()),
                vec![FormField::new(t::FIELD_FILE.get(lang)).path()],
            ),
            Self::Mirror(now) => Form::new(
                m::STEP.get(lang),
                note(m::FORM_NOTE.get(lang).to_owned()),
                vec![
                    FormField::new(m::FIELD.get(lang))
                        .path()
                        .optional()
                        .with(now),
                ],
            ),
            Self::RemoveApplicant(id) => Form::new(
                t::REMOVE_APPLICANT.get(lang),
                vec![],
                vec![id_field(id, lang)],
            ),
            Self::Veto(id) => {
                let act = self.act(&["?".to_owned()]);
                let mut notes = note(t::VETO_NOTE.get(lang).to_owned());
                notes.extend(
                    act.into_iter()
                        .flat_map(|act| before_and_after(session, &act, lang)),
                );
                Form::new(
                    t::VETO.get(lang),
                    notes,
                    vec![
                        reason_field(lang),
                        FormField::new(d::FIELD_EVIDENCE.get(lang)),
                        id_field(id, lang),
                    ],
                )
            }
            Self::Disqualify(id) => {
                let act = self.act(&["?".to_owned(), "?".to_owned()]);
                let mut notes = note(t::DISQUALIFY_NOTE.get(lang).to_owned());
                notes.extend(
                    act.into_iter()
                        .flat_map(|act| before_and_after(session, &act, lang)),
                );
                let clause = FormField::new(t::FIELD_CLAUSE.get(lang));
                Form::new(
                    t::DISQUALIFY.get(lang),
                    notes,
                    vec![reason_field(lang), clause, id_field(id, lang)],
                )
            }
            Self::Reinstate(_) => {
                Form::new(t::REINSTATE.get(lang), vec![], vec![reason_field(lang)])
            }
            Self::TakeBack { .. } => Form::new(
                d::TAKE_BACK_WITHDRAWALS.get(lang),
                vec![],
                vec![reason_field(lang)],
            ),
            Self::Withdraw { applicant, .. } => {
                let act = self.act(&["?".to_owned(), "?".to_owned()]);
                let mut notes = note(d::WITHDRAW_NOTE.get(lang).to_owned());
                notes.extend(
                    act.into_iter()
                        .flat_map(|act| before_and_after(session, &act, lang)),
                );
                Form::new(
                    self.withdrawal_title(session, lang),
                    notes,
                    vec![
                        FormField::new(d::FIELD_DATE.get(lang)),
                        FormField::new(d::FIELD_DOCUMENT.get(lang)),
                        id_field(applicant, lang),
                    ],
                )
            }
            Self::Correct(id) => {
                let known = session.applicant(id)?;
                correction_form(session, session.applicants().get(known)?, lang)
            }
            Self::LiftRecusal {
                judge,
                project,
                entry,
            } => {
                let ground = standing(session, judge, project, entry.as_deref());
                Form::new(
                    fill!(
                        d::LIFT_RECUSAL,
                        lang,
                        [("what", &place(session, project, entry.as_deref(), lang))]
                    ),
                    note(fill!(d::LIFT_RECUSAL_NOTE, lang, [("ground", &ground)])),
                    vec![reason_field(lang)],
                )
            }
            Self::DeclareFor(_) => Form::new(
                d::DECLARE_FOR.get(lang),
                note(d::DECLARE_FOR_NOTE.get(lang).to_owned()),
                vec![word_field(lang)],
            ),
            Self::WithoutStatement(_) => Form::new(
                d::WITHOUT_STATEMENT.get(lang),
                note(d::WITHOUT_STATEMENT_NOTE.get(lang).to_owned()),
                vec![reason_field(lang)],
            ),
            Self::AddJudge => judge_form(session, None, t::ADD_JUDGE.get(lang), lang),
            Self::EditJudge(id) => {
                let known = session.judge(id).and_then(|j| session.judges().get(j));
                judge_form(session, known, d::EDIT_JUDGE.get(lang), lang)
            }
            Self::RemoveJudge(id) => {
                Form::new(d::REMOVE_JUDGE.get(lang), vec![], vec![id_field(id, lang)])
            }
            Self::Replace(id) => {
                let judge = session.judge(id).and_then(|j| session.judges().get(j))?;
                replacement_form(session, judge, lang)
            }
            Self::PinSlips => Form::new(
                d::PIN_SLIPS.get(lang),
                note(d::PIN_SLIPS_NOTE.get(lang).to_owned()),
                vec![FormField::new(d::FIELD_SLIPS.get(lang)).path().optional()],
            ),
            Self::Pin(seat) => Form::new(
                fill!(
                    t::PIN_OF,
                    lang,
                    [("seat", &names::seat_name(session, seat, lang))]
                ),
                note(fill!(
                    t::SET_PIN_NOTE,
                    lang,
                    [("least", &pin::SHORTEST), ("most", &pin::LONGEST)]
                )),
                vec![
                    FormField::new(t::PIN_NEW.get(lang)).secret(),
                    FormField::new(t::PIN_AGAIN.get(lang)).secret(),
                ],
            ),
            Self::Reopen { .. } => Form::new(
                t::REOPEN_TITLE.get(lang),
                note(t::REOPEN_NOTE.get(lang).to_owned()),
                vec![reason_field(lang)],
            ),
            Self::ReopenEntry { .. } => Form::new(
                t::REOPEN_TITLE.get(lang),
                note(t::REOPEN_NOTE.get(lang).to_owned()),
                vec![FormField::new(d::FIELD_WHICH.get(lang)), reason_field(lang)],
            ),
            Self::Recuse { .. } => Form::new(
                t::RECUSED.get(lang),
                note(t::RECUSE_NOTE.get(lang).to_owned()),
                vec![FormField::new(t::GROUND.get(lang))],
            ),
            Self::RecuseEntry(_) => Form::new(
                t::RECUSED.get(lang),
                note(t::RECUSE_NOTE.get(lang).to_owned()),
                vec![
                    FormField::new(d::FIELD_WHOSE.get(lang)),
                    FormField::new(t::GROUND.get(lang)),
                ],
            ),
            Self::Void { judge, .. } => Form::new(
                t::VOID.get(lang),
                note(t::VOID_NOTE.get(lang).to_owned()),
                vec![reason_field(lang), id_field(judge, lang)],
            ),
            Self::Submit { .. } => Form::new(
                t::K_SUBMIT.title(lang),
                note(t::SUBMIT_FOR_NOTE.get(lang).to_owned()),
                vec![word_field(lang)],
            ),
            Self::Paper(_)
            | Self::Review(_)
            | Self::EndSignIn { .. }
            | Self::Unlock(_)
            | Self::ReadNotice
            | Self::RemoveKeys(_) => return None,
        };
        Some(form)
    }
}

/// The grounds of the recusals that stand, from exactly this.
fn standing(session: &Session, judge: &str, project: &str, entry: Option<&str>) -> String {
    let named = (session.judge(judge), session.project(project));
    let entry = entry.and_then(|id| session.entry(id));
    let grounds: Vec<String> = session
        .recusals()
        .iter()
        .filter(|r| r.lifted.is_none() && r.entry == entry)
        .filter(|r| (Some(r.judge), Some(r.project)) == named)
        .map(|r| crate::tui::width::display_safe(&r.ground).into_owned())
        .collect();
    grounds.join("; ")
}

/// Panels under five, even, or fewer than the trim needs, project by project; told before scoring opens.
pub(super) fn panel_warnings(session: &Session, lang: Lang) -> Vec<String> {
    let sizes: Vec<usize> = session
        .projects()
        .iter()
        .map(|p| session.judges().iter().filter(|j| j.sits_on(&p.id)).count())
        .collect();
    let alike = sizes
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a == b));
    let shown = if alike { 1 } else { sizes.len() };
    sizes
        .into_iter()
        .take(shown)
        .enumerate()
        .filter_map(|(p, n)| {
            let text = size_warning(session, n, lang)?;
            Some(if alike {
                text
            } else {
                format!(
                    "{} {text}",
                    fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))])
                )
            })
        })
        .collect()
}

fn size_warning(session: &Session, n: usize, lang: Lang) -> Option<String> {
    let rules = session.rules();
    let least = usize::from(rules.min_sheets);
    if n < least {
        return Some(fill!(
            t::PANEL_TOO_SMALL,
            lang,
            [("n", &n), ("least", &least)]
        ));
    }
    let left = rules.trim(n).kept(n);
    (n < 5 || n.is_multiple_of(2))
        .then(|| fill!(t::PANEL_UNUSUAL, lang, [("n", &n), ("left", &left)]))
}

fn word_field(lang: Lang) -> FormField {
    FormField::new(t::TYPE_YES.get(lang))
}

fn id_field(id: &str, lang: Lang) -> FormField {
    FormField::new(fill!(t::TYPE_ID, lang, [("id", &id)]))
}

fn checklist_empty(session: &Session) -> bool {
    session.template().is_none_or(|t| t.checklist.is_empty())
}

/// What closing means, and who would be left without a score.
fn closing_notes(session: &Session, lang: Lang) -> Vec<String> {
    let mut notes = vec![t::CLOSE_SCORING_NOTE.get(lang).to_owned()];
    let results = tally::Results::of(session);
    let missing = tally::without_score(session, &results);
    notes.extend(ties::without_score(lang, session, &results, &missing));
    notes.extend(hand::without_statement(lang, session));
    notes.extend(hand::unexplained(lang, session));
    notes
}
