//! Labels in their cells: which of two is needed no more, and when there are too many.
//!
//! What a label may become, and that none is dropped which the best needs, is argued in [`super::labels`]; here stands its third point, in
//! [`Rank::beats`].

use std::{cell::Cell, collections::BTreeMap};

use super::{Found, Names, Taken, Terms, keeps, tuning::Means};
use crate::plan::{
    watch::{Cause, GivenUp},
    weight::Weight,
};

/// A set of choices.
#[derive(Clone)]
pub(super) struct Label {
    pub(super) weight: Weight,
    /// The weight with prices and rewards.
    pub(super) priced: i128,
    pub(super) left: usize,
    pub(super) state: usize,
    pub(super) used: Vec<u64>,
    pub(super) given: Vec<u64>,
    /// Its last choice, by place in the trail; nothing was taken when there is none.
    pub(super) last: Option<usize>,
}

/// Choices, each with the one before it: the shared tails of all labels.
type Trail = Vec<(Taken, Option<usize>)>;

/// Labels by what is still to come: credits, and exams by state.
pub(super) struct Cells {
    labels: BTreeMap<(usize, usize), Vec<Label>>,
    trail: Trail,
    /// Nothing heavier is of interest: what was found, or what was asked for.
    ceiling: Weight,
    /// The best plan that is done.
    best: Option<Found>,
    width: Option<usize>,
    /// Labels looked at.
    looked: usize,
    /// What was done since the time was looked at, in labels.
    worked: usize,
}

impl Cells {
    pub(super) fn new(ceiling: Weight, width: Option<usize>) -> Self {
        Self {
            labels: BTreeMap::new(),
            trail: Vec::new(),
            ceiling,
            best: None,
            width,
            looked: 0,
            worked: 0,
        }
    }

    /// Nothing heavier is of interest any more.
    pub(super) fn ceiling(&self) -> Weight {
        self.ceiling
    }

    /// How many labels were looked at.
    pub(super) fn looked(&self) -> usize {
        self.looked
    }

    pub(super) fn has_best(&self) -> bool {
        self.best.is_some()
    }

    pub(super) fn into_best(self) -> Option<Found> {
        self.best
    }

    /// Looks at a label, which takes so much work; `waiting` others have no cell yet. Looks at the time now and then, and at the room.
    pub(super) fn breathe(
        &mut self,
        work: usize,
        waiting: usize,
        means: Means<'_>,
    ) -> Result<(), GivenUp> {
        self.looked += 1;
        self.worked += work.max(1);
        if self.worked < means.tuning.labels_a_look {
            return Ok(());
        }
        self.worked = 0;
        if self.trail.len().saturating_add(waiting) > means.tuning.labels {
            return Err(means.watch.give_up(Cause::Room));
        }
        means.watch.look()
    }

    /// All labels, which leave their cells.
    pub(super) fn take(&mut self) -> Vec<Label> {
        std::mem::take(&mut self.labels)
            .into_values()
            .flatten()
            .collect()
    }

    /// Takes note of a plan that is done: a label with one choice more, if any.
    pub(super) fn finish(&mut self, label: &Label, last: Option<Taken>, terms: Terms<'_>) {
        if label.weight > self.ceiling {
            return;
        }
        let mut all = taken(&self.trail, label);
        all.extend(last);
        all.sort_unstable();
        // To see whether it is whole takes as long as it is.
        self.worked += all.len();
        let found = Found {
            weight: label.weight,
            taken: all,
        };
        (terms.note)(&found);
        self.ceiling = found.weight;
        if self
            .best
            .as_ref()
            .is_none_or(|best| found.order(best, terms.names).is_lt())
        {
            self.best = Some(found);
        }
    }

    /// A label that stays as it is, in the cell it was in.
    pub(super) fn put_back(&mut self, label: Label) {
        let cell = (label.left, label.state);
        self.labels.entry(cell).or_default().push(label);
    }

    /// Puts a label into its cell, unless one there is at least as good, and drops those it is as good as.
    pub(super) fn insert(&mut self, mut label: Label, taken: Taken, rank: &Rank<'_>) {
        if label.weight > self.ceiling {
            return;
        }
        self.trail.push((taken, label.last));
        label.last = self.trail.len().checked_sub(1);
        let trail = &self.trail;
        let cell = self.labels.entry((label.left, label.state)).or_default();
        if cell.iter().any(|other| rank.beats(other, &label, trail)) {
            self.trail.pop();
            return;
        }
        cell.retain(|other| !rank.beats(&label, other, trail));
        cell.push(label);
        if self.width.is_some_and(|width| cell.len() > width) {
            let places = cell.iter().enumerate();
            let heaviest = places.max_by_key(|(_, label)| (label.priced, label.weight));
            let place = heaviest.map(|(place, _)| place);
            place.map(|place| cell.swap_remove(place));
        }
    }
}

/// What tells labels of a cell apart.
pub(super) struct Rank<'r> {
    /// The limits that later stages use.
    pub(super) live: &'r [usize],
    pub(super) names: &'r Names,
    /// How many labels and choices were compared.
    pub(super) compared: Cell<usize>,
}

impl Rank<'_> {
    /// Whether one label is at least as good as another.
    fn beats(&self, one: &Label, other: &Label, trail: &Trail) -> bool {
        let worked = |more: usize| self.compared.set(self.compared.get() + more);
        let by_name = || {
            let (one, other) = (taken(trail, one), taken(trail, other));
            worked(one.len() + other.len());
            self.names.order(&one, &other)
        };
        worked(1);
        let mut live = self.live.iter();
        one.weight <= other.weight
            && live.all(|limit| one.used.get(*limit) <= other.used.get(*limit))
            && keeps(&other.given, &one.given)
            && (one.weight < other.weight || by_name().is_lt())
    }
}

/// What a label takes, in order of the layers.
fn taken(trail: &Trail, label: &Label) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut last = label.last;
    while let Some((choice, before)) = last.and_then(|last| trail.get(last)) {
        taken.push(*choice);
        last = *before;
    }
    taken.sort_unstable();
    taken
}
