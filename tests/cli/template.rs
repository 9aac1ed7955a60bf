//! `template`: a template to begin with, and what is wrong with one.

use crate::home::Home;

#[test]
fn the_built_in_template_is_printed_and_can_be_used() {
    let home = Home::zh();
    let text = home.good(&["template"]);
    home.write("t.json", &text);
    let said = home.good(&["template", "--check", "t.json"]);
    assert_eq!(said, "t.json 可以用：2 个项目，7 个指标，满分 100.00。\n");
    home.good(&["new", "s", "--template", "t.json", "--judge", "w1=One"]);
}

#[test]
fn a_blank_template_is_json_and_its_fields_are_explained_beside_it() {
    let home = Home::en();
    let blank = home.good(&["template", "--blank"]);
    let json: serde_json::Value = serde_json::from_str(&blank).unwrap();
    assert_eq!(json["rules"]["reserves"], 2);
    let told = home.good(&["template", "--explain"]);
    assert!(
        told.contains("\nindicators[].cap (needed; points"),
        "{told}"
    );
    assert!(told.contains("\"sealed\": progress only"), "{told}");
    home.bad(2, &["template", "--blank", "--explain"]);
}

#[test]
fn new_tells_the_faults_of_a_template_as_the_check_does() {
    let home = Home::zh();
    home.write(
        "t.json",
        "{\"title\":\"T\",\"projects\":[{\"id\":\"p\",\"name\":\"P\"}],\n\"indicator\":[{\"id\":\"m\",\"name\":\"M\",\"cap\":\"x\"}],\n\"deadline\":\"周一\"}",
    );
    let checked = home.bad(1, &["template", "--check", "t.json"]);
    assert_eq!(home.bad(1, &["new", "s", "--template", "t.json"]), checked);
    for words in [
        "有 3 处不对",
        "第 2 行 indicator：没有这个字段；是「indicators」吗",
        "第 2 行 indicators[0].cap：「x」不能作分值",
        "第 3 行 deadline：「周一」看不懂",
    ] {
        assert!(checked.contains(words), "{words}: {checked}");
    }
    assert!(!home.path("s").exists());
    home.bad(3, &["template", "--check", "nothing.json"]);
}
