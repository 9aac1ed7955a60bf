//! The headings of rosters and of lists of judges, in the words that offices use.

use super::table::half_width;

/// What a column of a roster holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterColumn {
    Id,
    Name,
    CreditCode,
    Projects,
    Contact,
    Phone,
    Email,
    SubmittedAt,
    Note,
    Fact(&'static str),
}

/// What a column of a list of judges holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelColumn {
    Id,
    Name,
    Pin,
    Employer,
    Leader,
    Projects,
}

type KnownHeadings<C> = &'static [(C, &'static [&'static str])];

const ROSTER: KnownHeadings<RosterColumn> = &[
    (
        RosterColumn::Id,
        &[
            "id",
            "序号",
            "编号",
            "单位编号",
            "申报编号",
            "号码序号",
            "no",
        ],
    ),
    (
        RosterColumn::Name,
        &[
            "name",
            "单位名称",
            "申报单位",
            "申报单位名称",
            "单位全称",
            "申请单位",
            "申请单位名称",
            "学校名称",
            "机构名称",
            "申报机构",
            "申报机构名称",
            "申报学校",
            "院校名称",
            "培训机构",
            "培训机构名称",
            "承训单位",
            "承训单位名称",
            "承办单位",
            "单位",
            "学校",
            "机构",
            "申报单位全称",
            "参评单位",
            "参评单位名称",
            "applicant",
            "unit",
            "organization",
            "institution",
        ],
    ),
    (
        RosterColumn::CreditCode,
        &[
            "creditcode",
            "统一社会信用代码",
            "信用代码",
            "社会信用代码",
            "统一信用代码",
            "单位信用代码",
            "统一代码",
            "统一社会信用码",
        ],
    ),
    (
        RosterColumn::Projects,
        &[
            "projects",
            "project",
            "申报项目",
            "申报子项目",
            "子项目名称",
            "子项目",
            "项目名称",
            "申报项目名称",
            "申报子项目名称",
            "项目",
            "申请项目",
            "申请项目名称",
            "拟申报项目",
            "所报项目",
            "参评项目",
            "申报的项目",
        ],
    ),
    (
        RosterColumn::Contact,
        &[
            "contact",
            "联系人",
            "联系人姓名",
            "负责人",
            "项目负责人",
            "负责人姓名",
            "经办人",
            "经办人姓名",
            "联络人",
            "联络员",
            "财务联系人",
            "业务联系人",
            "项目联系人",
            "申报联系人",
            "部门负责人",
            "contactperson",
        ],
    ),
    (
        RosterColumn::Phone,
        &[
            "phone",
            "联系电话",
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "联系手机",
            "联系方式",
            "电话号码",
            "联系人电话",
            "办公电话",
            "固定电话",
            "移动电话",
            "联系人手机",
            "财务联系电话",
            "财务电话",
            "经办人电话",
            "负责人电话",
            "tel",
            "telephone",
            "mobile",
        ],
    ),
    (
        RosterColumn::Email,
        &[
            "email",
            "邮箱",
            "电子邮箱",
            "电子邮件",
            "邮箱地址",
            "电子邮箱地址",
            "联系邮箱",
            "联系人邮箱",
            "邮件地址",
            "mail",
        ],
    ),
    (
        RosterColumn::SubmittedAt,
        &[
            "submittedat",
            "递交时间",
            "提交时间",
            "提交日期",
            "递交日期",
            "报送时间",
            "报送日期",
            "申报时间",
            "申报日期",
            "收件时间",
            "收件日期",
            "收到时间",
            "收到日期",
            "送达时间",
            "接收时间",
            "上报时间",
            "submitted",
        ],
    ),
    (
        RosterColumn::Note,
        &["note", "notes", "备注", "remark", "remarks", "备注说明"],
    ),
    (
        RosterColumn::Fact("mentors"),
        &[
            "mentors",
            "影子导师",
            "影子导师数",
            "影子导师人数",
            "导师人数",
            "影子导师数量",
        ],
    ),
    (
        RosterColumn::Fact("case_studies"),
        &[
            "casestudies",
            "典型案例",
            "典型案例数",
            "典型案例数量",
            "案例数",
            "案例数量",
        ],
    ),
    (
        RosterColumn::Fact("experts"),
        &["experts", "专家总数", "专家人数", "专家总人数", "专家数"],
    ),
    (
        RosterColumn::Fact("in_house"),
        &[
            "inhouse",
            "本机构专家",
            "本机构专家数",
            "本机构专家人数",
            "本单位专家",
            "本单位专家数",
            "本单位专家人数",
        ],
    ),
    (
        RosterColumn::Fact("senior"),
        &[
            "senior",
            "高级职称",
            "高级职称人数",
            "高级职称专家",
            "高级职称专家数",
            "高级职称专家人数",
            "高级职称数",
        ],
    ),
    (
        RosterColumn::Fact("copies"),
        &[
            "copies",
            "papercopies",
            "纸质份数",
            "份数",
            "纸质版份数",
            "纸质材料份数",
        ],
    ),
];

const JUDGES: KnownHeadings<PanelColumn> = &[
    (
        PanelColumn::Id,
        &[
            "id",
            "编号",
            "座位",
            "座位号",
            "序号",
            "席位",
            "评委编号",
            "专家编号",
            "seat",
            "no",
        ],
    ),
    (
        PanelColumn::Name,
        &[
            "name",
            "姓名",
            "评委",
            "评委姓名",
            "专家",
            "专家姓名",
            "评审专家",
            "评审专家姓名",
            "评委名称",
            "judge",
        ],
    ),
    (
        PanelColumn::Pin,
        &["pin", "密码", "口令", "pin码", "登录密码", "评委密码"],
    ),
    (
        PanelColumn::Employer,
        &[
            "employer",
            "单位",
            "工作单位",
            "所在单位",
            "单位名称",
            "工作单位及职务",
            "单位及职务",
            "任职单位",
        ],
    ),
    (
        PanelColumn::Leader,
        &[
            "leader",
            "组长",
            "是否组长",
            "评审组长",
            "组长否",
            "是否为组长",
        ],
    ),
    (
        PanelColumn::Projects,
        &[
            "projects",
            "project",
            "项目",
            "评审项目",
            "负责项目",
            "评审项目名称",
            "所评项目",
            "项目名称",
            "分组",
            "组别",
            "评审的项目",
        ],
    ),
];

/// A heading without what only explains or adorns it.
fn plain(heading: &str) -> String {
    let mut depth = 0_usize;
    half_width(heading)
        .to_lowercase()
        .chars()
        .filter(|c| match c {
            '(' | '[' | '〔' | '【' => {
                depth += 1;
                false
            }
            ')' | ']' | '〕' | '】' => {
                depth = depth.saturating_sub(1);
                false
            }
            c => {
                depth == 0
                    && !c.is_whitespace()
                    && !matches!(
                        c,
                        '*' | ':' | '_' | '-' | '.' | '、' | '#' | '★' | '※' | '“' | '”'
                    )
            }
        })
        .collect()
}

fn find<C: Copy>(heading: &str, known: KnownHeadings<C>) -> Option<C> {
    let plain = plain(heading);
    known
        .iter()
        .find(|(_, words)| words.contains(&plain.as_str()))
        .map(|(column, _)| *column)
}

pub fn roster(heading: &str) -> Option<RosterColumn> {
    find(heading, ROSTER)
}

pub fn judges(heading: &str) -> Option<PanelColumn> {
    find(heading, JUDGES)
}

fn all<C>(known: KnownHeadings<C>) -> Vec<String> {
    known
        .iter()
        .flat_map(|(_, words)| words.iter().map(|w| (*w).to_owned()))
        .collect()
}

pub fn all_of_roster() -> Vec<String> {
    all(ROSTER)
}

pub fn all_of_judges() -> Vec<String> {
    all(JUDGES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_as_offices_write_them() {
        for (heading, expected) in [
            ("子项目名称", RosterColumn::Projects),
            ("项目名称", RosterColumn::Projects),
            ("单位 名称（全称）", RosterColumn::Name),
            ("申报单位名称", RosterColumn::Name),
            ("单位全称", RosterColumn::Name),
            ("申请单位", RosterColumn::Name),
            ("学校名称", RosterColumn::Name),
            ("*联系电话：", RosterColumn::Phone),
            ("手机", RosterColumn::Phone),
            ("E-mail", RosterColumn::Email),
            ("提交日期", RosterColumn::SubmittedAt),
            ("（必填）负责人", RosterColumn::Contact),
            ("credit_code", RosterColumn::CreditCode),
        ] {
            assert_eq!(roster(heading), Some(expected), "{heading}");
        }
        assert_eq!(roster("通讯地址"), None);
        assert_eq!(judges("评委姓名"), Some(PanelColumn::Name));
    }

    #[test]
    fn no_word_has_two_meanings_in_one_list() {
        for list in [all_of_roster(), all_of_judges()] {
            let mut seen = std::collections::BTreeSet::new();
            for word in list {
                assert!(seen.insert(word.clone()), "{word}");
            }
        }
    }
}
