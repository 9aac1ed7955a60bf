//! The journal as sentences, for the journal screen and `pingshen log`.

use crate::journal::times;
use crate::journal::verify::verify;
use crate::journal::{Hash, JournalError, Opening, record_code};
use crate::model::Kind;
use crate::model::{Act, Session, Stamp};
use crate::tally;
use crate::text::Lang;
use crate::text::acts;
use crate::text::ties;
use crate::text::times as said_times;
use std::path::Path;

/// One act, told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub seq: u64,
    pub at: String,
    /// The seat that acted.
    pub by: String,
    pub kind: Kind,
    /// With the names as they were then.
    pub said: String,
    /// What is odd about its time, in words.
    pub odd: Option<String>,
    act: Act,
    hash: Hash,
}

impl Told {
    /// What was done, as recorded.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// The record code of the journal as it stood after this act.
    pub fn code(&self) -> String {
        record_code(self.hash)
    }
}

/// Which acts are wanted; what is `None` or empty does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub seat: Option<String>,
    pub applicant: Option<String>,
    pub kind: Option<Kind>,
    /// Anywhere in the sentence, in any case.
    pub text: String,
}

impl Filter {
    pub fn takes(&self, told: &Told) -> bool {
        let seat = self.seat.as_deref();
        let applicant = self.applicant.as_deref();
        seat.is_none_or(|seat| told.act.touches_seat(&told.by, seat))
            && applicant.is_none_or(|a| told.act.concerns(a))
            && self.kind.is_none_or(|kind| told.kind == kind)
            && (self.text.is_empty()
                || told.said.to_lowercase().contains(&self.text.to_lowercase()))
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Every good line of a session's journal, in order. Where the rules hide what judges gave until all have
/// submitted, `hide_points` keeps the numbers out of the sentences.
///
/// # Errors
/// There is no journal, or it cannot be read.
pub fn read(folder: &Path, lang: Lang, hide_points: bool) -> Result<Vec<Told>, JournalError> {
    let found = verify(folder, None, &Opening::default())?;
    let mut session = Session::default();
    let mut list = Vec::with_capacity(found.records.len());
    let odd = times::of_records(&found.records);
    for (record, hash) in found.records {
        let mut said = match (&record.act, hide_points) {
            // A remark may say the number.
            (
                Act::Mark { entry, judge, .. }
                | Act::Remark { entry, judge, .. }
                | Act::Explain { entry, judge, .. },
                true,
            ) => acts::marked(lang, &session, &record.by, judge.as_deref(), entry),
            (act, _) => acts::sentence(lang, &session, &record.by, act),
        };
        let stamp = Stamp {
            seq: record.seq,
            at: &record.at,
            by: &record.by,
        };
        if tally::apply(&mut session, stamp, &record.act).is_err() {
            break;
        }
        said.push_str(&ties::set_aside_by(lang, &session, record.seq));
        list.push(Told {
            seq: record.seq,
            at: record.at,
            by: record.by,
            kind: record.act.facts().kind,
            said,
            odd: odd
                .binary_search_by_key(&record.seq, |time| time.seq)
                .ok()
                .and_then(|n| odd.get(n))
                .map(|time| said_times::odd(lang, time)),
            act: record.act,
            hash,
        });
    }
    Ok(list)
}
