//! The mirror of the journal, in words.

use super::Lang;
use super::faults::{shown, system};
use crate::journal::mirror::compare::{CopyComparison, CopyRest};
use crate::journal::mirror::{MirrorFault, MirrorReport, MirrorState};
use crate::journal::time_of_day;
use crate::text::fill;
use std::io;
use std::path::Path;

texts! {
    IN_STEP: "与日志同步", "in step";
    ON_THE_SAME_DISK: "（与评审会或系统在同一块盘上，防不了坏盘）", " (on the disk of the session or the system: no help if that disk fails)";
    BEGUN: "正在查看", "being looked at";
    CATCHING_UP: "正在补写", "catching up";
    SILENT: "没有反应", "does not answer";
    AWAY: "不在（拔出了，或没有插上）", "not there (pulled out, or not plugged in)";
    OTHER_DISK: "文件夹里没有本会的副本（拔出了，或是另一块盘）", "the copy is not in the folder (pulled out, or another disk)";
    ITSELF: "就是评审会自己的文件夹或日志，不是副本；请另选一块盘", "this is the session's own folder or file and no copy; choose another disk";
    LINK: "副本的 journal.jsonl 是一个链接，没有写；请另选文件夹", "the copy's journal.jsonl is a link and was not written to; choose another folder";
    BUSY: "另一个程序一直占着副本，写不进去", "another program has kept the copy to itself, so nothing can be written";
    FULL: "满了：请腾出空间或换一块盘", "full: make room or choose another disk";
    READ_ONLY: "不能写：只读，或没有权限", "cannot be written: read-only, or no right to";
    AHEAD: "比本日志多 {n} 条，未动它。它可能是本日志被换成旧文件的证据：请保管好，用 verify --mirror 核对", "holds {n} {n:act|acts} more than this journal; it is left as it is. It may be what shows that an older file was put back: keep it, and look with verify --mirror";
    DIFFERS: "从第 {act} 条起与本日志不同，未动它。请保管好，用 verify --mirror 核对", "differs from this journal from act {act} on; it is left as it is. Keep it, and look with verify --mirror";
    JOURNAL_CHANGED: "日志文件与读过的不同，没有再抄", "the journal's file is not what was read of it; nothing more is copied";
    FAILED: "出错：{error}", "failed: {error}";
    LACKS: "{at} 起差 {n} 条：{what}", "{n} {n:act|acts} behind since {at}: {what}";
    SINCE: "{what}，{at} 起", "{what}, since {at}";
    BANNER: "镜像：{what}。评审照常。{dir}", "Mirror: {what}. Judging goes on. {dir}";
    LINE: "镜像 {dir}：{what}", "Mirror {dir}: {what}";
    BACK: "镜像已恢复，与日志同步。", "The mirror is back, and in step with the journal.";

    STEP: "日志镜像", "Mirror";
    S_NONE: "没有设（U 盘或另一块盘）", "none (a USB stick or a second disk)";
    FORM_NOTE: "每条记录一秒内再写一份到另一块盘上的文件夹，如 U 盘。写的是全部评分，请保管好。空着即不再写。同一个文件夹再填一次：没有副本就新建；副本与日志不同的，留着它，另建一份。", "Every act is written once more, within a second, to a folder on another disk, such as a USB stick. It holds all marks: keep it safe. Left empty, no more is written. The same folder once more: a copy that is missing is made anew, and one that differs is kept and another one begun beside it.";
    FIELD: "文件夹", "Folder";
    CHOSEN: "镜像设在 {dir}。", "The mirror is in {dir}.";
    STOPPED: "不再写镜像；已写的留着。", "No mirror is written any more; what was written stays.";
    ONLY_HERE: "镜像只能在这台电脑上设：pingshen open 打开评审会，坐工作人员席。", "The mirror is chosen on the session's own machine: pingshen open, at the coordinator's seat.";
    NO_DATA: "这里不能设镜像。请用 pingshen open 评审会 --mirror 文件夹 打开。", "No mirror can be chosen here. Open the session with pingshen open SESSION --mirror DIR.";

    NO_FOLDER: "--mirror：{path} 是一个文件，不是文件夹。", "--mirror: {path} is a file and no folder.";

    ARG: "另一块盘（U 盘）上的文件夹：每条记录一秒内再写一份；下次打开照旧", "a folder on another disk, such as a USB stick: every act once more; remembered";
    ARG_OFF: "不再写镜像", "write no mirror any more";
    ARG_VERIFY: "与镜像逐行比较（--mirror 时的文件夹，或其中的副本）", "compare line by line with the mirror (the folder given to --mirror, or its copy)";

    SAME: "镜像 {path} 与日志逐行相同：{n} 条。", "The mirror {path} is the same line by line: {n} {n:act|acts}.";
    SHORTER: "镜像 {path} 与日志的前 {n} 条逐行相同，日志多 {more} 条。", "The mirror {path} is the same for the first {n} {n:act|acts}; the journal holds {more} more.";
    TORN: "镜像末尾有一条没有写完，下次同步时补上。", "Its last line was cut off; the next copying completes it.";
    VERIFY_AHEAD: "镜像 {path} 比日志多 {n} 条：前 {common} 条逐行相同，日志只到这里。日志可能被换成了旧文件。", "The mirror {path} holds {n} {n:act|acts} more: the first {common} are the same, and the journal ends there. An older file may have been put back.";
    VERIFY_DIFFERS: "镜像 {path} 从第 {act} 条起与日志不同（日志 {journal} 条，镜像 {copy} 条）。", "The mirror {path} differs from act {act} on (acts in the journal: {journal}, in the mirror: {copy}).";
    NOT_HERE: "镜像 {path} 不在（没有插上？），没有比较。", "The mirror {path} is not here (not plugged in?) and was not compared.";
    VERIFY_ITSELF: "镜像 {path} 就是要核对的评审会自己，没有比较：请指向另一份。", "The mirror {path} is the session itself, and was not compared: name another copy.";
    VOUCH: "镜像 {path}", "the mirror {path}";
}

fn path(path: &Path) -> String {
    shown(&path.display().to_string())
}

/// How it stands; `head` is the number of the journal's last act.
pub fn state(lang: Lang, report: &MirrorReport, head: u64) -> String {
    let fault = match &report.state {
        MirrorState::Begun => return BEGUN.get(lang).to_owned(),
        MirrorState::InStep => {
            let mut text = IN_STEP.get(lang).to_owned();
            if report.apart == Some(false) {
                text.push_str(ON_THE_SAME_DISK.get(lang));
            }
            return text;
        }
        MirrorState::Behind => CATCHING_UP.get(lang).to_owned(),
        MirrorState::Silent => SILENT.get(lang).to_owned(),
        MirrorState::Fault(fault) => words(lang, fault),
    };
    let at = time_of_day(&report.since).get(..5).unwrap_or_default();
    let lacks = report.acts.map(|acts| head.saturating_sub(acts));
    match (&report.state, lacks) {
        (
            MirrorState::Fault(
                MirrorFault::Ahead { .. }
                | MirrorFault::Differs { .. }
                | MirrorFault::Itself
                | MirrorFault::Link,
            ),
            _,
        ) => fault,
        (_, Some(n)) if n > 0 => fill!(LACKS, lang, [("n", &n), ("at", &at), ("what", &fault)]),
        _ => fill!(SINCE, lang, [("what", &fault), ("at", &at)]),
    }
}

fn words(lang: Lang, fault: &MirrorFault) -> String {
    let text = match fault {
        MirrorFault::Away => AWAY,
        MirrorFault::OtherDisk => OTHER_DISK,
        MirrorFault::Itself => ITSELF,
        MirrorFault::Full => FULL,
        MirrorFault::ReadOnly => READ_ONLY,
        MirrorFault::Link => LINK,
        MirrorFault::Busy => BUSY,
        MirrorFault::Journal => JOURNAL_CHANGED,
        MirrorFault::Ahead { acts } => return fill!(AHEAD, lang, [("n", acts)]),
        MirrorFault::Differs { act } => return fill!(DIFFERS, lang, [("act", act)]),
        MirrorFault::Failed { kind, code } => {
            let error = match code {
                Some(code) => io::Error::from_raw_os_error(*code),
                None => (*kind).into(),
            };
            return fill!(FAILED, lang, [("error", &system(lang, &error))]);
        }
    };
    text.get(lang).to_owned()
}

/// What stands on every screen of the coordinator while the mirror is not as it should be.
pub fn banner(lang: Lang, report: &MirrorReport, head: u64) -> Option<String> {
    let what = report
        .state
        .is_trouble()
        .then(|| state(lang, report, head))?;
    Some(fill!(
        BANNER,
        lang,
        [("dir", &path(&report.dir)), ("what", &what)]
    ))
}

/// The mirror and how it stands, on a line of its own.
pub fn line(lang: Lang, report: &MirrorReport, head: u64) -> String {
    let what = state(lang, report, head);
    fill!(LINE, lang, [("dir", &path(&report.dir)), ("what", &what)])
}

/// What a comparison found; an error where the two do not agree.
///
/// # Errors
/// The words for a copy that goes on where the journal ends, or that differs.
pub fn compared(lang: Lang, at: &Path, found: &CopyComparison) -> Result<String, String> {
    let path = path(at);
    let n = found.common.acts;
    match found.rest {
        CopyRest::Nothing if found.journal == n => {
            Ok(fill!(SAME, lang, [("path", &path), ("n", &n)]))
        }
        CopyRest::Nothing | CopyRest::Torn => {
            let more = found.journal.saturating_sub(n);
            let mut text = fill!(SHORTER, lang, [("path", &path), ("n", &n), ("more", &more)]);
            if found.rest == CopyRest::Torn {
                text.push('\n');
                text.push_str(TORN.get(lang));
            }
            Ok(text)
        }
        CopyRest::Ahead { acts } => Err(fill!(
            VERIFY_AHEAD,
            lang,
            [("path", &path), ("n", &acts), ("common", &n)]
        )),
        CopyRest::Differs { act } => Err(fill!(
            VERIFY_DIFFERS,
            lang,
            [
                ("path", &path),
                ("act", &act),
                ("journal", &found.journal),
                ("copy", &found.copy),
            ]
        )),
    }
}
