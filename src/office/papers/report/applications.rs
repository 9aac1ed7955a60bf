//! 申报书: the files as they were kept, the numbers that were taken over from them with their rows, and the copy check
//! with what was decided. An annex after the page that is signed.

use super::Paper;
use crate::model::{CopyCheckRecord, Session};
use crate::office::docx::{Cell, Row, Style};
use crate::office::table::clean;
use crate::text::papers as t;
use crate::text::times::minute;
use crate::text::{acts, checks, fill};

impl Paper<'_> {
    pub(super) fn applications(&mut self) {
        let session = self.source.session();
        if session.dossiers().is_empty() && session.copy_checks().is_empty() {
            return;
        }
        let lang = self.source.lang;
        self.document.new_page();
        self.document
            .with_next(Style::Title, t::ANNEX_APPLICATIONS.get(lang));
        self.kept_files(session);
        self.taken_numbers(session);
        self.copy_check(session);
    }

    fn kept_files(&mut self, session: &Session) {
        let lang = self.source.lang;
        self.document
            .with_next(Style::Subtitle, t::FILES_KEPT.get(lang));
        let heads = [t::APPLICANT, t::FILE, t::MATCHED, t::SHA256, t::ACT];
        let mut rows = vec![self.heads(&heads)];
        for file in session.dossiers() {
            let current = session.dossier(&file.applicant);
            let mut name = clean(&file.name);
            if current.is_none_or(|known| known.seq != file.seq) {
                name.push_str(t::EARLIER_VERSION.get(lang));
            }
            // In two lines, so that the table stays on the page.
            let (a, b) = file.sha256.split_at_checked(32).unwrap_or_default();
            rows.push(Row::new(vec![
                Cell::new(self.applicant_of(session, &file.applicant)),
                Cell::new(name),
                Cell::new(acts::matched_by(lang, &file.matched)),
                Cell::new(format!("{a} {b}")),
                Cell::right(file.seq.to_string()),
            ]));
        }
        self.document.table(&[24, 22, 13, 33, 8], &rows);
    }

    fn taken_numbers(&mut self, session: &Session) {
        let lang = self.source.lang;
        self.document
            .with_next(Style::Subtitle, t::NUMBERS_TAKEN.get(lang));
        if session.accepted_facts().is_empty() {
            return self.say(t::NO_NUMBERS_TAKEN.get(lang));
        }
        let heads = [t::APPLICANT, t::NUMBER, t::VALUE, t::ROWS, t::ACT];
        let mut rows = vec![self.heads(&heads)];
        for taken in session.accepted_facts() {
            for (fact, number) in &taken.facts {
                let counted = taken.rows.get(fact).map(|r| clean(r)).unwrap_or_default();
                rows.push(Row::new(vec![
                    Cell::new(self.applicant_of(session, &taken.applicant)),
                    Cell::new(checks::fact_name(lang, fact)),
                    Cell::right(number.to_string()),
                    Cell::new(counted),
                    Cell::right(taken.seq.to_string()),
                ]));
            }
        }
        self.document.table(&[22, 14, 8, 48, 8], &rows);
    }

    fn copy_check(&mut self, session: &Session) {
        let lang = self.source.lang;
        self.document
            .with_next(Style::Subtitle, t::COPY_CHECK.get(lang));
        let Some(check) = session.copy_checks().last() else {
            return self.say(t::NO_COPY_CHECK.get(lang));
        };
        self.compared(check);
        let newer = session.dossiers().iter().any(|d| d.seq > check.seq);
        if newer {
            self.say(t::CHECKED_BEFORE.get(lang));
        }
        for (name, why) in &check.report.unread {
            let line = fill!(
                t::NOT_COMPARED,
                lang,
                [("name", &clean(name)), ("why", &clean(why))]
            );
            self.say(&line);
        }
        if check.report.pairs.is_empty() {
            self.say(t::NO_PAIRS.get(lang));
        } else {
            let heads = [t::ONE_SIDE, t::OTHER_SIDE, t::PASSAGES, t::EQUAL_CHARACTERS];
            let mut rows = vec![self.heads(&heads)];
            for pair in &check.report.pairs {
                let other = match pair.former {
                    true => acts::former_file(lang, &pair.other),
                    false => self.applicant_of(session, &pair.other),
                };
                rows.push(Row::new(vec![
                    Cell::new(self.applicant_of(session, &pair.applicant)),
                    Cell::new(other),
                    Cell::right(pair.passages.to_string()),
                    Cell::right(pair.shared.to_string()),
                ]));
            }
            self.document.table(&[38, 38, 10, 14], &rows);
        }
        if session.copy_decisions().is_empty() {
            return self.say(t::NO_COPY_DECISIONS.get(lang));
        }
        for decision in session.copy_decisions() {
            let line = fill!(
                t::COPY_DECIDED,
                lang,
                [
                    ("seq", &decision.seq),
                    ("at", &minute(&decision.at)),
                    ("text", &acts::copy_decision(lang, session, decision)),
                ]
            );
            self.say(&line);
        }
    }

    fn compared(&mut self, check: &CopyCheckRecord) {
        let lang = self.source.lang;
        let notice = match check.report.notice {
            true => t::WITHOUT_NOTICE_WORDING,
            false => t::WITH_NOTICE_WORDING,
        };
        let line = fill!(
            t::COPY_COMPARED,
            lang,
            [
                ("seq", &check.seq),
                ("at", &minute(&check.at)),
                ("n", &check.report.compared.len()),
                ("former", &check.report.former.len()),
                ("chars", &check.report.characters),
                ("notice", &notice.get(lang)),
                ("common", &check.report.common),
            ]
        );
        self.say(&line);
    }

    /// `a07 中原教师发展学院`; the id alone where the roster has no such applicant any more.
    fn applicant_of(&self, session: &Session, id: &str) -> String {
        let known = session
            .applicant(id)
            .and_then(|a| session.applicants().get(a));
        let name = known.map(|a| clean(&a.name)).unwrap_or_default();
        format!("{} {name}", clean(id)).trim().to_owned()
    }
}
