//! The search: branch and bound around [`super::knapsack`] over what is no sum.
//!
//! A pass is paid once and opens many offerings, so no offering behind it has a price of its own; what needs another course changes the
//! days of both; and on which day a pass is best bought depends on all it opens. None of that can be said in a knapsack. So each is left
//! out at first, in favour of the plan: an undecided pass costs only a share ([`build`]), nothing needs anything, and a pass that is
//! bought opens its offerings from the first day it may be bought to the end of the term that begins on the last. What is found then is
//! no worse than any plan of the branch. If it is a plan as it stands ([`whole`]), it is the best of its branch. If it oversteps a row
//! that was left out ([`rows`]: only what was ever overstepped is in the knapsack), the row enters, and the search is done again. Else
//! the branch splits on what was left out: the pass is bought in one way or another, or not; the choice is made, and what it needs with
//! it, or ruled out; the pass is bought on the earlier or the later of its days. Every split settles one of finitely many things,
//! and where all is settled nothing is left out, so the search ends; a branch is dropped only when the best it can hold is heavier than
//! a plan at hand. Branches of equal weight are searched, so that ties are decided by id across all of them.

mod alike;
mod branch;
mod build;
mod presolve;
mod rows;
mod sooner;
mod whole;

use std::{
    cell::RefCell,
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use branch::{Branch, Decision, Placed, fits, in_order};
use build::Frame;
use presolve::Offer;
use rows::Row;
use whole::Verdict;

use super::{
    calendar::Work,
    knapsack::{Found, Taken, Terms},
    payment::Way,
    period::Period,
    problem::{Choice, Problem, Target},
    watch::{Cause, GivenUp, Watch},
    weight::{Amounts, Weight},
};
use crate::model::Date;

/// A way to reach a target, passes and all.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    /// How bad it is.
    pub(super) weight: Weight,
    /// What it amounts to.
    pub(super) amounts: Amounts,
    /// What it takes: layer and place in the layer, in order, each with the days it has.
    pub(super) taken: Vec<(Taken, Period)>,
    /// What it buys: pass, way to pay and day, by their places, in order.
    pub(super) passes: Vec<(usize, usize, Date)>,
}

impl Solution {
    /// The order of the sums, then of the ids: at the first difference, what takes something comes before what takes nothing.
    pub(super) fn order(&self, other: &Self, problem: &Problem) -> Ordering {
        let taken = |solution: &Self| {
            solution
                .taken
                .iter()
                .map(|(taken, _)| *taken)
                .collect::<Vec<_>>()
        };
        let by_weight = self.weight.cmp(&other.weight);
        by_weight
            .then_with(|| problem.names.order(&taken(self), &taken(other)))
            .then_with(|| self.passes.cmp(&other.passes))
    }

    /// The first day by which all of it can be done.
    pub(super) fn finish(&self, problem: &Problem) -> Date {
        let choices = self
            .taken
            .iter()
            .filter_map(|(taken, _)| problem.choice(*taken));
        // What counts in a year is finished in it, on a day for study; a class is on its own days.
        let works = self.works(problem);
        let busy = problem.calendar.with_classes(&works);
        let in_year = |choice: &Choice| busy.day_after(problem.year(choice)?.first, 0);
        let studies = choices.filter(|choice| !choice.is_class);
        let years = studies.filter_map(in_year);
        let done = problem.calendar.finish(&works);
        years.fold(done, Date::max)
    }

    /// What it is to the calendar.
    fn works(&self, problem: &Problem) -> Vec<Work> {
        let work =
            |(taken, window): &(Taken, Period)| Some(Work::of(problem.choice(*taken)?, *window));
        self.taken.iter().filter_map(work).collect()
    }
}

/// What a search is held to.
#[derive(Clone, Copy)]
pub(super) struct Search<'s> {
    /// What to search.
    pub(super) problem: &'s Problem,
    /// The last day for everything.
    pub(super) horizon: Option<Date>,
    /// Nothing heavier is of interest.
    pub(super) ceiling: Option<Weight>,
    /// When to give up.
    pub(super) watch: &'s Watch<'s>,
}

/// What a search came to: the best that was found, and whether it is the best there is.
pub(super) struct Searched {
    pub(super) best: Option<Solution>,
    pub(super) is_proved: bool,
}

impl Search<'_> {
    /// The best of all ways to reach a target.
    pub(super) fn best(&self, target: &Target) -> Searched {
        let run = Run {
            search: *self,
            target,
            best: RefCell::new(None),
            rows: RefCell::new(BTreeSet::new()),
        };
        let is_proved = run.all().is_ok();
        let best = run.best.into_inner();
        Searched {
            best: best.map(|best| best.sooner(self.problem, target, self.watch)),
            is_proved,
        }
    }
}

/// What the best plan for a target costs at least, limits and all else aside; `None`: there is none. Nothing is known where that alone
/// takes too much.
pub(super) fn least_cash(problem: &Problem, target: &Target, watch: &Watch<'_>) -> Option<u64> {
    if watch.is_over() {
        return Some(0);
    }
    let branch = Branch::new(problem, Decision::Open);
    let frame = Frame {
        problem,
        target,
        branch: &branch,
        horizon: None,
        watch,
    };
    let rows = BTreeSet::from([Row::Cash]);
    // What is superfluous is not looked for: that may take longer than all the rest.
    let knapsack = frame.knapsack(&rows, &[], &frame.offers(&[]))?;
    knapsack.least_use(0, watch).unwrap_or(Some(0))
}

/// One search on its way.
struct Run<'s> {
    search: Search<'s>,
    target: &'s Target,
    best: RefCell<Option<Solution>>,
    /// The rows that were overstepped so far.
    rows: RefCell<BTreeSet<Row>>,
}

impl Run<'_> {
    fn all(&self) -> Result<(), GivenUp> {
        let problem = self.search.problem;
        // The plan without passes is found first: it is quick to find, and rules out most passes by their price alone.
        let mut branches = vec![
            Branch::new(problem, Decision::Open),
            Branch::new(problem, Decision::Closed),
        ];
        if problem.passes.is_empty() {
            branches.truncate(1);
        }
        while let Some(mut branch) = branches.pop() {
            self.search.watch.look()?;
            self.give_up(&mut branch);
            branches.extend(self.explore(&branch)?);
        }
        Ok(())
    }

    /// The weight of the best plan at hand, or what it must not exceed.
    fn ceiling(&self) -> Option<Weight> {
        let best = self.best.borrow().as_ref().map(|best| best.weight);
        match (best, self.search.ceiling) {
            (Some(best), Some(ceiling)) => Some(best.min(ceiling)),
            (only, None) | (None, only) => only,
        }
    }

    /// What is in the knapsack is kept by whatever comes out of it: rows are counted for both by the same rules, in the same days. Were
    /// it not so, nothing would be proved.
    fn contradiction(&self) -> GivenUp {
        self.search.watch.give_up(Cause::Contradiction)
    }

    /// Finds the best plan of a branch, or the branches it splits into; the last of them is searched first.
    fn explore(&self, branch: &Branch) -> Result<Vec<Branch>, GivenUp> {
        let frame = Frame {
            problem: self.search.problem,
            target: self.target,
            branch,
            horizon: self.search.horizon,
            watch: self.search.watch,
        };
        if let Some(branches) = frame.pending() {
            return Ok(branches);
        }
        let Some(made) = frame.made() else {
            return Ok(Vec::new());
        };
        let offers = frame.useful(&made);
        loop {
            let Some(found) = self.solve(&frame, &made, &offers)? else {
                return Ok(Vec::new());
            };
            let Some(chosen) = frame.chosen(&made, &found.taken) else {
                return Err(self.contradiction());
            };
            match frame.judge(&chosen) {
                Verdict::Plan(placed, days) => {
                    self.keep(&frame, found.weight, &placed, &days);
                    return Ok(Vec::new());
                }
                Verdict::Rows(rows) => {
                    let mut known = self.rows.borrow_mut();
                    let before = known.len();
                    known.extend(rows);
                    if known.len() == before {
                        return Err(self.contradiction());
                    }
                }
                Verdict::Pass(_) if self.is_settled(&frame, &found) => return Ok(Vec::new()),
                Verdict::Pass(pass) => return Ok(frame.split_pass(pass)),
                Verdict::Order(taken) => {
                    return Ok(vec![branch.ruling_out(taken), branch.making(taken)]);
                }
                Verdict::Days(pass, day) => return Ok(split_days(branch, pass, day)),
            }
        }
    }

    /// The best choices of a branch under the rows at hand.
    fn solve<'p>(
        &self,
        frame: &Frame<'p>,
        made: &[Placed<'p>],
        offers: &BTreeMap<usize, Vec<Offer<'p>>>,
    ) -> Result<Option<Found>, GivenUp> {
        let Some(knapsack) = frame.knapsack(&self.rows.borrow(), made, offers) else {
            return Ok(None);
        };
        let note = |found: &Found| {
            let chosen = frame.chosen(made, &found.taken);
            if let Some(Verdict::Plan(placed, days)) = chosen.map(|chosen| frame.judge(&chosen)) {
                self.keep(frame, found.weight, &placed, &days);
            }
        };
        knapsack.best(Terms {
            ceiling: self.ceiling(),
            note: &note,
            names: &self.search.problem.names,
            watch: self.search.watch,
        })
    }

    /// Keeps a plan if it is better than the one at hand, and no heavier than is of interest.
    fn keep(
        &self,
        frame: &Frame<'_>,
        weight: Weight,
        placed: &[Placed<'_>],
        days: &[(usize, Date)],
    ) {
        let spent = frame.branch.spent(frame.problem) + self.target.base;
        let day = |pass: usize| {
            days.iter()
                .find(|(dated, _)| *dated == pass)
                .map(|(_, day)| *day)
        };
        let passes = frame.branch.bought();
        let passes = passes.filter_map(|(pass, way)| Some((pass, way, day(pass)?)));
        let solution = Solution {
            weight,
            amounts: placed
                .iter()
                .fold(spent, |sum, placed| sum + placed.choice.amounts),
            taken: placed
                .iter()
                .map(|placed| (placed.taken, placed.window))
                .collect(),
            passes: passes.collect(),
        };
        if self.search.ceiling.is_some_and(|ceiling| weight > ceiling) {
            return;
        }
        let mut best = self.best.borrow_mut();
        if best
            .as_ref()
            .is_none_or(|best| solution.order(best, frame.problem).is_lt())
        {
            *best = Some(solution);
        }
    }

    /// Buys every undecided pass that choices use, each in the way that weighs least, and keeps that if it is a plan. Whether it weighs
    /// no more than the choices with their shares: nothing in the branch is better then, nor as good and before it by id.
    fn is_settled(&self, frame: &Frame<'_>, found: &Found) -> bool {
        let mut branch = frame.branch.clone();
        while let Some(next) = frame.buying(&branch, found) {
            branch = next;
        }
        let bought = Frame {
            branch: &branch,
            ..*frame
        };
        let Some(made) = bought.made() else {
            return false;
        };
        let Some(chosen) = bought.chosen(&made, &found.taken) else {
            return false;
        };
        let weight = bought.weight(&chosen);
        let Verdict::Plan(placed, days) = bought.judge(&chosen) else {
            return false;
        };
        self.keep(&bought, weight, &placed, &days);
        weight == found.weight
    }

    /// Closes the passes that alone weigh too much.
    fn give_up(&self, branch: &mut Branch) {
        let problem = self.search.problem;
        let Some(ceiling) = self.ceiling() else {
            return;
        };
        let spent = problem
            .scale
            .weigh(&(branch.spent(problem) + self.target.base));
        for (decision, pass) in branch.passes.iter_mut().zip(&problem.passes) {
            let is_dear = |amounts: &Amounts| spent + problem.scale.weigh(amounts) > ceiling;
            if *decision == Decision::Open && pass.ways.iter().all(|(_, amounts)| is_dear(amounts))
            {
                *decision = Decision::Closed;
            }
        }
    }
}

impl<'p> Frame<'p> {
    /// The made choices in the days they have; `None` where they cannot be made together.
    fn made(&self) -> Option<Vec<Placed<'p>>> {
        let made = self.branch.made.iter();
        let place = |(layer, way): (&usize, &usize)| {
            let taken = (*layer, *way);
            self.place(taken, self.problem.choice(taken)?)
        };
        let made: Vec<Placed<'p>> = made.map(place).collect::<Option<_>>()?;
        in_order(self.problem, &made)
    }

    /// What choices and the passes bought weigh.
    fn weight(&self, chosen: &[Placed<'_>]) -> Weight {
        let spent = self.branch.spent(self.problem) + self.target.base;
        let amounts = chosen.iter().map(|placed| placed.choice.amounts);
        let all = amounts.fold(spent, |sum, amounts| sum + amounts);
        self.problem.scale.weigh(&all)
    }

    /// A branch with the first undecided pass that choices use bought as lightly as can be.
    fn buying(&self, branch: &Branch, found: &Found) -> Option<Branch> {
        let choices = found
            .taken
            .iter()
            .filter_map(|taken| self.problem.choice(*taken));
        let open = |choice: &&Choice| branch.decision(choice) == Some(Decision::Open);
        let pass = choices.filter(open).find_map(|choice| choice.pass)?;
        let ways = self.split_pass(pass).into_iter();
        let bought = ways.filter_map(|other| match other.passes.get(pass).copied()? {
            decision @ Decision::Bought(..) => Some(branch.deciding(pass, decision)),
            Decision::Open | Decision::Closed => None,
        });
        let weight = |branch: &Branch| self.problem.scale.weigh(&branch.spent(self.problem));
        bought.min_by_key(weight)
    }

    /// The branches in which what a made choice needs is made too, where it is not yet.
    fn pending(&self) -> Option<Vec<Branch>> {
        let made = &self.branch.made;
        let choices = made
            .iter()
            .filter_map(|(layer, way)| self.problem.choice((*layer, *way)));
        let mut needs = choices.flat_map(|choice| choice.needs.iter().copied());
        let need = needs.find(|need| !made.contains_key(need))?;
        let ways = self
            .problem
            .layer(need)
            .map_or(0, |layer| layer.choices.len());
        let is_open = |way: &usize| !self.branch.ruled_out.contains(&(need, *way));
        let ways = (0..ways).rev().filter(is_open);
        Some(ways.map(|way| self.branch.making((need, way))).collect())
    }

    /// The branches in which a pass is decided; the one without it is searched first.
    fn split_pass(&self, pass: usize) -> Vec<Branch> {
        let Some(subscription) = self.problem.passes.get(pass) else {
            return Vec::new();
        };
        let (first, last) = (self.problem.calendar.from, self.last_purchase());
        let ways = subscription.ways.iter().enumerate().rev();
        let bought = ways.filter_map(|(way, (payment, _))| {
            let by_purse = matches!(payment, Way::Purse(_));
            let until = self.problem.purse_until.filter(|_| by_purse);
            let last = match subscription.days {
                Some(_) => until.map_or(last, |until| last.min(until)),
                None => first,
            };
            let in_time = first <= last && until.is_none_or(|until| first <= until);
            in_time.then(|| {
                self.branch
                    .deciding(pass, Decision::Bought(way, first, last))
            })
        });
        bought
            .chain([self.branch.deciding(pass, Decision::Closed)])
            .collect()
    }

    /// No pass need be bought later: all that has a first or a last day is over then, no days of rest are to come, and there was time for
    /// everything else.
    pub(super) fn last_purchase(&self) -> Date {
        let calendar = &self.problem.calendar;
        let choices = || self.problem.layers().flat_map(|layer| &layer.choices);
        let days = choices().flat_map(|choice| [Some(choice.window.begin), choice.window.due]);
        let rests = calendar.busy.spells().map(|(_, end)| end.succ_opt());
        let last = days.chain(rests).flatten().max();
        let last = last.unwrap_or(calendar.from).max(calendar.from);
        if calendar.per_week.is_none() {
            return last;
        }
        let longest = self.problem.layers().map(|layer| {
            let works = layer.choices.iter().map(|choice| choice.amounts.study);
            works.max().unwrap_or_default()
        });
        let everything = Work {
            study: longest.fold(0, u64::saturating_add),
            window: Period {
                begin: last,
                due: None,
            },
            is_class: false,
        };
        calendar.finish(&[everything])
    }
}

/// The branches in which a pass is bought after a day, or not; the earlier is searched first.
fn split_days(branch: &Branch, pass: usize, day: Date) -> Vec<Branch> {
    let Some(Decision::Bought(way, first, last)) = branch.passes.get(pass).copied() else {
        return Vec::new();
    };
    let Some(next) = day.succ_opt().filter(|next| first <= day && *next <= last) else {
        return Vec::new();
    };
    vec![
        branch.deciding(pass, Decision::Bought(way, next, last)),
        branch.deciding(pass, Decision::Bought(way, first, day)),
    ]
}
