//! The values of a catalogue file, each as narrow as a schema can say it.

use std::borrow::Cow;

use finder::{
    diagnostic::Code,
    model::{ActivityKind, Confidence, Delivery, Period},
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
    Kind: words(ActivityKind::ALL.map(ActivityKind::word));
    Format: words(Delivery::ALL.map(Delivery::word));
    Sureness: words(Confidence::ALL.map(Confidence::word));
    Needed: words(["always", "manual"]);
    Often: words(Period::ALL.map(Period::word));
    Suspicion: words(suspicions());
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
