//! Rows that were there and are not.

use std::collections::BTreeSet;

use super::{Against, Comparison, Item, State, lost::There};
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
    last: &Snapshot,
    harvest: &Harvest,
    comparison: &mut Comparison,
) {
    let run = against.run;
    // A row that is held is there, whatever it says.
    let held: BTreeSet<String> = harvest.held.iter().map(|held| held.row.key()).collect();
    let present = &comparison.snapshot.rows;
    let is_absent = |key: &&String| !present.contains_key(*key) && !held.contains(*key);
    let absent: Vec<String> = last.rows.keys().filter(is_absent).cloned().collect();
    // The last day on which nothing but what is there was shown.
    let asked = if against.whole { Some(run) } else { last.whole };
    let mass = is_mass(last, &absent, asked);
    if let Some(warning) = &mass {
        comparison.warnings.push(warning.clone());
    }
    let counts = mass.is_none() && against.whole;
    let missed = |key: &String| {
        let mut row = last.rows.get(key)?.clone();
        // However often it is asked on one day, that is one run; but what was there in the morning is not there in the evening.
        let is_later = run > last.whole.unwrap_or(last.seen) || row.missed == 0;
        row.missed = row.missed.saturating_add(u32::from(counts && is_later));
        Some((key.clone(), row))
    };
    let rows: Vec<(String, Kept)> = absent.iter().filter_map(missed).collect();
    let mut there = There::of(&comparison.snapshot, harvest);
    there.add(
        rows.iter()
            .map(|(_, row)| row)
            .filter(|row| mass.is_some() || !is_gone(row, asked)),
    );
    for (key, row) in rows {
        if (run - row.last_seen).num_days() <= FORGOTTEN {
            comparison
                .items
                .push(item((against, asked, &there), &key, &row, mass.is_some()));
            comparison.snapshot.rows.insert(key, row);
        }
    }
    for key in held {
        if let Some(mut row) = last.rows.get(&key).cloned() {
            row.missed = 0;
            row.held = true;
            row.last_seen = comparison.snapshot.seen;
            comparison.snapshot.rows.entry(key).or_insert(row);
        }
    }
}

/// What to say when so many rows are missing at once that the page has changed rather than the world.
fn is_mass(last: &Snapshot, absent: &[String], asked: Option<Date>) -> Option<String> {
    let is_live = |row: &&Kept| !is_gone(row, asked);
    let absent = absent.iter().filter_map(|key| last.rows.get(key));
    let fresh = absent.filter(is_live).count();
    let whole = last.rows.values().filter(is_live).count();
    let is_mass = fresh > FEW && fresh * 100 > whole * MASS || fresh > 1 && fresh == whole;
    is_mass.then(|| {
        format!("{fresh} of {whole} rows are missing at once: none of them is counted as gone")
    })
}

/// Whether it was gone on the last day that showed all there was: days on which nobody is asked, or for some of it, make it no later.
fn is_gone(row: &Kept, asked: Option<Date>) -> bool {
    let days = asked.map(|asked| (asked - row.last_seen).num_days());
    row.missed >= RUNS && days.is_some_and(|days| days >= DAYS)
}

fn item(
    (against, asked, there): (&Against<'_>, Option<Date>, &There),
    key: &str,
    row: &Kept,
    mass: bool,
) -> Item {
    let gone = !mass && is_gone(row, asked);
    let last = row.last_seen;
    let reason = match (gone, mass) {
        (true, _) => format!("last seen on {last}"),
        (false, true) => format!("last seen on {last}; many are missing, so it is not counted"),
        (false, false) => format!("{} of {RUNS}, last seen on {last}", row.missed.min(RUNS)),
    };
    let offering = there.lost(against, row);
    Item {
        state: if gone { State::Gone } else { State::Missing },
        source: against.source.id.clone(),
        key: key.to_owned(),
        activity: row.activity.as_ref().map(|(id, _)| id.clone()),
        offering: offering.map(|offering| offering.id.clone()),
        rung: row.activity.as_ref().map(|(_, rung)| *rung),
        suggestions: Vec::new(),
        candidates: Vec::new(),
        fields: Vec::new(),
        says: row
            .fields
            .iter()
            .map(|(field, said)| (*field, said.value.clone()))
            .collect(),
        dates: Vec::new(),
        last_seen: Some(last),
        // On the day on which it was last there it was missed by a look at all there was, or by none.
        missed_on: asked.filter(|asked| *asked > last || against.whole || row.missed > 0),
        checked: offering.map(|offering| offering.evidence.checked),
        page: row.provenance.url.clone(),
        retrieved: row.retrieved(),
        reason: Some(reason),
    }
}
