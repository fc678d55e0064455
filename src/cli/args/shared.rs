//! Flags that several subcommands take.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum, ValueHint,
    builder::{OsStringValueParser, TypedValueParser},
};

/// Flags that every subcommand takes.
#[derive(Args, Clone, Debug)]
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
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        long_help = "Use the catalogue in this directory instead of the one that is built into the program"
    )]
    pub catalog: Option<PathBuf>,

    /// Whether `catalog` comes from the environment rather than the command line.
    #[arg(skip)]
    pub catalog_from_env: bool,

    /// Whether the record of the subcommand comes from the environment rather than the command line.
    #[arg(skip)]
    pub record_from_env: bool,

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

/// Which activities are meant.
#[derive(Args, Debug)]
pub struct Filters {
    /// Only what is about this, such as security
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    pub topic: Vec<String>,

    /// Only this kind: course, offer, tutorial, webinar, session, …
    #[arg(
        long = "type",
        value_name = "TYPE",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "Only activities of this kind: course, offer, tutorial, webinar, session, workshop or authoring"
    )]
    pub kind: Vec<String>,
}

/// The currency of an answer, and what others are worth in it.
#[derive(Args, Debug)]
pub struct Exchange {
    /// The currency to compare prices in
    #[arg(long, value_name = "CODE", hide_short_help = true)]
    pub currency: Option<String>,

    /// What another currency is worth, such as GBP=1.27
    #[arg(
        long,
        value_name = "CUR=RATE",
        value_delimiter = ',',
        hide_short_help = true
    )]
    pub rate: Vec<String>,
}

/// How long a command looks that tells several plans.
#[derive(Args, Debug)]
pub struct Patience {
    /// The most seconds to look for the plans
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "10",
        hide_default_value = true,
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "The most seconds to look for the best plans, all together; 10 unless said. When they are over, the best that was found \
                     is told and said to be so"
    )]
    pub time_limit: String,
}

/// Whether what was fetched counts.
#[derive(Args, Debug)]
pub struct Fetched {
    /// Lay fetched offers over the catalogue
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Lay what listings said on their last good run over the catalogue: prices, days, links, new offerings; never credits, titles \
                     or versions. What is touched is told, with the source and the day. Without this, nothing that was fetched changes an answer"
    )]
    pub with_fetched: bool,
}

/// How an answer in rows is written.
#[derive(Args, Debug)]
pub struct Output {
    /// As table (unless said), json, csv or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Format,

    /// How texts stand in CSV.
    #[command(flatten)]
    pub texts: Texts,
}

/// How texts stand in CSV.
#[derive(Args, Clone, Copy, Debug)]
pub struct Texts {
    /// In CSV, leave texts as they are
    #[arg(
        long,
        hide_short_help = true,
        long_help = "In CSV, leave texts as they are. Without this, one that a spreadsheet would take for a formula has a ' before it"
    )]
    pub raw_csv: bool,
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

/// How an answer with days in it is written.
#[derive(Args, Debug)]
pub struct DatedOutput {
    /// Table (unless said), json, csv, markdown or ics
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true,
        long_help = "As table (unless said), json, csv, markdown, or ics: a calendar to import"
    )]
    pub format: DatedFormat,

    /// How texts stand in CSV.
    #[command(flatten)]
    pub texts: Texts,
}

/// How an answer with days in it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DatedFormat {
    /// For people, fitted to the terminal
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For issues and wikis
    Markdown,
    /// For calendars
    Ics,
}
