//! What a holder reckons with in every plan.

use std::collections::BTreeMap;

use crate::model::{Busy, Clc, Currency, Date, Id, Minutes, Rate};

/// What holds unless a flag says otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Defaults {
    /// The currency of her plans.
    pub currency: Option<Currency>,
    /// What one unit of another currency is worth in it.
    pub rates: BTreeMap<Currency, Rate>,
    /// Her study time in a week.
    pub hours_per_week: Option<Minutes>,
    /// Days without study.
    pub busy: Busy,
    /// The subscriptions she holds.
    pub passes: Vec<HeldPass>,
    /// Her learning credits.
    pub purse: Option<Purse>,
}

/// A subscription she holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldPass {
    /// Its id in the catalogue.
    pub id: Id,
    /// The last day of its term; `None`: it lasts.
    pub until: Option<Date>,
}

/// Cisco Learning Credits she has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Purse {
    /// How many.
    pub clc: Clc,
    /// The last day they can be used; `None`: they last.
    pub until: Option<Date>,
}
