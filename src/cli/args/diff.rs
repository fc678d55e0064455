//! The flags of `finder diff`.

use clap::{Args, ValueEnum};

use super::RecordArgs;

/// `finder diff`.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The plan, by the name it was kept under [default: list all]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,

    /// As table (unless said), json or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: DiffFormat,

    /// Which record is read.
    #[command(flatten)]
    pub record: RecordArgs,
}

/// How it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DiffFormat {
    /// For people, fitted to the terminal
    Table,
    /// For programs
    Json,
    /// For issues and wikis
    Markdown,
}
