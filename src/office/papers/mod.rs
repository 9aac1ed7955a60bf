//! The documents that a session prints: what they all draw from, and one file a paper.

pub mod applicant;
pub mod brief;
pub mod comments;
pub mod forms;
pub mod letter;
pub mod notice;
pub mod pledge;
pub mod report;
pub mod sheets;

use super::docx::{Cell, Document, PageSetup, Row, Style};
use super::log::ActLog;
use super::table::clean;
use crate::journal::qr::QrPicture;
use crate::journal::{History, JournalError};
use crate::model::{Consent, Eligibility, Entry, Phase, Reading, Session, Status, Withdrawal};
use crate::tally::{Difference, Reserve, Results};
use crate::text::award;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::rules as said_rules;
use crate::text::times::minute;
use crate::text::{Lang, hand, words};

/// One journal at one moment, in one language: everything that a paper says comes from here.
pub struct Source<'a> {
    pub lang: Lang,
    pub history: &'a History,
    pub results: Results,
    /// Every act up to the journal's head.
    pub acts: ActLog,
    /// Papers that are signed show the record code in full, too.
    pub whole_code: bool,
}

impl<'a> Source<'a> {
    /// # Errors
    /// The journal cannot be read, or its file is no longer what was read when it was opened.
    pub fn of(history: &'a History, lang: Lang) -> Result<Self, JournalError> {
        // Somebody may have saved meanwhile; a paper shows one moment, that of the head.
        Ok(Self {
            lang,
            results: Results::of(history.session()),
            acts: ActLog::of(&history.recorded(), lang, false)?,
            history,
            whole_code: false,
        })
    }

    pub fn session(&self) -> &'a Session {
        self.history.session()
    }

    /// When the last act was recorded; the only time that a paper knows.
    pub fn at(&self) -> &str {
        self.acts.at(self.acts.len().saturating_sub(1))
    }

    pub fn title(&self) -> String {
        self.session()
            .template()
            .map(|x| clean(words(self.lang, &x.title)))
            .unwrap_or_default()
    }

    pub fn organizer(&self) -> String {
        self.session()
            .template()
            .map(|x| clean(words(self.lang, &x.organizer)))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| t::ORGANIZER.get(self.lang).to_owned())
    }

    /// `项目1 高中新高考培训项目`
    pub fn project(&self, project: usize) -> String {
        let known = self.session().projects().get(project);
        let name = known.map(|p| clean(words(self.lang, &p.name)));
        fill!(
            t::PROJECT,
            self.lang,
            [("n", &(project + 1)), ("name", &name.unwrap_or_default())]
        )
    }

    /// What an applicant applied for, by number and name.
    pub fn projects_of(&self, applicant: usize) -> String {
        let known = self.session().applicants().get(applicant);
        let ids = known.map_or(&[][..], |a| &a.projects);
        let projects = ids.iter().filter_map(|id| self.session().project(id));
        let names: Vec<String> = projects.map(|p| self.project(p)).collect();
        names.join(t::BETWEEN.get(self.lang))
    }

    pub fn applicant(&self, applicant: usize) -> String {
        let known = self.session().applicants().get(applicant);
        known.map(|a| clean(&a.name)).unwrap_or_default()
    }

    pub fn applicant_id(&self, applicant: usize) -> &'a str {
        let known = self.session().applicants().get(applicant);
        known.map_or("", |a| a.id.as_str())
    }

    pub fn judge_id(&self, judge: usize) -> &'a str {
        let known = self.session().judges().get(judge);
        known.map_or("", |j| j.id.as_str())
    }

    pub fn judge(&self, judge: usize) -> String {
        let known = self.session().judges().get(judge);
        known.map(|j| clean(&j.name)).unwrap_or_default()
    }

    /// The judges who sit on the project's panel.
    pub fn panel(&self, project: usize) -> Vec<usize> {
        let session = self.session();
        (0..session.judges().len())
            .filter(|j| {
                session
                    .entries_of(project)
                    .iter()
                    .filter_map(|e| self.entry(*e))
                    .any(|e| e.status(*j) != Status::Absent)
            })
            .collect()
    }

    /// A table's headings of the indicators, each with its cap.
    pub fn indicator_heads(&self) -> impl Iterator<Item = String> {
        let lang = self.lang;
        let indicators = self.session().indicators().iter();
        indicators.map(move |i| format!("{}\n({})", words(lang, i.short()), cap(i.cap)))
    }

    pub fn entry(&self, entry: usize) -> Option<&'a Entry> {
        self.session().entries().get(entry)
    }

    /// The record code of the journal as it stood after this act.
    pub fn code_of(&self, seq: u64) -> String {
        self.acts.code_of(seq).unwrap_or_default()
    }

    /// `记录 812 条，记录号 4K7Q-9ZPD-M2XA`
    pub fn evidence(&self) -> String {
        fill!(
            t::EVIDENCE,
            self.lang,
            [
                ("seq", &self.history.head().seq),
                ("code", &self.history.code()),
                ("at", &minute(self.at())),
            ]
        )
    }

    /// What must stand on every page: 演练, and that a score may still change. `counts`: the page shows scores.
    pub fn banner(&self, counts: bool) -> String {
        let mut list = Vec::new();
        if self.session().rehearsal() {
            list.push(t::REHEARSAL.get(self.lang));
        }
        if counts && !matches!(self.session().phase(), Phase::Closed | Phase::Certified) {
            list.push(t::PROVISIONAL.get(self.lang));
        }
        list.join(t::BETWEEN.get(self.lang))
    }

    /// Why an entry is not in the race; `None` for one that is.
    pub fn entry_out(&self, entry: usize) -> Option<String> {
        let applicant = self.entry(entry)?.applicant;
        self.decided_out(applicant).or_else(|| {
            let w = self.session().withdrawal(entry)?;
            Some(self.withdrawn(w))
        })
    }

    /// Why an applicant is not in the race, in one project at least; `None` for one who is in all.
    pub fn out(&self, applicant: usize) -> Option<String> {
        self.decided_out(applicant).or_else(|| {
            let gone = self.session().withdrawn_entries(applicant);
            if self.session().has_withdrawn(applicant) {
                let w = gone.iter().find_map(|e| self.session().withdrawal(*e))?;
                return Some(self.withdrawn(w));
            }
            let parts: Vec<String> = gone
                .iter()
                .filter_map(|e| {
                    let project = self.project(self.entry(*e)?.project);
                    let said = self.withdrawn(self.session().withdrawal(*e)?);
                    Some(format!("{project} {said}"))
                })
                .collect();
            (!parts.is_empty()).then(|| parts.join(t::BETWEEN.get(self.lang)))
        })
    }

    /// What the qualification review came to; that nobody reviewed an applicant is no conclusion.
    pub fn qualification(&self, applicant: usize) -> String {
        self.out(applicant).unwrap_or_else(|| {
            if self.is_reviewed(applicant) {
                t::IS_QUALIFIED
            } else {
                t::NO_REVIEW
            }
            .get(self.lang)
            .to_owned()
        })
    }

    /// Did somebody conclude on this applicant?
    pub fn is_reviewed(&self, applicant: usize) -> bool {
        self.session().review(applicant).concluded
    }

    fn withdrawn(&self, w: &Withdrawal) -> String {
        let (date, document) = (clean(&w.date), clean(&w.document));
        fill!(
            t::OUT_WITHDRAWN,
            self.lang,
            [("date", &date), ("document", &document)]
        )
    }

    fn decided_out(&self, applicant: usize) -> Option<String> {
        let mut said = self.out_without_evidence(applicant)?;
        if let Eligibility::Vetoed { evidence, .. } = self.session().eligibility(applicant)
            && !evidence.is_empty()
        {
            said.push_str(&fill!(
                t::EVIDENCE_IS,
                self.lang,
                [("text", &clean(evidence))]
            ));
        }
        Some(said)
    }

    /// The same without what a veto rests on, which may name others.
    pub fn out_without_evidence(&self, applicant: usize) -> Option<String> {
        match self.session().eligibility(applicant) {
            Eligibility::Qualified => None,
            Eligibility::Pending => {
                let review = self.session().review(applicant);
                let why = match clean(&review.pending) {
                    why if why.is_empty() && review.ticks.is_empty() => {
                        t::NO_REVIEW.get(self.lang).to_owned()
                    }
                    why if why.is_empty() => t::NO_CONCLUSION.get(self.lang).to_owned(),
                    why => why,
                };
                Some(fill!(t::OUT_PENDING, self.lang, [("reason", &why)]))
            }
            Eligibility::Disqualified { clause, reason } => Some(fill!(
                t::OUT_DISQUALIFIED,
                self.lang,
                [("clause", &clean(clause)), ("reason", &clean(reason))]
            )),
            Eligibility::Vetoed { reason, .. } => Some(fill!(
                t::OUT_VETOED,
                self.lang,
                [("reason", &clean(reason))]
            )),
        }
    }

    /// How a score comes about, by the rules as they are.
    pub fn mean_rule(&self) -> String {
        let rules = self.session().rules();
        let text = match rules.reading {
            Reading::Totals => t::MEAN_TOTALS,
            Reading::Indicators => t::MEAN_INDICATORS,
        };
        let mut said = text.fill(
            self.lang,
            &[
                ("trimmed", &said_rules::trimmed(self.lang, rules)),
                ("least", &rules.min_sheets),
            ],
        );
        if self.of_the_notice() && rules.trims_as_in_the_notice() {
            said.push_str(t::MEAN_BASIS.get(self.lang));
        }
        said
    }

    /// Is this the selection of the built-in notice, whose clauses may be named?
    pub fn of_the_notice(&self) -> bool {
        let template = self.session().template();
        template.is_some_and(|x| x.id == super::template::BUILT_IN)
    }

    /// What the other reading would recommend instead.
    pub fn difference(&self, d: &Difference) -> String {
        self.named(|namer| namer.difference(self.lang, t::OTHER_DIFFERS, d))
    }

    /// The reserves of a project in words, with what would follow where one of them holds another award.
    pub fn reserves(&self, project: usize) -> Vec<String> {
        self.named(|namer| namer.reserves(self.lang, project, &self.results))
    }

    /// What a reserve is, with what is to be known of it: `备选（并列）`.
    pub fn reserve(&self, reserve: &Reserve) -> String {
        let notes = self.named(|namer| award::reserve_notes(self.lang, &namer.reserve(reserve)));
        let word = t::RESERVE.get(self.lang);
        if notes.is_empty() {
            word.to_owned()
        } else {
            fill!(
                t::AWARD_SURE,
                self.lang,
                [("text", &word), ("sure", &notes)]
            )
        }
    }

    /// With the names as papers write them.
    pub fn named<T>(&self, say: impl Fn(&award::Namer) -> T) -> T {
        say(&award::Namer {
            applicant: &|a| format!("{} {}", self.applicant_id(a), self.applicant(a)),
            project: &|p| self.project(p),
        })
    }

    /// A judge's word on the result, as it holds now.
    pub fn word(&self, judge: usize) -> Option<String> {
        let given = self.session().confirmation(judge)?;
        let text = match given.verdict {
            Consent::Agree => t::WORD_AGREE,
            Consent::Disagree => t::WORD_DISAGREE,
            Consent::Refuse => t::WORD_REFUSE,
        };
        Some(text.fill(
            self.lang,
            &[
                ("reason", &clean(&given.reason)),
                ("at", &minute(&given.at)),
                (
                    "hand",
                    &hand::hand(self.lang, &given.by, self.judge_id(judge)),
                ),
                ("seq", &given.seq),
                ("code", &self.code_of(given.seq)),
            ],
        ))
    }

    /// A document of this session. `counts` as for [`Source::banner`].
    pub fn document(&self, title: &str, landscape: bool, counts: bool) -> Document {
        Document::new(self.sheet(title, landscape, counts))
    }

    fn sheet(&self, title: &str, landscape: bool, counts: bool) -> PageSetup {
        PageSetup {
            lang: self.lang,
            title: format!("{} {title}", self.title()),
            author: self.organizer(),
            at: self.at().to_owned(),
            landscape,
            header: self.banner(counts),
            footer: self.evidence(),
            pages: t::PAGE_OF.get(self.lang).to_owned(),
            notice: None,
        }
    }
}

/// Millimetres of a QR code on paper.
const QR_SIDE: usize = 22;

/// Title of the session, and what paper this is.
fn heading(source: &Source, document: &mut Document, what: &str) {
    document.with_next(Style::Title, &source.title());
    document.with_next(Style::Subtitle, what);
}

/// The record code in full where it was asked for, before what is signed: 64 digits to compare and a QR code to
/// photograph.
fn whole_code(source: &Source, document: &mut Document) {
    let head = source.history.head();
    let hash = head.hash;
    let Some(picture) = QrPicture::of(hash).filter(|_| source.whole_code) else {
        return;
    };
    let digits = hash.to_string();
    let line = fill!(
        t::WHOLE_CODE,
        source.lang,
        [("seq", &head.seq), ("hash", &digits)]
    );
    document.with_next(Style::Note, &line);
    document.qr(picture, QR_SIDE, &digits);
}

/// A box to sign in, high enough for a hand: agreement or not, name, date. It stays on one page; on a page
/// that is wide it is one row.
fn signature(source: &Source, document: &mut Document, wide: bool, consent: &str) {
    let get = |text: crate::text::Text| text.get(source.lang).to_owned();
    let (name, date) = (Cell::new(get(t::SIGN_JUDGE)), Cell::new(get(t::SIGN_DATE)));
    if wide {
        let row = Row::new(vec![Cell::new(consent), name, date]);
        document.table(&[9, 6, 5], &[row.high(900)]);
    } else {
        document.table(
            &[3, 2],
            &[
                Row::new(vec![Cell::new(consent).over(2)]).high(1000).kept(),
                Row::new(vec![name, date]).high(1000),
            ],
        );
    }
}

/// A cap as people say it: `5`, `2.5`.
pub fn cap(points: crate::model::Points) -> String {
    let text = points.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
