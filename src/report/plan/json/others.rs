//! What else could be done, and how it compares.

use serde::Serialize;

use super::plan::Plan;
use crate::{
    model::{Credits, Currency, Minutes, Money},
    plan::{self, Margin, Planned},
    report::json::{Amount, Decimal},
};

/// Another plan, which does something else.
#[derive(Serialize)]
pub(super) struct Alternative<'a> {
    #[serde(flatten)]
    plan: Plan<'a>,
    margin: Difference,
}

/// What a plan takes more than the best; below nothing where it takes less.
#[derive(Serialize)]
pub(super) struct Difference {
    cost: Amount,
    clc: i64,
    hours: Decimal,
    hours_estimated: bool,
    /// How many more things are of a length nobody knows, which `hours` leaves out.
    lengths_unknown: i64,
    days: Option<i64>,
    items: i64,
    credits: Decimal,
    exams: i64,
}

impl<'a> Alternative<'a> {
    pub(super) fn all(planned: Option<&'a Planned>) -> Vec<Self> {
        let others = planned
            .into_iter()
            .flat_map(|planned| &planned.further.alternatives);
        let alternative = |other: &'a plan::Alternative| Self {
            plan: Plan::of(&other.plan),
            margin: Difference::of(&other.margin, other.plan.cost.currency),
        };
        others.map(alternative).collect()
    }
}

impl Difference {
    /// How much worse the next best plan is, where there is one.
    pub(super) fn of_next_best(planned: Option<&Planned>) -> Option<Self> {
        let planned = planned?;
        let margin = planned.further.runner_up.as_ref()?;
        Some(Self::of(margin, planned.plan.cost.currency))
    }

    pub(super) fn of(margin: &Margin, currency: Currency) -> Self {
        let minor = margin.cost.unsigned_abs();
        let cost = Amount::from(Money { minor, currency });
        let minutes = Minutes::of_many(margin.study.unsigned_abs());
        let credits = small(margin.credits).and_then(Credits::from_hundredths);
        Self {
            cost: cost.signed(margin.cost < 0),
            clc: margin.clc,
            hours: Decimal::from(minutes).signed(margin.study < 0),
            hours_estimated: margin.estimated,
            lengths_unknown: margin.unknown,
            days: margin.days,
            items: margin.items,
            credits: Decimal::from(credits.unwrap_or(Credits::MOST)).signed(margin.credits < 0),
            exams: margin.exams,
        }
    }
}

/// A number without its sign, if it is no larger than a sum of a plan can be.
fn small(number: i64) -> Option<u32> {
    u32::try_from(number.unsigned_abs()).ok()
}
