//! 回避: which sheets a judge gave up, on what ground, and what became of it.

use super::act::Stamp;
use super::records::Lifted;
use super::records::Recusal;
use super::records::RestsOnRecusal;
use super::refusal::Refusal;
use super::roster::DESK;
use super::rules::RecusalScope;
use super::session::Session;
use super::sheet::Status;

impl Session {
    /// Every recusal, oldest first, those that were taken back among them.
    pub fn recusals(&self) -> &[Recusal] {
        &self.recusals
    }

    /// Why a judge is recused from an entry: the grounds of all recusals that stand, oldest first.
    pub fn ground(&self, entry: usize, judge: usize) -> Option<String> {
        let project = self.entries.get(entry)?.project;
        let grounds: Vec<&str> = self
            .recusals
            .iter()
            .filter(|r| r.judge == judge && r.lifted.is_none() && r.covers(entry, project))
            .map(|r| r.ground.as_str())
            .collect();
        (!grounds.is_empty()).then(|| grounds.join("; "))
    }

    pub(super) fn check_recusal(
        &self,
        by: &str,
        judge: usize,
        project: usize,
        entry: Option<&str>,
    ) -> Result<(), Refusal> {
        let entries = self.entries_in(project, entry)?;
        if entry.is_some() && self.rules().recusal_scope == RecusalScope::Project {
            return Err(Refusal::RecusalScope);
        }
        let submitted = |e: &usize| {
            let status = self.entries().get(*e).map(|entry| entry.status(judge));
            status == Some(Status::Submitted)
        };
        // A sealed sheet is out of its judge's hands.
        if by != DESK && entries.iter().any(submitted) {
            return Err(Refusal::SheetSubmitted);
        }
        Ok(())
    }

    pub(super) fn check_lift(
        &self,
        judge: usize,
        project: usize,
        entry: Option<&str>,
    ) -> Result<(), Refusal> {
        let entry = entry.map(|id| self.known_entry(id)).transpose()?;
        let standing = self.recusals.iter().any(|r| {
            r.lifted.is_none() && (r.judge, r.project, r.entry) == (judge, project, entry)
        });
        if !standing {
            return Err(Refusal::NotRecused);
        }
        match self.rests_on_recusal(judge, project) {
            Some(what) => Err(Refusal::RecusalHolds { what }),
            None => Ok(()),
        }
    }

    /// What was decided on the ground that this judge is recused from this project.
    pub fn rests_on_recusal(&self, judge: usize, project: usize) -> Option<RestsOnRecusal> {
        let taken_over = self.replacements.iter().any(|r| {
            let successor = self.judges.get(r.new);
            let sits = self.project_id(project).zip(successor);
            r.old == judge && sits.is_some_and(|(id, judge)| judge.sits_on(id))
        });
        if taken_over {
            return Some(RestsOnRecusal::Replacement);
        }
        let decided = !self.ties(project).is_empty() || self.tie_method(project).is_some();
        decided.then_some(RestsOnRecusal::Tie)
    }

    pub(super) fn recuse(
        &mut self,
        judge: &str,
        project: &str,
        entry: Option<&str>,
        ground: &str,
        stamp: Stamp<'_>,
    ) {
        let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) else {
            return;
        };
        let one = entry.and_then(|id| self.entry(id));
        let entries = match one {
            Some(e) => vec![e],
            None => self.by_project.get(p).cloned().unwrap_or_default(),
        };
        let mut void_before = Vec::new();
        for e in entries {
            let Some(entry) = self.entries.get_mut(e) else {
                continue;
            };
            match entry.status(j) {
                Status::Absent => continue,
                Status::Void => void_before.push(e),
                _ => {}
            }
            entry.set_status(j, Status::Recused);
        }
        self.recusals.push(Recusal {
            judge: j,
            project: p,
            entry: one,
            ground: ground.to_owned(),
            by: stamp.by.to_owned(),
            seq: stamp.seq,
            at: stamp.at.to_owned(),
            lifted: None,
            void_before,
        });
    }

    /// The sheets that no other recusal holds are open again, never submitted; what was void is void.
    pub(super) fn lift_recusal(
        &mut self,
        judge: &str,
        project: &str,
        entry: Option<&str>,
        reason: &str,
        stamp: Stamp<'_>,
    ) {
        let (Some(j), Some(p)) = (self.judge(judge), self.project(project)) else {
            return;
        };
        let one = entry.and_then(|id| self.entry(id));
        let mut void = Vec::new();
        for recusal in &mut self.recusals {
            if (recusal.judge, recusal.project, recusal.entry) != (j, p, one)
                || recusal.lifted.is_some()
            {
                continue;
            }
            recusal.lifted = Some(Lifted {
                seq: stamp.seq,
                at: stamp.at.to_owned(),
                reason: reason.to_owned(),
            });
            void.extend(recusal.void_before.iter().copied());
        }
        let mut opened = false;
        for e in self.by_project.get(p).cloned().unwrap_or_default() {
            if self.ground(e, j).is_some() {
                continue;
            }
            if let Some(entry) = self.entries.get_mut(e)
                && entry.status(j) == Status::Recused
            {
                let void = void.contains(&e);
                entry.set_status(j, if void { Status::Void } else { Status::Open });
                opened |= !void;
            }
        }
        if opened {
            self.submissions.retain(|s| (s.judge, s.project) != (j, p));
        }
    }
}
