//! What a roster's file would change in a session, row by row, before anything is accepted.

mod matching;
mod mend;

use super::headings::RosterColumn;
use super::parsed::RowNote;
use super::reading::{ReadOptions, Took};
use super::roster;
use super::table::{Encoding, FileFormat};
use super::{OfficeError, RowFault, RowKind, table};
use crate::model::screening::plain_name;
use crate::model::{Act, Applicant, Check, Checks, Intent, Template, Verdict};
use crate::text::fill;
use crate::text::projects;
use crate::text::times;
use crate::text::{Lang, checks, desk as t, faults, reading as r};
use matching::{differences, matched};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A file, compared with the roster that a session has already.
#[derive(Clone, Debug)]
pub struct Preview {
    pub path: PathBuf,
    /// How a text file was read; `None` for a workbook.
    pub encoding: Option<Encoding>,
    pub took: Took,
    pub rows: Vec<PreviewRow>,
    /// Applicants of the session that the file does not have; they stay.
    pub absent: Vec<(String, String)>,
}

/// One row of the file.
#[derive(Clone, Debug)]
pub struct PreviewRow {
    /// Empty unless the list is on several sheets.
    pub sheet: String,
    pub line: usize,
    /// As it would be registered.
    pub applicant: Applicant,
    pub change: Change,
    pub notes: Vec<RowNote>,
    /// What the machine found out, the sound items among them.
    pub checks: Vec<Check>,
    /// A threshold of the notice is missed by the facts declared.
    pub short: bool,
    /// Why the row cannot be taken. One such row, and nothing is.
    pub faults: Vec<RowFault>,
    /// Taken out of the list here: it changes nothing and stands in nobody's way.
    pub left_out: bool,
    /// Typed anew here, whatever the file says.
    pub mended: bool,
}

/// What a row does to the session's roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    New,
    Same,
    /// By field: before and after.
    Changed(Vec<(RosterField, String, String)>),
}

/// A field of an applicant, for naming differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterField {
    Name,
    Projects,
    CreditCode,
    Contact,
    Phone,
    Email,
    SubmittedAt,
    Note,
    Fact(String),
}

impl Change {
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::New => t::C_NEW.get(lang).to_owned(),
            Self::Same => t::C_SAME.get(lang).to_owned(),
            Self::Changed(list) => fill!(t::C_CHANGED, lang, [("n", &list.len())]),
        }
    }
}

impl RosterField {
    pub fn words(&self, lang: Lang) -> String {
        let text = match self {
            Self::Name => checks::F_NAME,
            Self::Projects => checks::F_PROJECTS,
            Self::CreditCode => checks::F_CODE,
            Self::Contact => checks::F_CONTACT,
            Self::Phone => checks::F_PHONE,
            Self::Email => checks::F_EMAIL,
            Self::SubmittedAt => checks::F_SUBMITTED,
            Self::Note => checks::F_NOTE,
            Self::Fact(fact) => return checks::fact_name(lang, fact),
        };
        text.get(lang).to_owned()
    }

    /// A value of this field for people: projects by their numbers, times without their zone, `-` for none.
    pub fn shown(&self, value: &str, lang: Lang, template: &Template) -> String {
        match self {
            _ if value.is_empty() => "-".to_owned(),
            Self::Projects => {
                let ids: Vec<String> = value.split(' ').map(str::to_owned).collect();
                projects::numbered(lang, &template.projects, &ids)
            }
            Self::SubmittedAt => faults::shown(&times::moment(value)),
            _ => faults::shown(value),
        }
    }
}

impl Preview {
    /// Reads a file and compares it with the applicants that are known already.
    ///
    /// # Errors
    /// The file cannot be read as a roster at all. Rows that are wrong are kept, each with its faults.
    pub fn of(
        path: &Path,
        options: &ReadOptions,
        template: &Template,
        known: &[Applicant],
    ) -> Result<Self, OfficeError> {
        let bytes = table::load(path)?;
        let read_as = options.encoding.or_else(|| table::encoding_of(&bytes));
        let book = table::book_in(bytes, path, options.encoding)?;
        let read_as = read_as.filter(|_| matches!(book.form, FileFormat::Text { .. }));
        let read = roster::understand(book, path, &template.projects, options)?;
        let matches = matched(&read.rows, known);
        let mut preview = Self {
            path: path.to_owned(),
            encoding: read_as,
            took: read.took,
            rows: Vec::new(),
            absent: Vec::new(),
        };
        let mut taken: HashSet<String> = known.iter().map(|a| a.id.clone()).collect();
        let mut next = 1;
        for (found, known_as) in read.rows.into_iter().zip(matches) {
            let mut row = PreviewRow {
                sheet: found.sheet,
                line: found.line,
                applicant: found.applicant,
                change: Change::New,
                notes: found.notes,
                checks: Vec::new(),
                short: false,
                faults: found.faults,
                left_out: false,
                mended: false,
            };
            if !found.also.is_empty() {
                let lines = found.also;
                row.notes.push(RowNote::Several { lines });
            }
            match known_as.and_then(|k| known.get(k)) {
                Some(known) => row.correct(known, &read.columns),
                None => {
                    if row.applicant.projects.is_empty()
                        && !read.columns.contains(&RosterColumn::Projects)
                    {
                        row.faults.push(RowFault {
                            sheet: row.sheet.clone(),
                            line: row.line,
                            kind: RowKind::NoProject,
                        });
                    }
                    row.join(&mut taken, &mut next);
                }
            }
            preview.rows.push(row);
        }
        let there: HashSet<&String> = preview.rows.iter().map(|r| &r.applicant.id).collect();
        preview.absent = known
            .iter()
            .filter(|a| !there.contains(&a.id))
            .map(|a| (a.id.clone(), a.name.clone()))
            .collect();
        preview.check(template, known);
        Ok(preview)
    }

    /// The machine's checks over the roster as it would be.
    fn check(&mut self, template: &Template, known: &[Applicant]) {
        let absent: HashSet<&String> = self.absent.iter().map(|(id, _)| id).collect();
        let staying = known.iter().filter(|a| absent.contains(&a.id));
        let all: Vec<Applicant> = staying
            .chain(self.taken().map(|r| &r.applicant))
            .cloned()
            .collect();
        let machine = Checks::new(template, all.iter());
        for row in &mut self.rows {
            row.checks = machine.of(&row.applicant);
            row.short = !checks::missed(Lang::default(), template, &row.applicant).is_empty();
        }
    }

    /// The rows that are not left out.
    pub fn taken(&self) -> impl Iterator<Item = &PreviewRow> {
        self.rows.iter().filter(|r| !r.left_out)
    }

    /// Every row that cannot be taken.
    pub fn faults(&self) -> Vec<RowFault> {
        self.taken().flat_map(|r| r.faults.clone()).collect()
    }

    /// The one batch that accepting the file is: what is new and what differs.
    ///
    /// # Errors
    /// Some row cannot be taken.
    pub fn accept(&self) -> Result<Vec<Intent>, OfficeError> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(OfficeError::Rows(self.path.clone(), faults));
        }
        Ok(self
            .taken()
            .filter(|row| row.change != Change::Same)
            .map(|row| Act::Applicant(Box::new(row.applicant.clone())).into())
            .collect())
    }

    /// How projects may be written, where a row names one that is none.
    pub fn known_projects(&self, lang: Lang) -> Option<String> {
        super::known_words(lang, &self.faults())
    }

    /// Who is on the session's roster and not in the file.
    pub fn absent_words(&self, lang: Lang) -> Option<String> {
        const NAMED: usize = 20;
        let mut who: Vec<String> = self
            .absent
            .iter()
            .take(NAMED)
            .map(|(id, name)| format!("{} {}", faults::shown(id), faults::shown(name)))
            .collect();
        if self.absent.len() > NAMED {
            let n = self.absent.len() - NAMED;
            who.push(fill!(r::MORE, lang, [("n", &n)]));
        }
        let who = who.join(r::LIST.get(lang));
        (!self.absent.is_empty()).then(|| fill!(r::ABSENT, lang, [("who", &who)]))
    }

    /// The rows that would be registered anew or corrected, and what differs in each.
    pub fn changes(&self, lang: Lang, template: &Template) -> Vec<String> {
        let changed = self.rows.iter().filter_map(|row| match &row.change {
            Change::Changed(list) => Some((row, list)),
            _ => None,
        });
        changed
            .flat_map(|(row, list)| {
                list.iter().map(move |(field, before, after)| {
                    let shown = |text: &str| field.shown(text, lang, template);
                    fill!(
                        r::CHANGED,
                        lang,
                        [
                            ("id", &faults::shown(&row.applicant.id)),
                            ("name", &faults::shown(&row.applicant.name)),
                            ("field", &field.words(lang)),
                            ("before", &shown(before)),
                            ("after", &shown(after)),
                        ]
                    )
                })
            })
            .collect()
    }

    /// How many rows are new, changed, and the same, of those that can be taken.
    pub fn counts(&self) -> (usize, usize, usize) {
        let good = || self.taken().filter(|r| r.faults.is_empty());
        let of = |wanted: fn(&Change) -> bool| good().filter(|r| wanted(&r.change)).count();
        (
            of(|c| *c == Change::New),
            of(|c| matches!(c, Change::Changed(_))),
            of(|c| *c == Change::Same),
        )
    }
}

impl PreviewRow {
    /// Is there anything that a person should look at?
    pub fn doubtful(&self) -> bool {
        self.short
            || self.notes.iter().any(|n| !harmless(n))
            || self
                .checks
                .iter()
                .any(|c| c.verdict != Some(Verdict::Pass) && !c.findings.is_empty())
    }

    /// Every fault and doubt in words, the gravest first; which of the two it is, is said.
    pub fn words(&self, lang: Lang, template: &Template) -> Vec<String> {
        let mut list = self.refused(lang);
        list.extend(self.doubts(lang, template));
        list
    }

    /// Why the row cannot be taken.
    pub fn refused(&self, lang: Lang) -> Vec<String> {
        self.faults
            .iter()
            .map(|fault| {
                let mut text = super::kind_words(lang, &fault.kind);
                if fault.line != self.line {
                    let row = fill!(r::ROW_ALONE, lang, [("n", &fault.line)]);
                    text = fill!(r::AT, lang, [("place", &row), ("text", &text)]);
                }
                fill!(r::REFUSED, lang, [("text", &text)])
            })
            .collect()
    }

    /// What a person should look at; it stands in nobody's way.
    pub fn doubts(&self, lang: Lang, template: &Template) -> Vec<String> {
        let mended = self.mended.then(|| t::N_MENDED.get(lang).to_owned());
        let mut list: Vec<String> = mended.into_iter().collect();
        list.extend(checks::doubts(lang, template, &self.checks));
        list.extend(checks::missed(lang, template, &self.applicant));
        let doubts = self.notes.iter().filter(|n| !harmless(n));
        list.extend(doubts.map(|n| note_words(lang, n)));
        list
    }

    /// What was cleaned up without doubt.
    pub fn cleaned(&self, lang: Lang) -> Vec<String> {
        let notes = self.notes.iter().filter(|n| harmless(n));
        notes.map(|n| note_words(lang, n)).collect()
    }

    /// The row is about an applicant of the session: it keeps its id, and what the file has no column for.
    fn correct(&mut self, known: &Applicant, columns: &[RosterColumn]) {
        let given = std::mem::replace(&mut self.applicant.id, known.id.clone());
        if given != known.id {
            self.notes.push(RowNote::Renumbered {
                given,
                kept: known.id.clone(),
            });
        }
        let has = |column: RosterColumn| columns.contains(&column);
        let keep = |text: &mut String, before: &String, column: RosterColumn| {
            if !has(column) {
                text.clone_from(before);
            }
        };
        let new = &mut self.applicant;
        keep(
            &mut new.credit_code,
            &known.credit_code,
            RosterColumn::CreditCode,
        );
        keep(&mut new.contact, &known.contact, RosterColumn::Contact);
        keep(&mut new.phone, &known.phone, RosterColumn::Phone);
        keep(&mut new.email, &known.email, RosterColumn::Email);
        keep(
            &mut new.submitted_at,
            &known.submitted_at,
            RosterColumn::SubmittedAt,
        );
        keep(&mut new.note, &known.note, RosterColumn::Note);
        if !has(RosterColumn::Projects) {
            new.projects.clone_from(&known.projects);
        }
        for (fact, n) in &known.facts {
            let in_file = columns
                .iter()
                .any(|c| matches!(c, RosterColumn::Fact(name) if name == fact));
            if !in_file {
                new.facts.insert(fact.clone(), *n);
            }
        }
        if plain_name(&new.name) != plain_name(&known.name)
            && !known.credit_code.is_empty()
            && new.credit_code != known.credit_code
        {
            self.notes.push(RowNote::OtherUnit {
                before: known.name.clone(),
            });
        }
        let list = differences(known, new);
        self.change = if list.is_empty() {
            Change::Same
        } else {
            Change::Changed(list)
        };
    }

    /// A new applicant; a number that somebody else has is not taken away.
    fn join(&mut self, taken: &mut HashSet<String>, next: &mut usize) {
        if taken.contains(&self.applicant.id) {
            let id = loop {
                let id = format!("a{next:02}");
                if !taken.contains(&id) {
                    break id;
                }
                *next += 1;
            };
            let given = std::mem::replace(&mut self.applicant.id, id.clone());
            self.notes.push(RowNote::NewNumber { given, id });
        }
        taken.insert(self.applicant.id.clone());
    }
}

/// A blank taken out of a name is told, and rows that were put together are; both worry nobody.
fn harmless(note: &RowNote) -> bool {
    matches!(note, RowNote::Closed { .. } | RowNote::Several { .. })
}

fn note_words(lang: Lang, note: &RowNote) -> String {
    let shown = |text: &String| faults::shown(text);
    match note {
        RowNote::QuestionMark(name) => fill!(t::N_QUESTION, lang, [("name", &shown(name))]),
        RowNote::Closed { before, after } => fill!(
            t::N_CLOSED,
            lang,
            [("before", &shown(before)), ("after", &shown(after))]
        ),
        RowNote::Renumbered { given, kept } => {
            fill!(
                t::N_RENUMBERED,
                lang,
                [("given", &shown(given)), ("kept", &shown(kept))]
            )
        }
        RowNote::NewNumber { given, id } => {
            fill!(
                t::N_NEW_NUMBER,
                lang,
                [("given", &shown(given)), ("id", &shown(id))]
            )
        }
        RowNote::OtherUnit { before } => fill!(t::N_OTHER_UNIT, lang, [("before", &shown(before))]),
        RowNote::Several { lines } => {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            fill!(r::N_SEVERAL, lang, [("lines", &lines.join(", "))])
        }
        RowNote::Repeats { line } => fill!(r::N_REPEATS, lang, [("line", line)]),
        RowNote::Differs { line, kept, other } => fill!(
            r::N_DIFFERS,
            lang,
            [
                ("line", line),
                ("kept", &shown(kept)),
                ("other", &shown(other)),
            ]
        ),
        RowNote::SheetSays { sheet } => fill!(r::N_SHEET_SAYS, lang, [("sheet", &shown(sheet))]),
    }
}
