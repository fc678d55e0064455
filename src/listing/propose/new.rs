//! What the catalogue does not have: activities, and offerings of those it has.

use std::collections::BTreeSet;

use super::{Asked, Change, Entry, Field, Item, Setting, Value, entry, key, setting, write};
use crate::model::Id;

/// The fields of a new activity, and those of its offering.
const OF_ACTIVITY: [Field; 4] = [Field::Title, Field::Code, Field::Version, Field::Credits];
const OF_OFFERING: [Field; 5] = [
    Field::Price,
    Field::Hours,
    Field::Starts,
    Field::Ends,
    Field::Url,
];

/// An activity, if the row has a title and a free id can be made of it.
pub(super) fn activity(asked: &Asked<'_>, item: &Item, taken: &mut BTreeSet<Id>) -> Option<Entry> {
    let title = text(item, Field::Title)?;
    let id = id(asked, item, title, taken)?;
    taken.insert(id.clone());
    let mut keys = settings(asked, item, &OF_ACTIVITY);
    let kind = if item.says.contains_key(&Field::Event) {
        "session"
    } else {
        asked.source.activity.word()
    };
    keys.push(literal("type", kind));
    keys.extend(settings(asked, item, &[Field::ProviderRef]));
    keys.extend(evidence(item));
    let value: Vec<String> = OF_ACTIVITY
        .iter()
        .filter_map(|field| Some(item.says.get(field)?.to_string()))
        .collect();
    let mut remarks = remarks(item);
    let offering = offering_keys(asked, item);
    if offering.is_empty() {
        remarks.push("no offering: the source does not say how it is taken (`format`)".to_owned());
    }
    let key = key(item, "new", &value.join(" | "));
    let change = Change::Activity { id, keys, offering };
    Some(entry(item, key, remarks, change))
}

/// An offering of an activity that has none of this provider.
pub(super) fn offering(asked: &Asked<'_>, item: &Item, activity: &Id) -> Option<Entry> {
    let keys = offering_keys(asked, item);
    if keys.is_empty() {
        return None;
    }
    let value: Vec<String> = OF_OFFERING
        .iter()
        .filter_map(|field| Some(item.says.get(field)?.to_string()))
        .collect();
    let key = key(item, "offering", &value.join(" | "));
    let activity = activity.clone();
    let change = Change::Offering { activity, keys };
    Some(entry(item, key, remarks(item), change))
}

fn offering_keys(asked: &Asked<'_>, item: &Item) -> Vec<Setting> {
    let Some(format) = asked.source.format else {
        return Vec::new();
    };
    let mut keys = vec![
        literal("provider", asked.source.provider.as_str()),
        literal("format", format.word()),
    ];
    keys.extend(settings(asked, item, &OF_OFFERING));
    keys.extend(evidence(item));
    keys
}

fn settings(asked: &Asked<'_>, item: &Item, fields: &[Field]) -> Vec<Setting> {
    let own = |field: &Field| {
        let value = item.says.get(field)?;
        setting(asked, *field, value)
    };
    fields.iter().filter_map(own).collect()
}

/// Where it was read and when, as the catalogue keeps it.
fn evidence(item: &Item) -> [Setting; 2] {
    let day = Value::Day(item.retrieved);
    let checked = Setting {
        key: "checked",
        value: write::toml(&day).unwrap_or_default(),
        withheld: None,
    };
    [literal("source", &item.page), checked]
}

fn literal(key: &'static str, text: &str) -> Setting {
    let value = Value::Text(text.to_owned());
    Setting {
        key,
        value: write::toml(&value).unwrap_or_default(),
        withheld: None,
    }
}

fn text(item: &Item, field: Field) -> Option<&str> {
    match item.says.get(&field)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn remarks(item: &Item) -> Vec<String> {
    let said = item.fields.iter().map(super::remark);
    let like = item.suggestions.iter().map(|like| {
        let (id, score, title) = (&like.activity, like.score, &like.title);
        format!("it is like `{id}` ({score} in 100): \"{title}\"; if it is the same, add nothing")
    });
    said.chain(like).collect()
}

/// An id that no activity has: of code and version, of these with the provider before, or of the title.
fn id(asked: &Asked<'_>, item: &Item, title: &str, taken: &BTreeSet<Id>) -> Option<Id> {
    let version = text(item, Field::Version).unwrap_or_default();
    let code = text(item, Field::Code).map(|code| format!("{code} {version}"));
    let with_provider = code
        .as_ref()
        .map(|code| format!("{} {code}", asked.source.provider));
    let names = [code, with_provider, Some(title.to_owned())];
    names
        .iter()
        .flatten()
        .filter_map(|name| Id::slug(name))
        .find(|id| !taken.contains(id))
}
