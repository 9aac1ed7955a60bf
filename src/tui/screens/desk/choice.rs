//! The coordinator's acts: the form each asks for, and what comes of it.

use super::people::{
    applicant_of, applicant_typed, correction_of, judge_of, judge_typed, replacement_of,
};
use crate::journal::pin;
use crate::model::{Act, Intent, Session};
use crate::office::{dates, keys};
use crate::text::Lang;
use crate::text::desk as d;
use crate::text::fill;
use crate::text::screens as t;
use crate::tui::dossier_task::DossierWork;
use crate::tui::names;
use crate::tui::screen::Effect;
use crate::tui::widgets::form::is_yes;
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
    ImportDossiers,
    /// With a folder of former years, where one can be named.
    CompareDossiers {
        here: bool,
    },
    ImportScores,
    CompareScores,
    KeepNotice,
    ReadNotice,
    /// With the folder of the one there is.
    Mirror(String),
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
    EndSignIn {
        seat: String,
        since: u64,
    },
    Unlock(String),
    AddKey(String),
    RemoveKeys(String),
    Reopen {
        judge: String,
        project: String,
    },
    ReopenEntry {
        judge: String,
        project: String,
    },
    Recuse {
        judge: String,
        project: String,
    },
    RecuseEntry(String),
    LiftRecusal {
        judge: String,
        project: String,
        entry: Option<String>,
    },
    DeclareFor(String),
    WithoutStatement(String),
    Correct(String),
    Withdraw {
        applicant: String,
        project: Option<String>,
    },
    TakeBack {
        applicant: String,
        project: Option<String>,
    },
    Void {
        judge: String,
        project: String,
    },
    Submit {
        judge: String,
        project: String,
    },
    Paper(String),
}

impl Choice {
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
            Self::OpenScoring | Self::CloseScoring | Self::DeclareFor(_) | Self::Submit { .. }
                if !is_yes(&first) =>
            {
                return Err(t::TYPE_YES.get(lang).to_owned());
            }
            Self::Veto(id)
            | Self::Disqualify(id)
            | Self::RemoveApplicant(id)
            | Self::RemoveJudge(id)
            | Self::Replace(id)
            | Self::Void { judge: id, .. }
            | Self::Withdraw { applicant: id, .. }
                if last != *id =>
            {
                return Err(fill!(t::TYPE_ID, lang, [("id", id)]));
            }
            Self::Withdraw { .. } => {
                let day = dates::moment(&first);
                let day = day.as_deref().and_then(|at| at.get(..10));
                let day = day.ok_or_else(|| fill!(d::BAD_TIME, lang, [("text", &first)]))?;
                let mut values = values.to_vec();
                if let Some(slot) = values.first_mut() {
                    day.clone_into(slot);
                }
                let act = self.act(&values);
                return Ok(act
                    .map(|a| Effect::Record(vec![a.into()]))
                    .into_iter()
                    .collect());
            }
            Self::Correct(id) => {
                let act = correction_of(values, id, session, lang)?;
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::ImportRoster => {
                return Ok(vec![Effect::PreviewRoster {
                    path: PathBuf::from(first),
                    sheet: None,
                    encoding: None,
                }]);
            }
            Self::ImportDossiers => {
                let work = DossierWork::Read(PathBuf::from(first));
                return Ok(vec![Effect::WorkOnDossiers(work)]);
            }
            Self::CompareDossiers { .. } => {
                let against = (!first.is_empty()).then(|| PathBuf::from(first));
                let work = DossierWork::Compare(against);
                return Ok(vec![Effect::WorkOnDossiers(work)]);
            }
            Self::ImportScores => {
                let value = |n: usize| values.get(n).cloned().unwrap_or_default();
                let sheet = value(1);
                return Ok(vec![Effect::ImportScores {
                    path: PathBuf::from(first),
                    sheet: (!sheet.is_empty()).then_some(sheet),
                    replace: is_yes(&value(2)),
                    take: is_yes(&value(3)),
                }]);
            }
            Self::CompareScores => {
                return Ok(vec![Effect::CompareScores {
                    path: PathBuf::from(first),
                    sheet: (!last.is_empty()).then_some(last),
                }]);
            }
            Self::KeepNotice => return Ok(vec![Effect::KeepNotice(PathBuf::from(first))]),
            Self::Mirror(_) => {
                let dir = first.trim();
                let dir = (!dir.is_empty()).then(|| dir.to_owned());
                return Ok(vec![Effect::KeepMirror(dir)]);
            }
            Self::ReadNotice => return Ok(vec![Effect::ShowNotice(None)]),
            Self::Review(applicant) => {
                let place = crate::tui::screen::Route::Review(Some(applicant.clone()));
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
            Self::ReopenEntry { judge, project } => {
                let applicant = applicant_typed(&first, session, lang)?;
                let act = Act::Reopen {
                    judge: judge.clone(),
                    project: project.clone(),
                    entry: Some(format!("{project}/{applicant}")),
                    reason: last,
                };
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::RecuseEntry(entry) => {
                let project = entry.split_once('/').map_or("", |(project, _)| project);
                let act = Act::Recuse {
                    judge: judge_typed(&first, session, lang)?,
                    project: project.to_owned(),
                    entry: Some(entry.clone()),
                    ground: last,
                };
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::AddJudge => {
                let act = Act::Judge(judge_of(values, None, session, lang)?);
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::EditJudge(id) => {
                let act = Act::EditJudge(judge_of(values, Some(id), session, lang)?);
                return Ok(vec![Effect::Record(vec![act.into()])]);
            }
            Self::Paper(judge) => {
                return Ok(vec![Effect::Go(crate::tui::screen::Route::Paper(
                    judge.clone(),
                ))]);
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
                    return Err(fill!(
                        t::PIN_SHAPE,
                        lang,
                        [("least", &pin::SHORTEST), ("most", &pin::LONGEST)]
                    ));
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
        let act = self.act(values);
        Ok(act
            .map(|act| Effect::Record(vec![act.into()]))
            .into_iter()
            .collect())
    }

    pub(super) fn act(&self, values: &[String]) -> Option<Act> {
        let value = |n: usize| values.get(n).cloned().unwrap_or_default();
        Some(match self {
            Self::EndSignIn { seat, since } => Act::SignOut {
                seat: seat.clone(),
                since: Some(*since),
            },
            Self::Unlock(seat) => Act::Unlock {
                seat: seat.clone(),
                from: None,
            },
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
                project: None,
                reason: value(0),
            },
            Self::TakeBack { applicant, project } => Act::Reinstate {
                applicant: applicant.clone(),
                project: project.clone(),
                reason: value(0),
            },
            Self::Withdraw { applicant, project } => Act::Withdraw {
                applicant: applicant.clone(),
                project: project.clone(),
                date: value(0),
                document: value(1),
            },
            Self::LiftRecusal {
                judge,
                project,
                entry,
            } => Act::LiftRecusal {
                judge: judge.clone(),
                project: project.clone(),
                entry: entry.clone(),
                reason: value(0),
            },
            Self::DeclareFor(judge) => Act::Declare {
                judge: Some(judge.clone()),
            },
            Self::WithoutStatement(judge) => Act::WithoutStatement {
                judge: judge.clone(),
                reason: value(0),
            },
            Self::RemoveJudge(id) => Act::RemoveJudge { judge: id.clone() },
            Self::Replace(id) => replacement_of(id, values),
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
            Self::Void { judge, project } => Act::Void {
                judge: judge.clone(),
                project: project.clone(),
                reason: value(0),
            },
            Self::ImportRoster
            | Self::ImportDossiers
            | Self::CompareDossiers { .. }
            | Self::ImportScores
            | Self::CompareScores
            | Self::KeepNotice
            | Self::ReadNotice
            | Self::Mirror(_)
            | Self::AddApplicant
            | Self::AddJudge
            | Self::ReopenEntry { .. }
            | Self::RecuseEntry(_)
            | Self::EditJudge(_)
            | Self::EditApplicant(_)
            | Self::Correct(_)
            | Self::Review(_)
            | Self::PinSlips
            | Self::Pin(_)
            | Self::Submit { .. }
            | Self::AddKey(_)
            | Self::Paper(_) => return None,
        })
    }
}

impl Choice {
    /// `撤回申报：项目1`
    pub(super) fn withdrawal_title(&self, session: &Session, lang: Lang) -> String {
        match self {
            Self::Withdraw {
                project: Some(project),
                ..
            } => {
                let project = place(session, project, None, lang);
                fill!(d::WITHDRAW_ONE, lang, [("project", &project)])
            }
            _ => d::WITHDRAW_ALL.get(lang).to_owned(),
        }
    }
}

/// `项目1`, or one entry of it by its applicant.
pub(super) fn place(session: &Session, project: &str, entry: Option<&str>, lang: Lang) -> String {
    let p = session.project(project).unwrap_or_default();
    let short = fill!(t::PROJECT_SHORT, lang, [("n", &(p + 1))]);
    match entry.and_then(|id| session.entry(id)) {
        Some(e) => format!("{short} {}", names::entry_name(session, e)),
        None => short,
    }
}
