//! `finder man`: a page for the program and one for each subcommand.

use std::path::Path;

use clap_mangen::Man;

use crate::diagnostic::shown;

use super::{Exit, Failure, WIDEST, World, args::ManArgs, command};

pub(super) fn run(args: &ManArgs, world: &mut World<'_>) -> Result<Exit, Failure> {
    match &args.directory {
        Some(directory) => write_into(directory)?,
        None => write_all(world)?,
    }
    Ok(Exit::Done)
}

fn write_all(world: &mut World<'_>) -> Result<(), Failure> {
    let mut finder = command(WIDEST);
    finder.build();
    Man::new(finder.clone()).render(&mut world.out.writer)?;
    for subcommand in finder.get_subcommands() {
        Man::new(subcommand.clone()).render(&mut world.out.writer)?;
    }
    Ok(())
}

/// The generator carries the files itself: a page is its business, and nothing reads it back.
fn write_into(directory: &Path) -> Result<(), Failure> {
    clap_mangen::generate_to(command(WIDEST), directory).map_err(|error| {
        let path = directory.to_string_lossy();
        Failure::run(format!(
            "no man page can be written into `{}`: {error}",
            shown(&path)
        ))
        .hint("Give a directory that exists and that you may write into.")
    })
}
