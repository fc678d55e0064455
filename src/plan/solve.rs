//! One pass through the whole pipeline: what is eligible, the problem, the best way along every route.
//!
//! It has no memory, so a question of the form "and what if …" is answered by asking again with another need.

use std::collections::BTreeMap;

use super::{
    eligible::{Eligible, eligible},
    problem::{Problem, Target},
    search::{Solution, Solver},
    weight::Weight,
};
use crate::model::{Credits, Date, Freshness, Id, Level, Need, ProgramCatalog, Route};

/// A problem with the best solution for each route.
pub(super) struct Solved<'c> {
    /// What counts.
    pub(super) eligible: Eligible<'c>,
    /// The same in integers.
    pub(super) problem: Problem,
    /// The level's routes, and how each came out.
    pub(super) routes: Vec<(&'c Route, Along)>,
    /// When facts count as old.
    pub(super) freshness: Freshness,
}

/// How good a plan is by the aims, in their order: less is better. What is solved for different things to use can be compared, as
/// long as the aims are the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Rank {
    cash: u64,
    purse: u64,
    has_exams: bool,
    weight: Weight,
}

impl Rank {
    /// Of a way to close a route.
    pub(super) fn of(route: &Route, solution: &Solution) -> Self {
        Self {
            cash: solution.load.cash,
            purse: solution.load.purse,
            has_exams: !route.is_credits_only(),
            weight: solution.weight,
        }
    }
}

/// How a route came out.
#[derive(Clone, Debug)]
pub(super) enum Along {
    /// The holder did not ask for it.
    NotAsked,
    /// It can be closed.
    Closed(Solution),
    /// It cannot.
    Open,
}

impl<'c> Solved<'c> {
    /// Solves for every route of `level` that the holder asked for, with everything done by the `horizon`.
    pub(super) fn new(
        program: &'c ProgramCatalog,
        level: &'c Level,
        need: &Need,
        today: Date,
        horizon: Option<Date>,
    ) -> Self {
        let asked: Vec<&Route> = level
            .routes
            .iter()
            .filter(|route| is_asked(route, need))
            .collect();
        let eligible = eligible(program, &asked, need, today, horizon);
        let problem = Problem::new(&eligible, need, &program.program);
        let targets = |route: &Route| problem.targets(route, need, &program.program);
        let most = asked
            .iter()
            .flat_map(|route| targets(route))
            .map(|target| target.credits)
            .max();
        let mut solver = Solver::new(&problem, most.unwrap_or_default());
        let mut along = |route: &'c Route| {
            if !is_asked(route, need) {
                return (route, Along::NotAsked);
            }
            (
                route,
                solver
                    .best(&targets(route))
                    .map_or(Along::Open, Along::Closed),
            )
        };
        let routes = level.routes.iter().map(&mut along).collect();
        Self {
            eligible,
            problem,
            routes,
            freshness: program.program.freshness,
        }
    }

    /// The best of all routes: the cheapest, a route without exams before one with, then by the remaining aims, then by id.
    pub(super) fn best(&self) -> Option<(&'c Route, &Solution)> {
        let closed = self.routes.iter().filter_map(|(route, along)| match along {
            Along::Closed(solution) => Some((*route, solution)),
            Along::NotAsked | Along::Open => None,
        });
        closed.min_by(|(a_route, a), (b_route, b)| {
            Rank::of(a_route, a)
                .cmp(&Rank::of(b_route, b))
                .then_with(|| a.order(b))
        })
    }

    /// For each route that cannot be closed, the most that can be reached along it.
    pub(super) fn nearest_of_each(
        &self,
        need: &Need,
        program: &ProgramCatalog,
    ) -> Vec<Option<Nearest>> {
        let routes = self.routes.iter();
        let nearest = routes.map(|(route, along)| match along {
            Along::Open => self.nearest(route, need, program),
            Along::Closed(_) | Along::NotAsked => None,
        });
        nearest.collect()
    }

    /// The most that can be reached along a route that cannot be closed, and what of the target that leaves missing.
    fn nearest(&self, route: &Route, need: &Need, program: &ProgramCatalog) -> Option<Nearest> {
        let reach = |exams: BTreeMap<Id, u32>| {
            let reduced = Route {
                exams,
                ..route.clone()
            };
            let targets = self.problem.targets(&reduced, need, &program.program);
            let solution = self.most_credits(&targets)?;
            let credits = self.credits(&solution);
            Some(Nearest {
                reduced,
                credits,
                solution,
            })
        };
        let number = |nearest: &Nearest| nearest.reduced.exams.values().sum::<u32>();
        let mut best: Option<Nearest> = None;
        for exams in fewer_exams(route) {
            let fewer = exams.values().sum::<u32>();
            if best.as_ref().is_some_and(|best| number(best) > fewer) {
                break;
            }
            let reached = reach(exams);
            let is_better = |reached: &Nearest| {
                best.as_ref().is_none_or(|best| {
                    let by_credits = best.credits.cmp(&reached.credits);
                    by_credits
                        .then_with(|| reached.solution.order(&best.solution))
                        .is_lt()
                })
            };
            if reached.as_ref().is_some_and(is_better) {
                best = reached;
            }
        }
        best
    }

    /// The credits a solution earns.
    fn credits(&self, solution: &Solution) -> Credits {
        let gain = |(layer, way): &(usize, usize)| {
            Some(self.problem.courses.get(*layer)?.choices.get(*way)?.gain)
        };
        let units: usize = solution.taken.iter().filter_map(gain).sum();
        let hundredths = u32::try_from(units)
            .ok()
            .and_then(|units| units.checked_mul(self.problem.unit));
        hundredths
            .and_then(Credits::from_hundredths)
            .unwrap_or(Credits::MOST)
    }

    /// The best way to reach as many credits of a target as can be, with all its exams.
    fn most_credits(&self, targets: &[Target]) -> Option<Solution> {
        let full = targets.iter().map(|target| target.credits).max()?;
        let mut solver = Solver::new(&self.problem, full);
        let mut at_most = |credits| {
            let targets: Vec<Target> = targets
                .iter()
                .map(|target| Target {
                    credits,
                    ..target.clone()
                })
                .collect();
            solver.best(&targets)
        };
        let mut best = at_most(0)?;
        let (mut reached, mut missed) = (0, full.saturating_add(1));
        while missed - reached > 1 {
            let middle = reached + (missed - reached) / 2;
            match at_most(middle) {
                Some(solution) => (reached, best) = (middle, solution),
                None => missed = middle,
            }
        }
        Some(best)
    }
}

/// The most that can be reached along a route.
pub(super) struct Nearest {
    /// The route with no more exams than can be sat.
    pub(super) reduced: Route,
    /// The credits it earns.
    pub(super) credits: Credits,
    /// The way to reach it, with as many credits as can be.
    pub(super) solution: Solution,
}

/// Whether the holder asked for a route.
pub(super) fn is_asked(route: &Route, need: &Need) -> bool {
    need.routes.is_empty() || need.routes.iter().any(|name| route.answers_to(name))
}

/// A route's exams with ever fewer of them, the fullest first.
fn fewer_exams(route: &Route) -> Vec<BTreeMap<Id, u32>> {
    let mut subsets = vec![BTreeMap::new()];
    for (class, count) in &route.exams {
        let with = |subset: &BTreeMap<Id, u32>| {
            let numbers = 0..=*count;
            let add = |number: u32| {
                let mut subset = subset.clone();
                if number > 0 {
                    subset.insert(class.clone(), number);
                }
                subset
            };
            numbers.map(add).collect::<Vec<_>>()
        };
        subsets = subsets.iter().flat_map(with).collect();
    }
    subsets.sort_by_key(|subset| std::cmp::Reverse(subset.values().sum::<u32>()));
    subsets
}
