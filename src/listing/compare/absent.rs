//! Rows that were there and are not.

use std::collections::BTreeSet;

use super::{Against, Item, State};
use crate::{
    listing::{Harvest, Snapshot, snapshot::Kept},
    model::Date,
};

/// A row is gone when it was missing on so many good runs, on a day each,
pub(super) const RUNS: u32 = 3;
/// and for so many days.
const DAYS: i64 = 7;
/// More than this part of the rows, in hundredths, is a page that has changed,
const MASS: usize = 10;
/// if it is more rows than this.
const FEW: usize = 2;
/// What has been gone for so many days is forgotten.
const FORGOTTEN: i64 = 180;

/// Adds the rows of the last snapshot that this run did not show, and what is to be said of them.
pub(super) fn add(
    against: &Against<'_>,
    last: Option<&Snapshot>,
    harvest: &Harvest,
    snapshot: &mut Snapshot,
    items: &mut Vec<Item>,
    warnings: &mut Vec<String>,
) {
    let Some(last) = last else { return };
    // A row that is held is there, whatever it says.
    let held: BTreeSet<String> = harvest.held.iter().map(|held| held.row.key()).collect();
    let is_absent = |key: &&String| !snapshot.rows.contains_key(*key) && !held.contains(*key);
    let absent: Vec<&String> = last.rows.keys().filter(is_absent).collect();
    let seen = against.seen;
    let fresh = absent
        .iter()
        .filter(|key| last.rows.get(**key).is_some_and(|row| !is_gone(row, seen)))
        .count();
    let whole = last.rows.values().filter(|row| !is_gone(row, seen)).count();
    let mass = fresh > FEW && fresh * 100 > whole * MASS || fresh > 1 && fresh == whole;
    if mass {
        warnings.push(format!(
            "{fresh} of {whole} rows are missing at once: none of them is counted as gone"
        ));
    }
    // However often it is asked on one day, that is one run.
    let counts = !mass && seen > last.seen;
    let kept_back: Vec<(String, Kept)> = absent
        .into_iter()
        .filter_map(|key| {
            let mut row = last.rows.get(key)?.clone();
            row.missed = row.missed.saturating_add(u32::from(counts));
            Some((key.clone(), row))
        })
        .collect();
    for (key, row) in kept_back {
        if (seen - row.last_seen).num_days() > FORGOTTEN {
            continue;
        }
        items.push(item(against, &key, &row, mass));
        snapshot.rows.insert(key, row);
    }
    snapshot.rows.extend(
        held.into_iter()
            .filter_map(|key| Some((key.clone(), last.rows.get(&key)?.clone()))),
    );
}

fn is_gone(row: &Kept, seen: Date) -> bool {
    row.missed >= RUNS && (seen - row.last_seen).num_days() >= DAYS
}

fn item(against: &Against<'_>, key: &str, row: &Kept, mass: bool) -> Item {
    let gone = !mass && is_gone(row, against.seen);
    let last = row.last_seen;
    let reason = match (gone, mass) {
        (true, _) => format!("last seen on {last}"),
        (false, true) => format!("last seen on {last}; many are missing, so it is not counted"),
        (false, false) => format!("{} of {RUNS}, last seen on {last}", row.missed.min(RUNS)),
    };
    Item {
        state: if gone { State::Gone } else { State::Missing },
        source: against.source.id.clone(),
        key: key.to_owned(),
        activity: row.activity.as_ref().map(|(id, _)| id.clone()),
        offering: None,
        rung: row.activity.as_ref().map(|(_, rung)| *rung),
        suggestions: Vec::new(),
        candidates: Vec::new(),
        fields: Vec::new(),
        says: row
            .fields
            .iter()
            .map(|(field, said)| (*field, said.value.clone()))
            .collect(),
        checked: None,
        page: row.provenance.url.clone(),
        retrieved: row.retrieved(),
        reason: Some(reason),
    }
}
