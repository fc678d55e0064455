//! Flags about what may be used, and about what the plan is to be like.

use clap::Args;

use super::Filters;

/// What may be used in a plan.
#[derive(Args, Debug)]
pub struct Choice {
    /// What the activities are about.
    #[command(flatten)]
    pub filters: Filters,

    /// Use only these
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "Use only these activities, courses and exams"
    )]
    pub only: Vec<String>,
}

/// What a holder wants of a plan, and to be told beside it.
#[derive(Args, Debug)]
pub struct Wishes {
    /// What comes first: cost, hours, finish, …
    #[arg(
        long,
        value_name = "AIM",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "What comes first, in this order: cost, hours, items, surplus (few credits too many), freshness (facts looked at \
                     lately), finish (early; needs --hours-per-week) or latest-finish (as late as is safe; needs --expires). The others \
                     follow in their usual order: cost, hours, items, surplus, freshness"
    )]
    pub prefer: Vec<String>,

    /// The next best plans
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "0",
        hide_default_value = true,
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "Name so many of the next best plans too, at most 50"
    )]
    pub alternatives: String,

    /// What less time, or more money, would change
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Name every plan that no other beats in cost, hours and finish at once"
    )]
    pub tradeoffs: bool,

    /// The most seconds to look for a plan
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "10",
        hide_default_value = true,
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "The most seconds to look for the best plan; 10 unless said. When they are over, the best that was found is shown and \
                     said to be so"
    )]
    pub time_limit: String,
}
