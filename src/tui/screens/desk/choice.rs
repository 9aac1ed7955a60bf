//! The coordinator's acts: the form each asks for, and what comes of it.

use super::super::Effect;
use super::people::{
    applicant_form, applicant_of, judge_form, judge_of, replacement_form, replacement_of,
};
use super::{before_and_after, reason_field};
use crate::journal::pin;
use crate::model::{Act, Intent, Session};
use crate::office::keys;
use crate::tally;
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::screens as t;
use crate::text::ties;
use crate::tui::widgets::form::{Field, Form};
use std::path::PathBuf;

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    OpenScoring,
    CloseScoring,
    AddApplicant,
    EditApplicant(String),
    RemoveApplicant(String),
    ImportRoster,
    Review(String),
    Veto(String),
    Disqualify(String),
    Reinstate(String),
    AddJudge,
    EditJudge(String),
    RemoveJudge(String),
    Replace(String),
    Pin(String),
    PinSlips,
    EndSignIn { seat: String, since: u64 },
    Unlock(String),
    AddKey(String),
    RemoveKeys(String),
    Reopen { judge: String, project: String },
    ReopenEntry { judge: String, project: String },
    Recuse { judge: String, project: String },
    RecuseEntry(String),
    Void { judge: String, project: String },
    Submit { judge: String, project: String },
    Paper(String),
}

impl Choice {
    /// What has to be typed first; `None` if nothing.
    pub(super) fn form(&self, session: &Session, lang: Lang) -> Option<Form> {
        let note = |text: String| vec![text];
        let unreviewed = || !session.review_begun() && !checklist_empty(session);
        let form = match self {
            Self::OpenScoring => {
                let mut notes = vec![t::OPEN_SCORING_NOTE.fill(
                    lang,
                    &[
                        ("entries", &session.entries().len()),
                        ("judges", &session.judges().len()),
                    ],
                )];
                notes.extend(panel_warnings(session, lang));
                if unreviewed() {
                    let n = session.applicants().len();
                    notes.push(d::NOT_REVIEWED.fill(lang, &[("n", &n)]));
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
                vec![Field::new(d::FIELD_KEY.get(lang))],
            ),
            Self::ImportRoster => Form::new(
                t::IMPORT_ROSTER.get(lang),
                note(t::IMPORT_ROSTER_NOTE.get(lang).to_owned()),
                vec![Field::new(t::FIELD_FILE.get(lang))],
            ),
            Self::RemoveApplicant(id) => Form::new(
                t::REMOVE_APPLICANT.get(lang),
                vec![],
                vec![id_field(id, lang)],
            ),
            Self::Veto(id) => {
                let act = self.act(session, &["?".to_owned()]);
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
                        Field::new(d::FIELD_EVIDENCE.get(lang)),
                        id_field(id, lang),
                    ],
                )
            }
            Self::Disqualify(id) => {
                let act = self.act(session, &["?".to_owned(), "?".to_owned()]);
                let mut notes = note(t::DISQUALIFY_NOTE.get(lang).to_owned());
                notes.extend(
                    act.into_iter()
                        .flat_map(|act| before_and_after(session, &act, lang)),
                );
                let clause = Field::new(t::FIELD_CLAUSE.get(lang));
                Form::new(
                    t::DISQUALIFY.get(lang),
                    notes,
                    vec![reason_field(lang), clause, id_field(id, lang)],
                )
            }
            Self::Reinstate(_) => {
                Form::new(t::REINSTATE.get(lang), vec![], vec![reason_field(lang)])
            }
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
                vec![Field::new(d::FIELD_SLIPS.get(lang)).optional()],
            ),
            Self::Pin(seat) => Form::new(
                t::PIN_OF.fill(
                    lang,
                    &[(
                        "seat",
                        &super::super::signin::seat_name(session, seat, lang),
                    )],
                ),
                note(
                    t::SET_PIN_NOTE
                        .fill(lang, &[("least", &pin::SHORTEST), ("most", &pin::LONGEST)]),
                ),
                vec![
                    Field::new(t::PIN_NEW.get(lang)).secret(),
                    Field::new(t::PIN_AGAIN.get(lang)).secret(),
                ],
            ),
            Self::Reopen { .. } => Form::new(
                t::REOPEN_TITLE.get(lang),
                note(t::REOPEN_NOTE.get(lang).to_owned()),
                vec![reason_field(lang)],
            ),
            Self::ReopenEntry { project, .. } => Form::new(
                t::REOPEN_TITLE.get(lang),
                note(t::REOPEN_NOTE.get(lang).to_owned()),
                vec![
                    Field::new(d::FIELD_ENTRY.get(lang)).with(&format!("{project}/")),
                    reason_field(lang),
                ],
            ),
            Self::Recuse { .. } => Form::new(
                t::RECUSED.get(lang),
                note(t::RECUSE_NOTE.get(lang).to_owned()),
                vec![Field::new(t::GROUND.get(lang))],
            ),
            Self::RecuseEntry(_) => Form::new(
                t::RECUSED.get(lang),
                note(t::RECUSE_NOTE.get(lang).to_owned()),
                vec![
                    Field::new(t::FIELD_SEAT.get(lang)),
                    Field::new(t::GROUND.get(lang)),
                ],
            ),
            Self::Void { judge, .. } => Form::new(
                t::VOID.get(lang),
                note(t::VOID_NOTE.get(lang).to_owned()),
                vec![reason_field(lang), id_field(judge, lang)],
            ),
            Self::Submit { .. } => Form::new(
                t::K_SUBMIT.get(lang),
                note(t::SUBMIT_FOR_NOTE.get(lang).to_owned()),
                vec![word_field(lang)],
            ),
            Self::Paper(_)
            | Self::Review(_)
            | Self::EndSignIn { .. }
            | Self::Unlock(_)
            | Self::RemoveKeys(_) => return None,
        };
        Some(form)
    }

    /// The effects of a filled form, or what is wrong with it.
    pub(super) fn carry_out(
        &self,
        values: &[String],
        session: &Session,
        lang: Lang,
    ) -> Result<Vec<Effect>, String> {
        let first = values.first().cloned().unwrap_or_default();
        let last = values.last().cloned().unwrap_or_default();
        match self {
            Self::OpenScoring | Self::CloseScoring | Self::Submit { .. } if !is_yes(&first) => {
                return Err(t::TYPE_YES.get(lang).to_owned());
            }
            Self::Veto(id)
            | Self::Disqualify(id)
            | Self::RemoveApplicant(id)
            | Self::RemoveJudge(id)
            | Self::Replace(id)
            | Self::Void { judge: id, .. }
                if last != *id =>
            {
                return Err(t::TYPE_ID.fill(lang, &[("id", id)]));
            }
            Self::ImportRoster => {
                return Ok(vec![Effect::PreviewRoster {
                    path: PathBuf::from(first),
                    sheet: None,
                    encoding: None,
                }]);
            }
            Self::Review(applicant) => {
                let place = super::super::Place::Review(Some(applicant.clone()));
                return Ok(vec![Effect::Go(place)]);
            }
            Self::PinSlips => {
                let file = (!first.is_empty()).then(|| PathBuf::from(first));
                return Ok(vec![Effect::PinSlips(file)]);
            }
            Self::AddApplicant => {
                let act = applicant_of(values, None, session, lang)?;
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::EditApplicant(id) => {
                let act = applicant_of(values, Some(id), session, lang)?;
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::Paper(judge) => {
                return Ok(vec![Effect::Go(super::super::Place::Paper(judge.clone()))]);
            }
            Self::Submit { judge, project } => {
                return Ok(vec![Effect::Record(vec![Intent::Submit {
                    judge: judge.clone(),
                    project: project.clone(),
                }])]);
            }
            Self::AddKey(seat) => {
                let key = keys::public_key(&first).map_err(|fault| fault.words(1, lang))?;
                let mut all = session.seat(seat).keys;
                all.push(key);
                let act = Act::Keys {
                    seat: seat.clone(),
                    keys: all,
                };
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::Pin(seat) => {
                if !pin::is_pin(&first) {
                    return Err(t::PIN_SHAPE
                        .fill(lang, &[("least", &pin::SHORTEST), ("most", &pin::LONGEST)]));
                }
                if last != first {
                    return Err(t::PIN_DIFFERS.get(lang).to_owned());
                }
                return Ok(vec![Effect::SetPin {
                    seat: seat.clone(),
                    pin: first,
                }]);
            }
            _ => {}
        }
        let act = self.act(session, values);
        Ok(act
            .map(|act| Effect::Record(vec![act.into()]))
            .into_iter()
            .collect())
    }

    fn act(&self, session: &Session, values: &[String]) -> Option<Act> {
        let value = |n: usize| values.get(n).cloned().unwrap_or_default();
        Some(match self {
            Self::EndSignIn { seat, since } => Act::SignOut {
                seat: seat.clone(),
                since: Some(*since),
            },
            Self::Unlock(seat) => Act::Unlock { seat: seat.clone() },
            Self::RemoveKeys(seat) => Act::Keys {
                seat: seat.clone(),
                keys: Vec::new(),
            },
            Self::OpenScoring => Act::OpenScoring {},
            Self::CloseScoring => Act::CloseScoring {},
            Self::RemoveApplicant(id) => Act::RemoveApplicant {
                applicant: id.clone(),
            },
            Self::Veto(id) => Act::Veto {
                applicant: id.clone(),
                reason: value(0),
                evidence: value(1),
            },
            Self::Disqualify(id) => Act::Disqualify {
                applicant: id.clone(),
                reason: value(0),
                clause: value(1),
                checked_by: String::new(),
            },
            Self::Reinstate(id) => Act::Reinstate {
                applicant: id.clone(),
                reason: value(0),
            },
            Self::AddJudge => Act::Judge(judge_of(values, None)),
            Self::EditJudge(id) => Act::EditJudge(judge_of(values, Some(id))),
            Self::RemoveJudge(id) => Act::RemoveJudge { judge: id.clone() },
            Self::Replace(id) => replacement_of(id, values),
            Self::ReopenEntry { judge, project } => Act::Reopen {
                judge: judge.clone(),
                project: project.clone(),
                entry: Some(value(0)),
                reason: value(1),
            },
            Self::Reopen { judge, project } => Act::Reopen {
                judge: judge.clone(),
                project: project.clone(),
                entry: None,
                reason: value(0),
            },
            Self::Recuse { judge, project } => Act::Recuse {
                judge: judge.clone(),
                project: project.clone(),
                entry: None,
                ground: value(0),
            },
            Self::RecuseEntry(entry) => Act::Recuse {
                judge: value(0),
                project: session
                    .entry(entry)
                    .and_then(|e| session.entries().get(e))
                    .and_then(|e| session.project_id(e.project))?
                    .to_owned(),
                entry: Some(entry.clone()),
                ground: value(1),
            },
            Self::Void { judge, project } => Act::Void {
                judge: judge.clone(),
                project: project.clone(),
                reason: value(0),
            },
            Self::ImportRoster
            | Self::AddApplicant
            | Self::EditApplicant(_)
            | Self::Review(_)
            | Self::PinSlips
            | Self::Pin(_)
            | Self::Submit { .. }
            | Self::AddKey(_)
            | Self::Paper(_) => return None,
        })
    }
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
                format!("{} {text}", t::PROJECT_SHORT.fill(lang, &[("n", &(p + 1))]))
            })
        })
        .collect()
}

fn size_warning(session: &Session, n: usize, lang: Lang) -> Option<String> {
    let rules = session.rules();
    let least = usize::from(rules.min_sheets);
    if n < least {
        return Some(t::PANEL_TOO_SMALL.fill(lang, &[("n", &n), ("least", &least)]));
    }
    let trimmed = usize::from(rules.trim_high) + usize::from(rules.trim_low);
    (n < 5 || n.is_multiple_of(2))
        .then(|| t::PANEL_UNUSUAL.fill(lang, &[("n", &n), ("left", &n.saturating_sub(trimmed))]))
}

fn word_field(lang: Lang) -> Field {
    Field::new(t::TYPE_YES.get(lang))
}

fn id_field(id: &str, lang: Lang) -> Field {
    Field::new(t::TYPE_ID.fill(lang, &[("id", &id)]))
}

/// `yes` or 是: with and without an input method.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "y" | "yes" | "ｙｅｓ" | "是" | "确认"
    )
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
    notes
}
