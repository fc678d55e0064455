//! `finder fetch show`: every row of a source with the text each field was read from, and what is wrong with it. The tool of who describes
//! a source.

use serde_json::{Value, json};

use crate::{
    fetch::{Errand, Mode},
    listing::{self, Harvest, Page, Row, Source},
    report::{
        Column, clean,
        fetch::{Heading, Sheet},
    },
};

use super::{
    super::{
        Exit, Failure, World,
        args::{Shared, ShowSourceArgs, Wire},
    },
    asking,
    desk::Desk,
    list,
    state::State,
    wire,
    work::{Setting, Work},
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
    let mut pages = Vec::new();
    for path in &args.from_file {
        pages.push(asking::recorded(source, path)?);
    }
    if pages.is_empty() {
        pages = kept(source, world)?;
    }
    if pages.is_empty() {
        return Err(Failure::run(format!("no page of `{}` is kept", source.id))
            .hint("Ask for it with `finder fetch SOURCE`, or give one with `--from-file`."));
    }
    match listing::read(source, &pages, None, &|| false) {
        Ok(harvest) => {
            list::write(&rows(&harvest), args.format, world)?;
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

/// The rows, a line a field.
pub(super) fn rows(harvest: &Harvest) -> Sheet {
    let good = harvest.rows.iter().map(|row| (row, None));
    let held = harvest
        .held
        .iter()
        .map(|held| (&held.row, Some(held.reason.as_str())));
    let mut all: Vec<(&Row, Option<&str>)> = good.chain(held).collect();
    all.sort_by_key(|(row, _)| row.number);
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
        rows: all
            .into_iter()
            .flat_map(|(row, held)| fields(row, held))
            .collect(),
    }
}

fn fields(row: &Row, held: Option<&str>) -> Vec<Vec<Value>> {
    let mut lines: Vec<Vec<Value>> = row
        .cells
        .iter()
        .map(|(field, cell)| {
            vec![
                json!(row.number),
                json!(field.word()),
                json!(cell.value.as_ref().map(ToString::to_string)),
                json!(cell.raw),
                json!(cell.problem.as_ref().map(ToString::to_string)),
                json!(held),
            ]
        })
        .collect();
    if let Some(reason) = held {
        let told = format!("the row is held: {reason}");
        lines.push(vec![
            json!(row.number),
            json!("–"),
            Value::Null,
            json!(""),
            json!(told),
            json!(held),
        ]);
    }
    lines
}
