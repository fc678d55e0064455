//! What goes with a plan: the routes, what was left out, what is missing, and what to beware of.

use serde::Serialize;

use crate::{
    model::Id,
    plan::{self, Outcome, Planned, Reason, RouteOutcome},
    report::{
        Style,
        json::{Amount, Day, Decimal, Exams, exams},
        plan::{Report, left_out, warnings},
    },
};

/// One route of the level.
#[derive(Serialize)]
pub(super) struct Route<'a> {
    id: &'a str,
    /// The credits still to earn for it.
    credits: Decimal,
    exams: Exams<'a>,
    confidence: &'static str,
    outcome: &'static str,
    cost: Option<Amount>,
    clc: Option<u32>,
    hours: Option<Decimal>,
    missing: Option<Missing<'a>>,
}

/// What is missing to close a route.
#[derive(Serialize)]
struct Missing<'a> {
    credits: Decimal,
    exams: Exams<'a>,
}

impl<'a> Route<'a> {
    pub(super) fn of(result: &'a plan::RouteResult) -> Self {
        let open = Self {
            id: result.route.as_str(),
            credits: result.gap.into(),
            exams: exams(&result.exams),
            confidence: result.confidence.word(),
            outcome: "not-asked",
            cost: None,
            clc: None,
            hours: None,
            missing: None,
        };
        match &result.outcome {
            RouteOutcome::Met { cost, clc, effort } => Self {
                outcome: "met",
                cost: Some((*cost).into()),
                clc: Some(clc.0),
                hours: effort.map(Decimal::from),
                ..open
            },
            RouteOutcome::Short(missing) => Self {
                outcome: "short",
                missing: Some(Missing::of(missing)),
                ..open
            },
            RouteOutcome::NotAsked => open,
        }
    }
}

impl<'a> Missing<'a> {
    fn of(missing: &'a plan::Missing) -> Self {
        Self {
            credits: missing.credits.into(),
            exams: exams(&missing.exams),
        }
    }
}

/// Something that could not be used.
#[derive(Serialize)]
pub(super) struct LeftOut<'a> {
    id: &'a str,
    offering: Option<&'a str>,
    reason: &'static str,
    /// The day the reason is about.
    day: Option<Day>,
    /// The currency that lacks a rate.
    currency: Option<&'static str>,
    /// The price in learning credits that the purse does not hold.
    clc: Option<u32>,
}

impl<'a> LeftOut<'a> {
    pub(super) fn all(planned: Option<&'a Planned>) -> Vec<Self> {
        let entries = planned.into_iter().flat_map(|planned| &planned.left_out);
        entries.map(Self::of).collect()
    }

    fn of(entry: &'a plan::LeftOut) -> Self {
        Self {
            id: entry.id.as_str(),
            offering: entry.offering.as_ref().map(Id::as_str),
            reason: entry.reason.code(),
            day: left_out::day(&entry.reason).map(Day::from),
            currency: left_out::currency(&entry.reason),
            clc: match entry.reason {
                Reason::PurseTooSmall { price } => Some(price.0),
                _ => None,
            },
        }
    }
}

/// What keeps every route open, and what would close one.
#[derive(Serialize)]
pub(super) struct Shortfall<'a> {
    credits: Decimal,
    exams: Exams<'a>,
    relaxations: Vec<Relaxation<'a>>,
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
        of: Vec<Priced<'a>>,
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

/// Something a price would bring in.
#[derive(Serialize)]
struct Priced<'a> {
    id: &'a str,
    offering: Option<&'a str>,
}

impl<'a> Priced<'a> {
    fn of((id, offering): &'a (Id, Option<Id>)) -> Self {
        Self {
            id: id.as_str(),
            offering: offering.as_ref().map(Id::as_str),
        }
    }
}

impl<'a> Shortfall<'a> {
    pub(super) fn of(outcome: &'a Outcome) -> Option<Self> {
        let Outcome::Short(_, shortfall) = outcome else {
            return None;
        };
        let relaxations = shortfall.relaxations.iter();
        Some(Self {
            credits: shortfall.missing.credits.into(),
            exams: exams(&shortfall.missing.exams),
            relaxations: relaxations.map(Relaxation::of).collect(),
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
            plan::Relaxation::Prices { of, cost } => Self::Prices {
                cost: (*cost).into(),
                of: of.iter().map(Priced::of).collect(),
            },
        }
    }
}

/// What the holder should know before she acts.
#[derive(Serialize)]
pub(super) struct Warning {
    code: &'static str,
    message: String,
}

impl Warning {
    pub(super) fn all(report: &Report<'_>) -> Vec<Self> {
        let planned = report.answer.outcome.planned();
        let warnings = planned.into_iter().flat_map(|planned| &planned.warnings);
        let told = warnings.map(|warning| Self {
            code: warning.code(),
            message: warnings::sentence(report, warning, Style::PLAIN),
        });
        told.collect()
    }
}
