//! The file of a proposal. Every value is written by the TOML library: fetched text can add no key and no table.

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, Formatted, InlineTable, Item, Table, Value as Toml,
};

use super::{Change, Entry, Proposal, Setting};
use crate::{
    diagnostic::clean,
    listing::Value,
    model::{Clc, Cost, Date, Id, Money},
};

/// The number of this form.
pub(super) const FORMAT: i64 = 1;

const HEAD: &str = "\
# What a fetched listing says and the catalogue does not. Nothing of it is in the catalogue yet.
# Look at each page. Delete an entry to leave it for later; give it `dismiss = \"why\"`, and it is not proposed again.
# `finder promote FILE` shows what would change, `finder promote FILE --write` changes it.
";

impl Proposal {
    /// What to call its file.
    pub fn file_name(&self) -> String {
        format!("{}-{}.toml", self.seen, self.source)
    }

    /// The file.
    pub fn to_toml(&self) -> String {
        let mut document = DocumentMut::new();
        document.insert("format", Item::Value(FORMAT.into()));
        document.insert("source", Item::Value(self.source.as_str().into()));
        document.insert("seen", Item::Value(day(self.seen)));
        let mut tables = [
            ArrayOfTables::new(),
            ArrayOfTables::new(),
            ArrayOfTables::new(),
        ];
        for entry in &self.entries {
            let place = match entry.change {
                Change::Edit { .. } => 0,
                Change::Offering { .. } => 1,
                Change::Activity { .. } => 2,
            };
            if let Some(list) = tables.get_mut(place) {
                list.push(table(entry));
            }
        }
        for (name, list) in ["edit", "offering", "activity"].into_iter().zip(tables) {
            if !list.is_empty() {
                document.insert(name, Item::ArrayOfTables(list));
            }
        }
        format!("{HEAD}{document}")
    }
}

fn table(entry: &Entry) -> Table {
    let mut table = Table::new();
    let remarks: String = entry
        .remarks
        .iter()
        .flat_map(|remark| ["# ".to_owned(), clean(remark), "\n".to_owned()])
        .collect();
    table.insert("key", text(&entry.key));
    table.insert("page", text(&entry.page));
    table.insert("retrieved", Item::Value(day(entry.retrieved)));
    let mut withheld = String::new();
    match &entry.change {
        Change::Edit {
            activity,
            offering,
            set,
            was,
        } => {
            table.insert("activity", text(activity.as_str()));
            if let Some(offering) = offering {
                table.insert("offering", text(offering.as_str()));
            }
            let set = std::slice::from_ref(set);
            insert(&mut table, "set", set, &mut withheld);
            if let Some(was) = was.as_ref().and_then(|was| was.parse::<Toml>().ok()) {
                table.insert("was", Item::Value(was));
            }
        }
        Change::Offering { activity, keys } => {
            table.insert("activity", text(activity.as_str()));
            insert(&mut table, "set", keys, &mut withheld);
        }
        Change::Activity { id, keys, offering } => {
            table.insert("id", text(id.as_str()));
            insert(&mut table, "set", keys, &mut withheld);
            if !offering.is_empty() {
                insert(&mut table, "offering", offering, &mut withheld);
            }
        }
    }
    table
        .decor_mut()
        .set_prefix(format!("\n{remarks}{withheld}"));
    table
}

/// Puts settings under a key, and those that are withheld into a comment.
fn insert(table: &mut Table, key: &str, settings: &[Setting], withheld: &mut String) {
    let mut inner = InlineTable::new();
    for setting in settings {
        let Ok(value) = setting.value.parse::<Toml>() else {
            continue;
        };
        match &setting.withheld {
            None => {
                inner.insert(setting.key, value);
            }
            Some(why) => {
                let why = clean(why);
                let line = format!("# {key}: {} = {}  # {why}\n", setting.key, setting.value);
                withheld.push_str(&line);
            }
        }
    }
    if !inner.is_empty() {
        table.insert(key, Item::Value(inner.into()));
    }
}

fn text(text: &str) -> Item {
    Item::Value(clean(text).into())
}

fn day(day: Date) -> Toml {
    // A day is always a datetime of TOML.
    day.to_string().parse::<toml_edit::Datetime>().map_or_else(
        |_| day.to_string().into(),
        |day| Toml::Datetime(Formatted::new(day)),
    )
}

/// `{ on = DAY, reason = "…" }`, with what follows it, where a person says so.
pub(super) fn withdrawn(on: Date, reason: &str, successor: Option<&Id>) -> String {
    let mut table = InlineTable::new();
    table.insert("on", day(on));
    table.insert("reason", clean(reason).into());
    if let Some(id) = successor {
        table.insert("successor", id.as_str().into());
    }
    Toml::from(table).to_string()
}

/// A typed value as the catalogue writes it; `None` for what it does not keep.
pub(super) fn toml(value: &Value) -> Option<String> {
    let value: Toml = match value {
        Value::Text(text) => clean(text).into(),
        Value::Credits(credits) => return Some(credits.to_string()),
        Value::Hours(minutes) => return Some(minutes.to_string()),
        Value::Day(at) => day(*at),
        Value::Price(cost) => price(*cost)?,
        Value::AtMost(_) | Value::Count(_) => return None,
    };
    Some(value.to_string())
}

fn price(cost: Cost) -> Option<Toml> {
    let cash = |money: Money| {
        let amount = money.amount();
        let amount = amount.strip_suffix(".00").unwrap_or(&amount);
        format!("{amount} {}", money.currency)
    };
    let in_clc = |clc: Clc| clc.to_string();
    match cost {
        Cost::Unknown
        | Cost::Priced {
            cash: None,
            clc: None,
        } => None,
        Cost::Free => Some("free".into()),
        Cost::Priced {
            cash: Some(money),
            clc: None,
        } => Some(cash(money).into()),
        Cost::Priced {
            cash: None,
            clc: Some(clc),
        } => Some(in_clc(clc).into()),
        Cost::Priced {
            cash: Some(money),
            clc: Some(clc),
        } => Some(Array::from_iter([cash(money), in_clc(clc)]).into()),
    }
}
