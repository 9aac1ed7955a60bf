//! What changed: ranks since a chosen moment, scores since a moment ago.

use super::{Show, StandingsScreen};
use crate::model::Points;
use crate::tally::{Results, Standing};
use crate::tui::screen::Context;
use crate::tui::theme;
use ratatui::text::{Line, Span};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// So long a change that just arrived is marked.
const FRESH: Duration = Duration::from_secs(2);
/// So long each part of what does not fit on a wall is shown.
const TURN: Duration = Duration::from_secs(15);

type CellKey = (usize, usize);

/// Ranks and scores by project and applicant.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Ranks at the moment that movement is counted from.
    since: Option<HashMap<CellKey, usize>>,
    /// Scores as they were drawn last.
    scores: Option<HashMap<CellKey, Points>>,
    fresh: Vec<CellKey>,
    until: Option<Instant>,
    turned: Option<Instant>,
}

fn ranks(results: &Results) -> HashMap<CellKey, usize> {
    every(results)
        .filter_map(|(p, s)| Some(((p, s.applicant), s.rank?)))
        .collect()
}

fn every(results: &Results) -> impl Iterator<Item = (usize, &Standing)> {
    let projects = results.projects.iter().enumerate();
    projects.flat_map(|(p, result)| result.standings.iter().map(move |s| (p, s)))
}

impl StandingsScreen {
    /// Looks what the newest acts changed.
    pub fn renew(&mut self, ctx: &Context, now: Instant) {
        let Some(results) = ctx.results().filter(|_| !ctx.results_hidden()) else {
            return;
        };
        let scores: HashMap<CellKey, Points> = every(results)
            .filter_map(|(p, s)| Some(((p, s.applicant), s.count.score?)))
            .collect();
        let changes = &mut self.changes;
        changes.since.get_or_insert_with(|| ranks(results));
        if let Some(before) = &changes.scores {
            let changed: Vec<CellKey> = scores
                .iter()
                .filter(|(key, score)| before.get(key) != Some(score))
                .map(|(key, _)| *key)
                .collect();
            if !changed.is_empty() {
                changes.fresh = changed;
                changes.until = Some(now + FRESH);
            }
        }
        changes.scores = Some(scores);
    }

    /// Movement is counted from now on.
    pub(super) fn count_from_now(&mut self, results: &Results) {
        self.changes.since = Some(ranks(results));
    }

    pub(super) fn fresh(&self, project: usize, applicant: usize) -> bool {
        self.changes.fresh.contains(&(project, applicant))
    }

    /// Whether an applicant has gained or lost ranks.
    pub(super) fn moved_sign(&self, project: usize, standing: &Standing) -> Line<'static> {
        let before = self.changes.since.as_ref();
        let before = before.and_then(|since| since.get(&(project, standing.applicant)));
        let span = match (before, standing.rank) {
            (Some(before), Some(now)) if now < *before => Span::styled("▲", theme::good()),
            (Some(before), Some(now)) if now > *before => Span::styled("▼", theme::bad()),
            _ => Span::raw(" "),
        };
        Line::from(span)
    }

    /// When this room is to be drawn again though nothing happened.
    pub fn wake(&self, ctx: &Context) -> Option<Instant> {
        let turn = (self.shown(ctx) == Show::WithoutJudges)
            .then(|| self.changes.turned.map(|at| at + TURN))
            .flatten();
        [self.changes.until, turn].into_iter().flatten().min()
    }

    /// Takes away the marks of changes that are no longer new, and turns to what did not fit.
    pub fn tick(&mut self, ctx: &Context, now: Instant) {
        if self.changes.until.is_some_and(|until| until <= now) {
            self.changes.until = None;
            self.changes.fresh.clear();
        }
        if self.shown(ctx) != Show::WithoutJudges {
            self.changes.turned = None;
            return;
        }
        match self.changes.turned {
            Some(at) if now >= at + TURN => {
                self.changes.turned = Some(now);
                let projects = ctx.results().map_or(1, |r| r.projects.len()).max(1);
                self.project = (self.project + 1) % projects;
                if self.project == 0 {
                    self.turn += 1;
                }
            }
            Some(_) => {}
            None => self.changes.turned = Some(now),
        }
    }
}
