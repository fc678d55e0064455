//! From a branch to a knapsack: what can still be chosen, in numbers, without what cannot be in a best plan.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    branch::{Branch, Decision, Placed},
    presolve::{self, Offer},
    rows::Row,
};
use crate::{
    model::Date,
    plan::{
        demand::Demand,
        knapsack::{Choice, Knapsack, Stage},
        problem::{Layer, Problem, Target},
        watch::Watch,
        weight::Amounts,
    },
};

/// What a knapsack is built from.
#[derive(Clone, Copy)]
pub(super) struct Frame<'p> {
    pub(super) problem: &'p Problem,
    pub(super) target: &'p Target,
    pub(super) branch: &'p Branch,
    /// The last day for everything.
    pub(super) horizon: Option<Date>,
    /// When to give up.
    pub(super) watch: &'p Watch<'p>,
}

impl<'p> Frame<'p> {
    /// The knapsack with some rows, for a branch whose made choices have those days; `None`: those overstep a limit already.
    pub(super) fn knapsack(
        &self,
        rows: &BTreeSet<Row>,
        made: &[Placed<'p>],
        offers: &BTreeMap<usize, Vec<Offer<'p>>>,
    ) -> Option<Knapsack> {
        let credits = self.credits(made);
        let demands = |row: &Row| match row {
            Row::Demand(place) => self.target.demands.get(*place),
            _ => None,
        };
        let is_limit = |row: &&Row| !matches!(row, Row::Demand(_));
        let limits: Vec<Row> = rows.iter().filter(is_limit).copied().collect();
        let demands: Vec<&Demand> = rows.iter().filter_map(demands).collect();
        let least: Vec<u64> = demands.iter().map(|demand| lacking(demand, made)).collect();
        // What is given beyond what is lacking gives nothing.
        let gives = |placed: &Placed<'_>| {
            let lacking = demands.iter().zip(&least);
            let given = lacking.map(|(demand, least)| demand.given(placed).min(*least));
            given.collect()
        };
        let uses = |row: &Row, placed: &Placed<'_>| self.uses(*row, placed);
        let choice = |offer: &Offer<'_>| Choice {
            way: offer.placed.taken.1,
            weight: offer.weight,
            gain: offer.placed.choice.gain.min(credits.max(1)),
            uses: limits.iter().map(|row| uses(row, &offer.placed)).collect(),
            gives: gives(&offer.placed),
        };
        let number = self.problem.courses.len();
        let stages = offers.iter().map(|(layer, offers)| Stage {
            layer: *layer,
            class: self.problem.layer(*layer).map_or(0, |layer| layer.class),
            due: due(offers),
            must: false,
            choices: offers.iter().map(choice).collect(),
        });
        Some(Knapsack {
            stages: stages.collect(),
            courses: offers.keys().filter(|layer| **layer < number).count(),
            credits,
            wanted: self.wanted(made)?,
            most: limits
                .iter()
                .map(|row| self.left(*row, made))
                .collect::<Option<_>>()?,
            least,
            base: self.problem.scale.weigh(&self.settled(made)),
        })
    }

    /// The offers that a best plan of the branch may need, whatever the rows.
    pub(super) fn useful(&self, made: &[Placed<'p>]) -> BTreeMap<usize, Vec<Offer<'p>>> {
        presolve::useful(self, self.offers(made), self.credits(made))
    }

    /// The credits still wanted, in units.
    fn credits(&self, made: &[Placed<'_>]) -> usize {
        let earned: usize = made.iter().map(|made| made.choice.gain).sum();
        self.target.credits.saturating_sub(earned)
    }

    /// What is settled amounts to: the route, the passes bought, the choices made.
    fn settled(&self, made: &[Placed<'_>]) -> Amounts {
        let before = self.target.base + self.branch.spent(self.problem);
        made.iter()
            .fold(before, |sum, made| sum + made.choice.amounts)
    }

    /// What is left of a limit.
    fn left(&self, row: Row, made: &[Placed<'_>]) -> Option<u64> {
        let spent = self.branch.spent(self.problem);
        let before = match row {
            Row::Cash => spent.cash,
            Row::Purse => spent.purse,
            _ => 0,
        };
        let used = made.iter().map(|made| self.uses(row, made));
        let used = used.fold(before, u64::saturating_add);
        self.most(row).checked_sub(used)
    }

    /// The exams still wanted by class; `None` when too many are made.
    fn wanted(&self, made: &[Placed<'_>]) -> Option<Vec<usize>> {
        let mut wanted = self.target.exams.clone();
        let exams = made
            .iter()
            .filter(|made| made.taken.0 >= self.problem.courses.len());
        for exam in exams {
            let class = self.problem.layer(exam.taken.0)?.class;
            let left = wanted.get_mut(class)?;
            *left = left.checked_sub(1)?;
        }
        Some(wanted)
    }

    /// What can be chosen, by layer.
    pub(super) fn offers(&self, made: &[Placed<'_>]) -> BTreeMap<usize, Vec<Offer<'p>>> {
        let made: BTreeSet<usize> = made.iter().map(|made| made.taken.0).collect();
        let is_made = |layer: usize| made.contains(&layer);
        let shares = Shares::new(self);
        let layers = self.problem.layers().enumerate();
        let layers = layers.filter(|(layer, _)| !is_made(*layer));
        let offers = |(layer, of): (usize, &'p Layer)| {
            let choices = of.choices.iter().enumerate();
            let offers = choices.filter_map(|(way, choice)| {
                let placed = self.place((layer, way), choice)?;
                let weight = shares.weight(&placed);
                let gives = self.target.demands.iter();
                let gives = gives.map(|demand| demand.given(&placed)).collect();
                let adds = self.target.excesses.iter();
                let adds = adds.map(|excess| excess.given(&placed)).collect();
                Some(Offer {
                    placed,
                    weight,
                    gives,
                    adds,
                })
            });
            (layer, offers.collect::<Vec<_>>())
        };
        layers
            .map(offers)
            .filter(|(_, offers)| !offers.is_empty())
            .collect()
    }

    /// A choice in the days it has in the branch; `None` where it cannot be made.
    pub(super) fn place(
        &self,
        taken: (usize, usize),
        choice: &'p crate::plan::problem::Choice,
    ) -> Option<Placed<'p>> {
        let closed = self.branch.decision(choice) == Some(Decision::Closed);
        if closed || self.branch.ruled_out.contains(&taken) {
            return None;
        }
        let window = self.branch.window(self.problem, choice, self.horizon)?;
        Some(Placed {
            taken,
            choice,
            window,
        })
    }
}

/// What a demand still lacks.
fn lacking(demand: &Demand, made: &[Placed<'_>]) -> u64 {
    let given = made.iter().map(|made| demand.given(made));
    demand
        .least
        .saturating_sub(given.fold(0, u64::saturating_add))
}

/// When the first of some offers must be done, to order stages by.
fn due(offers: &[Offer<'_>]) -> i64 {
    let due = |offer: &Offer<'_>| offer.placed.window.due.unwrap_or(Date::MAX);
    let first = offers.iter().map(due).min().unwrap_or(Date::MAX);
    i64::from(chrono::Datelike::num_days_from_ce(&first))
}

/// What each choice behind an undecided pass pays of the pass.
///
/// A plan that uses the pass pays all of it, so its choices may pay shares, as long as no plan's shares come to more than the whole:
/// then what is found weighs no more than the plan with the pass paid. A choice's share is its part of all the credits that can be
/// earned through the pass, or of the most that any plan earns from which nothing can be left out, where that is less.
struct Shares<'p> {
    problem: &'p Problem,
    branch: &'p Branch,
    /// Of each pass, the least there is to pay and the most units earned through it.
    passes: Vec<(Amounts, u64)>,
}

impl<'p> Shares<'p> {
    fn new(frame: &Frame<'p>) -> Self {
        let problem = frame.problem;
        let may_have_more = !frame.target.demands.is_empty() || !frame.branch.made.is_empty();
        let may_have_more = may_have_more
            || problem
                .courses
                .iter()
                .flat_map(|course| &course.choices)
                .any(|c| !c.needs.is_empty());
        let share = |(pass, subscription): (usize, &crate::plan::problem::Subscription)| {
            let through = |course: &Layer| {
                let choices = course
                    .choices
                    .iter()
                    .filter(|choice| choice.pass == Some(pass));
                choices.map(|choice| choice.gain).max()
            };
            let gains = || problem.courses.iter().filter_map(through);
            let all: usize = gains().fold(0, usize::saturating_add);
            let largest = gains().max().unwrap_or_default();
            let needed = frame
                .target
                .credits
                .saturating_add(largest)
                .saturating_sub(1);
            let most = if may_have_more { all } else { all.min(needed) };
            let ways = subscription.ways.iter().map(|(_, amounts)| *amounts);
            let least = ways.reduce(|a, b| a.zip(b, u64::min)).unwrap_or_default();
            (least, u64::try_from(most).unwrap_or(u64::MAX))
        };
        Self {
            problem,
            branch: frame.branch,
            passes: problem.passes.iter().enumerate().map(share).collect(),
        }
    }

    /// What a choice weighs, with its share of an undecided pass.
    fn weight(&self, placed: &Placed<'_>) -> crate::plan::weight::Weight {
        let choice = placed.choice;
        let open = self.branch.decision(choice) == Some(Decision::Open);
        let pass = choice
            .pass
            .filter(|_| open)
            .and_then(|pass| self.passes.get(pass));
        let share = pass.map(|(least, most)| {
            let gain = u64::try_from(choice.gain).unwrap_or(u64::MAX);
            least.share(gain, *most)
        });
        let share = share.map(|share| self.problem.scale.weigh(&share));
        share.map_or(choice.weight, |share| choice.weight + share)
    }
}
