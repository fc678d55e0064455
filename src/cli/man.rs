//! `finder man`: a page for the program and one for each subcommand, and what these take as such.

use std::{
    io::{self, Write},
    path::Path,
};

use clap_mangen::Man;

use crate::{diagnostic::shown, disk};

use super::{Exit, Failure, WIDEST, World, args::ManArgs, command};

pub(super) fn run(args: &ManArgs, world: &mut World<'_>) -> Result<Exit, Failure> {
    for (name, page) in pages()? {
        match &args.directory {
            Some(directory) => write_into(directory, &name, &page)?,
            None => world.out.writer.write_all(&page)?,
        }
    }
    Ok(Exit::Done)
}

/// Every page with the name of its file, the program's own first.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut finder = command(WIDEST);
    finder.build();
    all(&finder)
        .into_iter()
        .map(|command| {
            let name = command.get_display_name().unwrap_or(command.get_name());
            Ok((format!("{name}.1"), page(command)?))
        })
        .collect()
}

/// A command and those below it.
fn all(command: &clap::Command) -> Vec<&clap::Command> {
    let below = command.get_subcommands().flat_map(all);
    std::iter::once(command).chain(below).collect()
}

/// One page: what the generator makes of the command, and the examples, which it passes over.
fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let examples = command
        .get_before_long_help()
        .or_else(|| command.get_before_help())
        .map(ToString::to_string);
    let man = Man::new(command.clone())
        .source(concat!("finder ", env!("CARGO_PKG_VERSION")))
        .manual("finder");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    write_examples(&mut page, &examples.unwrap_or_default())?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    man.render_extra_section(&mut page)?;
    Ok(page)
}

/// The examples line by line, without their heading.
fn write_examples(page: &mut Vec<u8>, examples: &str) -> io::Result<()> {
    writeln!(page, ".SH EXAMPLES\n.nf")?;
    for line in examples.lines().skip(1) {
        let line = line.trim_start_matches("  ");
        writeln!(page, "{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
    }
    writeln!(page, ".fi")
}

fn write_into(directory: &Path, name: &str, page: &[u8]) -> Result<(), Failure> {
    disk::write_file(&directory.join(name), page).map_err(|error| {
        let path = directory.to_string_lossy();
        Failure::run(format!(
            "no man page can be written into `{}`: {error}",
            shown(&path)
        ))
        .hint("Give a directory that exists and that you may write into.")
    })
}
