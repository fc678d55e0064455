//! What is missing when no route can be closed, and what would change that.

use std::collections::BTreeMap;

use crate::model::{Clc, Credits, Currency, Date, Id, Minutes, Money};

/// What is missing to close a route.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Missing {
    /// Credits.
    pub credits: Credits,
    /// Exams by class.
    pub exams: BTreeMap<Id, u32>,
    /// Credits of a category that there must be so many of, by category. They may be among `credits`.
    pub categories: BTreeMap<Id, Credits>,
    /// Credits of a year of the cycle that there must be so many of, by the first day of the year. They may be among `credits`.
    pub years: BTreeMap<Date, Credits>,
}

/// Why no route can be closed, and what would change that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortfall {
    /// What the plan leaves missing on its route.
    pub missing: Missing,
    /// Single changes that would close a route, each found by solving again.
    pub relaxations: Vec<Relaxation>,
    /// Whether the time was over before every change was tried.
    pub cut_short: bool,
}

/// A single change that would close a route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Relaxation {
    /// More study time in a week.
    HoursPerWeek {
        /// The least that is enough.
        least: Minutes,
        /// What the plan would cost then.
        cost: Money,
    },
    /// A later expiry: to know how late it is already, not that anyone could ask for it.
    Deadline {
        /// The earliest expiry that is enough.
        expires: Date,
        /// What the plan would cost then.
        cost: Money,
    },
    /// More money.
    Budget {
        /// The least that is enough.
        least: Money,
    },
    /// More study time in all.
    MaxHours {
        /// The least that is enough.
        least: Minutes,
        /// What the plan would cost then.
        cost: Money,
    },
    /// A route that was not asked for.
    Route {
        /// The route.
        route: Id,
        /// What it would cost.
        cost: Money,
    },
    /// A rate for a currency that prices are in; what it would cost depends on the rate.
    Rate {
        /// The currency.
        currency: Currency,
    },
    /// Prices for things nobody gives one for.
    Prices {
        /// The things that would be used, an activity by its offering.
        of: Vec<(Id, Option<Id>)>,
        /// The greatest price that each of them may have; `None`: any price there is.
        most: Option<Money>,
        /// What the plan would cost beside them.
        cost: Money,
    },
    /// More learning credits in the purse.
    Purse {
        /// The least that is enough.
        least: Clc,
        /// What the plan would cost then, in money.
        cost: Money,
    },
    /// One entry the holder excluded.
    Allow {
        /// The entry that alone is enough; of several the one with which it costs least.
        id: Id,
        /// What the plan would cost then.
        cost: Money,
    },
    /// Nothing done before: to know what stands in the way, for nobody can undo it.
    Taken {
        /// What the plan would cost then.
        cost: Money,
    },
    /// Several limits at once, where none of them alone is enough to drop. None of those named can stay.
    Together {
        /// The limits to drop.
        dropped: Vec<Limit>,
        /// What the plan would cost then.
        cost: Money,
    },
    /// Study on the busy days too.
    Busy {
        /// What the plan would cost then.
        cost: Money,
    },
    /// Fewer filters.
    Filter {
        /// The filters to drop, each of those named in one relaxation.
        dropped: Vec<FilterPart>,
        /// What the plan would cost then.
        cost: Money,
    },
}

/// A limit that a holder sets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Limit {
    /// Study time in a week.
    HoursPerWeek,
    /// Days without study.
    Busy,
    /// Money.
    Budget,
    /// Study time in all.
    MaxHours,
    /// Some routes only.
    Routes,
    /// A filter.
    Filter(FilterPart),
}

/// One filter of a holder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FilterPart {
    /// Only some kinds of activity.
    Kinds,
    /// Only some topics.
    Topics,
    /// Only some entries.
    Only,
    /// All but some entries.
    Exclude,
}
