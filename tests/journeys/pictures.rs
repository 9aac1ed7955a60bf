//! The pictures of the READMEs, drawn from the real screens of the demonstration. To make them again:
//!
//! `UPDATE_PICTURES=1 cargo test --test journeys pictures`

use crate::{picture, stage};
use pingshen::text::Lang;
use stage::Stage;
use std::fs;
use std::path::Path;

/// Each with what leads to it from the tour, and what it is called.
const PICTURES: &[(&str, &str, &str, &str)] = &[
    (
        "standings-wide",
        "2",
        "名次与分配，宽窗口",
        "Standings in a wide window",
    ),
    (
        "scoring-wide",
        "1",
        "打分，宽窗口",
        "A judge's room in a wide window",
    ),
    ("scoring", "1", "打分", "A judge's room"),
    (
        "across",
        "1<f3>",
        "横评：一个指标，所有单位",
        "One indicator across all applicants",
    ),
    ("standings", "2", "名次与分配", "Standings"),
    ("why", "2<down><enter>", "为什么是这个分", "Why this score"),
    (
        "allocation",
        "2<f3>",
        "分配经过",
        "The allocation, step by step",
    ),
    ("desk", "3", "工作台", "The coordinator's desk"),
    (
        "review-one",
        "32<enter><down><down>",
        "资格审查",
        "Qualification review",
    ),
    ("papers", "3<f4>", "导出文件", "The papers to be made"),
];

#[test]
fn pictures_are_todays() {
    let update = std::env::var_os("UPDATE_PICTURES").is_some();
    let mut old = Vec::new();
    for (name, keys, zh, en) in PICTURES {
        for (lang, tag, title) in [(Lang::Zh, "zh", zh), (Lang::En, "en", en)] {
            let (columns, rows) = if name.ends_with("-wide") {
                (140, 40)
            } else {
                (96, 26)
            };
            let mut stage = Stage::demo(lang, columns, rows);
            stage.keys(keys);
            let (buffer, cursor) = stage.picture();
            let drawn = picture::svg(&buffer, cursor, title);
            assert!(drawn.len() < 200_000, "{name}: {}", drawn.len());
            let path = Path::new("data/pictures").join(format!("{name}-{tag}.svg"));
            if update {
                fs::create_dir_all("data/pictures").unwrap();
                fs::write(&path, &drawn).unwrap();
            } else if fs::read_to_string(&path).ok().as_deref() != Some(&drawn) {
                old.push(path.display().to_string());
            }
        }
    }
    assert!(
        old.is_empty(),
        "not as the program draws them now: {}\nmake them again: UPDATE_PICTURES=1 cargo test --test journeys pictures",
        old.join(", ")
    );
}
