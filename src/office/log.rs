//! The journal as sentences, for the journal screen, the papers and `pingshen log`.
//!
//! A journal can hold a hundred thousand marks. Of each this keeps what the filters ask, in a few bytes, and makes
//! the sentence when a line is shown or sought in; other acts are few and are kept with their sentences. Names are
//! those of the moment: they are kept once for each time that one of them changed.

use crate::journal::times::Times;
use crate::journal::{Hash, Head, JournalError, Record, Recorded, record_code};
use crate::model::{Act, ActKind, Points, Refusal, Session, Stamp};
use crate::tally;
use crate::text::Lang;
use crate::text::acts;
use crate::text::ties;
use crate::text::times as said_times;
use std::collections::HashMap;

/// One act, told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub seq: u64,
    pub at: String,
    /// The seat that acted.
    pub by: String,
    pub kind: ActKind,
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
    pub kind: Option<ActKind>,
    /// Anywhere in the sentence, in any case.
    pub text: String,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// More changes of names than this amid the marks are not kept, as each takes a session; marks after them are kept
/// with their sentences.
const MOST_NAMES: usize = 16;
/// In place of a number of a string that is not there.
const NOBODY: u32 = u32::MAX;

/// One line, as it is kept.
#[derive(Debug)]
enum Kept {
    /// Numbers of strings; `names`: of the session whose names hold.
    Mark {
        names: u32,
        by: u32,
        judge: u32,
        entry: u32,
        indicator: u32,
        points: Option<Points>,
    },
    Whole(Box<KeptWhole>),
}

#[derive(Debug)]
struct KeptWhole {
    by: String,
    said: String,
    act: Act,
}

/// Strings that come again and again, each kept once.
#[derive(Debug, Default)]
struct Interned {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Interned {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(n) = self.numbers.get(text) {
            return *n;
        }
        let n = u32::try_from(self.list.len()).unwrap_or(NOBODY);
        self.list.push(text.to_owned());
        self.numbers.insert(text.to_owned(), n);
        n
    }

    fn get(&self, n: u32) -> &str {
        self.list.get(n as usize).map_or("", String::as_str)
    }
}

/// Every act of a journal up to some head, in order, each told when it is asked for.
#[derive(Debug)]
pub struct ActLog {
    lang: Lang,
    /// The numbers that judges gave stay out of the sentences, as the rules hide them until all have submitted.
    hide_points: bool,
    head: Head,
    /// As it stands after the last line.
    session: Session,
    lines: Vec<Kept>,
    hashes: Vec<Hash>,
    /// All times behind each other, and where each ends.
    at: String,
    at_ends: Vec<usize>,
    times: Times,
    strings: Interned,
    /// Sessions whose names held for a while, one for each time that a name changed between marks.
    names: Vec<Session>,
    /// Something else than a mark came since the last names were kept.
    names_may_differ: bool,
}

impl ActLog {
    /// Tells a journal as far as it was read.
    ///
    /// # Errors
    /// As [`Recorded::since`].
    pub fn of(recorded: &Recorded, lang: Lang, hide_points: bool) -> Result<Self, JournalError> {
        let mut log = Self {
            lang,
            hide_points,
            head: Head::START,
            session: Session::default(),
            lines: Vec::new(),
            hashes: Vec::new(),
            at: String::new(),
            at_ends: Vec::new(),
            times: Times::default(),
            strings: Interned::default(),
            names: Vec::new(),
            names_may_differ: true,
        };
        log.follow(recorded)?;
        Ok(log)
    }

    /// Are the sentences in this language, with or without the points?
    pub fn is_told(&self, lang: Lang, hide_points: bool) -> bool {
        (self.lang, self.hide_points) == (lang, hide_points)
    }

    /// Tells what was recorded since; reads nothing else.
    ///
    /// # Errors
    /// As [`Recorded::since`]; what was told until then stays.
    pub fn follow(&mut self, recorded: &Recorded) -> Result<(), JournalError> {
        recorded.since(self.head, &mut |record, head| self.take(record, head))
    }

    fn take(&mut self, record: Record, head: Head) -> Result<(), Refusal> {
        let mark = self.mark(&record);
        let said = match mark {
            Some(_) => None,
            None => Some(sentence(
                self.lang,
                self.hide_points,
                &self.session,
                &record,
            )),
        };
        let stamp = Stamp {
            seq: record.seq,
            at: &record.at,
            by: &record.by,
        };
        tally::apply(&mut self.session, stamp, &record.act)?;
        let aside = ties::set_aside_by(self.lang, &self.session, record.seq);
        self.times.next(record.seq, &record.at);
        self.at.push_str(&record.at);
        self.at_ends.push(self.at.len());
        self.hashes.push(head.hash);
        self.head = head;
        let line = match (mark, said) {
            (Some(mark), _) if aside.is_empty() => mark,
            (Some(mark), _) => {
                let said = self.said(&mark);
                whole(record, said + &aside)
            }
            (None, said) => whole(record, said.unwrap_or_default() + &aside),
        };
        self.lines.push(line);
        Ok(())
    }

    /// A mark as it is kept, with the names of now; `None` for any other act, and after too many changes of names.
    fn mark(&mut self, record: &Record) -> Option<Kept> {
        let Act::Mark {
            entry,
            indicator,
            points,
            judge,
        } = &record.act
        else {
            self.names_may_differ |= record.act.facts().kind != ActKind::Score;
            return None;
        };
        if self.names_may_differ {
            let known = self.names.last();
            if !known.is_some_and(|known| has_same_names(known, &self.session)) {
                if self.names.len() >= MOST_NAMES {
                    return None;
                }
                self.names.push(self.session.clone());
            }
            self.names_may_differ = false;
        }
        Some(Kept::Mark {
            names: u32::try_from(self.names.len().checked_sub(1)?).ok()?,
            by: self.strings.number(&record.by),
            judge: match judge {
                Some(judge) => self.strings.number(judge),
                None => NOBODY,
            },
            entry: self.strings.number(entry),
            indicator: self.strings.number(indicator),
            points: *points,
        })
    }

    /// How many acts there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many acts have a time to be looked at.
    pub fn odd_times(&self) -> usize {
        self.times.odd().len()
    }

    /// The time of an act, by its place from 0.
    pub fn at(&self, n: usize) -> &str {
        let from = n.checked_sub(1).and_then(|n| self.at_ends.get(n));
        let until = self.at_ends.get(n).copied().unwrap_or(0);
        self.at
            .get(from.copied().unwrap_or(0)..until)
            .unwrap_or_default()
    }

    /// The record code of the journal as it stood after an act, by its number from 1.
    pub fn code_of(&self, seq: u64) -> Option<String> {
        let n = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.hashes.get(n).map(|hash| record_code(*hash))
    }

    /// One act, by its place from 0.
    pub fn get(&self, n: usize) -> Option<Told> {
        let line = self.lines.get(n)?;
        let seq = n as u64 + 1;
        let act = self.act(line);
        let odd = self.times.odd();
        let at = odd.binary_search_by_key(&seq, |time| time.seq).ok();
        Some(Told {
            seq,
            at: self.at(n).to_owned(),
            by: self.by(line).to_owned(),
            kind: act.facts().kind,
            said: self.said(line),
            odd: at
                .and_then(|at| odd.get(at))
                .map(|time| said_times::odd(self.lang, time)),
            act,
            hash: *self.hashes.get(n)?,
        })
    }

    /// All acts, in order.
    pub fn iter(&self) -> impl Iterator<Item = Told> {
        (0..self.len()).filter_map(|n| self.get(n))
    }

    /// The places, from one on, of the acts that a filter takes.
    pub fn taken_from(&self, from: usize, filter: &Filter) -> Vec<usize> {
        let text = filter.text.to_lowercase();
        let takes = |line: &Kept| {
            if filter.is_empty() {
                return true;
            }
            let act = self.act(line);
            let seat = filter.seat.as_deref();
            let applicant = filter.applicant.as_deref();
            filter.kind.is_none_or(|kind| act.facts().kind == kind)
                && seat.is_none_or(|seat| act.touches_seat(self.by(line), seat))
                && applicant.is_none_or(|a| act.concerns(a))
                && (text.is_empty() || self.said(line).to_lowercase().contains(&text))
        };
        let lines = self.lines.iter().enumerate().skip(from);
        lines
            .filter(|(_, line)| takes(line))
            .map(|(n, _)| n)
            .collect()
    }

    fn by<'a>(&'a self, line: &'a Kept) -> &'a str {
        match line {
            Kept::Mark { by, .. } => self.strings.get(*by),
            Kept::Whole(whole) => &whole.by,
        }
    }

    fn act(&self, line: &Kept) -> Act {
        match line {
            Kept::Mark {
                judge,
                entry,
                indicator,
                points,
                ..
            } => Act::Mark {
                entry: self.strings.get(*entry).to_owned(),
                indicator: self.strings.get(*indicator).to_owned(),
                points: *points,
                judge: (*judge != NOBODY).then(|| self.strings.get(*judge).to_owned()),
            },
            Kept::Whole(whole) => whole.act.clone(),
        }
    }

    fn said(&self, line: &Kept) -> String {
        match line {
            Kept::Mark { names, by, .. } => {
                let record = Record {
                    seq: 0,
                    at: String::new(),
                    by: self.strings.get(*by).to_owned(),
                    batch: None,
                    act: self.act(line),
                };
                let session = self.names.get(*names as usize).unwrap_or(&self.session);
                sentence(self.lang, self.hide_points, session, &record)
            }
            Kept::Whole(whole) => whole.said.clone(),
        }
    }
}

fn whole(record: Record, said: String) -> Kept {
    Kept::Whole(Box::new(KeptWhole {
        by: record.by,
        said,
        act: record.act,
    }))
}

/// The sentence of an act, told with the session as it was before it.
fn sentence(lang: Lang, hide_points: bool, session: &Session, record: &Record) -> String {
    match (&record.act, hide_points) {
        // A remark may say the number.
        (
            Act::Mark { entry, judge, .. }
            | Act::Remark { entry, judge, .. }
            | Act::Explain { entry, judge, .. },
            true,
        ) => acts::marked(lang, session, &record.by, judge.as_deref(), entry),
        (act @ (Act::Comment { .. } | Act::PanelComment { .. }), true) => {
            acts::commented(lang, session, &record.by, act)
        }
        (act, _) => acts::sentence(lang, session, &record.by, act),
    }
}

/// Does the sentence of a mark name everybody alike in both? Projects and indicators never change.
fn has_same_names(one: &Session, other: &Session) -> bool {
    let (here, there) = (one.applicants().iter(), other.applicants().iter());
    let applicants = here
        .map(|a| (&a.id, &a.name))
        .eq(there.map(|a| (&a.id, &a.name)));
    let (here, there) = (one.judges().iter(), other.judges().iter());
    applicants
        && here
            .map(|j| (&j.id, &j.name))
            .eq(there.map(|j| (&j.id, &j.name)))
}
