//! What holds of every act that a journal can hold.

use crate::common;
use crate::permissions::EVERY_ACT;
use common::{Room, rules, sentence, setup, template};
use pingshen::model::{Act, ActKind, Intent, Named};
use pingshen::text::{Lang, acts};
use serde_json::json;
use std::collections::BTreeSet;

/// The names of all variants, as the reader of journals knows them.
fn variants() -> BTreeSet<String> {
    let error = serde_json::from_value::<Act>(json!({ "no_such_act": {} })).unwrap_err();
    let error = error.to_string();
    let list = error.split_once("expected one of ").unwrap().1;
    list.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn name(act: &Act) -> String {
    let value = serde_json::to_value(act).unwrap();
    value.as_object().unwrap().keys().next().unwrap().clone()
}

/// One act of every kind, as the tables of permission write them.
fn every_act() -> Vec<(String, Act)> {
    let mut list: Vec<(String, Act)> = common::written(EVERY_ACT)
        .map(|line| {
            let (by, intent) = sentence(&format!("desk {line}"));
            let Intent::Do(act) = intent else {
                panic!("{line} is not an act by itself");
            };
            (by, act)
        })
        .collect();
    let first = setup(template(1, &["100"], rules("")));
    list.push(("desk".to_owned(), first));
    list
}

#[test]
fn the_tables_of_permission_hold_every_act_there_is() {
    let written: BTreeSet<String> = every_act().iter().map(|(_, act)| name(act)).collect();
    assert_eq!(written, variants());
}

#[test]
fn every_act_is_a_sentence_of_its_own_in_both_languages() {
    let room = Room::new(2, &["40", "60"], rules("")).tell(
        "desk seats w1
         desk registers a p1,p2
         desk registers b p1,p2",
    );
    for lang in [Lang::Zh, Lang::En] {
        let mut said = BTreeSet::new();
        for (by, act) in every_act() {
            let text = acts::sentence(lang, &room.session, &by, &act);
            assert!(text.chars().count() > 3, "{act:?}: {text}");
            assert!(
                said.insert(text.clone()),
                "{act:?} says what another says: {text}"
            );
        }
    }
}

#[test]
fn facts_agree_with_what_an_act_carries() {
    for (by, act) in every_act() {
        let facts = act.facts();
        let fields = serde_json::to_value(&act).unwrap();
        let fields = fields.as_object().unwrap().values().next().unwrap().clone();
        let text = |key: &str| fields.get(key).and_then(|v| v.as_str()).map(str::to_owned);
        if let Some(reason) = text("reason").or_else(|| text("ground")) {
            assert_eq!(facts.reason, reason, "{act:?}");
        }
        if let Some(applicant) = text("applicant") {
            assert_eq!(facts.named, Named::Applicant(&applicant), "{act:?}");
            assert!(act.concerns(&applicant) && !act.concerns("nobody"));
        }
        if let Some(entry) = text("entry") {
            assert_eq!(facts.named, Named::Entry(&entry), "{act:?}");
            assert!(act.concerns(entry.rsplit('/').next().unwrap()));
        }
        if let Some(seat) = text("seat").or_else(|| text("judge")) {
            assert_eq!(facts.seat, Some(seat.as_str()), "{act:?}");
            assert!(act.touches_seat(&by, &seat) && act.touches_seat(&by, &by));
        }
        assert!(ActKind::ALL.contains(&facts.kind));
    }
}
