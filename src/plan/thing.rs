//! A thing of the catalogue that a plan may hold: an activity by one of its offerings, an exam, or a pass.

use super::{Item, ItemKind, LeftOut, Margin, Plan};
use crate::model::{Credits, Id, Minutes};

/// A thing that a plan may hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Thing {
    /// The activity, exam or pass.
    pub(super) id: Id,
    /// For an activity, the offering.
    pub(super) offering: Option<Id>,
}

impl Thing {
    /// What an item of a plan is.
    pub(super) fn of(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            offering: item.offering.clone(),
        }
    }

    /// What was left out.
    pub(super) fn left(left: &LeftOut) -> Self {
        Self {
            id: left.id.clone(),
            offering: left.offering.clone(),
        }
    }

    /// As a pair.
    pub(super) fn pair(self) -> (Id, Option<Id>) {
        (self.id, self.offering)
    }

    /// What a price for exactly this is given under.
    pub(super) fn price_key(&self) -> String {
        match &self.offering {
            Some(offering) => format!("{}/{offering}", self.id),
            None => self.id.to_string(),
        }
    }

    /// Whether an item is this.
    pub(super) fn is(&self, item: &Item) -> bool {
        item.id == self.id && item.offering == self.offering
    }

    /// Whether it is in a plan.
    pub(super) fn is_in(&self, plan: &Plan) -> bool {
        plan.items.iter().any(|item| self.is(item))
    }
}

/// How a plan compares with another.
pub(super) fn margin(plan: &Plan, than: &Plan) -> Margin {
    let known = !plan.hours_unknown && !than.hours_unknown;
    let work = |plan: &Plan| {
        let items = plan.items.iter();
        items.filter(|item| item.kind != ItemKind::Pass).count()
    };
    let count = |plan: &Plan| u64::try_from(work(plan)).unwrap_or(u64::MAX);
    let minutes = |minutes: Minutes| u64::from(minutes.minutes());
    let hundredths = |credits: Credits| u64::from(credits.hundredths());
    Margin {
        cost: less(plan.cost.minor, than.cost.minor),
        clc: less(u64::from(plan.clc.0), u64::from(than.clc.0)),
        study: less(minutes(plan.effort), minutes(than.effort)),
        days: if known {
            (plan.finish - than.finish).num_days()
        } else {
            0
        },
        items: less(count(plan), count(than)),
        credits: less(hundredths(plan.credits), hundredths(than.credits)),
    }
}

/// One number less another; as far as 64 bits go.
fn less(one: u64, other: u64) -> i64 {
    let difference = i128::from(one) - i128::from(other);
    i64::try_from(difference).unwrap_or(if difference < 0 { i64::MIN } else { i64::MAX })
}
