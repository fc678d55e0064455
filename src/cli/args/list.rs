//! The flags of `finder list`.

use clap::{Args, ValueEnum};

use super::Format;

/// `finder list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Only what costs nothing today, without a paid pass
    #[arg(long)]
    pub free: bool,

    /// Only what costs at most this much
    #[arg(
        long,
        value_name = "AMOUNT",
        allow_hyphen_values = true,
        long_help = "Only what is known to cost at most this much, in the list's currency"
    )]
    pub max_cost: Option<String>,

    /// Only what earns at least this much
    #[arg(
        long,
        value_name = "CREDITS",
        allow_hyphen_values = true,
        long_help = "Only what earns at least this many credits. 0 shows also what earns nothing, or what nobody says the credits of, \
                     which is hidden otherwise"
    )]
    pub min_credits: Option<String>,

    /// Only what earns at most this much
    #[arg(
        long,
        value_name = "CREDITS",
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub max_credits: Option<String>,

    /// Only what is about this, such as security
    #[arg(
        long,
        value_name = "TOPIC",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    pub topic: Vec<String>,

    /// Only this kind: course, offer, tutorial, webinar, session, …
    #[arg(
        long = "type",
        value_name = "TYPE",
        value_delimiter = ',',
        allow_hyphen_values = true,
        hide_short_help = true,
        long_help = "Only activities of this kind: course, offer, tutorial, webinar, session, workshop or authoring"
    )]
    pub kind: Vec<String>,

    /// Only taken in this form: self-paced, instructor-led, virtual, event
    #[arg(
        long,
        value_name = "FORM",
        value_delimiter = ',',
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub delivery: Vec<String>,

    /// Only from this provider, such as cisco-u
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub provider: Vec<String>,

    /// Only what ends within so many days
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true)]
    pub ending: Option<String>,

    /// Only what was opened or checked in the last so many days
    #[arg(
        long,
        value_name = "DAYS",
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub new: Option<String>,

    /// Also what ended, was withdrawn, or is too old to rely on
    #[arg(long)]
    pub expired: bool,

    /// Only what has these words in its title, id, course code or topics
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub search: Option<String>,

    /// What comes first
    #[arg(
        long,
        value_name = "KEY",
        default_value = "title",
        hide_possible_values = true,
        hide_default_value = true,
        help = "By cost, credits, cost-per-credit, title (unless said), ends or checked",
        long_help = "What to sort by: cost, credits, cost-per-credit, title (unless said), ends (soonest first) or checked (latest first). \
                     Unknown values come last"
    )]
    pub sort: SortKey,

    /// The currency to compare prices in
    #[arg(
        long,
        value_name = "CODE",
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub currency: Option<String>,

    /// What another currency is worth, such as GBP=1.27
    #[arg(
        long,
        value_name = "CUR=RATE",
        value_delimiter = ',',
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub rate: Vec<String>,

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

/// What a list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum SortKey {
    /// The cheapest first
    Cost,
    /// The fewest credits first
    Credits,
    /// The cheapest credit first
    CostPerCredit,
    /// By title
    Title,
    /// What ends soonest first
    Ends,
    /// What was looked at last first
    Checked,
}
