//! The longer sentences, of acts that carry more than names and a reason.

use super::names::Names;
use super::{
    A_BLANK, A_CERTIFY, A_EMPLOYER, A_LEADER, A_MARK, A_NO_CHANGES, A_NO_REMARK, A_ONLY,
    A_REHEARSAL, A_REMARK, A_RULES, A_SETUP, A_WITHOUT_SCORE,
};
use crate::model::{AwardLine, Judge, Points, Rules, Setup, WithoutScore};
use crate::text::fill;
use crate::text::{Text, rules, visible as shown, words};

/// A reason behind a mark of punctuation, or nothing.
pub(super) fn behind(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(": {}", shown(reason))
    }
}

impl Names<'_> {
    pub(super) fn setup(&self, setup: &Setup) -> String {
        let rehearsal = if setup.rehearsal {
            A_REHEARSAL.get(self.lang)
        } else {
            ""
        };
        fill!(
            A_SETUP,
            self.lang,
            [
                ("title", &words(self.lang, &setup.template.title)),
                ("projects", &setup.template.projects.len()),
                ("indicators", &setup.template.indicators.len()),
                ("rehearsal", &rehearsal),
            ]
        )
    }

    pub(super) fn panel(&self, text: Text, judge: &Judge) -> String {
        let lang = self.lang;
        let mut more = String::new();
        if judge.leader {
            more.push_str(A_LEADER.get(lang));
        }
        if !judge.employer.is_empty() {
            more.push_str(&fill!(
                A_EMPLOYER,
                lang,
                [("text", &shown(&judge.employer))]
            ));
        }
        if !judge.projects.is_empty() {
            let projects = self.projects(&judge.projects);
            more.push_str(&fill!(A_ONLY, lang, [("projects", &projects)]));
        }
        text.fill(
            lang,
            &[
                ("id", &shown(&judge.id)),
                ("name", &shown(&judge.name)),
                ("more", &more),
            ],
        )
    }

    pub(super) fn mark(
        &self,
        who: &str,
        entry: &str,
        indicator: &str,
        points: Option<Points>,
    ) -> String {
        let (entry, indicator) = (self.entry(entry), self.indicator(indicator));
        match points {
            Some(points) => fill!(
                A_MARK,
                self.lang,
                [
                    ("judge", &who),
                    ("entry", &entry),
                    ("indicator", &indicator),
                    ("points", &points),
                ]
            ),
            None => fill!(
                A_BLANK,
                self.lang,
                [
                    ("judge", &who),
                    ("entry", &entry),
                    ("indicator", &indicator),
                ]
            ),
        }
    }

    pub(super) fn remark(
        &self,
        who: &str,
        entry: &str,
        indicator: &str,
        text: &str,
        page: &str,
    ) -> String {
        let (entry, indicator) = (self.entry(entry), self.indicator(indicator));
        let said: Vec<String> = [text, page]
            .into_iter()
            .filter(|s| !s.is_empty())
            .map(shown)
            .collect();
        if said.is_empty() {
            return fill!(
                A_NO_REMARK,
                self.lang,
                [
                    ("judge", &who),
                    ("entry", &entry),
                    ("indicator", &indicator),
                ]
            );
        }
        fill!(
            A_REMARK,
            self.lang,
            [
                ("judge", &who),
                ("entry", &entry),
                ("indicator", &indicator),
                ("text", &said.join(" / ")),
            ]
        )
    }

    pub(super) fn rules(&self, new: &Rules, reason: &str) -> String {
        let lang = self.lang;
        let mut changes =
            rules::differences(lang, self.session.rules(), new, self.session).join("; ");
        if changes.is_empty() {
            A_NO_CHANGES.get(lang).clone_into(&mut changes);
        }
        fill!(
            A_RULES,
            lang,
            [("changes", &changes), ("reason", &behind(reason))]
        )
    }

    pub(super) fn certificate(&self, awards: &[AwardLine], without: &[WithoutScore]) -> String {
        let lang = self.lang;
        let awards: Vec<String> = awards
            .iter()
            .map(|line| {
                let (project, who) = (
                    self.project(&line.project),
                    self.applicants(&line.applicants),
                );
                format!("{project}: {who}")
            })
            .collect();
        let mut said = fill!(A_CERTIFY, lang, [("awards", &awards.join("; "))]);
        for w in without {
            let (project, reason) = (self.project(&w.project), shown(&w.reason));
            said.push_str(&fill!(
                A_WITHOUT_SCORE,
                lang,
                [("project", &project), ("reason", &reason)]
            ));
        }
        said
    }
}
