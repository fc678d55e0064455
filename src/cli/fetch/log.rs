//! The log of runs: which source was asked when, and what came of it. The last two hundred are kept.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::report::{
    Column, clean,
    fetch::{Heading, Outcome, Sheet},
};

use super::{super::Failure, state::State};

/// The file.
const LOG: &str = "runs.jsonl";

/// So many runs are kept, over all sources.
const MOST: usize = 200;

/// The longest cause that is kept, in characters.
const LONGEST: usize = 500;

/// One source, asked once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Run {
    when: DateTime<Utc>,
    source: String,
    status: String,
    rows: Option<usize>,
    cause: Option<String>,
}

impl Run {
    pub(super) fn of(outcome: &Outcome, when: DateTime<Utc>) -> Self {
        let cause = outcome.reason.as_ref();
        Self {
            when,
            source: outcome.id.clone(),
            status: outcome.status.clone(),
            rows: outcome.rows,
            cause: cause.map(|cause| clean(cause).chars().take(LONGEST).collect()),
        }
    }
}

/// Puts runs behind those that are kept.
pub(super) fn add(state: &State, runs: Vec<Run>) -> Result<(), Failure> {
    if runs.is_empty() {
        return Ok(());
    }
    let mut all: Vec<Run> = state.lines(LOG);
    all.extend(runs);
    all.drain(..all.len().saturating_sub(MOST));
    state.put_lines(LOG, &all)
}

/// The runs, the newest first.
pub(super) fn sheet(state: &State) -> Sheet {
    let runs: Vec<Run> = state.lines(LOG);
    Sheet {
        name: "runs",
        headings: vec![
            Heading::new("when", Column::text("When")),
            Heading::new("source", Column::word("Source")),
            Heading::new("status", Column::text("Status")),
            Heading::new("rows", Column::number("Rows")),
            Heading::new("cause", Column::text("Why")),
        ],
        rows: runs.iter().rev().take(MOST).map(row).collect(),
    }
}

fn row(run: &Run) -> Vec<Value> {
    vec![
        json!(run.when.format("%Y-%m-%d %H:%M UTC").to_string()),
        json!(clean(&run.source)),
        json!(clean(&run.status)),
        json!(run.rows),
        json!(run.cause.as_deref().map(clean)),
    ]
}
