//! What comments leave in a session. Nothing of the count.

use super::super::act::Stamp;
use super::super::comment::CommentText;
use super::super::records::CommentRecord;
use super::super::session::{Session, Touched};

impl Session {
    pub(super) fn add_comment(
        &mut self,
        applicant: &str,
        judge: &str,
        text: &CommentText,
        stamp: Stamp<'_>,
    ) {
        self.touched = Touched::Nothing;
        let (Some(a), Some(j)) = (self.applicant(applicant), self.judge(judge)) else {
            return;
        };
        if text.is_empty() {
            self.comments.remove(&(a, j));
        } else {
            self.comments.insert((a, j), record(text, stamp));
        }
    }

    pub(super) fn add_panel_comment(
        &mut self,
        applicant: &str,
        text: &CommentText,
        stamp: Stamp<'_>,
    ) {
        self.touched = Touched::Nothing;
        let Some(a) = self.applicant(applicant) else {
            return;
        };
        if text.is_empty() {
            self.panel_comments.remove(&a);
        } else {
            self.panel_comments.insert(a, record(text, stamp));
        }
    }
}

fn record(text: &CommentText, stamp: Stamp<'_>) -> CommentRecord {
    CommentRecord {
        text: text.clone(),
        by: stamp.by.to_owned(),
        seq: stamp.seq,
        at: stamp.at.to_owned(),
    }
}
