//! Flags about the holder's time.

use clap::Args;

/// When a holder studies, and for how long.
#[derive(Args, Debug)]
pub struct Time {
    /// The first day of study
    #[arg(
        long,
        value_name = "DATE",
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "The first day of study; today unless said"
    )]
    pub from: Option<String>,

    /// Days without study, such as 2026-12-20..2027-01-03
    #[arg(
        long,
        value_name = "FROM..TO",
        value_delimiter = ',',
        hide_short_help = true,
        long_help = "Days on which you do not study, first and last included, such as 2026-12-20..2027-01-03. May be given more than once"
    )]
    pub busy: Vec<String>,

    /// The most study time in all
    #[arg(
        long,
        value_name = "HOURS",
        allow_negative_numbers = true,
        hide_short_help = true
    )]
    pub max_hours: Option<String>,

    /// Study hours of an activity, such as sdsi=30
    #[arg(
        long,
        value_name = "ID=HOURS",
        value_delimiter = ',',
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "Study hours to reckon with for an activity or a course, instead of its page's or the program's: sdsi=30. Brings in \
                     one whose length nobody says. May be given more than once"
    )]
    pub hours: Vec<String>,

    /// Study hours to reckon with for exams
    #[arg(
        long,
        value_name = "HOURS",
        value_delimiter = ',',
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "Study hours to reckon with for an exam, instead of the program's estimate: for every exam (60), for a class \
                     (core=100), or for one exam (350-401=80). May be given more than once"
    )]
    pub exam_hours: Vec<String>,
}
