//! Words about the applications: what was read of them, whose they are, and what was counted.

use crate::text::key;

texts! {
    TOO_LARGE: "大于 {most} MB", "it is larger than {most} MB";
    TOO_LONG: "里面的文字太多", "there is too much text in it";
    LOCKED: "设了打开密码，读不了；请申报单位去掉密码再发", "it is password protected; ask the applicant to remove the password";
    DAMAGED: "文件损坏，打不开；请申报单位重发", "it is damaged; ask the applicant to send it again";
    NOT_WORDS: "不是 Word 文档，也不是 PDF", "it is neither a Word document nor a PDF";
    EMPTY: "是空文件", "the file is empty";
    FOLDER_TOO_DEEP: "是文件夹，套得太深（只看 {n} 层），里面的文件没有看；请移到上面来", "it is a folder inside more than {n} others, and its files are not looked at; move them further up";
    IS_A_LINK: "是链接，不跟着去读；请把文件本身放进来", "it is a link, which is not followed; put the file itself here";
    NO_FILE: "不是普通文件，没有读", "it is no regular file and is not read";
    TOO_MANY: "还有 {n} 个文件没有看（一个文件夹最多看 {most} 个）；请分成几个文件夹", "{n} {n:more file was|more files were} not looked at (at most {most} of a folder are); use several folders";
    PDF_MISSING: "是 PDF，这台电脑没有 pdftotext（poppler-utils），读不了；请装上它，或请申报单位另发 .docx", "it is a PDF and pdftotext (poppler-utils) is not on this machine; install it, or ask for a .docx";
    PDF_FAILED: "是 PDF，pdftotext 读不出来；请申报单位另发 .docx", "it is a PDF that pdftotext cannot read; ask for a .docx";
    OLD_MISSING: "是旧格式（.doc、.wps），这台电脑没有 LibreOffice，读不了；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice is not on this machine; open it in WPS or Word and save it as .docx";
    OLD_SLOW: "是旧格式（.doc、.wps），LibreOffice 一分钟没有转完；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice was not done in a minute; open it in WPS or Word and save it as .docx";
    OLD_FAILED: "是旧格式（.doc、.wps），LibreOffice 读不出来；请用 WPS 或 Word 打开，另存为 .docx 再导入", "it is in the old format (.doc, .wps) and LibreOffice cannot read it; open it in WPS or Word and save it as .docx";
    PICTURES: "有 {n} 张图片，图里的字没有读", "{n} {n:picture|pictures}; what is written in them is not read";
    TOO_DEEP: "表 {table} 里套的表太深，其中的字没有读", "table {table} holds tables too deep inside each other; what is in them is not read";
    PAGE_PICTURE: "第 {page} 页没有文字，是扫描的图片，没有读", "page {page} has no text, it is a picture of a page and is not read";
    MACROS: "带有宏；不会运行", "it has macros; they are never run";
    ON_PAGE: "第 {page} 页", "page {page}";
    IN_TABLE: "表 {table} 第 {row} 行", "table {table}, row {row}";
    PARAGRAPH: "第 {n} 段", "paragraph {n}";

    TAKEN: "{name}：{owner}（{matched}）；{sections} 个部分，{chars} 字，专家 {experts} 人，以往项目 {projects} 个", "{name}: {owner} ({matched}); {sections} {sections:section|sections}, {chars} {chars:character|characters}, {experts} {experts:expert|experts}, {projects} {projects:earlier project|earlier projects}";
    SAME_FILE: "{name}：{owner}，与已存的相同", "{name}: {owner}, kept already";
    NEW_VERSION: "    存入后是第 {n} 版，评委从此看到这一版；前一版仍留着", "    kept as version {n}, which judges see from then on; the one before stays";
    POORER: "    这一版读出来的比前一版少（前一版：{before}；这一版：{now}）。不换就先把这个文件移出来", "    less is read of it than of the version before ({before} then, {now} now). Move the file away if it is not to take its place";
    READ_OF_IT: "{chars} 字、专家 {experts} 人、以往项目 {projects} 个", "characters {chars}, experts {experts}, earlier projects {projects}";
    UNREADABLE: "{name}：没有收：{why}", "{name}: not taken: {why}";
    NOBODY: "{name}：没有收：写的单位是“{unit}”，名单上没有", "{name}: not taken: it names “{unit}”, who is not on the roster";
    NO_UNIT: "{name}：没有收：没有找到单位名称，文件名也对不上", "{name}: not taken: no unit is named in it, and the file's name is nobody's";
    SEVERAL: "{name}：没有收：对得上不止一家：{who}", "{name}: not taken: it could be of more than one: {who}";
    OTHER_CODE: "{name}：没有收：写的是 {owner}，信用代码却是 {code}，名单上是 {known}；请核对", "{name}: not taken: it names {owner} with the credit code {code}; the roster has {known}";
    TWICE: "{name}：没有收：与 {other} 都是 {owner} 的，请只留一份", "{name}: not taken: {other} is of {owner} as well; leave only one";
    OTHER_FORM: "    文件里还有另一家的表：“{unit}”（{place}），请看一眼", "    a form of another unit stands in it: “{unit}” ({place}); have a look";
    NOT_READ: "    没有读的：{what}", "    not read: {what}";
    OTHER_NAME: "    表里写的单位是“{unit}”", "    the form says “{unit}”";
    NAMELESS: "    专家表里没有姓名的行，没有算：{rows}", "    rows of the experts without a name, not counted: {rows}";
    NO_EXPERTS: "    没有找到专家表", "    no table of experts was found";
    NO_TABLES: "    PDF 里的表格读不成行，专家和以往项目没有读；要核算请用 .docx", "    tables of a PDF cannot be read row by row: experts and earlier projects are not read; send a .docx to have them counted";
    GAPS: "    近三年里没有项目的年份：{years}；要求连续的，请核对", "    years of the last three without a project: {years}; where every year is asked for, have a look";
    DATES_UNREAD: "    以往项目里 {n} 行的起止时间没有读懂（{rows}）：是否连续请看原文", "    the dates of {n} {n:earlier project is|earlier projects are} not understood ({rows}): whether they follow each other is for a person to see";
    ROSTER_SAYS: "    名单上已写的不采用：{fact} 表里是 {n}，名单上是 {known}", "    not taken over, the roster says otherwise: {fact} is {n} in the form and {known} on the roster";
    NOT_CERTAIN: "    专家表里有重名、没有姓名的行、另一家的表或没有读到的表，人数不自动采用", "    a name stands twice, a row names nobody, another unit's form or an unread table is in it: no number is taken over by itself";
    NO_DOSSIER: "名单上没有申报书的：{who}", "on the roster without an application: {who}";
    SHARED_EXPERT: "专家 {name} 出现在几家的申报书里：{who}", "expert {name} stands in several applications: {who}";
    SHARED_CONTACT: "{what} 出现在几家的申报书里：{who}", "{what} stands in several applications: {who}";
    COUNTS: "收 {n} 份，未变 {same} 份，没有收 {refused} 份", "{n} taken, {same} unchanged, {refused} not taken";
    SOME_REFUSED: "{n} 份没有收，原因见上；其余的不受影响。", "Not taken: {n}, for the reasons above; the others are not affected.";
    OPEN_DOUBTS: "还有 {n} 处存疑没有定，人数不自动采用：在工作台导入这个文件夹，按 Tab 逐一定。", "Doubts still open: {n}; no number is taken over while they are. Import this folder at the desk, where Tab decides them one by one.";
    NO_FILES: "{folder} 里没有文件。", "There are no files in {folder}.";
    SHARE_IN_HOUSE: "本机构专家", "in-house experts";
    SHARE_SENIOR: "高级职称", "senior titles";
    SHARE_SURE: "    {what} {sure}/{all}", "    {what} {sure}/{all}";
    SHARE_DOUBTS: "    {what} {sure} 到 {most}/{all}；待定：{doubts}", "    {what} {sure} to {most} of {all}; in doubt: {doubts}";
    DOUBT_ROW: "{name}（{text}，{place}）", "{name} ({text}, {place})";
    ROW: "{name}，{place}", "{name}, {place}";
    ROW_DECIDED: "{row}（存疑，由工作人员算上）", "{row} (in doubt, counted by the coordinator)";
    ROWS_LEFT_OUT: "{rows}；存疑，由工作人员定为不算：{out}", "{rows}; in doubt and not counted by the coordinator: {out}";
    NO_DOUBTS: "没有要定的：没有存疑的专家，或人数名单上已有、规则不问、不能自动采用。", "Nothing to decide: no expert is in doubt, or the roster has the numbers, the rules ask for none, or none can be taken over.";
    DOUBTS_HEAD: "存疑 {n} 处，已定 {done} 处。一家的一项全部定下，人数才采用；怎么定的连同表里的行写进记录。", "{n} in doubt, {done} decided. A number is taken over once all its rows are decided; the journal keeps how each was, with its row.";
    SHARE_SO_FAR: "{who}，{what}：{sure} 到 {most}/{all}", "{who}, {what}: {sure} to {most} of {all}";
    SHARE_NOW: "{who}，{what}：{sure}/{all}", "{who}, {what}: {sure}/{all}";
    STILL_OPEN: "待定", "in doubt";
    COUNTED: "算", "counts";
    NOT_COUNTED: "不算", "does not";
    CELL_EMPTY: "（空）", "(empty)";
    H_UNIT: "单位", "unit";
    H_EXPERT: "专家", "expert";
    H_QUESTION: "算作", "as";
    H_CELL: "表里写的", "the form says";
    H_PLACE: "位置", "place";
    H_COUNTS: "算不算", "counts?";
    K_DOUBTS: "定存疑的", "experts in doubt";
    K_DECIDE: "算 / 不算", "counts or not";
    K_ALIKE: "同样写法照此", "all that say so";
    NO_ROWS: "没有一行算得上", "no row counts";
    FACTS: "采用的数字：{n} 家（有待定的不采用）", "numbers taken over of {n} {n:applicant|applicants} (none where a row is in doubt)";
    ARG_FACTS: "把没有疑问的专家人数、本机构专家、高级职称写进名单，记明每一行", "take the numbers of experts, of those in house and of senior title over where no row is in doubt, with each row";
    FOLDER_HEAD: "{counts}　{folder}", "{counts}  {folder}";
    REFUSED_MARK: "没有收：", "not taken:";
    NOTHING_TO_KEEP: "没有可以存入的。", "There is nothing to keep.";
    KEPT_ALL: "申报书：{counts}；采用数字 {facts} 家（记录到第 {seq} 条）", "applications: {counts}; numbers taken of {facts} (up to act {seq})";
    KEPT_ONLY: "申报书：{counts}（记录到第 {seq} 条）", "applications: {counts} (up to act {seq})";
    K_KEEP: "存入", "keep";
    K_KEEP_FACTS: "存入并采用数字", "keep, with the numbers";
    IMPORT_HERE: "导入申报书", "Import applications";
    IMPORT_NOTE: concat!("填放申报书的文件夹：一家一份，或一家一个子文件夹（.docx；PDF 要有 pdftotext，旧格式要有 LibreOffice）。先看读出什么，按 ", key!(take), " 才存入。"), concat!("The folder with the applications: a file or a folder for each applicant (.docx; PDF needs pdftotext, the old format LibreOffice). It is shown first and kept only by ", key!(take), ".");
    PREVIEW_TITLE: "申报书预览", "applications, previewed";
    BY_CODE: "按信用代码", "by its credit code";
    BY_UNIT: "按表里的单位名称", "by the unit's name in it";
    BY_FILE: "按文件名", "by the file's name";
    BY_PERSON: "由工作人员指定", "named by the coordinator";
    VERIFY_GOOD: "第 {seq} 条存入的申报书「{name}」与日志相符。", "The application “{name}” of act {seq} is what the journal says.";
    VERIFY_MISSING: "第 {seq} 条存入的申报书「{name}」不在：{path}", "The application “{name}” of act {seq} is not here: {path}";
    VERIFY_CHANGED: "第 {seq} 条存入的申报书「{name}」被换过或改过：{path}", "The application “{name}” of act {seq} was swapped or changed: {path}";
    READING: " {who}  {section}（{n}/{all}）", " {who}  {section} ({n}/{all})";
    READING_FILE: "{name}（第 {seq} 条记录存入）", "{name} (kept by act {seq})";
    SEEK: "查找", "find";
    NOT_FOUND: "没有找到“{text}”。", "“{text}” is not found.";
    KEPT_FROM_YOU: "您回避这家单位，看不到它的申报书。", "You are recused from this applicant; the application is not shown to you.";
    REPLACED: "这家单位刚存入了新的一版申报书，旧的一版已合上；请再打开。", "A new version of this application was kept just now and the old one is closed; open it again.";
    NONE_OF_THIS: "这家单位没有存入申报书。", "No application of this applicant is kept.";
    TITLE: "申报书", "application";
    K_DOSSIER: "申报书", "application";
    K_NEXT_SECTION: "下一部分", "next section";
    K_PREVIOUS_SECTION: "上一部分", "previous section";
    K_FIND_TEXT: "查找", "find";
    K_FIND_AGAIN: "再找", "find again";
    K_TO_CELLS: "回到评分格", "to the cells";
    K_REFER: "记入备注", "into the remark";
    COMPARED: "比较了 {n} 份申报书，往年的 {former} 份，共 {chars} 字（自己写的文字，一格一段地比）", "{n} applications and {former} of former years compared, {chars} {chars:character|characters} of free text, cell by cell";
    NOT_COMPARED: "没有比：{name}，{why}", "not compared: {name}, {why}";
    ROSTER_CHANGED: "预览之后名单改过，或存入过别的申报书，这次没有存入。请返回，再读一次文件夹。", "The roster was changed or other applications were kept after this preview; nothing was kept. Go back and read the folder again.";
    CHANGED_MEANWHILE: "读文件夹的时候名单改过，或存入过别的申报书，这次没有存入。请再导入一次。", "The roster was changed or other applications were kept while the folder was read; nothing was kept. Import it again.";
    CAN_TAKE: "    没有疑问、名单上也没有的数字：{facts}", "    numbers that are not in doubt and not on the roster: {facts}";
    CAN_TAKE_REVIEWED: "    采用后，这家的资格审查要重新下结论，下结论之前不算在内", "    taking them reopens the review of this applicant, who is out of the count until it is concluded again";
    ONE_FACT: "{fact} {n}", "{fact} {n}";
    KEPT_UNREAD: "已存入的没有读出，没有和它比对专家和联系方式：{who}，{why}", "kept but not read, so its experts and contacts were not held against the others: {who}, {why}";
    NOTICE_TEXT: "公告原文", "text of the notice";
    NOTICE_NOT_READ: "公告原文没有读出（{why}），照抄公告的字句也会列出", "the notice's text could not be read ({why}), so its wording is listed too";
    NOTICE_LEFT_OUT: "公告原文里有的字句不算（申报书里共 {n} 字）", "wording of the notice is left out ({n} {n:character|characters} of the applications)";
    NO_NOTICE: "没有存公告原文，照抄公告的字句也会列出；可用 new --notice 或工作台存入", "the notice's text is not kept, so its wording is listed too; new --notice or the desk keeps it";
    COMMON_LEFT_OUT: "六家及以上（往年文件合算一家）都有的字句不算（申报书里共 {n} 字），长的列在下面，请看一眼", "wording that more than five have (all former files as one) is left out ({n} {n:character|characters} of the applications); the longest are below, have a look";
    COMMON_WORDS: "{n} 家都有：{side}", "{n} have this: {side}";
    PASSAGE_AGAIN: "，另有 {n} 处同样的文字", ", the same words in {n} {n:more place|more places}";
    NO_PASSAGES: "没有发现相同的段落。", "No equal passages were found.";
    PAIR: "{a} 与 {b}：相同 {n} 段，{shared} 字", "{a} and {b}: {n} {n:passage|passages}, {shared} {shared:equal character|equal characters}";
    PASSAGE: "第 {n} 段，相同 {shared} 字", "passage {n}, {shared} {shared:equal character|equal characters}";
    EVIDENCE: "雷同检查，相同 {n} 字：{a}；{b}", "copy check, {n} {n:equal character|equal characters}: {a}; {b}";
    EVIDENCE_SIDE: "{who}“{text}”（文件 SHA-256 {sum}…）", "{who} “{text}” (file SHA-256 {sum}…)";
    READ_SO_FAR: "已读 {n}/{all} 份", "{n} of {all} {all:file|files} read";
    COMPARED_SO_FAR: "比较 {n}%", "comparing, {n} %";
    WORKING_READ: "正在读申报书。旧格式（.doc、.wps）一份要几秒。", "Applications are being read. Old files (.doc, .wps) take some seconds each.";
    WORKING_COMPARE: "正在比较申报书。", "Applications are being compared.";
    WORK_STOPPED: "已停下，什么也没有改。", "Stopped; nothing was changed.";
    K_PASSAGES: "看相同段落", "passages";
    K_SCOPE: "比了什么", "what was compared";
    K_NEXT_PASSAGE: "下一段", "next";
    K_PREVIOUS_PASSAGE: "上一段", "previous";
    K_EVIDENCE: "作为否决证据", "evidence of a veto";
    K_DISMISS: "不作雷同", "dismiss";
    COPIES_TITLE: "雷同检查", "copy check";
    CHECK_HERE: "雷同检查：申报书之间相同的段落", "Copy check: passages that applications share";
    CHECK_NOTE: "只列出相同的段落，不下结论。往年的文件夹可以空着。", "It lists equal passages and decides nothing. The folder of former years may stay empty.";
    H_ONE: "一方", "one";
    H_OTHER: "另一方", "other";
    H_PASSAGES: "段数", "passages";
    H_SHARED: "相同字数", "equal chars";
    H_DECIDED: "已处理", "decided";
    PAIRS_HEAD: "{n} 对有相同段落；{done}/{all} 段已处理。", "Pairs that share passages: {n}; passages decided: {done} of {all}.";
    PASSAGE_HEAD: "{a} 与 {b}：第 {n}/{all} 段，相同 {shared} 字", "{a} and {b}: passage {n} of {all}, {shared} {shared:equal character|equal characters}";
    UNDECIDED: "还没有处理。", "Not decided yet.";
    EVIDENCE_TITLE: "作为否决的证据（一票否决，三（五））", "As the evidence of a veto (三（五）)";
    EVIDENCE_NOTE: "被否决的单位在所有项目中都不再推荐。", "Whoever is vetoed is recommended in no project.";
    VETO_CHOICE: "{n} = 否决 {who}", "{n} = veto {who}";
    VETO_BOTH: "{n} = 两家都否决", "{n} = veto both";
    FIELD_VETOED: "否决哪家（上面的 1、2、3）", "Veto whom (1, 2 or 3 above)";
    FIELD_VETOED_ONE: "否决哪家（编号）", "Veto whom (id)";
    NOT_OF_PAIR: "“{text}”不是这一段两边的申报单位：{ids}。", "“{text}” is not one of the applicants of this passage: {ids}.";
    DISMISS_TITLE: "这一段不作雷同处理", "Dismiss this passage";
    DISMISS_NOTE: "理由会写进记录和报告，例如：同一份公开材料、同一所学校的两个项目。", "The reason goes into the journal and the report, such as: the same public source.";
    PASSAGE_SIDE: "{who}（{place}）：{text}", "{who} ({place}): {text}";
    SECTION_PLACE: "{section}，{place}", "{section}, {place}";
    TRACE_AUTHOR: "文件作者相同，请看一眼：“{text}”，{who}", "the same author of the file, have a look: “{text}”, {who}";
    TRACE_SAVED: "最后保存的人相同，请看一眼：“{text}”，{who}", "the same person saved last, have a look: “{text}”, {who}";
    TRACE_COMPANY: "文件里的公司相同，请看一眼：“{text}”，{who}", "the same company in the file, have a look: “{text}”, {who}";
    TRACE_CREATED: "文件建立的时间相同，请看一眼：{text}，{who}", "the same time of creation, have a look: {text}, {who}";
    TRACE_SLIP: "同样的笔误，请看一眼：“{text}”，{who}", "the same slip, have a look: “{text}”, {who}";
    NOT_DECIDED: "以上只是找出来的，不是结论：是否照抄由评审组看过再定（三（五））。", "This is what was found and decides nothing: whether it was copied is for the panel to say (三（五）).";
    NONE_KEPT: "还没有存入申报书。先用 pingshen import dossiers 导入。", "No applications are kept yet. pingshen import dossiers takes them in.";
    KEPT_MISSING: "存入的文件不在了", "the kept file is gone";
    KEPT_CHANGED: "存入的文件被换过或改过", "the kept file was swapped or changed";
    COMPARE: "查申报书之间、与往年之间相同的段落（雷同检查）", "Find passages that applications share with each other or with former years";
    AGAINST: "往年申报书的文件夹", "a folder with applications of former years";
    EX_COMPARE: "例子：
  pingshen compare 评审会
  pingshen compare 评审会 --against 去年申报书/

只比各家自己写的文字（方案、做法），不比表格的标题和专家名单；单位自己的名称、公告原文、六家及以上都有的字句不算。24 字以上、
有个别改动的也能找出来；换了说法的找不出来。只列出来，不下结论。", "Examples:
  pingshen compare session
  pingshen compare session --against last-year/

Only what applicants wrote themselves is compared, not the headings of the form nor the lists of experts; a unit's own
name, the notice's wording and what more than five have are left out. Passages of 24 characters and more are found, with
a few characters changed too; what was put in other words is not. It lists and decides nothing.";
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
