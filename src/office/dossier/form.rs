//! What the form of annex 3 says: the unit, who answers for it, how to reach them, what they did and their experts.

use super::labels::{
    is_column_name, is_filler, is_footer, is_label_word, is_organisation_code, plain,
};
use super::outline::{DocPlace, FormCell, FormRow, rows};
use crate::model::Project;
use crate::model::screening::plain_name;
use crate::office::applied::projects_of;
use crate::office::table::half_width;
use crate::office::wordfile::{Block, WordContent};

/// An answer, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    pub text: String,
    pub place: DocPlace,
}

/// One row of the table of projects done before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experience {
    pub name: String,
    pub level: String,
    pub dates: String,
    /// From which year and month to which, months from 1, as often as it ran; nothing where the dates are not understood.
    pub ran: Vec<((u16, u8), (u16, u8))>,
    pub place: DocPlace,
}

/// One row of the table of experts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expert {
    pub name: String,
    /// Post and title as they are written: `院长/教授`.
    pub title: String,
    pub employer: String,
    pub subject: String,
    pub place: DocPlace,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormFacts {
    pub unit: Option<Answered>,
    pub credit_code: Option<Answered>,
    pub responsible: Option<Answered>,
    pub phones: Vec<Answered>,
    pub emails: Vec<Answered>,
    /// Ids of projects, in the order of the form.
    pub projects: Vec<String>,
    pub experience: Vec<Experience>,
    pub experts: Vec<Expert>,
    /// Rows of the experts that say something and name nobody: whether they are experts is for a person to see.
    pub nameless: Vec<DocPlace>,
    /// Units named by a second form in the same file.
    pub other_units: Vec<Answered>,
}

impl FormFacts {
    pub fn of(content: &WordContent, projects: &[Project]) -> Self {
        let mut facts = Self::default();
        for (text, place) in paragraphs(content) {
            // A page of a PDF has several lines in a paragraph.
            for line in text.lines() {
                facts.paragraph(line, place, projects);
            }
        }
        let rows = rows(content);
        let mut list = Listing::None;
        let mut table = None;
        for row in &rows {
            let here = row.place.row.map(|(table, _)| table);
            // A list goes on in another table only if that is cut like it: a word processor may break one in two.
            if here != table && (row.apart || !list.is_cut_like(row)) {
                list = Listing::None;
            }
            table = here;
            if let Some(next) = Listing::begins(row) {
                list = next;
                continue;
            }
            let filled = row.cells.iter().filter(|c| !c.text.is_empty()).count();
            // In a list a name alone is a row of it.
            if filled < 2 && !list.is_named(row) {
                // A heading over the next part of the form, or a row to be filled in.
                if row.cells.len() == 1 {
                    list = Listing::None;
                }
                continue;
            }
            // What is added up or noted below a list is no row of it, and ends it.
            if !matches!(list, Listing::None) && is_footer(row) {
                list = Listing::None;
                continue;
            }
            match &list {
                Listing::Experts(head) if head.is_nameless(row) => facts.nameless.push(row.place),
                Listing::Experts(head) => facts.experts.extend(head.expert(row)),
                Listing::Experience(head) => facts.experience.extend(head.experience(row)),
                Listing::None => facts.labels(row, projects),
            }
        }
        facts
    }

    /// `申报单位（公章）：…`, outside tables.
    fn paragraph(&mut self, text: &str, place: DocPlace, projects: &[Project]) {
        let plain = half_width(text);
        let Some((label, answer)) = plain.split_once(':') else {
            return;
        };
        self.answer(label, answer, place, projects);
    }

    /// A label with the answer in the next cell, as often as the row has them.
    fn labels(&mut self, row: &FormRow, projects: &[Project]) {
        let mut before = String::new();
        for pair in row.cells.windows(2) {
            let [label, answer] = pair else { continue };
            let name = plain(&label.text);
            // 单位负责人 heads the cells 姓名, 职务, …
            if name == "姓名" && before.contains("负责人") {
                self.answer("负责人", &answer.text, row.place, projects);
            } else {
                self.answer(&name, &answer.text, row.place, projects);
            }
            if name.contains("负责人") || name.contains("专家") {
                before = name;
            }
        }
    }

    fn answer(&mut self, label: &str, answer: &str, place: DocPlace, projects: &[Project]) {
        let label = plain(label);
        // What is written on a line to be filled in keeps none of the line.
        let text = half_width(answer).replace('\n', " ");
        let text = text.trim_matches(['_', ' ']).to_owned();
        // Where a label stands behind a label, both head columns or parts of the form.
        if text.is_empty() || is_filler(&text) || is_label_word(&text) {
            return;
        }
        let answered = Answered { text, place };
        let label = label.split('(').next().unwrap_or_default();
        match label {
            "单位名称" | "申报单位" | "单位全称" | "申报单位名称" | "机构名称" =>
            {
                let text = answered.text.replace(' ', "");
                let seals = ["(公章)", "(盖章)", "(加盖公章)", "(签章)"];
                let text = seals.iter().fold(text.as_str(), |text, seal| {
                    text.strip_suffix(seal).unwrap_or(text)
                });
                let answered = Answered {
                    text: text.to_owned(),
                    ..answered
                };
                let plain = plain_name(&answered.text);
                let mut known = self.unit.iter().chain(&self.other_units);
                if plain.is_empty() || known.any(|known| plain_name(&known.text) == plain) {
                    return;
                }
                match &self.unit {
                    None => self.unit = Some(answered),
                    Some(_) => self.other_units.push(answered),
                }
            }
            "统一社会信用代码" | "信用代码" | "社会信用代码" | "组织机构代码"
                if answered.text.bytes().any(|b| b.is_ascii_digit()) =>
            {
                let text: String = answered.text.split_whitespace().collect();
                let answered = Answered { text, ..answered };
                // The code of an organisation is a part of the credit code, which says more.
                match &self.credit_code {
                    Some(known) if !is_organisation_code(&known.text) => {}
                    Some(_) if is_organisation_code(&answered.text) => {}
                    _ => self.credit_code = Some(answered),
                }
            }
            "具体负责人" | "负责人" | "项目负责人" | "单位负责人" | "负责人姓名" =>
            {
                self.responsible.get_or_insert(answered);
            }
            "联系电话" | "手机" | "电话" | "办公电话" | "联系方式"
                if answered.text.bytes().any(|b| b.is_ascii_digit()) =>
            {
                self.phones.push(answered);
            }
            "邮箱" | "电子邮箱" | "e-mail" | "email" | "电子邮件" => {
                self.emails.push(answered)
            }
            "申报项目" | "子项目" | "子项目名称" | "申报子项目" | "申报项目名称" =>
            {
                let found = projects_of(&answered.text, projects).unwrap_or_default();
                for project in found {
                    if !self.projects.contains(&project) {
                        self.projects.push(project);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The columns of the table that is being read, by where they begin.
enum Listing {
    None,
    Experts(ListHead),
    Experience(ListHead),
}

struct ListHead(Vec<FormCell>);

impl Listing {
    /// Is the cell of the name filled in, and no wider than the column? A heading over the next part is wider.
    fn is_named(&self, row: &FormRow) -> bool {
        let (head, word) = match self {
            Self::None => return false,
            Self::Experts(head) => (head, "姓名"),
            Self::Experience(head) => (head, "项目名称"),
        };
        let heading = head.0.iter().find(|c| heads(&plain(&c.text), word));
        heading.is_some_and(|heading| {
            let mut cells = row.cells.iter();
            let fits = |c: &FormCell| c.column == heading.column && c.span <= heading.span;
            row.cells.len() > 1 && cells.any(|c| fits(c) && !c.continues && !c.text.is_empty())
        })
    }

    fn is_cut_like(&self, row: &FormRow) -> bool {
        match self {
            Self::None => false,
            Self::Experts(head) | Self::Experience(head) => {
                let borders = |cells: &[FormCell]| -> Vec<(usize, usize)> {
                    cells.iter().map(|c| (c.column, c.span)).collect()
                };
                row.cells.len() >= 5
                    && borders(&row.cells) == borders(&head.0)
                    && !row.cells.iter().any(|c| is_column_name(&c.text))
            }
        }
    }

    /// Is this the row of headings of a table of experts or of projects?
    fn begins(row: &FormRow) -> Option<Self> {
        let names: Vec<String> = row.cells.iter().map(|c| plain(&c.text)).collect();
        let has = |word: &str| names.iter().any(|n| heads(n, word));
        let head = || ListHead(row.cells.clone());
        let experts = has("姓名") && has("工作单位") && has("职称");
        // With a bare 单位 it may be the management team, whose people have duties.
        let duties = ["分工", "职责", "负责"].iter().any(|word| has(word));
        if experts && (!duties || names.iter().any(|n| n.contains("工作单位"))) {
            return Some(Self::Experts(head()));
        }
        if has("项目名称") && (has("起止") || has("级别")) {
            return Some(Self::Experience(head()));
        }
        // The management team and others: people, but no experts.
        (has("姓名") && row.cells.len() > 3 && (has("年龄") || has("分工"))).then_some(Self::None)
    }
}

/// Does a heading, without its blanks, say this word, or another one for the same column?
fn heads(heading: &str, word: &str) -> bool {
    let also: &[&str] = match word {
        "工作单位" => {
            let whole = ["单位", "单位名称", "单位全称", "单位职务"];
            let before_another = ["单位及", "单位和", "单位、", "单位/", "单位("];
            if whole.contains(&heading) || before_another.iter().any(|b| heading.starts_with(b)) {
                return true;
            }
            &["所在单位", "任职单位", "供职单位", "所属单位"]
        }
        "职称" => &["技术职务", "技术资格"],
        _ => &[],
    };
    heading.contains(word) || also.iter().any(|other| heading.contains(other))
}

impl ListHead {
    /// The text under the heading that has this word.
    fn under<'r>(&self, row: &'r FormRow, word: &str) -> Option<&'r str> {
        let heading = self.0.iter().find(|c| heads(&plain(&c.text), word))?;
        let (from, to) = (heading.column, heading.column + heading.span);
        let under = |c: &&FormCell| c.column < to && c.column + c.span > from;
        row.cells.iter().find(under).map(|c| c.text.as_str())
    }

    /// Does the cell under this heading go on with the one above?
    fn continues(&self, row: &FormRow, word: &str) -> bool {
        let heading = self.0.iter().find(|c| heads(&plain(&c.text), word));
        let at = heading.map(|c| c.column);
        row.cells
            .iter()
            .any(|c| Some(c.column) == at && c.continues)
    }

    fn text(&self, row: &FormRow, word: &str) -> String {
        let text = self.under(row, word).unwrap_or_default();
        half_width(text).split_whitespace().collect::<String>()
    }

    fn expert(&self, row: &FormRow) -> Option<Expert> {
        let expert = Expert {
            name: self.text(row, "姓名"),
            title: self.text(row, "职称"),
            employer: self.text(row, "工作单位"),
            subject: self.text(row, "学科"),
            place: row.place,
        };
        // A name over several rows is one person.
        let real =
            !expert.name.is_empty() && !is_filler(&expert.name) && !self.continues(row, "姓名");
        real.then_some(expert)
    }

    /// Does a row of its own tell a title or a place of work, and nobody's name?
    fn is_nameless(&self, row: &FormRow) -> bool {
        let said = ["职称", "工作单位"].map(|word| self.text(row, word));
        let tells = said.iter().any(|text| !text.is_empty() && !is_filler(text));
        tells && self.text(row, "姓名").is_empty() && !self.continues(row, "姓名")
    }

    fn experience(&self, row: &FormRow) -> Option<Experience> {
        let name = self.text(row, "项目名称");
        if name.is_empty() || is_filler(&name) {
            return None;
        }
        let written = ["起止", "时间"].map(|word| self.under(row, word).unwrap_or_default());
        let written = written.iter().find(|text| !text.trim().is_empty());
        let written = half_width(written.copied().unwrap_or_default());
        Some(Experience {
            name,
            level: self.text(row, "级别"),
            dates: written.split_whitespace().collect(),
            ran: super::years::spans(&written),
            place: row.place,
        })
    }
}

/// Paragraphs outside tables, text boxes among them.
fn paragraphs(content: &WordContent) -> impl Iterator<Item = (String, DocPlace)> {
    let texts = content.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    });
    texts.enumerate().map(|(n, paragraph)| {
        let place = DocPlace {
            page: paragraph.page,
            paragraph: Some(n + 1),
            ..DocPlace::default()
        };
        (paragraph.text.clone(), place)
    })
}
