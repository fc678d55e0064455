//! The flags of `finder plan`: the everyday ones here, the others in files named after what they are about.

mod holdings;
mod prices;
mod time;
mod wishes;

use clap::{Arg, Args};

use super::{DatedOutput, Exchange, Fetched, Filters, RecordArgs};

pub use holdings::Holdings;
pub use prices::Prices;
pub use time::Time;
pub use wishes::{Choice, Wishes};

/// `finder plan`.
#[derive(Args, Debug)]
#[command(mut_args(in_words_of_a_plan))]
pub struct PlanArgs {
    /// Your highest certification, by any of its names
    #[arg(
        long,
        value_name = "NAME",
        long_help = "The certification to renew, by any of its names: `ccnp` for any CCNP, `ccnp-security`, `devnet-associate`. \
                     Name your highest: the levels below renew with it. `finder certs` lists them all. Without it, the highest your record \
                     holds"
    )]
    pub cert: Option<String>,

    /// The day it expires
    #[arg(
        long,
        value_name = "DATE",
        allow_negative_numbers = true,
        long_help = "The day it expires, such as 2027-01-31. The plan is finished the day before. Without it, and where your record \
                     does not say, nothing is held against a deadline"
    )]
    pub expires: Option<String>,

    /// Credits you have, earned or pending
    #[arg(
        long,
        value_name = "CREDITS",
        long_help = "Credits you have in this cycle, earned or pending; those of your record unless said",
        allow_negative_numbers = true
    )]
    pub have: Option<String>,

    /// What you did before, which earns nothing again
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        long_help = "Activities and exams you did before, which earn nothing again: ids, course codes, exam numbers or exam codes, \
                     separated by commas or in flags of their own. Other offerings and older versions of a course go with it"
    )]
    pub taken: Vec<String>,

    /// Only credits-only, credits-and-exam or exam-only
    #[arg(
        long,
        value_name = "ROUTE",
        value_delimiter = ',',
        long_help = "Only these official ways to renew: credits-only, credits-and-exam or exam-only, or one of several of a kind by \
                     its number, such as exam-only-2. `finder certs` lists them"
    )]
    pub route: Vec<String>,

    /// The most money to spend
    #[arg(
        long,
        value_name = "AMOUNT",
        allow_negative_numbers = true,
        long_help = "The most money to spend in all, in the plan's currency"
    )]
    pub budget: Option<String>,

    /// Study time you have in a week
    #[arg(
        long,
        value_name = "HOURS",
        allow_negative_numbers = true,
        long_help = "Study time you have in a week: the plan keeps to it. Without it time limits nothing, and the schedule is drawn at \
                     five hours a week, or at the least pace that meets every last day"
    )]
    pub hours_per_week: Option<String>,

    /// Use none of these
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        long_help = "Use none of these activities, courses, exams and passes"
    )]
    pub exclude: Vec<String>,

    /// Why this is not in the plan
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        long_help = "Why this activity, course, exam or pass is not in the plan, and what would bring it in; one offering as \
                     sdsi/cisco-u. May be given more than once"
    )]
    pub why_not: Vec<String>,

    /// Whether what was fetched counts.
    #[command(flatten)]
    pub fetched: Fetched,

    /// How the answer is written.
    #[command(flatten)]
    pub output: DatedOutput,

    /// Keep the plan under this name
    #[arg(
        long,
        value_name = "NAME",
        hide_short_help = true,
        long_help = "Keep the plan under this name, for `finder diff NAME`; one that has the name already is replaced, and kept beside \
                     it as a backup"
    )]
    pub save: Option<String>,

    /// Which record is read.
    #[command(flatten)]
    pub record: RecordArgs,

    /// Leave your record out
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Leave your record out: only flags say what you hold and have"
    )]
    pub no_record: bool,

    /// The flags as they were typed, but for those about where the answer goes and what it is held against.
    #[arg(skip)]
    pub typed: Vec<String>,

    /// What she has beside credits.
    #[command(flatten, next_help_heading = "What you have")]
    pub holdings: Holdings,

    /// Her time.
    #[command(flatten, next_help_heading = "Your time")]
    pub time: Time,

    /// What things cost.
    #[command(flatten, next_help_heading = "Prices")]
    pub prices: Prices,

    /// What may be used.
    #[command(flatten, next_help_heading = "What may be used")]
    pub choice: Choice,

    /// What the plan is to be like.
    #[command(flatten, next_help_heading = "What you want of the plan")]
    pub wishes: Wishes,
}

/// A flag that `finder list` has too, told of a plan; others as they are.
fn in_words_of_a_plan(flag: Arg) -> Arg {
    match flag.get_id().as_str() {
        "currency" => flag.help("The currency of the plan").long_help(
            "The currency the plan is told in, such as EUR; the program's own unless said. Prices in others need a --rate",
        ),
        "rate" => flag.long_help(
            "What one unit of another currency is worth in the plan's, such as GBP=1.27. Prices in a currency without a rate \
             are left out",
        ),
        "topic" => flag
            .help("Only activities about this, such as security")
            .hide_short_help(true),
        "kind" => flag.help("Only activities of this kind, such as course or offer"),
        _ => flag,
    }
}
