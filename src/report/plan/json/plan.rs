//! A plan and its items.

use serde::Serialize;

use crate::{
    model::Id,
    plan::{self, PaceSource},
    report::{
        clean,
        fetched::FetchedJson,
        json::{Amount, Day, Decimal},
    },
};

/// A plan.
#[derive(Serialize)]
pub(super) struct Plan<'a> {
    route: &'a str,
    cost: Amount,
    clc: u32,
    credits: Decimal,
    surplus: Decimal,
    hours: Decimal,
    hours_estimated: bool,
    /// Whether `hours` leaves something out because nobody says how long it takes.
    hours_unknown: bool,
    pace: Pace,
    start: Day,
    /// `null` where it rests on lengths that nobody knows.
    finish: Option<Day>,
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
    cost: Amount,
    clc: u32,
    pass: Option<&'a str>,
    start: Day,
    finish: Day,
    deadline: Option<Day>,
    interchangeable: u32,
    year_ends: Option<Day>,
    checked: Day,
    source: String,
    price_checked: Option<Day>,
    url: Option<String>,
    fetched: Option<FetchedJson<'a>>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(plan: &'a plan::Plan) -> Self {
        Self {
            route: plan.route.as_str(),
            cost: plan.cost.into(),
            clc: plan.clc.0,
            credits: plan.credits.into(),
            surplus: plan.surplus.into(),
            hours: plan.effort.into(),
            hours_estimated: plan.estimated,
            hours_unknown: plan.hours_unknown,
            pace: Pace::of(plan.pace),
            start: plan.start.into(),
            finish: (!plan.hours_unknown).then(|| plan.finish.into()),
            renewed_until: plan.renewed_until.map(Day::from),
            days_given_away: plan.days_given_away,
            items: plan.items.iter().map(Item::of).collect(),
        }
    }
}

impl Pace {
    fn of(pace: plan::Pace) -> Self {
        Self {
            hours_per_week: pace.per_week.into(),
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
            credits: item.credits.into(),
            hours: item.length.map(|length| length.minutes.into()),
            hours_estimated: item.length.map(|length| length.estimated),
            cost: item.cost.into(),
            clc: item.clc.0,
            pass: item.pass.as_ref().map(Id::as_str),
            start: item.start.into(),
            finish: item.finish.into(),
            deadline: item.last_day.map(Day::from),
            interchangeable: item.interchangeable,
            year_ends: item.year_ends.map(Day::from),
            checked: item.evidence.checked.into(),
            source: clean(&item.evidence.source),
            price_checked: item
                .price_evidence
                .as_ref()
                .map(|evidence| evidence.checked.into()),
            url: item.url.as_deref().map(clean),
            fetched: item.fetched.as_ref().map(FetchedJson::from),
        }
    }
}
