//! `finder fetch list`: the declared sources, and how each did last.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    listing::Source,
    report::{
        Column,
        fetch::{Heading, Sheet},
    },
};

use super::{
    super::{
        Exit, Failure, World,
        args::{FetchFormat, Form, ListSourcesArgs, Shared},
    },
    desk::Desk,
    log,
    state::{LastRun, State},
};

pub(super) fn run(
    args: &ListSourcesArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let Some(desk) = Desk::open(shared, world)? else {
        return Ok(Exit::Wrong);
    };
    let state = State::open(world)?;
    if args.runs {
        let sheet = log::sheet(&state);
        if sheet.rows.is_empty() {
            world.err.note("nothing was asked yet")?;
        }
        write(&sheet, args.format, world)?;
        return Ok(Exit::Done);
    }
    let runs = state.runs();
    let now = world.now;
    let row = |source: &Source| row(source, &state, &runs, now);
    let sheet = Sheet {
        name: "sources",
        headings: vec![
            Heading::new("id", Column::word("Source")),
            Heading::new("title", Column::text("Title")),
            Heading::hidden("kind"),
            Heading::hidden("url"),
            Heading::new("enabled", Column::word("Enabled")),
            Heading::new("reviewed", Column::word("Reviewed")),
            Heading::new("last_good", Column::word("Last good")),
            Heading::new("rows", Column::number("Rows")),
            Heading::new("last_run", Column::text("Last run")),
            Heading::new("next", Column::text("Asked again from")),
        ],
        rows: desk.sources.iter().map(row).collect(),
    };
    if sheet.rows.is_empty() {
        world.err.note("no source is declared")?;
    }
    write(&sheet, args.format, world)?;
    Ok(Exit::Done)
}

fn row(
    source: &Source,
    state: &State,
    runs: &BTreeMap<String, LastRun>,
    now: DateTime<Utc>,
) -> Vec<Value> {
    let last = state.snapshot(source);
    let run = runs.get(source.id.as_str());
    let next = run.and_then(|run| run.due(source, now));
    vec![
        json!(source.id.to_string()),
        json!(source.title),
        json!(source.kind().word()),
        json!(source.url),
        json!(source.enabled),
        json!(source.reviewed.map(|day| day.to_string())),
        json!(last.as_ref().map(|last| last.seen.to_string())),
        json!(last.as_ref().map(crate::listing::Snapshot::present)),
        json!(run.map(|run| run.status.clone())),
        json!(next.map(|next| next.format("%Y-%m-%d %H:%M UTC").to_string())),
    ]
}

/// Writes a sheet in the form that was asked for.
pub(super) fn write(
    sheet: &Sheet,
    format: FetchFormat,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let out = &mut *world.out.writer;
    match format.format {
        Form::Json => sheet.json(out, world.today)?,
        Form::Table if sheet.rows.is_empty() => {}
        Form::Table => sheet.table(out, world.out.style)?,
        Form::Markdown => sheet.markdown(out)?,
    }
    Ok(())
}
