//! `finder fetch test`: recorded pages are read again, and the rows held against those that are expected. The unit test of a source.
//!
//! The pages of `SOURCE` lie beside its `sources.toml` as `fixtures/SOURCE/NAME.html` (or whatever they are), the rows as
//! `NAME.expected.json`. A page that is there to break the contract expects the word for how it breaks.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    diagnostic::shown,
    disk,
    listing::{self, Source},
    report::{diff, words},
};

use super::{
    super::{
        Exit, Failure, World,
        args::{Shared, TestArgs},
    },
    asking,
    desk::Desk,
    show,
};

/// The folder of recorded pages.
const FIXTURES: &str = "fixtures";

/// What the name of a file of rows ends in.
const EXPECTED: &str = ".expected.json";

pub(super) fn run(
    args: &TestArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let Some(desk) = Desk::open(shared, world)? else {
        return Ok(Exit::Wrong);
    };
    let mut sources: Vec<&Source> = Vec::new();
    for name in &args.sources {
        sources.push(desk.source(name)?);
    }
    if sources.is_empty() {
        sources.extend(&desk.sources);
    }
    let places = places(shared, world);
    let (mut tested, mut wrong) = (0, 0);
    for source in sources {
        for page in pages(&places, source) {
            tested += 1;
            if !one(source, &page, args.write, world)? {
                wrong += 1;
            }
        }
    }
    let tested = words::count(tested, "recorded page");
    if wrong > 0 {
        world
            .err
            .note(&format!("{tested}, {wrong} not read as expected"))?;
        return Ok(Exit::No);
    }
    world.err.note(&format!("{tested} read as expected"))?;
    Ok(Exit::Done)
}

/// The folders that a `sources.toml` may lie in.
fn places(shared: &Shared, world: &World<'_>) -> Vec<PathBuf> {
    let root = shared
        .catalog
        .clone()
        .unwrap_or_else(|| PathBuf::from("catalog"));
    let mut places = disk::folders_with(&root, "program.toml").unwrap_or_default();
    places.push(root);
    places.extend(world.folders.config.clone());
    places
}

fn pages(places: &[PathBuf], source: &Source) -> Vec<PathBuf> {
    let folders = places
        .iter()
        .map(|place| place.join(FIXTURES).join(source.id.as_str()));
    folders
        .flat_map(|folder| disk::files_in(&folder))
        .filter(|path| !path.to_string_lossy().ends_with(EXPECTED))
        .collect()
}

/// Reads one page, and says whether it says what is expected.
fn one(source: &Source, page: &Path, write: bool, world: &mut World<'_>) -> Result<bool, Failure> {
    let name = shown(&page.to_string_lossy());
    let read = read(source, page)?;
    let path = page.with_extension("expected.json");
    if write {
        disk::write_file(&path, text(&read).as_bytes()).map_err(|error| {
            Failure::run(format!(
                "`{}` cannot be written: {error}",
                shown(&path.to_string_lossy())
            ))
        })?;
        writeln!(world.out.writer, "{name}: written")?;
        return Ok(true);
    }
    let file = disk::read_one(&path, path.to_string_lossy().into_owned());
    let expected = file
        .text(0)
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    if expected.as_ref() == Some(&read) {
        writeln!(world.out.writer, "{name}: ok")?;
        return Ok(true);
    }
    let out = &mut *world.out.writer;
    match expected {
        Some(expected) => {
            writeln!(out, "{name}: not as expected")?;
            diff::write(
                out,
                world.out.style,
                &path.to_string_lossy(),
                &text(&expected),
                &text(&read),
            )?;
        }
        None => writeln!(
            out,
            "{name}: nothing is expected of it; `--write` writes what is read"
        )?,
    }
    Ok(false)
}

fn read(source: &Source, path: &Path) -> Result<Value, Failure> {
    let page = asking::recorded(source, path)?;
    Ok(match listing::read(source, &[page], None, &|| false) {
        Ok(harvest) => show::rows(&harvest).values(),
        Err(broken) => json!({ "broken": broken.kind.word() }),
    })
}

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}
