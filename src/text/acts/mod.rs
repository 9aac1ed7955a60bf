//! Every act as a sentence, its kind, and whom it concerns. What the journal screen and `pingshen log` say.

mod comments;
mod dossiers;
mod names;
mod parts;
mod refused;
mod sentence;

use super::Text;
use crate::model::ActKind;
pub use comments::commented;
pub use dossiers::{copy_decision, copy_place, former_file, matched_by};
pub use refused::{journal_error, refusal};
pub use sentence::{changed, marked, sentence};

texts! {
    BAD_RULE: "“{rule}”须在 {least} 到 {most} 之间，写的是 {value}，没有改。", "“{rule}” must lie between {least} and {most}; {value} was typed, and nothing was changed.";
    ACT_OF_BATCH: "第 {n} 条：{why}", "Act {n}: {why}";
    KIND_SETUP: "建立", "setup";
    KIND_PANEL: "评审组", "panel";
    KIND_ROSTER: "名单", "roster";
    KIND_REVIEW: "资格审查", "review";
    KIND_SEAT: "座位", "seats";
    KIND_SCORE: "打分", "scores";
    KIND_SHEET: "评分表", "sheets";
    KIND_DECISION: "裁定", "decisions";
    KIND_RULES: "规则", "rules";
    KIND_INCIDENT: "情况", "incidents";
    KIND_RESULT: "结果", "result";
    KIND_FILE: "文件", "file";

    A_SETUP: "建立评审会「{title}」，{projects} 个项目，{indicators} 项指标{rehearsal}", "set the session up: “{title}”, {projects} {projects:project|projects}, {indicators} {indicators:indicator|indicators}{rehearsal}";
    A_REHEARSAL: "（演练）", " (rehearsal)";
    A_JUDGE: "评委 {id} {name} 加入评审组{more}", "{id} {name} joined the panel{more}";
    A_EDIT_JUDGE: "更正评委 {id} {name}{more}", "corrected judge {id} {name}{more}";
    A_LEADER: "，组长", ", leader";
    A_EMPLOYER: "，单位 {text}", ", of {text}";
    A_ONLY: "，只评 {projects}", ", only for {projects}";
    A_REMOVE_JUDGE: "评委 {id} 退出评审组", "took judge {id} off the panel";
    A_REPLACE: "{new} 接替 {old} 未完成的项目，原评分表作废：{reason}", "{new} takes over the unfinished projects of {old}, whose sheets there are void: {reason}";
    A_DECLARE: "{judge} 声明与各申报单位无利益冲突", "{judge} stated no conflict of interest";
    A_DECLARE_PAPER: "代录 {judge} 在纸上签的无利益冲突声明", "recorded from paper that {judge} stated no conflict of interest";
    A_WITHOUT_STATEMENT: "{judge} 没有作无利益冲突声明而打了分，维持，原因：{reason}", "{judge} scored without a statement of no conflict; it stands, because: {reason}";
    A_CORRECT: "更正 {name}：{changes}；理由：{reason}", "corrected {name}: {changes}; reason: {reason}";
    A_CHANGED: "{field}「{old}」改为「{new}」", "{field} from “{old}” to “{new}”";
    A_WITHDRAW: "{name} 撤回申报（{what}），{date}，凭 {document}", "{name} withdrew ({what}) on {date}, as shown by {document}";
    A_ALL_PROJECTS: "全部项目", "all projects";
    A_LIFT_RECUSAL: "撤销 {judge} 对 {what} 的回避，评分表重新打开：{reason}", "took back the recusal of {judge} from {what}, the sheets are open again: {reason}";
    A_TAKE_BACK: "{name} 收回撤回（{what}），重新参评：{reason}", "{name} is in the race again ({what}), the withdrawal taken back: {reason}";
    A_APPLICANT: "登记 {id} {name}，申报 {projects}", "registered {id} {name} for {projects}";
    A_REMOVE_APPLICANT: "从名单删去 {id}", "took {id} off the roster";
    A_REVIEW: "资格审查 {name}「{item}」：{verdict}{note}", "review of {name}, “{item}”: {verdict}{note}";
    A_PASS: "通过", "pass";
    A_FAIL: "不通过", "fail";
    A_DOUBTFUL: "存疑", "doubtful";
    A_NO_VERDICT: "撤去结论", "verdict taken back";
    A_QUALIFY: "{name} 资格审查合格{who}", "{name} is qualified{who}";
    A_CHECKED: "，审查人 {who}", ", checked by {who}";
    A_PEND: "{name} 资格待定：{reason}", "{name} is pending: {reason}";
    A_CONFIRM_REVIEW: "{who} 复核 {name} 的审查结论", "{who} confirmed the review of {name}";
    A_PIN: "设 {seat} 的 PIN", "set the PIN of {seat}";
    A_SIGN_IN: "{seat} 在 {from} 就座", "{seat} signed in at {from}";
    A_SIGN_IN_OVER: "{seat} 在 {from} 就座，接过在 {over} 的登录", "{seat} signed in at {from} and took over from {over}";
    A_SIGN_IN_FAILED: "{seat} 在 {from} 输错 PIN", "wrong PIN for {seat} at {from}";
    A_SIGN_OUT: "{seat} 离座", "{seat} signed out";
    A_ENDED: "结束 {seat} 的登录", "ended the sign-in of {seat}";
    A_UNLOCK_AT: "{seat} 在 {from} 输对了 PIN，此前输错的不再计", "the right PIN of {seat} at {from}: wrong ones there count no more";
    A_UNLOCK: "解除 {seat} 因 PIN 输错的暂停", "lifted the pause that wrong PINs brought on {seat}";
    A_KEYS: "登记 {seat} 的 {n} 个 SSH 公钥", "registered {n} SSH public keys of {seat}";
    A_NO_KEYS: "取消 {seat} 的 SSH 公钥", "took away the SSH public keys of {seat}";
    A_OPEN: "开始评分，规则封存", "opened scoring; the rules are sealed";
    A_MARK: "{judge} 给 {entry}「{indicator}」打 {points} 分", "{judge} gave {entry} {points} for “{indicator}”";
    A_MARKED: "{judge} 改动 {entry} 的评分表（全部提交后才显示分数）", "{judge} wrote on the sheet of {entry} (points are shown when all have submitted)";
    A_BLANK: "{judge} 清空 {entry}「{indicator}」", "{judge} cleared “{indicator}” of {entry}";
    A_REMARK: "{judge} 在 {entry}「{indicator}」备注：{text}", "{judge} remarked on “{indicator}” of {entry}: {text}";
    A_NO_REMARK: "{judge} 删去 {entry}「{indicator}」的备注", "{judge} removed the remark on “{indicator}” of {entry}";
    A_COMMENT: "{judge} 对 {applicant} 的意见：优点 {strengths}；不足 {weaknesses}；建议 {advice}", "{judge} commented on {applicant}: strong points {strengths}; weak points {weaknesses}; advice {advice}";
    A_COMMENTED: "{judge} 写下或改动对 {applicant} 的意见（全部提交后才显示）", "{judge} wrote on the comment on {applicant} (shown when all have submitted)";
    A_NO_COMMENT: "{judge} 收回对 {applicant} 的意见", "{judge} withdrew the comment on {applicant}";
    A_PANEL_COMMENT: "{who} 写下评审组对 {applicant} 的意见：优点 {strengths}；不足 {weaknesses}；建议 {advice}", "{who} wrote the panel's comment on {applicant}: strong points {strengths}; weak points {weaknesses}; advice {advice}";
    A_PANEL_COMMENTED: "{who} 写下或改动评审组对 {applicant} 的意见（全部提交后才显示）", "{who} wrote on the panel's comment on {applicant} (shown when all have submitted)";
    A_NO_PANEL_COMMENT: "{who} 收回评审组对 {applicant} 的意见", "{who} withdrew the panel's comment on {applicant}";
    A_NO_WORDS: "无", "none";
    A_SUBMIT: "{judge} 提交 {project}：{n} 张评分表", "{judge} submitted {project}: {n} {n:sheet|sheets}";
    A_REOPEN: "退回 {judge} 的 {what}：{reason}", "reopened {what} of {judge}: {reason}";
    A_EXPLAIN: "{judge} 保留 {entry}「{indicator}」的分，说明：{text}", "{judge} keeps the mark for “{indicator}” of {entry}: {text}";
    A_RECUSE: "{judge} 回避 {what}：{ground}", "{judge} is recused from {what}: {ground}";
    A_VOID: "{judge} 在 {project} 的评分表作废：{reason}", "the sheets of {judge} in {project} are void: {reason}";
    A_DISQUALIFY: "{name} 资格审查不合格（{clause}）：{reason}{who}", "{name} is disqualified ({clause}): {reason}{who}";
    A_VETO: "{name} 一票否决：{reason}{evidence}", "{name} is vetoed: {reason}{evidence}";
    A_EVIDENCE: "；证据：{text}", "; evidence: {text}";
    A_REINSTATE: "恢复 {name} 的资格：{reason}", "reinstated {name}: {reason}";
    A_TIE_METHOD: "{project} 并列（{names}）选定办法「{method}」{reason}", "{project}: the tie of {names} will be decided by “{method}”{reason}";
    A_TIE: "{project} 并列按「{method}」裁定：{names}；{reason}", "{project}: tie decided by “{method}”: {names}; {reason}";
    A_RULES: "更改规则：{changes}{reason}", "changed the rules: {changes}{reason}";
    A_DOSSIER: "存入 {applicant} 的申报书「{name}」（{matched}），校验值 {sha256}", "kept the application “{name}” of {applicant} ({matched}), SHA-256 {sha256}";
    A_BY_CODE: "按信用代码对上", "by its credit code";
    A_BY_UNIT: "按单位名称对上", "by the unit's name in it";
    A_BY_FILE: "按文件名对上", "by the file's name";
    A_BY_PERSON: "由工作人员指定", "named by the coordinator";
    A_ACCEPT_FACTS: "采用 {applicant} 申报书里的数字：{facts}", "took numbers over from the application of {applicant}: {facts}";
    A_ACCEPTED_FACT: "{fact} {n}（{rows}）", "{fact} {n} ({rows})";
    A_COPY_CHECK: "雷同检查：比较申报书 {n} 份、往年的 {former} 份，{pairs} 对有相同段落", "copy check: {n} applications and {former} of former years compared, {pairs} {pairs:pair shares|pairs share} passages";
    A_COPY_DISMISSED: "相同段落（{n} 字）不作雷同处理：{places}；理由：{reason}", "shared passage ({n} {n:character|characters}) dismissed: {places}; reason: {reason}";
    A_COPY_EVIDENCE: "相同段落（{n} 字）作为否决 {names} 的证据：{places}；理由：{reason}", "shared passage ({n} {n:character|characters}) is the evidence of the veto of {names}: {places}; reason: {reason}";
    A_COPY_PLACE: "{who}（{place}）", "{who} ({place})";
    A_FORMER_FILE: "往年的 {name}", "{name} of a former year";
    A_BETWEEN: "；", "; ";
    A_NOTICE_TEXT: "存入公告原文「{name}」，文本校验值 {sha256}，原文件校验值 {original}", "kept the text of the notice “{name}”: SHA-256 of the text {sha256}, of the file {original}";
    A_NO_CHANGES: "无变化", "nothing differs";
    A_INCIDENT: "情况记录：{text}", "incident: {text}";
    A_CLOSE: "结束评分", "closed scoring";
    A_AGREE: "{judge} 同意结果", "{judge} agrees with the result";
    A_DISAGREE: "{judge} 不同意结果：{reason}", "{judge} disagrees with the result: {reason}";
    A_REFUSE: "{judge} 拒绝签字：{reason}", "{judge} refuses to sign: {reason}";
    A_CERTIFY: "结果认证：{awards}", "certified the result: {awards}";
    A_WITHOUT_SCORE: "；{project} 有申报单位没有得分，原因：{reason}", "; somebody has no score in {project}, because: {reason}";
    A_NOBODY: "无", "nobody";
    A_NEW_REVIEW: "重新复议，原结果保留：{reason}", "opened a new review, the old result is kept: {reason}";
    A_TAIL: "写入者另存了 {bytes} 字节未确认的内容", "the writer set {bytes} unconfirmed bytes aside";
    FROM_PAPER: "（代录）", " (from paper)";
    COORDINATOR: "工作人员", "coordinator";
    OBSERVER: "观察员", "observer";
    PROJECT_N: "项目{n}", "project {n}";
    WHOLE_PROJECT: "{project} 全部", "all of {project}";
}

impl ActKind {
    pub const fn text(self) -> Text {
        match self {
            Self::Setup => KIND_SETUP,
            Self::Panel => KIND_PANEL,
            Self::Roster => KIND_ROSTER,
            Self::Review => KIND_REVIEW,
            Self::Seat => KIND_SEAT,
            Self::Score => KIND_SCORE,
            Self::Sheet => KIND_SHEET,
            Self::Decision => KIND_DECISION,
            Self::Rules => KIND_RULES,
            Self::Incident => KIND_INCIDENT,
            Self::Result => KIND_RESULT,
            Self::File => KIND_FILE,
        }
    }
}
