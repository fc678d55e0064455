//! The flags of `finder log`.

use clap::{Args, Subcommand, ValueEnum};

use super::{Exchange, RecordArgs, pages};

/// `finder log`.
#[derive(Args, Debug)]
#[command(
    override_usage = "finder log [OPTIONS] <ID>\n       finder log [OPTIONS] <exam|cert|pass|clc|taken|defaults> …",
    subcommand_help_heading = "What else can be remembered",
    disable_help_subcommand = true
)]
pub struct LogArgs {
    /// What is remembered, where it is not an activity.
    #[command(subcommand)]
    pub what: Option<LogCommand>,

    /// An activity or a course code
    #[arg(
        value_name = "ID",
        long_help = "The activity you completed, by its id or its course code. One that is in your record is amended"
    )]
    pub name: Option<String>,

    /// The day you completed it
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub completed: Option<String>,

    /// The day you began
    #[arg(
        long,
        value_name = "DATE",
        allow_negative_numbers = true,
        hide_short_help = true
    )]
    pub started: Option<String>,

    /// The offering you took, such as cisco-u
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub offering: Option<String>,

    /// The credits it earned, where the catalogue does not say
    #[arg(
        long,
        value_name = "CREDITS",
        allow_negative_numbers = true,
        hide_short_help = true,
        long_help = "The credits it earned, where the catalogue does not say, or says otherwise than your certificate"
    )]
    pub credits: Option<String>,

    /// The hours it took, where its credits go by them
    #[arg(
        long,
        value_name = "HOURS",
        allow_negative_numbers = true,
        hide_short_help = true,
        conflicts_with = "credits",
        long_help = "The hours it took, where the catalogue does not have it and its credits go by them: the program's rate makes credits of them"
    )]
    pub hours: Option<String>,

    /// The program it counts in, where the catalogue does not have it
    #[arg(
        long,
        value_name = "ID",
        hide_short_help = true,
        long_help = "The program it counts in, where the catalogue does not have it: it is remembered with what you say of it (--title, --credits or --hours, --category)"
    )]
    pub program: Option<String>,

    /// Its title, where the catalogue does not have it
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub title: Option<String>,

    /// The category its credits are of, such as group-a
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub category: Option<String>,

    /// to-submit (at first), pending, earned or rejected
    #[arg(
        long,
        value_name = "STATE",
        long_help = "What became of the claim: to-submit (at first), pending, earned or rejected"
    )]
    pub state: Option<String>,

    /// Certificate, evidence and note.
    #[command(flatten)]
    pub papers: Papers,

    /// Take back the last change to your record
    #[arg(
        long,
        long_help = "Take back the last change that `finder` made to your record: the version before comes back, and this one becomes the \
                     backup. Once more brings it back"
    )]
    pub undo: bool,

    /// Write it although it does not count
    #[arg(long, global = true, display_order = 801, hide_short_help = true)]
    pub force: bool,

    /// Which record is meant.
    #[command(flatten)]
    pub record: RecordArgs,
}

/// What shows that something was completed.
#[derive(Args, Clone, Debug, Default)]
pub struct Papers {
    /// The certificate's number
    #[arg(
        long,
        value_name = "NUMBER",
        long_help = "The certificate's number: the validation code of a claim"
    )]
    pub certificate: Option<String>,

    /// Where you keep the certificate
    #[arg(
        long,
        value_name = "FILE",
        value_hint = clap::ValueHint::FilePath,
        long_help = "Where you keep the certificate: a path, kept as you write it; `~` is your home"
    )]
    pub evidence: Option<String>,

    /// Anything else worth remembering
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub note: Option<String>,
}

/// What can be remembered beside activities.
#[derive(Subcommand, Debug)]
#[command(mut_subcommands(pages::frame))]
pub enum LogCommand {
    /// An exam you passed
    #[command(before_help = pages::LOG_EXAM)]
    Exam(LogExam),

    /// A certification you hold
    #[command(before_help = pages::LOG_CERT)]
    Cert(LogCert),

    /// A pass you hold
    #[command(before_help = pages::LOG_PASS)]
    Pass(LogPass),

    /// How many Cisco Learning Credits you have
    #[command(before_help = pages::LOG_CLC)]
    Clc(LogClc),

    /// What you did in earlier cycles, which earns nothing again
    #[command(before_help = pages::LOG_TAKEN)]
    Taken(LogTaken),

    /// What every plan reckons with unless a flag says otherwise
    #[command(before_help = pages::LOG_DEFAULTS)]
    Defaults(LogDefaults),
}

/// `finder log exam`.
#[derive(Args, Debug)]
pub struct LogExam {
    /// The exam's number or code
    #[arg(value_name = "EXAM")]
    pub name: String,

    /// The day you passed it
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub passed: Option<String>,

    /// Certificate, evidence and note.
    #[command(flatten)]
    pub papers: Papers,
}

/// `finder log cert`.
#[derive(Args, Debug)]
pub struct LogCert {
    /// The certification, by any of its names
    #[arg(value_name = "NAME")]
    pub name: String,

    /// The day you earned it or last renewed it
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub earned: Option<String>,

    /// The day it expires [default: by the rule of its level]
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub expires: Option<String>,

    /// Anything else worth remembering
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `finder log pass`.
#[derive(Args, Debug)]
pub struct LogPass {
    /// The pass
    #[arg(value_name = "ID")]
    pub name: String,

    /// The last day of its term
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub until: Option<String>,
}

/// `finder log clc`.
#[derive(Args, Debug)]
pub struct LogClc {
    /// How many
    #[arg(value_name = "NUMBER", allow_negative_numbers = true)]
    pub number: String,

    /// The last day they can be used
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub until: Option<String>,
}

/// `finder log taken`.
#[derive(Args, Debug)]
pub struct LogTaken {
    /// Activities, courses and exams
    #[arg(value_name = "ID", required = true)]
    pub names: Vec<String>,
}

/// `finder log defaults`.
#[derive(Args, Debug)]
pub struct LogDefaults {
    /// The currency of your plans, and the rates into it.
    #[command(flatten)]
    pub exchange: Exchange,

    /// The hours you study a week
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub hours_per_week: Option<String>,

    /// More days without study, such as 2026-12-20..2027-01-03
    #[arg(long, value_name = "FROM..TO", value_delimiter = ',')]
    pub busy: Vec<String>,

    /// Take it out first
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        hide_possible_values = true,
        long_help = "Take it out of your record before the rest is written: currency (with the rates into it), rates, hours-per-week, busy or clc"
    )]
    pub forget: Vec<DefaultKey>,
}

/// What can be taken out of the defaults.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DefaultKey {
    /// The currency, with the rates into it
    Currency,
    /// The rates
    Rates,
    /// The hours a week
    HoursPerWeek,
    /// The days without study
    Busy,
    /// The learning credits, with their last day
    Clc,
}
