//! The passages of one pair, one at a time and side by side: the evidence of a veto, or dismissed with a reason.

use super::party;
use crate::model::{Act, Eligibility, Session, SharedWords};
use crate::office::dossier::copies::CopyFindings;
use crate::office::dossier::copy_acts::evidence;
use crate::tally::similarity::{CopiedPassage, Spot};
use crate::text::dossier as t;
use crate::text::fill;
use crate::text::{Lang, acts};
use crate::tui::input::{Input, Key};
use crate::tui::keys::{self, KeyRow, PageAction, PassagesAction as Action};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::screens::desk::people::applicant_typed;
use crate::tui::screens::desk::{before_and_after, reason_field};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use crate::tui::widgets::{frame as surround, list, pane};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

/// What a form asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PassageQuestion {
    Evidence,
    Dismissal,
}

#[derive(Debug)]
pub(super) struct PassagesPage {
    pair: usize,
    passage: usize,
    /// The first line shown of both sides.
    first: usize,
    asking: Option<(PassageQuestion, Form)>,
    notice: Option<Notice>,
    pub(super) closed: bool,
}

impl PassagesPage {
    pub(super) fn new(pair: usize) -> Self {
        Self {
            pair,
            passage: 0,
            first: 0,
            asking: None,
            notice: None,
            closed: false,
        }
    }

    pub(super) fn form(&self) -> Option<&Form> {
        self.asking.as_ref().map(|(_, form)| form)
    }

    pub(super) fn keys(&self, lang: Lang) -> Vec<KeyRow> {
        if self.asking.is_some() {
            return keys::rows(keys::FORM, lang);
        }
        let mut rows = keys::rows(keys::PASSAGES, lang);
        rows.extend(keys::rows(keys::PAGE, lang));
        rows
    }

    fn passages<'a>(&self, findings: &'a CopyFindings) -> &'a [CopiedPassage] {
        let pair = findings.found.pairs.get(self.pair);
        pair.map_or(&[], |pair| &pair.passages)
    }

    fn words(&self, findings: &CopyFindings, lang: Lang) -> Option<SharedWords> {
        let passage = self.passages(findings).get(self.passage)?;
        Some(findings.check.shared_words(passage, lang))
    }

    pub(super) fn update(
        &mut self,
        input: &Input,
        ctx: &Context,
        findings: &CopyFindings,
    ) -> Vec<Effect> {
        let (Some(session), lang) = (ctx.session(), ctx.lang) else {
            return vec![];
        };
        if let Some((asked, form)) = &mut self.asking {
            let asked = *asked;
            return match form.update(input, lang) {
                FormOutcome::Editing => vec![],
                FormOutcome::Cancelled => {
                    self.asking = None;
                    vec![]
                }
                FormOutcome::Done(values) => self.settle(asked, &values, session, findings, lang),
            };
        }
        let Input::Key(key) = input else {
            return vec![];
        };
        self.notice = None;
        let all = self.passages(findings).len();
        match keys::find(keys::PASSAGES, *key) {
            Some(Action::Next) => self.turn((self.passage + 1) % all.max(1)),
            Some(Action::Previous) => self.turn((self.passage + all.max(1) - 1) % all.max(1)),
            Some(Action::Evidence) => self.ask_evidence(session, findings, lang),
            Some(Action::Dismiss) => {
                let notes = vec![t::DISMISS_NOTE.get(lang).to_owned()];
                let form = Form::new(t::DISMISS_TITLE.get(lang), notes, vec![reason_field(lang)]);
                self.asking = Some((PassageQuestion::Dismissal, form));
            }
            None => match keys::find(keys::PAGE, *key) {
                Some(PageAction::Close) => self.closed = true,
                Some(action) => list::scroll(action, &mut self.first),
                None => {}
            },
        }
        vec![]
    }

    fn turn(&mut self, passage: usize) {
        self.passage = passage;
        self.first = 0;
    }

    /// The form says for each side what its veto would change.
    fn ask_evidence(&mut self, session: &Session, findings: &CopyFindings, lang: Lang) {
        let Some(words) = self.words(findings, lang) else {
            return;
        };
        let mut notes = vec![t::EVIDENCE_NOTE.get(lang).to_owned()];
        let sides = sides(&words);
        for (n, id) in sides.iter().enumerate().filter(|_| sides.len() > 1) {
            let who = session.applicant(id);
            let who = who.and_then(|a| session.applicants().get(a));
            let who = format!("{id} {}", who.map_or("", |a| a.name.as_str()));
            let who = width::display_safe(&who).into_owned();
            notes.push(fill!(
                t::VETO_CHOICE,
                lang,
                [("n", &(n + 1)), ("who", &who)]
            ));
        }
        if sides.len() > 1 {
            notes.push(fill!(t::VETO_BOTH, lang, [("n", &(sides.len() + 1))]));
        }
        let places = words.places.iter().filter(|p| !p.applicant.is_empty());
        for place in places {
            notes.push(acts::copy_place(lang, session, place));
            let act = veto(place.applicant.clone(), "?".to_owned(), String::new());
            notes.extend(before_and_after(session, &act, lang));
        }
        // Where only one side is an applicant's there is nothing to choose.
        let whom = match sides.as_slice() {
            [one] => FormField::new(t::FIELD_VETOED_ONE.get(lang)).with(one),
            _ => FormField::new(t::FIELD_VETOED.get(lang)),
        };
        let fields = vec![whom, reason_field(lang)];
        let form = Form::new(t::EVIDENCE_TITLE.get(lang), notes, fields);
        self.asking = Some((PassageQuestion::Evidence, form));
    }

    fn settle(
        &mut self,
        asked: PassageQuestion,
        values: &[String],
        session: &Session,
        findings: &CopyFindings,
        lang: Lang,
    ) -> Vec<Effect> {
        let Some(words) = self.words(findings, lang) else {
            return vec![];
        };
        let reason = values.last().cloned().unwrap_or_default();
        let mut acts = Vec::new();
        let mut vetoed = Vec::new();
        if asked == PassageQuestion::Evidence {
            let typed = values.first().map(String::as_str).unwrap_or_default();
            match named(typed, &words, session, lang) {
                Ok(ids) => vetoed = ids,
                Err(why) => {
                    self.refuse(why);
                    return vec![];
                }
            }
            for id in &vetoed {
                let known = session.applicant(id).map(|a| session.eligibility(a));
                if !matches!(known, Some(Eligibility::Vetoed { .. })) {
                    let evidence = evidence(session, &words, lang);
                    acts.push(veto(id.clone(), reason.clone(), evidence).into());
                }
            }
        }
        let decision = Act::CopyDecision {
            words: Box::new(words),
            vetoed,
            reason,
        };
        acts.push(decision.into());
        vec![Effect::Record(acts)]
    }

    fn refuse(&mut self, why: String) {
        match &mut self.asking {
            Some((_, form)) => form.refuse(why),
            None => self.notice = Some(Notice::Bad(why)),
        }
    }

    pub(super) fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Failed(why) | Answer::PinRefused(why) => self.refuse(why.clone()),
            Answer::Saved(saved) => {
                self.asking = None;
                self.notice = Some(Notice::saved(saved));
            }
            Answer::Done(_) => self.asking = None,
        }
    }

    pub(super) fn view(
        &self,
        ctx: &Context,
        session: &Session,
        findings: &CopyFindings,
        frame: &mut Frame,
        area: Rect,
    ) {
        let lang = ctx.lang;
        let passages = self.passages(findings);
        let Some(passage) = passages.get(self.passage) else {
            return;
        };
        let mut below = Vec::new();
        let columns = usize::from(area.width).saturating_sub(2);
        let decided = findings.check.decision(session, passage);
        let text = decided.map(|d| acts::copy_decision(lang, session, d));
        let style = if text.is_some() {
            theme::good()
        } else {
            theme::warn()
        };
        let text = text.unwrap_or_else(|| t::UNDECIDED.get(lang).to_owned());
        let text = width::display_safe(&text).into_owned();
        list::paragraph(&mut below, &text, columns, " ", style);
        if let Some(notice) = &self.notice {
            list::paragraph(&mut below, &notice.text(lang), columns, " ", notice.style());
        }
        let [head, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(4),
            Constraint::Length(pane::cells(below.len())),
        ])
        .areas(area);
        let title = fill!(
            t::PASSAGE_HEAD,
            lang,
            [
                ("a", &party(findings, passage.a.document, lang)),
                ("b", &party(findings, passage.b.document, lang)),
                ("n", &(self.passage + 1)),
                ("all", &passages.len()),
                ("shared", &passage.shared),
            ]
        );
        let again = findings.again(passage, lang);
        let title = format!(" {title}{again}");
        surround::line(frame, head, 0, &title, theme::title());
        let sides = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas::<2>(body);
        for (area, spot) in sides.into_iter().zip([passage.a, passage.b]) {
            self.side(findings, spot, lang, frame, area);
        }
        list::page(frame, foot, &below, 0);
        if let Some((_, form)) = &self.asking {
            form.view(frame, area);
        }
    }

    fn side(&self, findings: &CopyFindings, spot: Spot, lang: Lang, frame: &mut Frame, area: Rect) {
        let title = party(findings, spot.document, lang);
        let inner = pane::open(frame, area, &title, None);
        let columns = usize::from(inner.width);
        let mut lines = Vec::new();
        let place = findings.check.place(spot, lang);
        let place = width::display_safe(&place).into_owned();
        list::paragraph(&mut lines, &place, columns, "", theme::heading());
        let text = findings.check.passage_text(spot);
        for text in text.lines() {
            let text = width::display_safe(text).into_owned();
            list::paragraph(&mut lines, &text, columns, "", theme::quiet());
        }
        list::page(frame, inner, &lines, self.first);
    }
}

fn veto(applicant: String, reason: String, evidence: String) -> Act {
    Act::Veto {
        applicant,
        reason,
        evidence,
    }
}

/// The applicants on the sides of a passage, each once.
fn sides(words: &SharedWords) -> Vec<&str> {
    let mut sides: Vec<&str> = Vec::new();
    for place in words.places.iter().filter(|p| !p.applicant.is_empty()) {
        if !sides.contains(&place.applicant.as_str()) {
            sides.push(&place.applicant);
        }
    }
    sides
}

/// The applicants that were typed, each on a side of the passage: by the numbers of the list, or by their ids.
fn named(
    typed: &str,
    words: &SharedWords,
    session: &Session,
    lang: Lang,
) -> Result<Vec<String>, String> {
    let sides = sides(words);
    let number = typed
        .chars()
        .map(|c| Key::ch(c).digit())
        .collect::<Option<String>>();
    let number: Option<usize> = number.and_then(|text| text.parse().ok());
    let known = session.applicant(typed).is_some();
    if let Some(n) = number.filter(|n| *n > 0 && sides.len() > 1 && !known) {
        match sides.get(n - 1) {
            Some(one) => return Ok(vec![(*one).to_owned()]),
            None if n == sides.len() + 1 => {
                return Ok(sides.iter().map(|s| (*s).to_owned()).collect());
            }
            None => {}
        }
    }
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
    let mut ids = Vec::new();
    for text in typed.split(between).filter(|t| !t.is_empty()) {
        let id = applicant_typed(text, session, lang)?;
        if !sides.contains(&id.as_str()) {
            let ids = sides.join("、");
            return Err(fill!(
                t::NOT_OF_PAIR,
                lang,
                [("text", &text), ("ids", &ids)]
            ));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}
