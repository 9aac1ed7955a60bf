//! Words about the applications: what was read of them, whose they are, and what was counted.

texts! {
    TOO_LARGE: "大于 {most} MB", "it is larger than {most} MB";
    TOO_LONG: "里面的文字太多", "there is too much text in it";
    DAMAGED: "文件损坏，打不开；请申报单位重发", "it is damaged; ask the applicant to send it again";
    NOT_WORDS: "不是 Word 文档，也不是 PDF", "it is neither a Word document nor a PDF";
    EMPTY: "是空文件", "the file is empty";
    PDF_MISSING: "是 PDF，这台电脑没有 pdftotext（poppler-utils），读不了；请装上它，或请申报单位另发 .docx", "it is a PDF and pdftotext (poppler-utils) is not on this machine; install it, or ask for a .docx";
    PDF_FAILED: "是 PDF，pdftotext 读不出来；请申报单位另发 .docx", "it is a PDF that pdftotext cannot read; ask for a .docx";
    OLD_MISSING: "是旧格式（.doc、.wps），这台电脑没有 LibreOffice，读不了；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice is not on this machine; open it in WPS or Word and save it as .docx";
    OLD_SLOW: "是旧格式（.doc、.wps），LibreOffice 一分钟没有转完；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice was not done in a minute; open it in WPS or Word and save it as .docx";
    OLD_FAILED: "是旧格式（.doc、.wps），LibreOffice 读不出来；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice cannot read it; open it in WPS or Word and save it as .docx";
    PICTURES: "有 {n} 张图片，图里的字没有读", "{n} pictures; what is written in them is not read";
    TOO_DEEP: "表 {table} 里套的表太深，其中的字没有读", "table {table} holds tables too deep inside each other; what is in them is not read";
    PAGE_PICTURE: "第 {page} 页没有文字，是扫描的图片，没有读", "page {page} has no text, it is a picture of a page and is not read";
    MACROS: "带有宏；不会运行", "it has macros; they are never run";
    ON_PAGE: "第 {page} 页", "page {page}";
    IN_TABLE: "表 {table} 第 {row} 行", "table {table}, row {row}";
    PARAGRAPH: "第 {n} 段", "paragraph {n}";

    TAKEN: "{name}：{owner}（{matched}）；{sections} 个部分，{chars} 字，专家 {experts} 人，以往项目 {projects} 个", "{name}: {owner} ({matched}); {sections} sections, {chars} characters, {experts} experts, {projects} earlier projects";
    SAME_FILE: "{name}：{owner}，与已存的相同", "{name}: {owner}, kept already";
    NEW_VERSION: "    是第 {n} 版；前一版仍留着", "    version {n}; the one before stays";
    UNREADABLE: "{name}：没有收。{why}", "{name}: not taken. {why}";
    NOBODY: "{name}：没有收。写的单位是“{unit}”，名单上没有", "{name}: not taken. It names “{unit}”, who is not on the roster";
    NO_UNIT: "{name}：没有收。没有找到单位名称，文件名也对不上", "{name}: not taken. No unit is named in it, and the file's name is nobody's";
    SEVERAL: "{name}：没有收。对得上不止一家：{who}", "{name}: not taken. It could be of more than one: {who}";
    TWICE: "{name}：没有收。与 {other} 都是 {owner} 的，请只留一份", "{name}: not taken. {other} is of {owner} as well; leave only one";
    OTHER_FORM: "    文件里还有另一家的表：“{unit}”（{place}），请看一眼", "    a form of another unit stands in it: “{unit}” ({place}); have a look";
    NOT_READ: "    没有读的：{what}", "    not read: {what}";
    OTHER_NAME: "    表里写的单位是“{unit}”", "    the form says “{unit}”";
    NO_EXPERTS: "    没有找到专家表", "    no table of experts was found";
    GAPS: "    近三年里没有项目的年份：{years}（二（一）要求连续）", "    years of the last three without a project: {years} (二（一） asks for every year)";
    NO_DOSSIER: "名单上没有申报书的：{who}", "on the roster without an application: {who}";
    SHARED_EXPERT: "专家 {name} 出现在几家的申报书里：{who}", "expert {name} stands in several applications: {who}";
    SHARED_CONTACT: "{what} 出现在几家的申报书里：{who}", "{what} stands in several applications: {who}";
    COUNTS: "收 {n} 份，未变 {same} 份，没有收 {refused} 份", "{n} taken, {same} unchanged, {refused} not taken";
    NO_FILES: "{folder} 里没有文件。", "There are no files in {folder}.";
    SHARE_IN_HOUSE: "本机构专家", "in-house experts";
    SHARE_SENIOR: "高级职称", "senior titles";
    SHARE_SURE: "    {what} {sure}/{all}", "    {what} {sure}/{all}";
    SHARE_DOUBTS: "    {what} {sure} 到 {most}/{all}；待定：{doubts}", "    {what} {sure} to {most} of {all}; in doubt: {doubts}";
    DOUBT_ROW: "{name}（{text}，{place}）", "{name} ({text}, {place})";
    BY_CODE: "按信用代码", "by its credit code";
    BY_UNIT: "按表里的单位名称", "by the unit's name in it";
    BY_FILE: "按文件名", "by the file's name";
    BY_PERSON: "由工作人员指定", "named by the coordinator";
    VERIFY_GOOD: "第 {seq} 条存入的申报书「{name}」与日志相符。", "The application “{name}” of act {seq} is what the journal says.";
    VERIFY_MISSING: "第 {seq} 条存入的申报书「{name}」不在：{path}", "The application “{name}” of act {seq} is not here: {path}";
    VERIFY_CHANGED: "第 {seq} 条存入的申报书「{name}」被换过或改过：{path}", "The application “{name}” of act {seq} was swapped or changed: {path}";
    IMPORT: "导入申报书：一个文件夹，一家一份或一家一个子文件夹", "Import applications: a folder with a file or a folder for each applicant";
    FOLDER: "放申报书的文件夹", "the folder with the applications";
    PREVIEW: "只看读出什么，不存", "only show what is read, keep nothing";
    EX_IMPORT: "例子：
  pingshen import dossiers 评审会 申报书/ --preview
  pingshen import dossiers 评审会 申报书/

.docx 直接读；PDF 要有 pdftotext，.doc 和 .wps 要有 LibreOffice。按文件开头的字节认，不看后缀。按表里的信用代码或单位名称
对名单，再按文件名；有疑问的不收，一份一份说明。原文件按 SHA-256 存在评审会文件夹的 dossiers/ 里，不改动；同一家再来一份是
新的一版，旧的留着。", "Examples:
  pingshen import dossiers session applications/ --preview
  pingshen import dossiers session applications/

.docx is read as it is; PDF needs pdftotext, .doc and .wps need LibreOffice. Files are told by their first bytes, whatever
they are called, and matched to the roster by the credit code or the unit's name in the form, then by the file's name;
what is in doubt is not taken, and said. Files are kept unchanged under their SHA-256 in dossiers/ of the session's
folder; a second one of the same applicant is a new version, and the old one stays.";
}
