//! The words of papers that go out: the brief for the party group, the letter of the result, and the statement on
//! confidentiality and discipline.

texts! {
    BRIEF: "评审结果简报", "Brief on the result";
    BRIEF_TO_GROUP: "报：局党组", "For the party group of the bureau";
    BRIEF_TO: "报：{organizer}", "For {organizer}";
    B_RESULT: "推荐结果", "Result";
    B_RESERVES: "备选", "Reserves";
    B_DISSENT: "不同意见与偏差", "Dissent and deviations";
    B_ASIDE: "未计入与另行处理", "What was set aside";
    B_DECISION: "研究意见", "Decision";
    CERTIFIED: "结果已认证（{at}，第 {seq} 条，记录号 {code}）。", "The result is certified ({at}, act {seq}, record code {code}).";
    CLOSED: "评分已结束，结果尚未认证。", "Scoring is closed; the result is not certified yet.";
    SCORING: "评分尚未结束，以下均为暂定。", "Scoring is open; all that follows is provisional.";
    BASIS: "{applicants} 家单位申报 {entries} 项，评委 {judges} 人。", "{applicants} {applicants:applicant|applicants}, {entries} {entries:entry|entries}, {judges} {judges:judge|judges}. ";
    ROW_OPEN: "（并列，待评审组裁定）", "(a tie that the panel has to decide)";
    ROW_DEPENDS: "（取决于前面项目的裁定）", "(hangs on the decision in an earlier project)";
    ROW_NOBODY: "（暂无）", "(nobody)";
    PASSED: "{project}第 {rank} 名 {name}：{reason}。", "{project}, rank {rank}, {name}: {reason}.";
    DECIDED: "{project}的并列按“{method}”裁定，理由：{reason}", "{project}: the tie was decided by “{method}”. Reason: {reason}";
    RESERVE_IS: "{project}：{name}（第 {rank} 名，{score} 分）", "{project}: {name} (rank {rank}, {score})";
    RESERVE_WITH: "{project}：{name}（第 {rank} 名，{score} 分，{notes}）", "{project}: {name} (rank {rank}, {score}, {notes})";
    RESERVES_HANG: "{project}：其后的备选取决于尚未裁定的并列。", "{project}: who follows hangs on a tie that is not decided.";
    NO_RESERVES: "{project}：无。", "{project}: nobody.";
    VOTES: "评委意见：同意 {agree} 人，不同意 {disagree} 人，拒绝签字 {refuse} 人，尚未表态 {silent} 人。", "The judges: {agree} agree, {disagree} disagree, {refuse} refused to sign, {silent} have not said.";
    DISAGREES: "{judge}不同意：{reason}", "{judge} disagrees: {reason}";
    REFUSES: "{judge}拒绝签字：{reason}", "{judge} refused to sign: {reason}";
    DEVIATIONS: "与其他评委均值相差超过分值 {percent}% 的打分 {n} 处，其中 {open} 处没有说明。", "{n} marks lie off the others' mean by more than {percent}% of the cap, {open} of them without a reason.";
    OUT: "未参加评审或出局：{id} {name}，{reason}。", "Not judged or out: {id} {name}. {reason}.";
    NOT_RANKED: "没有评审得分：{project} {name}，计入的评分表不足。", "No score: {project}, {name}; too few sheets count.";
    RECUSALS: "评委回避 {n} 起，所涉评分表不计入。", "{n} {n:recusal|recusals}; the sheets concerned do not count.";
    VOIDS: "作废的评分表 {n} 张，不计入。", "{n} {n:sheet is|sheets are} void and do not count.";
    REPLACED: "更换评委 {n} 次。", "{n} {n:judge was|judges were} replaced.";
    RULES_CHANGED: "规则封存后更改 {n} 次。", "The rules were changed {n} {n:time|times} after sealing.";
    TIES_ASIDE: "作过而后来失效的并列裁定 {n} 次。", "{n} {n:decision|decisions} on ties were set aside later.";
    COPIES_DISMISSED: "雷同检查中经核不作处理的相同段落 {n} 处。", "{n} shared passages of the copy check were dismissed.";
    NOTHING_ASIDE: "没有。", "Nothing.";
    MORE: "其余 {n} 项见评审情况报告。", "{n} more are in the report of the review.";
    DECISION_BOX: "研究意见：□ 同意推荐结果　□ 其他：", "Decision:  □ the recommendations are agreed   □ other:";
    DECISION_SIGN: "签字：　　　　　　　　　　　　日期：　　　　年　　月　　日", "Signature:                              Date:";

    LETTER: "结果函", "Letter of the result";
    DRAFT: "结果尚未认证 · 草稿", "Not certified · draft";
    LETTER_TITLE: "关于{title}评审结果的函", "Result of the review: {title}";
    LETTER_TO: "{unit}：", "To {unit}";
    LETTER_RESULT: "你单位申报了{title}的{project}。经专家按公布的评分标准评审，你单位在该项目的评审得分为 {score} 分（满分 {full} 分），名列第 {rank}，评审组推荐由你单位承担。", "You applied for {project} of “{title}”. The experts judged it by the published criteria: your score in this project is {score} of {full}, your rank {rank}, and the panel recommends you to carry it out.";
    LETTER_DECIDED: "经　　　　年　　月　　日研究，并于　　　　年　　月　　日起公示　　个工作日，现将上述结果函告你单位。", "Considered on ____________ and made public from ____________ for ____ working days, this result is hereby made known to you.";
    LETTER_TRAINEES: "该项目培训 {n} 人。", "The project is for {n} {n:trainee|trainees}.";
    LETTER_BUDGET: "经费预算 {n} 元。", "Its budget is {n} yuan.";
    LETTER_DUTIES: "经费在项目结束后按协议和实际完成情况结算；项目不得转包，过程性资料请留存备查（公告四）。", "The costs are settled after the project by the agreement and by what was carried out; the project must not be handed to others, and records of it are to be kept (Notice, part 4).";
    LETTER_NEXT: "请于　　　　年　　月　　日前与我们联系，商定协议和后续安排。", "Please be in touch by ____________ to settle the agreement and what comes next.";

    PLEDGE: "保密与纪律承诺书", "Statement on confidentiality and discipline";
    PLEDGE_JUDGE: "本人 {name}（{seat}）担任{title}的评委，作如下承诺：", "I, {name} ({seat}), am a judge of “{title}” and undertake:";
    PLEDGE_STAFF: "本人＿＿＿＿＿＿＿＿作为{role}参加{title}的工作，作如下承诺：", "I, ____________________, take part in “{title}” as {role} and undertake:";
    PLEDGE_SECRET: "不向任何人透露评审组名单、评审过程、各人的意见和打分，以及尚未公布的结果。", "To tell nobody who is on the panel, how it went, who said or scored what, or a result that is not published.";
    PLEDGE_PAPERS: "申报材料只用于本次评审，不复制、不外传、不留存，结束时全部交回。", "To use the applications for this review only, neither to copy, pass on nor keep them, and to hand all back at the end.";
    PLEDGE_FAIR: "只依据公布的评分标准和申报材料独立评分，不受他人影响，也不影响他人。", "To score by the published criteria and the applications alone, on my own, neither swayed by others nor swaying them.";
    PLEDGE_SERVE: "不干预评分，不作倾向性的提示，如实记录和保管评审资料。", "Not to meddle with the scoring nor hint at a result, and to record and keep all papers of the review truthfully.";
    PLEDGE_CONTACT: "不与申报单位就评审私下联系，不接受其礼品、礼金、宴请或其他好处。", "To have no private contact with applicants about the review and to take no gift, money, meal or other favour of theirs.";
    PLEDGE_INTEREST: "与申报单位有利益关系的，主动说明并回避。", "To declare any interest in an applicant unasked, and to step aside.";
    PLEDGE_PIN: "座位和 PIN 只由本人使用。", "To let nobody else use my seat or PIN.";
    PLEDGE_RULES: "遵守主办单位规定的评审现场纪律。", "To keep the order that the organizer sets for the place of the review.";
    PLEDGE_END: "如有违反，接受主办单位和纪检监察机构按规定处理。", "If I fail in this, the organizer and its supervisors may act on it as their rules say.";
    PLEDGE_ITEM: "{n}. {text}", "{n}. {text}";
    PLEDGE_SIGN: "签名：", "Signature:";

    COMMENTS: "专家评审意见", "Experts' comments";
    COMMENTS_OF: "专家评审意见 {name}", "Experts' comments on {name}";
    COMMENT_FORM: "专家评审意见表", "Experts' comments, form";
    COMMENT_HOW: "每位评委对每家单位各写一份，不写分数。由{who}汇总成评审组的意见。", "One a judge and applicant, without scores. {who} merges them into the panel's comment.";
    WHO_LEADER: "组长", "The leader";
    WHO_COORDINATOR: "工作人员", "The coordinator";
    STRENGTHS: "优点", "Strong points";
    WEAKNESSES: "不足", "Weak points";
    ADVICE: "建议", "Advice";
    OF_PANEL: "评审组意见（组长汇总）", "The panel's comment, merged by its leader";
    OF_PANEL_RECORDED: "评审组意见（工作人员代录）", "The panel's comment, recorded by the coordinator";
    OF_JUDGES: "各评委的意见（尚未汇总，不写姓名）", "The judges' comments, not merged yet and without names";
    OF_JUDGE: "意见 {n}", "Comment {n}";
    PANEL_SET_ASIDE: "记录第 {seq} 条的评审组意见不用：写的人已回避这家单位，或评分表已作废。", "The panel's comment of act {seq} is not used: whoever wrote it is recused from this applicant, or the sheets are void.";
    PANEL_RESTS: "汇总之前写过意见的评委，有人后来回避或评分表作废；汇总里可能有其意见，请核对后重写。", "Somebody who had commented before it was merged is recused or void now; its words may be in it, have a look and write it anew.";
    COMMENT_ACT: "记录第 {seq} 条，记录号 {code}", "Act {seq}, record code {code}";
    NO_WORDS: "无", "none";
    SIGN_COORDINATOR: "工作人员签名：", "Coordinator's signature:";
    SIGN_LEADER: "组长签名：", "Leader's signature:";
}
