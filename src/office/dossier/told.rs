//! A folder of applications in sentences: the same on the command line and on the screen.

use super::doubts::DoubtsDecided;
use super::facts::{certain_facts, contradicted, experts};
use super::folder::{
    DossierFolder, Incoming, IncomingState, IncomingVerdict, ReadAmount, ReadDossier,
};
use super::form::FormFacts;
use super::matching::MatchedBy;
use super::outline::Outline;
use super::years::gaps;
use super::{place_words, unread_words};
use crate::model::{Act, Applicant, Session, Template};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, checks, faults};
use std::collections::BTreeMap;

impl MatchedBy {
    /// As the journal says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::CreditCode => "credit_code",
            Self::UnitName => "unit_name",
            Self::FileName => "file_name",
            Self::Person => "person",
        }
    }

    fn words(self, lang: Lang) -> &'static str {
        let text = match self {
            Self::CreditCode => t::BY_CODE,
            Self::UnitName => t::BY_UNIT,
            Self::FileName => t::BY_FILE,
            Self::Person => t::BY_PERSON,
        };
        text.get(lang)
    }
}

impl DossierFolder {
    /// Every file with what was read of it, then who is missing and what stands in several applications.
    pub fn words(&self, session: &Session, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        for file in &self.files {
            lines.extend(self.file(file, session, lang));
        }
        if self.files.is_empty() {
            let folder = faults::shown(&self.path.display().to_string());
            lines.push(fill!(t::NO_FILES, lang, [("folder", &folder)]));
        }
        let absent = self.absent(session);
        if !absent.is_empty() {
            let who = named(&self.applicants, &absent, lang);
            lines.push(fill!(t::NO_DOSSIER, lang, [("who", &who)]));
        }
        lines.extend(self.shared(lang));
        let open = self.doubts(session).len();
        if open > 0 {
            lines.push(fill!(t::OPEN_DOUBTS, lang, [("n", &open)]));
        }
        lines
    }

    /// How many files are taken, unchanged, and not taken.
    pub fn counts(&self) -> (usize, usize, usize) {
        let taken = self.taken().count();
        let same = self.files.iter().filter_map(Incoming::read_well);
        let same = same
            .filter(|r| matches!(r.verdict, IncomingVerdict::Same(_)))
            .count();
        (taken, same, self.files.len() - taken - same)
    }

    pub fn counts_words(&self, lang: Lang) -> String {
        let (n, same, refused) = self.counts();
        fill!(
            t::COUNTS,
            lang,
            [("n", &n), ("same", &same), ("refused", &refused)]
        )
    }

    /// Numbers to be taken over from the files that are taken, where nothing in them is in doubt or a person has decided
    /// it, and they are not the roster's already.
    pub fn accepted(&self, session: &Session, decided: &DoubtsDecided, lang: Lang) -> Vec<Act> {
        let Some(template) = session.template() else {
            return Vec::new();
        };
        let owner = |file: &Incoming| file.read_well()?.verdict.owner();
        let mut files: Vec<(usize, &Incoming)> = self
            .files
            .iter()
            .filter_map(|file| Some((owner(file)?, file)))
            .collect();
        files.sort_by_key(|(applicant, _)| *applicant);
        let acts = files.into_iter().filter_map(|(applicant, file)| {
            let read = file.read_well()?;
            let applicant = session.applicants().get(applicant)?;
            let (facts, rows) = new_facts(read, session, template, decided, lang);
            (!facts.is_empty()).then(|| Act::AcceptFacts {
                applicant: applicant.id.clone(),
                sha256: read.dossier.sha256.to_string(),
                facts,
                rows,
            })
        });
        acts.collect()
    }

    fn file(&self, file: &Incoming, session: &Session, lang: Lang) -> Vec<String> {
        let name = faults::shown(&file.label);
        let refused =
            |why: &str| vec![fill!(t::UNREADABLE, lang, [("name", &name), ("why", &why)])];
        let read = match &file.state {
            IncomingState::NotRead(error) => return refused(&faults::system(lang, error)),
            IncomingState::Unreadable(fault) => return refused(&fault.words(lang)),
            IncomingState::Read(read) => read,
        };
        let mut lines = vec![self.verdict(read, &name, lang)];
        if !matches!(read.verdict, IncomingVerdict::Same(_)) {
            lines.extend(about(read, session, lang));
        }
        lines.extend(can_take(read, session, lang));
        lines
    }

    fn verdict(&self, read: &ReadDossier, name: &str, lang: Lang) -> String {
        match &read.verdict {
            IncomingVerdict::Taken { applicant, by, .. } => {
                let chars: usize = read.outline.pieces.iter().map(|p| length(&p.text)).sum();
                fill!(
                    t::TAKEN,
                    lang,
                    [
                        ("name", &name),
                        ("owner", &named(&self.applicants, &[*applicant], lang)),
                        ("matched", &by.words(lang)),
                        ("sections", &(read.outline.sections.len() - 1)),
                        ("chars", &chars),
                        ("experts", &read.facts.experts.len()),
                        ("projects", &read.facts.experience.len()),
                    ]
                )
            }
            IncomingVerdict::Same(applicant) => {
                let owner = named(&self.applicants, &[*applicant], lang);
                fill!(t::SAME_FILE, lang, [("name", &name), ("owner", &owner)])
            }
            IncomingVerdict::Nobody => match &read.facts.unit {
                Some(unit) => {
                    let unit = faults::shown(&unit.text);
                    fill!(t::NOBODY, lang, [("name", &name), ("unit", &unit)])
                }
                None => fill!(t::NO_UNIT, lang, [("name", &name)]),
            },
            IncomingVerdict::Several(list) => {
                let who = named(&self.applicants, list, lang);
                fill!(t::SEVERAL, lang, [("name", &name), ("who", &who)])
            }
            IncomingVerdict::OtherCode(applicant) => {
                let known = self.applicants.get(*applicant);
                let code = read
                    .facts
                    .credit_code
                    .as_ref()
                    .map_or("", |c| c.text.as_str());
                fill!(
                    t::OTHER_CODE,
                    lang,
                    [
                        ("name", &name),
                        ("owner", &named(&self.applicants, &[*applicant], lang)),
                        ("code", &faults::shown(code)),
                        (
                            "known",
                            &faults::shown(known.map_or("", |a| a.credit_code.as_str()))
                        ),
                    ]
                )
            }
            IncomingVerdict::Twice(applicant, other) => {
                let other = self.files.get(*other).map_or("", |f| f.label.as_str());
                fill!(
                    t::TWICE,
                    lang,
                    [
                        ("name", &name),
                        ("other", &faults::shown(other)),
                        ("owner", &named(&self.applicants, &[*applicant], lang)),
                    ]
                )
            }
        }
    }
}

/// The numbers of a file that would be taken over, and what that would do to the applicant's review.
fn can_take(read: &ReadDossier, session: &Session, lang: Lang) -> Vec<String> {
    let facts = read.verdict.owner().zip(session.template());
    let Some((applicant, template)) = facts else {
        return Vec::new();
    };
    let facts = new_facts(read, session, template, &DoubtsDecided::default(), lang).0;
    if facts.is_empty() {
        return Vec::new();
    }
    let facts: Vec<String> = facts
        .iter()
        .map(|(fact, n)| {
            let fact = checks::fact_name(lang, fact);
            fill!(t::ONE_FACT, lang, [("fact", &fact), ("n", n)])
        })
        .collect();
    let facts = facts.join(faults::AND.get(lang));
    let mut lines = vec![fill!(t::CAN_TAKE, lang, [("facts", &facts)])];
    if session.review(applicant).concluded && !session.eligibility(applicant).is_out() {
        lines.push(t::CAN_TAKE_REVIEWED.get(lang).to_owned());
    }
    lines
}

/// The certain numbers of a file that the roster does not have, and their rows: what the roster says otherwise is for a
/// person to decide.
fn new_facts(
    read: &ReadDossier,
    session: &Session,
    template: &Template,
    decided: &DoubtsDecided,
    lang: Lang,
) -> (BTreeMap<String, u64>, BTreeMap<String, String>) {
    let owner = read.verdict.owner();
    let Some(known) = owner.and_then(|a| session.applicants().get(a)) else {
        return Default::default();
    };
    let (mut facts, mut rows) = certain_facts(read, template, decided, lang);
    facts.retain(|fact, _| !known.facts.contains_key(fact));
    rows.retain(|fact, _| facts.contains_key(fact));
    (facts, rows)
}

impl ReadAmount {
    pub(super) fn of(facts: &FormFacts, outline: &Outline) -> Self {
        Self {
            chars: outline.pieces.iter().map(|p| length(&p.text)).sum(),
            experts: facts.experts.len(),
            projects: facts.experience.len(),
        }
    }

    /// Does another version have clearly less? Wording that was trimmed is no loss.
    fn more_than(&self, now: &Self) -> bool {
        self.experts > now.experts
            || self.projects > now.projects
            || self.chars > now.chars.saturating_mul(2)
    }

    fn words(&self, lang: Lang) -> String {
        fill!(
            t::READ_OF_IT,
            lang,
            [
                ("chars", &self.chars),
                ("experts", &self.experts),
                ("projects", &self.projects)
            ]
        )
    }
}

/// What of a file wants a look, a line each.
fn about(read: &ReadDossier, session: &Session, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let IncomingVerdict::Taken {
        applicant,
        by,
        versions,
    } = read.verdict
    {
        if versions > 0 {
            lines.push(fill!(t::NEW_VERSION, lang, [("n", &(versions + 1))]));
            let now = ReadAmount::of(&read.facts, &read.outline);
            if let Some(before) = read.before.filter(|before| before.more_than(&now)) {
                let (before, now) = (before.words(lang), now.words(lang));
                lines.push(fill!(t::POORER, lang, [("before", &before), ("now", &now)]));
            }
        }
        // A code that fits and a name that does not are for a person to see.
        let known = session
            .applicants()
            .get(applicant)
            .map_or("", |a| a.name.as_str());
        if let (MatchedBy::CreditCode, Some(unit)) = (by, &read.facts.unit)
            && unit.text != known
        {
            let unit = faults::shown(&unit.text);
            lines.push(fill!(t::OTHER_NAME, lang, [("unit", &unit)]));
        }
    }
    for other in &read.facts.other_units {
        let (unit, place) = (faults::shown(&other.text), place_words(other.place, lang));
        lines.push(fill!(
            t::OTHER_FORM,
            lang,
            [("unit", &unit), ("place", &place)]
        ));
    }
    for unread in &read.dossier.content.unread {
        let what = unread_words(unread, lang);
        lines.push(fill!(t::NOT_READ, lang, [("what", &what)]));
    }
    if let Some(template) = session.template() {
        lines.extend(experts(read, template, lang));
        lines.extend(contradicted(read, session, template, lang));
        lines.extend(years(read, template, lang));
    }
    lines
}

/// The years without a project; where dates are not understood, that and nothing of years.
fn years(read: &ReadDossier, template: &Template, lang: Lang) -> Option<String> {
    let list = &read.facts.experience;
    let unread: Vec<String> = list
        .iter()
        .filter(|e| e.ran.is_empty())
        .map(|e| place_words(e.place, lang))
        .collect();
    if !unread.is_empty() {
        let rows = unread.join(faults::AND.get(lang));
        return Some(fill!(
            t::DATES_UNREAD,
            lang,
            [("n", &unread.len()), ("rows", &rows)]
        ));
    }
    let deadline = template.deadline.as_deref().and_then(|at| at.get(..4));
    let year = deadline.and_then(|year| year.parse().ok())?;
    let gaps = gaps(list, year);
    if list.is_empty() || gaps.is_empty() {
        return None;
    }
    let gaps: Vec<String> = gaps.iter().map(u16::to_string).collect();
    let years = gaps.join(faults::AND.get(lang));
    Some(fill!(t::GAPS, lang, [("years", &years)]))
}

pub(super) fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// `a01 中原教师发展学院、…`
pub(super) fn named(applicants: &[Applicant], list: &[usize], lang: Lang) -> String {
    let names: Vec<String> = list
        .iter()
        .filter_map(|n| applicants.get(*n))
        .map(|a| format!("{} {}", faults::shown(&a.id), faults::shown(&a.name)))
        .collect();
    names.join(faults::AND.get(lang))
}
