//! The flags of those who mend the catalogue: `finder check`, `finder impact`, `finder explain`, `finder verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// `finder check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Files or directories of a catalogue [default: catalog]
    #[arg(
        value_name = "PATH",
        value_hint = ValueHint::AnyPath,
        long_help = "Files or directories of a catalogue. The catalogue around each is read too, but only what was asked for is told. \
                     Without any, the directory `catalog` is checked, or the one that --catalog names"
    )]
    pub paths: Vec<PathBuf>,

    /// As text (unless said), json, github or sarif
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CheckFormat,

    /// Let only fail what has changed since this revision
    #[arg(
        long,
        value_name = "REV",
        long_help = "Let only fail what has changed since this revision of git, or broke by it; the rest are notes. Ids that are gone, or \
                     stand for something else than they did, are found too"
    )]
    pub since: Option<String>,

    /// Also note every fact that nobody has looked at for long
    #[arg(long)]
    pub stale: bool,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum CheckFormat {
    /// For people, each over its line
    Text,
    /// For programs
    Json,
    /// For the checks of a pull request on GitHub
    Github,
    /// For code scanning, SARIF 2.1.0
    Sarif,
}

/// `finder impact`.
#[derive(Args, Debug)]
pub struct ImpactArgs {
    /// A revision of git, or a directory with the earlier catalogue
    #[arg(
        value_name = "BASE",
        long_help = "What to compare the catalogue with: a revision of git, such as origin/main, or a directory that holds an earlier \
                     catalogue. The answer is a block of Markdown, for a comment on the change"
    )]
    pub base: String,
}

/// `finder explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The name of a finding, such as unknown-key [default: list all]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `finder verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The id of an entry, or one offering as `activity/offering`
    #[arg(value_name = "ID")]
    pub name: String,

    /// The day you looked [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}
