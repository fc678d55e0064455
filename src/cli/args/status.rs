//! The flags of `finder status` and `finder claim`.

use clap::Args;

use super::{DatedOutput, RecordArgs};

/// `finder status`.
#[derive(Args, Debug)]
pub struct StatusArgs {
    /// How the answer is written.
    #[command(flatten)]
    pub output: DatedOutput,

    /// Which record is meant.
    #[command(flatten)]
    pub record: RecordArgs,
}

/// `finder claim`.
#[derive(Args, Debug)]
pub struct ClaimArgs {
    /// What to claim [default: list all there is]
    #[arg(
        value_name = "ID",
        long_help = "An activity of your record, by its id or its course code. Without one, everything that is to be claimed is listed"
    )]
    pub name: Option<String>,

    /// Say that the steps so far are done
    #[arg(
        long,
        requires = "name",
        conflicts_with = "rejected",
        long_help = "Say that the steps so far are done: what was to submit is pending then, and what was pending is earned. What posts by \
                     itself is earned at once"
    )]
    pub done: bool,

    /// Say that the claim was refused
    #[arg(long, requires = "name")]
    pub rejected: bool,

    /// Which record is meant.
    #[command(flatten)]
    pub record: RecordArgs,
}
