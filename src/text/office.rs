//! What is wrong with a file that somebody sent, and the words of results as a table.

texts! {
    CANNOT_READ: "读不了 {path}：{error}。什么也没有改动。", "Cannot read {path}: {error}. Nothing was changed.";
    WORKBOOK: "{path} 是电子表格工作簿。请在 WPS 或 Excel 里另存为 CSV（UTF-8 或默认编码都可以）再导入。", "{path} is a workbook. Save it as CSV from WPS or Excel (UTF-8 or the default encoding) and import that.";
    NO_HEADING: "{path} 里找不到表头行。需要的列名如：{wanted}", "{path} has no heading row. Headings such as these are needed: {wanted}";
    MISSING_COLUMN: "{path} 缺少「{column}」这一列。", "{path} lacks the column {column}.";
    UNKNOWN_COLUMN: "{path} 里不认识「{column}」这一列：列名须是 judge,project,applicant、各指标编号和可选的 note。", "{path} has an unknown column {column}: columns are judge,project,applicant, the indicator ids and, if wanted, note.";
    EMPTY_FILE: "{path} 里没有内容。", "{path} has nothing in it.";
    BAD_ROWS: "{path} 有 {n} 处不对，全部没有导入：", "{path} has {n} faults; nothing was imported:";
    ROW: "  第 {line} 行：{what}", "  line {line}: {what}";
    ROW_NO_ID: "没有编号", "no id";
    ROW_NO_NAME: "没有名称", "no name";
    ROW_NO_PROJECT: "没有写明申报项目", "no project is named";
    ROW_UNKNOWN_PROJECT: "不认识的项目「{text}」", "unknown project “{text}”";
    ROW_DUPLICATE_ID: "编号 {text} 前面已经用过", "the id {text} was used above";
    ROW_BAD_NUMBER: "「{column}」列的「{text}」不是整数", "“{text}” in column {column} is not a whole number";
    ROW_BAD_PIN: "PIN 须为 4 到 12 位数字", "a PIN has 4 to 12 digits";
    ROW_DUPLICATE_SHEET: "同一评委对同一申报项的评分前面已有一行", "this judge's scores of this entry stand on a line above";
    ROW_MARK: "「{column}」列的「{text}」：{why}", "“{text}” in column {column}: {why}";
    ROW_OVER_CAP: "「{column}」列的「{text}」超过上限 {cap}", "“{text}” in column {column} is over the cap of {cap}";
    ROW_TOO_MANY: "单元格比表头多", "more cells than headings";
    ROW_LOST: "「{text}」里有丢失的字（? 或 �）：请从原文件另存为 UTF-8", "“{text}” has lost characters (? or \u{fffd}): save the original as UTF-8";
    BAD_JSON: "{path} 第 {line} 行第 {column} 列：{error}", "{path}, line {line}, column {column}: {error}";
    BAD_TEMPLATE: "模板 {path} 不能用：", "The template {path} cannot be used:";

    T_PROJECT: "项目{n} {name}", "Project {n} {name}";
    T_RANK: "名次", "rank";
    T_APPLICANT: "编号", "id";
    T_NAME: "申报单位", "applicant";
    T_SCORE: "得分", "score";
    T_STATE: "状态", "state";
    T_RANGE: "可能区间", "range";
    T_AWARD: "拟推荐", "award";
    T_FINAL: "终值", "final";
    T_PROVISIONAL: "暂定", "provisional";
    T_NO_SCORE: "无得分", "no score";
    T_CERTAIN: "已定", "certain";
    T_TIE_EXACT: "并列（完全相等）", "tie (exact)";
    T_TIE_ROUNDED: "并列（四舍五入后相等）", "tie (by rounding)";
    T_RECOMMENDED: "拟推荐：{name}", "Award: {name}";
    T_UNDECIDED: "拟推荐：并列，待评审组裁定", "Award: a tie the panel has to decide";
    T_DEPENDS: "拟推荐：取决于前面项目的裁定", "Award: hangs on an earlier project";
    T_NONE: "拟推荐：暂无", "Award: nobody";
    T_RESERVES: "备选：{names}", "Reserves: {names}";
    T_OUT: "出局：{name}（{reason}）", "Out: {name} ({reason})";
    T_HEAD: "记录 {seq} 条，记录号 {code}", "{seq} acts, record code {code}";
    T_REHEARSAL: "【演练】不作为正式结果", "[REHEARSAL] not an official result";
    T_OTHER_AGREES: "另一种读法（逐项指标去最高最低）的推荐相同。", "The other reading (dropping per indicator) recommends the same.";
    T_OTHER_DIFFERS: "另一种读法在 {project} 的推荐不同：{there}", "The other reading recommends otherwise in {project}: {there}";
}
