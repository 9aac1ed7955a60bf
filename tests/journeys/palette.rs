//! The list of commands: what is found by which letters, and what choosing does.

use crate::stage::Stage;
use pingshen::text::Lang;

#[test]
fn every_command_is_found_by_name_initials_or_key_in_both_languages() {
    for typed in ["横评", "hp", "across", "F3", "ａｃｒｏ"] {
        let mut stage = Stage::demo(Lang::Zh, 80, 24);
        stage.keys("1<c-p>").sees("命令").keys(typed).sees("▸");
        let screen = stage.keys("<enter>").screen();
        assert!(screen.contains("┌ 指标"), "{typed}: {screen}");
    }
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage
        .keys("1<c-p>没有这样")
        .sees("没有这样的命令")
        .keys("<enter>")
        .sees("没有这样的命令");
    // What was typed there reaches no cell.
    stage.keys("<c-u><esc>").hides("没有这样");
}

#[test]
fn a_command_does_what_its_key_does_and_no_more() {
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    // Submitting is asked as F5 asks, and the Enter that chose it answers nothing.
    stage.keys("1<c-p>tj").hold("<enter>").hides("记录号");
    // The desk's screens are there at the desk, and not at a judge's seat.
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("1<c-p>需要核对").sees("没有这样的命令");
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage
        .keys("3<c-p>xyhd<enter>")
        .sees("需要核对")
        .keys("<esc>")
        .sees("工作台");
    // A number that is half typed stays.
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("18<c-p>9<esc>").sees("8");
    // Nothing is bound while a form takes text.
    let mut stage = Stage::demo(Lang::Zh, 80, 24);
    stage.keys("1<f6><c-p>").hides("命令").sees("备注");
}
