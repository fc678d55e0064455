//! The search over passes: which to buy, decided by branch and bound around [`super::labels`].
//!
//! A pass is paid once and opens many offerings, so no offering behind it has a price of its own. Where a pass is not decided yet, its
//! offerings are taken as free: what is found then weighs no more than any plan that buys the pass and any that does not. If the best
//! of that uses no undecided pass, it is a plan, and the best of its branch. Else the branch splits on the first such pass: bought in
//! money, bought from the purse, not bought. Every split decides one pass, so the search ends; a branch is dropped only when its bound
//! is above the best plan found, and a pass is given up only when it alone weighs more than that. Branches of equal weight are
//! searched, so that ties are decided by id across all of them.

use std::{cmp::Ordering, collections::HashMap};

use super::{
    bounds::{Bounds, CourseBounds},
    labels::{Found, Search, Taken},
    problem::{Problem, Target},
    weight::{Load, Weight},
};

/// A way to reach a target, passes and all.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    /// How bad it is.
    pub(super) weight: Weight,
    /// What it uses.
    pub(super) load: Load,
    /// What it takes: layer and place in the layer, in order.
    pub(super) taken: Vec<Taken>,
    /// What it buys: pass and way to pay, by their places, in order.
    pub(super) passes: Vec<(usize, usize)>,
}

impl Solution {
    /// The order of the aims, then of the ids: at the first difference, what takes something comes before what takes nothing.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let by_weight = self.weight.cmp(&other.weight);
        by_weight
            .then_with(|| Found::order(&self.taken, &other.taken))
            .then_with(|| self.passes.cmp(&other.passes))
    }
}

/// What is settled of one pass.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// Nothing yet; its offerings count as free.
    Open,
    /// It is bought that way.
    Bought(usize),
    /// It is not bought.
    Closed,
}

/// So many tables are kept at once; beyond it they are made anew, for memory is dearer than time.
const MOST_TABLES: usize = 64;

/// Solves one problem for any number of targets, and keeps the tables they share.
pub(super) struct Solver<'p> {
    problem: &'p Problem,
    most: usize,
    bounds: HashMap<Vec<bool>, CourseBounds>,
}

impl<'p> Solver<'p> {
    /// For targets of at most so many units of credit; those beyond all there is to earn need no table.
    pub(super) fn new(problem: &'p Problem, most: usize) -> Self {
        Self {
            problem,
            most: most.min(problem.reach()),
            bounds: HashMap::new(),
        }
    }

    /// The best of all ways to reach any of the targets.
    pub(super) fn best(&mut self, targets: &[Target]) -> Option<Solution> {
        let reach = self.problem.reach();
        targets
            .iter()
            .filter(|target| target.credits <= reach)
            .filter_map(|target| self.solve(target))
            .min_by(Solution::order)
    }

    fn solve(&mut self, target: &Target) -> Option<Solution> {
        let mut best: Option<Solution> = None;
        let passes = self.problem.passes.len();
        // The plan without passes is found first: it is quick to find, and rules out most passes by their price alone.
        let mut branches = vec![vec![Decision::Open; passes], vec![Decision::Closed; passes]];
        while let Some(mut branch) = branches.pop() {
            let spent = self.spent(&branch);
            let ceiling = best.as_ref().map(|best| best.weight);
            self.give_up(&mut branch, spent.0, ceiling);
            let Some(found) = self.search(&branch, target, spent, ceiling) else {
                continue;
            };
            if let Some(pass) = self.undecided(&branch, &found) {
                branches.extend(self.split(&branch, pass));
                continue;
            }
            let solution = Solution {
                weight: found.weight,
                load: found.load,
                taken: found.taken,
                passes: bought(&branch).collect(),
            };
            if best
                .as_ref()
                .is_none_or(|best| solution.order(best).is_lt())
            {
                best = Some(solution);
            }
        }
        best
    }

    fn search(
        &mut self,
        branch: &[Decision],
        target: &Target,
        spent: (Weight, Load),
        ceiling: Option<Weight>,
    ) -> Option<Found> {
        let closed: Vec<bool> = branch
            .iter()
            .map(|decision| *decision == Decision::Closed)
            .collect();
        let problem = self.problem;
        let most = self.most.max(target.credits);
        if self.bounds.len() >= MOST_TABLES {
            self.bounds.clear();
        }
        let courses = self
            .bounds
            .entry(closed.clone())
            .or_insert_with(|| CourseBounds::new(problem, most, &closed));
        let bounds = Bounds::new(problem, courses, target);
        let root = bounds.root(target, spent);
        let search = Search {
            problem,
            bounds,
            closed: &closed,
        };
        search.best(root, ceiling)
    }

    /// What the passes bought so far weigh and use.
    fn spent(&self, branch: &[Decision]) -> (Weight, Load) {
        bought(branch).fold(
            (Weight::ZERO, Load::default()),
            |(weight, load), (pass, way)| {
                let way = self
                    .problem
                    .passes
                    .get(pass)
                    .and_then(|pass| pass.ways.get(way));
                way.map_or((weight, load), |(_, more, used)| {
                    (weight + *more, load + *used)
                })
            },
        )
    }

    /// The first pass that was used and is not decided.
    fn undecided(&self, branch: &[Decision], found: &Found) -> Option<usize> {
        let layer = |taken: &Taken| {
            self.problem
                .courses
                .get(taken.0)?
                .choices
                .get(taken.1)?
                .pass
        };
        let used = found.taken.iter().filter_map(layer);
        used.filter(|pass| branch.get(*pass) == Some(&Decision::Open))
            .min()
    }

    /// Closes the passes that alone weigh too much.
    fn give_up(&self, branch: &mut [Decision], spent: Weight, ceiling: Option<Weight>) {
        let Some(ceiling) = ceiling else { return };
        for (decision, pass) in branch.iter_mut().zip(&self.problem.passes) {
            if *decision == Decision::Open
                && pass.ways.iter().all(|(_, more, _)| spent + *more > ceiling)
            {
                *decision = Decision::Closed;
            }
        }
    }

    /// The branches in which a pass is decided; the one without it is searched first.
    fn split(&self, branch: &[Decision], pass: usize) -> Vec<Vec<Decision>> {
        let ways = self
            .problem
            .passes
            .get(pass)
            .map_or(0, |pass| pass.ways.len());
        let decisions = (0..ways)
            .rev()
            .map(Decision::Bought)
            .chain([Decision::Closed]);
        let decide = |decision| {
            let mut branch = branch.to_vec();
            if let Some(open) = branch.get_mut(pass) {
                *open = decision;
            }
            branch
        };
        decisions.map(decide).collect()
    }
}

/// The passes bought in a branch, with the ways to pay.
fn bought(branch: &[Decision]) -> impl Iterator<Item = (usize, usize)> {
    branch
        .iter()
        .enumerate()
        .filter_map(|(pass, decision)| match decision {
            Decision::Bought(way) => Some((pass, *way)),
            Decision::Open | Decision::Closed => None,
        })
}
