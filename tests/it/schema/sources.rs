//! `sources.toml`: the sources of listings.

use schemars::JsonSchema;

use super::value::{
    Address, Coverage, Currency, Day, Decimals, FieldType, Fields, Format, Host, Hours, Id, Kind,
    Listing, Method, MostDays, Pages, PartOfOne, Ranked, Refresh, Rows, Schema1, Separator,
    SourceId, Start, Step, Text, Texts, Undated, Unit, Zone,
};

/// Sources of fetched listings. What they say is never the truth: it is compared and proposed.
#[derive(JsonSchema)]
#[schemars(title = "Sources", deny_unknown_fields)]
pub(super) struct Listings {
    /// The number of this format.
    schema: Schema1,
    /// The sources.
    source: Option<Vec<Source>>,
}

/// A listing: where it is, how its rows are found, and what must hold of it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("allOf" = [
    { "if": { "properties": { "kind": { "const": "html-table" } } }, "then": { "required": ["container", "header", "rows"] } },
    { "if": { "properties": { "kind": { "const": "html-items" } } }, "then": { "required": ["container", "rows"] } },
    { "if": { "properties": { "kind": { "const": "json" } } }, "then": { "required": ["container", "rows"] } },
    { "if": { "properties": { "kind": { "const": "jsonld" } } }, "then": { "required": ["types"] } }
]))]
struct Source {
    /// Its lasting name; its files are named after it.
    id: SourceId,
    /// What it is, for people.
    title: Text,
    /// Its shape.
    kind: Listing,
    /// Its first page.
    url: Address,
    /// The hosts its pages lie on. Redirects and further pages stay there.
    hosts: Vec<Host>,
    /// Whose offerings it lists, an id of `providers.toml`.
    provider: Id,
    /// Whose word it is. A lower rank never overrides a higher one.
    rank: Ranked,
    /// Whether it is asked without being named. Left out: it is not.
    enabled: Option<Undated>,
    /// The day a person looked at robots.txt and the terms. Left out: nobody has.
    reviewed: Option<Day>,
    /// It is asked at most once in this time, such as `24h`; at least an hour.
    refresh: Refresh,
    /// Its failures are expected, and are warnings.
    fragile: Option<Undated>,
    /// Its rows are listed for a person and never compared. Feeds are so unless `false`.
    leads_only: Option<Undated>,
    /// Headers, each with the variable of the environment that holds its value.
    header_env: Option<Texts>,
    /// How it is asked; `GET` unless said.
    method: Option<Method>,
    /// What is sent by `POST`.
    form: Option<Texts>,
    /// How the pages after the first are asked for: for `json`, and by a link for `html-table`, `html-items` and `jsonld`.
    paging: Option<Paging>,
    /// What stands before the fraction of a number. Without it no number with a separator is read.
    decimal: Option<Decimals>,
    /// The time zone whose days count, such as `Europe/Berlin`, for times that say how far they are from Greenwich. Left out: the day as it is written.
    timezone: Option<Zone>,
    /// How days are written, as `strftime` has it. `2026-11-22` is always read.
    dates: Option<Vec<Text>>,
    /// What of an address says which page it is: the first group of a regular expression, held against path and query.
    page_id: Option<Text>,
    /// How an offering that the catalogue does not have is taken. Without it none is made.
    format: Option<Format>,
    /// What an activity is that the catalogue does not have; `course` unless said.
    activity: Option<Kind>,
    /// What holds the rows, exactly once on a page: a CSS selector, or a `JSONPath`.
    container: Option<Text>,
    /// The row with the names of the columns; only for `html-table`.
    header: Option<Text>,
    /// The rows: a CSS selector within the container, or a `JSONPath`.
    rows: Option<Text>,
    /// Rows that are none: a CSS selector, or for `csv` a regular expression on the first cell.
    skip: Option<Text>,
    /// The values of `@type` that make a row; only for `jsonld`.
    types: Option<Vec<Text>>,
    /// What a good answer says of itself; only for `json`.
    ok: Option<Good>,
    /// What separates cells; only for `csv`, and `,` unless said.
    delimiter: Option<Separator>,
    /// The contract.
    expect: Expect,
    /// What is read of a row.
    fields: AllFields,
}

/// How the next page is asked for: by a parameter that counts on, or by a link in the answer.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("oneOf" = [{ "required": ["next"] }, { "required": ["param", "step"] }]))]
struct Paging {
    /// What leads to the next page: a `JSONPath` to its address, or a CSS selector of an element with a `href`.
    next: Option<Text>,
    /// The parameter, in the form or else in the address.
    param: Option<Text>,
    /// What it is on the first page; 0 unless said.
    start: Option<Start>,
    /// What each page adds to it.
    step: Option<Step>,
    /// Where the answer says how far it counts: a `JSONPath`. Left out: until a page has no row.
    total: Option<Text>,
    /// How many pages there are at most.
    max_pages: Pages,
}

/// What a good answer says of itself.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Good {
    /// Where: a `JSONPath`.
    path: Text,
    /// What it must be, as text.
    equals: Text,
}

/// What must hold before a row is believed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Expect {
    /// Columns that must be there; only for `html-table` and `csv`.
    headers: Option<Vec<Text>>,
    /// The fewest and the most rows there ever are.
    rows: Rows,
    /// Whether a container with no row in it means that nothing is on offer.
    allow_empty: Option<Undated>,
    /// The part of last time's rows that must still be there; 0.5 unless said.
    fall: Option<PartOfOne>,
    /// Fields without which a row is held.
    required: Vec<Fields>,
    /// The part of the rows that must say a field.
    coverage: Option<Coverage>,
    /// Silence longer than this is told, such as `45d`.
    changes_every: Option<Refresh>,
    /// What a page ends with when it came whole.
    end: Option<Text>,
}

/// Every field a row may have.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AllFields {
    /// The thing's name at its provider.
    provider_ref: Option<Rule>,
    /// The course code.
    code: Option<Rule>,
    /// The event a session belongs to.
    event: Option<Rule>,
    /// The title.
    title: Option<Rule>,
    /// The version.
    version: Option<Rule>,
    /// The level.
    level: Option<Rule>,
    /// CE credits, never Cisco Learning Credits.
    credits: Option<Rule>,
    /// Study time.
    hours: Option<Rule>,
    /// The price.
    price: Option<Rule>,
    /// The first day.
    starts: Option<Rule>,
    /// The last day on which it earns credit.
    ends: Option<Rule>,
    /// The page to go to.
    url: Option<Rule>,
    /// The next day it takes place. Of several days the first that is not over.
    next: Option<Rule>,
    /// How many seats are left.
    seats: Option<Rule>,
    /// Where it takes place.
    location: Option<Rule>,
}

/// How one field is read.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rule {
    /// The column, by its header; for `html-table` and `csv`.
    column: Option<Text>,
    /// An element within the cell or row, or `row`: a CSS selector.
    of: Option<Text>,
    /// Its attribute instead of its text.
    attr: Option<Text>,
    /// Where it stands in the row's object: a `JSONPath`.
    path: Option<Text>,
    /// A part of an entry or event, such as `title` or `dtstart`.
    part: Option<Text>,
    /// The part of the text that counts: a regular expression, its first group or else all of it.
    find: Option<Text>,
    /// What is taken out of the text: a regular expression.
    drop: Option<Text>,
    /// What it is read as, where a field may be of several types.
    r#type: Option<FieldType>,
    /// What a bare number of `hours` counts.
    unit: Option<Unit>,
    /// How many hours of work a day stands for. Without it days are not read.
    hours_per_day: Option<Hours>,
    /// More days than this are a time of access.
    most_days: Option<MostDays>,
    /// The currency of a price that names none.
    currency: Option<Currency>,
    /// What a page writes where a thing costs nothing.
    free: Option<Vec<Text>>,
    /// The keys of an address's query that say which page it is.
    keep_query: Option<Vec<Text>>,
}
