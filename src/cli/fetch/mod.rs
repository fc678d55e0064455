//! `finder fetch`: the only command that asks the network. It carries pages, has them read and compared, keeps what was good, and reports.

mod asking;
mod clean;
mod desk;
mod ended;
mod links;
mod list;
mod log;
mod progress;
mod propose;
mod recorded;
mod show;
mod state;
mod test;
mod wire;
mod work;

use super::{
    Exit, Failure, World,
    args::{FetchArgs, FetchCommand, Shared},
};

pub(super) fn run(
    args: &FetchArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    match &args.command {
        None => asking::run(&args.run, shared, world),
        Some(FetchCommand::List(args)) => list::run(args, shared, world),
        Some(FetchCommand::Show(args)) => show::run(args, shared, world),
        Some(FetchCommand::Test(args)) => test::run(args, shared, world),
        Some(FetchCommand::Links(args)) => links::run(args, shared, world),
        Some(FetchCommand::Clean(_)) => clean::run(world),
    }
}
