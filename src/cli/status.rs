//! `finder status`: how the holder stands, and the one next step.

use std::{collections::BTreeSet, io, path::Path};

use crate::{
    diagnostic::shown,
    disk,
    model::Catalog,
    record::{Record, outlook::outlook},
    report::{
        Style,
        status::{Format, begin, write},
    },
};

use super::{
    Exit, Failure, World,
    args::{self, Shared, StatusArgs},
    convert::csv_texts,
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
    let format = format(&args.output)?;
    let catalog: Catalog = load::catalog(shared, &mut world.err)?;
    let kept = record::load(&args.record, shared, &catalog, world)?;
    let (path, record) = kept.map_or_else(Default::default, |kept| (Some(kept.path), kept.record));
    let gone = gone(&record, &world.folders);
    let outlook = outlook(&record, &catalog, &gone, world.today);
    if format == Format::Text && outlook.is_empty() {
        empty(path.as_deref(), world)?;
        return Ok(Exit::Done);
    }
    write(world.out.writer, format, &outlook, world.out.style)?;
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

fn format(output: &args::DatedOutput) -> Result<Format, Failure> {
    let is_csv = output.format == args::DatedFormat::Csv;
    let texts = csv_texts(output.texts, is_csv)?;
    Ok(match output.format {
        args::DatedFormat::Table => Format::Text,
        args::DatedFormat::Json => Format::Json,
        args::DatedFormat::Csv => Format::Csv(texts),
        args::DatedFormat::Markdown => Format::Markdown,
        args::DatedFormat::Ics => Format::Ics,
    })
}
