//! What went wrong, in words: what, where, and what to do next.

use super::{Lang, Text, phases};
use crate::journal::heads::Elsewhere;
use crate::journal::{AnchorSource, Health, JournalError, LineFault};
use crate::model::{NotPoints, Points, Refusal, RestsOnRecusal, SetupFault};
use crate::text::fill;
use std::io;

texts! {
    EMPTY: "请输入数字。", "Type a number.";
    NOT_A_NUMBER: "不是数字：只用 0-9 和一个小数点。", "Not a number: use 0-9 and one point.";
    NEGATIVE: "分数不能小于 0。", "A mark cannot be below 0.";
    TOO_PRECISE: "小数多于两位。", "More than two decimals.";

    NO_SETUP: "这份日志里没有评审会。", "This journal holds no session.";
    SETUP_TWICE: "评审会已经建立。", "The session is set up already.";
    UNKNOWN_JUDGE: "没有编号为 {id} 的评委。", "There is no judge {id}.";
    UNKNOWN_SEAT: "没有座位 {id}；评委用各自编号，工作人员用 desk。", "There is no seat {id}; judges have their ids, the coordinator is desk.";
    UNKNOWN_APPLICANT: "没有编号为 {id} 的申报单位。", "There is no applicant {id}.";
    UNKNOWN_PROJECT: "没有编号为 {id} 的项目。", "There is no project {id}.";
    UNKNOWN_ENTRY: "{id} 没有申报：请核对项目和单位的编号。", "There is no entry {id}: check the ids of project and applicant.";
    UNKNOWN_INDICATOR: "没有编号为 {id} 的指标。", "There is no indicator {id}.";
    BAD_ID: "编号「{id}」不可用：1 到 64 个字符，不含空格、斜线、逗号、分号、引号、等号。", "The id “{id}” cannot be used: 1 to 64 characters without blanks, slashes, commas, semicolons, quotes or equals signs.";
    DUPLICATE_JUDGE: "评委编号 {id} 已经用了。", "The judge id {id} is taken.";
    NO_NAME: "{id} 没有名称。", "{id} has no name.";
    NO_PROJECTS: "{id} 没有写明申报项目。", "{id} names no project.";
    DESK_ONLY: "只有工作人员可以这样做。", "Only the coordinator may do this.";
    NOT_YOUR_SHEET: "这是 {id} 的评分表，只有本人或代录的工作人员可以填。", "This is the sheet of {id}: only that judge, or the coordinator from paper, may write it.";
    OVER_CAP: "超过上限 {cap}，未保存。请改正。", "Over the cap of {cap}; not saved. Correct it.";
    SHEET_SUBMITTED: "本项目已提交，只能查看。要改请工作人员说明理由退回。", "This project is submitted and can only be read. The coordinator can reopen it with a reason.";
    LEADER_ONLY: "评审组的意见由组长汇总；工作人员可以按纸质意见代录。", "The panel's comment is the leader's to write; the coordinator may record it from paper.";
    OWN_SHEETS_FIRST: "您自己对此单位的评分还没有提交。先提交，再看各评委的意见并汇总。", "Your own sheets of this applicant are still open. Submit them first, then read the judges' comments and merge them.";
    SHEET_RECUSED: "您回避此单位，不打分。", "You are recused from this entry.";
    SHEET_VOID: "此评分表已作废。", "This sheet is void.";
    NOT_SUBMITTED: "没有已提交的评分表可以退回。", "There is no submitted sheet to reopen.";
    APPLICANT_OUT: "{id} 已不参评（出局或撤回），不再打分。", "{id} is out of the race or withdrawn, and is not scored any more.";
    ALREADY_OUT: "{id} 已经出局或撤回。", "{id} is out or withdrawn already.";
    NOT_OUT: "{id} 没有出局。", "{id} is not out.";
    BLANKS: "还有 {n} 格空着，不能提交。按空格键跳到下一个空格。", "{n} {n:cell is|cells are} blank; it cannot be submitted. Space jumps to the next blank.";
    NOTHING_TO_SUBMIT: "没有要提交的评分表。", "There is nothing to submit.";
    TOTALS_DIFFER: "{id} 的合计与屏幕上的不同，请重新查看后再提交。", "The total of {id} is not the one shown; look again and submit then.";
    REASON_MISSING: "须写明理由。", "A reason is needed.";
    NO_JUDGES: "还没有评委。", "There are no judges yet.";
    NO_ENTRIES: "还没有申报单位。", "There are no applicants yet.";
    UNFINISHED: "还不能结束：{judges} 尚有 {n} 张评分表没有提交、回避或作废。", "Not yet: {n} {n:sheet|sheets} of {judges} are neither submitted, recused nor void.";
    NO_SHEET: "这位评委不在本项目的评审组里，没有评分表。", "This judge does not sit on this project's panel; there is no sheet.";
    METHOD_FIRST: "先选定裁定办法（只对这几家有效），再按它记下先后。", "Choose the method first, for exactly these applicants; the order follows from it.";
    RECUSAL_SCOPE: "规则规定回避整个项目，不能只回避一家。", "The rules ask for recusal from the whole project, not from one entry.";
    UNKNOWN_ITEM: "资格审查清单里没有 {id} 这一项。", "The checklist has no item {id}.";
    ITEMS_FAILED: "不能定为合格：{items}，不通过。", "Not qualified: {items} not passed.";
    ITEMS_OPEN: "还不能定为合格：{items}，还没有结论或存疑。", "Not yet: {items}: no verdict, or a doubtful one.";
    NOTE_MISSING: "与系统核算的结果不同，须写明理由。", "This sets aside what was worked out; a note is needed.";
    PENDING: "还不能开始评分：{ids} 的资格审查没有结论。", "Scoring cannot open: the review has no conclusion on {ids}.";
    NOT_CONCLUDED: "须先由一人得出审查结论并署名，另一人才能复核。", "One person concludes the review and signs it first; then another confirms.";
    SAME_PERSON: "审查人与复核人不能是同一人。", "Checked and confirmed must be two people.";
    NOT_DECLARED: "请先作无利益冲突声明，再打分。", "The statement of no conflict comes before the first mark.";
    NOTHING_TO_REPLACE: "这位评委的评分表都已提交，没有要接替的。", "All sheets of this judge are submitted; nothing is left to take over.";
    NOT_CERTIFIED: "结果还没有认证，没有要复议的。", "No result is certified yet; there is nothing to review again.";
    REHEARSAL: "这是演练，不能认证为正式结果。", "This is a rehearsal; it is never certified.";
    UNCONFIRMED: "还不能认证：{judges} 还没有对现在的结果表态。", "Not yet: {judges} have not given their word on the result as it is now.";
    NOTHING_TO_CONFIRM: "这位评委没有计入结果的评分表，不用确认。", "No sheet of this judge is part of the result; there is nothing to confirm.";
    BAD_CERTIFICATE: "认证的内容与评审会不符，请重新查看结果。", "The certificate does not fit the session; look at the result again.";
    NO_TIE: "并列裁定须列出至少两家，且不重复。", "A decision on a tie names at least two applicants, each once.";
    TIE_TOO_EARLY: "还不能裁定并列：{project} 的评分表没有到齐，{judges} 还没有提交。", "The tie cannot be decided yet: the sheets of {project} are not all in; {judges} have not submitted.";
    TIE_OPEN: "还不能认证：{projects} 有并列没有裁定，或取决于前面项目的裁定。", "Not yet: in {projects} a tie is not decided, or the award hangs on an earlier one.";
    OTHER_ALLOCATION: "认证的推荐与计分结果不同。", "The certificate recommends others than the count does.";
    WITHOUT_SCORE: "认证须说明为何没有得分：{projects} 中有申报单位没有得分，要逐项目写明原因。", "A certificate says why somebody has no score: a reason is needed for each of {projects}.";
    NONE_WITHOUT_SCORE: "认证写了没有得分的原因，但各申报单位都有得分。", "The certificate gives reasons for missing scores, but everybody has a score.";
    STATEMENTS_MISSING: "还不能认证：规则要求无利益冲突声明，{judges} 打了分而没有声明。请逐人补记纸上签过的声明，或写明为何没有（确认与认证，Enter）。", "Not yet: the rules ask for a statement of no conflict, and {judges} scored without one. Record each one signed on paper, or say why there is none (confirm and certify, Enter).";
    ALREADY_DECLARED: "这位评委已经声明过。", "This judge has made the statement.";
    NOT_RECUSED: "这里没有还有效的回避记录可以撤销。", "No recusal stands here that could be taken back.";
    RECUSAL_TIE: "这次回避还不能撤销：本项目的并列已按没有这位评委的评分裁定或选定了办法。先退回本项目的一张评分表使裁定作废，再撤销。", "This recusal cannot be taken back: a tie of the project was decided, or its method chosen, without this judge's sheets. Reopen a sheet of the project first, which sets that aside.";
    RECUSAL_REPLACED: "这次回避不能撤销：这位评委在本项目的席位已由他人接替。", "This recusal cannot be taken back: somebody took over this judge's seat in the project.";
    NOTHING_CORRECTED: "名单上已经是这样，没有要更正的。", "The roster says this already; nothing would change.";
    TOO_MANY_KEYS: "一个席位至多 {n} 个公钥。", "A seat has at most {n} public keys.";
    BAD_SHA256: "公告原文的校验值须是 64 个小写十六进制数字。请用 pingshen 重新存入。", "The SHA-256 of a text of the notice is 64 lower-case hexadecimal digits. Give the file with pingshen again.";
    NO_DOSSIER: "这家单位没有存入这份申报书。", "This application is not among those kept of the applicant.";
    NOT_VETOED: "{id} 没有被否决，或相同段落不在它的申报书里，不能作为否决它的证据。", "{id} is not vetoed, or the passage is not in its application: it cannot be the evidence of its veto.";
    TOO_LONG: "文字太长，至多 {n} 个字。", "The text is too long: {n} {n:character|characters} at most.";

    UNKNOWN_FORMAT: "不认识的格式 {format}：可能由更新的版本写成。请换用新版本。", "Unknown format {format}: perhaps written by a newer version. Use that one.";
    NO_TITLE: "缺少标题 title。", "The title is missing.";
    NO_PROJECT: "一个项目也没有：projects 是空的。", "There is no project: projects is empty.";
    NO_INDICATOR: "一个指标也没有：indicators 是空的。", "There is no indicator: indicators is empty.";
    DUPLICATE_ID: "{list} 里编号 {id} 重复。", "The id {id} stands twice in {list}.";
    LIST_BAD_ID: "{list} 里的编号「{id}」不可用。", "The id “{id}” in {list} cannot be used.";
    LIST_NO_NAME: "{list} 里的 {id} 缺少名称（中英文都要）。", "{id} in {list} has no name (both languages are needed).";
    CAP_NOT_POSITIVE: "指标 {id} 的分值须大于 0。", "The cap of indicator {id} must be above 0.";
    CAPS_TOO_LARGE: "各指标分值之和超过 1000000。", "The sum of the caps is above 1000000.";
    CAPS_SUM: "各指标分值之和是 {sum}，满分写的是 {said}。", "The caps add up to {sum}, and full marks are given as {said}.";
    NO_SUCH_INDICATOR: "{list} 里的 {id} 指向不存在的指标 {indicator}。", "{id} in {list} {list:name|names} the indicator {indicator}, which does not exist.";
    REQUIREMENT_RULE: "requirements 里的 {id} 须恰有 per_trainee 或 share 之一。", "{id} in requirements needs exactly one of per_trainee and share.";
    NO_SUCH_PROJECT: "{list} 里没有编号为 {id} 的项目。", "{list} {list:name|names} the project {id}, which there is not.";
    PROJECT_TWICE: "{list} 里项目 {id} 写了两次。", "{list} {list:name|names} the project {id} twice.";
    EMPTY_GROUP: "{list} 里有一组没有项目。", "{list} has a group without a project.";
    LINE_TOO_HIGH: "入围线 {line} 高于满分 {most}。", "The least score {line} lies above full marks, {most}.";
    BAD_RULE: "规则 {rule} 为 {value}，须在 {least} 到 {most} 之间。", "The rule {rule} is {value}; it must lie between {least} and {most}.";

    NO_SESSION: "{folder} 里没有评审会（找不到 journal.jsonl）。请核对路径，或用 pingshen new 新建。", "There is no session in {folder} (no journal.jsonl). Check the path, or make one with pingshen new.";
    EXISTS: "{folder} 里已有评审会，没有改动。请换一个文件夹。", "{folder} holds a session already; nothing was changed. Choose another folder.";
    OPEN_TO_OTHERS: "别的账户可以改写 {folder}，所以没有在其中新建评审会：他们能换掉日志。请换一个新的文件夹，或先执行 chmod 700 再试。", "Other accounts may write in {folder}, so no session was made there: they could put another journal in its place. Choose a new folder, or chmod 700 it and try again.";
    SNAPSHOT_DIFFERS: "成绩快照 scores.json 没有更新：它记着第 {seq} 条记录，而这份日志不是从那里接下来的。日志可能被换过或是旧备份；请用 pingshen verify 查看，确属有意的，移走 scores.json 后再试。", "The snapshot scores.json was not renewed: it knows act {seq}, and this journal does not go on from there. The journal may have been replaced or be an old backup: see pingshen verify. If that is meant, move scores.json away and try again.";
    BY_SNAPSHOT: "（据评审会文件夹里的成绩快照 scores.json）", " (says the snapshot scores.json in the session's folder)";
    BY_SEEN: "（据本机上次所见；若确实恢复了备份，pingshen verify 会说明怎样继续）", " (says what this machine last saw of it; if a backup was put back on purpose, pingshen verify says how to go on)";
    SEEN_FURTHER: "本机 {at} 在 {folder} 见过这个评审会的第 {seq} 条记录，这里的日志里没有：这里的较旧，或内容不同。", "At {at} this machine saw act {seq} of this session in {folder}, and it is not in the journal here: this one is older, or another.";
    SEEN_OTHER: "本机 {at} 在这个文件夹（{folder}）见过的是另一个评审会（{seq} 条记录），不是现在这个。", "At {at} this machine saw another session in this folder ({folder}, {seq} acts), not the one that is here now.";
    NETWORK: "{folder} 在网络盘上，多人同时存盘不可靠。评审会文件夹须在本机硬盘上；确要如此请加 --allow-network-folder。", "{folder} lies on a network folder, where saving together cannot be trusted. A session must lie on this machine's own disk; --allow-network-folder insists.";
    BUSY: "另一席位正在保存，请稍候再按一次 Enter。数字仍在格中。", "Another seat is saving; wait a moment and press Enter again. Your number is still in the cell.";
    ACT_OF_BATCH: "第 {n} 条：{why}", "Act {n}: {why}";
    NOT_SAVED_FULL: "未保存：磁盘已满。数字仍在格中，请告知工作人员，按 Enter 重试。", "Not saved: the disk is full. Your number is still in the cell; tell the coordinator, Enter tries again.";
    NOT_SAVED: "未保存：{error}。数字仍在格中，请告知工作人员，按 Enter 重试。", "Not saved: {error}. Your number is still in the cell; tell the coordinator, Enter tries again.";
    PRIVATE: "{folder} 属于这台电脑上的另一个账户，这里读不到。如果它正由 pingshen serve 提供席位，请用 ssh 席位@localhost -p 2222 就座；否则请用那个账户运行。", "{folder} belongs to another account of this machine and cannot be read from here. If pingshen serve is serving it, take your seat with ssh SEAT@localhost -p 2222; else run this from that account.";
    FILE: "{path}：{error}", "{path}: {error}";
    TOO_LONG_ACT: "这条记录太长，未保存。", "This act is too long; not saved.";

    TORN: "上次中断时有 {n} 字节未确认的内容，下次保存时会另存在 torn 文件夹，不计入。请看一眼最后一格。", "{n} {n:byte|bytes} of an unconfirmed save stand at the end; the next save sets them aside in the folder torn. Look at your last cell.";
    NO_NEWLINE: "最后一行缺少换行符，内容完好；下次保存时补上。", "The last line lacks its newline; it is whole, and the next save completes it.";
    DAMAGED: "第 {line} 行不对：{fault}。第 1 到 {good} 行完好。只读；请取备份，或用纸质评分表。", "Line {line} is wrong: {fault}. Lines 1 to {good} are good. Read-only; fetch a backup, or go on with paper sheets.";
    BEHIND: "此文件比已知的旧：曾有 {known} 条记录，现只有 {have} 条。只读；请取最新的文件。", "This file is older than what is known of it: {known} {known:act|acts} then, {have} now. Read-only; fetch the newest file.";
    DIFFERS: "第 {line} 条记录与先前所知的不同：文件被替换过。只读；请取备份。", "Act {line} differs from what was known: the file was replaced. Read-only; fetch a backup.";
    FAILED: "磁盘故障：第 {after} 条记录之后的内容未保存。只读；请改用备份或纸质评分表。", "Disk failure: nothing after act {after} is saved. Read-only; go on from a backup or on paper.";
    NO_RIGHT: "没有写权限，只能查看。", "No right to write here; read-only.";
    FAULT_HASH: "与校验值不符", "it does not match its hash";
    FAULT_CHAIN: "与前一行接不上", "it does not follow the line before it";
    FAULT_MEANING: "看不懂（{why}）", "it cannot be understood ({why})";
    FAULT_NOT_ALLOWED: "规则不允许（{why}）", "the rules do not allow it ({why})";
    FAULT_TOO_LONG: "太长", "it is too long";
    AND: "、", ", ";

    DISK_FULL: "磁盘已满", "the disk is full";
    NO_SUCH_FILE: "没有这个文件或文件夹", "no such file or folder";
    ADDRESS_IN_USE: "已有别的程序在用这个端口", "another program has this port";
    NO_SUCH_ADDRESS: "这台电脑没有这个地址", "this machine has no such address";
    NO_PERMISSION: "没有权限", "permission denied";
    READ_ONLY_DISK: "磁盘是只读的", "the disk is read-only";
    IS_A_FOLDER: "这是文件夹，不是文件", "it is a folder, not a file";
    NOT_A_FOLDER: "路径中有一段不是文件夹", "a part of the path is no folder";
    FILE_TOO_LARGE: "文件太大", "the file is too large";
}

/// Why a typed text is not points for a cell with this cap.
pub fn not_points(lang: Lang, why: NotPoints, cap: Points) -> String {
    let text = match why {
        NotPoints::Empty => EMPTY,
        NotPoints::NotANumber => NOT_A_NUMBER,
        NotPoints::Negative => NEGATIVE,
        NotPoints::TooLarge => return fill!(OVER_CAP, lang, [("cap", &cap)]),
        NotPoints::TooPrecise => TOO_PRECISE,
    };
    text.get(lang).to_owned()
}

pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let id = |text: Text, id: &str| text.fill(lang, &[("id", &shown(id))]);
    let plain = |text: Text| text.get(lang).to_owned();
    let list = |text: Text, place: &str, ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| shown(id)).collect();
        text.fill(lang, &[(place, &ids.join(AND.get(lang)))])
    };
    match refusal {
        Refusal::NoSetup => plain(NO_SETUP),
        Refusal::SetupTwice => plain(SETUP_TWICE),
        Refusal::BadSetup(faults) | Refusal::BadRules(faults) => {
            let list: Vec<String> = faults.iter().map(|f| setup_fault(lang, f)).collect();
            list.join("\n")
        }
        Refusal::UnknownJudge { judge } => id(UNKNOWN_JUDGE, judge),
        Refusal::UnknownSeat { seat } => id(UNKNOWN_SEAT, seat),
        Refusal::UnknownApplicant { applicant } => id(UNKNOWN_APPLICANT, applicant),
        Refusal::UnknownProject { project } => id(UNKNOWN_PROJECT, project),
        Refusal::UnknownEntry { entry } => id(UNKNOWN_ENTRY, entry),
        Refusal::UnknownIndicator { indicator } => id(UNKNOWN_INDICATOR, indicator),
        Refusal::BadId { id: bad } => id(BAD_ID, bad),
        Refusal::DuplicateJudge { judge } => id(DUPLICATE_JUDGE, judge),
        Refusal::NoName { id: nameless } => id(NO_NAME, nameless),
        Refusal::NoProjects { applicant } => id(NO_PROJECTS, applicant),
        Refusal::DeskOnly => plain(DESK_ONLY),
        Refusal::NotYourSheet { judge } => id(NOT_YOUR_SHEET, judge),
        Refusal::Phase { now, wanted } => phases::not_now(lang, *wanted, *now).to_owned(),
        Refusal::OverCap { cap } => fill!(OVER_CAP, lang, [("cap", cap)]),
        Refusal::LeaderOnly => plain(LEADER_ONLY),
        Refusal::OwnSheetsFirst => plain(OWN_SHEETS_FIRST),
        Refusal::SheetSubmitted => plain(SHEET_SUBMITTED),
        Refusal::SheetRecused => plain(SHEET_RECUSED),
        Refusal::SheetVoid => plain(SHEET_VOID),
        Refusal::NotSubmitted => plain(NOT_SUBMITTED),
        Refusal::ApplicantOut { applicant } => id(APPLICANT_OUT, applicant),
        Refusal::AlreadyOut { applicant } => id(ALREADY_OUT, applicant),
        Refusal::NotOut { applicant } => id(NOT_OUT, applicant),
        Refusal::Blanks { blanks } => fill!(BLANKS, lang, [("n", blanks)]),
        Refusal::NothingToSubmit => plain(NOTHING_TO_SUBMIT),
        Refusal::TotalsDiffer { entry } => id(TOTALS_DIFFER, entry),
        Refusal::ReasonMissing => plain(REASON_MISSING),
        Refusal::NoJudges => plain(NO_JUDGES),
        Refusal::NoEntries => plain(NO_ENTRIES),
        Refusal::Unfinished { judges, sheets } => fill!(
            UNFINISHED,
            lang,
            [("judges", &judges.join(AND.get(lang))), ("n", sheets)]
        ),
        Refusal::NoSheet => plain(NO_SHEET),
        Refusal::MethodFirst => plain(METHOD_FIRST),
        Refusal::RecusalScope => plain(RECUSAL_SCOPE),
        Refusal::UnknownItem { item } => id(UNKNOWN_ITEM, item),
        Refusal::ItemsFailed { items } => list(ITEMS_FAILED, "items", items),
        Refusal::ItemsOpen { items } => list(ITEMS_OPEN, "items", items),
        Refusal::NoteMissing => plain(NOTE_MISSING),
        Refusal::Pending { applicants } => list(PENDING, "ids", applicants),
        Refusal::NotConcluded => plain(NOT_CONCLUDED),
        Refusal::SamePerson => plain(SAME_PERSON),
        Refusal::NotDeclared => plain(NOT_DECLARED),
        Refusal::NothingToReplace => plain(NOTHING_TO_REPLACE),
        Refusal::Certified => plain(phases::CERTIFIED),
        Refusal::NotCertified => plain(NOT_CERTIFIED),
        Refusal::Rehearsal => plain(REHEARSAL),
        Refusal::Unconfirmed { judges } => list(UNCONFIRMED, "judges", judges),
        Refusal::NothingToConfirm => plain(NOTHING_TO_CONFIRM),
        Refusal::BadCertificate => plain(BAD_CERTIFICATE),
        Refusal::TieTooEarly { project, judges } => fill!(
            TIE_TOO_EARLY,
            lang,
            [
                ("project", &shown(project)),
                ("judges", &judges.join(AND.get(lang))),
            ]
        ),
        Refusal::TieOpen { projects } => list(TIE_OPEN, "projects", projects),
        Refusal::OtherAllocation => plain(OTHER_ALLOCATION),
        Refusal::WithoutScore { projects } if projects.is_empty() => plain(NONE_WITHOUT_SCORE),
        Refusal::WithoutScore { projects } => list(WITHOUT_SCORE, "projects", projects),
        Refusal::NoTie => plain(NO_TIE),
        Refusal::StatementsMissing { judges } => list(STATEMENTS_MISSING, "judges", judges),
        Refusal::AlreadyDeclared => plain(ALREADY_DECLARED),
        Refusal::NotRecused => plain(NOT_RECUSED),
        Refusal::RecusalHolds { what } => plain(match what {
            RestsOnRecusal::Tie => RECUSAL_TIE,
            RestsOnRecusal::Replacement => RECUSAL_REPLACED,
        }),
        Refusal::NothingCorrected => plain(NOTHING_CORRECTED),
        Refusal::BadSha256 => plain(BAD_SHA256),
        Refusal::NoDossier => plain(NO_DOSSIER),
        Refusal::NotVetoed { applicant } => id(NOT_VETOED, applicant),
        Refusal::TooManyKeys { most } => fill!(TOO_MANY_KEYS, lang, [("n", most)]),
        Refusal::TooLong { most } => fill!(TOO_LONG, lang, [("n", most)]),
    }
}

pub fn setup_fault(lang: Lang, fault: &SetupFault) -> String {
    let plain = |text: Text| text.get(lang).to_owned();
    let listed =
        |text: Text, list: &str, id: &str| text.fill(lang, &[("list", &list), ("id", &shown(id))]);
    match fault {
        SetupFault::UnknownFormat { format } => {
            fill!(UNKNOWN_FORMAT, lang, [("format", &shown(format))])
        }
        SetupFault::NoTitle => plain(NO_TITLE),
        SetupFault::NoProject => plain(NO_PROJECT),
        SetupFault::NoIndicator => plain(NO_INDICATOR),
        SetupFault::BadId { list, id } => listed(LIST_BAD_ID, list, id),
        SetupFault::DuplicateId { list, id } => listed(DUPLICATE_ID, list, id),
        SetupFault::NoName { list, id } => listed(LIST_NO_NAME, list, id),
        SetupFault::CapNotPositive { indicator } => {
            fill!(CAP_NOT_POSITIVE, lang, [("id", &shown(indicator))])
        }
        SetupFault::CapsTooLarge => plain(CAPS_TOO_LARGE),
        SetupFault::CapsSum { sum, said } => {
            fill!(CAPS_SUM, lang, [("sum", sum), ("said", said)])
        }
        SetupFault::UnknownIndicator {
            list,
            id,
            indicator,
        } => fill!(
            NO_SUCH_INDICATOR,
            lang,
            [
                ("list", list),
                ("id", &shown(id)),
                ("indicator", &shown(indicator)),
            ]
        ),
        SetupFault::RequirementWithoutRule { id } => {
            fill!(REQUIREMENT_RULE, lang, [("id", &shown(id))])
        }
        SetupFault::UnknownProject { list, id } => listed(NO_SUCH_PROJECT, list, id),
        SetupFault::ProjectTwice { list, id } => listed(PROJECT_TWICE, list, id),
        SetupFault::EmptyGroup { list } => fill!(EMPTY_GROUP, lang, [("list", list)]),
        SetupFault::LineTooHigh { line, most } => {
            fill!(LINE_TOO_HIGH, lang, [("line", line), ("most", most)])
        }
        SetupFault::BadRule {
            rule,
            value,
            least,
            most,
        } => fill!(
            BAD_RULE,
            lang,
            [
                ("rule", rule),
                ("value", value),
                ("least", least),
                ("most", most),
            ]
        ),
    }
}

pub fn journal_error(lang: Lang, error: &JournalError) -> String {
    match error {
        JournalError::NoSession(folder) => {
            fill!(
                NO_SESSION,
                lang,
                [("folder", &shown(&folder.display().to_string()))]
            )
        }
        JournalError::Private(folder) => {
            fill!(
                PRIVATE,
                lang,
                [("folder", &shown(&folder.display().to_string()))]
            )
        }
        JournalError::Exists(folder) => {
            fill!(
                EXISTS,
                lang,
                [("folder", &shown(&folder.display().to_string()))]
            )
        }
        JournalError::OpenToOthers(folder) => {
            fill!(
                OPEN_TO_OTHERS,
                lang,
                [("folder", &shown(&folder.display().to_string()))]
            )
        }
        JournalError::SnapshotDiffers(seq) => fill!(SNAPSHOT_DIFFERS, lang, [("seq", seq)]),
        JournalError::Network(folder) => {
            fill!(
                NETWORK,
                lang,
                [("folder", &shown(&folder.display().to_string()))]
            )
        }
        JournalError::Busy => BUSY.get(lang).to_owned(),
        JournalError::Refused(why) => refusal(lang, why),
        JournalError::RefusedAt(n, why) => {
            fill!(
                ACT_OF_BATCH,
                lang,
                [("n", &(n + 1)), ("why", &refusal(lang, why))]
            )
        }
        JournalError::ReadOnly(why) => health(lang, why).unwrap_or_default(),
        JournalError::NotSaved(error) if error.kind() == io::ErrorKind::StorageFull => {
            NOT_SAVED_FULL.get(lang).to_owned()
        }
        JournalError::NotSaved(error) => fill!(NOT_SAVED, lang, [("error", &system(lang, error))]),
        JournalError::File { path, error } => fill!(
            FILE,
            lang,
            [
                ("path", &shown(&path.display().to_string())),
                ("error", &system(lang, error)),
            ]
        ),
        JournalError::TooLong => TOO_LONG_ACT.get(lang).to_owned(),
    }
}

/// What is to be known about the file; `None` if it is good.
pub fn health(lang: Lang, health: &Health) -> Option<String> {
    Some(match health {
        Health::Good => return None,
        Health::Torn { bytes } => fill!(TORN, lang, [("n", bytes)]),
        Health::NoNewline => NO_NEWLINE.get(lang).to_owned(),
        Health::Damaged { line, fault } => fill!(
            DAMAGED,
            lang,
            [
                ("line", line),
                ("good", &line.saturating_sub(1)),
                ("fault", &line_fault(lang, fault)),
            ]
        ),
        Health::Behind { known, have, by } => {
            fill!(BEHIND, lang, [("known", known), ("have", have)]) + known_by(lang, *by)
        }
        Health::Differs { line, by } => {
            fill!(DIFFERS, lang, [("line", line)]) + known_by(lang, *by)
        }
        Health::Failed { after } => fill!(FAILED, lang, [("after", after)]),
        Health::NoRight => NO_RIGHT.get(lang).to_owned(),
    })
}

/// What this machine saw elsewhere of the session that is opened, or of another here.
pub fn elsewhere(lang: Lang, one: &Elsewhere) -> String {
    let (text, seen) = match one {
        Elsewhere::Further(seen) => (SEEN_FURTHER, seen),
        Elsewhere::Other(seen) => (SEEN_OTHER, seen),
    };
    let folder = shown(&seen.folder.display().to_string());
    text.fill(
        lang,
        &[
            ("seq", &seen.seq),
            ("at", &shown(&seen.at)),
            ("folder", &folder),
        ],
    )
}

fn known_by(lang: Lang, by: Option<AnchorSource>) -> &'static str {
    match by {
        None => "",
        Some(AnchorSource::Snapshot) => BY_SNAPSHOT.get(lang),
        Some(AnchorSource::Seen) => BY_SEEN.get(lang),
    }
}

fn line_fault(lang: Lang, fault: &LineFault) -> String {
    match fault {
        LineFault::Hash => FAULT_HASH.get(lang).to_owned(),
        LineFault::Chain => FAULT_CHAIN.get(lang).to_owned(),
        LineFault::Meaning(why) => fill!(FAULT_MEANING, lang, [("why", &shown(why))]),
        LineFault::NotAllowed(why) => {
            fill!(FAULT_NOT_ALLOWED, lang, [("why", &refusal(lang, why))])
        }
        LineFault::TooLong => FAULT_TOO_LONG.get(lang).to_owned(),
    }
}

/// What the system said, in the user's language where it is a common thing.
pub fn system(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let text = match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => DISK_FULL,
        Kind::NotFound => NO_SUCH_FILE,
        Kind::PermissionDenied => NO_PERMISSION,
        Kind::ReadOnlyFilesystem => READ_ONLY_DISK,
        Kind::IsADirectory => IS_A_FOLDER,
        Kind::NotADirectory => NOT_A_FOLDER,
        Kind::FileTooLarge => FILE_TOO_LARGE,
        Kind::AddrInUse => ADDRESS_IN_USE,
        Kind::AddrNotAvailable => NO_SUCH_ADDRESS,
        _ => return error.to_string(),
    };
    text.get(lang).to_owned()
}

/// A text from outside without its control characters, cut to a readable length.
pub fn shown(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    clean
}
