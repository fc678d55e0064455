//! When a plan buys its passes: as soon as it can, where nothing decides about the day.
//!
//! To the search, one day on which everything fits is as good as another, and it takes the first it tries. A holder would wait for
//! nothing. So once the best is found its passes are moved to the front, one after the other, until none can be moved alone: no sum
//! changes by that, and nothing is finished later. What a pass opens then ends no later than it did, what that needs neither, and both
//! may begin sooner. Where a late finish is wanted, the days stay as they were found.

use chrono::Days;

use super::{
    super::{
        period::{Period, end_of_term},
        problem::{Choice, Problem, Target},
        watch::Watch,
    },
    Placed, Solution, fits, in_order,
};
use crate::model::Date;

impl Solution {
    /// The same plan with every pass bought on the first day on which all of it fits with the others, as far as there is time.
    pub(super) fn sooner(mut self, problem: &Problem, target: &Target, watch: &Watch<'_>) -> Self {
        if target.demands.iter().any(|demand| demand.gives.is_a_day()) {
            return self;
        }
        while let Some(sooner) = self.one_sooner(problem, watch) {
            self = sooner;
        }
        self
    }

    /// The same plan with one pass bought sooner, on the first day on which all fits; `None`: none can be.
    fn one_sooner(&self, problem: &Problem, watch: &Watch<'_>) -> Option<Self> {
        let mut passes = self.passes.iter().enumerate();
        passes.find_map(|(place, (pass, _, found))| {
            let first = self.first_of_use(*pass, problem)?;
            let days = first.max(problem.calendar.from).iter_days();
            let mut earlier = days.take_while(|day| day < found && !watch.is_over());
            earlier.find_map(|day| self.bought_on(place, day, problem))
        })
    }

    /// A day before which a pass is of no use: it would end before all it opens here can be done. `None`: it has no term.
    fn first_of_use(&self, pass: usize, problem: &Problem) -> Option<Date> {
        let term = Days::new(u64::from(problem.passes.get(pass)?.days?).saturating_sub(1));
        let choices = self.taken.iter();
        let choices = choices.filter_map(|(taken, _)| problem.choice(*taken));
        let opened = choices.filter(|choice| choice.pass == Some(pass));
        let needed = opened.map(|choice| match choice.window.due {
            Some(last) if choice.is_class => last,
            _ => choice.window.begin,
        });
        let first = needed.max()?.checked_sub_days(term);
        Some(first.unwrap_or(problem.calendar.from))
    }

    /// The same plan with one of its passes bought on another day; `None`: it does not all fit then.
    fn bought_on(&self, place: usize, day: Date, problem: &Problem) -> Option<Self> {
        let mut passes = self.passes.clone();
        passes.get_mut(place)?.2 = day;
        let placed = self.taken.iter().map(|(taken, had)| {
            let choice = problem.choice(*taken)?;
            let bought = passes.iter().find(|(pass, ..)| choice.pass == Some(*pass));
            let bought = bought.map(|(pass, _, day)| (*pass, *day));
            let window = window(choice, had.due, bought, problem)?;
            Some(Placed {
                taken: *taken,
                choice,
                window,
            })
        });
        let placed: Vec<Placed<'_>> = placed.collect::<Option<_>>()?;
        let placed = in_order(problem, &placed)?;
        let taken = placed.iter().map(|placed| (placed.taken, placed.window));
        fits(problem, &placed).then(|| Self {
            taken: taken.collect(),
            passes,
            ..self.clone()
        })
    }
}

/// The days a choice has when the pass behind it, if any, is bought on a day, and never later than it was due; `None`: none.
fn window(
    choice: &Choice,
    was_due: Option<Date>,
    bought: Option<(usize, Date)>,
    problem: &Problem,
) -> Option<Period> {
    let end = bought.and_then(|(pass, day)| end_of_term(day, problem.passes.get(pass)?.days?));
    let day = bought.map_or(choice.window.begin, |(_, day)| day);
    let window = Period {
        begin: choice.window.begin.max(day),
        due: [was_due, end].into_iter().flatten().min(),
    };
    let is_whole = !choice.is_class || window == choice.window;
    let fits = window.due.is_none_or(|due| window.begin <= due);
    (is_whole && fits).then_some(window)
}
