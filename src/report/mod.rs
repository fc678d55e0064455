//! Puts values into words, tables, JSON, CSV and Markdown, in a writer it is given.
//!
//! Nothing here decides anything, reads a clock or knows where its writer leads: how wide the lines may be and whether colour is
//! welcome comes in as a [`Style`].

pub mod browse;
mod categories;
pub mod claim;
mod clean;
mod days;
pub mod diff;
#[cfg(feature = "listing")]
pub mod fetch;
mod fetched;
pub mod findings;
pub mod ics;
pub mod impact;
mod json;
mod markdown;
mod page;
pub mod plan;
pub mod promoted;
pub mod snippet;
pub mod status;
mod table;
mod upkeep;
pub mod words;

pub use clean::{CsvTexts, clean, clean_cell};
pub use table::{Cell, Column, Table};

/// The forms an answer about a certification is told in, beside a calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For a reader at a terminal.
    Text,
    /// For programs, as a schema in docs/schema describes.
    Json,
    /// For a spreadsheet.
    Csv(CsvTexts),
    /// For a ticket or a manager.
    Markdown,
}

/// How a text may look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// The columns a line may take.
    pub width: usize,
    /// Whether colour is welcome.
    pub color: bool,
    /// Whether characters beyond ASCII are.
    pub unicode: bool,
}

impl Style {
    /// For texts that are read by programs: one long line, no colour.
    pub const PLAIN: Self = Self {
        width: usize::MAX,
        color: false,
        unicode: true,
    };
}
