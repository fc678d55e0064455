//! Aims that are dates: to be finished early, or as late as is safe.
//!
//! A date is no sum, so it has no place in a weight. But "finished by a day" is a last day for everything, and "finished on a day or
//! later" is a demand for one thing that may be. Both are the harder to meet the further they go. So with all aims before the date fixed
//! at their best, the best date is found by halving the days between one that is known to do and one beyond which none can; and what
//! is then solved for that date alone is best in the aims after it too.

use std::{cmp::Ordering, collections::BTreeSet};

use super::{
    calendar::Calendar,
    demand::{Demand, Gives, Origin},
    problem::{Problem, Target},
    search::{Search, Solution},
    weight::Weight,
};
use crate::model::{Aim, Date};

/// How good a plan is by the aims, in their order: less is better. What is solved for different things to use can be compared, as
/// long as the aims are the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Rank(Vec<i64>);

/// A solution with its rank.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// What to do.
    pub(super) solution: Solution,
    /// How good it is.
    pub(super) rank: Rank,
}

impl Dated {
    /// The best of all ways to reach a target, and whether it is proved.
    pub(super) fn best(search: Search<'_>, target: &Target) -> (Option<Self>, bool) {
        let problem = search.problem;
        let mut hunt = Hunt {
            search,
            target: target.clone(),
            is_proved: true,
        };
        let Some(mut solution) = hunt.best(None) else {
            return (None, hunt.is_proved);
        };
        let mut dates = Vec::new();
        for (aim, before) in problem.scale.dates() {
            let date = match aim {
                Aim::LatestFinish => hunt.latest(&mut solution, *before),
                _ => hunt.earliest(&mut solution, *before),
            };
            dates.push(date);
        }
        let rank = Rank(problem.scale.rank(&solution.amounts, &dates));
        (Some(Self { solution, rank }), hunt.is_proved)
    }

    /// The order of all aims, and then of the ids.
    pub(super) fn order(&self, other: &Self, problem: &Problem) -> Ordering {
        let by_aims = self.rank.cmp(&other.rank);
        by_aims.then_with(|| self.solution.order(&other.solution, problem))
    }
}

/// A search for dates.
struct Hunt<'p> {
    search: Search<'p>,
    target: Target,
    is_proved: bool,
}

impl Hunt<'_> {
    /// The best solution by a last day.
    fn best(&mut self, horizon: Option<Date>) -> Option<Solution> {
        let target = self.target.clone();
        self.find(&target, horizon)
    }

    fn find(&mut self, target: &Target, horizon: Option<Date>) -> Option<Solution> {
        let search = Search {
            horizon: horizon.or(self.search.horizon),
            ..self.search
        };
        let searched = search.best(target);
        self.is_proved &= searched.is_proved;
        searched.best
    }

    /// The best solution with something finished on a day or later that it cannot do without: validity runs from the day on which all
    /// that is needed is done, so nothing is won by adding something late.
    fn best_late(&mut self, day: Date) -> Option<Solution> {
        let any = self.with(Gives::Late(day));
        let found = self.find(&any, None)?;
        let problem = self.search.problem;
        if self.target.needs_all_of(&found, problem) {
            return Some(found);
        }
        // Something is needed when without it some demand is not met; so it gives so much, and all gives less than that more.
        let mut targets = vec![self.with(Gives::LateExam(day))];
        for demand in self.target.with_credits(problem) {
            for amount in amounts(problem, &demand.gives) {
                let late = Gives::LateGiving(day, Box::new(demand.gives.clone()), amount);
                let mut target = self.with(late);
                target.excesses.push(Demand {
                    least: demand.least.saturating_add(amount),
                    ..demand.clone()
                });
                targets.push(target);
            }
        }
        let found: Vec<Solution> = targets
            .iter()
            .filter_map(|target| self.find(target, None))
            .collect();
        found.into_iter().min_by(|a, b| a.order(b, problem))
    }

    /// The target with one thing more that there must be.
    fn with(&self, gives: Gives) -> Target {
        let mut target = self.target.clone();
        target.demands.push(Demand {
            least: 1,
            gives,
            origin: Origin::Aim,
        });
        target
    }

    /// Allows no more from now on than a solution weighs in the aims before a date.
    fn fix(&mut self, solution: &Solution, before: Weight) {
        self.search.ceiling = Some(solution.weight.and(before).or(before.not()));
    }

    /// Makes the finish as early as can be.
    fn earliest(&mut self, solution: &mut Solution, before: Weight) -> Date {
        self.fix(solution, before);
        let problem = self.search.problem;
        let mut low = problem.calendar.from;
        let mut high = solution.finish(problem);
        while low < high && !self.search.watch.is_over() {
            let middle = between(low, high);
            match self.best(Some(middle)) {
                Some(found) => {
                    high = found.finish(problem).min(middle);
                    *solution = found;
                }
                None => low = middle.succ_opt().unwrap_or(high),
            }
        }
        self.is_proved &= low >= high;
        self.search.horizon = Some(high);
        high
    }

    /// Makes the finish as late as can be.
    fn latest(&mut self, solution: &mut Solution, before: Weight) -> Date {
        self.fix(solution, before);
        let problem = self.search.problem;
        let latest = |solution: &Solution| latest(&problem.calendar, solution);
        let busy = &problem.calendar.busy;
        let mut low = latest(solution);
        let last = problem.last_day().and_then(|day| busy.last_day(day));
        let mut high = last.unwrap_or(low);
        while low < high && !self.search.watch.is_over() {
            let middle = between(low, high).succ_opt().unwrap_or(high);
            // Nothing is finished on a busy day, so a thing that has until the next that is none is as good as one that has until then.
            let free = busy.day_after(middle, 0).unwrap_or(high);
            if let Some(found) = self.best_late(free) {
                low = latest(&found).max(free);
                *solution = found;
            } else {
                let before = middle.pred_opt().and_then(|day| busy.last_day(day));
                high = before.unwrap_or(low);
            }
        }
        self.is_proved &= low >= high;
        low
    }
}

/// The different amounts that choices give, apart from nothing.
fn amounts(problem: &Problem, gives: &Gives) -> BTreeSet<u64> {
    let choices = problem.layers().flat_map(|layer| &layer.choices);
    let amounts = choices.map(|choice| gives.of(choice));
    amounts.filter(|amount| *amount > 0).collect()
}

impl Target {
    /// What is demanded, with the credits among it.
    fn with_credits(&self, problem: &Problem) -> Vec<Demand> {
        let credits = u64::try_from(self.credits).unwrap_or(u64::MAX);
        let credits = Demand {
            least: credits.saturating_mul(u64::from(problem.unit)),
            gives: Gives::CREDITS,
            origin: Origin::Aim,
        };
        let demands = self
            .demands
            .iter()
            .filter(|demand| demand.origin != Origin::Aim);
        demands.cloned().chain([credits]).collect()
    }

    /// Whether nothing of a solution can be left out.
    fn needs_all_of(&self, solution: &Solution, problem: &Problem) -> bool {
        let taken = || solution.taken.iter().map(|(taken, _)| *taken);
        let demands = self.with_credits(problem);
        let is_needed = |(layer, way): (usize, usize)| {
            let others = || taken().filter(|other| other.0 != layer);
            let choices = || others().filter_map(|other| problem.choice(other));
            let falls_short = |demand: &Demand| demand.sum(choices()) < demand.least;
            let is_exam = layer >= problem.courses.len();
            let mut needs = choices().flat_map(|choice| &choice.needs);
            let unused = problem.choice((layer, way)).is_none();
            is_exam || unused || needs.any(|need| *need == layer) || demands.iter().any(falls_short)
        };
        taken().all(is_needed)
    }
}

/// The last day on which something of a solution can be finished: no busy one. (That of a class is none, and a day on which the plan has
/// a class is not after that class's last.)
fn latest(calendar: &Calendar, solution: &Solution) -> Date {
    let dues = solution
        .taken
        .iter()
        .map(|(_, window)| window.due.unwrap_or(Date::MAX));
    let last = dues.max();
    last.map_or(calendar.from, |day| {
        calendar.busy.last_day(day).unwrap_or(day)
    })
}

/// The day in the middle, the earlier of two.
fn between(low: Date, high: Date) -> Date {
    let half = chrono::Days::new(u64::try_from((high - low).num_days() / 2).unwrap_or_default());
    low.checked_add_days(half).unwrap_or(low)
}
