//! The command line as it is typed: subcommands, flags and their help pages.
//!
//! Imports nothing of ours, so that completions and man pages can be made of it alone. Values stay text here;
//! what they mean is settled once, by the subcommand that takes them.

mod list;
mod pages;
mod plan;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use list::{ListArgs, SortKey};
pub use plan::PlanArgs;

/// Finds the cheapest way to renew a Cisco certification.
///
/// Over every official route: with Continuing Education (CE) credits, with exams, or with both. The catalogue of courses, offers, exams and passes is inside the program: it needs no network.
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

/// Flags that every subcommand takes.
#[derive(Args, Debug)]
pub struct Shared {
    /// Use this catalogue, not the built-in one
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "FINDER_CATALOG",
        hide_env = true,
        display_order = 900,
        value_hint = ValueHint::DirPath,
        long_help = "Use the catalogue in this directory instead of the one that is built into the program"
    )]
    pub catalog: Option<PathBuf>,

    /// Answer as of this day instead of today
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        display_order = 901,
        allow_negative_numbers = true
    )]
    pub today: Option<String>,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Find the cheapest way to renew a certification
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::PLAN,
        before_long_help = pages::LONG_PLAN,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Plan(Box<PlanArgs>),

    /// List what earns credits, an offering a row
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::LIST,
        before_long_help = pages::LONG_LIST,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    List(Box<ListArgs>),

    /// Show an activity, exam, pass or certification, with sources
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::SHOW,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Show(ShowArgs),

    /// List certifications, their routes, and what each costs today
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::CERTS,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Certs(CertsArgs),

    /// Print a completion script for a shell
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::COMPLETIONS,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Completions(CompletionsArgs),

    /// Print the man pages, or write them into a directory
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::MAN,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
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
    /// As table (unless said), json, csv or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Format,
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

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For people, fitted to the terminal
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For issues and wikis
    Markdown,
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
