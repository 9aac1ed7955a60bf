//! Names for the ids that acts carry.

use super::{
    A_ALL_PROJECTS, A_NOBODY, COORDINATOR, FROM_PAPER, OBSERVER, PROJECT_N, WHOLE_PROJECT,
};
use crate::model::{DESK, OBSERVER as OBSERVER_SEAT, Session};
use crate::text::fill;
use crate::text::{Lang, visible as shown, words};

/// Names for ids; what is no longer known stays an id.
pub(super) struct Names<'a> {
    pub(super) lang: Lang,
    pub(super) session: &'a Session,
}

impl Names<'_> {
    pub(super) fn seat(&self, seat: &str) -> String {
        if seat == DESK {
            return COORDINATOR.get(self.lang).to_owned();
        }
        if seat == OBSERVER_SEAT {
            return OBSERVER.get(self.lang).to_owned();
        }
        let judge = self.session.judge(seat);
        judge
            .and_then(|j| self.session.judges().get(j))
            .map_or_else(|| shown(seat), |j| shown(&j.name))
    }

    /// The judge an act is about, with a sign where somebody else wrote it down.
    pub(super) fn judge(&self, by: &str, judge: Option<&str>) -> String {
        match judge {
            Some(judge) if judge != by => {
                format!("{}{}", self.seat(judge), FROM_PAPER.get(self.lang))
            }
            _ => self.seat(by),
        }
    }

    pub(super) fn applicant(&self, id: &str) -> String {
        let known = self.session.applicant(id);
        known
            .and_then(|a| self.session.applicants().get(a))
            .map_or_else(
                || shown(id),
                |a| format!("{} {}", shown(id), shown(&a.name)),
            )
    }

    pub(super) fn applicants(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.applicant(id)).collect();
        if names.is_empty() {
            return A_NOBODY.get(self.lang).to_owned();
        }
        names.join("; ")
    }

    pub(super) fn project(&self, id: &str) -> String {
        let known = self.session.project(id);
        known
            .and_then(|p| self.session.projects().get(p))
            .map_or_else(|| shown(id), |p| words(self.lang, p.short()).to_owned())
    }

    pub(super) fn project_or_all(&self, id: Option<&str>) -> String {
        match id {
            Some(id) => self.project(id),
            None => A_ALL_PROJECTS.get(self.lang).to_owned(),
        }
    }

    pub(super) fn projects(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.project(id)).collect();
        names.join("; ")
    }

    pub(super) fn entry(&self, id: &str) -> String {
        match id.split_once('/') {
            Some((project, applicant)) => {
                let n = self.session.project(project).map(|p| p + 1);
                let place = match n {
                    Some(n) => fill!(PROJECT_N, self.lang, [("n", &n)]),
                    None => shown(project),
                };
                format!("{} [{place}]", self.applicant(applicant))
            }
            None => shown(id),
        }
    }

    /// An entry, or the whole project.
    pub(super) fn place(&self, project: &str, entry: Option<&str>) -> String {
        match entry {
            Some(entry) => self.entry(entry),
            None => fill!(
                WHOLE_PROJECT,
                self.lang,
                [("project", &self.project(project))]
            ),
        }
    }

    pub(super) fn indicator(&self, id: &str) -> String {
        let known = self.session.indicator(id);
        known
            .and_then(|i| self.session.indicators().get(i))
            .map_or_else(|| shown(id), |i| words(self.lang, i.short()).to_owned())
    }

    pub(super) fn item(&self, id: &str) -> String {
        let list = self.session.template().map_or(&[][..], |t| &t.checklist);
        list.iter()
            .find(|item| item.id == id)
            .map_or_else(|| shown(id), |i| words(self.lang, &i.name).to_owned())
    }
}
