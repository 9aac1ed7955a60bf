//! A folder of applications in sentences: the same on the command line and on the screen.

use super::experts::{Counts, ExpertShare, in_house, senior};
use super::folder::{DossierFolder, Incoming, IncomingState, IncomingVerdict, ReadDossier};
use super::form::{Answered, Expert};
use super::matching::MatchedBy;
use super::years::gaps;
use super::{DossierFormat, place_words, unread_words};
use crate::model::{Act, Session, Template};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, Text, checks, faults};
use std::collections::{BTreeMap, BTreeSet};

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
            let who = named(session, &absent, lang);
            lines.push(fill!(t::NO_DOSSIER, lang, [("who", &who)]));
        }
        lines.extend(self.shared(session, lang));
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

    /// Numbers to be taken over from the files that are taken, where nothing in them is in doubt and they are not the
    /// roster's already.
    pub fn accepted(&self, session: &Session, lang: Lang) -> Vec<Act> {
        let Some(template) = session.template() else {
            return Vec::new();
        };
        let owner = |file: &Incoming| match file.read_well()?.verdict {
            IncomingVerdict::Taken { applicant, .. } | IncomingVerdict::Same(applicant) => {
                Some(applicant)
            }
            _ => None,
        };
        let mut files: Vec<(usize, &Incoming)> = self
            .files
            .iter()
            .filter_map(|file| Some((owner(file)?, file)))
            .collect();
        files.sort_by_key(|(applicant, _)| *applicant);
        let acts = files.into_iter().filter_map(|(applicant, file)| {
            let read = file.read_well()?;
            let applicant = session.applicants().get(applicant)?;
            let (facts, rows) = certain_facts(read, template, lang);
            let known = facts
                .iter()
                .all(|(fact, n)| applicant.facts.get(fact) == Some(n));
            (!known).then(|| Act::AcceptFacts {
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
        let mut lines = vec![self.verdict(read, &name, session, lang)];
        if matches!(read.verdict, IncomingVerdict::Same(_)) {
            return lines;
        }
        lines.extend(about(read, session, lang));
        lines
    }

    fn verdict(&self, read: &ReadDossier, name: &str, session: &Session, lang: Lang) -> String {
        match &read.verdict {
            IncomingVerdict::Taken { applicant, by, .. } => {
                let chars: usize = read.outline.pieces.iter().map(|p| length(&p.text)).sum();
                fill!(
                    t::TAKEN,
                    lang,
                    [
                        ("name", &name),
                        ("owner", &named(session, &[*applicant], lang)),
                        ("matched", &by.words(lang)),
                        ("sections", &(read.outline.sections.len() - 1)),
                        ("chars", &chars),
                        ("experts", &read.facts.experts.len()),
                        ("projects", &read.facts.experience.len()),
                    ]
                )
            }
            IncomingVerdict::Same(applicant) => {
                let owner = named(session, &[*applicant], lang);
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
                let who = named(session, list, lang);
                fill!(t::SEVERAL, lang, [("name", &name), ("who", &who)])
            }
            IncomingVerdict::Twice(applicant, other) => {
                let other = self.files.get(*other).map_or("", |f| f.label.as_str());
                fill!(
                    t::TWICE,
                    lang,
                    [
                        ("name", &name),
                        ("other", &faults::shown(other)),
                        ("owner", &named(session, &[*applicant], lang)),
                    ]
                )
            }
        }
    }

    /// Experts, phones and addresses that stand in the applications of more than one applicant.
    fn shared(&self, session: &Session, lang: Lang) -> Vec<String> {
        let mut experts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut contacts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (read, applicant, _) in self.taken() {
            for expert in &read.facts.experts {
                experts
                    .entry(expert.name.clone())
                    .or_default()
                    .insert(applicant);
            }
            let all = read.facts.phones.iter().chain(&read.facts.emails);
            for Answered { text, .. } in all.filter(|a| length(&a.text) > 6) {
                contacts
                    .entry(text.to_lowercase())
                    .or_default()
                    .insert(applicant);
            }
        }
        let several = |list: &BTreeMap<String, BTreeSet<usize>>| -> Vec<(String, String)> {
            let several = list.iter().filter(|(_, who)| who.len() > 1);
            several
                .map(|(what, who)| {
                    let who: Vec<usize> = who.iter().copied().collect();
                    (faults::shown(what), named(session, &who, lang))
                })
                .collect()
        };
        let mut lines = Vec::new();
        for (name, who) in several(&experts) {
            lines.push(fill!(
                t::SHARED_EXPERT,
                lang,
                [("name", &name), ("who", &who)]
            ));
        }
        for (what, who) in several(&contacts) {
            lines.push(fill!(
                t::SHARED_CONTACT,
                lang,
                [("what", &what), ("who", &who)]
            ));
        }
        lines
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
        let deadline = template.deadline.as_deref().and_then(|at| at.get(..4));
        let gaps = deadline.and_then(|year| year.parse().ok());
        let gaps = gaps.map_or(Vec::new(), |year| gaps_of(read, year));
        if !gaps.is_empty() {
            let years = gaps.join(faults::AND.get(lang));
            lines.push(fill!(t::GAPS, lang, [("years", &years)]));
        }
    }
    lines
}

fn gaps_of(read: &ReadDossier, year: u16) -> Vec<String> {
    if read.facts.experience.is_empty() {
        return Vec::new();
    }
    let list = gaps(&read.facts.experience, year);
    list.iter().map(u16::to_string).collect()
}

/// The shares of in-house experts and of senior titles, with each row that is in doubt.
fn experts(read: &ReadDossier, template: &Template, lang: Lang) -> Vec<String> {
    let list = &read.facts.experts;
    if list.is_empty() {
        let text = match read.dossier.format {
            DossierFormat::Pdf => t::NO_TABLES,
            DossierFormat::Docx | DossierFormat::OldWord => t::NO_EXPERTS,
        };
        return vec![text.get(lang).to_owned()];
    }
    let unit = read.facts.unit.as_ref().map_or("", |u| u.text.as_str());
    let house: Vec<Counts> = list.iter().map(|e| in_house(e, unit)).collect();
    let mut lines = vec![share(
        t::SHARE_IN_HOUSE,
        list,
        &house,
        |e| &e.employer,
        lang,
    )];
    if !template.dossier.senior.is_empty() {
        let titles: Vec<Counts> = list.iter().map(|e| senior(e, &template.dossier)).collect();
        lines.push(share(t::SHARE_SENIOR, list, &titles, |e| &e.title, lang));
    }
    lines
}

/// The numbers of a form that leave nothing to decide, with the rows that they were counted from: how many experts, and
/// those in house and of senior title where no row is in doubt.
pub fn certain_facts(
    read: &ReadDossier,
    template: &Template,
    lang: Lang,
) -> (BTreeMap<String, u64>, BTreeMap<String, String>) {
    let (mut facts, mut rows) = (BTreeMap::new(), BTreeMap::new());
    let list = &read.facts.experts;
    let asked = checks::facts_of(template);
    let mut note = |fact: &str, counted: &[&Expert]| {
        if list.is_empty() || !asked.iter().any(|f| f == fact) {
            return;
        }
        facts.insert(fact.to_owned(), counted.len() as u64);
        rows.insert(fact.to_owned(), rows_words(counted, lang));
    };
    note("experts", &list.iter().collect::<Vec<_>>());
    let unit = read.facts.unit.as_ref().map_or("", |u| u.text.as_str());
    let mut counted = |fact: &str, counts: Vec<Counts>| {
        if !counts.contains(&Counts::Doubt) {
            let yes = list.iter().zip(counts).filter(|(_, c)| *c == Counts::Yes);
            note(fact, &yes.map(|(e, _)| e).collect::<Vec<_>>());
        }
    };
    counted("in_house", list.iter().map(|e| in_house(e, unit)).collect());
    if !template.dossier.senior.is_empty() {
        counted(
            "senior",
            list.iter().map(|e| senior(e, &template.dossier)).collect(),
        );
    }
    (facts, rows)
}

/// `郭晓梅（表 1 第 17 行）、…`; how many there are where they are too many to be named.
fn rows_words(experts: &[&Expert], lang: Lang) -> String {
    const NAMED: usize = 40;
    let named: Vec<String> = experts
        .iter()
        .take(NAMED)
        .map(|e| {
            let place = place_words(e.place, lang);
            fill!(
                t::ROW,
                lang,
                [("name", &faults::shown(&e.name)), ("place", &place)]
            )
        })
        .collect();
    if named.is_empty() {
        return t::NO_ROWS.get(lang).to_owned();
    }
    named.join(faults::AND.get(lang))
}

fn share(
    what: Text,
    experts: &[Expert],
    counts: &[Counts],
    text: fn(&Expert) -> &String,
    lang: Lang,
) -> String {
    let share = ExpertShare::of(counts.iter().copied());
    let what = what.get(lang);
    if share.sure == share.with_doubts {
        return fill!(
            t::SHARE_SURE,
            lang,
            [("what", &what), ("sure", &share.sure), ("all", &share.all)]
        );
    }
    let doubts = experts
        .iter()
        .zip(counts)
        .filter(|(_, c)| **c == Counts::Doubt);
    let doubts: Vec<String> = doubts
        .map(|(expert, _)| {
            fill!(
                t::DOUBT_ROW,
                lang,
                [
                    ("name", &faults::shown(&expert.name)),
                    ("text", &faults::shown(text(expert))),
                    ("place", &place_words(expert.place, lang)),
                ]
            )
        })
        .collect();
    fill!(
        t::SHARE_DOUBTS,
        lang,
        [
            ("what", &what),
            ("sure", &share.sure),
            ("most", &share.with_doubts),
            ("all", &share.all),
            ("doubts", &doubts.join(faults::AND.get(lang))),
        ]
    )
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// `a01 中原教师发展学院、…`
fn named(session: &Session, list: &[usize], lang: Lang) -> String {
    let names: Vec<String> = list
        .iter()
        .filter_map(|n| session.applicants().get(*n))
        .map(|a| format!("{} {}", faults::shown(&a.id), faults::shown(&a.name)))
        .collect();
    names.join(faults::AND.get(lang))
}
