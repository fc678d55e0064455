//! The years of a cycle, where a program wants some credits in each of them.

use super::{knapsack::Names, period::Period, problem::Layer};
use crate::model::{Bound, CycleYear, Date, Level, Need};

/// A year of the cycle that is not over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Year {
    /// Its first day.
    pub(super) first: Date,
    /// Its last day.
    pub(super) last: Date,
    /// Credits still to earn in it, in hundredths.
    pub(super) least: u64,
}

impl Year {
    /// The days of a period in which something can be finished that counts in the year; a period that has no end does not end before it.
    pub(super) fn within(&self, period: Period) -> Period {
        let due = period.due.map_or(self.last, |due| due.min(self.last));
        Period {
            begin: period.begin.max(self.first),
            due: Some(due),
        }
    }
}

/// The years from the one a holder begins in to the one of her deadline, first to last; none where nothing is asked of a year or no
/// expiry is known.
pub(super) fn years(level: &Level, need: &Need) -> Vec<Year> {
    let yearly = level.rules.iter().filter_map(|rule| match rule.bound {
        Bound::Yearly(credits) => Some(u64::from(credits.hundredths())),
        Bound::Most(_) | Bound::MostPercent(_) | Bound::Least(_) => None,
    });
    let Some((wanted, expires)) = yearly.max().zip(need.expires) else {
        return Vec::new();
    };
    let running = CycleYear::back_from(expires).take_while(|year| year.last >= need.from);
    let years = running.map(|year| Year {
        first: year.first,
        last: year.last,
        least: wanted,
    });
    let mut years: Vec<Year> = years.collect();
    years.reverse();
    if let Some(running) = years.first_mut() {
        let have = u64::from(need.have_this_year.hundredths());
        running.least = running.least.saturating_sub(have);
    }
    years
}

/// The names of choices that are there once for every year.
pub(super) fn names(courses: &[Layer], years: &[Year]) -> Names {
    if years.is_empty() {
        return Names::default();
    }
    let named = |(layer, course): (usize, &Layer)| {
        let mut name = 0;
        let mut last = None;
        let choices = course.choices.iter().enumerate();
        let named = choices.map(move |(way, choice)| {
            name += usize::from(last.is_some_and(|last| last != choice.origin));
            last = Some(choice.origin);
            ((layer, way), name)
        });
        named.collect::<Vec<_>>()
    };
    Names::new(courses.iter().enumerate().flat_map(named))
}
