//! `finder fetch show`: every row of a source with the text each field was read from, and what is wrong with it. The tool of who describes
//! a source.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    fetch::{Errand, Mode},
    listing::{self, Harvest, Page, Quarantine, Row, Snapshot, Source, remembered},
    report::{
        Column, clean,
        fetch::{Heading, Sheet, numbered, rows_text},
        words,
    },
};

use super::{
    super::{
        Exit, Failure, World,
        args::{FetchFormat, Form, Shared, ShowSourceArgs, Wire},
    },
    asking,
    desk::Desk,
    list, recorded,
    state::State,
    wire,
    work::{Setting, Work, clock},
};

pub(super) fn run(
    args: &ShowSourceArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let Some(desk) = Desk::open(shared, world)? else {
        return Ok(Exit::Wrong);
    };
    let source = desk.source(&args.source)?;
    if let Some(back) = args.back {
        let state = State::open(world)?;
        let Some(older) = state.older(source, back) else {
            return Err(Failure::run(format!(
                "nothing is kept of `{}` from so many changes ago",
                source.id
            ))
            .hint(format!(
                "A smaller number may do: only runs that said something else are kept. `finder fetch show {}` shows the rows of the last run.",
                source.id
            )));
        };
        return without_pages(&older, None, args, world);
    }
    let paths: Vec<&Path> = args.from_file.iter().map(PathBuf::as_path).collect();
    let mut pages = recorded::pages(source, &paths, world.today)?;
    if pages.is_empty() {
        pages = kept(source, world)?;
    }
    if pages.is_empty() {
        let state = State::open(world)?;
        if let Some(last) = state.snapshot(source) {
            return without_pages(&last, state.held(source).as_ref(), args, world);
        }
        return Err(Failure::run(format!("no page of `{}` is kept", source.id))
            .hint("Ask for it with `finder fetch SOURCE`, or give one with `--from-file`."));
    }
    match listing::read(source, &pages, None, &clock(world.elapsed)) {
        Ok(harvest) => {
            write(&harvest, args.format, world)?;
            for warning in &harvest.warnings {
                world.err.note(&clean(warning))?;
            }
            Ok(Exit::Done)
        }
        Err(broken) => {
            let told = format!("the contract of `{}` does not hold: {broken}", source.id);
            world.err.note(&told)?;
            Ok(Exit::No)
        }
    }
}

/// The rows of a run whose pages are not kept.
fn without_pages(
    snapshot: &Snapshot,
    held: Option<&Quarantine>,
    args: &ShowSourceArgs,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let (_, harvest) = remembered(snapshot, held);
    write(&harvest, args.format, world)?;
    let day = snapshot.seen;
    world.err.note(&format!(
        "these are the rows of {day}; their page is not kept"
    ))?;
    let more = held.map_or(0, |held| held.more);
    if more > 0 {
        let more = words::count(more, "row");
        world.err.note(&format!("{more} more were held apart"))?;
    }
    Ok(Exit::Done)
}

/// The pages of the last run: those that broke the contract, or else those that are kept.
fn kept(source: &Source, world: &mut World<'_>) -> Result<Vec<Page>, Failure> {
    let state = State::open(world)?;
    if let Some(pages) = state.broken(source) {
        let page = |(url, text): (String, String)| Page::recorded(url, text, world.today);
        return Ok(pages.into_iter().map(page).collect());
    }
    let wire = Wire {
        offline: true,
        loopback: None,
        hurry: false,
    };
    let setting = Setting {
        keeps: false,
        elapsed: world.elapsed,
        variable: &|_| Some(String::new()),
    };
    let mut work = Work::new(source, None, setting)?;
    let done = wire::fetcher(wire, Mode::Offline, world, &|_| {})
        .run(&mut [&mut work as &mut dyn Errand])
        .map_err(|failure| asking::unable(&failure))?;
    let came = done.iter().all(Result::is_ok);
    Ok(if came { work.pages } else { Vec::new() })
}

/// Writes the rows: paragraphs for people, a sheet with a line a field for others.
fn write(harvest: &Harvest, format: FetchFormat, world: &mut World<'_>) -> Result<(), Failure> {
    match format.format {
        Form::Table => rows_text(&mut *world.out.writer, world.out.style, harvest)?,
        Form::Json | Form::Markdown => list::write(&rows(harvest), format, world)?,
    }
    Ok(())
}

/// The rows, a line a field.
pub(super) fn rows(harvest: &Harvest) -> Sheet {
    Sheet {
        name: "fields",
        headings: vec![
            Heading::new("row", Column::number("Row")),
            Heading::new("field", Column::word("Field")),
            Heading::new("value", Column::text("Says")),
            Heading::new("raw", Column::text("Read from")),
            Heading::new("problem", Column::text("Problem")),
            Heading::hidden("held"),
        ],
        rows: numbered(harvest)
            .into_iter()
            .flat_map(|(row, held)| fields(row, held))
            .collect(),
    }
}

fn fields(row: &Row, held: Option<&str>) -> Vec<Vec<Value>> {
    let line = |field: &str, value: Option<String>, raw: Option<&str>, problem: Option<String>| {
        vec![
            json!(row.number),
            json!(field),
            json!(value),
            json!(raw),
            json!(problem),
            json!(held),
        ]
    };
    let mut lines: Vec<Vec<Value>> = row
        .cells
        .iter()
        .map(|(field, cell)| {
            let value = cell.value.as_ref().map(ToString::to_string);
            let problem = cell.problem.as_ref().map(ToString::to_string);
            line(field.word(), value, Some(&cell.raw), problem)
        })
        .collect();
    // Of a single day the field `next` says all there is.
    let dates = row.dates.iter().filter(|_| row.dates.len() > 1);
    lines.extend(dates.map(|date| line("date", Some(date.to_string()), None, None)));
    if let Some(reason) = held {
        let told = format!("the row is held: {reason}");
        lines.push(line("row", None, None, Some(told)));
    }
    lines
}
