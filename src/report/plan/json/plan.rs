//! A plan and its items.

use serde::Serialize;

use super::value::{Day, Decimal, Money};
use crate::{
    model::Id,
    plan::{self, PaceSource},
    report::clean,
};

/// A plan.
#[derive(Serialize)]
pub(super) struct Plan<'a> {
    route: &'a str,
    cost: Money,
    clc: u32,
    credits: Decimal,
    surplus: Decimal,
    hours: Decimal,
    hours_estimated: bool,
    /// Whether `hours` leaves something out because nobody says how long it takes.
    hours_unknown: bool,
    pace: Pace,
    start: Day,
    finish: Day,
    renewed_until: Option<Day>,
    days_given_away: Option<u32>,
    items: Vec<Item<'a>>,
}

/// The pace it is drawn at.
#[derive(Serialize)]
struct Pace {
    hours_per_week: Decimal,
    source: &'static str,
}

/// One thing to do.
#[derive(Serialize)]
struct Item<'a> {
    kind: &'static str,
    id: &'a str,
    offering: Option<&'a str>,
    title: String,
    credits: Decimal,
    hours: Option<Decimal>,
    hours_estimated: Option<bool>,
    cost: Money,
    clc: u32,
    pass: Option<&'a str>,
    start: Day,
    finish: Day,
    deadline: Option<Day>,
    interchangeable: u32,
    checked: Day,
    source: String,
    price_checked: Option<Day>,
    url: Option<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(plan: &'a plan::Plan) -> Self {
        Self {
            route: plan.route.as_str(),
            cost: plan.cost.into(),
            clc: plan.clc.0,
            credits: Decimal::credits(plan.credits),
            surplus: Decimal::credits(plan.surplus),
            hours: Decimal::hours(plan.effort),
            hours_estimated: plan.estimated,
            hours_unknown: plan.hours_unknown,
            pace: Pace::of(plan.pace),
            start: Day(plan.start),
            finish: Day(plan.finish),
            renewed_until: plan.renewed_until.map(Day),
            days_given_away: plan.days_given_away,
            items: plan.items.iter().map(Item::of).collect(),
        }
    }
}

impl Pace {
    fn of(pace: plan::Pace) -> Self {
        Self {
            hours_per_week: Decimal::hours(pace.per_week),
            source: match pace.source {
                PaceSource::Asked => "asked",
                PaceSource::Default => "default",
                PaceSource::Needed => "needed",
            },
        }
    }
}

impl<'a> Item<'a> {
    fn of(item: &'a plan::Item) -> Self {
        Self {
            kind: item.kind.word(),
            id: item.id.as_str(),
            offering: item.offering.as_ref().map(Id::as_str),
            title: clean(&item.title),
            credits: Decimal::credits(item.credits),
            hours: item.length.map(|length| Decimal::hours(length.minutes)),
            hours_estimated: item.length.map(|length| length.estimated),
            cost: item.cost.into(),
            clc: item.clc.0,
            pass: item.pass.as_ref().map(Id::as_str),
            start: Day(item.start),
            finish: Day(item.finish),
            deadline: item.last_day.map(Day),
            interchangeable: item.interchangeable,
            checked: Day(item.evidence.checked),
            source: clean(&item.evidence.source),
            price_checked: item
                .price_evidence
                .as_ref()
                .map(|evidence| Day(evidence.checked)),
            url: item.url.as_deref().map(clean),
        }
    }
}
