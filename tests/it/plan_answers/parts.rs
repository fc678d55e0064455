//! The parts that answers are put together from.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that does not build is a failed test"
)]

use finder::{
    model::{Certification, Clc, Credits, Length, Minutes, Need, Route},
    plan::{
        Answer, Item, ItemKind, LeftOut, Missing, Outcome, Pace, PaceSource, Plan, Reason,
        RouteOutcome, RouteResult,
    },
};

use super::{
    Told,
    catalog::{TITLES, activity, catalog, credits, evidence, exams, hours, program, usd},
};
use crate::values::{self, day, id};

pub(crate) fn need() -> Need {
    values::need(day("2026-11-22"))
}

pub(crate) fn told(certification: Certification, need: Need, outcome: Outcome) -> Told {
    let answer = Answer {
        today: day("2026-11-22"),
        certification: certification.id.clone(),
        level: certification.level.clone(),
        covers: vec![id("associate"), certification.level.clone()],
        expires: need.expires,
        deadline: need.expires.and_then(|day| day.pred_opt()),
        have: need.have,
        outcome,
    };
    let mut program = catalog();
    let left_out = answer
        .outcome
        .planned()
        .into_iter()
        .flat_map(|planned| &planned.left_out);
    for entry in left_out.filter(|entry| entry.offering.is_some()) {
        let name = entry.id.as_str();
        program
            .activities
            .entry(entry.id.clone())
            .or_insert_with(|| activity(name, name, "10"));
    }
    Told {
        program,
        certification,
        need,
        answer,
    }
}

pub(crate) fn item(at: usize, start: &str, finish: &str) -> Item {
    let (name, title, earns) = TITLES[at];
    Item {
        kind: ItemKind::Activity,
        id: id(name),
        offering: Some(id("cisco-u")),
        title: title.to_owned(),
        credits: credits(earns),
        length: Some(Length {
            minutes: hours(earns),
            estimated: true,
        }),
        cost: usd("0"),
        clc: Clc(0),
        pass: None,
        voucher: false,
        start: day(start),
        finish: day(finish),
        last_day: None,
        evidence: evidence("2026-07-22"),
        price_evidence: None,
        url: Some(format!("https://u.cisco.com/paths/{name}")),
        fetched: None,
        interchangeable: 0,
        year_ends: None,
    }
}

pub(crate) fn result(route: &Route, have: &str, outcome: RouteOutcome) -> RouteResult {
    RouteResult {
        route: route.id.clone(),
        gap: route.credits.saturating_sub(credits(have)),
        exams: route.exams.clone(),
        confidence: route.confidence,
        outcome,
    }
}

pub(crate) fn met(cost: &str) -> RouteOutcome {
    RouteOutcome::Met {
        cost: usd(cost),
        clc: Clc(0),
        effort: Some(hours("86")),
    }
}

pub(crate) fn missing(needed: &str, classes: &[(&str, u32)]) -> Missing {
    Missing {
        credits: credits(needed),
        exams: exams(classes),
        ..Missing::default()
    }
}

/// The routes of the professional level with these outcomes, for a holder with so many credits.
pub(crate) fn routes(have: &str, outcomes: [RouteOutcome; 4]) -> Vec<RouteResult> {
    let level = program().levels.remove(0);
    level
        .routes
        .iter()
        .zip(outcomes)
        .map(|(route, outcome)| result(route, have, outcome))
        .collect()
}

pub(crate) fn left(name: &str, offering: Option<&str>, reason: Reason) -> LeftOut {
    LeftOut {
        id: id(name),
        offering: offering.map(id),
        reason,
    }
}

pub(crate) fn plan(items: Vec<Item>) -> Plan {
    let studied = items
        .iter()
        .filter_map(|item| item.length)
        .map(|length| length.minutes.minutes());
    Plan {
        route: id("credits-only"),
        cost: usd("0"),
        clc: Clc(0),
        credits: items.iter().map(|item| item.credits).sum(),
        surplus: credits("6"),
        effort: Minutes::new(studied.sum()).unwrap(),
        estimated: true,
        hours_unknown: false,
        pace: Pace {
            per_week: hours("5"),
            source: PaceSource::Default,
        },
        start: day("2026-11-22"),
        finish: day("2027-03-20"),
        renewed_until: Some(day("2030-03-20")),
        days_given_away: None,
        items,
    }
}

/// Something bought rather than studied.
pub(crate) fn bare(kind: ItemKind, name: &str, title: &str, cost: &str) -> Item {
    Item {
        kind,
        id: id(name),
        offering: None,
        title: title.to_owned(),
        credits: Credits::ZERO,
        length: None,
        cost: usd(cost),
        last_day: Some(day("2027-11-21")),
        price_evidence: Some(evidence("2023-05-28")),
        url: None,
        ..item(0, "2026-11-22", "2027-11-21")
    }
}
