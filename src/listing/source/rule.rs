//! How one field of a row is read.

use std::fmt;

use regex::Regex;
use serde_json_path::JsonPath;

use super::Css;
use crate::model::Currency;

/// How one field is read: where its text stands, what part of that counts, and what type it is of.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where the text stands.
    pub place: Place,
    /// The part of it that counts: the first group, or else the whole match. Without a match, nothing is said.
    pub find: Option<Regex>,
    /// What is taken out of it.
    pub drop: Option<Regex>,
    /// What it is to be read as.
    pub kind: Type,
}

/// Where a field's text stands.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a column, by its header in lower case: the cell's text, or else that of an element in it.
    Column {
        /// The header.
        name: String,
        /// The element within the cell.
        of: Option<Css>,
        /// Its attribute instead of its text.
        attr: Option<String>,
    },
    /// In a part of the row; without a selector, in the row itself.
    Element {
        /// The element within the row.
        of: Option<Css>,
        /// Its attribute instead of its text.
        attr: Option<String>,
    },
    /// Where a path leads, from the row's object.
    Path(JsonPath),
    /// In a named part of an entry or event, such as `title` or `dtstart`.
    Part(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = |f: &mut fmt::Formatter<'_>, of: &Option<Css>, attr: &Option<String>| {
            if let Some(of) = of {
                write!(f, " element \"{}\"", of.written)?;
            }
            match attr {
                Some(attr) => write!(f, " attribute \"{attr}\""),
                None => Ok(()),
            }
        };
        match self {
            Self::Column { name, of, attr } => {
                write!(f, "column \"{name}\"")?;
                within(f, of, attr)
            }
            Self::Element { of, attr } => {
                f.write_str("row")?;
                within(f, of, attr)
            }
            Self::Path(path) => write!(f, "path \"{path}\""),
            Self::Part(part) => write!(f, "part \"{part}\""),
        }
    }
}

/// What a text is to be read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Type {
    /// A text.
    Text,
    /// CE credits.
    Credits,
    /// A length: hours, or days of so many minutes each.
    Hours {
        /// The unit of a bare number.
        unit: Option<Unit>,
        /// How many minutes a day of it counts for; without it, days are not read.
        day: Option<u32>,
        /// The most days that are taken for effort: more are a time of access.
        most_days: u32,
    },
    /// A price.
    Money {
        /// The currency of a price that names none.
        currency: Option<Currency>,
        /// What a page writes where it costs nothing, in lower case.
        free: Vec<String>,
    },
    /// A day.
    Day,
    /// The first day of two.
    RangeStart,
    /// The last day of two, or the only one.
    RangeEnd,
    /// An address; of its query only these keys are kept.
    Address {
        /// The keys that say which page it is.
        keep_query: Vec<String>,
    },
    /// A count.
    Count,
}

/// What a bare number of a length counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}
