//! 评审会: the fold of its acts.

use super::act::{Act, AwardLine, Consent, Intent, Stamp, WithoutScore};
use super::correction::Correction;
use super::recusal::Recusal;
use super::refusal::Refusal;
use super::review::Review;
use super::roster::{Applicant, Eligibility, Judge};
use super::rules::Rules;
use super::setup::Setup;
use super::sheet::Entry;
use super::statement::{Statement, WithoutStatement};
use super::tie::{SetAside, TieDecision};
use super::withdrawal::Withdrawal;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Where a session stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    #[default]
    Setup,
    Scoring,
    Closed,
    /// The result is signed and read-only.
    Certified,
}

/// A seat's sign-in state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// argon2id in PHC form; without one the next sign-in chooses it.
    pub pin: Option<String>,
    /// The PIN is too short to open the seat from another machine.
    pub short_pin: bool,
    /// The public keys that open it over SSH, as OpenSSH writes them.
    pub keys: Vec<String>,
    /// Wrong tries since the last right one, by where they came from.
    pub failures: BTreeMap<String, Failures>,
    pub signed_in: Option<SignedIn>,
}

/// Wrong PINs tried on one seat from one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    pub count: u32,
    /// When the last one was, as the journal says.
    pub last: String,
}

/// Where a seat is signed in, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub from: String,
    pub at: String,
    /// The act that says so.
    pub seq: u64,
}

/// A judge's note on one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    pub page: String,
}

/// A judge's sealed project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub judge: usize,
    pub project: usize,
    pub seq: u64,
    pub at: String,
    /// The seat that submitted: the judge's own, or the desk's from paper.
    pub by: String,
}

/// How the panel will decide a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieMethod {
    pub applicants: Vec<usize>,
    pub method: String,
    pub reason: String,
    pub seq: u64,
    pub at: String,
    /// What set it aside before the tie was decided by it.
    pub void: Option<SetAside>,
}

/// A change of the rules after they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    pub seq: u64,
    pub reason: String,
}

/// 评审情况记录
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub seq: u64,
    pub at: String,
    /// The seat that wrote it down.
    pub by: String,
    pub text: String,
}

/// Somebody took over a judge's unfinished projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub seq: u64,
    /// The judge who left, and the one who came.
    pub old: usize,
    pub new: usize,
    pub reason: String,
}

/// A judge's word on the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub judge: usize,
    pub verdict: Consent,
    pub reason: String,
    pub seq: u64,
    pub at: String,
    /// The seat that gave it: the judge's own, or the desk's from paper.
    pub by: String,
    /// The act that changed the result afterwards, or the judge's own later word; it holds no more then.
    pub void: Option<u64>,
}

/// A result that was final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    pub seq: u64,
    pub at: String,
    pub awards: Vec<AwardLine>,
    /// Projects certified with somebody who has no score, and why.
    pub without: Vec<WithoutScore>,
    /// Why it was looked at again, and by which act.
    pub reviewed: Option<(u64, String)>,
}

/// A judging session as it stands after some number of acts.
#[derive(Clone, Debug, Default)]
pub struct Session {
    pub(super) setup: Option<Box<Setup>>,
    pub(super) rules: Rules,
    pub(super) rule_changes: Vec<RuleChange>,
    pub(super) phase: Phase,
    /// The act that opened scoring and sealed the rules.
    pub(super) sealed: Option<u64>,
    pub(super) applicants: Vec<Applicant>,
    pub(super) eligibility: Vec<Eligibility>,
    pub(super) reviews: Vec<Review>,
    /// From the first act of the qualification review on, everybody without a conclusion is pending.
    pub(super) review_begun: bool,
    pub(super) judges: Vec<Judge>,
    pub(super) seats: BTreeMap<String, Seat>,
    /// Judges who stated that they have no conflict of interest.
    pub(super) statements: BTreeMap<usize, Statement>,
    pub(super) without_statement: BTreeMap<usize, WithoutStatement>,
    pub(super) replacements: Vec<Replacement>,
    pub(super) entries: Vec<Entry>,
    /// Entries of each project, in the order of the roster.
    pub(super) by_project: Vec<Vec<usize>>,
    pub(super) entry_index: HashMap<String, usize>,
    pub(super) applicant_index: HashMap<String, usize>,
    pub(super) judge_index: HashMap<String, usize>,
    pub(super) remarks: BTreeMap<(usize, usize, usize), Remark>,
    /// Why a judge keeps a mark that is far off: by entry, judge, indicator.
    pub(super) explanations: BTreeMap<(usize, usize, usize), String>,
    pub(super) submissions: Vec<Submission>,
    pub(super) recusals: Vec<Recusal>,
    pub(super) withdrawals: Vec<Withdrawal>,
    pub(super) corrections: Vec<Correction>,
    pub(super) tie_methods: Vec<Option<TieMethod>>,
    /// Methods that were set aside before a tie was decided by them.
    pub(super) methods_aside: Vec<Vec<TieMethod>>,
    /// Decisions on ties that hold, and those that were set aside.
    pub(super) ties: Vec<Vec<TieDecision>>,
    pub(super) ties_aside: Vec<Vec<TieDecision>>,
    pub(super) incidents: Vec<Incident>,
    pub(super) confirmations: Vec<Confirmation>,
    pub(super) certified: Vec<Certified>,
    pub(super) seq: u64,
    /// The entries whose marks or states the last act changed.
    pub(super) touched: Touched,
}

/// What the last act changed, so that a recount can be as small as the change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touched {
    #[default]
    Nothing,
    Entry(usize),
    Everything,
}

impl Session {
    /// Decides whether this may happen now, and what exactly would be recorded.
    ///
    /// # Errors
    /// The reason why not; nothing changes.
    pub fn decide(&self, by: &str, intent: Intent) -> Result<Act, Refusal> {
        let act = match intent {
            Intent::Do(act) => act,
            Intent::Submit { judge, project } => self.submission_of(by, &judge, &project)?,
        };
        self.check(by, &act)?;
        self.check_edition(by, &act)?;
        Ok(act)
    }

    /// Folds one act that was recorded. What [`Session::decide`] would refuse is refused here too, so a
    /// journal cannot hold what nobody was allowed to do. A journal of an earlier edition may hold what was
    /// allowed then.
    ///
    /// # Errors
    /// As [`Session::decide`]; nothing changes.
    pub fn apply(&mut self, stamp: Stamp<'_>, act: &Act) -> Result<(), Refusal> {
        self.check(stamp.by, act)?;
        if self.edition() >= 2 {
            self.check_edition(stamp.by, act)?;
        }
        self.touched = Touched::Everything;
        self.fold(stamp, act);
        self.seq = stamp.seq;
        Ok(())
    }
}
