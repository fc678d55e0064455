//! `finder show`: all that is known of one entry.

use crate::{
    model::Named,
    report::{
        browse::{show_json, show_text},
        words,
    },
};

use super::{
    Exit, Failure, World,
    args::{CardFormat, Shared, ShowArgs},
    convert::Given,
    load, names,
};

/// The most entries that are shown at once: nobody reads more.
const MOST_SHOWN: usize = 50;

pub(super) fn run(
    args: &ShowArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let catalog = load::catalog(shared, &mut world.err)?;
    let found = names::shown_entries(&catalog, &args.name);
    let (program, entries) = found.ok_or_else(|| {
        let failure = names::nothing_to_show(&catalog, &args.name);
        load::perhaps_near(shared, failure)
    })?;
    if entries.len() > MOST_SHOWN {
        let name = Given::new("show", &args.name);
        let activities = words::count(entries.len(), "entry");
        return Err(name
            .wrong(format!(
                "{activities} are called so, and at most {MOST_SHOWN} are shown at once"
            ))
            .hint("`finder list --search TEXT` lists activities, `finder show ID` shows one."));
    }
    for entry in &entries {
        if let Named::Certification(certification) = entry
            && let Some(note) = names::renamed(certification, &args.name, world.today)
        {
            world.err.note(&note)?;
        }
    }
    let out = &mut *world.out.writer;
    match args.format {
        CardFormat::Table => show_text(out, world.out.style, program, &entries, world.today)?,
        CardFormat::Json => show_json(out, program, &entries, world.today)?,
    }
    Ok(Exit::Done)
}
