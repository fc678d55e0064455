//! The keys of `[defaults]`.

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::{super::push, day, replace, set, text};
use crate::{
    model::{Busy, Date, Minutes, Rate},
    record::{Defaults, read},
};

/// All of them.
pub(in crate::record::write) fn defaults(table: &mut dyn TableLike, defaults: &Defaults) {
    let currency = defaults.currency.map(|currency| currency.to_string());
    text(table, "currency", currency.as_deref());
    rates(table, defaults);
    hours(table, defaults.hours_per_week);
    busy(table, &defaults.busy);
    let clc = defaults.purse.map(|purse| i64::from(purse.clc.0));
    let stands = |value: &Value| value.as_integer() == clc;
    set(table, "clc", clc.map(Value::from), stands);
    day(
        table,
        "clc_until",
        defaults.purse.and_then(|purse| purse.until),
    );
}

fn rates(table: &mut dyn TableLike, defaults: &Defaults) {
    if defaults.rates.is_empty() {
        table.remove("rates");
        return;
    }
    let there = table.entry("rates");
    let there = there.or_insert_with(|| Item::Value(InlineTable::new().into()));
    let Some(rates) = there.as_table_like_mut() else {
        return;
    };
    let codes: Vec<String> = rates.iter().map(|(code, _)| code.to_owned()).collect();
    let is_gone = |code: &&String| !defaults.rates.keys().any(|known| known.code() == *code);
    for code in codes.iter().filter(is_gone) {
        rates.remove(code);
    }
    for (currency, rate) in &defaults.rates {
        let value = Some(Value::from(rate.to_string()));
        let stands = |value: &Value| Rate::parse(&plain(value)) == Ok(*rate);
        set(rates, currency.code(), value, stands);
    }
}

fn hours(table: &mut dyn TableLike, weekly: Option<Minutes>) {
    let value = weekly.and_then(|weekly| weekly.to_string().parse().ok());
    let stands = |value: &Value| Minutes::parse_hours(&plain(value)).ok() == weekly;
    set(table, "hours_per_week", value, stands);
}

/// The days without study. A spell that stands there stays; one that grew takes the place of the first that it holds, and what is new comes
/// after them all.
fn busy(table: &mut dyn TableLike, busy: &Busy) {
    if busy.is_empty() {
        table.remove("busy");
        return;
    }
    let there = table.entry("busy");
    let there = there.or_insert_with(|| Item::Value(Array::new().into()));
    let Some(list) = there.as_array_mut() else {
        return;
    };
    if Busy::new(list.iter().filter_map(spell)) == *busy {
        return;
    }
    let holds = |new: &(Date, Date), old: &Value| {
        spell(old).is_some_and(|(from, to)| new.0 <= from && to <= new.1)
    };
    if !list
        .iter()
        .any(|old| busy.spells().any(|new| holds(&new, old)))
    {
        *list = Array::new();
    }
    for new in busy.spells() {
        let value = Value::from(format!("{}..{}", new.0, new.1));
        let place = list.iter().position(|old| holds(&new, old));
        match place.and_then(|place| list.get_mut(place)) {
            Some(old) if spell(old) == Some(new) => {}
            Some(old) => replace(old, value),
            None => push(list, value),
        }
    }
    let mut known: Vec<(Date, Date)> = busy.spells().collect();
    list.retain(|old| {
        let place = known.iter().position(|known| spell(old) == Some(*known));
        place.map(|place| known.swap_remove(place)).is_some()
    });
}

fn spell(value: &Value) -> Option<(Date, Date)> {
    read::spell_of(value.as_str()?)
}

/// A value as it is typed, without the marks around a text.
fn plain(value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    let text = text.unwrap_or_else(|| value.clone().decorated("", "").to_string());
    text.replace('_', "")
}
