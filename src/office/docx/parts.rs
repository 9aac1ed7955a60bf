//! The files inside a document: styles, settings, header and footer, and how they hang together.

use super::{NOTICE_LINE, PageSetup, escaped, picture, run};
use crate::journal::qr::QrPicture;
use crate::text::Lang;
use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that the main one refers to, by their relation's number and kind.
const RELATED: [(&str, &str, &str); 5] = [
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "header", "header1.xml"),
    ("rId4", "footer", "footer1.xml"),
    ("rId5", "footer", "footer2.xml"),
];

pub(super) fn pack(sheet: &PageSetup, body: &str, pictures: &[QrPicture]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o644)
        .last_modified_time(moment(&sheet.at));
    let document = format!(
        "{XML}<w:document xmlns:w=\"{W}\" xmlns:r=\"{OFFICE}\"><w:body>{body}{}</w:body></w:document>",
        section(sheet)
    );
    for (name, text) in [
        ("[Content_Types].xml", content_types(!pictures.is_empty())),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(sheet)),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            document_relations(pictures.len()),
        ),
        (
            "word/styles.xml",
            styles(sheet.lang, sheet.notice.unwrap_or(NOTICE_LINE)),
        ),
        ("word/settings.xml", settings(sheet)),
        ("word/header1.xml", header(sheet)),
        ("word/footer1.xml", footer(sheet, "right")),
        ("word/footer2.xml", footer(sheet, "left")),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    for (n, code) in pictures.iter().enumerate() {
        zip.start_file(format!("word/{}", picture::part(n + 1)), options)?;
        zip.write_all(&picture::png(code)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `2026-05-20T09:31:07…` as a packed file tells it; the earliest that it can, if it is no such time.
fn moment(at: &str) -> zip::DateTime {
    let part = |from: usize, to: usize| at.get(from..to)?.parse::<u8>().ok();
    let year = at.get(..4).and_then(|y| y.parse().ok());
    let parsed = || {
        zip::DateTime::from_date_and_time(
            year?,
            part(5, 7)?,
            part(8, 10)?,
            part(11, 13)?,
            part(14, 16)?,
            part(17, 19)?,
        )
        .ok()
    };
    parsed().unwrap_or_default()
}

fn content_types(pictures: bool) -> String {
    let mut out = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    if pictures {
        out.push_str("<Default Extension=\"png\" ContentType=\"image/png\"/>");
    }
    for (_, kind, file) in RELATED {
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "<Override PartName=\"/word/{file}\" ContentType=\"{TYPE}.{kind}+xml\"/>"
        );
    }
    out + "</Types>"
}

fn package_relations() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn document_relations(pictures: usize) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, file) in RELATED {
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}\"/>"
        );
    }
    for n in 1..=pictures {
        let (id, part) = (picture::relation(n), picture::part(n));
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"{part}\"/>"
        );
    }
    out + "</Relationships>"
}

fn properties(sheet: &PageSetup) -> String {
    let at = escaped(&sheet.at);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified></cp:coreProperties>",
        escaped(&sheet.title),
        escaped(&sheet.author)
    )
}

fn settings(sheet: &PageSetup) -> String {
    // Page numbers of a notice stand outside: right on odd pages, left on even ones.
    let even = if sheet.notice.is_some() {
        "<w:evenAndOddHeaders/>"
    } else {
        ""
    };
    format!(
        "{XML}<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"420\"/>{even}<w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn section(sheet: &PageSetup) -> String {
    let (width, height) = sheet.paper();
    let (top, right, bottom, left) = sheet.margins();
    let orient = if sheet.landscape {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    let (header, even) = if sheet.notice.is_some() {
        (
            "<w:headerReference w:type=\"even\" r:id=\"rId3\"/>",
            "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>",
        )
    } else {
        ("", "")
    };
    let grid = sheet.notice.map_or_else(String::new, |line| {
        format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{line}\"/>")
    });
    let foot = if sheet.notice.is_some() { 1587 } else { 567 };
    format!(
        "<w:sectPr>{header}<w:headerReference w:type=\"default\" r:id=\"rId3\"/>{even}\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
         w:header=\"567\" w:footer=\"{foot}\" w:gutter=\"0\"/>{grid}</w:sectPr>"
    )
}

fn header(sheet: &PageSetup) -> String {
    let mut out =
        format!("{XML}<w:hdr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Banner\"/></w:pPr>");
    run(&mut out, sheet.lang, &sheet.header, false);
    out + "</w:p></w:hdr>"
}

/// Left what the paper is evidence of, right the page; in a notice the page alone, at the outer side.
fn footer(sheet: &PageSetup, side: &str) -> String {
    let mut out = format!("{XML}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr>");
    if sheet.notice.is_some() {
        let _ = write!(
            out,
            "<w:pStyle w:val=\"NoticePage\"/><w:jc w:val=\"{side}\"/></w:pPr>"
        );
        run(&mut out, sheet.lang, "— ", false);
        field(&mut out, "PAGE");
        run(&mut out, sheet.lang, " —", false);
    } else {
        let _ = write!(
            out,
            "<w:pStyle w:val=\"Footer\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>",
            sheet.measure()
        );
        run(&mut out, sheet.lang, &sheet.footer, false);
        out.push_str("<w:r><w:tab/></w:r>");
        let mut rest = sheet.pages.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            run(&mut out, sheet.lang, before, false);
            let (place, behind) = after.split_once('}').unwrap_or((after, ""));
            field(&mut out, if place == "page" { "PAGE" } else { "NUMPAGES" });
            rest = behind;
        }
        run(&mut out, sheet.lang, rest, false);
    }
    out + "</w:p></w:ftr>"
}

/// In five runs, as word processors write it themselves: some show nothing for a shorter form.
fn field(out: &mut String, code: &str) {
    let _ = write!(
        out,
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    );
}

/// A paragraph style: what it adds to a paragraph, then to its letters.
fn style(out: &mut String, id: &str, name: &str, paragraph: &str, letters: &str) {
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    );
}

/// A size in half points.
fn size(half_points: u32) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn font(name: &str) -> String {
    format!("<w:rFonts w:eastAsia=\"{name}\"/>")
}

fn spacing(before: u32, after: u32, line: u32, rule: &str) -> String {
    format!(
        "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>"
    )
}

fn styles(lang: Lang, notice: u32) -> String {
    // Latin letters and digits are English even in Chinese text: as Chinese, lines break inside numbers.
    let mut out = format!(
        "{XML}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>\
         {}<w:lang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
        size(21)
    );
    // English words are longer, and a column breaks them badly.
    let (title, heads) = match lang {
        Lang::Zh => (34, 19),
        Lang::En => (30, 15),
    };
    let centre = "<w:jc w:val=\"center\"/>";
    let exact = |points20: u32| spacing(0, 0, points20, "exact");
    let list: [(&str, &str, String, String); 17] = [
        (
            "Title",
            "Title",
            spacing(0, 60, 260, "auto") + centre,
            font("黑体") + "<w:b/>" + &size(title),
        ),
        (
            "Subtitle",
            "Subtitle",
            spacing(0, 100, 260, "auto") + centre,
            size(24),
        ),
        (
            "Heading1",
            "heading 1",
            "<w:keepNext/>".to_owned()
                + &spacing(240, 100, 300, "auto")
                + "<w:outlineLvl w:val=\"0\"/>",
            font("黑体") + "<w:b/>" + &size(26),
        ),
        (
            "BodyText",
            "Body Text",
            spacing(0, 60, 288, "auto"),
            String::new(),
        ),
        ("Note", "Note", spacing(60, 60, 260, "auto"), size(18)),
        (
            "TableText",
            "Table Text",
            spacing(20, 20, 250, "auto"),
            size(19),
        ),
        (
            "TableHead",
            "Table Head",
            "<w:keepNext/>".to_owned() + &spacing(20, 20, 250, "auto"),
            "<w:b/>".to_owned() + &size(heads),
        ),
        (
            "Big",
            "Big",
            spacing(60, 60, 320, "auto"),
            "<w:b/>".to_owned() + &size(32),
        ),
        ("Gap", "Gap", exact(120), size(8)),
        (
            "Banner",
            "header",
            spacing(0, 0, 240, "auto") + centre,
            font("黑体") + "<w:b/><w:color w:val=\"C00000\"/>" + &size(22),
        ),
        ("Footer", "footer", spacing(0, 0, 240, "auto"), size(17)),
        (
            "NoticeTitle",
            "Notice Title",
            "<w:snapToGrid w:val=\"0\"/>".to_owned() + &exact(640) + centre,
            font("方正小标宋简体") + &size(44),
        ),
        (
            "NoticeCell",
            "Notice Table",
            "<w:snapToGrid w:val=\"0\"/>".to_owned() + &spacing(20, 20, 250, "auto"),
            font("仿宋") + &size(28),
        ),
        (
            "NoticeTo",
            "Notice Addressee",
            exact(notice),
            font("仿宋") + &size(32),
        ),
        (
            "NoticeBody",
            "Notice Body",
            exact(notice)
                + "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>",
            font("仿宋") + &size(32),
        ),
        (
            "NoticeHeading",
            "Notice Heading",
            "<w:keepNext/>".to_owned()
                + &exact(notice)
                + "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
            font("黑体") + &size(32),
        ),
        (
            "NoticeSign",
            "Notice Signature",
            exact(notice) + "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>",
            font("仿宋") + &size(32),
        ),
    ];
    for (id, name, paragraph, letters) in &list {
        style(&mut out, id, name, paragraph, letters);
    }
    style(&mut out, "NoticePage", "Notice Page", "", &size(28));
    let side = |name: &str| {
        format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|name| side(name))
        .collect();
    let _ = write!(
        out,
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
         <w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"
    );
    out
}
