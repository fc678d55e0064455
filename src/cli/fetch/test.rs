//! `finder fetch test`: recorded pages are read again, and the rows held against those that are expected. The unit test of a source.
//!
//! The pages of `SOURCE` lie beside its `sources.toml` as `fixtures/SOURCE/NAME.html` (or whatever they are), the rows as
//! `NAME.expected.json`. Where the source has several pages, they lie in a folder `NAME`, in the order of their names. Pages that are there to
//! break the contract expect the word for how it breaks.
//!
//! What is expected says of which day it is: what a page says of days to come does not change with those on which it is tested.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    diagnostic::shown,
    disk,
    listing::{self, Source},
    model::Date,
    report::{clean, diff, words},
};

use super::{
    super::{
        Exit, Failure, World,
        args::{Shared, TestArgs},
    },
    desk::Desk,
    recorded, show,
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
        let recordings = recordings(&places, source);
        if recordings.is_empty() && !args.sources.is_empty() {
            unrecorded(Some(source), world)?;
        }
        for recording in recordings {
            tested += 1;
            if !one(source, &recording, args.write, world)? {
                wrong += 1;
            }
        }
    }
    if tested == 0 {
        if args.sources.is_empty() {
            unrecorded(None, world)?;
        }
        return Ok(Exit::Done);
    }
    let tested = words::count(tested, "recording");
    if wrong > 0 {
        world
            .err
            .note(&format!("{tested}, {wrong} not read as expected"))?;
        return Ok(Exit::No);
    }
    world.err.note(&format!("{tested} read as expected"))?;
    Ok(Exit::Done)
}

/// Says that there is nothing to test, of a source or at all, and where it would lie.
fn unrecorded(source: Option<&Source>, world: &mut World<'_>) -> Result<(), Failure> {
    let (of, id) = source.map_or((String::new(), "SOURCE"), |source| {
        (format!(" of `{}`", source.id), source.id.as_str())
    });
    world
        .err
        .note(&format!("nothing is recorded{of}: nothing is tested"))?;
    world.err.hint(&format!(
        "Save a page as `{FIXTURES}/{id}/NAME.html` beside `sources.toml`; `finder fetch test {id} --write` writes what is read of it."
    ))?;
    Ok(())
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

/// What was recorded at one time: a page, or the pages in a folder.
struct Recording {
    path: PathBuf,
    pages: Vec<PathBuf>,
}

fn recordings(places: &[PathBuf], source: &Source) -> Vec<Recording> {
    let mut found = Vec::new();
    for place in places {
        let folder = place.join(FIXTURES).join(source.id.as_str());
        let pages = disk::files_in(&folder).into_iter();
        let pages = pages.filter(|path| !path.to_string_lossy().ends_with(EXPECTED));
        found.extend(pages.map(|path| Recording {
            pages: vec![path.clone()],
            path,
        }));
        found.extend(disk::folders_in(&folder).into_iter().map(|path| {
            let mut pages = disk::files_in(&path);
            pages.sort_by_key(|page| number(page));
            Recording { path, pages }
        }));
    }
    found
}

/// The number that a page is called by, so that the tenth comes after the second. Names without one keep their order, after those.
fn number(page: &Path) -> u32 {
    let stem = page.file_stem().unwrap_or_default().to_string_lossy();
    let digits = stem.rsplit(|c: char| !c.is_ascii_digit()).next();
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(u32::MAX)
}

/// Reads one recording, and says whether it says what is expected.
fn one(
    source: &Source,
    recording: &Recording,
    write: bool,
    world: &mut World<'_>,
) -> Result<bool, Failure> {
    let name = shown(&recording.path.to_string_lossy());
    let path = expected_at(&recording.path);
    let file = disk::read_one(&path, path.to_string_lossy().into_owned());
    let expected = file
        .text(0)
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    let on = expected.as_ref().and_then(day_of).unwrap_or(world.today);
    let read = read(source, recording, on)?;
    if write {
        disk::write_file(&path, text(&read).as_bytes()).map_err(|error| {
            let path = shown(&path.to_string_lossy());
            Failure::run(format!("`{path}` cannot be written: {error}"))
        })?;
        writeln!(world.out.writer, "{name}: written")?;
        return Ok(true);
    }
    if expected.as_ref() == Some(&read) {
        writeln!(world.out.writer, "{name}: ok")?;
        return Ok(true);
    }
    let out = &mut *world.out.writer;
    match expected {
        Some(expected) => {
            writeln!(out, "{name}: not as expected")?;
            let (was, is) = (text(&expected), text(&read));
            diff::write(out, world.out.style, &path.to_string_lossy(), &was, &is)?;
        }
        None => writeln!(
            out,
            "{name}: nothing is expected of it; `--write` writes what is read"
        )?,
    }
    Ok(false)
}

/// The file of what is expected: beside the page, or beside the folder.
fn expected_at(path: &Path) -> PathBuf {
    path.with_extension(EXPECTED.trim_start_matches('.'))
}

/// The day as of which it is expected.
fn day_of(expected: &Value) -> Option<Date> {
    expected.get("seen")?.as_str()?.parse().ok()
}

fn read(source: &Source, recording: &Recording, on: Date) -> Result<Value, Failure> {
    let paths: Vec<&Path> = recording.pages.iter().map(PathBuf::as_path).collect();
    let pages = recorded::pages(source, &paths, on)?;
    let seen = on.to_string();
    Ok(match listing::read(source, &pages, None, &|| false) {
        Ok(harvest) => {
            let fields = show::rows(&harvest).values();
            let warnings: Vec<String> = harvest.warnings.iter().map(|text| clean(text)).collect();
            json!({ "seen": seen, "fields": fields, "warnings": warnings })
        }
        Err(broken) => json!({ "seen": seen, "broken": broken.kind.word() }),
    })
}

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}
