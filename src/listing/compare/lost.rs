//! Which offering of the catalogue goes with a row that is not there any more: none, while anything on the page may still be it.

use std::collections::BTreeSet;

use super::{Against, Target, target};
use crate::{
    listing::{Field, Harvest, Row, Snapshot, snapshot::Kept},
    model::{Id, Offering},
};

/// By what a row that is held may be the one that is not there, though it is called otherwise now.
const NAMES: [Field; 4] = [Field::ProviderRef, Field::Code, Field::Url, Field::Title];

/// What is there on this run.
pub(super) struct There {
    /// The activities that rows were joined with.
    activities: BTreeSet<Id>,
    /// What rows say that are held, and so joined with none.
    held: BTreeSet<(Field, String)>,
}

impl There {
    /// Of a snapshot that has the rows of this run alone.
    pub(super) fn of(now: &Snapshot, harvest: &Harvest) -> Self {
        let names = |row: &Row| NAMES.map(|field| Some((field, row.text(field)?.to_lowercase())));
        let held = harvest.held.iter().flat_map(|held| names(&held.row));
        let mut there = Self {
            activities: BTreeSet::new(),
            held: held.flatten().collect(),
        };
        there.add(now.rows.values());
        there
    }

    /// Adds rows that may be there for all that is known.
    pub(super) fn add<'k>(&mut self, rows: impl Iterator<Item = &'k Kept>) {
        let joined = rows.filter_map(|row| row.activity.as_ref());
        self.activities.extend(joined.map(|(id, _)| id.clone()));
    }

    /// The offering that the row told of, where the catalogue has it through this source, it is not over anyway, and nothing else on the page
    /// tells of it.
    pub(super) fn lost<'a>(&self, against: &Against<'a>, row: &Kept) -> Option<&'a Offering> {
        let (id, _) = row.activity.as_ref()?;
        let said = |field: Field| Some((field, row.text(field)?.to_lowercase()));
        let mut names = NAMES.into_iter().filter_map(said);
        if self.activities.contains(id) || names.any(|name| self.held.contains(&name)) {
            return None;
        }
        let activity = against.program.activities.get(id)?;
        let Target::One(offering) = target(activity, against.source, row.text(Field::Url)) else {
            return None;
        };
        let is_ours = |address: &str| against.source.owns(address);
        let read_here =
            is_ours(&offering.evidence.source) || offering.url.as_deref().is_some_and(is_ours);
        let last = offering.expires.day();
        let is_over = last.is_some_and(|last| last < against.seen);
        Some(offering).filter(|_| read_here && !is_over)
    }
}
