//! The flags of those who mend the catalogue: `finder check`, `finder impact`, `finder explain`, `finder fix`, `finder new`,
//! `finder promote`, `finder verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::shared::Patience;

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

    /// How long it looks.
    #[command(flatten)]
    pub patience: Patience,
}

/// `finder explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The name of a finding, such as unknown-key [default: list all]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `finder fix`.
#[derive(Args, Debug)]
pub struct FixArgs {
    /// Files or directories of a catalogue [default: catalog]
    #[arg(
        value_name = "PATH",
        value_hint = ValueHint::AnyPath,
        long_help = "Files or directories of a catalogue. Without any, the directory `catalog` is meant, or the one that --catalog names"
    )]
    pub paths: Vec<PathBuf>,

    /// Write the files, and name them, instead of showing a diff
    #[arg(long)]
    pub write: bool,

    /// End in 1 when a file is not as it should be
    #[arg(long, conflicts_with = "write")]
    pub check: bool,
}

/// `finder new`. What the values mean is for the checks to say.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// The id it gets [default: made of course and version, or title]
    #[arg(value_name = "ID")]
    pub id: Option<String>,

    /// The program it earns credits for, if there are several
    #[arg(
        long,
        value_name = "ID",
        long_help = "The program it earns credits for [default: the only one, or the only one that knows --from, --provider and --exam]"
    )]
    pub program: Option<String>,

    /// Its newest official title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,

    /// Such as course, webinar or workshop
    #[arg(
        long = "type",
        value_name = "TYPE",
        long_help = "course, offer, tutorial, webinar, session, workshop or authoring"
    )]
    pub kind: Option<String>,

    /// Start from this activity, for another version of it
    #[arg(long, value_name = "ID")]
    pub from: Option<String>,

    /// The https address of the page you read
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,

    /// The day you read it [default: today]
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    pub checked: Option<String>,

    /// What makes it the same course, such as ENCOR
    #[arg(long, value_name = "CODE", hide_short_help = true)]
    pub course: Option<String>,

    /// The version, if the page states it
    #[arg(long, value_name = "VERSION", hide_short_help = true)]
    pub version: Option<String>,

    /// The CE credits it earns
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub credits: Option<String>,

    /// Hours of work
    #[arg(long, value_name = "HOURS", hide_short_help = true)]
    pub hours: Option<String>,

    /// What it is about, such as ai,security
    #[arg(long, value_name = "TOPICS", hide_short_help = true)]
    pub topics: Option<String>,

    /// What its credits count in, where the program has categories
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub category: Option<String>,

    /// The activities to be done before it
    #[arg(long, value_name = "IDS", hide_short_help = true)]
    pub requires: Option<String>,

    /// The exam it prepares for
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub exam: Option<String>,

    /// What the other keys cannot say
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub note: Option<String>,

    /// Who offers it
    #[arg(long, value_name = "ID")]
    pub provider: Option<String>,

    /// self-paced, instructor-led, virtual or event
    #[arg(long, value_name = "FORMAT", hide_short_help = true)]
    pub format: Option<String>,

    /// Such as free, "3995 USD" or "3995 USD, 43 CLC"
    #[arg(long, value_name = "PRICE", hide_short_help = true)]
    pub cost: Option<String>,

    /// The passes that open it
    #[arg(long, value_name = "IDS", hide_short_help = true)]
    pub passes: Option<String>,

    /// The first day
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    pub opens: Option<String>,

    /// The last day on which it earns credit, or never
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    pub expires: Option<String>,

    /// Where to go to take it
    #[arg(long, value_name = "URL", hide_short_help = true)]
    pub url: Option<String>,

    /// Write the file without asking
    #[arg(long)]
    pub write: bool,
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

/// `finder promote`.
#[derive(Args, Debug)]
pub struct PromoteArgs {
    /// A file that `finder fetch --propose` wrote
    #[arg(
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        long_help = "A file that `finder fetch --propose DIR` wrote, as you left it: what you deleted is left for later, what you gave \
                     `dismiss = \"why\"` is not proposed again"
    )]
    pub file: PathBuf,

    /// Write the change, rather than show it
    #[arg(long)]
    pub write: bool,

    /// As text (unless said) or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: PromoteFormat,
}

/// The forms of what a proposal does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum PromoteFormat {
    /// For people, as a unified diff
    Text,
    /// For programs
    Json,
}
