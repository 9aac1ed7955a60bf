use super::*;
use crate::model::rubric::AtLeast;

fn template() -> Template {
    let item = |id: &str| format!(r#"{{"id":"{id}","name":"{id}","computed":true,"fatal":true}}"#);
    let ids = [DEADLINE, CREDIT_CODE, ONE_ENTITY, NO_JOINT_BID, CONTACT];
    let list: Vec<String> = ids.iter().map(|id| item(id)).collect();
    let mut template: Template = serde_json::from_str(&format!(
        r#"{{"title":"t","deadline":"2026-05-18T18:00:00+08:00","projects":[],"indicators":[],
            "checklist":[{},{{"id":"copies","name":"c"}}]}}"#,
        list.join(",")
    ))
    .unwrap();
    template.checklist[5].at_least = Some(AtLeast {
        of: "copies".to_owned(),
        n: 10,
    });
    template
}

fn sound(id: &str, name: &str) -> Applicant {
    Applicant {
        id: id.to_owned(),
        name: name.to_owned(),
        contact: "王".to_owned(),
        phone: "1".to_owned(),
        credit_code: String::new(),
        submitted_at: "2026-05-16T14:20:00+08:00".to_owned(),
        ..Applicant::default()
    }
}

fn verdict(list: &[Applicant], n: usize, item: &str) -> (Option<Verdict>, usize) {
    let template = template();
    let checks = Checks::new(&template, list.iter());
    let check = checks.of(&list[n]).into_iter().find(|c| c.item == item);
    check.map_or((None, 0), |c| (c.verdict, c.findings.len()))
}

#[test]
fn before_on_and_after_the_deadline() {
    use Verdict::{Doubtful, Fail, Pass};
    for (at, expected) in [
        ("2026-05-18T17:59:59+08:00", Pass),
        ("2026-05-18T18:00:00+08:00", Doubtful),
        ("2026-05-18T18:00:00.000+08:00", Doubtful),
        ("2026-05-18T18:00:00.001+08:00", Fail),
        ("2026-05-18T18:30:00+08:00", Fail),
        ("2026-05-17", Pass),
        ("2026-05-18", Doubtful),
        ("2026-05-19", Fail),
        ("2026-05-18T10:00:00Z", Doubtful),
        ("上周", Doubtful),
        ("", Doubtful),
    ] {
        let mut one = sound("a1", "中原学院");
        one.submitted_at = at.to_owned();
        assert_eq!(verdict(&[one], 0, DEADLINE).0, Some(expected), "{at}");
    }
}

#[test]
fn one_legal_entity_is_seen_by_code_by_name_and_by_body() {
    let with = |id: &str, name: &str, code: &str| Applicant {
        credit_code: code.to_owned(),
        ..sound(id, name)
    };
    for (one, other, expected) in [
        (
            ("长河大学继续教育学院", "A"),
            ("别的中心", "A"),
            Verdict::Fail,
        ),
        (
            ("长河大学继续教育学院", "A"),
            ("长河大学教师发展中心", "B"),
            Verdict::Doubtful,
        ),
        (
            ("中原（教育）学院", "A"),
            ("中原 教育学院", "B"),
            Verdict::Doubtful,
        ),
        (("中原学院", "A"), ("江海师范大学", "B"), Verdict::Pass),
        (("中原学院", ""), ("江海师范大学", ""), Verdict::Pass),
    ] {
        let list = [with("a1", one.0, one.1), with("a2", other.0, other.1)];
        assert_eq!(verdict(&list, 0, ONE_ENTITY).0, Some(expected), "{one:?}");
    }
}

#[test]
fn more_than_one_unit_in_one_application() {
    for (name, expected) in [
        (
            "云岭教育研究院、东湖继续教育中心（联合）",
            Verdict::Doubtful,
        ),
        ("甲大学与乙公司", Verdict::Doubtful),
        ("甲大学和乙中心", Verdict::Doubtful),
        ("北京联合大学", Verdict::Pass),
        ("和平学院", Verdict::Pass),
        (
            "南屏教师教育与校长研修发展综合服务中心（集团）",
            Verdict::Pass,
        ),
    ] {
        let list = [sound("a1", name)];
        assert_eq!(verdict(&list, 0, NO_JOINT_BID).0, Some(expected), "{name}");
    }
    let mut two = sound("a1", "甲大学");
    two.credit_code = "91350100M000100Y43、52999999MA0000001P".to_owned();
    assert_eq!(
        verdict(std::slice::from_ref(&two), 0, NO_JOINT_BID).0,
        Some(Verdict::Fail)
    );
    assert_eq!(verdict(&[two], 0, CREDIT_CODE).0, Some(Verdict::Pass));
}

#[test]
fn contact_code_and_copies() {
    let mut one = sound("a1", "中原学院");
    assert_eq!(
        verdict(std::slice::from_ref(&one), 0, CONTACT),
        (Some(Verdict::Pass), 0)
    );
    one.contact.clear();
    one.phone.clear();
    assert_eq!(
        verdict(std::slice::from_ref(&one), 0, CONTACT),
        (Some(Verdict::Doubtful), 2)
    );
    assert_eq!(
        verdict(std::slice::from_ref(&one), 0, CREDIT_CODE).0,
        Some(Verdict::Doubtful)
    );
    one.credit_code = "91350100M000100Y44".to_owned();
    assert_eq!(
        verdict(std::slice::from_ref(&one), 0, CREDIT_CODE).0,
        Some(Verdict::Fail)
    );
    assert_eq!(verdict(std::slice::from_ref(&one), 0, "copies").0, None);
    one.facts.insert("copies".to_owned(), 9);
    assert_eq!(
        verdict(std::slice::from_ref(&one), 0, "copies").0,
        Some(Verdict::Fail)
    );
    one.facts.insert("copies".to_owned(), 10);
    assert_eq!(verdict(&[one], 0, "copies").0, Some(Verdict::Pass));
}
