//! What goes with a plan: the routes and what each lacks, what was left out, and what to beware of.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::Id,
    plan::{self, Planned, Reason, RouteOutcome},
    report::{
        Style,
        json::{Amount, Day, Decimal, Exams, exams},
        plan::{Report, drawn, left_out, warnings},
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
pub(in crate::report::plan) struct Missing<'a> {
    credits: Decimal,
    exams: Exams<'a>,
    categories: BTreeMap<&'a str, Decimal>,
    /// By the first day of the year.
    years: BTreeMap<String, Decimal>,
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
            RouteOutcome::Undecided => Self {
                outcome: "undecided",
                ..open
            },
        }
    }
}

impl<'a> Missing<'a> {
    pub(in crate::report::plan) fn of(missing: &'a plan::Missing) -> Self {
        Self {
            credits: missing.credits.into(),
            exams: exams(&missing.exams),
            categories: missing
                .categories
                .iter()
                .map(|(id, credits)| (id.as_str(), (*credits).into()))
                .collect(),
            years: missing
                .years
                .iter()
                .map(|(day, credits)| (day.to_string(), (*credits).into()))
                .collect(),
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

/// What the holder should know before she acts.
#[derive(Serialize)]
pub(super) struct Warning {
    code: &'static str,
    message: String,
}

impl Warning {
    pub(super) fn all(report: &Report<'_>) -> Vec<Self> {
        let planned = report.answer.outcome.planned();
        let recorded = planned
            .into_iter()
            .flat_map(|planned| drawn::cautions(report, planned));
        let recorded = recorded.map(|(code, message)| Self { code, message });
        let warnings = planned.into_iter().flat_map(|planned| &planned.warnings);
        let told = warnings.map(|warning| Self {
            code: warning.code(),
            message: warnings::sentence(report, warning, Style::PLAIN),
        });
        recorded.chain(told).collect()
    }
}
