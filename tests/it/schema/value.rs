//! The values of a catalogue file, each as narrow as a schema can say it.

use std::borrow::Cow;

use finder::{
    diagnostic::Code,
    listing,
    model::{self, ActivityKind, ClaimNeed, Confidence, Delivery, Period},
    record,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Makes types of values, each with the schema it is given. They are written out where they stand, so that an editor shows what is asked
/// for right at the key.
macro_rules! values {
    ($($name:ident: $schema:expr;)*) => {
        $(
            pub(super) struct $name;

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn inline_schema() -> bool {
                    true
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    $schema
                }
            }
        )*
    };
}

/// A day; TOML's own days reach a schema as text.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const SPELL: &str = "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*\\.\\.\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$";
const PRICE: &str = "^[0-9]+(\\.[0-9]+)? [A-Z]{3}$";
const PRICE_OR_FREE: &str = "^(free|[0-9]+(\\.[0-9]+)? [A-Z]{3})$";
const ADDRESS: &str = "^https://[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(:[^\\s/?#]*)?([/?#]\\S*)?$";
const HOST: &str = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+$";
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const ROUTE: &str = "^(credits-only|credits-and-exam|exam-only)(-[0-9]+)?$";
/// What [`finder::diagnostic`] lets no text hold: control characters, and marks that turn the direction of text or take no room.
const UNSAFE: &str = "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb";

values! {
    Id: json_schema!({ "type": "string", "pattern": ID, "maxLength": 120 });
    RouteId: json_schema!({ "type": "string", "pattern": ROUTE, "maxLength": 120 });
    Text: json_schema!({ "type": "string", "pattern": text() });
    Address: json_schema!({ "type": "string", "pattern": ADDRESS });
    Host: json_schema!({ "type": "string", "pattern": HOST });
    Day: json_schema!({ "type": "string", "format": "date", "pattern": DAY });
    Expiry: json_schema!({ "anyOf": [
        { "type": "string", "format": "date", "pattern": DAY },
        { "const": "never" },
    ] });
    Price: json_schema!({ "anyOf": [
        { "type": "string", "pattern": PRICE_OR_FREE },
        { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "string", "pattern": PRICE } },
    ] });
    Money: json_schema!({ "type": "string", "pattern": PRICE });
    Currency: json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" });
    Undated: json_schema!({ "type": "boolean" });
    // Finer than hundredths is for the checker: some editors divide floats to find out, and see faults where there are none.
    Credits: json_schema!({ "type": "number", "minimum": 0, "maximum": 100_000 });
    Hours: json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 100_000 });
    HoursPerCredit: json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1000 });
    HoursPerDay: json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 24 });
    Days: whole(1, 36_500);
    Minutes: whole(1, 7 * 24 * 60);
    Rank: whole(0, 1_000_000);
    Years: whole(1, 100);
    Percent: whole(0, 100);
    // How many of what: the keys are classes, or `exam` for any.
    ExamCounts: json_schema!({
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": whole(1, 20),
    });
    Listing: words(listing::source::Kind::ALL.map(listing::source::Kind::word));
    Ranked: words(listing::Rank::ALL.map(listing::Rank::word));
    Fields: words(listing::Field::ALL.map(listing::Field::word));
    Method: words(["GET", "POST"]);
    Decimals: words([".", ","]);
    Zone: json_schema!({ "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$" });
    Unit: words(["minutes", "hours", "days"]);
    FieldType: words(["text", "credits", "hours", "money", "date", "date-range-start", "date-range-end", "url", "count"]);
    SourceId: json_schema!({ "type": "string", "pattern": ID, "minLength": 2, "maxLength": 40 });
    Refresh: json_schema!({ "type": "string", "pattern": "^[0-9]+[hd]$" });
    PartOfOne: json_schema!({ "type": "number", "minimum": 0, "maximum": 1 });
    Rows: json_schema!({ "type": "array", "minItems": 2, "maxItems": 2, "items": whole(0, 50_000) });
    Pages: whole(1, 50);
    Step: whole(1, 10_000);
    Start: whole(0, 1_000_000);
    MostDays: whole(1, 60);
    Separator: json_schema!({ "type": "string", "minLength": 1, "maxLength": 1 });
    Schema1: json_schema!({ "const": 1 });
    Texts: json_schema!({ "type": "object", "additionalProperties": { "type": "string" } });
    Coverage: json_schema!({
        "type": "object",
        "propertyNames": { "enum": listing::Field::ALL.map(listing::Field::word) },
        "additionalProperties": { "type": "number", "minimum": 0, "maximum": 1 },
    });
    Kind: words(ActivityKind::ALL.map(ActivityKind::word));
    Format: words(Delivery::ALL.map(Delivery::word));
    Sureness: words(Confidence::ALL.map(Confidence::word));
    Needed: words(["always", "manual"]);
    Wanted: words(ClaimNeed::ALL.map(ClaimNeed::word));
    RecordFormat: json_schema!({ "const": record::FORMAT });
    ClaimState: words(record::ClaimState::ALL.map(record::ClaimState::word));
    // In her own words, or a path of her own: of any characters, but not empty.
    OwnWords: json_schema!({ "type": "string", "pattern": "\\S" });
    Spell: json_schema!({ "type": "string", "pattern": SPELL });
    Weekly: json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 168 });
    Clc: whole(0, model::Clc::MOST);
    Rates: json_schema!({
        "type": "object",
        "propertyNames": { "pattern": "^[A-Z]{3}$" },
        "additionalProperties": { "anyOf": [
            { "type": "string", "pattern": "^[0-9]+(\\.[0-9]{1,6})?$" },
            { "type": "number", "exclusiveMinimum": 0 },
        ] },
    });
    Often: words(Period::ALL.map(Period::word));
    Suspicion: words(suspicions());
    // The keys are ids of sources.
    Refs: json_schema!({
        "type": "object",
        "propertyNames": { "pattern": ID, "minLength": 2, "maxLength": 40 },
        "additionalProperties": { "type": "string", "pattern": text() },
    });
}

/// One line with something on it.
fn text() -> String {
    format!("^[^{UNSAFE}]*[^\\s{UNSAFE}][^{UNSAFE}]*$")
}

fn whole(least: u32, most: u32) -> Schema {
    json_schema!({ "type": "integer", "minimum": least, "maximum": most })
}

fn words(words: impl IntoIterator<Item = &'static str>) -> Schema {
    let words: Vec<&str> = words.into_iter().collect();
    json_schema!({ "enum": words })
}

fn suspicions() -> impl Iterator<Item = &'static str> {
    let codes = Code::ALL.iter().filter(|code| code.is_suspicion());
    codes.map(|code| code.name())
}
