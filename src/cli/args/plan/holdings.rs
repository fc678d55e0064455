//! Flags about what a holder has beside the credits of this cycle.

use clap::Args;

/// Credits by category and year, passes, learning credits and vouchers.
#[derive(Args, Debug)]
pub struct Holdings {
    /// Credits you have of a category, such as training=20
    #[arg(
        long,
        value_name = "CATEGORY=CREDITS",
        value_delimiter = ',',
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "How many of the credits of --have are of a category, such as training=20, where the program caps categories or asks \
                     for them: what is beyond a cap does not count. May be given more than once"
    )]
    pub have_in: Vec<String>,

    /// Credits you earned in this year of the cycle
    #[arg(
        long,
        value_name = "CREDITS",
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "How many of the credits of --have you earned in the running year of the cycle, where the program asks for some in \
                     every year"
    )]
    pub have_this_year: Option<String>,

    /// An exam you passed in this cycle
    #[arg(
        long,
        value_name = "EXAM",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "An exam you passed in this cycle, by its number or code: it fills its place in a route that asks for exams. May be \
                     given more than once"
    )]
    pub passed: Vec<String>,

    /// A pass you hold already
    #[arg(
        long,
        value_name = "ID[=DATE]",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "A pass you hold already, which costs nothing more, such as cisco-u-essentials; with the last day of its term where it \
                     ends, such as cisco-u-essentials=2027-03-31"
    )]
    pub pass: Vec<String>,

    /// Cisco Learning Credits in your purse
    #[arg(
        long,
        value_name = "NUMBER",
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "Cisco Learning Credits in your purse. They pay for training; they are no CE credits"
    )]
    pub clc: Option<String>,

    /// The last day your learning credits can be used
    #[arg(
        long,
        value_name = "DATE",
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "The last day your Cisco Learning Credits can be used: what they pay for is begun by then"
    )]
    pub clc_until: Option<String>,

    /// A voucher for exams, such as exam or core:2=50%
    #[arg(
        long,
        value_name = "WHAT[:COUNT][=DISCOUNT]",
        value_delimiter = ',',
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "A voucher or discount you have: for any exam (exam), for a class (core), or for one exam (350-401); for several of \
                     them (core:2); for a part of the fee (exam=50%, exam=100) where it does not pay all. May be given more than once"
    )]
    pub voucher: Vec<String>,
}
