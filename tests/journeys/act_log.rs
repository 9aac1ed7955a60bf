//! The journal in sentences: what is kept in few bytes is told as if every act were told when it happened, only
//! what is new is read when the journal grows, and a file that is no longer the same is an error.

use crate::{common, stage};
use common::{Room, rules, sentence};
use pingshen::journal::{Health, JOURNAL, Journal, JournalError, LineFault};
use pingshen::model::ActKind;
use pingshen::model::{Act, Session};
use pingshen::office::log::{ActLog, Filter};
use pingshen::tally;
use pingshen::text::acts;
use pingshen::text::{Lang, ties};
use stage::Stage;
use std::path::Path;

/// Names change amid the marks, marks come from paper, a mark sets a decision aside, a remark says a number.
fn eventful() -> Room {
    let mut room = Room::new(2, &["40", "60"], rules("at least 1, trim 0/0")).tell(
        "desk seats w1 张三
         desk seats w2 李四
         desk registers a p1,p2
         desk registers b p1,p2
         desk opens
         w1 marks p1/a i1 10.00
         w1 marks p1/b i1 10.00
         desk amends a 长河大学: misspelt
         w1 marks p1/a i2 20.00
         w1 comments a: worth 30.00 / thin
         desk merges b: worth 20.00
         w1 remarks p1/a i2: 20.00 as page 3 says
         desk marks p1/b i2 20.00 for w1
         w1 blanks p1/b i1
         w1 marks p1/b i1 10.00
         desk replaces w2 with w3: ill
         w3 marks p1/a i1 10.00
         w3 marks p1/b i1 10.00
         w3 marks p1/a i2 20.00
         w3 marks p1/b i2 20.00
         desk notes: the power was gone
         w1 marks p2/a i1 11.00
         w1 submits p1
         w3 submits p1
         desk decides p1 by lot b a: drawn
         desk reopens w1 p1/b: a slip
         w1 marks p1/b i2 21.00
         w1 submits p1",
    );
    for n in 0..100 {
        room.say(&format!("desk amends b name{n}: again"));
        room.say(&format!("w1 marks p2/b i1 {n}.00", n = n % 40));
    }
    room
}

/// Each act told with the session as it was before it, and kept.
fn told_at_once(room: &Room, lang: Lang, hide: bool) -> Vec<String> {
    let mut session = Session::default();
    let mut list = Vec::new();
    for (seq, (by, act)) in (1..).zip(&room.record) {
        let mut said = match act {
            Act::Mark { entry, judge, .. }
            | Act::Remark { entry, judge, .. }
            | Act::Explain { entry, judge, .. }
                if hide =>
            {
                acts::marked(lang, &session, by, judge.as_deref(), entry)
            }
            act @ (Act::Comment { .. } | Act::PanelComment { .. }) if hide => {
                acts::commented(lang, &session, by, act)
            }
            act => acts::sentence(lang, &session, by, act),
        };
        tally::apply(&mut session, common::stamp(seq, by), act).unwrap();
        said.push_str(&ties::set_aside_by(lang, &session, seq));
        list.push(said);
    }
    list
}

fn log_of(journal: &Journal, lang: Lang, hide: bool) -> ActLog {
    ActLog::of(&journal.history().recorded(), lang, hide).unwrap()
}

#[test]
fn what_is_kept_short_is_told_as_if_it_were_kept_whole() {
    let room = eventful();
    let folder = tempfile::tempdir().unwrap();
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), false);
    for lang in [Lang::Zh, Lang::En] {
        for hide in [false, true] {
            let log = log_of(&journal, lang, hide);
            let wanted = told_at_once(&room, lang, hide);
            assert_eq!(log.len(), wanted.len());
            for (n, said) in wanted.iter().enumerate() {
                let told = log.get(n).unwrap();
                assert_eq!(&told.said, said, "act {}", n + 1);
                let (by, act) = &room.record[n];
                assert_eq!((&told.by, told.seq), (by, n as u64 + 1));
                if n > 0 {
                    assert_eq!(told.act(), act);
                }
                assert_eq!(told.kind, act.facts().kind);
                assert_eq!(told.at, log.at(n));
                assert!(told.at.starts_with("2026-05-20T"));
            }
            assert_eq!(log.get(wanted.len()), None);
            assert_eq!(
                log.code_of(journal.head().seq),
                Some(journal.history().code())
            );
            assert_eq!(log.code_of(journal.head().seq + 1), None);
            assert_eq!(log.code_of(0), None);
        }
    }
    let said = told_at_once(&room, Lang::En, false).join("\n");
    for part in ["a 长河大学", "a a [", "name99", "(from paper)", "张三"] {
        assert!(said.contains(part), "{part}");
    }
}

#[test]
fn filters_see_every_line() {
    let room = eventful();
    let folder = tempfile::tempdir().unwrap();
    let journal = room.journal(&folder.path().join("s"), &stage::clock(), false);
    let log = log_of(&journal, Lang::En, false);
    let said = told_at_once(&room, Lang::En, false);
    let some = |text: &str| Some(text.to_owned());
    let filters = [
        Filter::default(),
        Filter {
            seat: some("w1"),
            ..Filter::default()
        },
        Filter {
            seat: some("w3"),
            kind: Some(ActKind::Score),
            ..Filter::default()
        },
        Filter {
            applicant: some("b"),
            ..Filter::default()
        },
        Filter {
            text: "NAME7".to_owned(),
            ..Filter::default()
        },
        Filter {
            text: "20.00".to_owned(),
            applicant: some("a"),
            ..Filter::default()
        },
    ];
    for filter in filters {
        let wanted: Vec<usize> = (0..said.len())
            .filter(|n| {
                let (by, act) = &room.record[*n];
                filter.kind.is_none_or(|kind| kind == act.facts().kind)
                    && filter.seat.as_ref().is_none_or(|s| act.touches_seat(by, s))
                    && filter.applicant.as_ref().is_none_or(|a| act.concerns(a))
                    && said[*n]
                        .to_lowercase()
                        .contains(&filter.text.to_lowercase())
            })
            .collect();
        assert!(!wanted.is_empty(), "{filter:?}");
        assert_eq!(log.taken_from(0, &filter), wanted, "{filter:?}");
        let later: Vec<usize> = wanted.into_iter().filter(|n| *n >= 30).collect();
        assert_eq!(log.taken_from(30, &filter), later, "{filter:?}");
    }
}

fn append(journal: &mut Journal, line: &str) {
    let (by, intent) = sentence(line);
    journal.append(&by, vec![intent]).unwrap();
}

#[test]
fn only_what_is_new_is_read_when_the_journal_grows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    let mut journal = eventful().journal(&path, &stage::clock(), false);
    let mut log = log_of(&journal, Lang::En, false);
    let known = log.len();
    log.follow(&journal.history().recorded()).unwrap();
    assert_eq!(log.len(), known);
    append(&mut journal, "w1 marks p2/a i2 7.25");
    append(&mut journal, "desk notes: the power is back");
    log.follow(&journal.history().recorded()).unwrap();
    assert_eq!(log.len(), known + 2);
    assert!(log.get(known).unwrap().said.contains("7.25"));
    assert_eq!(
        log.code_of(journal.head().seq),
        Some(journal.history().code())
    );
    // What was told before is not read again: nobody would notice here that it is another.
    let file = path.join(JOURNAL);
    let whole = std::fs::read(&file).unwrap();
    let mut changed = whole.clone();
    changed[100] ^= 1;
    std::fs::write(&file, changed).unwrap();
    append(&mut journal, "w1 marks p2/a i2 7.50");
    log.follow(&journal.history().recorded()).unwrap();
    assert_eq!(log.len(), known + 3);
    // Whoever tells it from its first line, as a paper does, notices.
    let told = ActLog::of(&journal.history().recorded(), Lang::En, false);
    let error = told.err().unwrap();
    assert!(
        matches!(
            error,
            JournalError::ReadOnly(Health::Damaged {
                line: 1,
                fault: LineFault::Hash
            })
        ),
        "{error:?}"
    );
}

#[test]
fn a_line_without_its_newline_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    let room = eventful();
    let n = room.record.len();
    drop(room.journal(&path, &stage::clock(), false));
    let file = path.join(JOURNAL);
    let mut bytes = std::fs::read(&file).unwrap();
    assert_eq!(bytes.pop(), Some(b'\n'));
    std::fs::write(&file, bytes).unwrap();
    let opening = pingshen::journal::Opening {
        write: true,
        ..Default::default()
    };
    let mut journal = Journal::open(&path, stage::clock(), &opening).unwrap();
    let mut log = log_of(&journal, Lang::En, false);
    assert_eq!(log.len(), n);
    append(&mut journal, "w1 marks p2/a i2 7.25");
    log.follow(&journal.history().recorded()).unwrap();
    assert_eq!(log.len(), n + 1);
}

/// Another journal, whole in itself, lies where the open one was.
#[test]
fn another_file_in_its_place_is_told_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    let mut journal = eventful().journal(&path, &stage::clock(), false);
    let mut log = log_of(&journal, Lang::En, false);
    append(&mut journal, "w1 marks p2/a i2 7.25");
    let other = folder.path().join("other");
    let mut long = eventful().journal(&other, &stage::clock(), false);
    append(&mut long, "w1 marks p2/a i2 9.75");
    std::fs::copy(other.join(JOURNAL), path.join(JOURNAL)).unwrap();
    let last = journal.head().seq;
    let error = log.follow(&journal.history().recorded()).unwrap_err();
    assert!(
        matches!(error, JournalError::ReadOnly(Health::Differs { line, .. }) if line == last),
        "{error:?}"
    );
    assert!(pingshen::office::papers::Source::of(journal.history(), Lang::En).is_err());
}

fn other(folder: &Path) -> Journal {
    let opening = pingshen::journal::Opening {
        write: true,
        ..Default::default()
    };
    Journal::open(folder, stage::clock(), &opening).unwrap()
}

/// Somebody else saves while the journal is on the screen: at its end the newest act comes into sight, further up
/// the cursor stays, and a filter stays in force; the language is another at a key.
#[test]
fn the_screen_follows_and_the_cursor_stays() {
    let mut stage = Stage::demo(Lang::En, 120, 40);
    let mut journal = other(&stage.session());
    stage.keys("3<f7>");
    append(&mut journal, "desk notes: first of all");
    let seen = stage.grew().screen();
    let last = seen.lines().rfind(|line| line.contains('▸')).unwrap();
    assert!(last.contains("first of all"), "{seen}");
    stage.keys("<up><up>");
    let seen = stage.screen();
    let before = seen
        .lines()
        .find(|line| line.contains('▸'))
        .unwrap()
        .to_owned();
    append(&mut journal, "desk notes: and then another");
    let seen = stage.grew().screen();
    let after = seen.lines().find(|line| line.contains('▸')).unwrap();
    assert_eq!(after, before);
    assert!(seen.contains("and then another"));
    let seen = stage.keys("<f5>another<enter>").screen();
    assert!(seen.contains("and then another") && !seen.contains("first of all"));
    append(&mut journal, "desk notes: something else");
    append(&mut journal, "desk notes: yet another one");
    let seen = stage.grew().screen();
    assert!(
        seen.contains("yet another one") && !seen.contains("something else"),
        "{seen}"
    );
    let seen = stage.keys("<f9>").screen();
    assert!(seen.contains("情况记录：yet another one"), "{seen}");
    // The file is another one now: what is on the screen stays, and why nothing comes is said.
    append(&mut journal, "desk notes: the last another");
    let file = stage.session().join(JOURNAL);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("the last another", "the lost another")).unwrap();
    let seen = stage.grew().screen();
    assert!(
        seen.contains("yet another one") && !seen.contains("lost"),
        "{seen}"
    );
}
