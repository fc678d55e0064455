//! `refs`: which row of a listing an activity is, proposed along with what else the row brings, and put beside what stands there already.

use toml::de::DeValue;
use toml_edit::{InlineTable, Item as Toml, Table, Value as Written};

use super::{Asked, Change, Entry, Field, Item, Setting, Value, entry, key};
use crate::{
    diagnostic::clean,
    reading::values::{self, Fault, text, wrong_type},
};

/// The key of the catalogue.
pub(super) const KEY: &str = "refs";

/// The key with what the source calls the row. A source that the catalogue does not declare is left out: nobody else would know it.
pub(super) fn setting(asked: &Asked<'_>, name: &Value) -> Option<Setting> {
    let Value::Text(name) = name else {
        return None;
    };
    asked.refs.then(|| Setting {
        key: KEY,
        value: table([(asked.source.id.as_str(), name.as_str())]),
        withheld: None,
    })
}

/// What the row is called, for an activity that has no name in the source yet.
pub(super) fn edit(asked: &Asked<'_>, item: &Item) -> Option<Entry> {
    let activity = asked.program.activities.get(item.activity.as_ref()?)?;
    if activity.refs.contains_key(&asked.source.id) {
        return None;
    }
    let name = item.says.get(&Field::ProviderRef)?;
    let set = setting(asked, name)?;
    let remark = match item.rung {
        Some(rung) => format!("it was told by its {}", rung.word()),
        None => return None,
    };
    let change = Change::Edit {
        activity: activity.id.clone(),
        offering: None,
        set,
        was: None,
    };
    let key = key(item, KEY, &name.to_string());
    Some(entry(item, key, vec![remark], change))
}

/// The names in a proposal's file, as TOML.
pub(super) fn literal(value: values::Value<'_>) -> Result<String, Fault> {
    let DeValue::Table(names) = value.get_ref() else {
        return Err(wrong_type(value, "a table"));
    };
    let mut all = Vec::new();
    for (source, name) in names {
        all.push((source.get_ref().as_ref(), text::plain(name)?));
    }
    Ok(table(
        all.iter().map(|(source, name)| (*source, name.as_str())),
    ))
}

/// Puts names beside those that an activity has. What a person wrote there stays.
pub(super) fn add(table: &mut Table, names: &str) -> Result<(), String> {
    let names: Written = names.parse().map_err(|_| "`refs` has no value")?;
    let names = names.as_inline_table().ok_or("`refs` is no table")?;
    let refs = table
        .entry(KEY)
        .or_insert_with(|| Toml::Value(InlineTable::new().into()));
    let refs = refs.as_table_like_mut().ok_or("`refs` is no table")?;
    for (source, name) in names {
        match refs.get(source).and_then(Toml::as_str) {
            Some(own) if Some(own) == name.as_str() => {
                return Err("the catalogue says so already".to_owned());
            }
            Some(own) => return Err(format!("by `refs` it is \"{}\" there by now", clean(own))),
            None => {
                refs.insert(source, Toml::Value(name.clone()));
            }
        }
    }
    Ok(())
}

fn table<'n>(names: impl IntoIterator<Item = (&'n str, &'n str)>) -> String {
    let mut table = InlineTable::new();
    for (source, name) in names {
        table.insert(source, clean(name).into());
    }
    table.to_string()
}
