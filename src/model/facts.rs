//! What is true of an act before it is folded: its kind, whom it names, what it changes, who must hear of it.
//!
//! [`Act::facts`] is the one description of every act. Permission, the fold, the journal, notifications and sentences
//! ask it, so that a new act is described once, and cannot be forgotten: the match has no catch-all.

use super::act::Act;
use super::refusal::Wanted;

/// What an act is about, as the journal screen groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    Setup,
    Panel,
    Roster,
    Review,
    Seat,
    Score,
    Sheet,
    Decision,
    Rules,
    Incident,
    Result,
    File,
}

impl ActKind {
    pub const ALL: [Self; 12] = [
        Self::Setup,
        Self::Panel,
        Self::Roster,
        Self::Review,
        Self::Seat,
        Self::Score,
        Self::Sheet,
        Self::Decision,
        Self::Rules,
        Self::Incident,
        Self::Result,
        Self::File,
    ];
}

/// Which applicants an act names, by id or by entry id (`project/applicant`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Named<'a> {
    #[default]
    None,
    Applicant(&'a str),
    Entry(&'a str),
    Applicants(Vec<&'a str>),
}

/// Which screens an act changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Every seat's.
    #[default]
    Everywhere,
    /// The coordinator's, and that of the judge or seat that the act is about.
    Seat,
    /// The coordinator's alone.
    Desk,
}

/// The description of one act.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Independent answers to independent questions.
pub struct Facts<'a> {
    pub kind: ActKind,
    /// What the act needs of the phase, for the sentence that refuses it.
    pub wanted: Wanted,
    /// The seat that the act is about, where it is not its doer's own.
    pub seat: Option<&'a str>,
    /// A second seat: who takes over.
    pub successor: Option<&'a str>,
    pub named: Named<'a>,
    /// Why, as it was typed; empty where the act carries no reason.
    pub reason: &'a str,
    pub shown: Shown,
    /// A result that was confirmed is no longer the one that was confirmed.
    pub changes_the_result: bool,
    /// Its record code is shown or printed, so that a later reader can hold the file against it.
    pub has_code: bool,
    /// `scores.json` is written again after it.
    pub renews_snapshot: bool,
    /// The whole file is read back from the disk before it is called saved.
    pub reads_back: bool,
    /// It leads into another phase.
    pub moves_phase: bool,
    /// It decides something: it is neither a judge's daily work nor somebody's coming and going.
    pub decides: bool,
    /// The report of the review lists it among what happened.
    pub unusual: bool,
    /// Allowed once the result is certified.
    pub after_certificate: bool,
    /// Allowed to whoever only looks on.
    pub by_observer: bool,
}

impl<'a> Facts<'a> {
    const fn new(kind: ActKind, wanted: Wanted) -> Self {
        Self {
            kind,
            wanted,
            seat: None,
            successor: None,
            named: Named::None,
            reason: "",
            shown: Shown::Everywhere,
            changes_the_result: false,
            has_code: false,
            renews_snapshot: false,
            reads_back: false,
            moves_phase: false,
            decides: true,
            unusual: false,
            after_certificate: false,
            by_observer: false,
        }
    }

    /// Coming, going, and what keeps the file in order: nothing of the session depends on it.
    const fn door(seat: Option<&'a str>, shown: Shown) -> Self {
        let mut facts = Self::new(ActKind::Seat, Wanted::Any);
        facts.seat = seat;
        facts.shown = shown;
        facts.after_certificate = true;
        facts
    }

    fn seat(mut self, seat: &'a str) -> Self {
        self.seat = Some(seat);
        self
    }

    fn own_seat(mut self, seat: Option<&'a String>) -> Self {
        self.seat = seat.map(String::as_str);
        self
    }

    fn applicant(mut self, id: &'a str) -> Self {
        self.named = Named::Applicant(id);
        self
    }

    fn entry(mut self, id: Option<&'a String>) -> Self {
        self.named = id.map_or(Named::None, |id| Named::Entry(id));
        self
    }

    fn applicants(mut self, ids: impl Iterator<Item = &'a str>) -> Self {
        self.named = Named::Applicants(ids.collect());
        self
    }

    fn reason(mut self, reason: &'a str) -> Self {
        self.reason = reason;
        self
    }

    const fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }

    const fn changes_the_result(mut self) -> Self {
        self.changes_the_result = true;
        self
    }

    const fn has_code(mut self) -> Self {
        self.has_code = true;
        self
    }

    const fn renews_snapshot(mut self) -> Self {
        self.renews_snapshot = true;
        self
    }

    const fn reads_back(mut self) -> Self {
        self.reads_back = true;
        self
    }

    const fn moves_phase(mut self) -> Self {
        self.moves_phase = true;
        self
    }

    const fn unusual(mut self) -> Self {
        self.unusual = true;
        self
    }

    const fn daily(mut self) -> Self {
        self.decides = false;
        self
    }

    const fn after_certificate(mut self) -> Self {
        self.after_certificate = true;
        self
    }

    const fn by_observer(mut self) -> Self {
        self.by_observer = true;
        self
    }
}

impl Facts<'_> {
    /// Whether a judge's own screen shows something else after the act.
    pub fn changes_screen_of(&self, seat: &str) -> bool {
        match self.shown {
            Shown::Everywhere => true,
            Shown::Seat => self.seat == Some(seat),
            Shown::Desk => false,
        }
    }
}

impl Act {
    /// What is true of this act.
    pub fn facts(&self) -> Facts<'_> {
        let f = Facts::new;
        match self {
            Self::Setup(_) => f(ActKind::Setup, Wanted::Any).daily(),
            Self::Judge(judge) | Self::EditJudge(judge) => {
                f(ActKind::Panel, Wanted::Panel).seat(&judge.id)
            }
            Self::RemoveJudge { judge } => f(ActKind::Panel, Wanted::Panel).seat(judge),
            Self::Replace { judge, by, reason } => {
                let mut facts = f(ActKind::Panel, Wanted::Sheets).seat(judge).reason(reason);
                facts.successor = Some(&by.id);
                facts.changes_the_result().unusual()
            }
            Self::Declare { judge } => f(ActKind::Panel, Wanted::Begun)
                .own_seat(judge.as_ref())
                .shown(Shown::Seat),
            Self::WithoutStatement { judge, reason } => f(ActKind::Panel, Wanted::Begun)
                .seat(judge)
                .reason(reason)
                .unusual(),
            Self::Applicant(applicant) => {
                f(ActKind::Roster, Wanted::Roster).applicant(&applicant.id)
            }
            Self::RemoveApplicant { applicant } => {
                f(ActKind::Roster, Wanted::Roster).applicant(applicant)
            }
            Self::Correct {
                applicant,
                change,
                reason,
            } => {
                let facts = f(ActKind::Roster, Wanted::Correct).applicant(applicant);
                let facts = facts.reason(reason).unusual();
                if change.renames() {
                    facts.changes_the_result()
                } else {
                    facts
                }
            }
            Self::Withdraw { applicant, .. } => f(ActKind::Roster, Wanted::Any)
                .applicant(applicant)
                .changes_the_result()
                .unusual(),
            Self::Review { applicant, .. }
            | Self::Qualify { applicant, .. }
            | Self::ConfirmReview { applicant, .. } => {
                f(ActKind::Review, Wanted::Review).applicant(applicant)
            }
            Self::Pend { applicant, reason } => f(ActKind::Review, Wanted::Review)
                .applicant(applicant)
                .reason(reason),
            Self::Pin { seat, .. } | Self::Keys { seat, .. } | Self::Unlock { seat, .. } => {
                Facts::door(Some(seat), Shown::Desk)
            }
            Self::SignIn { seat, .. } | Self::SignOut { seat, .. } => {
                Facts::door(Some(seat), Shown::Seat).daily().by_observer()
            }
            Self::SignInFailed { seat, .. } => {
                Facts::door(Some(seat), Shown::Desk).daily().by_observer()
            }
            Self::OpenScoring {} => f(ActKind::Result, Wanted::OpenScoring)
                .has_code()
                .moves_phase(),
            Self::Mark { entry, judge, .. } => f(ActKind::Score, Wanted::Score)
                .own_seat(judge.as_ref())
                .entry(Some(entry))
                .shown(Shown::Seat)
                .changes_the_result()
                .daily(),
            Self::Remark { entry, judge, .. } => f(ActKind::Score, Wanted::Score)
                .own_seat(judge.as_ref())
                .entry(Some(entry))
                .shown(Shown::Seat)
                .daily(),
            Self::Comment {
                applicant, judge, ..
            } => f(ActKind::Score, Wanted::Score)
                .own_seat(judge.as_ref())
                .applicant(applicant)
                .daily(),
            Self::PanelComment { applicant, .. } => f(ActKind::Score, Wanted::Begun)
                .applicant(applicant)
                .daily(),
            Self::Explain { entry, judge, .. } => f(ActKind::Score, Wanted::Begun)
                .own_seat(judge.as_ref())
                .entry(Some(entry)),
            Self::Submit { entries, judge, .. } => f(ActKind::Sheet, Wanted::Score)
                .own_seat(judge.as_ref())
                .applicants(entries.iter().map(|line| applicant_of(&line.entry)))
                .changes_the_result()
                .has_code()
                .renews_snapshot()
                .reads_back(),
            Self::Reopen {
                judge,
                entry,
                reason,
                ..
            } => f(ActKind::Sheet, Wanted::Begun)
                .seat(judge)
                .entry(entry.as_ref())
                .reason(reason)
                .changes_the_result()
                .moves_phase()
                .unusual(),
            Self::Recuse {
                judge,
                entry,
                ground,
                ..
            } => f(ActKind::Sheet, Wanted::Sheets)
                .seat(judge)
                .entry(entry.as_ref())
                .reason(ground)
                .changes_the_result(),
            Self::LiftRecusal {
                judge,
                entry,
                reason,
                ..
            } => f(ActKind::Sheet, Wanted::Sheets)
                .seat(judge)
                .entry(entry.as_ref())
                .reason(reason)
                .changes_the_result()
                .unusual(),
            Self::Void { judge, reason, .. } => f(ActKind::Sheet, Wanted::Sheets)
                .seat(judge)
                .reason(reason)
                .changes_the_result()
                .unusual(),
            Self::Disqualify {
                applicant, reason, ..
            } => f(ActKind::Review, Wanted::Any)
                .applicant(applicant)
                .reason(reason)
                .changes_the_result(),
            Self::Veto {
                applicant, reason, ..
            }
            | Self::Reinstate {
                applicant, reason, ..
            } => f(ActKind::Decision, Wanted::Any)
                .applicant(applicant)
                .reason(reason)
                .changes_the_result()
                .unusual(),
            Self::TieMethod {
                applicants, reason, ..
            } => f(ActKind::Decision, Wanted::Begun)
                .applicants(applicants.iter().map(String::as_str))
                .reason(reason),
            Self::Tie { order, reason, .. } => f(ActKind::Decision, Wanted::Begun)
                .applicants(order.iter().map(String::as_str))
                .reason(reason)
                .changes_the_result(),
            Self::NoticeText { .. } => f(ActKind::Setup, Wanted::Notice).daily(),
            Self::Dossier { applicant, .. } => f(ActKind::Roster, Wanted::Dossiers)
                .applicant(applicant)
                .daily(),
            Self::AcceptFacts { applicant, .. } => {
                f(ActKind::Review, Wanted::Any).applicant(applicant)
            }
            Self::CopyCheck(_) => f(ActKind::Review, Wanted::Any).daily(),
            Self::CopyDecision { words, reason, .. } => {
                let ids = words.places.iter().map(|place| place.applicant.as_str());
                f(ActKind::Decision, Wanted::Any)
                    .applicants(ids.filter(|id| !id.is_empty()))
                    .reason(reason)
                    .unusual()
            }
            Self::Rules { reason, .. } => f(ActKind::Rules, Wanted::Any)
                .reason(reason)
                .changes_the_result()
                .has_code(),
            Self::Incident { .. } => f(ActKind::Incident, Wanted::Any)
                .shown(Shown::Desk)
                .after_certificate()
                .unusual(),
            Self::CloseScoring {} => f(ActKind::Result, Wanted::CloseScoring)
                .changes_the_result()
                .has_code()
                .renews_snapshot()
                .reads_back()
                .moves_phase(),
            Self::Confirm { judge, reason, .. } => f(ActKind::Result, Wanted::Confirm)
                .own_seat(judge.as_ref())
                .reason(reason)
                .has_code(),
            Self::Certify { awards, .. } => {
                let all = awards.iter().flat_map(|line| &line.applicants);
                f(ActKind::Result, Wanted::Certify)
                    .applicants(all.map(String::as_str))
                    .has_code()
                    .renews_snapshot()
                    .moves_phase()
            }
            Self::NewReview { reason } => f(ActKind::Result, Wanted::Any)
                .reason(reason)
                .moves_phase()
                .after_certificate()
                .unusual(),
            Self::TailSetAside { .. } => f(ActKind::File, Wanted::Any)
                .unusual()
                .shown(Shown::Desk)
                .daily()
                .after_certificate()
                .by_observer(),
        }
    }

    /// Whether the act concerns this applicant.
    pub fn concerns(&self, applicant: &str) -> bool {
        match self.facts().named {
            Named::None => false,
            Named::Applicant(id) => id == applicant,
            Named::Entry(entry) => applicant_of(entry) == applicant,
            Named::Applicants(ids) => ids.contains(&applicant),
        }
    }

    /// Whether the act concerns this seat, done by it or about it.
    pub fn touches_seat(&self, by: &str, seat: &str) -> bool {
        let facts = self.facts();
        by == seat || facts.seat == Some(seat) || facts.successor == Some(seat)
    }
}

/// The applicant of an entry id.
fn applicant_of(entry: &str) -> &str {
    entry.rsplit('/').next().unwrap_or(entry)
}
