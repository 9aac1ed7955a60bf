//! Comments on applicants in sentences.

use super::names::Names;
use super::{
    A_COMMENT, A_COMMENTED, A_NO_COMMENT, A_NO_PANEL_COMMENT, A_NO_WORDS, A_PANEL_COMMENT,
    A_PANEL_COMMENTED,
};
use crate::model::{Act, CommentText, Session};
use crate::text::{Lang, fill, visible as shown};

/// That somebody commented, without what was said.
pub fn commented(lang: Lang, session: &Session, by: &str, act: &Act) -> String {
    let n = Names { lang, session };
    match act {
        Act::Comment {
            applicant, judge, ..
        } => fill!(
            A_COMMENTED,
            lang,
            [
                ("judge", &n.judge(by, judge.as_deref())),
                ("applicant", &n.applicant(applicant)),
            ]
        ),
        Act::PanelComment { applicant, .. } => fill!(
            A_PANEL_COMMENTED,
            lang,
            [("who", &n.seat(by)), ("applicant", &n.applicant(applicant)),]
        ),
        _ => String::new(),
    }
}

impl Names<'_> {
    pub(super) fn comment(&self, by: &str, act: &Act) -> String {
        let lang = self.lang;
        match act {
            Act::Comment {
                applicant,
                text,
                judge,
            } => {
                let judge = self.judge(by, judge.as_deref());
                let applicant = self.applicant(applicant);
                if text.is_empty() {
                    return fill!(
                        A_NO_COMMENT,
                        lang,
                        [("judge", &judge), ("applicant", &applicant)]
                    );
                }
                let [strengths, weaknesses, advice] = self.said(text);
                fill!(
                    A_COMMENT,
                    lang,
                    [
                        ("judge", &judge),
                        ("applicant", &applicant),
                        ("strengths", &strengths),
                        ("weaknesses", &weaknesses),
                        ("advice", &advice),
                    ]
                )
            }
            Act::PanelComment { applicant, text } => {
                let (who, applicant) = (self.seat(by), self.applicant(applicant));
                if text.is_empty() {
                    return fill!(
                        A_NO_PANEL_COMMENT,
                        lang,
                        [("who", &who), ("applicant", &applicant)]
                    );
                }
                let [strengths, weaknesses, advice] = self.said(text);
                fill!(
                    A_PANEL_COMMENT,
                    lang,
                    [
                        ("who", &who),
                        ("applicant", &applicant),
                        ("strengths", &strengths),
                        ("weaknesses", &weaknesses),
                        ("advice", &advice),
                    ]
                )
            }
            _ => String::new(),
        }
    }

    fn said(&self, text: &CommentText) -> [String; 3] {
        text.parts().map(|part| {
            if part.trim().is_empty() {
                A_NO_WORDS.get(self.lang).to_owned()
            } else {
                shown(part)
            }
        })
    }
}
