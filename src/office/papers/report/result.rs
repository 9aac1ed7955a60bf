//! The report's second half: recommendations, what happened on the way, and the judges' words.

use super::Paper;
use crate::office::docx::{Cell, Row, Style};
use crate::office::papers::whole_code;
use crate::office::table::clean;
use crate::tally::AwardState;
use crate::text::fill;
use crate::text::papers as t;
use crate::text::times;
use crate::text::times::minute;
use crate::text::{award, count, ties};

impl Paper<'_> {
    pub(super) fn awards(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_AWARDS);
        self.say(t::WALK_RULE.get(lang));
        let provisional = session.provisional();
        for (p, result) in source.results.projects.iter().enumerate() {
            let name = |a: &usize| format!("{} {}", source.applicant_id(*a), source.applicant(*a));
            let names = |list: &[usize]| list.iter().map(name).collect::<Vec<_>>().join("; ");
            let award = &result.award;
            let text = match award.state {
                AwardState::Recommended => {
                    let text = fill!(t::AWARD, lang, [("names", &names(&award.applicants))]);
                    if provisional {
                        let sure = award::sure(result.certain, result.as_scored);
                        fill!(
                            t::AWARD_SURE,
                            lang,
                            [("text", &text), ("sure", &sure.get(lang))]
                        )
                    } else {
                        text
                    }
                }
                AwardState::Undecided => t::AWARD_TIE.get(lang).to_owned(),
                AwardState::Depends => {
                    let text = award::waits_for(award.not_compared, t::AWARD_DEPENDS);
                    text.get(lang).to_owned()
                }
                AwardState::None => t::AWARD_NONE.get(lang).to_owned(),
            };
            let line = fill!(
                t::NAMED,
                lang,
                [("name", &source.project(p)), ("text", &text)]
            );
            self.document.with_next(Style::Body, &line);
            let mut rows = vec![self.heads(&[t::RANK, t::APPLICANT, t::REASON])];
            for step in &award.steps {
                rows.push(Row::new(vec![
                    Cell::centre(step.rank.to_string()),
                    Cell::new(name(&step.applicant)),
                    Cell::new(count::step(lang, session, &step.outcome)),
                ]));
            }
            if rows.len() > 1 {
                self.document.table(&[10, 45, 45], &rows);
            }
            for line in source.reserves(p) {
                self.say(&line);
            }
        }
        if source.results.differences.is_empty() {
            self.say(t::OTHER_AGREES.get(lang));
        }
        for d in &source.results.differences {
            let line = source.difference(d);
            self.say(&line);
        }
    }

    pub(super) fn ties(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        self.part(t::P_TIES);
        let mut any = false;
        for p in 0..session.projects().len() {
            for decision in session.ties(p) {
                any = true;
                let order: Vec<String> = decision
                    .order
                    .iter()
                    .map(|a| source.applicant(*a))
                    .collect();
                let line = fill!(
                    t::TIE_DECIDED,
                    lang,
                    [
                        ("project", &source.project(p)),
                        ("order", &order.join(t::THEN.get(lang))),
                        ("method", &clean(&decision.method)),
                        ("reason", &clean(&decision.reason)),
                        ("at", &times::minute(&decision.at)),
                        ("seq", &decision.seq),
                    ]
                );
                self.say(&line);
            }
            for decision in session.ties_set_aside(p) {
                any = true;
                if let Some(line) = ties::set_aside(lang, session, p, decision) {
                    self.say(&line);
                }
            }
            let open = source.results.projects.get(p).map(|r| r.award.state);
            if open == Some(AwardState::Undecided) {
                any = true;
                let line = fill!(t::TIE_OPEN, lang, [("project", &source.project(p))]);
                self.say(&line);
            }
        }
        if !any {
            self.say(t::NO_TIES.get(lang));
        }
    }

    /// Incidents that people wrote down, and what the journal itself knows of the unusual.
    pub(super) fn events(&mut self) {
        let source = self.source;
        let lang = source.lang;
        self.part(t::P_EVENTS);
        let rows: Vec<Row> = source
            .acts
            .iter()
            .filter(|told| told.act().facts().unusual)
            .map(|told| {
                Row::new(vec![
                    Cell::right(told.seq.to_string()),
                    Cell::centre(minute(&told.at)),
                    Cell::centre(clean(&told.by)),
                    Cell::new(told.said.clone()),
                ])
            })
            .collect();
        if rows.is_empty() {
            return self.say(t::NO_EVENTS.get(lang));
        }
        let mut all = vec![self.heads(&[t::ACT, t::TIME, t::SEAT, t::WHAT])];
        all.extend(rows);
        self.document.table(&[9, 20, 11, 66], &all);
    }

    /// What the judges say to the result, and room for their hands.
    pub(super) fn words(&mut self) {
        let source = self.source;
        let lang = source.lang;
        let session = source.session();
        // A page to be signed as a whole; it says what it signs.
        self.document.new_page();
        self.part(t::P_WORDS);
        for old in session.certified() {
            let text = fill!(
                t::CERTIFIED,
                lang,
                [
                    ("at", &minute(&old.at)),
                    ("seq", &old.seq),
                    ("code", &source.code_of(old.seq)),
                ]
            );
            self.say(&text);
            for w in &old.without {
                let project = session.project(&w.project).map(|p| source.project(p));
                let line = fill!(
                    ties::CERTIFIED_WITHOUT,
                    lang,
                    [
                        ("project", &project.unwrap_or_default()),
                        ("reason", &clean(&w.reason)),
                    ]
                );
                self.say(&line);
            }
            if let Some((seq, reason)) = &old.reviewed {
                let line = fill!(
                    t::REVIEWED,
                    lang,
                    [("seq", seq), ("reason", &clean(reason))]
                );
                self.say(&line);
            }
        }
        let title = source.title();
        let line = fill!(
            t::SIGN_ALL,
            lang,
            [("evidence", &source.evidence()), ("title", &title)]
        );
        self.document.with_next(Style::Body, &line);
        whole_code(source, &mut self.document);
        let mut rows = vec![self.heads(&[t::JUDGE, t::OPINION, t::SIGNATURE, t::DATE])];
        for j in 0..session.judges().len() {
            let opinion = source
                .word(j)
                .map_or_else(String::new, |word| format!("{word}\n"));
            let opinion = opinion + t::CONSENT_SHORT.get(lang);
            let blank = |text: &str| Cell::new(text);
            rows.push(
                Row::new(vec![
                    Cell::new(source.judge(j)),
                    Cell::new(opinion),
                    blank(""),
                    blank(""),
                ])
                .high(860),
            );
        }
        for role in [t::COORDINATOR, t::SUPERVISOR] {
            let cells = vec![
                Cell::new(role.get(lang)),
                Cell::new(""),
                Cell::new(""),
                Cell::new(""),
            ];
            rows.push(Row::new(cells).high(860));
        }
        self.document.table(&[18, 48, 24, 18], &rows);
        self.document.text(Style::Note, t::CHECK_PAPER.get(lang));
    }
}
