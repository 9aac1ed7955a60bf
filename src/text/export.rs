//! The export: kinds and names of papers, the recipe for a recount, and what the screen and the command say.

texts! {
    K_WORKBOOK: "评审结果汇总表（工作簿）", "Results workbook";
    K_SHEETS: "各评委评分表", "Judges' score sheets";
    K_REPORT: "评审情况报告", "Report of the review";
    K_NOTICE: "公示稿", "Draft of the public notice";
    K_FORMS: "评审前用表", "Forms before judging";
    K_APPLICANTS: "各单位得分说明", "Explanation for each applicant";
    K_BRIEF: "评审结果简报（报党组，一页）", "Brief for the party group, one page";
    K_LETTERS: "致拟推荐单位的结果函", "Letters of the result";
    K_COMMENTS: "专家评审意见", "Experts' comments";
    K_DATA: "开放数据与重算说明", "Open data and recount recipe";

    F_WORKBOOK: "01-评审结果汇总表.xlsx", "01-results.xlsx";
    F_ACTS: "07-日志.xlsx", "07-journal.xlsx";
    D_SHEETS: "02-评分表", "02-score-sheets";
    F_SHEETS: "{seat}-{name}-评分表.docx", "{seat}-{name}.docx";
    F_REPORT: "03-评审情况报告.docx", "03-report.docx";
    F_NOTICE: "04-公示稿.docx", "04-public-notice.docx";
    D_FORMS: "05-评审前用表", "05-forms";
    F_SIGN_IN: "1-签到表.docx", "1-attendance.docx";
    F_STATEMENTS: "2-无利益冲突声明.docx", "2-no-conflict-statements.docx";
    F_SLIPS: "3-PIN条.docx", "3-pin-slips.docx";
    F_BLANK: "4-空白评分表.docx", "4-blank-score-sheets.docx";
    F_CHECKLISTS: "5-资格审查表.docx", "5-qualification-checklists.docx";
    F_SCORE_BOOK: "6-评分录入表.xlsx", "6-score-entry.xlsx";
    F_PLEDGE: "7-保密与纪律承诺书.docx", "7-confidentiality-statements.docx";
    F_COMMENT_FORMS: "8-专家评审意见表.docx", "8-comment-forms.docx";
    D_APPLICANTS: "06-单位得分说明", "06-applicants";
    F_BRIEF: "08-评审结果简报.docx", "08-brief.docx";
    D_LETTERS: "09-结果函", "09-letters";
    F_LETTER: "项目{n}-{id}-{name}.docx", "p{n}-{id}-{name}.docx";
    D_COMMENTS: "10-专家评审意见", "10-comments";
    F_RECIPE: "说明.txt", "README.txt";

    RECIPE_PINS: "这份日志里还有由旧版程序写下的 PIN 校验值，从中能试出 PIN。", " Acts of an earlier version of the program in it also hold what PINs are compared with, from which a PIN can be found by trying.";
    PIN_HASHES: "注意：日志里有 {n} 条旧版程序写下的记录含 PIN 的校验值，短 PIN 几分钟就能从中试出。哈希链不允许删去它们。评审会还在用的，请给这些席位重设 PIN（新的不进日志）；这份日志不要交给不该知道的人。", "Note: {n} {n:act|acts} of the journal, written by an earlier version, {n:holds|hold} what PINs are compared with; a short PIN is found from them in minutes. The chain of hashes does not let them be taken out. If the session goes on, set new PINs for these seats (new ones do not go into the journal), and give this journal to nobody who must not know them.";
    RECIPE: "{title}　评审档案\n主办：{organizer}　{banner}\n{evidence}\n\n一、这里有什么\n01 评审结果汇总表：各项目得分、名次、推荐；得分是公式，可点开看来历。02 评分表：每位评委一份，供签字。03 评审情况报告。04 公示稿。05 评审前用表。06 每家单位自己的得分说明，只含该单位的数字。07 日志的文字版，一条一行；要查时打开，不必打印。08 一页简报。09 致拟推荐单位的结果函，评分结束后才有。10 专家评审意见，写了的单位每家一份。\nscores.csv：每行一个打分（UTF-8）。judge 评委，project 项目，applicant 单位，indicator 指标，points 得分（空白是没有打，不等于零），cap 分值，state 评分表状态（submitted 已提交，complete 评全未提交，open 未评全，recused 回避，void 作废），use 是否计入（counted 计入，dropped_high、dropped_low 去掉的最高、最低，not_counted 不计入），out 有字的是已出局的单位，entered_by 谁录入（judge 本人，desk 工作人员按纸质评分表代录）。名称以 = + - @ 开头的，前面加了一个单引号，免得被当作公式。\nresults.json：得分、名次、推荐及每一步的理由。journal.jsonl：日志，每行一条记录，是全部数据的依据；含评委姓名和联系方式，不要公开。{pins}\nSHA256SUMS：各文件的校验和，用 sha256sum -c SHA256SUMS 核对。\n\n二、怎样不用本程序重算\n1. 规则在日志第一行的 rules 里；日志里若有后来的 rules 记录，以最后一条为准。本次：{rule}\n2. 取一个项目里一家单位的全部计入的评分表（state 是 submitted；评分还没有结束时 complete 也算，结果是暂定的）。\n3. 每张表七项相加，得合计。4. 去掉最高和最低的合计，个数见第 1 步的规则；相同的也只去这么多张。5. 其余相加，除以张数，四舍五入到两位小数，只在这最后一步取整。\n6. 同一项目按得分从高到低排名，得分相同名次相同，下一名次顺延。\n7. 按项目顺序推荐：名次最前而还没有得到项目的单位；影响推荐的并列由评审组裁定，见日志 tie 记录。\n以上 1 至 5 步写成了 recount.py：在本文件夹运行 python3 recount.py，逐项重算并与 results.json 比较，不同就报出来。\n\n三、怎样知道日志没有改过\n每行有 seq（从 1 连续）、prev（上一行的 hash，第一行是 64 个 0）、hash（本行从开头的左花括号到 ,\"hash\" 之前各字节的 SHA-256）。python3 check.py journal.jsonl 从头核对，印出条数、最后的 hash 和记录号，应为：\n{seq} {hash}\n{code}\n签字的纸上印的记录号应与此相同，或在日志里更早的某一条上找得到。\n", "{title}: archive of the review\nHeld by {organizer} {banner}\n{evidence}\n\n1. What is here\n01 results workbook: scores, ranks and recommendations of each project; a score is a formula and shows where it comes from. 02 score sheets: one document a judge, to be signed. 03 report. 04 draft of the public notice. 05 forms before judging. 06 each applicant's own numbers and nobody else's. 07 the journal in sentences, to look things up; it need not be printed. 08 a brief of one page. 09 letters to the recommended units, once scoring is closed. 10 the experts' comments on each applicant that has some.\nscores.csv: one row a mark (UTF-8). judge, project, applicant, indicator; points (empty: not scored, which is no zero); cap; state of the sheet (submitted, complete but not submitted, open, recused, void); use (counted, dropped_high, dropped_low, not_counted); out is filled for applicants who are out of the race; entered_by says whose hand wrote the mark (judge, or desk from paper). A name that begins with = + - @ has an apostrophe before it, so that no spreadsheet takes it for a formula.\nresults.json: scores, ranks, recommendations and the reason of each step. journal.jsonl: the journal, one act a line, on which everything rests; it holds judges' names and contacts, so do not publish it.{pins}\nSHA256SUMS: check with sha256sum -c SHA256SUMS.\n\n2. To recount without the program\n(1) The rules are in the journal's first line under rules; a later act rules replaces them. Here: {rule}\n(2) Take all sheets that count of one applicant in one project (state submitted; while scoring is open complete ones too, and the result is provisional).\n(3) Add up the marks of each sheet: its total. (4) Leave out the highest and the lowest totals, as many as the rule in (1) says; of equal ones no more than that. (5) Add up the rest, divide by their number, and round half up to two places, at this last step only.\n(6) Rank inside each project from the highest score; equal scores share a rank and the next is skipped.\n(7) Project by project in their order the best ranked who holds none yet is recommended; a tie that touches a recommendation is decided by the panel: see the acts tie in the journal.\nSteps 1 to 5 are written down in recount.py: run python3 recount.py in this folder. It counts again, compares with results.json and says where they differ.\n\n3. To know that the journal was not changed\nEvery line has seq (from 1), prev (the hash of the line before; 64 zeros at first) and hash (SHA-256 of the line's bytes from the opening brace up to, not including, ,\"hash\"). python3 check.py journal.jsonl checks it from the start and prints the number of acts, the last hash and the record code, which should be:\n{seq} {hash}\n{code}\nThe record code on signed paper is this one, or that of an earlier act in the journal.\n";

    CANNOT_WRITE: "写不了 {path}：{error}。已写好的文件还在。", "Cannot write {path}: {error}. Files written before it are there.";
    IS_SESSION: "{path} 是评审会自己的文件夹，不能导出到这里。请另选文件夹，或放在它的 exports 里。", "{path} is a session's own folder. Export to another one, or to its exports.";
    TOO_EARLY: "「{kind}」要在开始评分之后才有。现在可以导出评审前用表（--only forms）。", "There is no “{kind}” before scoring opens. What there is now: the forms (--only forms).";
    HIDDEN: "按规则，全部提交之前不显示分数，现在不能导出「{kind}」。可以导出评审前用表（--only forms）。", "By the rules nothing is shown until all have submitted, so “{kind}” cannot be exported now. The forms can (--only forms).";
    NOT_CLOSED: "「{kind}」要在评分结束之后才有：之前结果还会变。", "There is no “{kind}” before scoring is closed: until then the result may change.";
    NO_APPLICANT: "没有编号为 {id} 的申报单位。", "There is no applicant {id}.";
    DONE: "导出了 {n} 个文件，在 {path}", "{n} {n:file|files} exported to {path}";
    KEPT: "{path} 与上次导出的不同（有人改过，或上次没有导完），原样另存为 {aside}", "{path} was not as the last export left it (changed by hand, or cut off); that version is now {aside}";
    OLDER: "以前导出的文件有 {n} 个这次没有重做，还在文件夹里，内容是那时的，不要了请自行删去：{names}", "Files of an earlier export that were not made again, are still in the folder and say what was so then ({n}); delete what is not wanted: {names}";
    OLDER_MORE: "{names} 等", "{names} and more";
    LATER: "开始评分（且可以显示分数）之后才有：{kinds}", "To be had once scoring is open and may be shown: {kinds}";

    AFTER_CLOSING: "评分结束之后才有：{kinds}", "To be had once scoring is closed: {kinds}";

    SCREEN: "导出文件", "Papers";
    K_CHOOSE: "选/改", "choose";
    MADE: "已生成的文件", "papers made";
    K_START: "导出", "export";
    K_STOP: "停止", "stop";
    ABOUT: "从日志生成要打印、签字、公示和存档的文件，WPS、Word、Excel 都能打开，A4 直接打印。同一份日志每次导出的文件逐字节相同；有人改过的文件不会被覆盖。", "Papers to print on A4, sign, publish and keep, from the journal alone, the same bytes each time. A file changed by hand is not written over.";
    R_LAYOUT: "评分表样式：{layout}", "Score sheets: {layout}";
    R_QR: "要签字的纸上的记录号：{chosen}", "Record code on what is signed: {chosen}";
    QR_WITH: "12 位，另加 64 位全文和二维码", "twelve characters, and all 64 digits with a QR code";
    QR_WITHOUT: "12 位", "twelve characters";
    LAYOUT_TABLE: "每个项目一张表，签一次字", "one table a project, signed once";
    LAYOUT_PAGES: "每家一页，每页签字", "one page an applicant, each signed";
    R_LANGUAGE: "文件的语言：{language}", "Language of the papers: {language}";
    R_OUT: "放到文件夹", "Folder";
    FIELD_OUT: "文件夹", "Folder";
    OUT_AFAR: "用 SSH 时文件只放在评审会自己的文件夹里；要放到别处，请在评审会所在的电脑上导出。", "Over SSH the papers go into the session's own folder; for another place export on the session's own machine.";
    OUT_NOTE: "没有的文件夹会新建。可以是 U 盘；不能是评审会自己的文件夹。", "It is made if it is not there. A stick is fine; the session's own folder is not.";
    NOTHING_WANTED: "一样也没有选。在要的类别上按 Enter。", "Nothing is chosen. Press Enter on the kinds wanted.";
    LATER_MARK: "（现在还没有）", "(not yet)";
    TOO_EARLY_HERE: "「{kind}」要在开始评分之后才有。", "There is no “{kind}” before scoring opens.";
    HIDDEN_HERE: "按规则，全部提交之前不显示分数，「{kind}」要等到那时。", "By the rules nothing is shown until all have submitted; “{kind}” waits for that.";
    NOT_CLOSED_HERE: "「{kind}」要在评分结束之后才有。", "There is no “{kind}” before scoring is closed.";
    STOPPED: "已停止；{path} 里写好了 {n} 个文件。", "Stopped; {n} {n:file is|files are} in {path}.";
    S_PAPERS: "汇总、评分表、报告、公示稿、存档", "workbook, sheets, report, notice, archive";
    S_FORMS: "签到表、声明、空白表等评审前用表", "attendance, statements, blank sheets and other forms";
}
