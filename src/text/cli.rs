//! The words of the command line.

texts! {
    ABOUT: "评审 pingshen：评审组按分值表打分，从封存的规则到签字的结果，只用键盘。", "pingshen (评审): a panel scores applicants against a capped rubric, from sealed rules to a signed result, with the keyboard alone.";
    USAGE_LABEL: "用法", "Usage";
    COMMANDS_LABEL: "命令", "Commands";
    OPTIONS_LABEL: "选项", "Options";
    ARGUMENTS_LABEL: "参数", "Arguments";
    EXAMPLES: "例子：
  pingshen demo
      建一场演练，从导览开始：坐下打分，或看名次
  pingshen new 评审会 --roster 名单.csv --judges 评委.csv
      用 2026 年模板新建评审会
  pingshen open 评审会 --as w03
      评委 w03 就座打分
  pingshen watch 评审会
      另一个终端里实时看名次和分配，只读
  pingshen results 评审会 --format json
  pingshen export 评审会 --out 存档
      生成要打印、签字、公示和存档的全部文件
  pingshen verify 评审会 --code 4K7Q-9ZPD-M2XA

退出码：0 成功；1 被拒绝或核对不符（原因在标准错误，什么也没改）；2 用法不对；3 文件或系统故障。
环境变量：PINGSHEN_PIN 工作人员的 PIN；NO_COLOR 不用颜色；LC_ALL、LANG 决定语言。", "Examples:
  pingshen demo
      make a rehearsal and begin with its tour: sit down and score, or watch
  pingshen new session --roster roster.csv --judges judges.csv
      a new session from the 2026 template
  pingshen open session --as w03
      judge w03 takes the seat and scores
  pingshen watch session
      standings and allocation, live and read-only, in another terminal
  pingshen results session --format json
  pingshen export session --out archive
      every paper to print, sign, publish and keep
  pingshen verify session --code 4K7Q-9ZPD-M2XA

Exit status: 0 done; 1 refused, or a check failed (the reason is on standard error, nothing changed);
2 wrong usage; 3 file or system trouble.
Environment: PINGSHEN_PIN is the coordinator's PIN; NO_COLOR turns colours off; LC_ALL and LANG choose
the language.";
    OPTIONS_PLACE: "[选项]", "[OPTIONS]";
    COMMAND_PLACE: "命令", "COMMAND";
    EX_OPEN: "例子：
  pingshen open 评审会
      先选座位，再打分或到工作台
  pingshen open 评审会 --as w03
      直接坐到评委 w03 的座位

评审会文件夹须在本机硬盘上；多位评委可以同时打开同一个文件夹。", "Examples:
  pingshen open session
      choose a seat, then score or work at the desk
  pingshen open session --as w03
      go straight to the seat of judge w03

The folder must lie on this machine's own disk; several judges may open it at the same time.";
    EX_DEMO: "例子：
  pingshen demo
      建一场演练并打开导览
  pingshen demo --dir 演练 --no-open
      只建在文件夹“演练”里，以后用 pingshen open 演练 打开

单位和评委都是虚构的。每次都新建一场，不动以前的。", "Examples:
  pingshen demo
      make a rehearsal and open its tour
  pingshen demo --dir rehearsal --no-open
      only make it in the folder rehearsal, for pingshen open rehearsal later

Applicants and judges are made up. Each call makes a new one and leaves earlier ones alone.";
    EX_NEW: "例子：
  pingshen new 评审会 --roster 名单.csv --judges 评委.csv
      用 2026 年模板，名单和评委各来自一个文件
  pingshen new 演练 --rehearsal --judge w01=王明 --judge w02=李华 --judge w03=赵洁
      一场演练，评委写在命令里
  PINGSHEN_PIN=204817 pingshen new 评审会 --with-pin
      设好工作人员的 PIN，名单以后再导入

名单表头：序号、单位名称、统一社会信用代码、申报项目、联系人、联系电话、邮箱、递交时间、备注，
次序不限，至少要有单位名称；也可用 id,name,credit_code,projects,contact,phone,email,submitted_at,note。
申报项目写编号或名称，用分号或顿号隔开。评委文件是 id,name[,pin]。有一行不对就什么也不建。", "Examples:
  pingshen new session --roster roster.csv --judges judges.csv
      from the 2026 template, with roster and judges from a file each
  pingshen new rehearsal --rehearsal --judge w01=Ann --judge w02=Ben --judge w03=Cleo
      a rehearsal, with the judges named here
  PINGSHEN_PIN=204817 pingshen new session --with-pin
      set the coordinator's PIN; the roster is imported later

Headings of a roster: id,name,credit_code,projects,contact,phone,email,submitted_at,note, in any
order, name at least; the Chinese ones that an office uses are known too. Projects are ids or names
joined by semicolons. The judges' file is id,name[,pin]. One bad row, and nothing is made.";
    EX_IMPORT: "例子：
  pingshen import roster 评审会 名单.csv
  pingshen import scores 评审会 评分.csv --submit

每个文件是一批：要么全部记下，要么什么也不动，所有不对的行都指出行号。
这是工作人员的操作：设了 PIN 的，在终端里问，或取自 PINGSHEN_PIN。", "Examples:
  pingshen import roster session roster.csv
  pingshen import scores session scores.csv --submit

A file is one batch: all of it is recorded or nothing is, and every bad row is named by its line.
The acts are the coordinator's: a PIN that is set is asked for on the terminal, or taken from
PINGSHEN_PIN.";
    EX_SCORES: "表头：judge,project,applicant，再加每个指标一列（列名是指标编号），可有 note，次序不限。
例如 2026 年模板：
  judge,project,applicant,qualification,record,resources,faculty,plan,support,innovation,note
  w01,p1,a07,5,13.5,12.75,8.75,36.5,9,4,

空单元格是空白，不是 0 分。小数至多两位，不作四舍五入。评分还没有开始的，同一批里先开始评分。
导出的 scores.csv（每行一个打分）也可以原样导入。", "Heading: judge,project,applicant and one column an indicator, called by its id; note if wanted; in
any order. With the 2026 template:
  judge,project,applicant,qualification,record,resources,faculty,plan,support,innovation,note
  w01,p1,a07,5,13.5,12.75,8.75,36.5,9,4,

An empty cell is a blank, not a zero. Two decimals at most; nothing is rounded. Where scoring is not
open yet, the same batch opens it. The exported scores.csv, a row a mark, is taken as it is.";
    EX_KEYS: "例子：
  pingshen import keys 评审会 id_ed25519.pub --seat w03
  pingshen import keys 评审会 公钥.txt
      每行一个：席位 ssh-ed25519 AAAA… 名字

公钥取代该席位原有的；有公钥的席位用 ssh 登录时不再问 PIN。", "Examples:
  pingshen import keys session id_ed25519.pub --seat w03
  pingshen import keys session keys.txt
      one a line: SEAT ssh-ed25519 AAAA... name

They replace the keys that the seat had. A seat with a key is not asked for its PIN over ssh.";
    EX_SERVE: "例子：
  pingshen serve 评审会 --listen 0.0.0.0:2222
      会议室里的电脑输入 ssh w03@这台电脑的地址 -p 2222，报 PIN，即到打分界面
  pingshen serve 评审会
      只有这台电脑自己能连接

登录名：各评委的席位号（或 judge1、judge2…），工作人员 desk，观察员 observer（只看进度或名次）。
除打分界面外什么也到不了：不能执行命令、传文件或转发端口。文件归运行它的账户所有。
第一次运行时生成主机密钥，指纹印在启动时的文字里，请投影给大家核对。", "Examples:
  pingshen serve session --listen 0.0.0.0:2222
      machines in the room type ssh w03@ADDRESS -p 2222, give the PIN, and are in the scoring screen
  pingshen serve session
      only this machine itself can connect

Login names: each judge's seat (or judge1, judge2 ...), desk for the coordinator, observer for whoever
only looks on. Nothing but the screens can be reached: no command, no file, no forwarded port. The
files belong to the account that runs it. The host key is made on the first run; its fingerprint is
printed at the start, to be projected on the wall.";
    EX_RESULTS: "例子：
  pingshen results 评审会
  pingshen results 评审会 --format json | jq '.projects[0].award'
  pingshen results 评审会 --format csv > 结果.csv

JSON 的分数都是两位小数的字符串。评分未结束时结果是暂定的。日志不完好时不给结果，退出码 1。", "Examples:
  pingshen results session
  pingshen results session --format json | jq '.projects[0].award'
  pingshen results session --format csv > results.csv

In JSON, points are strings with two places. While scoring is open, results are provisional. From a
damaged journal none are given; the exit status is 1.";
    EX_VERIFY: "例子：
  pingshen verify 评审会
  pingshen verify 评审会 --code 4K7Q-9ZPD-M2XA

从第一行核对到最后一行，什么也不改。有损坏的指出第几行，退出码 1。", "Examples:
  pingshen verify session
  pingshen verify session --code 4K7Q-9ZPD-M2XA

Every line is checked from the first to the last, and nothing is mended. Damage is named by its line;
the exit status is then 1.";
    TEMPLATE: "模板：印出自带的或空白的，或检查一个文件", "templates: print the built-in or a blank one, or check a file";
    TEMPLATE_BLANK: "印出空白模板，各字段的说明印在标准错误", "print a blank one, and on standard error what each field is for";
    TEMPLATE_EXPLAIN: "只印各字段的说明", "print only what each field is for";
    TEMPLATE_CHECK: "检查这个文件，一次指出全部不对的地方", "check this file and name everything that is wrong in it";
    EX_TEMPLATE: "例子：
  pingshen template > 模板.json
      以 2026 年模板为底稿，改成自己的
  pingshen template --blank > 模板.json
      从空白开始；各字段的说明显示在屏幕上
  pingshen template --check 模板.json
  pingshen new 评审会 --template 模板.json

有不对的地方，退出码为 1：每处写明第几行、哪个字段、错在哪里。字段写作 indicators[2].cap，从 0 数起。", "Examples:
  pingshen template > mine.json
      begin with the template of 2026
  pingshen template --blank > mine.json
      begin with nothing; what each field is for stays on the screen
  pingshen template --check mine.json
  pingshen new session --template mine.json

Where anything is wrong the exit status is 1, and each fault is told with its line, its field and what
is wrong. A field is written indicators[2].cap, counted from 0.";
    EX_COMPLETIONS: "例子：
  pingshen completions bash > ~/.local/share/bash-completion/completions/pingshen", "Example:
  pingshen completions bash > ~/.local/share/bash-completion/completions/pingshen";
    EX_MAN: "例子：
  pingshen man > pingshen.1 && man ./pingshen.1", "Example:
  pingshen man > pingshen.1 && man ./pingshen.1";
    HELP_COMMAND: "看某个命令的帮助", "help on a command";
    HELP_WHICH: "哪个命令，如 import scores", "which command, such as import scores";
    MAN_NAME: "名称", "NAME";
    MAN_SYNOPSIS: "用法", "SYNOPSIS";
    MAN_EXTRA: "例子和退出码", "EXAMPLES AND EXIT STATUS";
    LANG: "语言：zh 或 en（默认看环境变量，再看评审会）", "language: zh or en (default: the environment, then the session)";
    NETWORK: "评审会文件夹在网络盘上也照用（多人同时存盘不可靠）", "use a network folder all the same (saving together is not safe there)";
    THEME: "配色：auto（按终端背景）、dark、light、contrast（高对比）、none（不用颜色）", "colours: auto (by the terminal's background), dark, light, contrast, none";
    WIDTH: "线条等符号在终端里占几格：1 或 2（默认问终端）", "cells that line signs take in the terminal: 1 or 2 (default: ask it)";
    HELP: "看帮助", "print help";
    VERSION: "看版本", "print the version";
    DIR: "评审会的文件夹", "the session's folder";
    FILE: "文件", "the file";
    OPEN: "就座：打分，或到工作台", "take a seat: score, or go to the desk";
    OPEN_AS: "直接到这个座位（评委编号，或 desk）", "go straight to this seat (a judge's id, or desk)";
    DEMO: "建一场演练，从导览开始", "make a rehearsal and begin with its tour";
    DEMO_DIR: "演练放在哪里（默认在用户的数据文件夹）", "where to make it (default: the user's data folder)";
    DEMO_NO_OPEN: "只建不打开，印出文件夹", "only make it and print its folder";
    NEW: "新建评审会", "make a session";
    NEW_TEMPLATE: "模板：luoyang-2026（默认）或 JSON 文件", "template: luoyang-2026 (default) or a JSON file";
    NEW_ROSTER: "申报单位名单（xlsx、xls、ods，或 UTF-8、GBK 的 CSV）", "roster of applicants (xlsx, xls, ods, or CSV in UTF-8 or GBK)";
    NEW_JUDGES: "评委名单（xlsx、xls、ods、csv：id,name[,pin][,employer][,leader][,projects]）", "judges (xlsx, xls, ods, csv: id,name[,pin][,employer][,leader][,projects])";
    NEW_JUDGE: "一位评委，如 w01=王明；可多次", "one judge, such as w01=Wang Ming; repeatable";
    NEW_REHEARSAL: "演练：每屏标明，不作为正式结果", "a rehearsal: marked on every frame, never official";
    NEW_PIN: "设工作人员的 PIN：在终端里问，或取自 PINGSHEN_PIN", "set the coordinator's PIN: asked on the terminal, or taken from PINGSHEN_PIN";
    IMPORT: "导入名单、评委、评分、公钥或申报书", "import a roster, judges, scores, keys or applications";
    IMPORT_ROSTER: "导入申报单位名单（xlsx、xls、ods、csv）：再次导入即更正，不重复登记；评分开始前才可以", "import a roster (xlsx, xls, ods, csv); importing again corrects; only before scoring opens";
    IMPORT_SCORES: "导入评分：全部成功或全部不动；空单元格是空白，不是 0 分", "import scores: all or nothing; an empty cell is a blank, not a zero";
    IMPORT_KEYS: "登记席位的 SSH 公钥", "Register the SSH public keys of seats";
    KEYS_SEAT: "文件里的公钥都属于这个席位", "all keys of the file are this seat's";
    SERVE: "通过 ssh 提供各评委的席位", "Serve each judge's seat over ssh";
    SERVE_LISTEN: "在哪里接受连接，默认 127.0.0.1:2222；可写多次", "where to take connections, 127.0.0.1:2222 if not said; more than once if wanted";
    SERVE_SESSIONS: "至多几个席位同时在线，默认 64", "so many seats at once, 64 if not said";
    SERVE_STALL: "客户端停止接收几秒后结束登录，默认 30", "seconds after which a client that takes nothing is let go of, 30 if not said";
    SERVE_SILENCE: "连上来却不说 SSH 的，几秒后断开，默认 20", "seconds that whoever connects has to speak SSH, 20 if not said";
    SERVE_IDLE: "几分钟没有按键就结束登录，默认 30", "minutes without a key after which a line ends, 30 if not said";
    SERVE_ECDSA: "另用一个 ECDSA（NIST P-256）主机密钥，给不认识 Ed25519 的旧客户端和只许 FIPS 算法的电脑", "an ECDSA host key (NIST P-256) as well, for old clients that know no Ed25519 and for machines that allow FIPS algorithms only";
    SERVE_LOG: "日志文件，默认评审会文件夹里的 serve.log；- 为标准错误", "the log, serve.log in the session's folder if not said; - is standard error";
    IMPORT_SUBMIT: "导入后把评完的项目也提交", "also submit the projects that are complete then";
    RESULTS: "结果：名次、得分、拟推荐", "results: ranks, scores, awards";
    RESULTS_FORMAT: "格式：table（默认）、json、csv", "format: table (default), json, csv";
    WATCH: "实时看名次和分配，只读", "standings and allocation, live, read-only";
    EXPORT: "导出要打印、签字、公示和存档的文件", "make the papers to print, sign, publish and keep";
    EXPORT_OUT: "放到哪个文件夹（默认是评审会里的 exports）", "the folder to put them in (default: exports in the session)";
    EXPORT_ONLY: "只要这些：workbook,sheets,report,notice,forms,applicants,brief,letters,comments,data", "only these: workbook,sheets,report,notice,forms,applicants,brief,letters,comments,data";
    EXPORT_QR: "要签字的纸上另印记录号全文（64 位）和二维码", "on what is signed, the whole record code too: 64 digits and a QR code";
    EXPORT_SHEETS: "评分表的样式：table 每个项目一张表（默认），pages 每家一页", "score sheets: table, one a project (default); pages, one an applicant";
    EXPORT_APPLICANT: "只要这一家的得分说明", "only the explanation for this applicant";
    EX_EXPORT: "例子：
  pingshen export 评审会
      全部文件放进 评审会/exports；评分前只有评审前用表
  pingshen export 评审会 --out 存档 --only workbook,report
  pingshen export 评审会 --only sheets --sheets pages
  pingshen export 评审会 --applicant a07
      只做一家单位的得分说明，里面只有它自己的数字

同一份日志每次导出的文件逐字节相同。有人改过的文件不会被覆盖，原样另存。
文件用 WPS、Word、Excel、LibreOffice 都能打开，A4 直接打印。", "Examples:
  pingshen export session
      everything, into session/exports; before scoring only the forms
  pingshen export session --out archive --only workbook,report
  pingshen export session --only sheets --sheets pages
  pingshen export session --applicant a07
      the explanation for one applicant, with its own numbers only

The same journal gives the same bytes each time. A file that somebody changed is not written over; that
version gets another name. All open in WPS, Word, Excel and LibreOffice and print on A4 as they are.";
    LOG: "日志：每条记录一句话", "the journal, every act a sentence";
    LOG_SEAT: "只看这个座位做的，或与它有关的（评委编号，或 desk）", "only what this seat did or what is about it (a judge's id, or desk)";
    LOG_APPLICANT: "只看与这家申报单位有关的（编号）", "only what concerns this applicant (its id)";
    LOG_KIND: "只看这一类：setup panel roster review seats scores sheets decisions rules incidents result file", "only this kind: setup panel roster review seats scores sheets decisions rules incidents result file";
    LOG_TEXT: "只看句中有这段文字的", "only sentences with this text";
    EX_LOG: "例子：
  pingshen log 评审会
  pingshen log 评审会 --kind incidents
      评审情况记录
  pingshen log 评审会 --seat w03 --applicant a07

每行：第几条、时间、座位、做了什么。日志不完好时印到最后一条完好的，退出码 1。", "Examples:
  pingshen log session
  pingshen log session --kind incidents
      the ledger of incidents
  pingshen log session --seat w03 --applicant a07

A line: the act's number, time, seat, and what was done. A damaged journal is printed up to its last good
act; the exit status is then 1.";
    PREVIEW_ROW: "第 {line} 行 {id} {name} [{projects}] {change}", "row {line} {id} {name} [{projects}] {change}";
    PREVIEW_DOUBT: "第 {line} 行 {id} {name}：{text}", "row {line} {id} {name}: {text}";
    PREVIEW_NOTHING: "以上只是预览，什么也没有改动。", "This was a preview; nothing was changed.";
    ROSTER_SAME: "与现有名单完全相同，什么也没有改动。", "Nothing differs from the roster; nothing was changed.";
    VERIFY: "核对文件：每一行、每条规则、纸上的记录号", "check the file: every line, every rule, the code on paper";
    VERIFY_CODE: "纸上的记录号（12 个字符）或记录号全文（64 个十六进制数字）", "the record code on paper (12 characters), or the whole record code (64 hex digits)";
    COMPLETIONS: "印出命令补全：bash、zsh、fish、elvish、powershell", "print completions: bash, zsh, fish, elvish, powershell";
    MAN: "印出手册页", "print the manual page";

    NOT_A_TERMINAL: "需要终端才能显示界面。请直接在终端里运行，或用 results、verify 等命令。", "The screens need a terminal. Run it in one, or use results, verify and the like.";
    DUMB: "这个终端（TERM=dumb）不能定位光标，显示不了界面。请换一个终端，或用 results、verify 等命令。", "This terminal (TERM=dumb) cannot place a cursor. Use another one, or results, verify and the like.";
    DONE_NEW: "已新建 {folder}：{projects} 个项目，{applicants} 家申报单位，{judges} 位评委。\n下一步：pingshen open {folder}", "Made {folder}: {projects} {projects:project|projects}, {applicants} {applicants:applicant|applicants}, {judges} {judges:judge|judges}.\nNext: pingshen open {folder}";
    DONE_ROSTER: "已登记 {n} 家申报单位（新 {new}，更正 {changed}，未变 {same}）。记录号 {code}", "{n} {n:applicant|applicants} registered ({new} new, {changed} changed, {same} the same). Record code {code}";
    DONE_SCORES: "已导入 {n} 个分数。记录号 {code}", "{n} {n:mark|marks} imported. Record code {code}";
    DONE_OPENED: "评分尚未开始，已在同一批里开始评分（规则封存）。", "Scoring was not open yet; it was opened in the same batch, and the rules are sealed.";
    DONE_SUBMITTED: "已提交 {n} 份（评委×项目）。", "{n} submitted (judge by project).";
    NOTHING_IN_IT: "文件里没有分数，什么也没有导入。", "The file holds no scores; nothing was imported.";
    RESULTS_SEALED: "规则规定全部评委提交前不看名次；还有评委没有提交。", "The rules show no ranking before every judge has submitted; some have not.";
    NOTE: "注意：{text}", "Note: {text}";
    VERIFY_FACTS: "{n} 条记录，最后一条 {at}\n记录号全文 {hash}\n记录号 {code}", "{n} {n:act|acts}, the last at {at}\nwhole record code {hash}\nrecord code {code}";
    VERIFY_GOOD: "完好：每一行都与校验值相符，每条记录都合规则。", "Good: every line matches its hash, and the rules allow every act.";
    VERIFY_OTHER: "不是签字的那一份：文件本身前后相符，但没有纸上的记录号。", "Not the file that was signed: it agrees with itself, and does not hold the code from paper.";
    VERIFY_CERTIFICATE: "第 {seq} 条认证的结果，重新计算相符。", "The result certified by act {seq} is what the count gives.";
    VERIFY_FACTS_BAD: "以下只到最后一条完好的记录：", "Up to the last good act only:";
    VERIFY_CODE_HEAD: "纸上的记录号与最后一条记录一致。", "The code from paper is that of the last act.";
    VERIFY_CODE_EARLIER: "纸上的记录号是第 {line} 条记录的；此后又有 {later} 条记录。", "The code from paper is that of act {line}; {later} {later:act came|acts came} after it.";
    VERIFY_CODE_MISSING: "文件里没有纸上的记录号 {code}：文件与签字时不是同一份。", "The code {code} is nowhere in the file: this is not the file that was signed.";
    VERIFY_SHORT_CODE: "（12 个字符足以防事后改动；要防印制前准备两份，请核对 64 位完整校验值。）", "(Twelve characters guard against later changes; against two files prepared before printing compare all 64 digits.)";
    BAD_CODE: "「{code}」不是记录号：应为 12 个字符如 4K7Q-9ZPD-M2XA，或 64 个十六进制数字。", "“{code}” is no record code: 12 characters such as 4K7Q-9ZPD-M2XA, or 64 hex digits.";
    BAD_JUDGE: "「{text}」应写成 编号=姓名，如 w01=王明。", "“{text}” should be ID=NAME, such as w01=Wang Ming.";
    JUDGES_TWICE: "--judges 和 --judge 只用一个。", "Use either --judges or --judge.";
    ASK_PIN: "工作人员 PIN：", "Coordinator's PIN: ";
    ASK_NEW_PIN: "设工作人员 PIN（4 到 12 位数字）：", "New coordinator's PIN (4 to 12 digits): ";
    PIN_NEEDED: "这个评审会设了工作人员 PIN：请在终端里运行，或设环境变量 PINGSHEN_PIN。", "This session has a coordinator's PIN: run this in a terminal, or set PINGSHEN_PIN.";
    PIN_WRONG: "PIN 不对，除了记下这次输错，什么也没有改动。还可试 {left} 次。", "Wrong PIN. It was recorded, and nothing else was changed. Tries left: {left}.";
    ASK_PIN_AGAIN: "再输一遍：", "Once more: ";
    PIN_LOST: "对照工作人员 PIN 的文件不在评审会文件夹里（pins/），无法核对：文件夹可能是不带它复制或恢复的。请在本机打开评审会（pingshen open），选工作人员席位另设 PIN。", "The file that the coordinator's PIN is compared with is not in the session's folder (pins/): the folder may have been copied or restored without it. Open the session at this machine (pingshen open) and take the coordinator's seat to set another PIN.";
    VOUCHED: "到第 {seq} 条为止，有旁证：{who}。", "Vouched for up to act {seq} by {who}.";
    VOUCH_SNAPSHOT: "成绩快照 scores.json（本程序每次提交后写下的各家得分和当时的记录号；在同一文件夹里，能改日志的人也能改它）", "the snapshot scores.json (the scores and the record code of the time, written by this program at each submission; in the same folder: who can change the journal can change it too)";
    VOUCH_SEEN: "本机 {at} 所见", "what this machine saw at {at}";
    VOUCH_CODE: "所输入的记录号", "the record code that was typed";
    VOUCH_NONE: "没有任何旁证：文件之外没有东西能说明最后一条就是最后一条。在行尾截短，或从头另写一份，也会显示完好。请用 --code 与签过字的纸上的记录号核对。", "Nothing vouches for its head: nothing outside the file says that the last act is the last. Cut at the end of a line, or written anew from the first, it would look as good. Compare it with the record code on a signed paper: --code.";
    VOUCH_NOT_AFTER: "第 {seq} 条之后的 {n} 条没有旁证。", "Nothing vouches for the {n} {n:act|acts} after act {seq}.";
    VOUCH_WAY_OUT: "如果是有意恢复的备份：先核对它与签过字的纸，再移走 {path}，即可继续。", "If a backup was put back on purpose: compare it with signed papers, then move {path} away to go on.";
    PIN_DIFFERS_AGAIN: "两次输入不一样，请再设一次。", "The two were not the same; once more.";
    PIN_DIFFERS: "两遍不一样，什么也没有建。", "The two differ; nothing was made.";
    PIN_NOWHERE: "--with-pin 要在终端里运行，或设环境变量 PINGSHEN_PIN。", "--with-pin needs a terminal, or PINGSHEN_PIN.";
    PIN_SHAPE: "PIN 须为 4 到 12 位数字。", "A PIN has 4 to 12 digits.";
    BUSY: "另一席位正在保存，等了三秒。什么也没有改动，请再试一次。", "Another seat has been saving for three seconds. Nothing was changed; try again.";
    NOT_SAVED: "未保存：{error}。文件与先前一样，请处理后再试。", "Not saved: {error}. The file is as it was; put that right and try again.";
    SYSTEM: "系统故障：{error}", "System trouble: {error}";
    ERROR: "错误：", "error: ";
    TRY_HELP: "用 --help 看用法。", "See --help.";
    UNKNOWN_ARGUMENT: "不认识「{text}」。", "unknown argument “{text}”.";
    UNKNOWN_COMMAND: "没有命令「{text}」。", "there is no command “{text}”.";
    MISSING_ARGUMENT: "缺少参数 {text}。", "missing: {text}.";
    BAD_VALUE: "「{value}」不能用于 {text}。", "“{value}” cannot be used for {text}.";
    MISSING_VALUE: "{text} 后面缺少值。", "{text} wants a value.";
    NOT_TOGETHER: "{one} 和 {other} 不能一起用。", "{one} and {other} exclude each other.";
    TWICE: "{text} 只能写一次。", "{text} may stand only once.";
    KNOWN_VALUES: "可用：{list}。", "Possible: {list}.";
    PERHAPS: "您是不是要用「{text}」？", "Did you mean “{text}”?";
}
