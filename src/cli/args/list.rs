//! The flags of `finder list`.

use clap::{Args, ValueEnum};

use super::{Exchange, Filters, Output};

/// `finder list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Only what costs nothing, without a paid pass
    #[arg(long)]
    pub free: bool,

    /// Only what costs at most this much
    #[arg(
        long,
        value_name = "AMOUNT",
        allow_negative_numbers = true,
        long_help = "Only what is known to cost at most this much, in the list's currency"
    )]
    pub max_cost: Option<String>,

    /// Only what earns at least this much
    #[arg(
        long,
        value_name = "CREDITS",
        allow_negative_numbers = true,
        long_help = "Only what earns at least this many credits. 0 shows also what earns nothing, or what nobody says the credits of, \
                     which is hidden otherwise"
    )]
    pub min_credits: Option<String>,

    /// Only what earns at most this much
    #[arg(
        long,
        value_name = "CREDITS",
        allow_negative_numbers = true,
        hide_short_help = true
    )]
    pub max_credits: Option<String>,

    /// What the activities are about.
    #[command(flatten)]
    pub filters: Filters,

    /// Only of this program, such as cisco
    #[arg(long, value_name = "ID", value_delimiter = ',', hide_short_help = true)]
    pub program: Vec<String>,

    /// Only taken in this form: self-paced, instructor-led, virtual, event
    #[arg(
        long,
        value_name = "FORM",
        value_delimiter = ',',
        hide_short_help = true
    )]
    pub delivery: Vec<String>,

    /// Only from this provider, such as cisco-u
    #[arg(long, value_name = "ID", value_delimiter = ',', hide_short_help = true)]
    pub provider: Vec<String>,

    /// Only what ends within so many days
    #[arg(
        long,
        value_name = "DAYS",
        allow_negative_numbers = true,
        long_help = "Only what ends within so many days, and classes that begin within them: nobody joins later"
    )]
    pub ending: Option<String>,

    /// Only what was opened or checked in the last so many days
    #[arg(
        long,
        value_name = "DAYS",
        allow_negative_numbers = true,
        hide_short_help = true
    )]
    pub new: Option<String>,

    /// Only what nobody has looked at for long
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Only what has not ended and has facts that nobody has looked at within the limit that the program sets, whatever it earns"
    )]
    pub stale: bool,

    /// Also what ended or was withdrawn
    #[arg(
        long,
        long_help = "Also what ended, what was withdrawn, and offers that nobody has looked at for too long"
    )]
    pub expired: bool,

    /// Only with these words in title, id or topics
    #[arg(
        long,
        value_name = "TEXT",
        long_help = "Only what has all these words in its title, id, course code or topics"
    )]
    pub search: Option<String>,

    /// What comes first
    #[arg(
        long,
        value_name = "KEY",
        default_value = "title",
        hide_possible_values = true,
        hide_default_value = true,
        help = "cost, credits, cost-per-credit, title, ends, …",
        long_help = "What to sort by: cost, credits, cost-per-credit, title (unless said), ends (soonest first) or checked (latest first). \
                     Unknown values come last"
    )]
    pub sort: SortKey,

    /// The currency prices are compared in.
    #[command(flatten)]
    pub exchange: Exchange,

    /// How the answer is written.
    #[command(flatten)]
    pub output: Output,
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
