//! `finder status`: how the holder stands, and the one next step.

use std::{collections::BTreeSet, io, path::Path};

use crate::{
    diagnostic::shown,
    disk,
    model::Catalog,
    record::{Record, outlook::outlook},
    report::{
        Format, Style,
        status::{begin, milestones, write, write_calendar},
    },
};

use super::{
    Exit, Failure, World,
    args::{Shared, StatusArgs},
    calendar,
    convert::dated,
    folders::Folders,
    load,
    log::beyond_tilde,
    record,
};

pub(super) fn run(
    args: &StatusArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let format = dated(&args.output)?;
    let catalog: Catalog = load::catalog(shared, &mut world.err)?;
    let kept = record::load(&args.record, shared, &catalog, world)?;
    let (path, record) = kept.map_or_else(Default::default, |kept| (Some(kept.path), kept.record));
    let gone = gone(&record, &world.folders);
    let outlook = outlook(&record, &catalog, &gone, world.today);
    match format {
        Some(Format::Text) if outlook.is_empty() => {
            empty(path.as_deref(), world)?;
            return Ok(Exit::Done);
        }
        Some(format) => write(world.out.writer, format, &outlook, world.out.style)?,
        None => {
            let owner = calendar::owner(&args.record, shared, world)?;
            let name = (owner.as_str(), calendar::STATUS);
            let milestones = calendar::numbered(name, milestones(&outlook), &[], world)?;
            write_calendar(world.out.writer, &milestones, world.today)?;
        }
    }
    Ok(if outlook.overdue.is_empty() {
        Exit::Done
    } else {
        Exit::No
    })
}

/// Says how to begin.
fn empty(path: Option<&Path>, world: &mut World<'_>) -> io::Result<()> {
    let path = path.map(|path| shown(&path.to_string_lossy()));
    let style: Style = world.out.style;
    begin(world.out.writer, path.as_deref(), style)
}

/// The completions, by place, whose evidence is named and not there.
pub(super) fn gone(record: &Record, folders: &Folders) -> BTreeSet<usize> {
    let completions = record.completions.iter().enumerate();
    let gone = completions.filter(|(_, completion)| {
        let path = completion.evidence.as_deref();
        path.is_some_and(|path| !disk::is_file(&beyond_tilde(path, folders)))
    });
    gone.map(|(place, _)| place).collect()
}
