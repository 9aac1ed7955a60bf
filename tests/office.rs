#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
//! The papers in a real office program: they open, become pages, and its own arithmetic gives the scores.
//!
//! Needs LibreOffice (`soffice`) and poppler (`pdftotext`), so these are run by name:
//! `cargo test --test office -- --ignored --test-threads 1`

mod common;
#[path = "common/crowded.rs"]
mod crowded;
#[path = "common/papers.rs"]
mod papers;
#[path = "common/stage.rs"]
mod stage;

use calamine::{Data, Reader, Xlsx};
use common::{Room, rules};
use papers::{files, fill, parts};
use pingshen::journal::{Journal, Opening, snapshot};
use pingshen::office::demo;
use pingshen::office::dossier;
use pingshen::office::dossier::form::{Expert, FormFacts};
use pingshen::office::dossier::outline::Outline;
use pingshen::office::export::{self, Wish};
use pingshen::office::papers::sheets::Layout;
use pingshen::office::reading::ReadOptions;
use pingshen::office::scores;
use pingshen::tally::Results;
use pingshen::text::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Converts files; the program's own profile is a fresh one.
fn soffice(to: &str, out: &Path, list: &[PathBuf]) {
    let profile = out.join("profile");
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(out)
        .args(list)
        .output()
        .expect("soffice is installed");
    assert!(output.status.success(), "{output:?}");
}

/// The workbook without the values that the program put beside its formulas: what is read back was worked
/// out by the office program alone.
fn without_results(book: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = 0;
    for (name, text) in parts(book) {
        let mut kept = String::new();
        let mut rest = text.as_str();
        if name.starts_with("xl/worksheets/") {
            while let Some((before, after)) = rest.split_once("</f><v>") {
                kept.push_str(before);
                kept.push_str("</f>");
                rest = after.split_once("</v>").unwrap().1;
                taken += 1;
            }
        }
        kept.push_str(rest);
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(kept.as_bytes()).unwrap();
    }
    assert!(taken > 100);
    zip.finish().unwrap().into_inner()
}

/// Recalculates the workbook of a session and holds every score, rank and comparison against the program's.
fn recalculated(journal: &Journal, folder: &Path) -> usize {
    let out = folder.join("papers");
    export::run(journal, Lang::En, &Wish::default(), &out, &mut |_| true).unwrap();
    let stripped = folder.join("stripped.xlsx");
    fs::write(&stripped, without_results(&files(&out)["01-results.xlsx"])).unwrap();
    let made = folder.join("made");
    fs::create_dir_all(&made).unwrap();
    soffice("xlsx:Calc MS Excel 2007 XML", &made, &[stripped]);
    let bytes = fs::read(made.join("stripped.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let report = snapshot::current_report(journal.history(), &Results::of(journal.session()));
    let mut compared = 0;
    for (n, project) in report.projects.iter().enumerate() {
        let range = book.worksheet_range(&format!("Summary {}", n + 1)).unwrap();
        let rows: Vec<&[Data]> = range.rows().collect();
        let heads: Vec<String> = rows[3].iter().map(ToString::to_string).collect();
        let column = |name: &str| heads.iter().position(|h| h == name).unwrap();
        let lines: BTreeMap<String, &[Data]> = rows[4..]
            .iter()
            .map(|row| (row[0].to_string(), *row))
            .collect();
        for standing in &project.standings {
            let row = lines[&standing.applicant];
            let score = match &row[column("Score")] {
                Data::Float(f) => Some(format!("{f:.2}")),
                Data::Int(i) => Some(format!("{i}.00")),
                _ => None,
            };
            let at = format!("{} {}", project.id, standing.applicant);
            assert_eq!(score, standing.score.map(|s| s.to_string()), "{at}");
            let rank = row[column("Rank")].to_string();
            let wanted = standing.rank.map(|r| r.to_string()).unwrap_or_default();
            assert_eq!(rank, wanted, "{at}");
            assert_eq!(row[column("Check")].to_string(), "same", "{at}");
            compared += 1;
        }
    }
    compared
}

fn demonstration(folder: &Path, lang: Lang) -> Journal {
    let session = folder.join("demo");
    demo::make(&session, &stage::clock(), lang).unwrap();
    Journal::open(&session, stage::clock(), &Opening::default()).unwrap()
}

/// Many entries with random marks, a good part of them exact halves at the third decimal.
fn many(folder: &Path, applicants: usize, text: &str) -> Journal {
    let mut room = Room::new(1, &["40", "60"], rules(text));
    for judge in 1..=6 {
        room.say(&format!("desk seats w{judge}"));
    }
    for n in 0..applicants {
        room.say(&format!("desk registers a{n:03} p1"));
    }
    room.say("desk opens");
    let mut seed = 20_260_520u64;
    let mut random = |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    for n in 0..applicants {
        for judge in 1..=6 {
            let marks = format!(
                "{}.{:02}+{}.{:02}",
                random(40),
                random(100),
                random(60),
                random(2) * 50
            );
            room.fill(&format!("w{judge}"), &format!("p1/a{n:03}"), &marks);
        }
    }
    for judge in 1..=6 {
        room.say(&format!("w{judge} submits p1"));
    }
    room.journal(&folder.join("many"), &stage::clock(), true)
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_works_out_the_same_scores() {
    let folder = tempfile::tempdir().unwrap();
    let demo = demonstration(folder.path(), Lang::En);
    assert_eq!(recalculated(&demo, folder.path()), 24);
    for text in [
        "",
        "trim 2/1, at least 4",
        "by indicator",
        "two from 6",
        "two from 7",
        "two from 6, by indicator",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let journal = many(folder.path(), 300, text);
        assert_eq!(recalculated(&journal, folder.path()), 300, "{text}");
    }
}

#[test]
#[ignore = "needs LibreOffice and poppler"]
fn every_paper_becomes_pages() {
    for lang in [Lang::Zh, Lang::En] {
        for layout in [Layout::Table, Layout::Pages] {
            let folder = tempfile::tempdir().unwrap();
            let journal = demonstration(folder.path(), lang);
            let out = folder.path().join("papers");
            let wish = Wish {
                layout,
                ..Wish::default()
            };
            let made = export::run(&journal, lang, &wish, &out, &mut |_| true).unwrap();
            let office =
                |file: &&PathBuf| file.extension().is_some_and(|e| e == "docx" || e == "xlsx");
            let list: Vec<PathBuf> = made.files.iter().filter(office).cloned().collect();
            let pages = folder.path().join("pages");
            fs::create_dir_all(&pages).unwrap();
            soffice("pdf", &pages, &list);
            for file in &list {
                let pdf = pages.join(file.file_name().unwrap()).with_extension("pdf");
                let text = pages_of(&pdf);
                assert!(!text.is_empty(), "{}", pdf.display());
                for (n, page) in text.iter().enumerate() {
                    // Every page says that this is a rehearsal.
                    let sign = ["演练", "REHEARSAL"];
                    assert!(
                        sign.iter().any(|s| page.contains(s)),
                        "{} page {}: {page}",
                        pdf.display(),
                        n + 1
                    );
                }
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                if layout == Layout::Table && name.starts_with("w0") {
                    assert_eq!(text.len(), 2, "{name}: one page a project");
                }
                if name.starts_with("03-") {
                    // No line ends inside a number.
                    let all = text.concat();
                    for entry in journal.session().entries() {
                        for total in (0..7).filter_map(|j| entry.total(j)) {
                            assert!(all.contains(&total.to_string()), "{name}: {total}");
                        }
                    }
                }
                if name.starts_with("a0") {
                    assert_eq!(text.len(), 1, "{name}: one page an applicant");
                }
                if name.starts_with("08-") {
                    assert_eq!(text.len(), 1, "{name}: one page");
                }
                if name.starts_with("8-") {
                    assert_eq!(text.len(), 14, "{name}: one page an applicant");
                }
                if name.starts_with("7-") {
                    assert_eq!(text.len(), 7 + 2, "{name}: one page a person");
                }
            }
        }
    }
}

/// However much there is to tell, the brief is one page, and so is a letter.
#[test]
#[ignore = "needs LibreOffice and poppler"]
fn briefs_and_letters_are_one_page() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let journal = crowded::crowded(&folder.path().join("s"), &stage::clock());
        let out = folder.path().join("papers");
        let wish = Wish {
            kinds: vec![export::PaperKind::Brief, export::PaperKind::Letters],
            ..Wish::default()
        };
        let made = export::run(&journal, lang, &wish, &out, &mut |_| true).unwrap();
        let docx = |file: &&PathBuf| file.extension().is_some_and(|e| e == "docx");
        let list: Vec<PathBuf> = made.files.iter().filter(docx).cloned().collect();
        assert!(list.len() > 1);
        let pages = folder.path().join("pages");
        fs::create_dir_all(&pages).unwrap();
        soffice("pdf", &pages, &list);
        for file in &list {
            let pdf = pages.join(file.file_name().unwrap()).with_extension("pdf");
            assert_eq!(pages_of(&pdf).len(), 1, "{}", pdf.display());
        }
    }
}

/// A table that does not fit on its page goes on under its heading.
#[test]
#[ignore = "needs LibreOffice and poppler"]
fn long_tables_repeat_their_heading() {
    let folder = tempfile::tempdir().unwrap();
    let journal = many(folder.path(), 120, "");
    let out = folder.path().join("papers");
    export::run(&journal, Lang::En, &Wish::default(), &out, &mut |_| true).unwrap();
    let list = [
        out.join("02-score-sheets/w1-w1.docx"),
        out.join("01-results.xlsx"),
    ];
    let pages = folder.path().join("pages");
    fs::create_dir_all(&pages).unwrap();
    soffice("pdf", &pages, &list);
    for (name, heading) in [("w1-w1.pdf", "Applicant"), ("01-results.pdf", "Applicant")] {
        let text = pages_of(&pages.join(name));
        let with_rows: Vec<&String> = text
            .iter()
            .filter(|page| page.matches("a0").count() > 5 && !page.contains("Scores, the first"))
            .collect();
        assert!(with_rows.len() > 2, "{name}");
        for page in with_rows {
            let told = page.contains(heading) || page.contains("Seat") || page.contains("Act");
            assert!(told, "{name}: {page}");
        }
    }
}

/// The workbook to enter scores in, filled in and saved by the office program in its own way: the marks are the same.
#[test]
#[ignore = "needs LibreOffice"]
fn a_filled_workbook_comes_back_from_libreoffice() {
    for (lang, name) in [
        (Lang::En, "05-forms/6-score-entry.xlsx"),
        (Lang::Zh, "05-评审前用表/6-评分录入表.xlsx"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut room = Room::new(2, &["40", "10.5"], rules(""));
        for line in [
            "desk seats w1",
            "desk seats w2",
            "desk seats w3",
            "desk registers a1 p1,p2",
            "desk registers a2 p1",
            "desk opens",
        ] {
            room.say(line);
        }
        let journal = room.journal(&folder.path().join("s"), &stage::clock(), true);
        let out = folder.path().join("papers");
        let wish = Wish {
            kinds: vec![export::PaperKind::Forms],
            ..Wish::default()
        };
        export::run(&journal, lang, &wish, &out, &mut |_| true).unwrap();
        // A half, a zero, what a computation left, a cap, one place and a blank beside them.
        let cells = [
            (1, "C5", "36.5"),
            (1, "D5", "0"),
            (1, "C6", "36.300000000000004"),
            (1, "D7", "10.5"),
            (1, "C8", "0.1"),
            (2, "C5", "40"),
            (2, "D7", "7.25"),
        ];
        let filled = folder.path().join("filled.xlsx");
        fs::write(&filled, fill(&files(&out)[name], &cells)).unwrap();
        let marks = |path: &Path| {
            let read = scores::read_file(path, journal.session(), &ReadOptions::default()).unwrap();
            assert!(
                read.faults.is_empty(),
                "{}: {:?}",
                path.display(),
                read.faults
            );
            read.accept(false).unwrap()
        };
        let wanted = marks(&filled);
        assert_eq!(wanted.len(), cells.len());
        // Its old .xls has a 0 where a formula gives an empty text.
        for (filter, end) in [
            ("xlsx:Calc MS Excel 2007 XML", "xlsx"),
            ("ods", "ods"),
            ("xls:MS Excel 97", "xls"),
        ] {
            let made = folder.path().join(end);
            fs::create_dir_all(&made).unwrap();
            soffice(filter, &made, std::slice::from_ref(&filled));
            let again = marks(&made.join("filled").with_extension(end));
            assert_eq!(again, wanted, "{name} as {end}");
        }
    }
}

/// The old format through LibreOffice and PDF through poppler: the same experts, no page lost.
#[test]
#[ignore = "needs LibreOffice and poppler"]
fn applications_in_other_formats_are_read() {
    let read = |name: &str| {
        let bytes = fs::read(format!("tests/data/dossiers/{name}")).unwrap();
        dossier::of(name.to_owned(), bytes).unwrap()
    };
    let experts = |name: &str| FormFacts::of(&read(name).content, &[]).experts;
    let wanted = experts("f1.docx");
    assert_eq!(wanted.len(), 10);
    let names = |list: &[Expert]| -> Vec<[String; 3]> {
        let row = |e: &Expert| [e.name.clone(), e.title.clone(), e.employer.clone()];
        list.iter().map(row).collect()
    };
    assert_eq!(names(&experts("f1.doc")), names(&wanted));
    let pdf = Outline::of(&read("f1.pdf").content);
    let text: String = pdf.pieces.iter().map(|p| p.text.as_str()).collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for expert in wanted.iter().take(3) {
        assert!(text.contains(&expert.name), "{}", expert.name);
    }
    assert!(pdf.pieces.iter().all(|p| p.place.page.is_some()));
}

/// The text of each page.
fn pages_of(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext is installed");
    assert!(output.status.success(), "{}: {output:?}", pdf.display());
    let text = String::from_utf8(output.stdout).unwrap();
    text.split('\u{c}')
        .filter(|page| !page.trim().is_empty())
        .map(str::to_owned)
        .collect()
}
