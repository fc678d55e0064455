//! A thing of the catalogue that a plan may hold: an activity by one of its offerings, an exam, or a pass.

use super::{Item, LeftOut, Plan};
use crate::model::Id;

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
