//! What a source says, held against the catalogue and against what it said last: every row gets a state, and nothing is changed.
//!
//! A row that is not there any more is missing, and gone only after three good runs and seven days; where many are missing at once, none
//! of them counts, for then the page has changed rather than the world.

mod absent;
mod curated;
mod item;
mod keep;
mod look;
mod lost;
mod present;
mod settle;
mod state;

use super::{
    Harvest, Page, Row, Snapshot, Source,
    matching::{self, Match},
};
use crate::model::{Date, Id, ProgramCatalog};

pub(super) use curated::{Target, completed, target};
pub use item::{Difference, Item};
pub use look::Look;
pub use settle::settle;
pub use state::State;

/// What came of one good run of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The source.
    pub source: Id,
    /// How every row stands, in the order a report tells them.
    pub items: Vec<Item>,
    /// What to keep for the next run.
    pub snapshot: Snapshot,
    /// What else is worth a look.
    pub warnings: Vec<String>,
}

impl Comparison {
    /// How many items stand so.
    pub fn count(&self, state: State) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }
}

/// What a row is compared with.
struct Against<'a> {
    program: &'a ProgramCatalog,
    source: &'a Source,
    /// Today.
    seen: Date,
    /// The day of the run that is looked at.
    run: Date,
    /// Whether what that run did not show was not there.
    whole: bool,
}

/// Holds a good harvest against the catalogue and the last good snapshot. `pages` are those the harvest was read from.
pub fn compare(
    program: &ProgramCatalog,
    (source, pages): (&Source, &[Page]),
    harvest: &Harvest,
    last: Option<&Snapshot>,
    look: Look,
) -> Comparison {
    let last = last.filter(|last| last.source == source.id);
    let against = Against {
        program,
        source,
        seen: look.day(),
        run: look.run(last),
        whole: look.is_whole() && !harvest.partial,
    };
    let known = last.map(Snapshot::known).unwrap_or_default();
    let matches = if source.leads_only {
        harvest
            .rows
            .iter()
            .map(|_| Match::None(Vec::new()))
            .collect()
    } else {
        matching::matches(program, source, &harvest.rows, &known)
    };
    let mut items = Vec::new();
    for (row, found) in harvest.rows.iter().zip(&matches) {
        if source.leads_only {
            let is_new = last.is_none_or(|last| !last.rows.contains_key(&row.key()));
            items.extend(is_new.then(|| against.item(State::Lead, row, pages)));
        } else {
            items.extend(against.row(row, found, pages));
        }
    }
    items.extend(harvest.held.iter().map(|held| Item {
        reason: Some(held.reason.clone()),
        ..against.item(State::Quarantined, &held.row, pages)
    }));
    let mut comparison = Comparison {
        source: source.id.clone(),
        items,
        snapshot: keep::snapshot(&against, harvest, &matches, pages, last),
        warnings: harvest.warnings.clone(),
    };
    if let Some(last) = last.filter(|_| !source.leads_only) {
        absent::add(&against, last, harvest, &mut comparison);
    }
    comparison
        .warnings
        .extend(silence(&against, &comparison.snapshot));
    sort(&mut comparison.items);
    comparison
}

/// Puts items into the order a report tells them in: by source, state and name.
fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| {
        (
            item.source.clone(),
            item.state,
            item.name(),
            item.key.clone(),
        )
    });
}

/// What to say of a source that has not changed for longer than it used to.
fn silence(against: &Against<'_>, snapshot: &Snapshot) -> Option<String> {
    let every = against.source.expect.changes_every?;
    let days = (against.seen - snapshot.changed).num_days();
    (days > i64::from(every))
        .then(|| format!("nothing has changed for {days} days, and it used to within {every}"))
}

impl Against<'_> {
    /// An item about a row of which nothing more is known.
    fn item(&self, state: State, row: &Row, pages: &[Page]) -> Item {
        let page = pages.get(row.page);
        let says = row
            .cells
            .iter()
            .filter_map(|(field, cell)| Some((*field, cell.value.clone()?)));
        Item {
            state,
            source: self.source.id.clone(),
            key: row.key(),
            activity: None,
            offering: None,
            rung: None,
            suggestions: Vec::new(),
            candidates: Vec::new(),
            fields: Vec::new(),
            says: says.collect(),
            dates: row.dates.clone(),
            last_seen: None,
            missed_on: None,
            checked: None,
            page: page.map_or_else(|| self.source.url.clone(), |page| page.url.clone()),
            retrieved: page.map_or(self.seen, |page| page.retrieved),
            reason: None,
        }
    }
}
