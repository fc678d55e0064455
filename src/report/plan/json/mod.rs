//! The answer for programs, as docs/schema/plan.json describes it. What is unknown is `null`, never missing.

mod others;
mod outcome;
mod plan;
mod reasons;
mod record;
mod shortfall;

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::{
    model::Id,
    plan::{Extent, Further, Outcome, Planned, Proof},
    report::{
        json::{self, Amount, Day, Decimal},
        upkeep::{AdviceJson, FeeJson},
    },
};
use others::{Alternative, Difference};
pub(super) use outcome::Missing;
use outcome::{LeftOut, Route, Warning};
use plan::Plan;
use reasons::{Sensitivity, WhyNot};
use record::Record;
use shortfall::Shortfall;

/// Tells it as one JSON object.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    json::write(out, &Document::of(report))
}

/// The whole answer.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    today: Day,
    certification: Certification<'a>,
    need: Need,
    /// What came from the holder's record; left out without one, so that the answer is then the same as ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Record<'a>>,
    expires: Option<Day>,
    deadline: Option<Day>,
    outcome: &'static str,
    /// Whether the plan is proved to be the best; `null` where there is none to find.
    optimal: Option<bool>,
    /// What the best plan costs at least, where the search was given up before it was proved.
    least_cost: Option<Amount>,
    plan: Option<Plan<'a>>,
    routes: Vec<Route<'a>>,
    /// By how much the next best plan is worse.
    runner_up: Option<Difference>,
    alternatives: Vec<Alternative<'a>>,
    /// Whether there are as many of them as were asked for, or as there are; `null` where nobody looked.
    alternatives_complete: Option<bool>,
    tradeoffs: Vec<Plan<'a>>,
    /// Whether they are all; `null` where nobody asked.
    tradeoffs_complete: Option<bool>,
    left_out: Vec<LeftOut<'a>>,
    why_not: Vec<WhyNot<'a>>,
    sensitivity: Vec<Sensitivity<'a>>,
    shortfall: Option<Shortfall<'a>>,
    warnings: Vec<Warning>,
    /// What is owed beside any plan; no cost holds it.
    fee: Option<FeeJson<'a>>,
    advice: Option<AdviceJson<'a>>,
}

/// What is renewed.
#[derive(Serialize)]
struct Certification<'a> {
    id: &'a str,
    level: &'a str,
    covers: Vec<&'a str>,
}

/// What is asked for, and how much of it is there.
#[derive(Serialize)]
struct Need {
    /// What the plan's route asks for; `null` without a plan.
    credits: Option<Decimal>,
    have: Decimal,
}

impl<'a> Document<'a> {
    fn of(report: &Report<'a>) -> Self {
        let (answer, level) = (report.answer, report.level());
        let planned = answer.outcome.planned();
        let each = |planned: &'a Planned| planned.routes.iter();
        let tradeoffs = planned.map_or(&[][..], |planned| &planned.further.tradeoffs);
        Self {
            format: json::FORMAT,
            today: answer.today.into(),
            certification: Certification {
                id: answer.certification.as_str(),
                level: answer.level.as_str(),
                covers: answer.covers.iter().map(Id::as_str).collect(),
            },
            need: Need {
                credits: asked(report),
                have: answer.have.into(),
            },
            record: Record::of(report),
            expires: answer.expires.map(Day::from),
            deadline: answer.deadline.map(Day::from),
            outcome: word(&answer.outcome),
            optimal: optimal(&answer.outcome),
            least_cost: least_cost(&answer.outcome),
            plan: planned.map(|planned| Plan::of(&planned.plan)),
            routes: planned.into_iter().flat_map(each).map(Route::of).collect(),
            runner_up: Difference::of_next_best(planned),
            alternatives: Alternative::all(planned),
            alternatives_complete: extent(planned, |further| further.alternatives_extent),
            tradeoffs: tradeoffs.iter().map(Plan::of).collect(),
            tradeoffs_complete: extent(planned, |further| further.tradeoffs_extent),
            left_out: LeftOut::all(planned),
            why_not: WhyNot::all(planned),
            sensitivity: Sensitivity::all(planned),
            shortfall: Shortfall::of(&answer.outcome),
            warnings: Warning::all(report),
            fee: level
                .and_then(|level| level.fee.as_ref())
                .map(FeeJson::from),
            advice: level
                .and_then(|level| level.advice.as_ref())
                .map(AdviceJson::from),
        }
    }
}

/// Whether something was found as far as there is any; nothing where nobody looked.
fn extent(planned: Option<&Planned>, of: impl Fn(&Further) -> Extent) -> Option<bool> {
    match of(&planned?.further) {
        Extent::NotAsked => None,
        Extent::Whole => Some(true),
        Extent::Cut => Some(false),
    }
}

/// Whether all there is to find was found and proved; nothing where there is nothing to find.
fn optimal(outcome: &Outcome) -> Option<bool> {
    match outcome {
        Outcome::Met(_) | Outcome::Short(..) => Some(least_cost(outcome).is_none()),
        Outcome::Undecided { .. } => Some(false),
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute => None,
    }
}

/// What the best plan costs at least, where the search was given up before it was proved.
fn least_cost(outcome: &Outcome) -> Option<Amount> {
    if let Outcome::Undecided { least, .. } = outcome {
        return Some((*least).into());
    }
    match outcome.planned()?.further.proof {
        Proof::Unproved { least, .. } => Some(least.into()),
        Proof::Optimal => None,
    }
}

/// The credits that the plan's route asks for in all.
fn asked(report: &Report<'_>) -> Option<Decimal> {
    let plan = report.plan()?;
    let mut routes = report.level()?.routes.iter();
    let route = routes.find(|route| route.id == plan.route)?;
    Some(route.credits.into())
}

/// The word for an outcome.
fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Met(_) => "met",
        Outcome::Short(..) => "short",
        Outcome::Expired => "expired",
        Outcome::Retired => "retired",
        Outcome::NoRoute => "no-route",
        Outcome::Undecided { .. } => "undecided",
    }
}
