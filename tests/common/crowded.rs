//! A session whose papers are full.

use crate::common::{Room, rules};
use pingshen::journal::{Clock, Journal};
use pingshen::model::{Act, Applicant};
use std::path::Path;

/// A closed session of two projects with a great deal to tell: long names, units out, judges who do not agree.
pub fn crowded(folder: &Path, clock: &Clock) -> Journal {
    let mut room = Room::new(2, &["5", "10"], rules("awards 6, reserves 8"));
    for judge in 1..=9 {
        room.say(&format!("desk seats w{judge:02}"));
    }
    for n in 0..60 {
        let name = format!(
            "{n}号教师与校长研修发展综合服务中心（集团）暨附属实验学校联合培训学院有限责任公司"
        );
        let applicant = Applicant {
            id: format!("a{n:02}"),
            name,
            projects: vec!["p1".to_owned(), "p2".to_owned()],
            ..Applicant::default()
        };
        room.act("desk", Act::Applicant(Box::new(applicant)));
    }
    room.say("desk opens");
    for n in 0..20 {
        let long = "与往年的方案逐段相同".repeat(20);
        room.say(&format!("desk vetoes a{n:02}: {long}"));
    }
    room.say("desk recuses w09 p2: 曾受聘");
    for judge in 1..=9 {
        for project in (1..=2).filter(|p| (judge, *p) != (9, 2)) {
            for n in 20..60 {
                let entry = format!("p{project}/a{n:02}");
                room.fill(
                    &format!("w{judge:02}"),
                    &entry,
                    &format!("4.{n}+{project}.{n}"),
                );
            }
            room.say(&format!("w{judge:02} submits p{project}"));
        }
    }
    room.say("desk closes");
    for judge in 1..=9 {
        let why = "第三个指标的佐证材料没有逐页核对，".repeat(12);
        room.say(&format!("w{judge:02} disagrees: {why}"));
    }
    room.journal(folder, clock, false)
}
