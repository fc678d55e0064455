//! What a source says, held against the catalogue and against what it said last: every row gets a state, and nothing is changed.
//!
//! A row that is not there any more is missing, and gone only after three good runs and seven days; where many are missing at once, none
//! of them counts, for then the page has changed rather than the world.

mod absent;
mod curated;
mod keep;
mod look;
mod lost;
mod settle;

use std::collections::BTreeMap;

use super::{
    Class, Field, Harvest, Page, Row, Session, Snapshot, Source, Value,
    matching::{self, Match, Rung, Suggestion},
};
use crate::model::{Activity, Date, Id, ProgramCatalog};

use curated::Told;
pub(super) use curated::{Target, completed, target};
pub use look::Look;
pub use settle::settle;

/// How a row stands. The order is that in which a report tells them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It says otherwise than the catalogue what decides about credits: shown, and never taken over.
    Conflict,
    /// It cannot be told which activity it is.
    Ambiguous,
    /// It cannot be believed.
    Quarantined,
    /// An offer is another than the catalogue says, or says more.
    Changed,
    /// The catalogue does not have it.
    New,
    /// Its last day is over.
    Ended,
    /// Its first day is to come.
    NotYet,
    /// It was there and is not.
    Missing,
    /// It has been missing for long enough to believe it.
    Gone,
    /// A post that a person may want to read.
    Lead,
    /// It says what the catalogue says.
    Same,
}

impl State {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Ambiguous => "ambiguous",
            Self::Quarantined => "quarantined",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Ended => "ended",
            Self::NotYet => "not-yet",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Lead => "lead",
            Self::Same => "same",
        }
    }

    /// Whether a person may have to decide something because of it.
    fn waits(self) -> bool {
        matches!(
            self,
            Self::Conflict | Self::Changed | Self::New | Self::Gone
        )
    }
}

/// A field that is another on the page than in the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// What the catalogue says; `None` where it says nothing.
    pub curated: Option<String>,
    /// What the page says.
    pub fetched: Value,
    /// The text that was read from.
    pub raw: String,
    /// How it was got at.
    pub extractor: String,
}

/// One row, or one absence of a row, and how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// How it stands.
    pub state: State,
    /// The source.
    pub source: Id,
    /// What makes the row the same thing as one of another run.
    pub key: String,
    /// The activity it is.
    pub activity: Option<Id>,
    /// The offering of it that the page tells of; `None`: the catalogue does not have it.
    pub offering: Option<Id>,
    /// By what it was joined.
    pub rung: Option<Rung>,
    /// Activities that are like it.
    pub suggestions: Vec<Suggestion>,
    /// Activities it may be.
    pub candidates: Vec<Id>,
    /// Where it differs.
    pub fields: Vec<Difference>,
    /// Everything it says, by field.
    pub says: BTreeMap<Field, Value>,
    /// The days on which it takes place.
    pub dates: Vec<Session>,
    /// Of what is not there: the day it last was.
    pub last_seen: Option<Date>,
    /// Of what is not there: the day of the last run, which did not show it.
    pub missed_on: Option<Date>,
    /// The day the catalogue's facts were checked.
    pub checked: Option<Date>,
    /// The page.
    pub page: String,
    /// The day the page was retrieved.
    pub retrieved: Date,
    /// What else there is to say.
    pub reason: Option<String>,
}

impl Item {
    /// Whether a person has to decide something because of it. What is gone, and what the catalogue does not have any more either, is done with.
    pub fn waits(&self) -> bool {
        self.state.waits() && (self.state != State::Gone || self.offering.is_some())
    }

    /// What to call it: its code, or its activity, or its title.
    pub fn name(&self) -> String {
        let text = |field| match self.says.get(&field) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        None.or_else(|| text(Field::Code))
            .or_else(|| self.activity.as_ref().map(ToString::to_string))
            .or_else(|| text(Field::Title))
            .unwrap_or_else(|| self.key.clone())
    }
}

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

    /// How a row stands: one item, or two where it both conflicts with the catalogue and offers something else.
    fn row(&self, row: &Row, found: &Match, pages: &[Page]) -> Vec<Item> {
        let item = |state| self.item(state, row, pages);
        match found {
            Match::None(suggestions) => {
                let is_over = curated::is_over(row, self.seen);
                let state = if is_over { State::Ended } else { State::New };
                vec![Item {
                    suggestions: suggestions.clone(),
                    reason: self.day_of(row),
                    fields: self.all(row),
                    ..item(state)
                }]
            }
            Match::Ambiguous { candidates, reason } => vec![Item {
                candidates: candidates.clone(),
                reason: Some(reason.clone()),
                ..item(State::Ambiguous)
            }],
            Match::Certain(id, rung) => self.joined(row, (id, *rung), pages),
        }
    }

    fn joined(&self, row: &Row, (id, rung): (&Id, Rung), pages: &[Page]) -> Vec<Item> {
        let Some(activity) = self.program.activities.get(id) else {
            return Vec::new();
        };
        let target = target(activity, self.source, row.text(Field::Url));
        let offering = match &target {
            Target::One(offering) => Some(*offering),
            Target::None | Target::Several(_) => None,
        };
        let base = |state| Item {
            activity: Some(id.clone()),
            offering: offering.map(|offering| offering.id.clone()),
            rung: Some(rung),
            checked: Some(activity.evidence.checked),
            ..self.item(state, row, pages)
        };
        let mut items = Vec::new();
        let protected = self.differences(row, curated::protected(activity, row));
        let (fields, mut offers): (Vec<_>, Vec<_>) = protected
            .into_iter()
            .partition(|difference| difference.curated.is_some());
        if !fields.is_empty() {
            items.push(Item {
                fields,
                ..base(State::Conflict)
            });
        }
        let (of_offering, told) = self.offers(row, activity, &target);
        offers.extend(of_offering);
        if !offers.is_empty() {
            items.push(Item {
                fields: offers,
                reason: told.clone(),
                checked: offering.map(|offering| offering.evidence.checked),
                ..base(State::Changed)
            });
        }
        let is_over = curated::is_over(row, self.seen);
        match self.day_of(row) {
            Some(reason) => items.push(Item {
                reason: Some(reason),
                ..base(if is_over { State::Ended } else { State::NotYet })
            }),
            None if items.is_empty() => items.push(Item {
                reason: told,
                ..base(State::Same)
            }),
            None => {}
        }
        items
    }

    /// Where the offer is another than the catalogue says, and what else there is to say of it.
    fn offers(
        &self,
        row: &Row,
        activity: &Activity,
        target: &Target<'_>,
    ) -> (Vec<Difference>, Option<String>) {
        match target {
            Target::One(offering) => {
                let fields = curated::offer(activity, offering, row, self.source);
                (self.differences(row, fields), None)
            }
            // What is over already is no offer to add.
            Target::None if curated::is_over(row, self.seen) => (Vec::new(), None),
            Target::None => {
                let is_offer = |difference: &Difference| difference.field.class() == Class::Offer;
                let all = self.all(row).into_iter().filter(is_offer).collect();
                let told = "the catalogue has no offering of this provider";
                (all, Some(told.to_owned()))
            }
            Target::Several(count) => {
                let told = format!("which of {count} offerings it is cannot be told");
                (Vec::new(), Some(told))
            }
        }
    }

    /// What to say of a row whose days are over or to come.
    fn day_of(&self, row: &Row) -> Option<String> {
        curated::days(row, self.seen)
    }

    /// Everything an offer says, as if the catalogue said nothing.
    fn all(&self, row: &Row) -> Vec<Difference> {
        let is_told = |field: &Field| matches!(field.class(), Class::Protected | Class::Offer);
        let told = Field::ALL.into_iter().filter(is_told);
        let told = told.filter_map(|field| Some((field, None, row.value(field)?.clone())));
        self.differences(row, told.collect())
    }

    /// The differences in these fields, each with the text it was read from.
    fn differences(&self, row: &Row, told: Vec<Told>) -> Vec<Difference> {
        let difference = |(field, curated, fetched): Told| {
            Some(Difference {
                field,
                curated,
                fetched,
                raw: row.cells.get(field)?.raw.clone(),
                extractor: keep::extractor(self.source, field),
            })
        };
        told.into_iter().filter_map(difference).collect()
    }
}
