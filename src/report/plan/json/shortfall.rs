//! What is missing when no route can be closed, and what would change that.

use serde::Serialize;

use super::{outcome::Missing, reasons::Thing};
use crate::{
    plan::{self, Outcome},
    report::json::{Amount, Day, Decimal},
};

/// What keeps every route open, and what would close one.
#[derive(Serialize)]
pub(super) struct Shortfall<'a> {
    #[serde(flatten)]
    missing: Missing<'a>,
    relaxations: Vec<Relaxation<'a>>,
    complete: bool,
}

/// A single change that would close a route.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Relaxation<'a> {
    HoursPerWeek {
        least: Decimal,
        cost: Amount,
    },
    Deadline {
        expires: Day,
        cost: Amount,
    },
    Budget {
        least: Amount,
    },
    MaxHours {
        least: Decimal,
        cost: Amount,
    },
    Route {
        route: &'a str,
        cost: Amount,
    },
    Busy {
        cost: Amount,
    },
    Filter {
        dropped: Vec<&'static str>,
        cost: Amount,
    },
    Rate {
        currency: &'static str,
    },
    Prices {
        of: Vec<Thing<'a>>,
        most: Option<Amount>,
        cost: Amount,
    },
    Purse {
        least: u32,
        cost: Amount,
    },
    Allow {
        id: &'a str,
        cost: Amount,
    },
    Taken {
        cost: Amount,
    },
    Together {
        dropped: Vec<&'static str>,
        cost: Amount,
    },
}

/// The lasting name of a filter.
fn filter(part: plan::FilterPart) -> &'static str {
    match part {
        plan::FilterPart::Kinds => "type",
        plan::FilterPart::Topics => "topic",
        plan::FilterPart::Only => "only",
        plan::FilterPart::Exclude => "exclude",
    }
}

/// The lasting name of a limit.
fn limit(limit: plan::Limit) -> &'static str {
    match limit {
        plan::Limit::HoursPerWeek => "hours-per-week",
        plan::Limit::Busy => "busy",
        plan::Limit::Budget => "budget",
        plan::Limit::MaxHours => "max-hours",
        plan::Limit::Routes => "route",
        plan::Limit::Filter(part) => filter(part),
    }
}

impl<'a> Shortfall<'a> {
    pub(super) fn of(outcome: &'a Outcome) -> Option<Self> {
        let Outcome::Short(_, shortfall) = outcome else {
            return None;
        };
        let relaxations = shortfall.relaxations.iter();
        Some(Self {
            missing: Missing::of(&shortfall.missing),
            relaxations: relaxations.map(Relaxation::of).collect(),
            complete: !shortfall.cut_short,
        })
    }
}

impl<'a> Relaxation<'a> {
    fn of(relaxation: &'a plan::Relaxation) -> Self {
        match relaxation {
            plan::Relaxation::HoursPerWeek { least, cost } => Self::HoursPerWeek {
                least: (*least).into(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Deadline { expires, cost } => Self::Deadline {
                expires: (*expires).into(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Budget { least } => Self::Budget {
                least: (*least).into(),
            },
            plan::Relaxation::MaxHours { least, cost } => Self::MaxHours {
                least: (*least).into(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Route { route, cost } => Self::Route {
                route: route.as_str(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Busy { cost } => Self::Busy {
                cost: (*cost).into(),
            },
            plan::Relaxation::Filter { dropped, cost } => Self::Filter {
                dropped: dropped.iter().copied().map(filter).collect(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Rate { currency } => Self::Rate {
                currency: currency.code(),
            },
            plan::Relaxation::Prices { of, most, cost } => Self::Prices {
                of: of.iter().map(Thing::of).collect(),
                most: most.map(Amount::from),
                cost: (*cost).into(),
            },
            plan::Relaxation::Purse { least, cost } => Self::Purse {
                least: least.0,
                cost: (*cost).into(),
            },
            plan::Relaxation::Allow { id, cost } => Self::Allow {
                id: id.as_str(),
                cost: (*cost).into(),
            },
            plan::Relaxation::Taken { cost } => Self::Taken {
                cost: (*cost).into(),
            },
            plan::Relaxation::Together { dropped, cost } => Self::Together {
                dropped: dropped.iter().copied().map(limit).collect(),
                cost: (*cost).into(),
            },
        }
    }
}
