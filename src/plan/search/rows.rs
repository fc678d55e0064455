//! What a set of choices may not overstep, one row each. A row enters the search only when a plan has overstepped it.

use super::branch::Placed;
use crate::{
    model::Date,
    plan::{
        calendar::{Calendar, Span, Work},
        demand::{Demand, Gives},
        problem::{Problem, Target},
        weight::Amounts,
    },
};

/// A limit or a demand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Row {
    /// The budget.
    Cash,
    /// The purse.
    Purse,
    /// The most study in all.
    Study,
    /// A voucher, by its place.
    Voucher(usize),
    /// Only one class on a day.
    Day(Date),
    /// No more study between two days than fits.
    Span(Span),
    /// A demand, by its place among the target's.
    Demand(usize),
    /// Something there may be too much of, by its place among the target's.
    Excess(usize),
}

impl Row {
    /// The most there may be of it, for what is no demand.
    pub(super) fn most(self, problem: &Problem, target: &Target) -> u64 {
        match self {
            Self::Excess(place) => {
                let excess = target.excesses.get(place);
                excess.map_or(u64::MAX, |excess| excess.least.saturating_sub(1))
            }
            Self::Cash => problem.limits.cash,
            Self::Purse => problem.limits.purse,
            Self::Study => problem.limits.study,
            Self::Voucher(place) => problem.vouchers.get(place).copied().unwrap_or_default(),
            Self::Day(_) => 1,
            Self::Span(span) => problem.calendar.capacity(span).unwrap_or(u64::MAX),
            Self::Demand(_) => u64::MAX,
        }
    }

    /// What a choice uses of it.
    pub(super) fn uses(self, problem: &Problem, target: &Target, placed: &Placed<'_>) -> u64 {
        let Placed { choice, window, .. } = *placed;
        match self {
            Self::Excess(place) => {
                let excess = target.excesses.get(place);
                excess.map_or(0, |excess| excess.given(placed))
            }
            Self::Cash => choice.amounts.cash,
            Self::Purse => choice.amounts.purse,
            Self::Study => choice.amounts.study,
            Self::Voucher(place) => u64::from(choice.voucher == Some(place)),
            Self::Day(day) => {
                let lasts = window.due.is_none_or(|due| day <= due);
                u64::from(choice.is_class && window.begin <= day && lasts)
            }
            Self::Span(span) => problem.calendar.takes(span, &Work::of(choice, window)),
            Self::Demand(_) => 0,
        }
    }
}

impl Demand {
    /// What a choice gives to it in the days it has.
    pub(super) fn given(&self, placed: &Placed<'_>) -> u64 {
        match &self.gives {
            Gives::Late(day) => u64::from(placed.window.due.is_none_or(|due| due >= *day)),
            Gives::LateGiving(day, ..) | Gives::LateExam(day)
                if placed.window.due.is_some_and(|due| due < *day) =>
            {
                0
            }
            Gives::LateGiving(_, of, amount) => u64::from(of.of(placed.choice) == *amount),
            Gives::LateExam(_) => u64::from(placed.choice.gain == 0),
            Gives::Taking(layer, candidate) => {
                let is_it = placed.taken.0 == *layer && placed.choice.origin.0 == *candidate;
                u64::from(is_it)
            }
            Gives::In(_) | Gives::Outside(_) | Gives::Year(_) | Gives::Through(_) => {
                self.of(placed.choice)
            }
        }
    }
}

/// The rows that placed choices overstep, with what the passes amount to.
pub(super) fn overstepped(
    problem: &Problem,
    target: &Target,
    placed: &[Placed<'_>],
    passes: Amounts,
) -> Vec<Row> {
    let works: Vec<Work> = placed.iter().map(Placed::work).collect();
    let sums = [Row::Cash, Row::Purse, Row::Study].into_iter();
    let vouchers = (0..problem.vouchers.len()).map(Row::Voucher);
    let days = Calendar::clashes(&works).into_iter().map(Row::Day);
    let spans = problem.calendar.overfull(&works).into_iter().map(Row::Span);
    let before = |row: Row| match row {
        Row::Cash => passes.cash,
        Row::Purse => passes.purse,
        _ => 0,
    };
    let is_over = |row: &Row| {
        let used = placed
            .iter()
            .map(|placed| row.uses(problem, target, placed));
        used.fold(before(*row), u64::saturating_add) > row.most(problem, target)
    };
    let is_short = |place: &usize| {
        target.demands.get(*place).is_some_and(|demand| {
            let given = placed.iter().map(|placed| demand.given(placed));
            given.fold(0, u64::saturating_add) < demand.least
        })
    };
    let demands = (0..target.demands.len()).filter(is_short).map(Row::Demand);
    let excesses = (0..target.excesses.len()).map(Row::Excess);
    let sums = sums.chain(vouchers).chain(excesses).filter(is_over);
    sums.chain(days).chain(spans).chain(demands).collect()
}
