//! `finder completions`: a script for a shell.

use super::{Exit, Failure, WIDEST, World, args::CompletionsArgs, command};

pub(super) fn run(args: &CompletionsArgs, world: &mut World<'_>) -> Result<Exit, Failure> {
    // Into memory first: the generator panics when its writer fails, and a pipe may close.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(WIDEST), "finder", &mut script);
    world.out.writer.write_all(&script)?;
    Ok(Exit::Done)
}
