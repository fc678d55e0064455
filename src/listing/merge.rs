//! Lays fetched offers over a catalogue, on request: prices, days, links and new offerings of activities it has.
//!
//! Nothing protected is touched, no entry goes, and every offering that was touched says by whom and when. What a person checked later than the
//! page was retrieved stays as it is.
//!
//! A row that was held on the last good run, or that it did not show without being counted as missing, is no better known than before: what it
//! said when it was last good is laid over, of the day of that page, and marked as such. What is missing is not laid over.

use std::{collections::BTreeMap, fmt};

use super::{
    Class, Field, Kept, Rank, Snapshot, Source, Value,
    compare::{Target, completed, target},
};
use crate::model::{
    Activity, Catalog, Cost, Date, Effort, Evidence, Expiry, Fetched, Id, Offering, ProgramCatalog,
};

/// An offering that carries fetched facts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Overlaid {
    /// The activity.
    pub activity: Id,
    /// The offering.
    pub offering: Id,
    /// Whether the catalogue does not have it.
    pub is_new: bool,
    /// Who says so.
    pub source: Id,
    /// The day the page was retrieved.
    pub on: Date,
    /// What was laid over.
    pub fields: Vec<Field>,
    /// Why it is not what the last good run said, if it is not.
    pub stale: Option<Stale>,
}

/// Why a row says what it said earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stale {
    /// What it said on that day could not be believed.
    Held(Date),
    /// It was not shown on that day, and that does not count.
    NotShown(Date),
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(day) => write!(f, "what its page said on {day} could not be believed"),
            Self::NotShown(day) => write!(f, "its page did not show it on {day}"),
        }
    }
}

/// The catalogue with what these sources offer laid over it, and what was touched.
pub fn overlay(mut catalog: Catalog, fetched: &[(&Source, &Snapshot)]) -> (Catalog, Vec<Overlaid>) {
    let mut touched = Vec::new();
    for program in catalog.programs.values_mut() {
        let layers = layers(program, fetched);
        for ((activity, _), layers) in layers {
            if let Some(activity) = program.activities.get_mut(&activity) {
                touched.extend(lay(activity, &layers));
            }
        }
    }
    touched.sort();
    (catalog, touched)
}

/// What a row says of an activity.
#[derive(Clone, Copy)]
struct Layer<'a> {
    source: &'a Source,
    row: &'a Kept,
    /// The day of the last good run.
    seen: Date,
}

impl Layer<'_> {
    fn stale(&self) -> Option<Stale> {
        if self.row.held {
            return Some(Stale::Held(self.seen));
        }
        (self.row.last_seen < self.seen).then_some(Stale::NotShown(self.seen))
    }

    /// Whether it does not tell of another version of the activity.
    fn is_of(&self, activity: &Activity) -> bool {
        let said = self.row.text(Field::Version);
        let versions = said.zip(activity.version.as_deref());
        versions.is_none_or(|(said, own)| said == own)
    }
}

/// The rows by the activity and the provider they tell of: only those of the highest rank.
fn layers<'a>(
    program: &ProgramCatalog,
    fetched: &[(&'a Source, &'a Snapshot)],
) -> BTreeMap<(Id, Id), Vec<Layer<'a>>> {
    let mut layers: BTreeMap<(Id, Id), Vec<Layer<'a>>> = BTreeMap::new();
    for (source, snapshot) in fetched {
        let known =
            program.providers.contains_key(&source.provider) && snapshot.source == source.id;
        if !known || source.leads_only {
            continue;
        }
        for row in snapshot.rows.values().filter(|row| row.missed == 0) {
            if let Some((activity, _)) = &row.activity {
                let key = (activity.clone(), source.provider.clone());
                let seen = snapshot.seen;
                let layer = Layer { source, row, seen };
                layers.entry(key).or_default().push(layer);
            }
        }
    }
    for layers in layers.values_mut() {
        let highest: Option<Rank> = layers.iter().map(|layer| layer.source.rank).max();
        layers.retain(|layer| Some(layer.source.rank) == highest);
        // What was last good somewhere does not speak against what is good elsewhere.
        if layers.iter().any(|layer| layer.stale().is_none()) {
            layers.retain(|layer| layer.stale().is_none());
        }
    }
    layers
}

fn lay(activity: &mut Activity, layers: &[Layer<'_>]) -> Option<Overlaid> {
    let first = layers.first()?;
    // Of several pages the oldest says how old all of it may be.
    let on = layers.iter().map(|layer| layer.row.retrieved()).min()?;
    if !layers.iter().all(|layer| layer.is_of(activity)) {
        return None;
    }
    let said = agreed(layers);
    let url = match said.get(&Field::Url) {
        Some(Value::Text(url)) => Some(url.as_str()),
        _ => None,
    };
    let (id, is_new) = match target(activity, first.source, url) {
        Target::One(offering) if offering.evidence.checked > on => return None,
        Target::One(offering) => (offering.id.clone(), false),
        Target::Several(_) => return None,
        Target::None => {
            let offering = fresh(activity, first)?;
            let id = offering.id.clone();
            activity.offerings.push(offering);
            (id, true)
        }
    };
    let offering = activity
        .offerings
        .iter_mut()
        .find(|offering| offering.id == id)?;
    let before = offering.clone();
    let mut fields: Vec<Field> = said
        .into_iter()
        .filter(|(field, value)| {
            let teller = teller(layers, &[*field]).unwrap_or(first);
            apply(offering, *field, value, teller.source)
        })
        .map(|(field, _)| field)
        .collect();
    // A day of the page and one of the catalogue may contradict each other: then neither is believed more.
    if !is_in_order(offering) {
        *offering = before;
        fields.clear();
    }
    if fields.is_empty() {
        // Nothing is known of a new offering but that it is there.
        activity
            .offerings
            .retain(|offering| !(is_new && offering.id == id));
        return None;
    }
    // Whoever says all of it is named, or else who says some of it.
    let some = || teller(layers, fields.get(..1)?);
    let named = teller(layers, &fields).or_else(some).unwrap_or(first);
    mark(offering, named, on, &fields);
    Some(Overlaid {
        activity: activity.id.clone(),
        offering: id,
        is_new,
        source: named.source.id.clone(),
        on,
        fields,
        stale: named.stale(),
    })
}

/// The first that says something in each of these fields.
fn teller<'l, 'a>(layers: &'l [Layer<'a>], fields: &[Field]) -> Option<&'l Layer<'a>> {
    let says = |layer: &&Layer<'_>| fields.iter().all(|field| layer.row.value(*field).is_some());
    layers.iter().find(says)
}

/// What all layers agree on, of the fields that are offers.
fn agreed(layers: &[Layer<'_>]) -> BTreeMap<Field, Value> {
    let mut said: BTreeMap<Field, Option<Value>> = BTreeMap::new();
    for (field, value) in layers.iter().flat_map(|layer| &layer.row.fields) {
        if field.class() == Class::Offer {
            let own = said
                .entry(*field)
                .or_insert_with(|| Some(value.value.clone()));
            if own.as_ref() != Some(&value.value) {
                *own = None;
            }
        }
    }
    said.into_iter()
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
}

/// An offering that the catalogue does not have, with nothing known of it yet.
fn fresh(activity: &Activity, layer: &Layer<'_>) -> Option<Offering> {
    let delivery = layer.source.format?;
    if let Some(Value::Day(last)) = layer.row.value(Field::Ends)
        && *last < layer.row.retrieved()
    {
        return None;
    }
    let free = |id: &Id| activity.offerings.iter().all(|offering| offering.id != *id);
    let named = Id::slug(&format!("{} {}", layer.source.provider, layer.source.id));
    let id = [Some(layer.source.provider.clone()), named]
        .into_iter()
        .flatten()
        .find(free)?;
    Some(Offering {
        id,
        provider: layer.source.provider.clone(),
        delivery,
        cost: Cost::Unknown,
        passes: Vec::new(),
        effort: None,
        class: None,
        opens: None,
        expires: Expiry::Unknown,
        url: None,
        note: None,
        evidence: Evidence {
            source: layer.row.provenance.url.clone(),
            checked: layer.row.retrieved(),
            undated: false,
        },
        withdrawn: None,
        fetched: None,
    })
}

/// Puts a value in its place, and says whether that changed anything.
fn apply(offering: &mut Offering, field: Field, value: &Value, source: &Source) -> bool {
    match (field, value) {
        (Field::Price, Value::Price(cost)) => {
            let cost = completed(*cost, offering.cost);
            replace(&mut offering.cost, cost)
        }
        (Field::Starts, Value::Day(day)) => replace(&mut offering.opens, Some(*day)),
        (Field::Ends, Value::Day(day)) => replace(&mut offering.expires, Expiry::On(*day)),
        (Field::Hours, Value::Hours(minutes)) => {
            replace(&mut offering.effort, Some(Effort::Hours(*minutes)))
        }
        // A link may lead anywhere; only where the source said that its pages lie is it followed.
        (Field::Url, Value::Text(url)) if source.owns(url) => {
            replace(&mut offering.url, Some(url.clone()))
        }
        _ => false,
    }
}

fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let changes = *place != value;
    *place = value;
    changes
}

/// Whether an offering opens, then its class begins and ends, and then it earns credit no longer.
fn is_in_order(offering: &Offering) -> bool {
    let class = offering.class;
    let days = [
        offering.opens,
        class.map(|class| class.starts),
        class.map(|class| class.ends),
        offering.expires.day(),
    ];
    days.into_iter().flatten().is_sorted()
}

fn mark(offering: &mut Offering, layer: &Layer<'_>, on: Date, fields: &[Field]) {
    let words: Vec<&str> = fields.iter().map(|field| field.word()).collect();
    let source = &layer.source.id;
    let stale = layer.stale().map(|stale| format!("; {stale}"));
    let mark = format!(
        "Fetched on {on} from `{source}`, and checked by nobody: {}{}.",
        words.join(", "),
        stale.unwrap_or_default()
    );
    offering.note = Some(match offering.note.take() {
        Some(note) => format!("{note} {mark}"),
        None => mark,
    });
    offering.fetched = Some(Fetched {
        source: source.clone(),
        on,
        fields: words,
    });
    offering.evidence = Evidence {
        source: layer.row.provenance.url.clone(),
        checked: on,
        undated: false,
    };
}
