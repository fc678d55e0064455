//! What a set of choices may not overstep, one row each. A row enters the search only when a plan has overstepped it.

use std::collections::BTreeSet;

use super::{
    branch::{Decision, Placed},
    build::Frame,
};
use crate::{
    model::Date,
    plan::{
        calendar::{Calendar, Span, Work},
        demand::{Demand, Gives},
        period::Period,
    },
};

/// What a day counts where things count one: more than there are things.
const DAY: u64 = 1 << 32;

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
    /// A day that is no class's for whatever has its days to be finished on in a span. A day counts a great many, a thing one.
    Room(Span),
    /// No more study through a pass, by its place, than its best term holds.
    Term(usize),
    /// A demand, by its place among the target's.
    Demand(usize),
    /// Something there may be too much of, by its place among the target's.
    Excess(usize),
}

impl Frame<'_> {
    /// The most there may be of a row in a branch, for what is no demand.
    pub(super) fn most(&self, row: Row) -> u64 {
        let (problem, limits) = (self.problem, self.problem.limits);
        let calendar = &problem.calendar;
        match row {
            Row::Excess(place) => {
                let excess = self.target.excesses.get(place);
                excess.map_or(u64::MAX, |excess| excess.least.saturating_sub(1))
            }
            Row::Cash => limits.cash,
            Row::Purse => limits.purse,
            Row::Study => limits.study,
            Row::Voucher(place) => problem.vouchers.get(place).copied().unwrap_or_default(),
            Row::Day(_) => 1,
            Row::Span(span) => calendar.capacity(span).unwrap_or(u64::MAX),
            Row::Term(pass) => self.best_term(pass).unwrap_or(u64::MAX),
            Row::Room(span) => calendar.busy.days_between(span.begin, span.due) * DAY,
            Row::Demand(_) => u64::MAX,
        }
    }

    /// What a choice uses of a row.
    pub(super) fn uses(&self, row: Row, placed: &Placed<'_>) -> u64 {
        let Placed { choice, window, .. } = *placed;
        let calendar = &self.problem.calendar;
        match row {
            Row::Excess(place) => {
                let excess = self.target.excesses.get(place);
                excess.map_or(0, |excess| excess.given(placed))
            }
            Row::Cash => choice.amounts.cash,
            Row::Purse => choice.amounts.purse,
            Row::Study => choice.amounts.study,
            Row::Voucher(place) => u64::from(choice.voucher == Some(place)),
            Row::Day(day) => {
                let lasts = window.due.is_none_or(|due| day <= due);
                u64::from(choice.is_class && window.begin <= day && lasts)
            }
            Row::Span(span) => calendar.takes(span, &Work::of(choice, window)),
            Row::Term(pass) if choice.pass == Some(pass) => {
                calendar.takes_in_all(&Work::of(choice, window))
            }
            Row::Room(span) => {
                let work = placed.last_day(self.problem);
                let Period { begin, due } = work.window;
                let lies_in = begin >= span.begin && due.is_some_and(|due| due <= span.due);
                if work.is_class {
                    calendar.days_in(span, &work) * DAY
                } else {
                    u64::from(lies_in)
                }
            }
            Row::Term(_) | Row::Demand(_) => 0,
        }
    }

    /// The most that any term of a pass holds which begins on a day it may be bought on here, in sevenths of a minute, of the days on
    /// which there is anything to do in it; `None`: nothing limits it.
    fn best_term(&self, place: usize) -> Option<u64> {
        let pass = self.problem.passes.get(place)?;
        let of_use = pass.of_use?;
        let due = of_use.due.into_iter().chain(self.horizon).min();
        let bought = match *self.branch.passes.get(place)? {
            Decision::Bought(_, first, last) => (first, last),
            Decision::Open | Decision::Closed => (self.problem.calendar.from, Date::MAX),
        };
        let of_use = Period { due, ..of_use };
        self.problem.calendar.best_term(bought, pass.days?, of_use)
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

impl Frame<'_> {
    /// The rows that placed choices overstep, with what the passes amount to.
    pub(super) fn overstepped(&self, placed: &[Placed<'_>]) -> Vec<Row> {
        let (problem, target) = (self.problem, self.target);
        let passes = self.branch.spent(problem);
        let works: Vec<Work> = placed.iter().map(Placed::work).collect();
        let sums = [Row::Cash, Row::Purse, Row::Study].into_iter();
        let vouchers = (0..problem.vouchers.len()).map(Row::Voucher);
        let days = Calendar::clashes(&works).into_iter().map(Row::Day);
        let spans = problem.calendar.overfull(&works).into_iter().map(Row::Span);
        let last_days = placed.iter().map(|placed| placed.last_day(problem));
        let rooms = problem.calendar.crowded(&last_days.collect::<Vec<Work>>());
        let rooms = rooms.into_iter().map(Row::Room);
        let before = |row: Row| match row {
            Row::Cash => passes.cash,
            Row::Purse => passes.purse,
            _ => 0,
        };
        let is_over = |row: &Row| {
            let used = placed.iter().map(|placed| self.uses(*row, placed));
            used.fold(before(*row), u64::saturating_add) > self.most(*row)
        };
        let is_short = |place: &usize| {
            target.demands.get(*place).is_some_and(|demand| {
                let given = placed.iter().map(|placed| demand.given(placed));
                given.fold(0, u64::saturating_add) < demand.least
            })
        };
        // What counts in one year does so in no other: the years are only ever met together.
        let is_year = |place: &usize| {
            let demand = target.demands.get(*place);
            demand.is_some_and(|demand| matches!(demand.gives, Gives::Year(_)))
        };
        let all = || 0..target.demands.len();
        let years = all().filter(is_short).any(|place| is_year(&place));
        let demands = all().filter(|place| is_short(place) || (years && is_year(place)));
        let demands = demands.map(Row::Demand);
        let excesses = (0..target.excesses.len()).map(Row::Excess);
        let passes: BTreeSet<usize> = placed
            .iter()
            .filter_map(|placed| placed.choice.pass)
            .collect();
        let terms = passes.into_iter().map(Row::Term);
        let sums = sums.chain(vouchers).chain(excesses).chain(terms);
        let sums = sums.filter(is_over);
        sums.chain(days)
            .chain(spans)
            .chain(rooms)
            .chain(demands)
            .collect()
    }
}
