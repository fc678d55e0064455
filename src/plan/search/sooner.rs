//! When a plan buys its passes: as soon as it can, where nothing decides about the day.
//!
//! To the search, one day on which everything fits is as good as another, and it takes the first it tries. A holder would wait for
//! nothing. So once the best is found its passes are moved to the front, one after the other: no sum changes by that, and nothing is
//! finished later. Where a late finish is wanted, or things must be done in an order, the days stay as they were found.

use super::{
    super::{
        calendar::Work,
        period::{Period, end_of_term},
        problem::{Choice, Problem, Target},
    },
    Solution, Taken,
};
use crate::model::Date;

impl Solution {
    /// The same plan with every pass bought on the first day on which all of it fits.
    pub(super) fn sooner(mut self, problem: &Problem, target: &Target) -> Self {
        let is_late = target.demands.iter().any(|demand| demand.gives.is_a_day());
        let mut choices = self
            .taken
            .iter()
            .filter_map(|(taken, _)| problem.choice(*taken));
        if is_late || choices.any(|choice| !choice.needs.is_empty()) {
            return self;
        }
        for place in 0..self.passes.len() {
            let Some((pass, way, day)) = self.passes.get(place).copied() else {
                continue;
            };
            let days = problem.calendar.from.iter_days();
            let mut earlier = days.take_while(|earlier| *earlier < day);
            let moved = earlier.find_map(|day| Some((day, self.bought_on(pass, day, problem)?)));
            if let (Some((day, taken)), Some(bought)) = (moved, self.passes.get_mut(place)) {
                *bought = (pass, way, day);
                self.taken = taken;
            }
        }
        self
    }

    /// What is taken, in the days it has when a pass is bought on a day; `None`: it does not all fit then.
    fn bought_on(&self, pass: usize, day: Date, problem: &Problem) -> Option<Vec<(Taken, Period)>> {
        let end = end_of_term(day, problem.passes.get(pass)?.days?)?;
        let place = |(taken, window): &(Taken, Period)| {
            let choice = problem.choice(*taken)?;
            let window = match choice.pass {
                Some(own) if own == pass => within(choice, *window, (day, end), problem)?,
                _ => *window,
            };
            Some((*taken, window))
        };
        let taken: Vec<_> = self.taken.iter().map(place).collect::<Option<_>>()?;
        let work =
            |(taken, window): &(Taken, Period)| Some(Work::of(problem.choice(*taken)?, *window));
        let works: Vec<Work> = taken.iter().map(work).collect::<Option<_>>()?;
        problem.calendar.fits(&works).then_some(taken)
    }
}

/// The days a choice has within a term, never beyond those it had; `None`: none.
fn within(
    choice: &Choice,
    had: Period,
    (day, end): (Date, Date),
    problem: &Problem,
) -> Option<Period> {
    let window = Period {
        begin: choice.window.begin.max(day),
        due: Some(had.due.map_or(end, |due| due.min(end))),
    };
    let is_whole = !choice.is_class || window == choice.window;
    let fits = window.due.is_some_and(|due| window.begin <= due);
    (is_whole && fits && problem.reaches_its_year(choice, window)).then_some(window)
}
