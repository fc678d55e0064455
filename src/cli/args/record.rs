//! The flag of every subcommand that reads or writes the holder's record.

use std::path::PathBuf;

use clap::{
    Args, ValueHint,
    builder::{OsStringValueParser, TypedValueParser},
};

/// Which record is meant.
#[derive(Args, Debug)]
pub struct RecordArgs {
    /// Your record, not the one in your data folder
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "FINDER_RECORD",
        hide_env = true,
        hide_short_help = true,
        display_order = 800,
        value_hint = ValueHint::FilePath,
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        long_help = "The file of your record, instead of `record.toml` in the data folder of this platform"
    )]
    pub record: Option<PathBuf>,
}
