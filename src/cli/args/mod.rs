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

/// Finds the cheapest way to renew a Cisco certification with Continuing Education credits and exams.
///
/// The catalogue of courses, offers, exams and passes is inside the program: it needs no network.
#[derive(Parser, Debug)]
#[command(
    name = "finder",
    version,
    help_template = pages::TEMPLATE,
    before_help = pages::FINDER,
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
    /// Use this catalogue instead of the one inside the program
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "FINDER_CATALOG",
        hide_env = true,
        display_order = 900,
        value_hint = ValueHint::DirPath
    )]
    pub catalog: Option<PathBuf>,

    /// Answer as of this day instead of today
    #[arg(long, global = true, value_name = "DATE", allow_hyphen_values = true)]
    pub today: Option<String>,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Find the cheapest way to renew a certification
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::PLAN,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Plan(Box<PlanArgs>),

    /// List what earns credits, an offering a row
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::LIST,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    List(Box<ListArgs>),

    /// Show all that is known of an activity, exam, pass or certification
    #[command(
        help_template = pages::TEMPLATE,
        before_help = pages::SHOW,
        after_help = pages::TAIL,
        after_long_help = pages::LONG_TAIL
    )]
    Show(ShowArgs),

    /// List the certifications, their routes, and what each route costs today
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
    /// An id, course code, exam number, exam code, or any name of a certification
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    pub name: String,

    /// How to write the answer: table or json
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
    /// How to write the answer: table, json, csv or markdown
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
    /// Write one file a page into this directory; without it, all pages go to stdout
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
