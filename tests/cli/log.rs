//! `log`: the journal in words; `import roster`: doubts and previews.

use crate::home::Home;
use std::path::Path;

fn data(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    folder.join(name).display().to_string()
}

#[test]
fn every_act_is_a_sentence_in_both_languages() {
    let mut home = Home::zh();
    home.scored();
    let chinese = home.good(&["log", "s"]);
    assert_eq!(chinese.lines().count(), 45);
    assert!(
        chinese
            .lines()
            .all(|l| l.split("  ").filter(|p| !p.is_empty()).count() >= 4)
    );
    assert!(chinese.contains("开始评分，规则封存"), "{chinese}");
    home.lang("en_GB.UTF-8");
    let english = home.good(&["log", "s"]);
    assert_eq!(english.lines().count(), 45);
    assert!(english.contains("opened scoring; the rules are sealed"));
    // Kinds and seats restrict; together they restrict further.
    let panel = home.good(&["log", "s", "--kind", "panel"]);
    assert!(
        panel.lines().all(|l| l.contains("joined the panel")),
        "{panel}"
    );
    let one = home.good(&["log", "s", "--kind", "panel", "--seat", "w01"]);
    assert_eq!(one.lines().count(), 1, "{one}");
    let found = home.good(&["log", "s", "--text", "SEALED"]);
    assert_eq!(found.lines().count(), 1, "{found}");
    home.bad(2, &["log", "s", "--kind", "nonsense"]);
}

#[test]
fn a_damaged_journal_is_told_up_to_its_last_good_act() {
    let home = Home::en();
    home.scored();
    let mut bytes = home.journal("s");
    let line_9 = bytes
        .iter()
        .enumerate()
        .filter(|(_, b)| **b == b'\n')
        .nth(8)
        .unwrap()
        .0;
    bytes[line_9 - 20] ^= 1;
    home.write("s/journal.jsonl", &bytes);
    let said = home.run(&["log", "s"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("Line 9 is wrong"), "{}", said.err);
    assert!(said.out.contains("registered a03 Cedar"), "{}", said.out);
}

#[test]
fn a_roster_is_previewed_imported_and_corrected() {
    let home = Home::zh();
    home.good(&["new", "s", "--judge", "w1=王明"]);
    let roster = data("roster.xlsx");
    let shown = home.good(&["import", "roster", "s", &roster, "--preview"]);
    for line in [
        "第 6 行 a03 长河大学继续教育学院 [项目1] 新",
        "    疑点：［四（二）］与 a10 的信用代码相同：同一法人",
        "    疑点：［五（二）；附件2 二.1］2026-05-18 18:30 递交，晚于 2026-05-18 18:00",
        "    疑点：［附件2 二.5］名称里像是有多家单位：联合申报？",
        "影子导师 1:5：40，至少 44（220 ÷ 5）",
        "什么也没有改动",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert_eq!(
        home.journal("s").split(|b| *b == b'\n').count(),
        3,
        "two acts and the end"
    );
    let said = home.good(&["import", "roster", "s", &roster]);
    assert!(
        said.contains("已登记 12 家申报单位（新 12，更正 0，未变 0）"),
        "{said}"
    );
    let again = home.good(&["import", "roster", "s", &data("roster-gbk.csv")]);
    assert!(again.contains("什么也没有改动"), "{again}");
    let corrected = home.good(&["import", "roster", "s", &data("roster-corrected.xlsx")]);
    assert!(
        corrected.contains("（新 1，更正 2，未变 10）"),
        "{corrected}"
    );
    let locked = home.bad(1, &["import", "roster", "s", &data("locked.xlsx")]);
    assert!(locked.contains("密码"), "{locked}");
}
