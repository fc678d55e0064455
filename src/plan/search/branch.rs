//! A branch of the search: what is settled of the passes, and which choices are made or ruled out.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::Date,
    plan::{
        calendar::Work,
        knapsack::Taken,
        period::{Period, end_of_term},
        problem::{Choice, Problem},
        sequence::sequence,
        weight::Amounts,
    },
};

/// What is settled of one pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Decision {
    /// Nothing yet; what it opens pays its share of the price.
    Open,
    /// It is bought that way, on one of these days, first and last.
    Bought(usize, Date, Date),
    /// It is not bought.
    Closed,
}

/// What is settled.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Of each pass.
    pub(super) passes: Vec<Decision>,
    /// The choices that are made, by layer.
    pub(super) made: BTreeMap<usize, usize>,
    /// The choices that are ruled out.
    pub(super) ruled_out: BTreeSet<Taken>,
}

/// A choice in the days it has in a branch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'p> {
    pub(super) taken: Taken,
    pub(super) choice: &'p Choice,
    pub(super) window: Period,
}

impl Placed<'_> {
    /// What it is to the calendar.
    pub(super) fn work(&self) -> Work {
        Work::of(self.choice, self.window)
    }

    /// What its last day is to the calendar.
    pub(super) fn last_day(&self, problem: &Problem) -> Work {
        Work::of(self.choice, problem.to_finish(self.choice, self.window))
    }
}

/// Whether all of it fits together, and each has a day to be finished on that is no class's: in its year, where it counts in one.
pub(super) fn fits(problem: &Problem, placed: &[Placed<'_>]) -> bool {
    let works: Vec<Work> = placed.iter().map(Placed::work).collect();
    let last_days = placed.iter().map(|placed| placed.last_day(problem));
    let last_days: Vec<Work> = last_days.collect();
    problem.calendar.fits(&works) && problem.calendar.crowded(&last_days).is_empty()
}

impl Branch {
    /// Nothing is settled but whether passes may be bought at all.
    pub(super) fn new(problem: &Problem, decision: Decision) -> Self {
        Self {
            passes: vec![decision; problem.passes.len()],
            made: BTreeMap::new(),
            ruled_out: BTreeSet::new(),
        }
    }

    /// The same with another decision on a pass.
    pub(super) fn deciding(&self, pass: usize, decision: Decision) -> Self {
        let mut branch = self.clone();
        if let Some(old) = branch.passes.get_mut(pass) {
            *old = decision;
        }
        branch
    }

    /// The same with a choice made.
    pub(super) fn making(&self, (layer, way): Taken) -> Self {
        let mut branch = self.clone();
        branch.made.insert(layer, way);
        branch
    }

    /// The same without a choice.
    pub(super) fn ruling_out(&self, taken: Taken) -> Self {
        let mut branch = self.clone();
        branch.ruled_out.insert(taken);
        branch
    }

    /// What is settled of the pass behind a choice; `None`: there is none.
    pub(super) fn decision(&self, choice: &Choice) -> Option<Decision> {
        self.passes.get(choice.pass?).copied()
    }

    /// The passes bought, with the ways to pay.
    pub(super) fn bought(&self) -> impl Iterator<Item = (usize, usize)> {
        let passes = self.passes.iter().enumerate();
        passes.filter_map(|(pass, decision)| match decision {
            Decision::Bought(way, ..) => Some((pass, *way)),
            Decision::Open | Decision::Closed => None,
        })
    }

    /// What the passes bought amount to.
    pub(super) fn spent(&self, problem: &Problem) -> Amounts {
        let amounts = |(pass, way): (usize, usize)| {
            let pass = problem.passes.get(pass)?;
            Some(pass.ways.get(way)?.1)
        };
        let amounts = self.bought().filter_map(amounts);
        amounts.fold(Amounts::default(), |sum, more| sum + more)
    }

    /// The days a choice can have here, up to a last day for everything; `None`: none. A pass that may be bought on any of several
    /// days opens its choices from the first of them to the end of the term that begins on the last.
    pub(super) fn window(
        &self,
        problem: &Problem,
        choice: &Choice,
        horizon: Option<Date>,
    ) -> Option<Period> {
        let Period { mut begin, mut due } = choice.window;
        let earlier = |due: Option<Date>, day: Option<Date>| match (due, day) {
            (Some(due), Some(day)) => Some(due.min(day)),
            (only, None) | (None, only) => only,
        };
        due = earlier(due, horizon);
        if let Some(Decision::Bought(_, first, last)) = self.decision(choice) {
            let days = problem.passes.get(choice.pass?)?.days;
            due = earlier(due, days.and_then(|days| end_of_term(last, days)));
            begin = begin.max(first);
        }
        let window = Period { begin, due };
        if window == choice.window {
            return Some(window);
        }
        let fits = !choice.is_class && problem.calendar.holds(&Work::of(choice, window));
        (fits && problem.reaches_its_year(choice, window)).then_some(window)
    }
}

/// The days things have when each must be done before what needs it, and cannot be begun before what it needs; `None` when that
/// leaves one of them no time, or when they need each other in a circle.
///
/// Whatever needs another thing then has neither an earlier first nor an earlier last day. So doing first what is due first, and what
/// is needed before what needs it where they are due together, keeps the order by itself, and nothing more need be looked at.
///
/// First days are handed on from what is needed, last days from what needs it, and neither asks for the other; so once through in the
/// order of the needs, and once back, settles all of them.
pub(super) fn in_order<'p>(problem: &Problem, placed: &[Placed<'p>]) -> Option<Vec<Placed<'p>>> {
    let mut placed = placed.to_vec();
    let needs = needs(&placed);
    let order = sequence(&needs)?;
    let needed = |later: usize| needs.get(later).into_iter().flatten().copied();
    let mut tie = |earlier: usize, later: usize| {
        let (a, b) = (placed.get(earlier)?, placed.get(later)?);
        let (before, after) = ordered(problem, a, b)?;
        placed.get_mut(earlier)?.window = before;
        placed.get_mut(later)?.window = after;
        Some(())
    };
    for later in order.iter().copied() {
        needed(later).try_for_each(|earlier| tie(earlier, later))?;
    }
    for later in order.iter().rev().copied() {
        needed(later).try_for_each(|earlier| tie(earlier, later))?;
    }
    let fits = |placed: &Placed<'_>| {
        problem.calendar.holds(&placed.work())
            && problem.reaches_its_year(placed.choice, placed.window)
    };
    placed.iter().all(fits).then_some(placed)
}

/// What each thing needs of the others, by place.
fn needs(placed: &[Placed<'_>]) -> Vec<Vec<usize>> {
    let numbered = placed.iter().enumerate();
    let by_layer: BTreeMap<usize, usize> = numbered
        .map(|(place, placed)| (placed.taken.0, place))
        .collect();
    let needs = |placed: &Placed<'_>| {
        let needs = placed.choice.needs.iter();
        needs
            .filter_map(|need| by_layer.get(need).copied())
            .collect()
    };
    placed.iter().map(needs).collect()
}

/// The days of two things of which one is done before the other.
fn ordered(problem: &Problem, first: &Placed<'_>, then: &Placed<'_>) -> Option<(Period, Period)> {
    let (mut a, mut b) = (first.window, then.window);
    let until = if then.choice.is_class {
        Some(b.begin.pred_opt()?)
    } else {
        b.due
    };
    let since = if first.choice.is_class {
        a.due?.succ_opt()?
    } else {
        a.begin
    };
    let due = match (a.due, until) {
        (Some(due), Some(until)) => Some(due.min(until)),
        (only, None) | (None, only) => only,
    };
    // What counts in a year is not finished before it.
    let year = problem.year(first.choice).map_or(since, |year| year.first);
    let begin = b.begin.max(since).max(year);
    // The days of a class are what they are.
    if (first.choice.is_class && due != a.due) || (then.choice.is_class && begin != b.begin) {
        return None;
    }
    a.due = due;
    b.begin = begin;
    let is_empty = |window: Period| window.due.is_some_and(|due| due < window.begin);
    (!is_empty(a) && !is_empty(b)).then_some((a, b))
}
