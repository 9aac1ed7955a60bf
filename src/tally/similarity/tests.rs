use super::traces::{TraceKind, TracedText, traces};
use super::*;
use proptest::prelude::*;

fn text<'a>(role: TextRole, names: &[&str], pieces: &[&'a str]) -> ComparedText<'a> {
    ComparedText {
        role,
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        pieces: pieces.to_vec(),
    }
}

fn app<'a>(pieces: &[&'a str]) -> ComparedText<'a> {
    text(TextRole::Application, &[], pieces)
}

fn found(documents: &[ComparedText]) -> Similarity {
    compare(documents, &mut |_| true).unwrap()
}

/// The words that each passage has in its first text.
fn words(documents: &[ComparedText], similarity: &Similarity) -> Vec<String> {
    let all = similarity.pairs.iter().flat_map(|p| &p.passages);
    all.map(|p| documents[p.a.document].pieces[p.a.piece][p.a.from..p.a.to].to_owned())
        .collect()
}

const COPIED: &str = "本单位自二〇一八年以来连续承担国培计划项目，累计培训教师一万二千余人次，学员满意度保持在百分之九十六以上";

#[test]
fn a_copied_passage_is_found_with_its_place_in_both_texts() {
    let one = format!("目标明确，措施得力。{COPIED}。此外另有安排。");
    let two = format!("我们重视质量。{COPIED}，形成了自己的做法。");
    let documents = [
        app(&["无关的一段话，只在这里出现，没有别人写过同样的字句。"]),
        app(&[&one]),
        app(&["短", &two]),
    ];
    let similarity = found(&documents);
    assert_eq!(words(&documents, &similarity), [COPIED]);
    let passage = similarity.pairs[0].passages[0];
    assert_eq!((passage.b.document, passage.b.piece), (2, 1));
    assert_eq!(&two[passage.b.from..passage.b.to], COPIED);
    let compared = COPIED.chars().filter(|c| c.is_alphanumeric()).count();
    assert_eq!(passage.shared, compared);
}

#[test]
fn a_few_changed_characters_are_still_one_passage() {
    let changed = COPIED
        .replace("连续承担", "持续承担")
        .replace("人次", "名次");
    let documents = [app(&[COPIED]), app(&[&changed])];
    let similarity = found(&documents);
    let passages = &similarity.pairs[0].passages;
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert!(passages[0].shared < COPIED.chars().count());
}

/// Every eighth character changed but for one run of eight: no second seed, and still a copy.
#[test]
fn a_copy_is_followed_beyond_its_only_run() {
    let changed: String = (COPIED.chars().enumerate())
        .map(|(n, c)| {
            if n % 7 == 3 && !(20..30).contains(&n) {
                '某'
            } else {
                c
            }
        })
        .collect();
    let documents = [app(&[COPIED]), app(&[&changed])];
    let similarity = found(&documents);
    assert_eq!(similarity.pairs.len(), 1);
    let equal = COPIED.chars().zip(changed.chars());
    let equal = equal.filter(|(a, b)| a == b && a.is_alphanumeric()).count();
    let [passage] = similarity.pairs[0].passages[..] else {
        panic!("{:?}", similarity.pairs);
    };
    // Characters at the ends are worth nothing beyond a changed one.
    assert!(passage.shared <= equal && passage.shared + 8 >= equal);
    // The notice's own words beyond the run are nobody's copy.
    let notice = text(TextRole::Published, &[], &[COPIED]);
    let new = "全新的十个字在这里说完";
    let two = [new, COPIED].concat();
    assert!(
        found(&[notice, app(&[&two]), app(&[&two])])
            .pairs
            .is_empty()
    );
}

#[test]
fn width_case_signs_and_line_ends_do_not_hide_a_copy() {
    let wide = "依托ＡＩ平台 记录听课日志、研修作业，\n研修活动和资源分享等２０项数据进行评价";
    let plain = "依托ai平台记录听课日志研修作业研修活动和资源分享等20项数据进行评价";
    let similarity = found(&[app(&[wide]), app(&[plain])]);
    assert_eq!(similarity.pairs.len(), 1);
}

#[test]
fn names_the_notice_common_runs_and_borders_are_no_copies() {
    let name = "中原教师教育与校长研修发展综合服务中心研究院有限责任公司（集团）总部";
    // Everybody's own name.
    let own = |n: &str| {
        text(
            TextRole::Application,
            &[name],
            &[&*Box::leak(format!("由{name}负责{n}。").into_boxed_str())],
        )
    };
    assert!(found(&[own("甲"), own("乙")]).pairs.is_empty());
    // The notice's own words.
    let notice = text(TextRole::Published, &[], &[COPIED]);
    let similarity = found(&[notice, app(&[COPIED]), app(&[COPIED])]);
    assert!(similarity.pairs.is_empty() && similarity.of_notice > 0);
    // What six have is everybody's; what five have is not.
    let of = |n: usize| -> Vec<ComparedText> { (0..n).map(|_| app(&[COPIED])).collect() };
    let six = found(&of(6));
    assert!(six.pairs.is_empty() && six.common > 0);
    assert_eq!(found(&of(5)).pairs.len(), 10);
    // Cells beside each other are not one text.
    let (a, b) = COPIED.split_at(COPIED.char_indices().nth(20).unwrap().0);
    let cells: Vec<&str> = vec![a, b];
    let short = found(&[app(&cells), app(&[a, "别的话", b])]);
    assert!(
        words(&[app(&cells), app(&cells)], &short)
            .iter()
            .all(|w| !w.contains(COPIED))
    );
    assert!(
        found(&[app(&[]), app(&[""]), app(&["，。"])])
            .pairs
            .is_empty()
    );
}

#[test]
fn former_years_are_compared_with_this_years_and_not_with_each_other() {
    let former = || text(TextRole::Former, &[], &[COPIED]);
    assert!(found(&[former(), former()]).pairs.is_empty());
    assert_eq!(found(&[former(), app(&[COPIED])]).pairs.len(), 1);
}

#[test]
fn it_stops_when_asked_to() {
    assert_eq!(compare(&[app(&[COPIED])], &mut |_| false), None);
}

#[test]
fn shared_hands_and_slips_are_told_and_usual_names_are_not() {
    let document = |author: &'static str, piece: &'static str| TracedText {
        role: TextRole::Application,
        last_saved_by: "",
        company: "",
        created: "",
        author,
        pieces: vec![piece],
    };
    let list = traces(&[
        document("王工", "按照要求完成的的各项任务"),
        document("王工", "我们按照要求完成的的各项任务"),
        document("Administrator", "按照要求完成的各项任务，，没有"),
        document("administrator", "x"),
    ]);
    let kinds: Vec<(TraceKind, Vec<usize>)> =
        list.into_iter().map(|t| (t.kind, t.documents)).collect();
    assert_eq!(
        kinds,
        [
            (TraceKind::Author, vec![0, 1]),
            (TraceKind::Slip, vec![0, 1])
        ]
    );
}

#[test]
fn what_only_files_of_former_years_have_is_no_trace() {
    let of = |role| TracedText {
        role,
        author: "王工",
        last_saved_by: "",
        company: "",
        created: "",
        pieces: Vec::new(),
    };
    let (former, now) = (TextRole::Former, TextRole::Application);
    assert!(traces(&[of(former), of(former)]).is_empty());
    assert_eq!(traces(&[of(former), of(now)]).len(), 1);
}

#[test]
fn wording_of_six_applicants_is_listed_and_many_former_files_are_one() {
    let six: Vec<ComparedText> = (0..6).map(|_| app(&["各自的话", COPIED])).collect();
    let similarity = found(&six);
    assert_eq!(similarity.pairs, []);
    let compared = COPIED.chars().filter(|c| c.is_alphanumeric()).count();
    assert_eq!(similarity.common, 6 * compared);
    let [words] = similarity.common_words.as_slice() else {
        panic!("{:?}", similarity.common_words);
    };
    assert_eq!(
        (words.owners, words.spot.document, words.spot.piece),
        (6, 0, 1)
    );
    assert_eq!(&COPIED[words.spot.from..words.spot.to], COPIED);
    // One applicant who copied from its own earlier years is told, however many there are.
    let mut years: Vec<ComparedText> = (0..40)
        .map(|_| text(TextRole::Former, &[], &[COPIED]))
        .collect();
    years.insert(0, app(&[COPIED]));
    let similarity = found(&years);
    assert_eq!(
        (similarity.pairs.len(), similarity.common),
        (MOST_FORMER, 0)
    );
}

#[test]
fn only_who_has_all_of_a_common_text_is_counted() {
    let letters = |from: u32, to: u32| -> String {
        (from..to)
            .filter_map(|i| char::from_u32(0x4e00 + i))
            .collect()
    };
    // Six have each part, but five have the whole; the parts share all of a run but one character.
    let (both, one, two) = (letters(0, 70), letters(0, 40), letters(33, 70));
    let texts = [&both, &one, &both, &both, &both, &both, &two];
    let documents: Vec<_> = texts.iter().map(|t| app(&[t])).collect();
    let similarity = found(&documents);
    let told: Vec<(usize, &str)> = (similarity.common_words.iter())
        .map(|w| (w.owners, &both[w.spot.from..w.spot.to]))
        .collect();
    assert_eq!(told, [(6, one.as_str()), (6, two.as_str())]);
}

#[test]
fn a_slip_of_the_notice_is_no_trace_of_who_quotes_it() {
    let text = |role, piece: &'static str| TracedText {
        role,
        author: "",
        last_saved_by: "",
        company: "",
        created: "",
        pieces: vec![piece],
    };
    let slip = "按照要求完成的的各项任务";
    let (now, notice) = (TextRole::Application, TextRole::Published);
    assert!(traces(&[text(now, slip), text(notice, slip)]).is_empty());
    assert!(traces(&[text(now, slip), text(now, slip), text(notice, slip)]).is_empty());
    assert_eq!(traces(&[text(now, slip), text(now, slip)]).len(), 1);
}

#[test]
fn the_notices_wording_is_counted_in_characters() {
    let notice = text(TextRole::Published, &[], &[COPIED]);
    let similarity = found(&[app(&[COPIED]), app(&["没有关系的一段话"]), notice]);
    let compared = COPIED.chars().filter(|c| c.is_alphanumeric()).count();
    assert_eq!(similarity.of_notice, compared);
}

#[test]
fn words_that_stand_there_again_are_one_passage_and_counted_once() {
    let thrice = [
        COPIED,
        "别的一段话，不一样",
        COPIED,
        COPIED,
        COPIED,
        COPIED,
        COPIED,
    ];
    let similarity = found(&[app(&[COPIED]), app(&thrice)]);
    let compared = COPIED.chars().filter(|c| c.is_alphanumeric()).count();
    let [pair] = similarity.pairs.as_slice() else {
        panic!("{:?}", similarity.pairs);
    };
    assert_eq!((pair.shared, pair.passages.len()), (compared, 1));
    assert_eq!(pair.passages[0].again, MOST_IN_ONE - 1);
    // Twice in both.
    let similarity = found(&[app(&[COPIED, COPIED]), app(&[COPIED, COPIED])]);
    let pair = &similarity.pairs[0];
    assert_eq!((pair.shared, pair.passages.len()), (compared, 1));
    assert_eq!(pair.passages[0].again, 2);
}

proptest! {
    /// Whatever is inserted into two texts of nobody else's words is found in both, at its place.
    #[test]
    fn an_inserted_passage_is_found(before in 0_usize..60, after in 0_usize..60, start in 0_u32..500, length in 30_usize..120) {
        let letters = |from: u32, n: usize| -> String {
            (0..n as u32).filter_map(|i| char::from_u32(0x4e00 + from + i)).collect()
        };
        let copied = letters(5_000 + start, length);
        let one = letters(0, before) + &copied + &letters(1_000, after);
        let two = letters(2_000, after) + &copied + &letters(3_000, before);
        let documents = [app(&[&one]), app(&[&two])];
        let similarity = found(&documents);
        prop_assert_eq!(words(&documents, &similarity), vec![copied.clone()]);
        let b = similarity.pairs[0].passages[0].b;
        prop_assert_eq!(&two[b.from..b.to], copied);
    }
}
