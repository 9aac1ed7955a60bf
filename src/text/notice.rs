//! The text of the notice: what is wrong with a file of it, and its page.

use super::key;

texts! {
    TOO_LARGE: "{path} 超过 {most} MB，没有读。请在 WPS 或 Word 里删去图片另存，或另存为 .txt，再试一次。", "{path} is over {most} MB and was not read. Remove its pictures in WPS or Word and save it again, or save it as .txt, and try that.";
    TOO_LONG: "{path} 里的文字展开后太长（至多 {most} MB），没有读。请只留公告和附件的正文，另存后再试一次。", "The text in {path} unpacks to too much (at most {most} MB) and was not read. Keep the notice and its annexes alone, save that and try it.";
    OLD_WORD: "{path} 是旧版 .doc 或 .rtf，或者设了打开密码，读不了。请在 WPS 或 Word 里打开，另存为 .docx（不设密码）再试一次。", "{path} is an old .doc, an .rtf, or locked with a password, and cannot be read. Open it in WPS or Word, save it as .docx without a password and try that.";
    PDF: "{path} 是 PDF，读不了。请用公告的 Word 文件，或把文字复制到记事本，存为 .txt 再试一次。", "{path} is a PDF and cannot be read. Use the notice's Word file, or copy its text into an editor, save that as .txt and try it.";
    WEB_PAGE: "{path} 是网页，读不了。请把公告的文字复制到记事本，存为 .txt 再试一次。", "{path} is a web page and cannot be read. Copy the text of the notice into an editor, save that as .txt and try it.";
    DAMAGED: "{path} 不能当 Word 文件读：文件不完整或已损坏。请在 WPS 或 Word 里打开，另存为 .docx 或 .txt 再试一次；打不开就请对方重发。", "{path} cannot be read as a Word file: it is cut off or damaged. Open it in WPS or Word, save it as .docx or .txt and try that; if it does not open, ask for it again.";
    NOT_WORDS: "{path} 不是 Word 文件（.docx），里面没有正文。请选公告的 .docx 或 .txt。", "{path} is no Word file (.docx): there is no text in it. Choose the .docx or .txt of the notice.";
    NOT_TEXT: "{path} 不是文本：既不是 UTF-8，也不是 GBK。请另存为 .docx 或 .txt（UTF-8）再试一次。", "{path} is no text: neither UTF-8 nor GBK. Save it as .docx or as .txt (UTF-8) and try that.";
    EMPTY: "{path} 里没有文字。请核对是不是公告的文件；扫描的图片读不出文字。", "There is no text in {path}. Check that it is the file of the notice; scanned pictures hold no text.";

    MISSING: "公告原文的文件不见了：{path}。不显示。请工作人员从备份取回，或在工作台的“公告原文”重新存入。", "The kept text of the notice is gone: {path}. It is not shown. The coordinator can fetch it from a backup, or give the file again at the desk.";
    CHANGED: "公告原文的文件与日志记的校验值不符，有人改过：{path}。不显示。请工作人员从备份取回，或在工作台的“公告原文”重新存入。", "The kept text of the notice is not the one that the journal names; somebody changed it: {path}. It is not shown. The coordinator can fetch it from a backup, or give the file again at the desk.";
    UNREADABLE: "读不了公告原文的文件 {path}：{error}。请告知工作人员。", "The kept text of the notice cannot be read: {path}: {error}. Tell the coordinator.";

    TITLE: "公告原文", "Text of the notice";
    K_NOTICE: "公告原文", "text of the notice";
    K_CLOSE: "合上公告原文", "close the text of the notice";
    NONE: concat!("这个评审会没有存入公告原文。请工作人员在工作台首页的“公告原文”存入公告的 .docx 或 .txt，", key!(notice), " 即可对照。"), concat!("No text of the notice was given to this session. The coordinator gives its .docx or .txt on the desk's first page; ", key!(notice), " shows it then.");
    SOURCE: "{name}（第 {seq} 条记录存入）", "{name} (given by act {seq})";
    WHOLE: "公告全文", "the whole notice";
    NOT_THERE: "公告里没有找到「{asked}」，下面是{enclosing}。", "“{asked}” was not found in the notice; below is {enclosing}.";
    TWICE: "公告里不止一处是「{asked}」，分不清是哪一处，下面是{enclosing}。", "“{asked}” stands more than once in the notice and cannot be told apart; below is {enclosing}.";
    NOT_UNDERSTOOD: "看不懂条款号「{asked}」，下面是{enclosing}。", "The clause “{asked}” is not understood; below is {enclosing}.";
    NO_CLAUSE: "这一项没有写明条款号，下面是公告全文。", "No clause is named here; below is the whole notice.";
    CUT: "……（后面还有，太长不再显示；全文在 {path}）", "… (there is more, too long to show; the whole is in {path})";
    LINES: "{first}-{last}/{all} 行", "lines {first}-{last} of {all}";

    STEP: "公告原文", "Text of notice";
    S_NONE: concat!("未存入；存入后评委按 ", key!(notice), " 对照"), concat!("none; once given, ", key!(notice), " shows it to judges");
    GIVE: "存入公告原文", "Give the text of the notice";
    GIVE_OTHER: "换一份", "Replace it";
    READ: "看全文", "Read it";
    GIVE_NOTE: "公告的 .docx 或 .txt（含附件）。只留文字，按条款号显示给评委和资格审查；校验值记入日志。", "The notice's .docx or .txt, annexes included. Its text alone is kept and shown to judges and in the review by clause; its SHA-256 goes into the journal.";
    ONLY_HERE: "公告原文只能在这台电脑上存入：pingshen open 打开评审会，坐工作人员席。", "The text of the notice is given on the session's own machine: pingshen open, at the coordinator's seat.";
    KEPT: "已存入公告原文 {name}，第 {seq} 条记录。", "Kept the text of the notice {name}, act {seq}.";
    DONE_NEW: "公告原文：{name}，{n} 字。", "Text of the notice: {name}, {n} {n:character|characters}.";
    UNFOUND: "注意：模板的条款在这份公告里没有找到：{clauses}。届时显示上一级或全文，并注明。", "Note: clauses of the template were not found in this notice: {clauses}. What encloses them is shown then, and said.";
    NEW_ARG: concat!("公告原文（.docx 或 .txt）：只存文字，评委按 ", key!(notice), " 对照"), concat!("the text of the notice (.docx or .txt), which judges see with ", key!(notice));

    VERIFY_GOOD: "公告原文（第 {seq} 条，{name}）与日志的校验值相符。", "The text of the notice (act {seq}, {name}) matches its SHA-256 in the journal.";
    VERIFY_MISSING: "公告原文（第 {seq} 条，{name}）不在：{path}。日志不受影响。", "The text of the notice (act {seq}, {name}) is not here: {path}. The journal is whole without it.";
    VERIFY_CHANGED: "公告原文（第 {seq} 条，{name}）与日志的校验值不符，有人改过：{path}。请从备份取回。", "The text of the notice (act {seq}, {name}) is not the one that the journal names; somebody changed it: {path}. Fetch it from a backup.";
}
