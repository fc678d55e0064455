//! The command line: the outermost room, and the only one where the others meet.
//!
//! [`run`] is the front door. A subcommand is a file here: it settles what the flags mean, asks a room for the answer and a room for
//! the words, and says how the run ends. Nothing here prints but through the writers of its [`World`].

pub mod args;
mod calendar;
mod certs;
mod check;
mod claim;
mod completions;
mod convert;
mod day;
mod diff;
mod exit;
mod explain;
#[cfg(feature = "fetch")]
mod fetch;
mod fix;
mod folders;
mod impact;
mod list;
mod listings;
mod load;
mod log;
mod man;
mod names;
mod need;
mod new;
mod plan;
mod promote;
mod question;
mod rates;
mod record;
mod saved;
mod show;
mod status;
mod suggest;
mod terminal;
mod verify;
mod world;

use clap::{ArgMatches, CommandFactory, FromArgMatches, parser::ValueSource};

pub use exit::{Exit, Failure};
pub use folders::Folders;
pub use terminal::Terminal;
pub use world::{Ask, Question, Screen, World, style};

use args::{Arguments, Command};
use convert::Given;

/// Help pages are never wider than this.
const WIDEST: usize = 100;

/// Does what the command line of `world` asks for, and says how it ended.
pub fn run(mut world: World<'_>) -> Exit {
    let ended = obey(&mut world).and_then(|exit| {
        world.out.writer.flush()?;
        world.err.writer.flush()?;
        Ok(exit)
    });
    ended.unwrap_or_else(|failure| {
        // Where not even this can be told, the exit code still tells it.
        let _ = failure
            .write(world.err.writer)
            .and_then(|()| world.err.writer.flush());
        failure.exit()
    })
}

fn obey(world: &mut World<'_>) -> Result<Exit, Failure> {
    let arguments = match parse(world) {
        Ok(arguments) => arguments,
        Err(page) => return answer(&page, world),
    };
    let shared = &arguments.shared;
    if let Some(today) = Given::maybe("--today", shared.today.as_ref()) {
        world.today = today.date()?;
    }
    match &arguments.command {
        Command::Plan(args) => plan::run(args, shared, world),
        Command::Diff(args) => diff::run(args, shared, world),
        Command::List(args) => list::run(args, shared, world),
        Command::Show(args) => show::run(args, shared, world),
        Command::Certs(args) => certs::run(args, shared, world),
        Command::Log(args) => log::run(args, shared, world),
        Command::Status(args) => status::run(args, shared, world),
        Command::Claim(args) => claim::run(args, shared, world),
        Command::Check(args) => check::run(args, shared, world),
        Command::Impact(args) => impact::run(args, shared, world),
        Command::Explain(args) => explain::run(args, world),
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => fetch::run(args, shared, world),
        Command::Fix(args) => fix::run(args, shared, world),
        Command::New(args) => new::run(args, shared, world),
        Command::Promote(args) => promote::run(args, shared, world),
        Command::Verify(args) => verify::run(args, shared, world),
        Command::Completions(args) => completions::run(args, world),
        Command::Man(args) => man::run(args, world),
    }
}

/// The command line as clap knows it, its pages fitted to that many columns.
fn command(columns: usize) -> clap::Command {
    Arguments::command().term_width(columns.min(WIDEST))
}

fn parse(world: &World<'_>) -> Result<Arguments, clap::Error> {
    let mut command = command(world.out.style.width);
    let mut matches = command.try_get_matches_from_mut(&world.args)?;
    let from_env = matches.value_source("catalog") == Some(ValueSource::EnvVariable);
    let record_from_env = is_record_from_env(&matches);
    let typed = question::typed(&command, &matches);
    let mut arguments = Arguments::from_arg_matches_mut(&mut matches)
        .map_err(|error| error.format(&mut command))?;
    arguments.shared.catalog_from_env = from_env;
    arguments.shared.record_from_env = record_from_env;
    if let Command::Plan(args) = &mut arguments.command {
        args.typed = typed;
    }
    Ok(arguments)
}

/// Whether the subcommand takes a record, and the environment names it.
fn is_record_from_env(matches: &ArgMatches) -> bool {
    matches.subcommand().is_some_and(|(_, matches)| {
        matches.try_contains_id("record").is_ok()
            && matches.value_source("record") == Some(ValueSource::EnvVariable)
    })
}

/// Shows what clap answers itself: a help page or the version that were asked for, or what is wrong with the command line.
fn answer(page: &clap::Error, world: &mut World<'_>) -> Result<Exit, Failure> {
    let asked = !page.use_stderr();
    let screen = if asked {
        &mut world.out
    } else {
        &mut world.err
    };
    let text = page.render();
    if screen.style.color {
        write!(screen.writer, "{}", text.ansi())?;
    } else {
        write!(screen.writer, "{text}")?;
    }
    Ok(if asked { Exit::Done } else { Exit::Wrong })
}
