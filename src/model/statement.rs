//! 无利益冲突声明: who made it, who wrote it down, and who scored without one.

use super::records::Statement;
use super::records::WithoutStatement;
use super::refusal::Refusal;
use super::session::Session;

impl Session {
    /// Has this judge stated that there is no conflict of interest?
    pub fn declared(&self, judge: usize) -> bool {
        self.statements.contains_key(&judge)
    }

    /// The judge's newest statement.
    pub fn statement(&self, judge: usize) -> Option<&Statement> {
        self.statements.get(&judge)
    }

    /// The desk's reason why there is none.
    pub fn without_statement(&self, judge: usize) -> Option<&WithoutStatement> {
        self.without_statement.get(&judge)
    }

    /// Judges whose sheets the result rests on, without a statement and without a reason for that, where the
    /// rules ask for one.
    pub fn statements_missing(&self) -> Vec<usize> {
        if !self.rules().declaration {
            return Vec::new();
        }
        (0..self.judges.len())
            .filter(|j| self.has_part(*j) && !self.declared(*j))
            .filter(|j| self.without_statement(*j).is_none())
            .collect()
    }

    pub(super) fn check_statements(&self) -> Result<(), Refusal> {
        let judges: Vec<String> = self
            .statements_missing()
            .into_iter()
            .filter_map(|j| self.judges.get(j))
            .map(|j| j.id.clone())
            .collect();
        if judges.is_empty() {
            Ok(())
        } else {
            Err(Refusal::StatementsMissing { judges })
        }
    }
}
