//! 专家评审意见 on one applicant: a judge writes her own; the leader reads all and merges them.
//!
//! ```text
//!  a07 中原教师发展学院
//!  写优点、不足和建议，不写分数；…
//!  自己的意见
//!    优点：…
//!  评审组意见
//!    还没有写。
//!  评委3 的意见
//!    优点：…
//!  Enter 写自己的意见  F4 用各评委意见起草  F6 改评审组意见  Esc 返回
//! ```

use crate::model::{Act, CommentRecord, CommentText, DESK, LONGEST_TEXT, Phase, Refusal, Session};
use crate::tally;
use crate::text::comments as t;
use crate::text::{Lang, acts, fill, issued};
use crate::tui::input::Input;
use crate::tui::keys::{self, CommentsAction as Action, KeyRow};
use crate::tui::screen::{Answer, Context, Effect, Notice};
use crate::tui::widgets::form::{Form, FormField};
use crate::tui::widgets::list::{self, PageLine};
use crate::tui::widgets::panel::{self, Panel, PanelEvent};
use crate::tui::{theme, width};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// What a form of the screen writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrote {
    Own,
    Panels,
}

/// Lines are counted for a narrow window; in a wider one there are fewer.
const NARROW: usize = 76;

#[derive(Debug)]
pub struct CommentsScreen {
    /// Whose room this was opened from, and who writes there.
    judge: usize,
    by: String,
    applicant: usize,
    /// Its rows are the lines of the page.
    panel: Panel<Wrote>,
    /// Her own comment as she was writing it, where it is not kept yet.
    half: Option<CommentText>,
}

impl CommentsScreen {
    /// A judge who has nobody's to read begins to write at once. `None`: there is no such applicant or seat.
    /// `half` are the comments that were being written at this seat, as [`Self::half_written`] names them.
    pub fn at(
        ctx: &Context,
        seat: &str,
        applicant: usize,
        half: &BTreeMap<String, CommentText>,
    ) -> Option<Self> {
        let session = ctx.session()?;
        session.applicants().get(applicant)?;
        let judge = session.judge(seat)?;
        let mut screen = Self {
            judge,
            by: ctx.seat.unwrap_or(seat).to_owned(),
            applicant,
            panel: Panel::unfiltered(),
            half: half.get(&half_key(session, judge, applicant)).cloned(),
        };
        if screen.possible(Action::Write, session) && !screen.merges(session) {
            screen.write(session, ctx.lang);
        }
        Some(screen)
    }

    pub fn form(&self) -> Option<&Form> {
        self.panel.form()
    }

    /// Whose comment on whom this is, and what was being written of it. What stands in the form is kept until the
    /// journal has it, or it says what that says.
    pub fn half_written(&mut self, session: &Session) -> (String, Option<CommentText>) {
        if self.panel.asked() == Some(&Wrote::Own)
            && let Some(form) = self.panel.form()
        {
            self.half = Some(CommentText::of_parts(form.typed().map(str::to_owned)));
        }
        let known = self.known(session, Wrote::Own).map(|c| &c.text);
        let nothing = CommentText::default();
        if self.half.as_ref() == Some(known.unwrap_or(&nothing)) {
            self.half = None;
        }
        let key = half_key(session, self.judge, self.applicant);
        (key, self.half.clone())
    }

    pub fn keys(&self, ctx: &Context) -> Vec<KeyRow> {
        let Some(session) = ctx.session() else {
            return Vec::new();
        };
        self.panel
            .keys(ctx.lang, keys::COMMENTS, |a| self.possible(a, session))
    }

    /// Does this seat speak for the panel? Without a leader the coordinator does, from paper.
    fn leads(&self, session: &Session) -> bool {
        let mut judges = session.judges().iter();
        let leader = session.judges().get(self.judge).is_some_and(|j| j.leader);
        leader || (self.by == DESK && judges.all(|j| !j.leader))
    }

    /// May she read the others' comments and merge them? Only once her own sheets are in.
    fn merges(&self, session: &Session) -> bool {
        let open = session.has_open_sheet(self.applicant, self.judge);
        let own_in = session.phase() != Phase::Scoring || !open;
        self.leads(session) && own_in && self.allowed(session, Wrote::Panels)
    }

    fn possible(&self, action: Action, session: &Session) -> bool {
        match action {
            Action::Write => self.allowed(session, Wrote::Own),
            Action::Merge => self.merges(session),
            Action::Gather => {
                self.merges(session) && !session.comments_on(self.applicant).is_empty()
            }
        }
    }

    fn act(&self, session: &Session, wrote: Wrote, text: CommentText) -> Act {
        let known = session.applicants().get(self.applicant);
        let applicant = known.map(|a| a.id.clone()).unwrap_or_default();
        let text = Box::new(text);
        match wrote {
            Wrote::Panels => Act::PanelComment { applicant, text },
            Wrote::Own => {
                let seat = session.judges().get(self.judge).map(|j| j.id.clone());
                let judge = seat.filter(|seat| *seat != self.by);
                Act::Comment {
                    applicant,
                    text,
                    judge,
                }
            }
        }
    }

    fn allowed(&self, session: &Session, wrote: Wrote) -> bool {
        self.refused(session, wrote).is_none()
    }

    /// Why she may not write it now.
    fn refused(&self, session: &Session, wrote: Wrote) -> Option<Refusal> {
        let act = self.act(session, wrote, CommentText::default());
        tally::decide(session, &self.by, act.into()).err()
    }

    fn known<'a>(&self, session: &'a Session, wrote: Wrote) -> Option<&'a CommentRecord> {
        match wrote {
            Wrote::Own => session.comment(self.applicant, self.judge),
            Wrote::Panels => session.panel_comment(self.applicant),
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        let Some(session) = ctx.session() else {
            return vec![];
        };
        if self.panel.asked() == Some(&Wrote::Panels) && !self.merges(session) {
            self.panel.close();
            self.say_why(Action::Merge, session, ctx.lang);
            return vec![];
        }
        let shown: Vec<usize> = (0..self.lines(session, ctx.lang, NARROW).len()).collect();
        // A key that cannot be used now says why.
        let event = self
            .panel
            .update(input, ctx, keys::COMMENTS, |_| true, &shown);
        match event {
            PanelEvent::Act(action) if !self.possible(action, session) => {
                self.say_why(action, session, ctx.lang);
            }
            PanelEvent::Act(Action::Write) => self.write(session, ctx.lang),
            PanelEvent::Act(Action::Merge) => {
                let known = self.known(session, Wrote::Panels);
                let text = known.map(|c| c.text.clone()).unwrap_or_default();
                self.ask(Wrote::Panels, &text, session, ctx.lang);
            }
            PanelEvent::Act(Action::Gather) => {
                let text = gathered(session, self.applicant, ctx.lang);
                self.ask(Wrote::Panels, &text, session, ctx.lang);
            }
            PanelEvent::Answered(wrote, values) => {
                let act = self.act(session, wrote, CommentText::of_parts(values));
                return vec![Effect::Record(vec![act.into()])];
            }
            PanelEvent::Effect(effect) => return vec![effect],
            PanelEvent::Taken => {}
        }
        vec![]
    }

    fn say_why(&mut self, action: Action, session: &Session, lang: Lang) {
        let wrote = match action {
            Action::Write => Wrote::Own,
            Action::Merge | Action::Gather => Wrote::Panels,
        };
        let why = match self.refused(session, wrote) {
            Some(why) => acts::refusal(lang, session, &why),
            None => t::NO_COMMENTS.get(lang).to_owned(),
        };
        self.panel.say(Notice::Info(why));
    }

    fn write(&mut self, session: &Session, lang: Lang) {
        let known = self.known(session, Wrote::Own);
        let text = known.map(|c| c.text.clone()).unwrap_or_default();
        let text = self.half.clone().unwrap_or(text);
        self.ask(Wrote::Own, &text, session, lang);
    }

    fn ask(&mut self, wrote: Wrote, text: &CommentText, session: &Session, lang: Lang) {
        let name = self.name(session);
        let title = match wrote {
            Wrote::Own => fill!(t::FORM_OWN, lang, [("name", &name)]),
            Wrote::Panels => fill!(t::FORM_PANEL, lang, [("name", &name)]),
        };
        let fields = heads(lang)
            .iter()
            .zip(text.parts())
            .map(|(head, part)| {
                let field = FormField::new(*head).with(part);
                field.longest(LONGEST_TEXT).optional()
            })
            .collect();
        let mut notes = vec![t::ABOUT.get(lang).to_owned()];
        let known = session.panel_comment(self.applicant);
        if let (Wrote::Panels, Some(known)) = (wrote, known)
            && known.text != *text
        {
            notes.push(fill!(t::REPLACES, lang, [("seq", &known.seq)]));
        }
        self.panel.ask(wrote, Form::new(title, notes, fields));
    }

    fn name(&self, session: &Session) -> String {
        let known = session.applicants().get(self.applicant);
        let name = known.map(|a| format!("{} {}", a.id, a.name));
        width::display_safe(&name.unwrap_or_default()).into_owned()
    }

    pub fn answer(&mut self, answer: &Answer) {
        self.panel.answer(answer);
    }

    fn lines(&self, session: &Session, lang: Lang, columns: usize) -> Vec<PageLine> {
        let mut lines = Vec::new();
        let merges = self.merges(session);
        let why = self.refused(session, Wrote::Panels);
        let about = match (self.leads(session), merges, why) {
            (true, true, _) => t::ABOUT_LEADER.get(lang).to_owned(),
            (true, false, Some(Refusal::OwnSheetsFirst)) => t::OWN_FIRST.get(lang).to_owned(),
            (true, false, Some(why)) => acts::refusal(lang, session, &why),
            _ => t::ABOUT.get(lang).to_owned(),
        };
        list::paragraph(&mut lines, &about, columns, "", theme::quiet());
        if self.half.is_some() {
            lines.push(PageLine::plain(""));
            let text = t::HALF_WRITTEN.get(lang);
            list::paragraph(&mut lines, text, columns, "", theme::warn());
        }
        let mut part = |head: String, said: Option<&CommentRecord>| {
            lines.push(PageLine::plain(""));
            lines.push(PageLine::head(head));
            let Some(said) = said else {
                let text = t::NOTHING_YET.get(lang);
                return list::paragraph(&mut lines, text, columns, "  ", theme::faint());
            };
            let parts = heads(lang).into_iter().zip(said.text.parts());
            for (part, text) in parts.filter(|(_, text)| !text.trim().is_empty()) {
                let text = width::display_safe(text);
                let text = fill!(t::PART, lang, [("part", &part), ("text", &text)]);
                list::paragraph(&mut lines, &text, columns, "  ", theme::quiet());
            }
        };
        let own = self.known(session, Wrote::Own);
        part(t::OWN.get(lang).to_owned(), own);
        if merges {
            let panels = self.known(session, Wrote::Panels);
            part(t::PANEL.get(lang).to_owned(), panels);
            for (judge, said) in session.comments_on(self.applicant) {
                let known = session.judges().get(judge).filter(|_| judge != self.judge);
                if let Some(known) = known {
                    let name = width::display_safe(&known.name);
                    part(fill!(t::OF_JUDGE, lang, [("judge", &name)]), Some(said));
                }
            }
        }
        lines
    }

    pub fn view(&self, ctx: &Context, frame: &mut Frame, area: Rect) {
        let Some(session) = ctx.session() else { return };
        let head = [PageLine::head(format!(" {}", self.name(session)))];
        let [above, body, foot] = panel::parts(area, head.len());
        list::page(frame, above, &head, 0);
        let text = Rect {
            x: body.x + 1.min(body.width),
            width: body.width.saturating_sub(2),
            ..body
        };
        let lines = self.lines(session, ctx.lang, usize::from(text.width));
        let room = usize::from(text.height);
        let shown: Vec<usize> = (0..lines.len()).collect();
        let first = self.panel.row().min(lines.len().saturating_sub(room));
        list::page(frame, text, &lines, first);
        let longer = lines.len() > room;
        self.panel.foot_of(frame, foot, ctx.lang, &shown, longer);
        // Whoever may merge them no more is not shown the others' words any longer.
        if self.panel.asked() != Some(&Wrote::Panels) || self.merges(session) {
            self.panel.over(frame, area);
        }
    }
}

/// `w03/a07`.
fn half_key(session: &Session, judge: usize, applicant: usize) -> String {
    let judge = session.judges().get(judge).map_or("", |j| j.id.as_str());
    let applicants = session.applicants();
    let applicant = applicants.get(applicant).map_or("", |a| a.id.as_str());
    format!("{judge}/{applicant}")
}

fn heads(lang: Lang) -> [&'static str; 3] {
    [issued::STRENGTHS, issued::WEAKNESSES, issued::ADVICE].map(|text| text.get(lang))
}

/// The judges' comments on an applicant, part by part, one behind the other.
fn gathered(session: &Session, applicant: usize, lang: Lang) -> CommentText {
    let all = session.comments_on(applicant);
    let part = |n: usize| {
        let said = all
            .iter()
            .filter_map(|(_, c)| c.text.parts().get(n).copied());
        let said = said.map(|text| text.trim().trim_end_matches(['。', '；', '.', ';']));
        let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
        said.join(t::BETWEEN.get(lang))
    };
    CommentText::of_parts((0..3).map(part))
}
