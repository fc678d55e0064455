//! The command line as it is typed: subcommands, flags and their help pages.
//!
//! Imports nothing of ours, so that completions and man pages can be made of it alone. Values stay text here;
//! what they mean is settled once, by the subcommand that takes them.

mod contribute;
mod diff;
#[cfg(feature = "fetch")]
mod fetch;
#[cfg(feature = "fetch")]
mod fetch_pages;
mod list;
mod log;
mod pages;
mod plan;
mod record;
mod shared;
mod status;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use contribute::{
    CheckArgs, CheckFormat, ExplainArgs, FixArgs, ImpactArgs, NewArgs, PromoteArgs, PromoteFormat,
    VerifyArgs,
};
pub use diff::{DiffArgs, DiffFormat};
#[cfg(feature = "fetch")]
pub use fetch::{
    FetchArgs, FetchCommand, FetchFormat, Form, LinksArgs, ListSourcesArgs, RunArgs,
    ShowSourceArgs, TestArgs, Wire,
};
pub use list::{ListArgs, SortKey};
pub use log::{
    DefaultKey, LogArgs, LogCert, LogClc, LogCommand, LogDefaults, LogExam, LogPass, LogTaken,
    Papers,
};
pub use plan::{Choice, Holdings, PlanArgs, Prices, Time, Wishes};
pub use record::RecordArgs;
pub use shared::{
    DatedFormat, DatedOutput, Exchange, Fetched, Filters, Format, Output, Patience, Shared, Texts,
};
pub use status::{ClaimArgs, StatusArgs};

/// Finds the cheapest way to renew a Cisco certification.
///
/// Over every official route: with Continuing Education (CE) credits, with exams, or with both. The catalogue of courses, offers, exams and passes is inside the program: it needs no network. It knows the rules of some other programmes too; `finder certs` lists their certifications.
#[derive(Parser, Debug)]
#[command(
    name = "finder",
    version,
    help_template = pages::TEMPLATE,
    before_help = pages::FINDER,
    before_long_help = pages::LONG_FINDER,
    after_help = pages::TAIL,
    after_long_help = pages::LONG_TAIL,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// What every subcommand takes.
    #[command(flatten)]
    pub shared: Shared,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
#[command(mut_subcommands(pages::frame))]
pub enum Command {
    /// Find the cheapest way to renew a certification
    #[command(
        before_help = pages::PLAN,
        before_long_help = pages::LONG_PLAN
    )]
    Plan(Box<PlanArgs>),

    /// Say what has become of a plan that was kept
    #[command(before_help = pages::DIFF)]
    Diff(DiffArgs),

    /// List what earns credits, an offering a row
    #[command(
        before_help = pages::LIST,
        before_long_help = pages::LONG_LIST
    )]
    List(Box<ListArgs>),

    /// Show an activity, exam, pass or certification, with sources
    #[command(before_help = pages::SHOW)]
    Show(ShowArgs),

    /// List certifications, their routes, and what each costs today
    #[command(before_help = pages::CERTS)]
    Certs(CertsArgs),

    /// Remember what you completed, passed and hold
    #[command(
        before_help = pages::LOG,
        before_long_help = pages::LONG_LOG
    )]
    Log(Box<LogArgs>),

    /// Say how you stand: days left, gaps, claims, and what to do next
    #[command(
        before_help = pages::STATUS,
        before_long_help = pages::LONG_STATUS
    )]
    Status(StatusArgs),

    /// Walk the steps of a claim, and say how far it has come
    #[command(before_help = pages::CLAIM)]
    Claim(ClaimArgs),

    /// Ask declared listings what they offer now, and compare
    ///
    /// It is the only command that touches the network, and it changes nothing in the catalogue. It ends in 1 with --check when something waits for a person, and in 3 when a source failed that is not marked as fragile, or nothing could be used.
    #[cfg(feature = "fetch")]
    #[command(
        before_help = pages::FETCH,
        before_long_help = pages::LONG_FETCH
    )]
    Fetch(Box<FetchArgs>),

    /// Find every fault in a catalogue, at its place
    #[command(
        before_help = pages::CHECK,
        before_long_help = pages::LONG_CHECK
    )]
    Check(CheckArgs),

    /// Say what a change to the catalogue does to the cheapest plans
    #[command(before_help = pages::IMPACT)]
    Impact(ImpactArgs),

    /// Explain a finding of `check`, with an example
    #[command(before_help = pages::EXPLAIN)]
    Explain(ExplainArgs),

    /// Put a catalogue into canonical form, and mend what can be
    #[command(before_help = pages::FIX)]
    Fix(FixArgs),

    /// Make the file of an activity that is missing
    #[command(
        before_help = pages::NEW,
        before_long_help = pages::LONG_NEW
    )]
    New(Box<NewArgs>),

    /// Bring an accepted proposal of a listing into the catalogue
    #[command(before_help = pages::PROMOTE)]
    Promote(PromoteArgs),

    /// Say that you looked at an entry and nothing has changed
    #[command(before_help = pages::VERIFY)]
    Verify(VerifyArgs),

    /// Print a completion script for a shell
    #[command(before_help = pages::COMPLETIONS)]
    Completions(CompletionsArgs),

    /// Print the man pages, or write them into a directory
    #[command(before_help = pages::MAN)]
    Man(ManArgs),
}

/// `finder show`.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// An id or a code, or any name of a certification
    #[arg(
        value_name = "ID",
        long_help = "The id of an activity, exam or pass; a course code; an exam's code; or any name of a certification"
    )]
    pub name: String,

    /// As table (unless said) or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CardFormat,
}

/// `finder certs`.
#[derive(Args, Debug)]
pub struct CertsArgs {
    /// Only of this program, such as cisco
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub program: Vec<String>,

    /// How long it looks.
    #[command(flatten)]
    pub patience: Patience,

    /// How the answer is written.
    #[command(flatten)]
    pub output: Output,
}

/// `finder completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell to complete in
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `finder man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// Write a file a page into this directory [default: to stdout]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub directory: Option<PathBuf>,
}

/// How one entry is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum CardFormat {
    /// For people, fitted to the terminal
    Table,
    /// For programs
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }
}
