//! The holder's record of a run: where it lies and what it says; `edit` changes it.

mod edit;

use std::path::{Path, PathBuf};

use crate::{
    diagnostic::{Code, Diagnostic, Sources, shown},
    disk,
    model::Catalog,
    record::{self, Record},
    report::{snippet, words},
};

use super::{
    Failure, World,
    args::{RecordArgs, Shared},
    world::Screen,
};

pub(super) use crate::record::Document;
pub(super) use edit::{edit, is_sound, open, put};

/// What the file is called in the data folder.
const NAME: &str = "record.toml";

/// How many names that the catalogue does not have are told.
const MOST_NAMED: usize = 3;

/// A record that is there, and where.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its path, as it was named.
    pub(super) path: PathBuf,
    /// What it says.
    pub(super) record: Record,
}

/// The record that is meant. `None` where there is none yet; every fault in one is told at its place, and then there is no answer.
pub(super) fn load(
    args: &RecordArgs,
    shared: &Shared,
    catalog: &Catalog,
    world: &mut World<'_>,
) -> Result<Option<Kept>, Failure> {
    let Some(place) = Place::of(args, shared, world)? else {
        return Ok(None);
    };
    if !disk::is_there(&place.path) {
        return place.none_yet();
    }
    let sources = disk::read_one(&place.path, place.path.to_string_lossy().into_owned());
    let record = read(&place.path, &sources, catalog, &mut world.err)?;
    let path = place.path;
    Ok(Some(Kept { path, record }))
}

/// What the text of a record says. All that is found is told; an error ends the run.
pub(super) fn read(
    path: &Path,
    sources: &Sources,
    catalog: &Catalog,
    err: &mut Screen<'_>,
) -> Result<Record, Failure> {
    let (record, findings) = record::read(sources, catalog);
    // Beside an error each is told at its place, for it may be what went wrong.
    let is_name =
        |finding: &&Diagnostic| finding.code == Code::UnknownReference && record.is_some();
    let (names, others): (Vec<_>, Vec<_>) = findings.iter().partition(is_name);
    for finding in others {
        snippet::write(err.writer, &err.style, sources, finding)?;
    }
    if !names.is_empty() {
        err.note(&unknown(&names, sources))?;
    }
    record.ok_or_else(|| unusable(path, sources, &findings))
}

/// That the catalogue does not have what is named, in one line: it is most likely her own, and told at every command.
fn unknown(names: &[&Diagnostic], sources: &Sources) -> String {
    let name = |finding: &&Diagnostic| {
        let label = finding.primary()?;
        let written = sources.text(label.file)?.get(label.span.clone())?;
        let name = shown(written.trim_matches(['"', '\'']));
        let line = sources.position(label.file, label.span.start).line;
        let perhaps = match label.text.as_str() {
            "" => String::new(),
            text => format!("; {text}"),
        };
        Some(format!("`{name}` (line {line}{perhaps})"))
    };
    let mut told: Vec<String> = names.iter().filter_map(name).take(MOST_NAMED).collect();
    let more = names.len().saturating_sub(told.len());
    told.extend((more > 0).then(|| format!("{more} more")));
    format!(
        "of what your record names, the catalogue does not have {}: what the record says of it counts",
        words::list(&told)
    )
}

fn unusable(path: &Path, sources: &Sources, findings: &[Diagnostic]) -> Failure {
    let path = path.to_string_lossy();
    let path = shown(&path);
    if sources.unread(0).is_some() {
        return Failure::run(format!("your record, `{path}`, cannot be read"))
            .hint("Put that right, or name another file with `--record FILE`.");
    }
    if record::is_newer(sources) {
        return Failure::usage(format!(
            "your record, `{path}`, is of a newer form than this `finder` knows"
        ))
        .hint("Get a newer `finder`, or name another file with `--record FILE`.");
    }
    let faults = findings.iter().filter(|finding| finding.is_error()).count();
    let faults = words::count(faults, "fault");
    Failure::usage(format!("{faults} in your record, `{path}`"))
        .hint("Mend it in an editor; until then it is neither used nor written.")
}

/// Where a record lies or will lie, and who said so.
#[derive(Debug)]
pub(super) struct Place {
    /// The path, as it was named.
    pub(super) path: PathBuf,
    named: Named,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Named {
    /// The flag did.
    Flag,
    /// The variable did.
    Variable,
    /// It is the one in the data folder.
    Nobody,
}

impl Place {
    /// The file that is named, or else the one in the data folder. A variable that is set to nothing names none, as it does elsewhere.
    /// `None` where this machine knows of no data folder.
    pub(super) fn of(
        args: &RecordArgs,
        shared: &Shared,
        world: &World<'_>,
    ) -> Result<Option<Self>, Failure> {
        let named = if shared.record_from_env {
            Named::Variable
        } else {
            Named::Flag
        };
        match &args.record {
            Some(path) if !path.as_os_str().is_empty() => Ok(Some(Self {
                path: path.clone(),
                named,
            })),
            Some(_) if named == Named::Flag => Err(Failure::usage("`--record` names no file")
                .hint("Leave it out to use the record in your data folder.")),
            _ => Ok(world.folders.data.as_ref().map(|folder| Self {
                path: folder.join(NAME),
                named: Named::Nobody,
            })),
        }
    }

    /// Nothing is there. Who named it on the command line has most likely made a slip.
    fn none_yet<T>(&self) -> Result<Option<T>, Failure> {
        if self.named != Named::Flag {
            return Ok(None);
        }
        let path = self.path.to_string_lossy();
        Err(Failure::usage(format!(
            "`--record {}`: there is no such file",
            shown(&path)
        ))
        .hint("`finder log` makes it."))
    }
}

/// The record that a command would change, where this machine says.
pub(super) fn path(
    args: &RecordArgs,
    shared: &Shared,
    world: &World<'_>,
) -> Result<PathBuf, Failure> {
    let place = Place::of(args, shared, world)?;
    place.map(|place| place.path).ok_or_else(nowhere)
}

fn nowhere() -> Failure {
    Failure::run("this machine says of no folder for your data")
        .hint("Name the file of your record with `--record FILE`.")
}
