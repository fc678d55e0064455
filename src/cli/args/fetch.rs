//! The flags of `finder fetch`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint, builder::FalseyValueParser};

use super::{fetch_pages, pages};

/// `finder fetch`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct FetchArgs {
    /// What else to do.
    #[command(subcommand)]
    pub command: Option<FetchCommand>,

    /// A run.
    #[command(flatten)]
    pub run: RunArgs,
}

/// What `finder fetch` does besides asking listings.
#[derive(Subcommand, Debug)]
#[command(mut_subcommands(fetch_pages::frame))]
pub enum FetchCommand {
    /// List the declared sources, and how each did last
    #[command(before_help = pages::FETCH_LIST)]
    List(ListSourcesArgs),

    /// Show every row of a source, with the text it was read from
    #[command(before_help = pages::FETCH_SHOW)]
    Show(ShowSourceArgs),

    /// Read the recorded pages of sources, and compare the rows
    #[command(before_help = pages::FETCH_TEST)]
    Test(TestArgs),

    /// Ask whether the addresses in the catalogue still lead somewhere
    #[command(before_help = pages::FETCH_LINKS)]
    Links(LinksArgs),

    /// Delete every page that is kept
    #[command(before_help = pages::FETCH_CLEAN)]
    Clean(CleanArgs),
}

/// A run of `finder fetch`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags are on or off")]
pub struct RunArgs {
    /// The sources to ask [default: those that are enabled]
    #[arg(value_name = "SOURCE")]
    pub sources: Vec<String>,

    /// Ask even where what is kept is new enough
    #[arg(
        long,
        conflicts_with = "offline",
        long_help = "Ask even where what is kept is new enough. A page that has not changed is still not sent again"
    )]
    pub refresh: bool,

    /// Keep nothing of this run
    #[arg(long, hide_short_help = true)]
    pub dry_run: bool,

    /// Read this page instead of asking
    #[arg(
        long,
        value_name = "SOURCE=PATH",
        hide_short_help = true,
        long_help = "Read this file as the page of a source, instead of asking for it. Several files of one source are its pages, in this order"
    )]
    pub from_file: Vec<String>,

    /// Write what a person may accept into this directory
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub propose: Option<PathBuf>,

    /// Write credits into proposals too
    #[arg(
        long,
        requires = "propose",
        hide_short_help = true,
        long_help = "Write credits into proposals too. Without this they stand there as a comment: the credits that count are those of the \
                     portal, and no page says what it says"
    )]
    pub accept_credits: bool,

    /// End in 1 when something waits for a person
    #[arg(long)]
    pub check: bool,

    /// How the answer is written.
    #[command(flatten)]
    pub format: FetchFormat,

    /// How the network is met.
    #[command(flatten)]
    pub wire: Wire,
}

/// How the network is met.
#[derive(Args, Clone, Copy, Debug)]
pub struct Wire {
    /// Ask nobody: what is kept has to do
    #[arg(
        long,
        env = "FINDER_OFFLINE",
        hide_env = true,
        value_parser = FalseyValueParser::new(),
        long_help = "Ask nobody: what is kept has to do, however old it is. FINDER_OFFLINE=1 says the same for good"
    )]
    pub offline: bool,

    /// For tests: every host is looked for on this computer, at this port and by plain HTTP.
    #[arg(long, value_name = "PORT", hide = true)]
    pub loopback: Option<u16>,

    /// For tests: short waits.
    #[arg(long, hide = true, requires = "loopback")]
    pub hurry: bool,
}

/// `finder fetch list`.
#[derive(Args, Debug)]
pub struct ListSourcesArgs {
    /// List the last 200 runs instead, the newest first
    #[arg(long)]
    pub runs: bool,

    /// How the answer is written.
    #[command(flatten)]
    pub format: FetchFormat,
}

/// `finder fetch show`.
#[derive(Args, Debug)]
pub struct ShowSourceArgs {
    /// The source
    #[arg(value_name = "SOURCE")]
    pub source: String,

    /// Read this page rather than what is kept
    #[arg(
        long,
        value_name = "PATH",
        value_hint = ValueHint::FilePath,
        long_help = "Read this page rather than what is kept of the last run. Several are the pages of the source, in this order"
    )]
    pub from_file: Vec<PathBuf>,

    /// Show the rows as they were so many changes ago, up to 5
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "from_file",
        value_parser = clap::value_parser!(u8).range(1..=5),
        long_help = "Show the rows as they were so many changes ago. Of each source, the last good rows are kept and those of the five changes before"
    )]
    pub back: Option<u8>,

    /// How the answer is written.
    #[command(flatten)]
    pub format: FetchFormat,
}

/// `finder fetch test`.
#[derive(Args, Debug)]
pub struct TestArgs {
    /// The sources to test [default: all with recorded pages]
    #[arg(
        value_name = "SOURCE",
        long_help = "The sources to test. Without any, all that have recorded pages. A page of SOURCE lies beside its sources.toml as \
                     fixtures/SOURCE/NAME.html (or .json, .xml, .ics, .csv), several pages of it in a folder fixtures/SOURCE/NAME; the rows as \
                     fixtures/SOURCE/NAME.expected.json"
    )]
    pub sources: Vec<String>,

    /// Write the rows that are read as those expected
    #[arg(long)]
    pub write: bool,
}

/// `finder fetch links`.
#[derive(Args, Debug)]
pub struct LinksArgs {
    /// Only addresses in which this text occurs
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,

    /// How the answer is written.
    #[command(flatten)]
    pub format: FetchFormat,

    /// How the network is met.
    #[command(flatten)]
    pub wire: Wire,
}

/// `finder fetch clean`.
#[derive(Args, Debug)]
pub struct CleanArgs {}

/// How an answer about listings is written.
#[derive(Args, Clone, Copy, Debug)]
pub struct FetchFormat {
    /// As table (unless said), json or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Form,
}

/// The forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Form {
    /// For people, fitted to the terminal
    Table,
    /// For programs
    Json,
    /// For issues and pull requests
    Markdown,
}
