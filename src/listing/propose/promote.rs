//! What a person accepted, as a change of the catalogue's files: every comment, the order and the blank lines stay.
//!
//! Only what can be explained is touched: where the catalogue says something else than when a thing was proposed, a person was faster, and hers stays.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Formatted, Item, Table, Value as Toml};

use super::{Change, Entry, Proposal, Setting, refs};
use crate::{
    catalog::write::{FileKind, canonical},
    diagnostic::Sources,
    model::Id,
};

/// What a proposal does to the files of a catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Promotion {
    /// The files that change, by their path in the catalogue, with what they are to hold.
    pub files: BTreeMap<String, String>,
    /// What those of them that are there hold now.
    pub before: BTreeMap<String, String>,
    /// The entries that change nothing, by their keys, and why.
    pub skipped: Vec<(String, String)>,
}

/// What a proposal does to the catalogue that these files are. New activities go into the program whose folder is `folder`, a path that ends in a
/// slash or is empty. The files are not read as a catalogue here: hold the outcome against its checks before it is written.
pub fn promote(sources: &Sources, folder: &str, proposal: &Proposal) -> Promotion {
    let mut promotion = Promotion::default();
    for entry in &proposal.entries {
        let done = match &entry.dismiss {
            Some(reason) => Err(format!("dismissed: {reason}")),
            None => one(sources, folder, entry, &mut promotion.files),
        };
        if let Err(why) = done {
            promotion.skipped.push((entry.key.clone(), why));
        }
    }
    let unchanged = |path: &String, text: &String| text_of(sources, path) == Some(text);
    promotion.files.retain(|path, text| !unchanged(path, text));
    let before = promotion.files.keys().filter_map(|path| {
        let text = text_of(sources, path)?;
        Some((path.clone(), text.to_owned()))
    });
    promotion.before = before.collect();
    promotion
}

fn text_of<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    let file = sources.paths().position(|own| own == path)?;
    sources.text(file)
}

fn one(
    sources: &Sources,
    folder: &str,
    entry: &Entry,
    files: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    let path = |id: &Id| format!("{folder}activities/{id}.toml");
    if let Change::Edit { set, .. } = &entry.change
        && let Some(why) = &set.withheld
    {
        return Err(why.clone());
    }
    match &entry.change {
        Change::Edit {
            activity,
            offering,
            set,
            was,
        } => edit(sources, &path(activity), files, |document| {
            let table = match offering {
                None => document.as_table_mut(),
                Some(id) => offering_of(document, id)
                    .ok_or_else(|| format!("`{activity}` has no offering `{id}`"))?,
            };
            match set.key {
                refs::KEY => refs::add(table, &set.value)?,
                _ => assign(table, set, was.as_deref())?,
            }
            // The evidence of an activity is where its credits were read, whatever else is said of it.
            if offering.is_some() || set.key == "credits" {
                witness(table, entry);
            }
            Ok(())
        }),
        Change::Offering { activity, keys } => edit(sources, &path(activity), files, |document| {
            add(document, activity, keys)
        }),
        Change::Activity { id, keys, offering } => {
            let path = path(id);
            if text_of(sources, &path).is_some() || files.contains_key(&path) {
                return Err(format!("`{id}` is there by now"));
            }
            files.insert(path, activity(keys, offering)?);
            Ok(())
        }
    }
}

/// Adds an offering, unless there is one of that name.
fn add(document: &mut DocumentMut, activity: &Id, keys: &[Setting]) -> Result<(), String> {
    let provider = keys.iter().find(|set| set.key == "provider");
    let name = provider
        .and_then(|set| set.value.parse::<Toml>().ok())
        .and_then(|name| Id::new(name.as_str()?).ok());
    let name = name.ok_or("the offering names no provider")?;
    if offering_of(document, &name).is_some() {
        return Err(format!("`{activity}` has an offering `{name}` by now"));
    }
    let list = document
        .entry("offering")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let list = list
        .as_array_of_tables_mut()
        .ok_or("`offering` is no list of tables")?;
    list.push(filled(keys)?);
    Ok(())
}

/// The file of a new activity.
fn activity(keys: &[Setting], offering: &[Setting]) -> Result<String, String> {
    let mut document = DocumentMut::new();
    *document.as_table_mut() = filled(keys)?;
    if !offering.is_empty() {
        let mut list = ArrayOfTables::new();
        list.push(filled(offering)?);
        document.insert("offering", Item::ArrayOfTables(list));
    }
    let text = document.to_string();
    Ok(canonical(FileKind::Activity, &text, None).unwrap_or(text))
}

/// Changes a file that is there, on top of what was changed in it before.
fn edit(
    sources: &Sources,
    path: &str,
    files: &mut BTreeMap<String, String>,
    change: impl FnOnce(&mut DocumentMut) -> Result<(), String>,
) -> Result<(), String> {
    let text = files
        .get(path)
        .map(String::as_str)
        .or_else(|| text_of(sources, path));
    let text = text.ok_or_else(|| format!("there is no file `{path}`"))?;
    let mut document: DocumentMut = text.parse().map_err(|_| format!("`{path}` is not TOML"))?;
    change(&mut document)?;
    files.insert(path.to_owned(), document.to_string());
    Ok(())
}

/// The offering of that name: its own, or else its provider's.
fn offering_of<'d>(document: &'d mut DocumentMut, id: &Id) -> Option<&'d mut Table> {
    let list = document.get_mut("offering")?.as_array_of_tables_mut()?;
    list.iter_mut().find(|table| {
        let name = table.get("id").or_else(|| table.get("provider"));
        name.and_then(Item::as_str) == Some(id.as_str())
    })
}

/// Sets a key, if the catalogue still says what it said.
fn assign(table: &mut Table, set: &Setting, was: Option<&str>) -> Result<(), String> {
    let value: Toml = set
        .value
        .parse()
        .map_err(|_| format!("`{}` has no value", set.key))?;
    let key = set.key;
    if key == "withdrawn" && table.contains_key(key) {
        return Err("it is withdrawn by now".to_owned());
    }
    let now = table.get(key).and_then(Item::as_value).map(said);
    if now.as_deref() == Some(said(&value).as_str()) {
        return Err("the catalogue says so already".to_owned());
    }
    let was = was
        .and_then(|was| was.parse::<Toml>().ok())
        .as_ref()
        .map(said);
    if now != was {
        let word = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
        return Err(format!(
            "`{key}` is {} by now, and was {} when this was proposed",
            word(now),
            word(was)
        ));
    }
    replace(table, key, value);
    Ok(())
}

/// The page becomes the evidence of what is set, unless a look at another was later.
fn witness(table: &mut Table, entry: &Entry) {
    let (Ok(retrieved), page) = (
        entry.retrieved.to_string().parse::<toml_edit::Datetime>(),
        entry.page.as_str(),
    ) else {
        return;
    };
    replace(table, "source", page.into());
    replace(table, "checked", Toml::Datetime(Formatted::new(retrieved)));
}

/// Puts a value in the place of another, with the comment that stands after it.
fn replace(table: &mut Table, key: &str, mut value: Toml) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn filled(keys: &[Setting]) -> Result<Table, String> {
    let mut table = Table::new();
    for set in keys.iter().filter(|set| set.withheld.is_none()) {
        let value: Toml = set
            .value
            .parse()
            .map_err(|_| format!("`{}` has no value", set.key))?;
        table.insert(set.key, Item::Value(value));
    }
    Ok(table)
}

/// A value without what stands around it.
fn said(value: &Toml) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string()
}
