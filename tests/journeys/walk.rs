//! A whole session by keys alone at 80×24, from an office's workbook to a certified result.

use crate::{common, stage};
use pingshen::journal::verify::verify;
use pingshen::journal::{
    Clock, Health, JOURNAL, Journal, JournalError, LineFault, Opening, Record,
};
use pingshen::model::{Act, AwardLine, Consent, DESK, Intent, Phase, Points, Refusal, Session};
use pingshen::tally::Results;
use pingshen::text::Lang;
use pingshen::tui::app::Event;
use stage::Stage;
use std::path::Path;

fn roster(name: &str) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    data.join(name).display().to_string()
}

fn opened(stage: &Stage) -> Journal {
    Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap()
}

/// Set up with four judges, the desk's PIN chosen, nobody registered yet.
fn founded() -> Stage {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().display().to_string();
    stage.keys("1").sees("新建评审会");
    stage.keys(&format!(
        "<c-u>{folder}<enter><enter>王明、李华、张丽、赵洁<enter><enter>"
    ));
    stage.sees("您坐哪个位子");
    stage.keys("5").sees("首次").keys("2048<enter>2048<enter>");
    stage.sees("申报单位             0 家");
    // Before scoring nothing stands beside the steps, and they have the whole of a wide window.
    let forms = "attendance, statements, blank sheets and other forms";
    stage.resize(120, 40).keys("<f9>").sees(forms);
    stage.resize(80, 24).keys("<f9>");
    // Nothing is counted before there is anything to count.
    stage.sees("名次与分配           准备中").hides("偏离 0");
    stage
}

fn imported() -> Stage {
    let mut stage = founded();
    let file = roster("roster.xlsx");
    stage.keys("1<enter>2").sees("导入申报单位名单");
    stage.keys(&format!("{file}<enter>"));
    stage.sees("新 12，更正 0，未变 0；有疑点 9 行");
    stage.sees("▸    6 a03   长河大学继续教育学院");
    stage
        .keys("<enter>")
        .sees("与 a10 的信用代码相同：同一法人")
        .keys("<esc>");
    assert_eq!(
        opened(&stage).session().applicants().len(),
        0,
        "only a preview"
    );
    stage.keys("<f5>").sees("已登记或更正 12 家");
    stage
}

/// The sound ones pass, the others are out with the clause of what failed.
fn reviewed() -> Stage {
    let mut stage = imported();
    stage.keys("<tab><tab><tab><home>2").sees("未审");
    for n in 0..12 {
        if n == 0 {
            stage.keys("<enter>");
        } else {
            stage.keys("<right>");
        }
        stage.sees(&format!(" {}/12 a{:02} ", n + 1, n + 1));
        match n {
            // Both departments of one body, the late one, and the three wrong codes.
            2 | 3 | 4 | 7 | 8 | 9 => stage.keys("<f7>").sees("条款").keys("<f5>").sees("不合格"),
            // A joint bid is only suspected: the panel has looked.
            5 => stage
                .keys("<f7>两家单位联合<enter>附件2 二.5<enter><enter>")
                .sees("不合格"),
            _ => stage
                .keys("<f3><f5>")
                .sees("署名")
                .keys("<f5>")
                .sees("合格"),
        };
    }
    stage.keys("<esc>").sees("结论").keys("<esc>");
    stage.sees("合格 5，不合格 7，待定 0");
    stage
}

fn scoring() -> Stage {
    let mut stage = reviewed();
    stage
        .keys("<f5>")
        .sees("4 位评委，去掉最高最低后只剩 2 位")
        .keys("yes<enter>");
    stage.sees("评委正在评分");
    stage
}

/// Everything a judge does in an afternoon.
fn judged(stage: &mut Stage, seat: usize) {
    stage.keys(&format!("<f10>{seat}")).sees("自设");
    stage.keys("1111<enter>1111<enter>").sees("按 Enter 即声明");
    stage.keys("<enter>").sees("机构资质");
    // Five entries and four, of seven marks each; what differs is the plan.
    for entries in [5, 4] {
        for entry in 0..entries {
            let plan = 38 - entry * 2 - seat % 2;
            for mark in ["5", "14", "13.5", "9", &plan.to_string(), "8", "4.25"] {
                stage.keys(&format!("{mark}<enter>"));
            }
        }
        stage.sees("按 F5 提交").keys("<f5><f5>").sees("记录号");
        stage.keys("<enter>");
    }
}

fn closed() -> Stage {
    let mut stage = scoring();
    for seat in 1..=4 {
        judged(&mut stage, seat);
    }
    stage
        .keys("<f10>5")
        .sees("PIN")
        .keys("2048<enter>")
        .sees("余 0 格");
    stage
        .sees("评分表都齐了")
        .keys("<f5>")
        .sees("结束评分")
        .keys("yes<enter>")
        .sees("评分已结束");
    stage
}

fn scores(session: &Session) -> Vec<Vec<(String, Option<Points>)>> {
    let results = Results::of(session);
    results
        .projects
        .iter()
        .map(|p| {
            p.standings
                .iter()
                .map(|s| (session.applicants()[s.applicant].id.clone(), s.count.score))
                .collect()
        })
        .collect()
}

#[test]
fn from_an_offices_workbook_to_a_certified_result() {
    let mut stage = closed();
    // Each judge gives a word with the PIN, one of them after a wrong try.
    for seat in 1..=4 {
        stage.keys(&format!("<f10>{seat}")).keys("1111<enter>");
        stage.sees("按 F2 看结果并表态");
        stage.keys("<f2>").sees("拟推荐 a01 青㵲教育科技学院");
        if seat == 2 {
            stage
                .keys("<enter>2<enter>方案打高了<enter>9999<enter>")
                .sees("PIN 不对");
            stage.keys("<bs><bs><bs><bs>1111<enter>").sees("不同意");
        } else {
            stage.keys("<enter>1<enter><enter>1111<enter>").sees("同意");
        }
    }
    stage
        .keys("<esc><f10>5")
        .keys("2048<enter>")
        .sees("已表态 4/4");
    // A word from paper would take the place of one that was given with the judge's own PIN.
    stage.keys("9<enter>").sees("用本人 PIN 表态「同意」");
    stage
        .keys("<esc><f5>")
        .sees("认证后只能查看")
        .keys("yes<enter>")
        .sees("记录号");
    stage.sees("结果已于");
    stage
        .resize(160, 50)
        .sees("认证的是：项目1")
        .hides("确认的是");
    stage.resize(80, 24);
    let journal = opened(&stage);
    let session = journal.session();
    assert_eq!(session.phase(), Phase::Certified);
    let awards: Vec<&str> = session.certified()[0]
        .awards
        .iter()
        .map(|line| line.applicants[0].as_str())
        .collect();
    assert_eq!(
        awards,
        ["a01", "a02"],
        "one award an applicant, in project order"
    );
    // Plans 37 38 37 38 for the first, two points less for each that follows; the rest is 53.75.
    let first = &scores(session)[0];
    let shown: Vec<String> = first
        .iter()
        .map(|(id, score)| format!("{id} {}", score.unwrap()))
        .collect();
    assert_eq!(
        shown,
        [
            "a01 91.25",
            "a02 89.25",
            "a07 87.25",
            "a11 85.25",
            "a12 83.25"
        ]
    );
    // The whole story is in the journal, in words.
    stage
        .keys("<esc><f7>")
        .sees("结果认证：高中新高考培训: a01");
    let told = common::told(&stage.session(), Lang::Zh, false);
    assert_eq!(told.len() as u64, journal.head().seq);
    assert!(told.iter().all(|t| !t.said.is_empty()));
    let voiced = |text: &str| told.iter().filter(|t| t.said.contains(text)).count();
    assert_eq!(voiced("声明与各申报单位无利益冲突"), 4);
    assert_eq!(voiced("资格审查不合格"), 7);
    assert_eq!(voiced("不同意结果：方案打高了"), 1);
    // Read-only from here on.
    stage
        .keys("<esc><tab><tab><enter>4测试<enter>")
        .sees("结果已认证");
}

#[test]
fn a_change_after_the_words_voids_them_on_the_screen() {
    let mut stage = closed();
    stage
        .keys("<f10>1")
        .keys("1111<enter><f2><enter>1<enter><enter>1111<enter>")
        .sees("同意");
    stage
        .keys("<esc><f10>5")
        .keys("2048<enter><tab><enter>")
        .sees("一票否决");
    stage
        .keys("1抄袭<enter>第12页与他人相同<enter>a01<enter>")
        .sees("一票否决：抄袭");
    stage
        .keys("<tab><tab><tab>9")
        .sees("已失效")
        .sees("拟推荐 a02");
}

#[test]
fn what_stands_in_the_way_of_a_certificate_is_said_before_anything_is_typed() {
    let mut stage = closed();
    stage
        .keys("9<f5>")
        .sees("还不能认证：w01 王明、w02 李华、w03 张丽、w04 赵洁");
    assert!(!stage.screen().contains("认证后只能查看"));
}

#[test]
fn a_file_imported_again_shows_what_differs_and_accepts_it_in_one_batch() {
    let mut stage = imported();
    let file = roster("roster-corrected.xlsx");
    let before = opened(&stage).head().seq;
    stage.keys(&format!("<enter>7{file}<enter>"));
    stage.sees("新 1，更正 2，未变 10").sees("更正1项");
    stage.keys("<f5>").sees("已登记或更正 3 家");
    let journal = opened(&stage);
    assert_eq!(journal.head().seq, before + 3);
    assert_eq!(journal.session().applicants().len(), 13);
    stage
        .keys(&format!("<enter>7{file}<enter><f5>"))
        .sees("没有要改的");
}

#[test]
fn nobody_pending_gets_into_scoring() {
    let mut stage = imported();
    stage
        .keys("<tab><tab><tab><home>2<enter>1")
        .sees("资格待定")
        .keys("<esc><esc>");
    stage.keys("<f5>yes<enter>").sees("还不能开始评分：a01");
}

#[test]
fn a_certificate_that_was_not_counted_is_found_by_counting_again() {
    let stage = closed();
    let how = Opening {
        write: true,
        ..Opening::default()
    };
    let mut journal = Journal::open(&stage.session(), Clock::system(), &how).unwrap();
    for judge in ["w01", "w02", "w03", "w04"] {
        let act = Act::Confirm {
            verdict: Consent::Agree,
            reason: String::new(),
            judge: None,
        };
        journal.append(judge, vec![act.into()]).unwrap();
    }
    let line = |project: &str, applicant: &str| AwardLine {
        project: project.to_owned(),
        applicants: vec![applicant.to_owned()],
    };
    let act = Act::Certify {
        awards: vec![line("p1", "a02"), line("p2", "a01")],
        without: Vec::new(),
    };
    // Nobody can have it recorded; whoever writes it into the file with the right hash is found out.
    let refused = journal.append(DESK, vec![act.clone().into()]);
    assert!(
        matches!(
            refused,
            Err(JournalError::Refused(Refusal::OtherAllocation))
        ),
        "{refused:?}"
    );
    let head = journal.head();
    let record = Record {
        seq: head.seq + 1,
        at: journal.clock().now(),
        by: DESK.to_owned(),
        batch: None,
        act,
    };
    drop(journal);
    let path = stage.session().join(JOURNAL);
    let mut bytes = std::fs::read(&path).unwrap();
    pingshen::journal::line::write(&record, head.hash, &mut bytes).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    let found = verify(&stage.session(), None, &Opening::default()).unwrap();
    assert_eq!(
        found.health,
        Health::Damaged {
            line: head.seq + 1,
            fault: LineFault::NotAllowed(Refusal::OtherAllocation),
        }
    );
    assert!(!found.good(false));
}

/// All sheets written down from paper, by nobody who stated anything.
fn from_paper() -> Stage {
    let mut stage = scoring();
    let mut journal = Journal::open(
        &stage.session(),
        Clock::system(),
        &Opening {
            write: true,
            ..Opening::default()
        },
    )
    .unwrap();
    for judge in ["w01", "w02", "w03", "w04"] {
        let session = journal.session();
        let mut acts = Vec::new();
        for e in (0..session.entries().len()).filter(|e| session.is_in(*e)) {
            let entry = session.entry_id(e).unwrap();
            for (i, indicator) in session.indicators().iter().enumerate() {
                // No two entries alike: a tie is another story.
                let less = u32::try_from(e * 10 + i).unwrap();
                let points = Points::from_hundredths(indicator.cap.hundredths() - less);
                let act = Act::Mark {
                    entry: entry.clone(),
                    indicator: indicator.id.clone(),
                    points,
                    judge: Some(judge.to_owned()),
                };
                acts.push(act.into());
            }
        }
        for project in ["p1", "p2"] {
            acts.push(Intent::Submit {
                judge: judge.to_owned(),
                project: project.to_owned(),
            });
        }
        let (marks, submissions) = acts.split_at(acts.len() - 2);
        journal.append(DESK, marks.to_vec()).unwrap();
        journal.append(DESK, submissions.to_vec()).unwrap();
    }
    drop(journal);
    stage.app.handle(Event::Grew);
    stage
}

#[test]
fn who_scored_without_a_statement_is_named_and_dealt_with_by_name() {
    let mut stage = from_paper();
    // The lists say whose hand it was.
    stage
        .keys("<f2>")
        .sees("代录：王明、李华、张丽、赵洁")
        .keys("<enter>")
        .sees("已提交（代录）")
        .keys("<esc><esc>");
    stage
        .keys("<f5>")
        .sees("结束评分")
        .sees("王明（w01）打了分，没有作无利益冲突声明")
        .sees("赵洁（w04）打了分，没有作无利益冲突声明")
        .keys("yes<enter>")
        .sees("评分已结束");
    // One of them states it on paper before the certificate, at the list of judges.
    stage.keys("<tab><tab><enter>");
    let line = stage
        .screen()
        .lines()
        .find(|l| l.contains("代录：已在纸上签"))
        .and_then(|l| l.split_whitespace().find_map(|w| w.parse::<usize>().ok()))
        .unwrap();
    stage
        .keys(&format!("{line}yes<enter>"))
        .sees("声明代录")
        .keys("<tab><tab>9");
    for row in 0..4 {
        stage.keys("<home>");
        for _ in 0..row {
            stage.keys("<down>");
        }
        stage.keys("<enter>1<enter><enter>").sees("同意");
    }
    stage.sees("代录");
    stage
        .keys("<f5>")
        .sees("还不能认证")
        .sees("李华（w02）：1 或原因")
        .keys("1<enter>出差，未能签<enter>1<enter>")
        .sees("代录");
    stage
        .keys("<f5>")
        .sees("张丽（w03）没有作无利益冲突声明，已写明原因：出差，未能签")
        .keys("yes<enter>")
        .sees("结果已于");
    let journal = opened(&stage);
    let session = journal.session();
    let hands: Vec<Option<&str>> = (0..4)
        .map(|j| session.statement(j).map(|s| s.by.as_str()))
        .collect();
    assert_eq!(hands, [Some("desk"), Some("desk"), None, Some("desk")]);
}

/// The digit before a line of the menu that is open.
fn choice(stage: &mut Stage, text: &str) -> String {
    let screen = stage.screen();
    let line = screen.lines().find(|l| l.contains(text));
    let line = line.unwrap_or_else(|| panic!("no “{text}” on:\n{screen}"));
    let digit = line.split_whitespace().find(|w| w.parse::<u8>().is_ok());
    digit.unwrap().to_owned()
}

#[test]
fn an_applicant_withdraws_and_is_corrected_by_keys_at_the_desk() {
    let mut stage = scoring();
    stage.keys("<tab><enter>");
    let digit = choice(&mut stage, "撤回申报：项目2");
    stage
        .keys(&digit)
        .sees("不是不合格")
        .keys("昨天<enter>来函〔2026〕7号<enter>a01<enter>")
        .sees("昨天")
        .keys("<c-u>2026年5月19日<enter><enter><enter>")
        .sees("已撤回 项目2");
    // What is withdrawn is not scored, and the other project is.
    let journal = opened(&stage);
    let session = journal.session();
    let in_race = |id: &str| session.is_in(session.entry(id).unwrap());
    assert!(in_race("p1/a01") && !in_race("p2/a01"));
    assert_eq!(session.withdrawals()[0].date, "2026-05-19");
    stage.keys("<enter>");
    let digit = choice(&mut stage, "更正名称");
    stage
        .keys(&digit)
        .sees("旧值保留")
        .keys("<c-u>青云教育科技学院<f5>")
        .sees("青云教育科技学院");
    let journal = opened(&stage);
    let correction = journal.session().corrections().last().cloned();
    assert_eq!(correction, None, "a correction wants its reason");
    stage.keys("名称有误<enter>").sees("青云教育科技学院");
    let journal = opened(&stage);
    let session = journal.session();
    assert_eq!(session.applicants()[0].name, "青云教育科技学院");
    let changed = &session.corrections()[0].changed;
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].old, "青㵲教育科技学院");
    // And the withdrawal is taken back.
    stage.keys("<enter>");
    let digit = choice(&mut stage, "收回撤回");
    stage.keys(&digit).keys("来函更正<enter>");
    let journal = opened(&stage);
    let session = journal.session();
    assert!(session.is_in(session.entry("p2/a01").unwrap()));
}

#[test]
fn a_recusal_is_taken_back_at_the_desk_with_a_reason() {
    let mut stage = scoring();
    stage
        .keys("<f10>1")
        .keys("1111<enter>1111<enter>")
        .sees("按 Enter 即声明");
    // On an applicant's row: what it applied for stands ticked.
    stage
        .keys("<f12>")
        .sees("[x] 项目1")
        .sees("[x] 项目2")
        .keys("<down> ")
        .sees("[ ] 项目2")
        .keys("<enter>")
        .sees("您不再评 项目1 的 5 家")
        .keys("<enter>")
        .keys("是校友<enter>")
        .sees("（已回避）");
    stage.keys("<f10>5").keys("2048<enter><tab><tab><enter>");
    let digit = choice(&mut stage, "撤销回避：项目1");
    stage.keys(&digit).sees("是校友").keys("认错了人<enter>");
    let journal = opened(&stage);
    let recusal = &journal.session().recusals()[0];
    assert_eq!(recusal.lifted.as_ref().unwrap().reason, "认错了人");
    assert_eq!(recusal.by, "w01");
}

/// No act that decides something is done by the key that asked for it, held down; after a pause, or with what is
/// asked for typed, it is.
#[test]
fn what_decides_is_not_answered_by_a_held_key() {
    let seq = |stage: &Stage| opened(stage).head().seq;
    // Closing.
    let mut stage = from_paper();
    let before = seq(&stage);
    stage.hold("<f5>").sees("结束评分").hold("<enter>");
    assert_eq!(seq(&stage), before, "closing");
    stage.keys("<esc>");
    // A veto, a replacement, sheets made void: chosen from a menu with a held digit or Enter.
    for (keys, key) in [
        ("<tab><enter>", "1"),
        ("<tab><enter>", "<enter>"),
        ("<tab><tab><enter>", "3"),
        ("<tab><tab><enter>", "7"),
        ("<tab><tab><enter>", "<enter>"),
        ("<tab>", "<enter>"),
        ("<tab><tab>", "<enter>"),
    ] {
        let mut stage = from_paper();
        let before = seq(&stage);
        stage.keys(keys).hold(key).hold("<enter>").hold("<f5>");
        assert_eq!(seq(&stage), before, "{key} held behind {keys}");
    }
    // A certificate, and a new review of it.
    let mut stage = from_paper();
    stage.keys("<f5>yes<enter>").sees("评分已结束");
    let mut journal = Journal::open(
        &stage.session(),
        Clock::system(),
        &Opening {
            write: true,
            ..Opening::default()
        },
    )
    .unwrap();
    for judge in ["w01", "w02", "w03", "w04"] {
        let judge = Some(judge.to_owned());
        let declare = Act::Declare {
            judge: judge.clone(),
        };
        let confirm = Act::Confirm {
            verdict: Consent::Agree,
            reason: String::new(),
            judge,
        };
        journal
            .append(DESK, vec![declare.into(), confirm.into()])
            .unwrap();
    }
    drop(journal);
    stage.app.handle(Event::Grew);
    let before = seq(&stage);
    stage
        .keys("9")
        .hold("<f5>")
        .sees("认证后只能查看")
        .hold("<enter>")
        .hold("<f5>");
    assert_eq!(seq(&stage), before, "certifying");
    stage.keys("<c-u>yes<enter>").sees("结果已于");
    assert_eq!(seq(&stage), before + 1);
}

#[test]
fn which_of_several_sheets_is_the_list_is_asked_on_the_screen() {
    let mut stage = founded();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, unit) in [("2025", "去年学院"), ("2026", "今年学院")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_active(name == "2026");
        for (r, row) in [["单位名称", "申报项目"], [unit, "项目1"]]
            .iter()
            .enumerate()
        {
            for (c, cell) in row.iter().enumerate() {
                let (r, c) = (u32::try_from(r).unwrap(), u16::try_from(c).unwrap());
                sheet.write(r, c, *cell).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    stage.keys("1<enter>2").sees("导入申报单位名单");
    stage.keys(&format!("{}<enter>", path.display()));
    stage.sees("b.xlsx 里有几张工作表都像名单").sees("▸ 2026");
    stage.keys("<down>").sees("▸ 2025");
    stage
        .keys("<up><enter>")
        .sees("工作表「2026」（由您指定），表头在第 1 行");
    stage.sees("没有读的工作表：「2025」2 行").sees("今年学院");
    stage.keys("<f5>").sees("已登记或更正 1 家");
}

#[test]
fn who_is_missing_from_a_corrected_list_is_taken_off_only_where_somebody_says_so() {
    let mut stage = founded();
    let import = |file: &str| format!("{}<enter>", roster(file));
    stage.keys("1<enter>2").keys(&import("cases/std.xlsx"));
    stage.keys("<f5>").sees("已登记或更正 5 家");
    stage
        .keys("<enter>7")
        .keys(&import("cases/81-withdrawn.xlsx"));
    stage.sees("文件里没有、仍在名单上的：a03 云岭教育研究院");
    stage.sees("它们都会保留");
    stage.keys("<f5>").sees("没有要改的");
    stage.keys("<f6>").sees("接受时一并移除文件里没有的 1 家");
    stage.keys("<f6>").sees("它们都会保留");
    stage.keys("<f6><f5>").sees("已登记或更正 1 家");
    let journal = opened(&stage);
    let ids: Vec<&str> = journal
        .session()
        .applicants()
        .iter()
        .map(|a| a.id.as_str())
        .collect();
    assert_eq!(ids, ["a01", "a02", "a04", "a05"]);
}

#[test]
fn what_was_left_out_of_a_list_is_told_before_a_session_is_made_of_it() {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().display().to_string();
    let list = roster("cases/07-footer-03.xlsx");
    stage.keys("1").sees("新建评审会");
    stage.keys(&format!(
        "<c-u>{folder}<enter><enter>王明<enter>{list}<enter>"
    ));
    stage.sees("合计和表尾，没有读：第 8 行");
    stage.sees("再按 Enter 照此新建");
    assert!(!stage.session().exists());
    stage.keys("<enter>").sees("您坐哪个位子");
    assert_eq!(opened(&stage).session().applicants().len(), 5);
}

/// The desk says what is next by what is done, ticks what is done, and asks before it is left.
#[test]
fn the_desk_leads_from_step_to_step() {
    let mut stage = founded();
    stage.sees("按 1 到申报单位").hides("✓ 申报单位");
    stage
        .keys("1")
        .sees("再按 2 导入名单")
        .keys("<enter>2")
        .keys(&format!("{}<enter>", roster("cases/std.xlsx")));
    stage
        .keys("<f5><esc>")
        .sees("✓ 申报单位")
        .sees("按 2 作资格审查");
    stage.keys("<esc>").sees("再按一次 Esc 离开工作台");
    // Another key in between takes it back.
    stage
        .keys("<down><esc>")
        .sees("再按一次 Esc")
        .keys("<esc>")
        .sees("您坐哪个位子");
}

#[test]
fn a_wide_desk_shows_what_is_missing_and_who_is_how_far() {
    let mut stage = Stage::demo(Lang::Zh, 120, 40);
    stage
        .keys("3")
        .sees("还没有交齐")
        .sees("┌ 进度")
        .sees("评分进度")
        .sees("暂列 项目1 长河大学..学院；项目2 中原教师..学院");
    // An applicant's name is whole, and no project is a code.
    stage
        .keys("<tab>")
        .sees("南屏教师教育与校长研修发展综合服务中心（集团）")
        .sees("项目1、项目2");
    stage.hides("p1 p2");
}
