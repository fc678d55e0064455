//! Random holders: what they have, and what they ask for.
#![expect(
    clippy::unwrap_used,
    reason = "every constant in here is what it is parsed as"
)]

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{
    ActivityKind, Busy, Clc, Filter, Id, Minutes, Money, Need, ProgramCatalog, Rate, Rates,
};

use super::Flags;
use crate::twin::draw::Draw;
use crate::twin::plain::{credits, day, hours, usd};
use crate::values::{currency, id};

pub(super) fn need(draw: &mut Draw, flags: Flags, program: &ProgramCatalog) -> Need {
    let expiries = [day(60), day(30), day(15), day(8), day(30), day(0), day(1)];
    let paces = [5, 10, 2, 20].map(hours);
    let most = [30, 15, 10, 20].map(hours);
    let budgets = [200, 100, 300, 50, 0].map(usd);
    let held = program.passes.keys().filter(|_| draw.chance(30));
    let passes = held.map(|pass| (pass.clone(), None)).collect();
    let rates = drawn_rates(draw, flags);
    Need {
        expires: flags.dates.then(|| draw.maybe(50, &expiries)).flatten(),
        have: credits(draw.pick(&[0, 0, 500, 1000, 250])),
        taken: drawn_taken(draw, flags, program),
        from: draw.pick(&[day(0), day(0), day(0), day(3), day(10)]),
        hours_per_week: flags.pace.then(|| draw.pick(&paces)),
        busy: drawn_busy(draw, flags),
        exam_hours: drawn_exam_hours(draw, program),
        max_hours: flags.max_hours.then(|| draw.pick(&most)),
        budget: flags.budget.then(|| draw.pick(&budgets)),
        rates: rates.clone(),
        prices: drawn_prices(draw, flags, program),
        passes,
        clc: if flags.clc {
            Clc(draw.pick(&[3, 2, 1, 5, 0]))
        } else {
            Clc(0)
        },
        routes: drawn_routes(draw, program),
        filter: drawn_filter(draw, flags, program),
        ..Need::nothing_but_the_cheapest(rates, day(0))
    }
}

fn drawn_taken(draw: &mut Draw, flags: Flags, program: &ProgramCatalog) -> BTreeSet<Id> {
    if !flags.taken {
        return BTreeSet::new();
    }
    let mut names: Vec<Id> = program.activities.keys().cloned().collect();
    names.extend(program.exams.keys().cloned());
    names.push(id("sd-wan-300"));
    names.retain(|_| draw.chance(30));
    names.into_iter().collect()
}

/// Exams she passed in this cycle: of those there are, and now and then one that is no longer known.
pub(super) fn drawn_passed(draw: &mut Draw, program: &ProgramCatalog) -> BTreeMap<Id, Id> {
    if !draw.chance(12) {
        return BTreeMap::new();
    }
    let exams = program.exams.values();
    let mut passed: Vec<(Id, Id)> = exams.map(|e| (e.id.clone(), e.class.clone())).collect();
    passed.extend(["core", "concentration"].map(|class| (id(&format!("old-{class}")), id(class))));
    passed.retain(|_| draw.chance(40));
    passed.into_iter().collect()
}

/// Up to two spells, which may overlap or be reversed.
fn drawn_busy(draw: &mut Draw, flags: Flags) -> Busy {
    if !flags.dates || draw.chance(60) {
        return Busy::default();
    }
    let ends = [1, 3, 4, 7, 8, 12, 20].map(day);
    Busy::new([0, 1].map(|_| (draw.pick(&ends), draw.pick(&ends))))
}

fn drawn_exam_hours(draw: &mut Draw, program: &ProgramCatalog) -> BTreeMap<Id, Minutes> {
    let exams = program.exams.values();
    let mut names: Vec<Id> = exams
        .flat_map(|e| [e.id.clone(), e.class.clone()])
        .collect();
    names.retain(|_| draw.chance(6));
    let said = |name| (name, draw.pick(&[0, 5, 12].map(hours)));
    names.into_iter().map(said).collect()
}

fn drawn_rates(draw: &mut Draw, flags: Flags) -> Rates {
    let mut rates = Rates::none(currency("USD"));
    if flags.foreign {
        for (code, rate) in [("GBP", "1.27"), ("JPY", "0.006543"), ("GBP", "0.5")] {
            if draw.chance(50) {
                rates
                    .from
                    .insert(currency(code), Rate::parse(rate).unwrap());
            }
        }
    }
    rates
}

fn drawn_prices(
    draw: &mut Draw,
    flags: Flags,
    program: &ProgramCatalog,
) -> BTreeMap<String, Money> {
    if !flags.prices {
        return BTreeMap::new();
    }
    let activities = program.activities.values();
    let offerings = activities.flat_map(|activity| {
        let offerings = activity.offerings.iter();
        offerings.map(move |offering| format!("{}/{}", activity.id, offering.id))
    });
    let ids = program.activities.keys().chain(program.exams.keys());
    let ids = ids.chain(program.passes.keys()).map(ToString::to_string);
    let mut names: Vec<String> = offerings.chain(ids).collect();
    names.retain(|_| draw.chance(20));
    let price = |name| (name, usd(draw.pick(&[100, 200, 0, 50])));
    names.into_iter().map(price).collect()
}

/// Routes by id or by kind, always such that at least one is asked for.
fn drawn_routes(draw: &mut Draw, program: &ProgramCatalog) -> Vec<String> {
    let routes = &program.program.levels[0].routes;
    if routes.is_empty() || !draw.chance(20) {
        return Vec::new();
    }
    let name = draw.pick(routes).id.to_string();
    let kind = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    vec![draw.pick(&[name.as_str(), kind]).to_owned()]
}

fn drawn_filter(draw: &mut Draw, flags: Flags, program: &ProgramCatalog) -> Filter {
    let mut filter = Filter::default();
    if !flags.filter {
        return filter;
    }
    let mut names: Vec<Id> = program.activities.keys().cloned().collect();
    names.extend(program.exams.keys().cloned());
    names.extend(program.passes.keys().cloned());
    names.extend(["sd-wan-300", "a"].map(id));
    if draw.chance(40) {
        let excluded = names.iter().filter(|_| draw.chance(25));
        filter.exclude = excluded.cloned().collect();
    }
    if draw.chance(25) {
        filter.only = names.into_iter().filter(|_| draw.chance(60)).collect();
    }
    if draw.chance(30) {
        filter.kinds = [ActivityKind::Course, ActivityKind::Webinar].into();
    }
    if draw.chance(30) {
        filter.topics = [draw.pick(&["security", "core"]).to_owned()].into();
    }
    filter
}
