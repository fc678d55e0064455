//! What is said of a plan beside the plan: how sure it is, and what else could be done.

use super::{ItemKind, Plan, Sensitivity, WhyNot};
use crate::{model::Money, plan::watch::Cause};

/// How sure a plan is, and what else could be done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Further {
    /// Whether the plan is proved to be the best.
    pub proof: Proof,
    /// By how much the next best plan that does something else is worse; `None`: there is none, or see `alternatives_extent`.
    pub runner_up: Option<Margin>,
    /// The next best plans that do something else and leave nothing out, as many as were asked for, or as there are; best first.
    pub alternatives: Vec<Alternative>,
    /// How far the next best plans were looked for. The ones that are there are the first of all.
    pub alternatives_extent: Extent,
    /// When asked for, every plan of known length that nothing else beats in cost, study and, where the holder gave a pace, finish at
    /// once; the cheapest first, and at equal cost the shortest.
    pub tradeoffs: Vec<Plan>,
    /// How far those were looked for.
    pub tradeoffs_extent: Extent,
    /// Reasons for what was asked about, in the order it was asked.
    pub why_not: Vec<WhyNot>,
    /// When asked for, what rests on figures that may be wrong.
    pub sensitivity: Vec<Sensitivity>,
}

/// How far something was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Extent {
    /// Nobody looked: it was not asked for, or no route can be closed.
    #[default]
    NotAsked,
    /// All that was asked for was found, or there is no more.
    Whole,
    /// The search was given up before that.
    Cut,
}

impl Extent {
    /// Of a search that was cut, or not.
    pub(in crate::plan) fn of(cut: bool) -> Self {
        if cut { Self::Cut } else { Self::Whole }
    }
}

/// Whether a plan is proved to be the best.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Proof {
    /// No plan is better.
    #[default]
    Optimal,
    /// The search was given up before that was known.
    Unproved {
        /// The best plan costs no less than this.
        least: Money,
        /// Why it was given up.
        cause: Cause,
    },
}

/// Another plan, which does something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alternative {
    /// The plan.
    pub plan: Plan,
    /// How it compares with the best.
    pub margin: Margin,
}

/// How one plan compares with another: what it takes more, less than nothing where it takes less.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Margin {
    /// Money, in minor units of the plan's currency.
    pub cost: i64,
    /// Learning credits.
    pub clc: i64,
    /// Things of a length nobody knows.
    pub unknown: i64,
    /// Study, in minutes, as far as it is known.
    pub study: i64,
    /// Whether any length in either plan is an estimate.
    pub estimated: bool,
    /// Days to the finish; `None` where the finish of either rests on lengths nobody knows.
    pub days: Option<i64>,
    /// Things to do.
    pub items: i64,
    /// Credits earned, in hundredths.
    pub credits: i64,
    /// Exams to sit.
    pub exams: i64,
}

impl Margin {
    /// What `other` takes more than `best`.
    pub(in crate::plan) fn between(best: &Plan, other: &Plan) -> Self {
        let more = |amount: fn(&Plan) -> u64| difference(amount(other), amount(best));
        let known = !best.hours_unknown && !other.hours_unknown;
        Self {
            cost: more(|plan| plan.cost.minor),
            clc: more(|plan| plan.clc.0.into()),
            unknown: more(unknown),
            study: more(|plan| plan.effort.minutes().into()),
            estimated: best.estimated || other.estimated,
            days: known.then(|| (other.finish - best.finish).num_days()),
            items: more(|plan| plan.items.len().try_into().unwrap_or(u64::MAX)),
            credits: more(|plan| plan.credits.hundredths().into()),
            exams: more(exams),
        }
    }
}

/// How many exams a plan has.
fn exams(plan: &Plan) -> u64 {
    let exams = plan.items.iter().filter(|item| item.kind == ItemKind::Exam);
    exams.count().try_into().unwrap_or(u64::MAX)
}

/// How many things in a plan are of a length nobody knows.
fn unknown(plan: &Plan) -> u64 {
    let work = plan.items.iter().filter(|item| item.kind != ItemKind::Pass);
    work.filter(|item| item.length.is_none())
        .count()
        .try_into()
        .unwrap_or(u64::MAX)
}

/// How much more the one is than the other. Sums of a plan are far below 2⁶³.
fn difference(one: u64, other: u64) -> i64 {
    let signed = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX);
    signed(one).saturating_sub(signed(other))
}
