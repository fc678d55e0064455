//! Flags about what things cost.

use clap::Args;

use super::Exchange;

/// The plan's currency, and prices the holder knows better.
#[derive(Args, Debug)]
pub struct Prices {
    /// The currency the plan is told in.
    #[command(flatten)]
    pub exchange: Exchange,

    /// A price you know better, such as sdsi=500
    #[arg(
        long,
        value_name = "ID=AMOUNT",
        hide_short_help = true,
        long_help = "A price you know, or know better, in the plan's currency: for an activity, exam or pass (sdsi=500), or for one \
                     offering (sdsi/cisco-u=500). May be given more than once"
    )]
    pub price: Vec<String>,
}
