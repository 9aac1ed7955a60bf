//! What a screen is given, and what it asks for in return.
//!
//! A screen reads a [`Context`], answers a key with [`Effect`]s, and is told the outcome as an [`Answer`]. It
//! never saves, opens or asks a clock itself.

use super::dossier_task::DossierWork;
use super::exporting::Task;
use super::input::{Code, Key};
use super::theme;
use crate::journal::mirror::MirrorReport;
use crate::journal::{Clock, Health, Saved};
use crate::live::Live;
use crate::model::{Consent, Intent, Phase, Session, WithoutScore, Words};
use crate::office::log::Filter;
use crate::office::table::Encoding;
use crate::tally::Results;
use crate::text::fill;
use crate::text::screens as t;
use crate::text::{Lang, faults, mirror};
use std::borrow::Cow;
use std::path::PathBuf;

/// What a screen may know while it handles a key or draws.
pub struct Context<'a> {
    pub lang: Lang,
    pub live: Option<&'a Live>,
    /// Who is signed in here.
    pub seat: Option<&'a str>,
    /// Nothing may be written from here: an observer's window.
    pub watching: bool,
    /// The line comes from elsewhere: files of this machine are out of reach.
    pub remote: bool,
    pub clock: &'a Clock,
    /// Sessions opened before, newest first.
    pub recent: &'a [PathBuf],
    /// How the mirror stands; the coordinator alone is told.
    pub mirror: Option<MirrorReport>,
}

impl Context<'_> {
    pub fn session(&self) -> Option<&Session> {
        self.live.map(Live::session)
    }

    pub fn results(&self) -> Option<&Results> {
        self.live.map(Live::results)
    }

    /// Where the session stands, in words.
    pub fn phase(&self) -> String {
        self.session()
            .map(|session| phase(session, self.lang))
            .unwrap_or_default()
    }

    /// Do the rules hide every ranking until all have submitted, and have some not?
    pub fn results_hidden(&self) -> bool {
        self.session().is_some_and(Session::sealed_off)
    }

    /// What must be seen on every screen.
    pub fn banners(&self) -> Vec<String> {
        let Some(live) = self.live else {
            return Vec::new();
        };
        let health = live.journal().health();
        let mut list = Vec::new();
        if *health != Health::Good && !(self.watching && *health == Health::NoRight) {
            list.extend(faults::health(self.lang, health));
        }
        let head = live.journal().head().seq;
        let mirror = self.mirror.as_ref();
        list.extend(mirror.and_then(|report| mirror::banner(self.lang, report, head)));
        list
    }
}

/// Where a session stands, in words.
pub fn phase(session: &Session, lang: Lang) -> String {
    let text = match session.phase() {
        Phase::Setup => t::PHASE_SETUP,
        Phase::Scoring => t::PHASE_SCORING,
        Phase::Closed => t::PHASE_CLOSED,
        Phase::Certified => t::PHASE_CERTIFIED,
    };
    text.get(lang).to_owned()
}

/// What a screen wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Record acts as the seat signed in.
    Record(Vec<Intent>),
    /// Compare a PIN with a seat's, and sign in.
    SignIn {
        seat: String,
        pin: Option<String>,
    },
    /// Set a seat's first PIN and sign in.
    ChoosePin {
        seat: String,
        pin: String,
    },
    /// Set any seat's PIN, as the coordinator.
    SetPin {
        seat: String,
        pin: String,
    },
    /// State that there is no conflict of interest, and go on to the sheets.
    Declare,
    /// Leave the seat; the next one signs in.
    HandOver,
    /// Open a session's folder.
    Open(PathBuf),
    /// Go on with the path that was begun, as far as there is one way.
    Complete(String),
    /// Make a demonstration and open its tour.
    MakeDemo,
    /// Make a session.
    Create(Box<NewSession>),
    /// Read a roster's file and show what it would change.
    PreviewRoster {
        path: PathBuf,
        /// Of a workbook with several lists, the one that was chosen.
        sheet: Option<String>,
        encoding: Option<Encoding>,
    },
    /// Compare a file of scores with what stands.
    CompareScores {
        path: PathBuf,
        sheet: Option<String>,
    },
    /// Show what a file of scores would give, or take it.
    ImportScores {
        path: PathBuf,
        sheet: Option<String>,
        /// Take it; else it is only told what it would give.
        take: bool,
        /// Marks that differ take the place of those that stand.
        replace: bool,
    },
    /// Register what a preview showed.
    /// What is accepted, and how many rows of the file are left out.
    AcceptRoster(Vec<Intent>, usize),
    /// Read a file and keep its text as the text of the notice.
    KeepNotice(PathBuf),
    /// Keep a mirror in the folder that was typed, or none any more.
    KeepMirror(Option<String>),
    /// Say which client could not even ask for a PIN, if the server's log names one.
    LookAtDoor,
    /// Show what the notice says about something, or the whole of it.
    ShowNotice(Option<About>),
    /// Applications are read or compared, and what comes of it is shown.
    WorkOnDossiers(DossierWork),
    /// That is stopped.
    StopDossiers,
    /// What was shown of it is kept; with the numbers that are not in doubt.
    KeepDossiers {
        facts: bool,
    },
    /// The application of an entry, at what an indicator (by its id) asks for.
    ShowDossier(usize, String),
    /// Back from it: the piece at the top, and what is to go into the remark.
    CloseDossier,
    /// From what the applicant wrote to the cells, with a place for the remark.
    ToCells(Option<String>),
    /// Give every judge without a PIN one, shown once and perhaps written to a file.
    PinSlips(Option<PathBuf>),
    /// A judge's word on the result, given with the PIN.
    Confirm {
        verdict: Consent,
        reason: String,
        pin: String,
    },
    /// Make the result final.
    /// With the reasons for projects in which somebody has no score.
    Certify(Vec<WithoutScore>),
    /// Make papers, beside everything else.
    Export(Box<Task>),
    /// End the making of papers after the file at hand.
    StopExport,
    Go(Route),
    Back,
    Quit,
}

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    SignIn,
    Standings,
    NewSession,
    /// A judge's sheets, written from paper by the coordinator.
    Paper(String),
    /// What is said of an applicant, by the judge of this seat.
    Comments {
        seat: String,
        applicant: usize,
    },
    /// The qualification review, at one applicant or as a matrix.
    Review(Option<String>),
    Rules,
    Progress,
    Questions,
    Insight,
    Result,
    Export,
    Log(Filter),
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved(Saved),
    /// Why not, in words.
    Failed(String),
    /// The seat's PIN was wrong, or the seat pauses.
    PinRefused(String),
    /// Done, with a sentence about it.
    Done(String),
}

/// A sentence at the bottom of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Info(String),
    Good(String),
    Bad(String),
    /// When it was saved, as which act, and the record code of that act where it is to be written down.
    Saved {
        at: String,
        seq: u64,
        code: Option<String>,
    },
}

impl Notice {
    /// When it was saved, and as which act.
    pub fn saved(saved: &Saved) -> Self {
        Self::Saved {
            at: crate::journal::time_of_day(&saved.at).to_owned(),
            seq: saved.seq,
            code: None,
        }
    }

    /// The same with the record code.
    pub fn saved_with_code(saved: &Saved) -> Self {
        Self::Saved {
            at: crate::journal::time_of_day(&saved.at).to_owned(),
            seq: saved.seq,
            code: Some(saved.code()),
        }
    }

    pub fn text(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Info(s) | Self::Good(s) | Self::Bad(s) => s.into(),
            Self::Saved {
                at,
                seq,
                code: Some(code),
            } => fill!(
                t::SAVED_WITH_CODE,
                lang,
                [("at", at), ("seq", seq), ("code", code)]
            )
            .into(),
            Self::Saved { at, seq, .. } => {
                fill!(t::SAVED_AS_ACT, lang, [("at", at), ("seq", seq)]).into()
            }
        }
    }

    pub fn style(&self) -> ratatui::style::Style {
        match self {
            Self::Info(_) => theme::warn(),
            Self::Good(_) | Self::Saved { .. } => theme::good(),
            Self::Bad(_) => theme::bad(),
        }
    }
}

/// What to say to a key that does nothing here.
pub fn unbound(key: Key, lang: Lang) -> Notice {
    match key.code {
        Code::Char(c) if !c.is_ascii() => Notice::Info(t::IME_IS_ON.get(lang).to_owned()),
        _ => Notice::Info(fill!(t::KEY_UNBOUND, lang, [("key", &key.name())])),
    }
}

/// A row moved by a key inside a list.
pub fn moved(row: usize, by: isize, length: usize) -> usize {
    row.saturating_add_signed(by).min(length.saturating_sub(1))
}

/// The first row to draw so that the current one is visible.
pub fn scrolled(row: usize, rows: usize, length: usize) -> usize {
    if rows == 0 || length <= rows {
        return 0;
    }
    row.saturating_sub(rows / 2).min(length - rows)
}

/// A session to be made, as it was typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    pub folder: PathBuf,
    pub template: String,
    pub roster: String,
    /// Names in the order of seats, or a file.
    pub judges: String,
    /// What was left out of the files was told, and this is asked for all the same.
    pub told: bool,
}

/// What the notice is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub name: Words,
    pub clause: Words,
}
