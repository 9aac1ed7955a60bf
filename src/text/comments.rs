//! The words of the screen on which experts' comments are written and merged.

use super::key;

texts! {
    TITLE: "专家评审意见", "Experts' comments";
    K_COMMENT: "写意见", "comment";
    K_WRITE: "写自己的意见", "write mine";
    K_MERGE: "改评审组意见", "edit the panel's";
    K_GATHER: "用各评委意见起草", "start from the judges'";
    ABOUT: "写优点、不足和建议，不写分数；三项都空就是收回。提交本单位的评分表之前可以改。", "Strong points, weak points, advice; no scores. All three empty takes it back. It can be changed until your sheets of this applicant are in.";
    ABOUT_LEADER: concat!("组长：各评委的意见列在下面。", key!(gather), " 把它们放在一起作为草稿，", key!(merge), " 修改评审组意见。"), concat!("Leader: the judges' comments stand below. ", key!(gather), " puts them together as a draft, ", key!(merge), " edits the panel's comment.");
    OWN_FIRST: concat!("组长：本单位的评分表提交（", key!(submit), "）之后，这里列出各评委的意见，由您汇总。"), concat!("Leader: once your own sheets of this applicant are in (", key!(submit), "), the judges' comments stand here for you to merge.");
    HALF_WRITTEN: "写了一半的意见还没有存进记录，按 Enter 接着写。", "What you were writing is not in the journal yet; Enter goes on with it.";
    OWN: "自己的意见", "Mine";
    PANEL: "评审组意见", "The panel's";
    OF_JUDGE: "{judge} 的意见", "{judge}";
    NOTHING_YET: "还没有写。", "Nothing yet.";
    NO_COMMENTS: "还没有评委写意见。", "No judge has commented yet.";
    PART: "{part}：{text}", "{part}: {text}";
    FORM_OWN: "对 {name} 的意见", "Comment on {name}";
    FORM_PANEL: "评审组对 {name} 的意见", "The panel's comment on {name}";
    REPLACES: "存入后替换记录第 {seq} 条的评审组意见。", "It replaces the panel's comment of act {seq}.";
    BETWEEN: "；", "; ";
}
