//! JSON-LD in pages of HTML. A block that is no JSON is told, and the others are read.
//!
//! In a row every value is a list, whether the page wrote one or a single value, as in the expanded form of the standard: `$.name[*]`.
//! An object that only names another by `@id` is replaced by that other, if it stands in the same block; nothing is ever looked up elsewhere.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use serde_json::{Map, Value};

use super::{Found, Task, html, json, shell};
use crate::{
    diagnostic::shown,
    listing::{Break, Broken, source::Place},
};

/// How often a name may lead on to another.
const LONGEST_CHAIN: usize = 4;
/// How many values a row may have once names are replaced.
const MOST_VALUES: usize = 2000;

pub(super) fn read(task: &Task<'_>, types: &[String]) -> Result<Found, Broken> {
    let tree = html::tree(&task.page.text, task.stop)?;
    let mut found = Found {
        base: html::base(&tree, task.page),
        ..Found::default()
    };
    let mut good = 0_usize;
    for (number, text) in blocks(&tree).into_iter().enumerate() {
        task.go_on(found.rows.len())?;
        match serde_json::from_str::<Value>(unwrapped(&text)) {
            Ok(block) => {
                good += 1;
                rows(task, types, &block, &mut found)?;
            }
            Err(error) => {
                let error = shown(&error.to_string());
                found.warnings.push(format!(
                    "block {} of JSON-LD is left out: {error}",
                    number + 1
                ));
            }
        }
    }
    if good > 0 {
        return Ok(found);
    }
    let reason = match found.warnings.first() {
        Some(warning) => format!("no block of JSON-LD can be read: {warning}"),
        None => "no block of JSON-LD found".to_owned(),
    };
    let instead = shell::instead(&task.page.text, Some(&tree));
    Err(instead.unwrap_or_else(|| Broken::new(Break::Shape, reason)))
}

fn blocks(tree: &Html) -> Vec<String> {
    let Ok(selector) = Selector::parse("script[type='application/ld+json' i]") else {
        return Vec::new();
    };
    let script = |script: scraper::ElementRef<'_>| script.text().collect::<String>();
    tree.select(&selector).map(script).collect()
}

/// The block without the wrapping that some pages put around it.
fn unwrapped(text: &str) -> &str {
    let text = text
        .trim()
        .trim_start_matches("//")
        .trim_start_matches("/*")
        .trim();
    let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
    let text = text.trim_start().trim_start_matches("*/").trim();
    let text = text
        .trim_end_matches("*/")
        .trim_end_matches("/*")
        .trim_end();
    let text = text.strip_suffix("]]>").unwrap_or(text);
    text.trim_end()
        .trim_end_matches("//")
        .trim_end_matches("/*")
        .trim()
}

fn rows(task: &Task<'_>, types: &[String], block: &Value, found: &mut Found) -> Result<(), Broken> {
    let mut names = BTreeMap::new();
    named(block, &mut names);
    let mut objects = Vec::new();
    of_types(block, types, &mut objects);
    for object in objects {
        task.go_on(found.rows.len())?;
        let mut left = MOST_VALUES;
        let row = Value::Object(expanded(object, &names, LONGEST_CHAIN, &mut left));
        found.rows.push(task.gather(|_, place| {
            match place {
                Place::Path(path) => path
                    .query(&row)
                    .all()
                    .into_iter()
                    .flat_map(json::texts)
                    .map(|text| decoded(&text))
                    .collect(),
                Place::Column { .. } | Place::Element { .. } | Place::Part(_) => Vec::new(),
            }
        }));
    }
    Ok(())
}

/// Every object that says what it is called.
fn named<'v>(value: &'v Value, names: &mut BTreeMap<&'v str, &'v Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| named(value, names)),
        Value::Object(object) => {
            if let Some(name) = object.get("@id").and_then(Value::as_str)
                && object.len() > 1
            {
                names.entry(name).or_insert(object);
            }
            object.values().for_each(|value| named(value, names));
        }
        _ => {}
    }
}

/// The objects of one of these types, wherever they stand, but none within another.
fn of_types<'v>(value: &'v Value, types: &[String], found: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| of_types(value, types, found)),
        Value::Object(object) => {
            let own = object.get("@type").map(json::texts).unwrap_or_default();
            if own.iter().any(|own| types.contains(own)) {
                found.push(object);
            } else {
                object
                    .values()
                    .for_each(|value| of_types(value, types, found));
            }
        }
        _ => {}
    }
}

type Names<'v> = BTreeMap<&'v str, &'v Map<String, Value>>;

/// The object with every value as a list, and names replaced by what they name.
fn expanded(
    object: &Map<String, Value>,
    names: &Names<'_>,
    chain: usize,
    left: &mut usize,
) -> Map<String, Value> {
    let list = |value: &Value, left: &mut usize| match value {
        Value::Array(values) => values
            .iter()
            .map(|value| one(value, names, chain, left))
            .collect(),
        value => vec![one(value, names, chain, left)],
    };
    let pairs = object
        .iter()
        .map(|(key, value)| (key.clone(), Value::Array(list(value, left))));
    pairs.collect()
}

fn one(value: &Value, names: &Names<'_>, chain: usize, left: &mut usize) -> Value {
    let Value::Object(object) = value else {
        return value.clone();
    };
    *left = left.saturating_sub(1);
    let name = object
        .get("@id")
        .and_then(Value::as_str)
        .filter(|_| object.len() == 1);
    match name.and_then(|name| names.get(name)) {
        Some(meant) if chain > 0 && *left > 0 => {
            Value::Object(expanded(meant, names, chain - 1, left))
        }
        _ => Value::Object(expanded(object, names, chain, left)),
    }
}

/// The text with the entities of HTML decoded, once.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let tame = text.replace('<', "&lt;");
    Html::parse_fragment(&tame).root_element().text().collect()
}
