//! How the holder's record is changed: one run at a time, whole or not at all, and never over what could not be read.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        Failure, World,
        args::{RecordArgs, Shared},
    },
    diagnostic::{Sources, shown},
    disk::{self, Durable, Locked, Unconfirmed},
    model::Catalog,
    record::{self, Document, Record},
};

use super::{NAME, Place, nowhere, read};

/// Changes the record that is meant, and makes it if there is none. Nobody else writes it meanwhile; what `change` leaves in the document
/// is on the disk when this is done, and the version before is the backup. `None` for a change that changes nothing.
pub(in crate::cli) fn edit<T>(
    args: &RecordArgs,
    shared: &Shared,
    catalog: &Catalog,
    world: &mut World<'_>,
    change: impl FnOnce(&Record, &mut Document, &mut World<'_>) -> Result<T, Failure>,
) -> Result<(PathBuf, T), Failure> {
    let place = Place::of(args, shared, world)?.ok_or_else(nowhere)?;
    let path = place.path;
    let file = open(&path, world)?;
    let is_there = disk::is_there(file.path());
    let found = if is_there {
        text(&path, &file, catalog, world)?
    } else {
        String::new()
    };
    // A file with nothing in it is a record with nothing in it.
    let is_new = found.trim().is_empty();
    if is_new && disk::is_there(&file.backup()) {
        return Err(lost(&path, &file.backup(), is_there));
    }
    let before = if is_new {
        Document::default().text()
    } else {
        found
    };
    let sources = Sources::new([(
        path.to_string_lossy().into_owned(),
        before.clone().into_bytes(),
    )]);
    let record = read(&path, &sources, catalog, &mut world.err)?;
    let mut document = Document::parse(&before).ok_or_else(|| unsound(&path))?;
    let is_older = document.migrate(&record) && record != Record::default();
    let told = change(&record, &mut document, world)?;
    let after = document.text();
    if after == before && !is_new {
        return Ok((path, told));
    }
    if !is_sound(&after, catalog) {
        return Err(unsound(&path));
    }
    if is_older {
        keep_older(&path, &file, &before, world)?;
    }
    if is_new {
        // Of the first change, too, there is a version before.
        put(&path, &file, &before)?;
        world.err.note(&format!(
            "your record is new: `{}`",
            shown(&path.to_string_lossy())
        ))?;
    }
    put(&path, &file, &after)?;
    Ok((path, told))
}

/// Waits for its turn to write a record.
pub(in crate::cli) fn open(path: &Path, world: &mut World<'_>) -> Result<Durable, Failure> {
    let name = path.to_string_lossy();
    let name = shown(&name);
    let who = |number: Option<u32>| {
        let number = number.map_or_else(String::new, |number| format!(" (process {number})"));
        format!("another `finder`{number} is writing `{name}`")
    };
    let opened = Durable::open(path, |number| {
        // Where not even this can be told, the wait goes on all the same.
        let _ = world.err.note(&format!("{}; waiting for it", who(number)));
    });
    opened.map_err(|why| match why {
        Locked::Busy(number) => Failure::run(format!("{} and does not end", who(number)))
            .hint("Nothing was changed. Try again when it is done."),
        Locked::Failed(error) => unwritten(path, &error),
    })
}

/// The text of a record that is there.
fn text(
    path: &Path,
    file: &Durable,
    catalog: &Catalog,
    world: &mut World<'_>,
) -> Result<String, Failure> {
    let sources = disk::read_one(file.path(), path.to_string_lossy().into_owned());
    match sources.text(0) {
        Some(text) => Ok(text.to_owned()),
        // What is no text has no record in it, and the reader says why.
        None => Err(read(path, &sources, catalog, &mut world.err)
            .err()
            .unwrap_or_else(|| unsound(path))),
    }
}

/// Whether a text is a record without a fault.
pub(in crate::cli) fn is_sound(text: &str, catalog: &Catalog) -> bool {
    let sources = Sources::new([(NAME.to_owned(), text.as_bytes().to_vec())]);
    record::read(&sources, catalog).0.is_some()
}

/// Keeps the file of an older form for good.
fn keep_older(
    path: &Path,
    file: &Durable,
    before: &str,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let kept = file
        .keep(".old-format", before.as_bytes())
        .map_err(|error| unwritten(path, &error))?;
    world.err.note(&format!(
        "your record was of an older form; it is written in the new one, and kept as it was in `{}`",
        shown(&kept.to_string_lossy())
    ))?;
    Ok(())
}

/// Puts a text into the file of a record.
pub(in crate::cli) fn put(path: &Path, file: &Durable, text: &str) -> Result<(), Failure> {
    file.replace(text.as_bytes())
        .map_err(|error| unwritten(path, &error))
}

/// What was there is gone, or emptied, and not by this program: it writes a file whole or not at all.
fn lost(path: &Path, backup: &Path, is_there: bool) -> Failure {
    let (path, backup) = (path.to_string_lossy(), backup.to_string_lossy());
    let how = if is_there { "empty" } else { "gone" };
    Failure::usage(format!(
        "your record, `{}`, is {how}, and its backup is there",
        shown(&path)
    ))
    .hint("`finder log --undo` brings it back.")
    .hint(format!(
        "To begin anew, take the backup away: `{}`.",
        shown(&backup)
    ))
}

fn unsound(path: &Path) -> Failure {
    let path = path.to_string_lossy();
    Failure::run(format!(
        "`{}` would not be a sound record with this change",
        shown(&path)
    ))
    .hint("Nothing was changed. Write it into the file by hand.")
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let name = path.to_string_lossy();
    if Unconfirmed::is_behind(error) {
        let why = error.to_string();
        return Failure::run(format!(
            "your record, `{}`, is written, and the disk does not confirm it: {}",
            shown(&name),
            shown(&why)
        ))
        .hint("See whether the disk is in order, and whether the record says what it is to say.");
    }
    let way_out = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "Make room on the disk, then try again."
        }
        io::ErrorKind::NotFound => "It may be a link to nothing: see where it leads.",
        _ => "Allow yourself to write into its folder, or name another file with `--record FILE`.",
    };
    let why = error.to_string();
    Failure::run(format!(
        "your record, `{}`, cannot be written: {}",
        shown(&name),
        shown(&why)
    ))
    .hint(format!("Nothing was changed. {way_out}"))
}
