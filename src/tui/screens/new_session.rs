//! A new session: where it goes, from which template, with whom.

use crate::journal::Clock;
use crate::model::Judge;
use crate::office::preview::Preview;
use crate::office::reading::ReadOptions;
use crate::office::{founding::Founding, judges, template};
use crate::text::Lang;
use crate::text::reading as r;
use crate::text::screens as t;
use crate::tui::input::Input;
use crate::tui::screen::{Answer, Context, Effect, NewSession, Notice};
use crate::tui::widgets::form::{Form, FormField, FormOutcome};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;

#[derive(Debug)]
pub struct NewSessionScreen {
    form: Form,
    /// What was asked for last: asked for again, it is meant.
    last: Option<NewSession>,
    notice: Option<Notice>,
}

impl NewSessionScreen {
    /// The form that takes what is typed.
    pub fn form(&self) -> &Form {
        &self.form
    }

    pub fn new(lang: Lang, base: PathBuf) -> Self {
        let folder = base.join("luoyang-2026").display().to_string();
        Self {
            form: Form::new(
                t::NEW_SESSION.get(lang),
                vec![t::FOUND_NOTE.get(lang).to_owned()],
                vec![
                    FormField::new(t::FOUND_FOLDER.get(lang))
                        .path()
                        .with(&folder),
                    FormField::new(t::FOUND_TEMPLATE.get(lang))
                        .path()
                        .with("luoyang-2026"),
                    FormField::new(t::FOUND_JUDGES.get(lang)).path().optional(),
                    FormField::new(t::FOUND_ROSTER.get(lang)).path().optional(),
                ],
            ),
            last: None,
            notice: None,
        }
    }

    pub fn update(&mut self, input: &Input, ctx: &Context) -> Vec<Effect> {
        if let Some(effect) = self.form.asks(input, ctx) {
            return vec![effect];
        }
        match self.form.update(input, ctx.lang) {
            FormOutcome::Editing => vec![],
            FormOutcome::Cancelled => vec![Effect::Back],
            FormOutcome::Done(values) => {
                let mut values = values.into_iter();
                let mut next = || values.next().unwrap_or_default();
                let mut wish = NewSession {
                    folder: PathBuf::from(next()),
                    template: next(),
                    judges: next(),
                    roster: next(),
                    told: false,
                };
                let again = self.last.as_ref() == Some(&wish);
                self.last = Some(wish.clone());
                wish.told = again;
                vec![Effect::Create(Box::new(wish))]
            }
        }
    }

    pub fn completed(&mut self, path: Option<&str>) {
        self.form.completed(path);
    }

    pub fn answer(&mut self, answer: &Answer) {
        if let Answer::Failed(why) = answer {
            self.form.refuse(why.clone());
        }
        self.notice = None;
    }

    pub fn view(&self, _: &Context, frame: &mut Frame, area: Rect) {
        self.form.view(frame, area);
    }
}

/// Makes the session that was asked for.
///
/// # Errors
/// Everything that is wrong with the files or the folder, in words; nothing is made then.
pub fn carry_out(wish: &NewSession, clock: &Clock, lang: Lang) -> Result<PathBuf, Vec<String>> {
    let template = template::load(&wish.template).map_err(|e| e.words(lang))?;
    let mut report = Vec::new();
    let options = ReadOptions::default();
    let applicants = if wish.roster.is_empty() {
        Vec::new()
    } else {
        let path = PathBuf::from(&wish.roster);
        let preview = Preview::of(&path, &options, &template, &[]).map_err(|e| e.words(lang))?;
        preview.accept().map_err(|e| e.words(lang))?;
        if !preview.took.left.is_empty() {
            report.extend(preview.took.short(lang));
        }
        preview.rows.into_iter().map(|row| row.applicant).collect()
    };
    let judges = if is_file(&wish.judges) {
        let path = PathBuf::from(&wish.judges);
        let panel =
            judges::read_file(&path, &template.projects, &options).map_err(|e| e.words(lang))?;
        if !panel.took.left.is_empty() {
            report.extend(panel.took.short(lang));
        }
        panel.accept().map_err(|e| e.words(lang))?
    } else {
        named(&wish.judges)
    };
    // What was left out is told before anything is made of the rest.
    if !report.is_empty() && !wish.told {
        report.push(r::ENTER_AGAIN.get(lang).to_owned());
        return Err(report);
    }
    let founding = Founding {
        template,
        applicants,
        judges,
        rehearsal: false,
        language: lang,
        desk_pin: None,
        notice: None,
    };
    founding
        .found(&wish.folder, clock)
        .map_err(|e| e.words(lang))?;
    Ok(wish.folder.clone())
}

/// Names have no such end.
fn is_file(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    [".csv", ".xlsx", ".xls", ".ods", ".txt", ".tsv"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// `王明，李华 张丽`: seats w01, w02, w03.
fn named(names: &str) -> Vec<(Judge, Option<String>)> {
    names
        .split([',', '，', '、', ';', '；'])
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .enumerate()
        .map(|(n, name)| (Judge::new(&format!("w{:02}", n + 1), name), None))
        .collect()
}
