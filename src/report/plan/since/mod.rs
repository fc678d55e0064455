//! Tells what has become of a plan that was kept, and which plans there are.

mod json;
mod list;
mod markdown;
mod text;
mod words;

use std::io::{self, Write};

use super::Report;
use crate::{
    report::Style,
    saved::{SavedPlan, Since},
};

pub use list::{Listed, write as write_list};

/// What is told: a plan that was kept, what has become of it, and the best there is today.
#[derive(Clone, Copy, Debug)]
pub struct SinceReport<'a> {
    /// The plan as it was kept.
    pub plan: &'a SavedPlan,
    /// What has become of it.
    pub since: &'a Since,
    /// What is left of it, asked for today.
    pub rest: Report<'a>,
    /// How to ask for it anew, as it is typed.
    pub again: &'a str,
}

/// The forms it is told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SinceFormat {
    /// For a reader at a terminal.
    Text,
    /// For programs, as docs/schema/diff.json describes.
    Json,
    /// For a ticket or a manager.
    Markdown,
}

/// Tells it, in that form. Only [`SinceFormat::Text`] looks at the style.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: SinceFormat,
    report: &SinceReport<'_>,
    style: Style,
) -> io::Result<()> {
    match format {
        SinceFormat::Text => text::write(out, report, style),
        SinceFormat::Json => json::write(out, report),
        SinceFormat::Markdown => markdown::write(out, report),
    }
}
