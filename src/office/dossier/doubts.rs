//! What a table of experts leaves in doubt, and what a person decided of it: does this one count as in house, as of
//! senior title?

use super::experts::{Counts, ExpertShare, in_house, senior};
use super::folder::{DossierFolder, Incoming, ReadDossier};
use super::form::Expert;
use crate::journal::line::Hash;
use crate::model::{Session, Template};
use crate::office::wordfile::Unread;
use crate::text::dossier as t;
use crate::text::{Text, checks};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of every expert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExpertQuestion {
    InHouse,
    Senior,
}

impl ExpertQuestion {
    /// Those that can be answered with a template: without a list of senior titles none is known.
    pub(super) fn of(template: &Template) -> impl Iterator<Item = Self> + use<> {
        let titles = !template.dossier.senior.is_empty();
        [Self::InHouse, Self::Senior]
            .into_iter()
            .filter(move |q| *q == Self::InHouse || titles)
    }

    /// The fact of the applicant that it fills.
    pub fn fact(self) -> &'static str {
        match self {
            Self::InHouse => "in_house",
            Self::Senior => "senior",
        }
    }

    pub fn label(self) -> Text {
        match self {
            Self::InHouse => t::SHARE_IN_HOUSE,
            Self::Senior => t::SHARE_SENIOR,
        }
    }

    /// The cell that answers it.
    pub fn cell(self, expert: &Expert) -> &str {
        match self {
            Self::InHouse => &expert.employer,
            Self::Senior => &expert.title,
        }
    }

    /// The answer for each expert, in the order of the table.
    pub(super) fn answers(self, read: &ReadDossier, template: &Template) -> Vec<Counts> {
        let unit = read.facts.unit.as_ref().map(|u| u.text.as_str());
        let names: Vec<&str> = unit.into_iter().chain(read.on_roster.as_deref()).collect();
        let answer = |expert: &Expert| match self {
            Self::InHouse => in_house(expert, &names),
            Self::Senior => senior(expert, &template.dossier),
        };
        read.facts.experts.iter().map(answer).collect()
    }
}

/// One cell that is for a person to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpertDoubt {
    /// The file, by its place in the folder.
    pub file: usize,
    /// By its place on the roster.
    pub applicant: usize,
    pub question: ExpertQuestion,
    /// By the place in the table of experts.
    pub expert: usize,
}

/// What was decided: by file, question and expert, whether it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtsDecided(BTreeMap<(String, ExpertQuestion, usize), bool>);

impl DoubtsDecided {
    pub(super) fn of(
        &self,
        sha256: &Hash,
        question: ExpertQuestion,
        expert: usize,
    ) -> Option<bool> {
        self.0.get(&(sha256.to_string(), question, expert)).copied()
    }

    /// `None` leaves it in doubt again.
    fn set(
        &mut self,
        sha256: &Hash,
        question: ExpertQuestion,
        expert: usize,
        counts: Option<bool>,
    ) {
        let key = (sha256.to_string(), question, expert);
        match counts {
            Some(counts) => self.0.insert(key, counts),
            None => self.0.remove(&key),
        };
    }
}

impl DossierFolder {
    /// Every cell in doubt that keeps a number from being taken over: of files that are somebody's and whose numbers
    /// can be taken over at all, and for facts that the rules ask for and the roster has not.
    pub fn doubts(&self, session: &Session) -> Vec<ExpertDoubt> {
        let Some(template) = session.template() else {
            return Vec::new();
        };
        let asked = checks::facts_of(template);
        let mut doubts = Vec::new();
        for (file, read) in self.files.iter().enumerate() {
            let Some(read) = read.read_well().filter(|read| is_certain(read)) else {
                continue;
            };
            let Some(applicant) = read.verdict.owner() else {
                continue;
            };
            let known = session.applicants().get(applicant).map(|a| &a.facts);
            for question in ExpertQuestion::of(template) {
                let fact = question.fact();
                let wanted = asked.iter().any(|f| f == fact);
                if !wanted || known.is_none_or(|known| known.contains_key(fact)) {
                    continue;
                }
                let answers = question.answers(read, template).into_iter().enumerate();
                let open = answers.filter(|(_, counts)| *counts == Counts::Doubt);
                doubts.extend(open.map(|(expert, _)| ExpertDoubt {
                    file,
                    applicant,
                    question,
                    expert,
                }));
            }
        }
        doubts.sort_by_key(|d| (d.applicant, d.question, d.expert));
        doubts
    }

    /// The expert of a doubt.
    pub fn expert(&self, doubt: &ExpertDoubt) -> Option<&Expert> {
        self.read_of(doubt)?.facts.experts.get(doubt.expert)
    }

    /// What was decided of a doubt.
    pub fn decided(&self, doubt: &ExpertDoubt, decided: &DoubtsDecided) -> Option<bool> {
        let sha256 = &self.read_of(doubt)?.dossier.sha256;
        decided.of(sha256, doubt.question, doubt.expert)
    }

    pub fn settle(&self, doubt: &ExpertDoubt, counts: Option<bool>, decided: &mut DoubtsDecided) {
        if let Some(read) = self.read_of(doubt) {
            decided.set(&read.dossier.sha256, doubt.question, doubt.expert, counts);
        }
    }

    /// The share that a doubt belongs to, with what was decided so far.
    pub fn share_of(
        &self,
        doubt: &ExpertDoubt,
        template: &Template,
        decided: &DoubtsDecided,
    ) -> ExpertShare {
        let Some(read) = self.read_of(doubt) else {
            return ExpertShare::default();
        };
        let answers = doubt.question.answers(read, template).into_iter();
        ExpertShare::of(answers.enumerate().map(|(n, counts)| {
            match (counts, decided.of(&read.dossier.sha256, doubt.question, n)) {
                (Counts::Doubt, Some(true)) => Counts::Yes,
                (Counts::Doubt, Some(false)) => Counts::No,
                _ => counts,
            }
        }))
    }

    fn read_of(&self, doubt: &ExpertDoubt) -> Option<&ReadDossier> {
        self.files.get(doubt.file).and_then(Incoming::read_well)
    }
}

/// Is every expert counted once, and none of another unit's form or of a table that was not read?
pub(super) fn is_certain(read: &ReadDossier) -> bool {
    let mut names = BTreeSet::new();
    let mut experts = read.facts.experts.iter();
    let once = experts.all(|e| names.insert(e.name.as_str()));
    let unread = read.dossier.content.unread.iter();
    let whole = !unread.into_iter().any(|u| matches!(u, Unread::TooDeep(_)));
    let named = read.facts.nameless.is_empty();
    once && whole && named && read.facts.other_units.is_empty()
}
