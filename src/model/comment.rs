//! 专家评审意见: what judges say of an applicant beside their marks, and what the panel's leader makes of it.

use serde::{Deserialize, Serialize};

/// Strong points, weak points, advice. All empty: withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CommentText {
    pub strengths: String,
    pub weaknesses: String,
    pub advice: String,
}

impl CommentText {
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.trim().is_empty())
    }

    /// In their order.
    pub fn parts(&self) -> [&str; 3] {
        [&self.strengths, &self.weaknesses, &self.advice]
    }

    /// The other way round; what is missing is empty.
    pub fn of_parts(parts: impl IntoIterator<Item = String>) -> Self {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        Self {
            strengths: next(),
            weaknesses: next(),
            advice: next(),
        }
    }
}
