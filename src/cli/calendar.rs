//! What calendars are given, and the memory of it that numbers their entries: one file in the folder of the state.
//!
//! Without that memory a calendar is written all the same, with the numbers of a first one; what stands in its way is told. Two exports at
//! the very same moment are not kept apart: the later one is remembered. Of a day that `--today` supposes nothing is.

use std::{
    fmt::Display,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::shown,
    disk::{self, Private},
    model::{Date, Id, Milestone},
    saved::{Exported, Unreadable},
};

use super::{
    Failure, World,
    args::{RecordArgs, Shared},
    record::Place,
};

/// The name of the file.
const FILE: &str = "calendars.json";

/// The most bytes that are read of it: some thousand entries.
const MOST_BYTES: u64 = 16 << 20;

/// The calendar of how a record stands.
pub(super) const STATUS: &str = "status";

/// The calendar of a plan for a certification.
pub(super) fn of_plan(program: &Id, certification: &Id) -> String {
    format!("plan of {certification} of {program}")
}

/// The record whose calendars they are; nobody's where none is meant.
pub(super) fn owner(
    args: &RecordArgs,
    shared: &Shared,
    world: &World<'_>,
) -> Result<String, Failure> {
    let place = Place::of(args, shared, world)?;
    let path = place.map(|place| disk::true_path(&place.path).unwrap_or(place.path));
    Ok(path.map_or_else(String::new, |path| path.to_string_lossy().into_owned()))
}

/// The entries of a calendar of a record, numbered by what its calendars were given before; `earlier` is another memory of it.
pub(super) fn numbered(
    (owner, calendar): (&str, &str),
    now: Vec<Milestone>,
    earlier: &[Milestone],
    world: &mut World<'_>,
) -> Result<Vec<Milestone>, Failure> {
    let Some(state) = world.folders.state.clone() else {
        let note = "the entries of this calendar are numbered as those of a first one: this machine says of no home";
        world.err.note(note)?;
        return Ok(Exported::default()
            .of(owner)
            .export(calendar, now, world.today));
    };
    let memory = Memory::of(&state);
    let (mut exported, mut told) = match memory.recall() {
        Ok(exported) => (exported, None),
        Err(why) => (Exported::default(), Some(why)),
    };
    let before = exported.clone();
    let calendars = exported.of(owner);
    calendars.learn(calendar, earlier);
    calendars.forget(world.clock);
    let entries = calendars.export(calendar, now, world.today);
    if world.today != world.clock {
        world.err.note(&supposed(world.today, world.clock))?;
    } else if exported != before && !matches!(told, Some(Forgotten::Newer(_))) {
        told = memory.keep(&exported).err().or(told);
    }
    if let Some(told) = told {
        world.err.note(&told.words(&memory.path))?;
    }
    Ok(entries)
}

/// Why nothing of a calendar is remembered: what another day than the clock's would be told is not what was.
fn supposed(today: Date, clock: Date) -> String {
    format!(
        "this calendar tells how things stand on {today}, and today is {clock}: its numbers are not remembered, so import one made without `--today`"
    )
}

/// The file.
struct Memory {
    folder: PathBuf,
    path: PathBuf,
}

/// Why numbers may begin anew.
enum Forgotten {
    /// The file is of a newer program, and is left alone.
    Newer(String),
    /// The file is damaged, and is written anew.
    Damaged(String),
    /// The file cannot be written; why, fit to be shown.
    Unwritten(String),
}

impl Memory {
    fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            path: folder.join(FILE),
        }
    }

    /// What it says; nothing where it is not there yet.
    fn recall(&self) -> Result<Exported, Forgotten> {
        if !disk::is_there(&self.path) {
            return Ok(Exported::default());
        }
        let damaged = |why: &str| Forgotten::Damaged(why.to_owned());
        let bytes = disk::read_kept(&self.path, MOST_BYTES);
        let bytes = bytes.ok_or_else(|| damaged("it cannot be read"))?;
        let text = String::from_utf8(bytes).map_err(|_| damaged("it is no text"))?;
        Exported::read(&text).map_err(|why| match why {
            Unreadable::Newer(..) => Forgotten::Newer(why.to_string()),
            Unreadable::Broken(_) => Forgotten::Damaged(why.to_string()),
        })
    }

    fn keep(&self, exported: &Exported) -> Result<(), Forgotten> {
        let unwritten = |why: &dyn Display| Forgotten::Unwritten(shown(&why.to_string()));
        let text = exported.write().map_err(|error| unwritten(&error))?;
        // What is wrong with a folder is fit to be shown, its path included.
        let folder = Private::open(&self.folder);
        let folder = folder.map_err(|error| Forgotten::Unwritten(error.to_string()))?;
        let written = folder.write(FILE, text.as_bytes());
        written.map_err(|error| unwritten(&error))
    }
}

impl Forgotten {
    fn words(&self, path: &Path) -> String {
        let path = path.to_string_lossy();
        let path = shown(&path);
        match self {
            Self::Newer(why) => format!(
                "the numbers of these entries begin anew, for `{path}` is of a newer `finder` and left alone: {}",
                shown(why)
            ),
            Self::Damaged(why) => format!(
                "the numbers of these entries begin anew, for `{path}` cannot be used: {}",
                shown(why)
            ),
            Self::Unwritten(why) => format!(
                "what this calendar was given is not remembered, so that its numbers may begin anew: {why}"
            ),
        }
    }
}
