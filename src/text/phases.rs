//! Why something cannot be done in this phase, and the way that there is instead.

use super::key;
use super::{Lang, Text};
use crate::model::{Phase, Wanted};

texts! {
    IN_SETUP: concat!("评审会还在准备，评分尚未开始。请工作人员在工作台按 ", key!(phase), " 开始评分。"), concat!("The session is being prepared; scoring is not open. The coordinator opens it with ", key!(phase), " at the desk.");
    IN_CLOSED: "评分已结束，不能再改。要改请工作人员在工作台的评委名单上按 Enter，说明理由退回。", "Scoring is closed. The coordinator can reopen a judge's project with a reason: at the desk, Enter on the judge.";
    ROSTER: "评分已经开始，名单不再增删。撤回申报，更正名称、联系方式，否决或恢复：工作台按 Tab 到名单，选中单位按 Enter。", "Scoring has begun; the roster stays as it is. A withdrawal, a correction, a veto or its lifting: at the desk Tab to the applicants, then Enter on the row.";
    REVIEW: "评分已经开始，资格审查不再改。定为不合格、一票否决、恢复资格：工作台按 Tab 到名单，选中单位按 Enter，写明理由。", "Scoring has begun; the review is over. To disqualify, veto or reinstate with a reason: at the desk Tab to the applicants, then Enter on the row.";
    PANEL: "评分已经开始，评审组不再增减。由他人接替、回避、作废：工作台按 Tab 到评委，选中按 Enter。", "Scoring has begun; the panel stays as it is. A replacement, a recusal, or sheets made void: at the desk Tab to the judges, then Enter on the row.";
    PANEL_CLOSED: "评分已结束，评审组不再改。确须更换：先退回这位评委的一个项目（工作台评委，Enter），评分随之重开，再由他人接替。", "Scoring is closed; the panel stays as it is. If a judge must be replaced: reopen one of the judge's projects first (desk, judges, Enter), which opens scoring again.";
    OPENED: concat!("评分已经开始，规则已封存。评委在首页选自己的席位按 Enter 就座打分；全部提交后在工作台按 ", key!(phase), " 结束评分。"), concat!("Scoring is open already, and the rules are sealed. Judges choose their seat on the first screen with Enter; ", key!(phase), " at the desk closes it when all is submitted.");
    OPENED_CLOSED: "评分已结束。要继续评：工作台评委按 Enter，退回其项目，写明理由，评分随之重开。", "Scoring is closed. To go on: at the desk, on a judge, Enter, reopen a project with a reason; scoring is open again then.";
    SHEETS_SETUP: "评分尚未开始，还没有评分表。谁评哪个项目，现在直接改评委：工作台按 Tab 到评委，选中按 Enter。", "Scoring is not open; there are no sheets yet. Who judges which project is set on the panel: at the desk Tab to the judges, then Enter on the row.";
    SHEETS_CLOSED: "评分已结束。先退回这位评委的一个项目（工作台评委，Enter，写明理由），评分随之重开，再记这件事。", "Scoring is closed. Reopen one of this judge's projects first (desk, judges, Enter, with a reason); scoring is open again then, and this can be recorded.";
    CLOSE_SETUP: concat!("评分尚未开始，没有要结束的。在工作台按 ", key!(phase), " 开始评分。"), concat!("Scoring is not open; there is nothing to close. ", key!(phase), " at the desk opens it.");
    CLOSE_CLOSED: "评分已经结束。接着到“确认与认证”请评委表态。", "Scoring is closed already. Next, the judges give their word under confirm and certify.";
    BEGUN: concat!("评分尚未开始，这件事在开始之后做。请工作人员在工作台按 ", key!(phase), " 开始评分。"), concat!("Scoring is not open; this comes after it is. The coordinator opens it with ", key!(phase), " at the desk.");
    CORRECT: "评分尚未开始，直接改名单：工作台按 Tab 到名单，选中单位按 Enter，更正。", "Scoring is not open; the roster itself is edited: at the desk Tab to the applicants, Enter on the row.";
    CONFIRM: concat!("评分还没有结束，先不表态。全部提交后请工作人员在工作台按 ", key!(phase), " 结束评分。"), concat!("Scoring is not closed; the word on the result comes then. When all is submitted the coordinator closes it with ", key!(phase), " at the desk.");
    CERTIFY: concat!("评分还没有结束，不能认证。在工作台按 ", key!(phase), " 结束评分，再请评委表态。"), concat!("Scoring is not closed; nothing is certified yet. ", key!(phase), " at the desk closes it, then the judges give their word.");
    NOTICE_CLOSED: "评分已结束，公告原文不再更换。确须更换：先退回一个项目（工作台评委，Enter，写明理由），评分随之重开，再换。", "Scoring is closed; the text of the notice stays as it is. If it must be replaced: reopen a project first (desk, judges, Enter, with a reason), which opens scoring again.";
    DOSSIERS_CLOSED: "评分已结束，不再收申报书。确须补收：先退回一个项目（工作台评委，Enter，写明理由），评分随之重开，再导入。", "Scoring is closed; no more applications are taken in. If one must be: reopen a project first (desk, judges, Enter, with a reason), which opens scoring again, then import it.";
    CERTIFIED: "结果已认证，只能查看。要更正须说明理由重新复议，原结果保留。", "The result is certified and can only be read. A new review, with a reason, opens it and keeps the old result.";
}

/// What stands in the way now, and what to do.
pub fn not_now(lang: Lang, wanted: Wanted, now: Phase) -> &'static str {
    let early = matches!(now, Phase::Setup);
    let text: Text = match (wanted, now) {
        (_, Phase::Certified) => CERTIFIED,
        (Wanted::Roster, _) => ROSTER,
        (Wanted::Review, _) => REVIEW,
        (Wanted::Panel, Phase::Closed) => PANEL_CLOSED,
        (Wanted::Panel, _) => PANEL,
        (Wanted::OpenScoring, Phase::Closed) => OPENED_CLOSED,
        (Wanted::OpenScoring, _) => OPENED,
        (Wanted::Sheets, _) if early => SHEETS_SETUP,
        (Wanted::Sheets, _) => SHEETS_CLOSED,
        (Wanted::CloseScoring, _) if early => CLOSE_SETUP,
        (Wanted::CloseScoring, _) => CLOSE_CLOSED,
        (Wanted::Begun, _) => BEGUN,
        (Wanted::Correct, _) => CORRECT,
        (Wanted::Confirm, _) => CONFIRM,
        (Wanted::Certify, _) => CERTIFY,
        (Wanted::Notice, _) => NOTICE_CLOSED,
        (Wanted::Dossiers, _) => DOSSIERS_CLOSED,
        (Wanted::Score | Wanted::Any, _) if early => IN_SETUP,
        (Wanted::Score | Wanted::Any, _) => IN_CLOSED,
    };
    text.get(lang)
}
