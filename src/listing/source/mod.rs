//! A source as data: where its pages are, how its rows are found, what they must hold to. Made from TOML, with spans, by [`declared`].

mod ages;
mod asking;
mod declared;
mod expect;
mod paging;
mod request;
mod rule;
mod rules;
mod shapes;
mod values;

use std::time::Duration;

use chrono_tz::Tz;
use regex::Regex;
use scraper::Selector;
use serde_json_path::JsonPath;

use crate::{
    listing::Field,
    model::{ActivityKind, Date, Delivery, Id},
};

pub use ages::ages;
pub use declared::{FILE_NAME, declared};
pub use paging::Paging;
pub(super) use paging::distinct;
pub use request::{Method, Request};
pub use rule::{Place, Rule, Type, Unit};

/// A declared listing.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, which also names its files.
    pub id: Id,
    /// What it is, for people.
    pub title: String,
    /// Where its first page is, by `https://`.
    pub url: String,
    /// The hosts its pages lie on. Redirects and further pages stay there.
    pub hosts: Vec<String>,
    /// The provider whose offerings it lists, an id of `providers.toml`.
    pub provider: Id,
    /// Whose word it is.
    pub rank: Rank,
    /// Whether it is asked without being named.
    pub enabled: bool,
    /// The day a person last looked at its rules for robots and its terms; `None`: nobody has, so nothing about it is verified.
    pub reviewed: Option<Date>,
    /// It is asked at most once in this time.
    pub refresh: Duration,
    /// Whether its failures are expected: they are warnings.
    pub fragile: bool,
    /// Whether its rows are only listed for a person, and never compared.
    pub leads_only: bool,
    /// Headers whose values are taken from variables of the environment: the header's name, and the variable's.
    pub header_env: Vec<(String, String)>,
    /// How it is asked.
    pub request: Request,
    /// How further pages are asked for.
    pub paging: Option<Paging>,
    /// How its rows are found.
    pub shape: Shape,
    /// What stands between the whole and the fraction of a number.
    pub decimal: Option<Decimal>,
    /// The time zone whose days count, for times that say how far they are from Greenwich; without it, the day that is written.
    pub timezone: Option<Tz>,
    /// How its days are written, as `strftime` has it.
    pub dates: Vec<String>,
    /// What of an address on the source's hosts says which page it is: the first group.
    pub page_id: Option<Regex>,
    /// How an offering that the catalogue does not have yet is taken; without it, none is made of a row.
    pub format: Option<Delivery>,
    /// What kind of activity a row is that the catalogue does not have.
    pub activity: ActivityKind,
    /// What is read of a row.
    pub fields: Vec<(Field, Rule)>,
    /// What must hold.
    pub expect: Expect,
}

/// Whose word a source is. A lower rank never overrides a higher one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rank {
    /// Somebody's list.
    Community,
    /// A partner who sells it.
    Partner,
    /// The provider's own page.
    Provider,
}

impl Rank {
    /// Every rank, the highest first.
    pub const ALL: [Self; 3] = [Self::Provider, Self::Partner, Self::Community];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Partner => "partner",
            Self::Community => "community",
        }
    }
}

/// The kinds of listing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A table of HTML, its columns found by their headers.
    HtmlTable,
    /// Cards or list items of HTML.
    HtmlItems,
    /// JSON-LD in a page of HTML.
    Jsonld,
    /// JSON of an API.
    Json,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A calendar.
    Ics,
    /// A table of plain text.
    Csv,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::HtmlTable,
        Self::HtmlItems,
        Self::Jsonld,
        Self::Json,
        Self::Feed,
        Self::Ics,
        Self::Csv,
    ];

    /// The word for it in `sources.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::HtmlTable => "html-table",
            Self::HtmlItems => "html-items",
            Self::Jsonld => "jsonld",
            Self::Json => "json",
            Self::Feed => "feed",
            Self::Ics => "ics",
            Self::Csv => "csv",
        }
    }
}

/// A CSS selector, and how it was written.
#[derive(Clone, Debug)]
pub struct Css {
    /// For the reader.
    pub written: String,
    /// For the page.
    pub parsed: Selector,
}

/// How the rows of each kind are found.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Rows below a header.
    Table {
        /// What holds the table, exactly once on a page.
        container: Css,
        /// The row with the names of the columns.
        header: Css,
        /// The rows.
        rows: Css,
        /// Rows that are none: they hold one of these.
        skip: Option<Css>,
    },
    /// Items within a container.
    Items {
        /// What holds the items, exactly once on a page.
        container: Css,
        /// The items.
        rows: Css,
        /// Items that are none: they are or hold one of these.
        skip: Option<Css>,
    },
    /// Objects of these types.
    Jsonld {
        /// The values of `@type` that make a row.
        types: Vec<String>,
    },
    /// What a path leads to.
    Json {
        /// The list that holds the rows; without it the page has changed.
        container: JsonPath,
        /// The rows.
        rows: JsonPath,
        /// What a good answer says of itself: a path, and the value there.
        ok: Option<(JsonPath, String)>,
    },
    /// Every entry of a feed.
    Feed,
    /// Every event of a calendar.
    Ics,
    /// Every line below the header.
    Csv {
        /// What separates cells.
        delimiter: u8,
        /// Lines whose first cell this matches are none: sums, footnotes.
        skip: Option<Regex>,
    },
}

impl Shape {
    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Table { .. } => Kind::HtmlTable,
            Self::Items { .. } => Kind::HtmlItems,
            Self::Jsonld { .. } => Kind::Jsonld,
            Self::Json { .. } => Kind::Json,
            Self::Feed => Kind::Feed,
            Self::Ics => Kind::Ics,
            Self::Csv { .. } => Kind::Csv,
        }
    }
}

/// What stands before the fraction of a number. The other one groups digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decimal {
    /// `4,495.00`
    Point,
    /// `4.495,00`
    Comma,
}

/// What must hold of the pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expect {
    /// The columns or parts that must be there, in lower case.
    pub headers: Vec<String>,
    /// The fewest and the most rows there ever are.
    pub rows: (usize, usize),
    /// Whether no row at all, in a container that is there, means that nothing is on offer.
    pub allow_empty: bool,
    /// The part of last time's rows that must still be there, in hundredths.
    pub fall: u32,
    /// Fields without which a row is held.
    pub required: Vec<Field>,
    /// The part of the rows that must say a field, in hundredths.
    pub coverage: Vec<(Field, u32)>,
    /// Silence longer than so many days is told.
    pub changes_every: Option<u32>,
    /// What the page ends with; without it the page was cut off.
    pub end: Option<String>,
}

impl Source {
    /// Which kind of listing it is.
    pub fn kind(&self) -> Kind {
        self.shape.kind()
    }

    /// Whether an address leads to one of its hosts.
    pub fn owns(&self, address: &str) -> bool {
        let url = url::Url::parse(address).ok();
        let host = url.as_ref().and_then(|url| url.host_str());
        host.is_some_and(|host| {
            let host = host.trim_end_matches('.').to_ascii_lowercase();
            self.hosts.contains(&host)
        })
    }
}
