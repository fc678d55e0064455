//! Rows: what a page says of one thing, field by field, each with the text it was read from.

use std::fmt;

use super::Cells;
use crate::model::{Cost, Credits, Date, Minutes};

/// What may be read of a row. Descriptions, pictures and speakers have no field: they are never kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// The name of the thing at its provider.
    ProviderRef,
    /// The course code, compared whole.
    Code,
    /// The event a session belongs to.
    Event,
    /// The title.
    Title,
    /// The version.
    Version,
    /// The level.
    Level,
    /// CE credits. Never Cisco Learning Credits.
    Credits,
    /// Study time.
    Hours,
    /// The price.
    Price,
    /// The first day.
    Starts,
    /// The last day on which it earns credit.
    Ends,
    /// The page to go to.
    Url,
    /// The next day it takes place.
    Next,
    /// How many seats are left.
    Seats,
    /// Where it takes place.
    Location,
}

/// How much a fetched field may do. `docs/sources.md` has the table of precedence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// Says which thing it is. Another identity is another thing.
    Identity,
    /// Decides whether and how much it renews: a difference is a conflict, never a change.
    Protected,
    /// May be laid over the catalogue on request, and proposed.
    Offer,
    /// Changes by the day: shown on request, never proposed.
    Volatile,
}

impl Field {
    /// Every field, in the order they are told.
    pub const ALL: [Self; 15] = [
        Self::ProviderRef,
        Self::Code,
        Self::Event,
        Self::Title,
        Self::Version,
        Self::Level,
        Self::Credits,
        Self::Hours,
        Self::Price,
        Self::Starts,
        Self::Ends,
        Self::Url,
        Self::Next,
        Self::Seats,
        Self::Location,
    ];

    /// Its name in `sources.toml`, in snapshots and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::ProviderRef => "provider_ref",
            Self::Code => "code",
            Self::Event => "event",
            Self::Title => "title",
            Self::Version => "version",
            Self::Level => "level",
            Self::Credits => "credits",
            Self::Hours => "hours",
            Self::Price => "price",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Url => "url",
            Self::Next => "next",
            Self::Seats => "seats",
            Self::Location => "location",
        }
    }

    /// The field with that name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }

    /// How much it may do.
    pub fn class(self) -> Class {
        match self {
            Self::ProviderRef | Self::Code | Self::Event => Class::Identity,
            Self::Title | Self::Version | Self::Level | Self::Credits => Class::Protected,
            Self::Hours | Self::Price | Self::Starts | Self::Ends | Self::Url => Class::Offer,
            Self::Next | Self::Seats | Self::Location => Class::Volatile,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What a cell says, once it is understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A text, cleaned.
    Text(String),
    /// So many CE credits.
    Credits(Credits),
    /// "Up to" so many CE credits: how many is for a person to find out.
    AtMost(Credits),
    /// A length.
    Hours(Minutes),
    /// A price.
    Price(Cost),
    /// A day.
    Day(Date),
    /// A count.
    Count(u32),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Credits(credits) => credits.fmt(f),
            Self::AtMost(credits) => write!(f, "at most {credits}"),
            Self::Hours(minutes) => write!(f, "{minutes} h"),
            Self::Price(cost) => cost.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Count(count) => count.fmt(f),
        }
    }
}

/// A day on which a thing takes place, with what is said of that day alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Session {
    /// The day.
    pub day: Date,
    /// Where.
    pub location: Option<String>,
    /// How many seats are left.
    pub seats: Option<u32>,
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        if let Some(location) = &self.location {
            write!(f, " {location}")?;
        }
        match self.seats {
            Some(1) => f.write_str(" (1 seat)"),
            Some(seats) => write!(f, " ({seats} seats)"),
            None => Ok(()),
        }
    }
}

/// The one that counts of several days: the first that is not over, or else the last.
pub(super) fn next_of(days: impl IntoIterator<Item = Date> + Clone, seen: Date) -> Option<Date> {
    let to_come = days.clone().into_iter().filter(|day| *day >= seen).min();
    to_come.or_else(|| days.into_iter().max())
}

/// What a page says of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which page it stands on, counted from 0.
    pub page: usize,
    /// Its place among the rows of all pages, counted from 1.
    pub number: usize,
    /// What was said, by field. A field of which nothing is said is not here.
    pub cells: Cells,
    /// Every day on which it takes place, in order; [`Field::Next`] is one of them.
    pub dates: Vec<Session>,
}

impl Row {
    /// What it says in a field, where that was understood.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.cells.get(field)?.value.as_ref()
    }

    /// What makes it the same thing as another row of its source: its name at the provider, else its address, else its code, event and
    /// version, else its title.
    pub fn key(&self) -> String {
        if let Some(name) = self.text(Field::ProviderRef) {
            return format!("ref:{name}");
        }
        if let Some(url) = self.text(Field::Url) {
            return format!("url:{url}");
        }
        if let Some(code) = self.text(Field::Code) {
            let parts = [
                Some(code),
                self.text(Field::Event),
                self.text(Field::Version),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            return format!("code:{}", parts.join(" "));
        }
        format!(
            "title:{}",
            self.text(Field::Title).unwrap_or_default().to_lowercase()
        )
    }

    /// The text in a field, where it is a text.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A row that is kept apart: something about it cannot be believed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The row as it was read.
    pub row: Row,
    /// Why it is held.
    pub reason: String,
}
