//! Made-up notices of the shape that offices publish.

use super::*;

const NOTICE: &str = "关于举办读书活动的公告

各单位：

一、活动内容

活动分两组（见附件1）：1. 少年组；2. 成人组。

二、参加条件

（一）住在本市。

（二）读过三本书，

包括一本新书。

（注：以上附书单）

三、时间

（一）报名。四月一日前。

1. 网上报名。

2. 来人报名，须带：

（1）证件；

（2）书单。

① 手写的；
② 打印的。

（二）交稿。
2026.5.8 日前；1.5 千字以上。
5. 本行不是条款。

地址：读书路 1 号

附件：1. 分组表

2. 评分表

2026年3月1日

附件 1

分组表

组别\t年龄
1\t少年组
2\t成人组

附件2

读书活动评分表

一、办法

1. 当场打分。

二、内容

序号\t指标\t内容\t分值
1\t理解\t说得清楚。\t40 分
2\t表达\t1. 声音洪亮。
2. 条理分明。\t60 分

说明:

1. 保留两位小数。
2. 去掉一个最高分。
";

/// The first and last words of what is found, and what is said where it is something else.
fn found(text: &str, clause: &str) -> String {
    let passages = Clauses::of(text).passages(clause);
    let each = passages.iter().map(|p| {
        let lines: Vec<&str> = p.text.lines().map(str::trim).collect();
        let ends = match lines.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first, .., last] => format!("{first} … {last}"),
        };
        match &p.instead {
            None => ends,
            Some(instead) => {
                let enclosing = instead.enclosing.as_deref().unwrap_or("whole");
                format!("{ends} [{enclosing}: {:?}]", instead.why)
            }
        }
    });
    each.collect::<Vec<_>>().join(" + ")
}

#[test]
fn a_clause_is_found_by_its_number() {
    let cases = [
        (
            "一",
            "一、活动内容 … 活动分两组（见附件1）：1. 少年组；2. 成人组。",
        ),
        ("二（一）", "（一）住在本市。"),
        ("二（二）", "（二）读过三本书， … （注：以上附书单）"),
        ("三（一）", "（一）报名。四月一日前。 … ② 打印的。"),
        ("三（一）.1", "1. 网上报名。"),
        ("三（一）2（1）", "（1）证件；"),
        ("三（一）2（2）②", "② 打印的。"),
        ("三（二）", "（二）交稿。 … 地址：读书路 1 号"),
        ("附件1", "附件 1 … 2\t成人组"),
        ("附件1 第2项", "2\t成人组"),
        ("附件2 一.1", "1. 当场打分。"),
        ("附件2 二", "二、内容 … 2. 去掉一个最高分。"),
        ("附件2 二 第1项", "1\t理解\t说得清楚。\t40 分"),
        (
            "附件2 二 第2项",
            "2\t表达\t1. 声音洪亮。 … 2. 条理分明。\t60 分",
        ),
        ("附件2说明2", "2. 去掉一个最高分。"),
        (
            "二（一）；附件2 说明1",
            "（一）住在本市。 + 1. 保留两位小数。",
        ),
        (
            "附件1、附件2 一",
            "附件 1 … 2\t成人组 + 一、办法 … 1. 当场打分。",
        ),
    ];
    for (clause, wanted) in cases {
        assert_eq!(found(NOTICE, clause), wanted, "{clause}");
    }
    assert_eq!(found(NOTICE, " "), "");
}

#[test]
fn what_is_not_there_is_said_and_what_encloses_it_is_shown() {
    let whole = "关于举办读书活动的公告 … 2. 去掉一个最高分。";
    let cases = [
        ("四（一）", format!("{whole} [whole: NotThere]")),
        ("附件3", format!("{whole} [whole: NotThere]")),
        ("附件3 第1项", format!("{whole} [whole: NotThere]")),
        // Out of sequence: a line that begins with a number by chance.
        (
            "三（二）5",
            "（二）交稿。 … 地址：读书路 1 号 [三（二）: NotThere]".to_owned(),
        ),
        // The annex has the row under a heading of its own.
        (
            "附件2 第1项",
            "附件2 … 2. 去掉一个最高分。 [附件2: NotThere]".to_owned(),
        ),
        (
            "附件1 第2项第二段",
            "2\t成人组 [附件1 第2项: NotUnderstood]".to_owned(),
        ),
        ("see annex 2", format!("{whole} [whole: NotUnderstood]")),
    ];
    for (clause, wanted) in cases {
        assert_eq!(found(NOTICE, clause), wanted, "{clause}");
    }
}

#[test]
fn two_of_one_number_are_none() {
    let twice = "一、甲\n（一）子\n（二）丑\n二、乙\n1. 寅\n2. 卯\n另：\n1. 辰\n附件1\n1\t巳\n小计\n1\t午\n";
    let cases = [
        ("一（二）", "（二）丑"),
        ("二.1", "二、乙 … 1. 辰 [二: Twice]"),
        ("二.2", "2. 卯 … 另："),
        ("附件1 第1项", "附件1 … 1\t午 [附件1: Twice]"),
    ];
    for (clause, wanted) in cases {
        assert_eq!(found(twice, clause), wanted, "{clause}");
    }
}

#[test]
fn annexes_begin_where_their_headings_stand() {
    // The list names them, the headings come later; a sentence that speaks of one is no heading.
    let listed = "一、甲\n附件1：分组表\n附件2：评分表\n3月1日\n附件1：分组表\n子\n附件2 评分表\n丑\n附件1 所说的见上。\n";
    let cases = [
        ("附件1", "附件1：分组表 … 子"),
        ("附件2", "附件2 评分表 … 附件1 所说的见上。"),
    ];
    for (clause, wanted) in cases {
        assert_eq!(found(listed, clause), wanted, "{clause}");
    }
    // A heading alone on its line stands above a title on the same line.
    let alone = "一、甲\n附件1：分组表\n3月1日\n附件1\n分组表\n子\n";
    assert_eq!(found(alone, "附件1"), "附件1 … 子");
    assert_eq!(found(alone, "一"), "一、甲 … 3月1日");
}

#[test]
fn a_long_passage_is_cut_and_says_so() {
    let text = format!("一、甲\n{}", "字".repeat(LONGEST_PASSAGE));
    let passages = Clauses::of(&text).passages("一");
    assert!(passages[0].cut);
    assert_eq!(passages[0].text.chars().count(), LONGEST_PASSAGE);
}
