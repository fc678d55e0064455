//! `[source.fields]`: how each field of a row is read.

use super::{
    Decimal, Kind, Place, Rule, Type, Unit,
    values::{self, bounded, path, pattern},
};
use crate::{
    diagnostic::{Code, Diagnostic, clean},
    listing::Field,
    model::{Currency, Minutes},
    reading::{
        fields::Fields,
        values::{Fault, Value, number, price, text},
    },
};

/// A day of class, in hours, is no longer; and courses do not take more days than this unless a source says so.
const MOST_DAYS: u32 = 20;
/// The parts of a feed's entry.
const FEED_PARTS: [(&str, &str); 7] = [
    ("id", "id"),
    ("title", "title"),
    ("link", "link"),
    ("summary", "summary"),
    ("content", "content"),
    ("published", "published"),
    ("updated", "updated"),
];
/// The parts of a calendar's event.
const EVENT_PARTS: [(&str, &str); 8] = [
    ("uid", "uid"),
    ("summary", "summary"),
    ("description", "description"),
    ("url", "url"),
    ("dtstart", "dtstart"),
    ("dtend", "dtend"),
    ("location", "location"),
    ("categories", "categories"),
];
const UNITS: [(&str, Unit); 3] = [
    ("minutes", Unit::Minutes),
    ("hours", Unit::Hours),
    ("days", Unit::Days),
];

/// What stands before a fraction.
pub(super) fn decimal(value: Value<'_>) -> Result<Decimal, Fault> {
    text::word(value, &[(".", Decimal::Point), (",", Decimal::Comma)])
}

/// How days are written.
pub(super) fn date_form(value: Value<'_>) -> Result<String, Fault> {
    values::date_form(value)
}

/// The rules of all fields, in the order of the fields.
pub(super) fn rules(table: &mut Fields<'_>, kind: Kind) -> Vec<(Field, Rule)> {
    let mut rules = Vec::new();
    for field in Field::ALL {
        let rule = table.table(field.word(), |table| rule(table, kind, field));
        rules.extend(rule.map(|rule| (field, rule)));
    }
    rules
}

fn rule(table: &mut Fields<'_>, kind: Kind, field: Field) -> Option<Rule> {
    let place = place(table, kind);
    let find = table.optional("find", pattern);
    let drop = table.optional("drop", pattern);
    let kind = self::kind(table, field);
    Some(Rule {
        place: place?,
        find,
        drop,
        kind: kind?,
    })
}

fn place(table: &mut Fields<'_>, kind: Kind) -> Option<Place> {
    match kind {
        Kind::HtmlTable if table.has("column") => {
            let name = column(table);
            let of = table.optional("of", values::css);
            let attr = table.optional("attr", text::plain);
            Some(Place::Column {
                name: name?,
                of,
                attr,
            })
        }
        Kind::HtmlTable | Kind::HtmlItems => {
            if kind == Kind::HtmlTable && !table.has("of") {
                table.missing("column");
                table.expect(&["of", "attr"]);
                return None;
            }
            table.expect(if kind == Kind::HtmlTable {
                &["column"]
            } else {
                &[]
            });
            let is_row = |value: Value<'_>| value.get_ref().as_str() == Some("row");
            if table.value_of("of").is_some_and(is_row) {
                table.expect(&["of"]);
                let attr = table.required("attr", text::plain);
                return Some(Place::Element {
                    of: None,
                    attr: Some(attr?),
                });
            }
            let of = table.required("of", values::css);
            let attr = table.optional("attr", text::plain);
            Some(Place::Element {
                of: Some(of?),
                attr,
            })
        }
        Kind::Csv => {
            let name = column(table);
            Some(Place::Column {
                name: name?,
                of: None,
                attr: None,
            })
        }
        Kind::Json | Kind::Jsonld => table.required("path", path).map(Place::Path),
        Kind::Feed => table
            .required("part", |value| text::word(value, &FEED_PARTS))
            .map(|part| Place::Part(part.to_owned())),
        Kind::Ics => table
            .required("part", |value| text::word(value, &EVENT_PARTS))
            .map(|part| Place::Part(part.to_owned())),
    }
}

fn column(table: &mut Fields<'_>) -> Option<String> {
    table
        .required("column", text::plain)
        .map(|name| clean(&name).to_lowercase())
}

/// What a field is to be read as. Most fields can be of one type only, and need not name it.
fn kind(table: &mut Fields<'_>, field: Field) -> Option<Type> {
    let choices: &[&str] = match field {
        Field::Credits => &["credits"],
        Field::Hours => &["hours"],
        Field::Price => &["money"],
        Field::Starts | Field::Next => &["date", "date-range-start"],
        Field::Ends => &["date", "date-range-end"],
        Field::Url => &["url"],
        Field::Seats => &["count"],
        Field::ProviderRef
        | Field::Code
        | Field::Event
        | Field::Title
        | Field::Version
        | Field::Level
        | Field::Location => &["text"],
    };
    let words: Vec<(&'static str, &'static str)> =
        choices.iter().map(|word| (*word, *word)).collect();
    let word = if table.has("type") {
        table.optional("type", |value| text::word(value, &words))?
    } else {
        table.expect(&["type"]);
        choices.first().copied()?
    };
    match word {
        "credits" => Some(Type::Credits),
        "hours" => Some(hours(table)),
        "money" => Some(money(table)),
        "date" => Some(Type::Day),
        "date-range-start" => Some(Type::RangeStart),
        "date-range-end" => Some(Type::RangeEnd),
        "url" => Some(Type::Address {
            keep_query: table.list("keep_query", text::plain),
        }),
        "count" => Some(Type::Count),
        _ => Some(Type::Text),
    }
}

fn hours(table: &mut Fields<'_>) -> Type {
    let unit = table.optional("unit", |value| text::word(value, &UNITS));
    let day = table
        .optional("hours_per_day", number::hours_per_day)
        .map(Minutes::minutes);
    let most_days = table
        .optional("most_days", |value| bounded(value, 1..=60))
        .unwrap_or(MOST_DAYS);
    if unit == Some(Unit::Days) && day.is_none() {
        let finding = Diagnostic::error(Code::MissingKey, "`hours_per_day` is missing")
            .at(table.file(), table.span_of("unit"), "it counts days")
            .help("Say how many hours of work a day stands for.");
        table.report(finding);
    }
    Type::Hours {
        unit,
        day,
        most_days,
    }
}

fn money(table: &mut Fields<'_>) -> Type {
    let currency: Option<Currency> = table.optional("currency", price::currency);
    let free = table.list("free", text::plain);
    Type::Money {
        currency,
        free: free.iter().map(|word| word.to_lowercase()).collect(),
    }
}
