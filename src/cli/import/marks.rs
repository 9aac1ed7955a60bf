//! `pingshen import scores`.

use super::{end_preview, file, finish, in_phase, options, tell};
use crate::cli::{Call, Failure, desk, folder, print};
use crate::journal::{Journal, JournalError};
use crate::model::{Act, DESK, Intent, Phase, Session, Stamp, Wanted};
use crate::office::demo;
use crate::office::scores::{self, Scores};
use crate::tally;
use crate::text::cli as t;
use crate::text::fill;
use crate::text::{Lang, reading as r};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn import(call: &mut Call, matches: &ArgMatches) -> Result<(), Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("second") {
        return second(call, matches, path);
    }
    let mut journal = desk::open(call, &folder(matches))?;
    in_phase(
        call,
        &journal,
        &[Phase::Setup, Phase::Scoring],
        Wanted::Score,
    )?;
    let lang = call.lang;
    let scores = scores::read_file(
        &file(matches),
        journal.session(),
        &options(matches, "sheet"),
    )
    .map_err(|e| call.office_failure(&e))?;
    let replace = matches.get_flag("replace");
    if matches.get_flag("preview") {
        return preview(call, &scores, replace);
    }
    let mut lines = scores.took.short(lang);
    let (took, equal) = (scores.took.clone(), scores.equal);
    let counts = scores.counts(lang);
    let told = equal > 0 || !scores.differences.is_empty();
    let marks = scores.accept(replace).map_err(|e| {
        tell(call, &took);
        call.office_failure(&e)
    })?;
    let n = marks
        .iter()
        .filter(|i| matches!(i, Intent::Do(Act::Mark { .. })))
        .count();
    if marks.is_empty() && equal > 0 && !matches.get_flag("submit") {
        lines.push(r::ALL_EQUAL.get(lang).to_owned());
        lines.push(counts);
        lines.push(String::new());
        return print(call, &lines.join("\n"));
    }
    if marks.is_empty() && equal == 0 {
        return Err(Failure::Refused(vec![
            t::NOTHING_IN_IT.get(lang).to_owned(),
        ]));
    }
    let mut batch = Vec::with_capacity(marks.len() + 1);
    let opens = journal.session().phase() == Phase::Setup;
    if opens {
        batch.push(Act::OpenScoring {}.into());
    }
    batch.extend(marks);
    let mut submitted = 0;
    if matches.get_flag("submit") {
        let after = trial(call, &journal, &batch)?;
        let submissions = demo::complete_projects(&after);
        submitted = submissions.len();
        batch.extend(submissions);
    }
    if batch.is_empty() {
        lines.push(r::ALL_EQUAL.get(lang).to_owned());
        lines.push(String::new());
        return print(call, &lines.join("\n"));
    }
    let saved = journal
        .append(DESK, batch)
        .map_err(|e| call.journal_failure(&e))?;
    if told {
        lines.push(counts);
    }
    if opens {
        lines.push(t::DONE_OPENED.get(lang).to_owned());
    }
    lines.push(fill!(
        t::DONE_SCORES,
        lang,
        [("n", &n), ("code", &saved.code())]
    ));
    if submitted > 0 {
        lines.push(fill!(t::DONE_SUBMITTED, lang, [("n", &submitted)]));
    }
    finish(call, &journal, lines)
}

/// What another person entered, compared with what stands.
fn second(call: &mut Call, matches: &ArgMatches, path: &Path) -> Result<(), Failure> {
    let others = ["replace", "submit", "preview"];
    if matches.contains_id("file") || others.iter().any(|o| matches.get_flag(o)) {
        return Err(Failure::Usage(r::SECOND_ALONE.get(call.lang).to_owned()));
    }
    let journal = desk::open(call, &folder(matches))?;
    let fit = [Phase::Scoring, Phase::Closed, Phase::Certified];
    in_phase(call, &journal, &fit, Wanted::Begun)?;
    let lang = call.lang;
    let session = journal.session();
    let scores = scores::read_file(path, session, &options(matches, "sheet"))
        .map_err(|e| call.office_failure(&e))?;
    let mut lines = scores.took.short(lang);
    let second = scores
        .second(session)
        .map_err(|e| call.office_failure(&e))?;
    lines.extend(second.words(lang, session));
    let n = second.differences();
    if n == 0 {
        lines.push(r::SECOND_SAME.fill(lang, &[("n", &second.equal)]));
    }
    lines.push(String::new());
    print(call, &lines.join("\n"))?;
    if n == 0 {
        return Ok(());
    }
    let equal = second.equal;
    let text = r::SECOND_DIFFERENT.fill(lang, &[("equal", &equal), ("n", &n)]);
    Err(Failure::Refused(vec![text]))
}

fn preview(call: &Call, scores: &Scores, replace: bool) -> Result<(), Failure> {
    let lang: Lang = call.lang;
    let mut lines = scores.took.full(lang);
    lines.push(scores.counts(lang));
    lines.extend(scores.differences.iter().map(|d| d.words(lang)));
    lines.extend(scores.refused(lang));
    if scores.faults.is_empty() && !replace && !scores.differences.is_empty() {
        lines.push(String::new());
        print(call, &lines.join("\n"))?;
        let n = scores.differences.len();
        let text = fill!(r::PREVIEW_DIFFERENT, lang, [("n", &n)]);
        return Err(Failure::Refused(vec![text]));
    }
    end_preview(call, lines, scores.faults.len())
}

/// The session as it would be after these acts: what is complete then can be submitted in the same batch.
fn trial(call: &Call, journal: &Journal, batch: &[Intent]) -> Result<Session, Failure> {
    let mut after = journal.session().clone();
    for (n, intent) in batch.iter().enumerate() {
        let seq = journal.head().seq + 1 + n as u64;
        let stamp = Stamp {
            seq,
            at: "",
            by: DESK,
        };
        let tried = tally::decide(&after, DESK, intent.clone())
            .and_then(|act| tally::apply(&mut after, stamp, &act));
        if let Err(refusal) = tried {
            return Err(call.journal_failure(&JournalError::RefusedAt(n, refusal)));
        }
    }
    Ok(after)
}
