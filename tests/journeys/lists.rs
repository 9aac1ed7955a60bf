//! What every list has: a filter, an order, a count; and a previewed roster, whose rows are typed anew or left out.

use crate::stage::Stage;
use pingshen::journal::{Clock, Journal, Opening};
use pingshen::text::Lang;

#[test]
fn a_list_is_sought_by_name_pinyin_and_number() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("3<tab>").sees("a14   百川教师进修学校");
    // A Chinese input method makes a mark of the slash.
    stage.keys("、").sees(" 查找 ").sees("1/14");
    stage.keys("bcjs").sees("1/1").hides("a01");
    stage
        .keys("<enter>")
        .sees("只列出含「bcjs」的行，Esc 全部显示");
    // What Enter does, it does to the row that is seen.
    stage.keys("<enter>").sees("┌ 百川教师进修学校 ");
    stage.keys("<esc><esc>").sees("▸ a14").sees("a01");
    stage.keys("/学院").sees("4/4").keys("<up>").sees("3/4");
    stage.keys("<bs><bs>x1y2").sees("没有找到");
    stage.keys("<esc>").hides("查找 ").sees("a14");
    // Esc leaves the filter first, and only then the list.
    stage.keys("/a03<enter>").hides("a04").keys("<esc>");
    stage.sees("[申报单位 14]").keys("<esc>").sees("[概况]");
    // While it is typed, letters and question marks are text.
    stage.keys("<tab>/?q").sees(" 查找 ?q");
}

#[test]
fn a_list_is_sorted_by_its_columns_in_turn() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("3<tab><tab>").sees("▸ w01");
    let order = |stage: &mut Stage| -> Vec<String> {
        let screen = stage.screen();
        let seat = |l: &str| Some(l.get(l.find("w0")?..)?.get(..3)?.to_owned());
        screen.lines().skip(3).filter_map(seat).collect()
    };
    assert_eq!(order(&mut stage).first().unwrap(), "w01");
    stage.keys("<c-o><c-o><c-o><c-o>").sees("by sheets");
    // 0 blanks come before 42, 63, 128 and 168.
    assert_eq!(
        order(&mut stage),
        ["w01", "w02", "w04", "w05", "w06", "w03", "w07"]
    );
    // The cursor stays with its row.
    stage.sees("▸ w01").keys("<end>").sees("▸ w07");
    stage.keys("<c-o>").sees("by state").keys("<c-o>");
    stage.hides("by state").sees("▸ w07");
    assert_eq!(order(&mut stage).last().unwrap(), "w07");
}

/// A roster with a row that names no known project, one whose unit stands twice, and a sound one.
fn previewed() -> Stage {
    let mut stage = Stage::home(Lang::Zh, 80, 24);
    let folder = stage.session().display().to_string();
    stage.keys("1").keys(&format!(
        "<c-u>{folder}<enter><enter>王明、李华、张丽<enter><enter>"
    ));
    stage.keys("4").keys("2048<enter>2048<enter>");
    let file = stage.session().parent().unwrap().join("list.csv");
    let rows = "编号,单位名称,申报项目\na01,洛河培训中心,项目1\na02,伊水教育学院,项目9\na03,龙门教师学院,项目2\n";
    std::fs::write(&file, rows).unwrap();
    stage.keys("1<enter>2");
    stage.keys(&format!("{}<enter>", file.display()));
    stage
}

fn applicants(stage: &Stage) -> Vec<(String, Vec<String>)> {
    let journal = Journal::open(&stage.session(), Clock::system(), &Opening::default()).unwrap();
    let all = journal.session().applicants();
    all.iter()
        .map(|a| (a.name.clone(), a.projects.clone()))
        .collect()
}

#[test]
fn a_row_that_is_refused_is_left_out_on_the_screen() {
    let mut stage = previewed();
    stage
        .sees("不能接受 1 行")
        .sees("▸    3 a02   伊水教育学院");
    stage.sees("✗ 不能收");
    stage.keys("<f5>").sees("第 3 行不能接受").sees("F7");
    assert_eq!(applicants(&stage), []);
    stage
        .keys("<f7>")
        .sees("不收")
        .sees("不能接受 0 行；不收 1 行");
    // Once more takes it in again.
    stage.keys("<f7>").sees("不能接受 1 行").hides("不收 1 行");
    stage.keys("<del><f5>").sees("已登记或更正 2 家");
    let names: Vec<String> = applicants(&stage).into_iter().map(|(n, _)| n).collect();
    assert_eq!(names, ["洛河培训中心", "龙门教师学院"]);
}

#[test]
fn a_row_that_is_refused_is_typed_anew_on_the_screen() {
    let mut stage = previewed();
    stage.keys("<f3>").sees("文件本身不变");
    // The session would not take it: said at once, and nothing is lost.
    stage
        .keys("<tab><c-u>伊水师范学院<tab><c-u>p9<f5>")
        .sees("p9");
    stage.sees("伊水师范学院");
    stage.keys("<esc>").sees("不能接受 1 行");
    // Nor an id that another row has.
    stage.keys("<f3><c-u>a01<tab><tab><c-u>p2<f5>");
    stage.sees("a01 已用于 2 行").keys("<esc>");
    stage.keys("<f3><tab><c-u>伊水师范学院<tab><c-u>p2<f5>");
    stage.sees("不能接受 0 行").sees("已在此更正，与文件不同");
    stage.keys("<f5>").sees("已登记或更正 3 家");
    let all = applicants(&stage);
    let mended = all.get(1).unwrap();
    assert_eq!(mended, &("伊水师范学院".to_owned(), vec!["p2".to_owned()]));
}

#[test]
fn what_is_in_the_way_of_qualifying_is_named_before_anything_is_typed() {
    let mut stage = previewed();
    stage.keys("<f7><f5>").sees("已登记或更正 2 家");
    stage.keys("<esc>2<enter><f5>");
    stage.sees("还不能定为合格：近三年连续承担、");
    stage.hides("审查人（可空）").hides("three_years");
    stage
        .keys("2")
        .keys("<f5>")
        .sees("不能定为合格：近三年连续承担，不通过");
}

#[test]
fn the_key_that_keeps_what_was_found_may_act_at_once() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("3<tab>/bcjs");
    // Twice as fast as a hand can.
    stage.quickly("<enter><enter>").sees("┌ 百川教师进修学校 ");
}

#[test]
fn a_seat_finds_its_lists_sorted_as_it_left_them() {
    let mut stage = Stage::demo(Lang::En, 80, 24);
    stage.keys("3<tab><tab><c-o>").sees("by seat");
    stage.keys("<c-o>").sees("by judge");
    // Another list of the same screen is not sorted by it, and the first one is again.
    stage.keys("<tab>").hides("by judge");
    stage.keys("<tab><tab><tab>").sees("by judge");
    // Nor is another seat's; the desk's own is, after somebody else sat here.
    stage.keys("<f10>").sees("What would you like");
    stage.keys("3<tab><tab>").sees("by judge");
    // Sorted as it comes is a choice too.
    stage.keys("<c-o><c-o><c-o><c-o>").hides("by ");
    stage.keys("<f10>3<tab><tab>").hides("by judge");
}
