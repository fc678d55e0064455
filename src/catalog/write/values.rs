//! How a value is written: texts in double quotes, numbers without needless zeros, lists on one line while that is short.

use toml_edit::{Array, InlineTable, Key, Value};
use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlKeyBuilder, TomlStringBuilder};

use super::keys;
use crate::model::{Clc, Money, parse_scaled};

/// A line with a list is shorter than this, in characters.
const LONG: usize = 100;

/// The lists and tables whose order says nothing.
const SORTED: [&str; 3] = ["topics", "evidence_hosts", "refs"];

/// The keys whose values are prices.
const PRICES: [&str; 4] = ["amount", "cost", "fee", "members"];

/// The keys whose values are numbers of at most two decimals.
const DECIMALS: [&str; 7] = [
    "credits",
    "hours",
    "hours_per_credit",
    "hours_per_day",
    "least",
    "most",
    "yearly",
];

/// A dotted key, or the path of a header.
pub(super) fn path(keys: &[&Key]) -> String {
    let parts: Vec<String> = keys.iter().map(|key| name(key.get())).collect();
    parts.join(".")
}

/// A key, in quotes only where it needs them.
fn name(key: &str) -> String {
    let builder = TomlKeyBuilder::new(key);
    builder
        .as_unquoted()
        .unwrap_or_else(|| builder.as_basic())
        .to_toml_key()
}

/// The value of a key, in a line of which `taken` characters are taken. One with comments inside stands as it was written.
pub(super) fn write(key: &str, value: &Value, taken: usize) -> String {
    if has_comment(value) {
        return value.clone().decorated("", "").to_string();
    }
    let Value::Array(array) = value else {
        return on_one_line(key, value);
    };
    let items = items(key, array);
    let line = format!("[{}]", items.join(", "));
    if taken + line.chars().count() < LONG || items.is_empty() {
        return line;
    }
    let items: Vec<String> = items.iter().map(|item| format!("    {item},\n")).collect();
    format!("[\n{}]", items.concat())
}

fn on_one_line(key: &str, value: &Value) -> String {
    match value {
        Value::String(text) if PRICES.contains(&key) => quoted(&price(text.value())),
        Value::String(text) => quoted(text.value()),
        Value::Array(array) => format!("[{}]", items(key, array).join(", ")),
        Value::InlineTable(table) => inline(key, table),
        Value::Integer(_) | Value::Float(_) if DECIMALS.contains(&key) => decimal(&bare(value)),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => bare(value),
    }
}

/// A value as it was written, without what is around it.
fn bare(value: &Value) -> String {
    value.clone().decorated("", "").to_string()
}

fn items(key: &str, array: &Array) -> Vec<String> {
    let mut items: Vec<String> = array.iter().map(|item| on_one_line(key, item)).collect();
    if SORTED.contains(&key) {
        items.sort();
    }
    // A price in money goes before one in learning credits.
    if PRICES.contains(&key) {
        items.sort_by_key(|price| price.ends_with(" CLC\""));
    }
    items
}

fn inline(key: &str, table: &InlineTable) -> String {
    let order = keys::within(key);
    let mut values = table.get_values();
    values.sort_by_key(|(path, _)| path.first().map(|key| keys::rank(order, key.get())));
    if SORTED.contains(&key) {
        values.sort_by_cached_key(|(keys, _)| path(keys));
    }
    let pairs: Vec<String> = values
        .into_iter()
        .map(|(keys, value)| {
            let key = keys.last().map_or("", |key| key.get());
            format!("{} = {}", path(&keys), on_one_line(key, value))
        })
        .collect();
    if pairs.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", pairs.join(", "))
    }
}

/// A text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// A price without needless digits; what is none stands as it was.
fn price(text: &str) -> String {
    if let Some(amount) = text.strip_suffix(" CLC") {
        return Clc::parse(amount).map_or_else(|_| text.to_owned(), |clc| clc.to_string());
    }
    let Ok(money) = text.parse::<Money>() else {
        return text.to_owned();
    };
    let amount = money.amount();
    let whole = amount
        .split_once('.')
        .filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
    let amount = whole.map_or(amount.as_str(), |(whole, _)| whole);
    format!("{amount} {}", money.currency)
}

/// A number of at most two decimals without needless zeros; what is none stands as it was.
fn decimal(written: &str) -> String {
    let digits = written.replace('_', "");
    if parse_scaled(&digits, 2).is_err() {
        return written.to_owned();
    }
    match digits.split_once('.') {
        None => digits,
        Some((whole, rest)) => match rest.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest => format!("{whole}.{rest}"),
        },
    }
}

/// Whether there is a comment inside a value.
fn has_comment(value: &Value) -> bool {
    let holds = |raw: Option<&toml_edit::RawString>| {
        raw.and_then(|raw| raw.as_str())
            .is_some_and(|raw| raw.contains('#'))
    };
    let around = |decor: &toml_edit::Decor| holds(decor.prefix()) || holds(decor.suffix());
    match value {
        Value::Array(array) => {
            holds(Some(array.trailing()))
                || array
                    .iter()
                    .any(|item| around(item.decor()) || has_comment(item))
        }
        Value::InlineTable(table) => {
            let inner = table.get_values();
            let keys = inner.iter().flat_map(|(path, _)| path);
            holds(Some(table.trailing()))
                || keys
                    .copied()
                    .any(|key| around(key.leaf_decor()) || around(key.dotted_decor()))
                || inner
                    .iter()
                    .any(|(_, value)| around(value.decor()) || has_comment(value))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let (key, value) = line.split_once('=').unwrap();
        let value: Value = value.trim().parse().unwrap();
        assert_eq!(write(key.trim(), &value, key.len()), expected);
    }

    #[test]
    fn texts_stand_in_double_quotes() {
        check("note = 'a \"b\"'", r#""a \"b\"""#);
        check("note = '''a'''", r#""a""#);
        check(r#"note = "\u00e9""#, "\"é\"");
    }

    #[test]
    fn prices_and_numbers_have_no_needless_digits() {
        check("cost = '3995.00 USD'", "\"3995 USD\"");
        check("cost = \"99.5 GBP\"", "\"99.50 GBP\"");
        check("cost = ['043 CLC', '10.0 EUR']", r#"["10 EUR", "43 CLC"]"#);
        check("cost = '3.000 EUR'", "\"3.000 EUR\"");
        check("cost = '5 dollars'", "\"5 dollars\"");
        check("name = '5.00 USD'", "\"5.00 USD\"");
        check("credits = 2.50", "2.5");
        check("credits = 1_000.0", "1000");
        check("hours = 2.505", "2.505");
        check("version = 1.0", "1.0");
    }

    #[test]
    fn lists_stand_on_one_line_while_it_is_short() {
        check("topics = [ 'b',\n  'a',\n]", r#"["a", "b"]"#);
        check("covers = ['b', 'a']", r#"["b", "a"]"#);
        let long = "x".repeat(90);
        check(
            &format!("topics = ['b', '{long}']"),
            &format!("[\n    \"b\",\n    \"{long}\",\n]"),
        );
        check("covers = [ # why\n 'b']", "[ # why\n 'b']");
    }

    #[test]
    fn tables_in_a_line_have_their_order_too() {
        check(
            "withdrawn = {reason='r',on=2026-01-01}",
            r#"{ on = 2026-01-01, reason = "r" }"#,
        );
        check("exams = { b = 1, a = 2 }", "{ b = 1, a = 2 }");
        check("exams = {}", "{}");
        check("refs = { b = '2', a = '1' }", r#"{ a = "1", b = "2" }"#);
    }
}
