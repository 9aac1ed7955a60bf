//! 评审会: the fold of its acts.

use super::act::{Act, Intent, Stamp};
use super::phase::Phase;
use super::records::Certified;
use super::records::CommentRecord;
use super::records::Confirmation;
use super::records::Incident;
use super::records::Remark;
use super::records::Replacement;
use super::records::RuleChange;
use super::records::Seat;
use super::records::Submission;
use super::records::TieMethod;
use super::records::{AcceptedFacts, CopyCheckRecord, CopyDecision, DossierRecord, NoticeText};
use super::records::{Correction, Recusal, Statement, TieDecision, Withdrawal, WithoutStatement};
use super::refusal::Refusal;
use super::review::Review;
use super::roster::{Applicant, Eligibility, Judge};
use super::rules::Rules;
use super::setup::Setup;
use super::sheet::Entry;
use std::collections::{BTreeMap, HashMap};

/// A judging session as it stands after some number of acts.
#[derive(Clone, Debug, Default)]
pub struct Session {
    pub(super) setup: Option<Box<Setup>>,
    pub(super) rules: Rules,
    /// Acts that hold what a PIN is compared with, as they once did.
    pub(super) pin_hashes: usize,
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
    /// What judges say of applicants: by applicant and judge.
    pub(super) comments: BTreeMap<(usize, usize), CommentRecord>,
    /// What the panel says, by applicant.
    pub(super) panel_comments: BTreeMap<usize, CommentRecord>,
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
    pub(super) notice: Option<NoticeText>,
    /// In the order in which they came; the last one of an applicant is the current one.
    pub(super) dossiers: Vec<DossierRecord>,
    pub(super) copy_checks: Vec<CopyCheckRecord>,
    pub(super) copy_decisions: Vec<CopyDecision>,
    pub(super) accepted_facts: Vec<AcceptedFacts>,
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
