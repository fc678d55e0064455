//! Changes to the catalogue that a person may accept: as values, and as the file she looks at.
//!
//! `write` makes the file, `read` reads what she left of it, [`promote()`] makes the change of it. What was proposed or dismissed before is known by
//! its key, which holds source, row, field and value: only another value comes back.

mod dismissed;
mod gone;
mod new;
pub mod promote;
mod read;
mod refs;
mod write;

use std::collections::BTreeSet;

use super::{Difference, Field, Item, Source, State, Value};
use crate::model::{Date, Effort, Expiry, Id, ProgramCatalog};

pub use dismissed::{Dismissed, dismissals, dismissed_toml};
pub use promote::{Promotion, promote};

/// What one source proposes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The source.
    pub source: Id,
    /// The day it was made.
    pub seen: Date,
    /// The entries, each decided on alone.
    pub entries: Vec<Entry>,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What makes it the same proposal as one of another run.
    pub key: String,
    /// The page it was read from.
    pub page: String,
    /// The day that page was retrieved.
    pub retrieved: Date,
    /// What a reader should know, a line each.
    pub remarks: Vec<String>,
    /// Why it is not wanted; set by a person.
    pub dismiss: Option<String>,
    /// What is changed.
    pub change: Change,
}

/// What an entry changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A key of an activity, or of one of its offerings.
    Edit {
        /// The activity.
        activity: Id,
        /// The offering; `None`: the activity itself.
        offering: Option<Id>,
        /// The key.
        set: Setting,
        /// What the catalogue said when this was proposed, as TOML.
        was: Option<String>,
    },
    /// An offering that the activity does not have.
    Offering {
        /// The activity.
        activity: Id,
        /// Its keys.
        keys: Vec<Setting>,
    },
    /// An activity that the catalogue does not have.
    Activity {
        /// Its id.
        id: Id,
        /// Its keys.
        keys: Vec<Setting>,
        /// The keys of its offering; empty where nothing says how it is taken.
        offering: Vec<Setting>,
    },
}

/// A key of the catalogue with its value as TOML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// What it is set to; made of a typed value, never of fetched text as it came.
    pub value: String,
    /// Whether it stands in the file as a comment, for a person to find out.
    pub withheld: Option<String>,
}

impl Proposal {
    /// The activities it is about that the catalogue has.
    pub fn activities(&self) -> impl Iterator<Item = &Id> {
        self.entries.iter().filter_map(|entry| match &entry.change {
            Change::Edit { activity, .. } | Change::Offering { activity, .. } => Some(activity),
            Change::Activity { .. } => None,
        })
    }

    /// The providers of what it would add.
    pub fn providers(&self) -> impl Iterator<Item = Id> {
        let added = self.entries.iter().flat_map(|entry| match &entry.change {
            Change::Activity { offering: keys, .. } | Change::Offering { keys, .. } => {
                keys.as_slice()
            }
            Change::Edit { .. } => &[],
        });
        added
            .filter(|set| set.key == "provider")
            .filter_map(|set| Id::new(set.value.trim_matches('"')).ok())
    }

    /// The keys of its entries.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

/// What to propose of how things stand.
pub struct Asked<'a> {
    /// The program.
    pub program: &'a ProgramCatalog,
    /// The source.
    pub source: &'a Source,
    /// The keys of what was proposed or dismissed before.
    pub known: &'a BTreeSet<String>,
    /// Whether credits are written, rather than left for a person to find out.
    pub accept_credits: bool,
    /// Whether the catalogue declares the source, so that its entries may name it.
    pub refs: bool,
    /// The day.
    pub seen: Date,
}

/// What a source proposes; `None`: nothing that was not proposed or dismissed before.
pub fn propose(asked: &Asked<'_>, items: &[Item]) -> Option<Proposal> {
    let mut taken: BTreeSet<Id> = asked.program.activities.keys().cloned().collect();
    let mut entries = Vec::new();
    let mut withdrawn = BTreeSet::new();
    for item in items.iter().filter(|item| item.source == asked.source.id) {
        match item.state {
            State::Changed => {
                let edits = edits(asked, item);
                // Alone it is no reason to bother anybody: whoever looks at the row for another reason settles which one it is, too.
                let named = (!edits.is_empty()).then(|| refs::edit(asked, item));
                entries.extend(edits);
                entries.extend(named.flatten());
            }
            State::New => {
                entries.extend(new::activity(asked, item, &mut taken));
            }
            // Two rows that are gone may have told of one offering.
            State::Gone if withdrawn.insert((&item.activity, &item.offering)) => {
                entries.extend(gone::withdrawal(asked, item));
            }
            _ => {}
        }
    }
    entries.retain(|entry| !asked.known.contains(&entry.key));
    (!entries.is_empty()).then(|| Proposal {
        source: asked.source.id.clone(),
        seen: asked.seen,
        entries,
    })
}

fn is_over(item: &Item, seen: Date) -> bool {
    matches!(item.says.get(&Field::Ends), Some(Value::Day(last)) if *last < seen)
}

/// The edits of an activity the catalogue has: one a field, or one new offering.
fn edits(asked: &Asked<'_>, item: &Item) -> Vec<Entry> {
    let Some(activity) = &item.activity else {
        return Vec::new();
    };
    let of_offering = |difference: &&Difference| difference.field.class() == super::Class::Offer;
    let mut entries = Vec::new();
    let may_add = item.offering.is_none() && !is_over(item, asked.seen);
    if may_add
        && item
            .fields
            .iter()
            .any(|difference| of_offering(&difference))
    {
        entries.extend(new::offering(asked, item, activity));
    }
    for difference in &item.fields {
        let offering = item.offering.clone().filter(|_| of_offering(&difference));
        if of_offering(&difference) && offering.is_none() {
            continue;
        }
        let Some(set) = setting(asked, difference.field, &difference.fetched) else {
            continue;
        };
        let field = difference.field;
        let key = key(item, field.word(), &difference.fetched.to_string());
        let change = Change::Edit {
            activity: activity.clone(),
            offering,
            was: was(asked, item, field),
            set,
        };
        entries.push(entry(item, key, vec![remark(difference)], change));
    }
    entries
}

/// An entry about an item.
fn entry(item: &Item, key: String, remarks: Vec<String>, change: Change) -> Entry {
    Entry {
        key,
        page: item.page.clone(),
        retrieved: item.retrieved,
        remarks,
        dismiss: None,
        change,
    }
}

fn key(item: &Item, what: &str, value: &str) -> String {
    format!("{} {} {what} {value}", item.source, item.key)
}

fn remark(difference: &Difference) -> String {
    format!("{}: \"{}\"", difference.extractor, difference.raw)
}

/// What the catalogue says under the key of a field, as TOML.
fn was(asked: &Asked<'_>, item: &Item, field: Field) -> Option<String> {
    let activity = asked.program.activities.get(item.activity.as_ref()?)?;
    let offering = item.offering.as_ref().and_then(|id| {
        activity
            .offerings
            .iter()
            .find(|offering| offering.id == *id)
    });
    let value = match field {
        Field::Credits => Value::Credits(activity.credits?),
        Field::Version => Value::Text(activity.version.clone()?),
        Field::Price => Value::Price(offering?.cost),
        Field::Starts => Value::Day(offering?.opens?),
        Field::Ends => match offering?.expires {
            Expiry::On(day) => Value::Day(day),
            Expiry::Never => Value::Text("never".to_owned()),
            Expiry::Unknown => return None,
        },
        Field::Url => Value::Text(offering?.url.clone()?),
        Field::Hours => match offering?.effort? {
            Effort::Hours(minutes) => Value::Hours(minutes),
            Effort::Days(_) => return None,
        },
        _ => return None,
    };
    write::toml(&value)
}

/// The key and value of the catalogue that a fetched value becomes.
fn setting(asked: &Asked<'_>, field: Field, value: &Value) -> Option<Setting> {
    let key = match field {
        Field::Title => "title",
        Field::Code => "course",
        Field::Version => "version",
        Field::Credits => "credits",
        Field::Hours => "hours",
        Field::Price => "cost",
        Field::Starts => "opens",
        Field::Ends => "expires",
        Field::Url => "url",
        Field::ProviderRef => return refs::setting(asked, value),
        _ => return None,
    };
    // A link that leads elsewhere is told, and for a person to look at.
    if let (Field::Url, Value::Text(url)) = (field, value)
        && !asked.source.owns(url)
    {
        return None;
    }
    if let Value::AtMost(most) = value {
        let withheld = Some(format!(
            "the page says at most {most}; a person finds out how many"
        ));
        return Some(Setting {
            key,
            value: most.to_string(),
            withheld,
        });
    }
    let withheld = (field == Field::Credits && !asked.accept_credits)
        .then(|| format!("the page says {value}; the portal was not asked"));
    Some(Setting {
        key,
        value: write::toml(value)?,
        withheld,
    })
}
