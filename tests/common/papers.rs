//! Looking into packed office files: their parts, the text of a document, its tables.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

/// Every file under a folder, by its name relative to it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                out.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, folder, &mut out);
    out
}

/// The parts of a packed file.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            // A picture is no text, and nobody seeks any in it.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What stands between the tags of text, cells and paragraphs parted by line ends.
pub fn text_of(document: &str) -> String {
    let mut out = String::new();
    let mut rest = document;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, behind) = after.split_once('>').unwrap();
        if tag == "/w:p" || tag == "w:br/" {
            out.push('\n');
        }
        rest = behind;
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The text of a packed document's main part.
pub fn document(bytes: &[u8]) -> String {
    text_of(&parts(bytes)["word/document.xml"])
}

/// The tables of a document: rows of cells' texts.
pub fn tables(xml: &str) -> Vec<Vec<Vec<String>>> {
    let inside = |text: &str, tag: &str| -> Vec<String> {
        text.split(&format!("<w:{tag}>"))
            .skip(1)
            .map(|part| {
                let end = part.find(&format!("</w:{tag}>")).unwrap();
                part[..end].to_owned()
            })
            .collect()
    };
    inside(xml, "tbl")
        .iter()
        .map(|table| {
            inside(table, "tr")
                .iter()
                .map(|row| {
                    inside(row, "tc")
                        .iter()
                        .map(|cell| text_of(cell).trim_end().to_owned())
                        .collect()
                })
                .collect()
        })
        .collect()
}

/// The workbook with these values in cells of its sheets; a cell that a formula gives has it as its saved value.
pub fn fill(bytes: &[u8], cells: &[(usize, &str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, mut text) in parts(bytes) {
        for (n, at, value) in cells {
            if name != format!("xl/worksheets/sheet{n}.xml") {
                continue;
            }
            let begin = text.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| {
                panic!("no cell {at}: {text}");
            });
            let end = begin + text[begin..].find('>').unwrap();
            let cell = if text[..end].ends_with('/') {
                let head = text[begin..end - 1].to_owned();
                (end + 1, format!("{head}><v>{value}</v></c>"))
            } else {
                let end = begin + text[begin..].find("</c>").unwrap() + 4;
                let whole = &text[begin..end];
                let head = whole[..whole.find('>').unwrap()].replace(" t=\"str\"", "");
                let from = whole.find("<f>").unwrap();
                let to = whole.find("</f>").unwrap() + 4;
                (
                    end,
                    format!("{head}>{}<v>{value}</v></c>", &whole[from..to]),
                )
            };
            text.replace_range(begin..cell.0, &cell.1);
        }
        out.start_file(name, plain).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}
