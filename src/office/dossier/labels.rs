//! The words of a form that answer nothing: its labels, the heads of its columns, what is to be filled in.

use super::outline::FormRow;
use crate::office::table::half_width;

/// A label without blanks, in half-width letters and lower case.
pub(super) fn plain(text: &str) -> String {
    let text = half_width(text).to_lowercase();
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '*'))
        .collect()
}

/// `合计：4 人`, `注：…`: below a list and no row of it.
pub(super) fn is_footer(row: &FormRow) -> bool {
    let mut texts = row.cells.iter().map(|c| half_width(c.text.trim()));
    let first = texts.find(|text| !text.is_empty());
    let words = [
        "合计", "小计", "总计", "共计", "备注", "说明", "填表", "审核", "注:",
    ];
    first.is_some_and(|text| words.iter().any(|word| text.starts_with(word)))
}

/// A word that heads a column of some other list.
pub(super) fn is_column_name(text: &str) -> bool {
    let words = [
        "序号",
        "时间",
        "日期",
        "内容",
        "课程",
        "课程名称",
        "主题",
        "方式",
        "地点",
        "姓名",
        "学时",
        "项目名称",
        "备注",
        "授课人",
        "主讲人",
    ];
    words.contains(&plain(text).as_str())
}

/// `.....`, `……`, `____`: a place to be filled in.
pub(super) fn is_filler(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '.' | '…' | '_' | '-' | '—' | '/' | '×' | '*' | ' ' | '　'
        )
    })
}

/// The words that head the cells and columns of a form, and answer nothing.
pub(super) fn is_label_word(text: &str) -> bool {
    let words = [
        "序号",
        "编号",
        "姓名",
        "性别",
        "年龄",
        "职务",
        "职称",
        "职务职称",
        "职务/职称",
        "专业技术职务",
        "专业技术资格",
        "单位",
        "所在单位",
        "任职单位",
        "单位及职务",
        "学历",
        "名称",
        "单位名称",
        "学校名称",
        "基地名称",
        "申报单位",
        "工作单位",
        "单位性质",
        "性质",
        "类型",
        "类别",
        "单位类型",
        "级别",
        "地址",
        "单位地址",
        "通讯地址",
        "通信地址",
        "详细地址",
        "所在地",
        "所在地区",
        "邮编",
        "邮政编码",
        "法定代表人",
        "法人代表",
        "法人",
        "负责人",
        "单位负责人",
        "项目负责人",
        "具体负责人",
        "联系人",
        "联系电话",
        "联系方式",
        "电话",
        "办公电话",
        "固定电话",
        "手机",
        "手机号",
        "手机号码",
        "传真",
        "邮箱",
        "电子邮箱",
        "备注",
        "统一社会信用代码",
        "信用代码",
        "组织机构代码",
        "申报项目",
        "申报子项目",
        "子项目",
        "子项目名称",
        "项目名称",
    ];
    let text = plain(text);
    let text = text.split('(').next().unwrap_or_default();
    words.contains(&text)
}

/// Nine letters and digits, as `12345678-9` or without the sign.
pub(super) fn is_organisation_code(text: &str) -> bool {
    let signs = text.chars().filter(|c| *c != '-');
    signs.clone().count() == 9 && signs.clone().all(|c| c.is_ascii_alphanumeric())
}
