//! What is said of a plan beside the plan: how sure it is, and what else could be done.

use super::{Plan, Sensitivity, WhyNot};
use crate::model::Money;

/// How sure a plan is, and what else could be done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Further {
    /// Whether the plan is proved to be the best.
    pub proof: Proof,
    /// By how much the next best plan is worse; `None`: there is none, or nobody looked.
    pub runner_up: Option<Margin>,
    /// The next best plans, as many as were asked for.
    pub alternatives: Vec<Alternative>,
    /// When asked for, every plan that nothing else beats in cost, hours and finish at once; the cheapest first.
    pub tradeoffs: Vec<Plan>,
    /// Reasons for what was asked about, in the order it was asked.
    pub why_not: Vec<WhyNot>,
    /// When asked for, what rests on figures that may be wrong.
    pub sensitivity: Vec<Sensitivity>,
}

/// Whether a plan is proved to be the best.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Proof {
    /// No plan is better.
    #[default]
    Optimal,
    /// The time was over before that was known.
    OutOfTime {
        /// No plan costs less than this.
        least: Money,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Margin {
    /// Money, in minor units of the plan's currency.
    pub cost: i64,
    /// Learning credits.
    pub clc: i64,
    /// Study, in minutes.
    pub study: i64,
    /// Days to the finish; none where either plan's finish is not known.
    pub days: i64,
    /// Things to do.
    pub items: i64,
    /// Credits earned, in hundredths.
    pub credits: i64,
}
