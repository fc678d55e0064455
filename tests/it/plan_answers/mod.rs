//! Answers made by hand, what the reports are tested with.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that does not build is a failed test"
)]

mod catalog;

use std::collections::{BTreeMap, BTreeSet};

use catalog::{
    TITLES, activity, catalog, ccnp, certification, credits, day, evidence, exams, hours, id,
    program, usd,
};
use finder::{
    model::{
        Certification, Clc, Credits, Currency, Filter, Minutes, Need, ProgramCatalog, Rates,
        Retirement, Route,
    },
    plan::{
        Answer, Item, ItemKind, LeftOut, Length, Missing, Outcome, Pace, PaceSource, Plan, Planned,
        Reason, Relaxation, RouteOutcome, RouteResult, Shortfall, Warning,
    },
    report::{
        Style,
        plan::{Format, Report, write},
    },
};

/// An answer with everything it is told from.
pub(crate) struct Told {
    pub(crate) program: ProgramCatalog,
    pub(crate) certification: Certification,
    pub(crate) need: Need,
    pub(crate) answer: Answer,
}

impl Told {
    /// What is written of it.
    pub(crate) fn tell(&self, format: Format, style: Style) -> String {
        let report = Report {
            program: &self.program,
            certification: &self.certification,
            need: &self.need,
            answer: &self.answer,
        };
        let mut out = Vec::new();
        write(&mut out, format, &report, style).unwrap();
        String::from_utf8(out).unwrap()
    }
}

fn need() -> Need {
    Need {
        expires: None,
        have: Credits::ZERO,
        taken: BTreeSet::new(),
        from: day("2026-11-22"),
        hours_per_week: None,
        max_hours: None,
        budget: None,
        rates: Rates::none(Currency::from_code("USD").unwrap()),
        prices: BTreeMap::new(),
        passes: BTreeSet::new(),
        clc: Clc(0),
        routes: Vec::new(),
        filter: Filter::default(),
    }
}

fn told(certification: Certification, need: Need, outcome: Outcome) -> Told {
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

fn item(at: usize, start: &str, finish: &str) -> Item {
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
        start: day(start),
        finish: day(finish),
        last_day: None,
        evidence: evidence("2026-07-22"),
        price_evidence: None,
        url: Some(format!("https://u.cisco.com/paths/{name}")),
        interchangeable: 0,
    }
}

fn result(route: &Route, have: &str, outcome: RouteOutcome) -> RouteResult {
    RouteResult {
        route: route.id.clone(),
        gap: route.credits.saturating_sub(credits(have)),
        exams: route.exams.clone(),
        confidence: route.confidence,
        outcome,
    }
}

fn met(cost: &str) -> RouteOutcome {
    RouteOutcome::Met {
        cost: usd(cost),
        clc: Clc(0),
        effort: hours("86"),
    }
}

fn missing(needed: &str, classes: &[(&str, u32)]) -> Missing {
    Missing {
        credits: credits(needed),
        exams: exams(classes),
    }
}

/// The routes of the professional level with these outcomes, for a holder with so many credits.
fn routes(have: &str, outcomes: [RouteOutcome; 4]) -> Vec<RouteResult> {
    let level = program().levels.remove(0);
    level
        .routes
        .iter()
        .zip(outcomes)
        .map(|(route, outcome)| result(route, have, outcome))
        .collect()
}

fn left(name: &str, offering: Option<&str>, reason: Reason) -> LeftOut {
    LeftOut {
        id: id(name),
        offering: offering.map(id),
        reason,
    }
}

fn plan(items: Vec<Item>) -> Plan {
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

/// Four free courses, no expiry given.
pub(crate) fn free() -> Told {
    let items = vec![
        item(0, "2026-11-22", "2027-01-18"),
        item(1, "2027-01-18", "2027-02-09"),
        item(2, "2027-02-09", "2027-03-14"),
        item(3, "2027-03-14", "2027-03-20"),
    ];
    let mut left_out: Vec<LeftOut> = (1..=24)
        .map(|n| {
            left(
                &format!("course-{n:02}"),
                Some("fast-lane"),
                Reason::PriceUnknown,
            )
        })
        .collect();
    let gbp = Currency::from_code("GBP").unwrap();
    left_out.extend([
        left(
            "devnet-fundamentals",
            Some("cisco"),
            Reason::NoRate { currency: gbp },
        ),
        left("lite-one", Some("cisco-u"), Reason::NoCredits),
        left("lite-two", Some("cisco-u"), Reason::NoCredits),
        left(
            "rev-up-python",
            Some("cisco-u"),
            Reason::Ended {
                last_day: day("2023-04-20"),
            },
        ),
    ]);
    let planned = Planned {
        plan: plan(items),
        routes: routes("0", [met("0"), met("300"), met("400"), met("600")]),
        left_out,
        warnings: vec![Warning::NoExpiry],
    };
    told(ccnp(), need(), Outcome::Met(planned))
}

/// Something bought rather than studied.
fn bare(kind: ItemKind, name: &str, title: &str, cost: &str) -> Item {
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

/// A pass, a course it opens, one paid in learning credits, and an exam; hostile text in a title.
fn mixed_items() -> Vec<Item> {
    let pass = Item {
        url: Some("https://u.cisco.com/essentials".to_owned()),
        ..bare(
            ItemKind::Pass,
            "cisco-u-essentials",
            "Cisco U. Essentials",
            "1800",
        )
    };
    let in_pass = Item {
        pass: Some(id("cisco-u-essentials")),
        length: Some(Length {
            minutes: hours("15.5"),
            estimated: false,
        }),
        ..item(1, "2026-11-22", "2026-12-01")
    };
    let in_clc = Item {
        clc: Clc(43),
        title: "=Wireless \u{202e}| \u{1b}[31mBackhaul".to_owned(),
        ..item(2, "2026-12-01", "2026-12-20")
    };
    let title = "Designing Cisco Security Infrastructure (SDSI)";
    let exam = Item {
        start: day("2026-12-20"),
        finish: day("2027-03-20"),
        interchangeable: 21,
        ..bare(ItemKind::Exam, "300-745", title, "300")
    };
    vec![pass, in_pass, in_clc, exam]
}

/// A plan of everything a plan may hold.
pub(crate) fn mixed() -> Told {
    let plan = Plan {
        route: id("credits-and-exam"),
        cost: usd("2100"),
        clc: Clc(43),
        surplus: credits("10"),
        hours_unknown: true,
        pace: Pace {
            per_week: hours("12"),
            source: PaceSource::Needed,
        },
        days_given_away: Some(246),
        ..plan(mixed_items())
    };
    let old_price = Warning::OldPrice {
        id: id("cisco-u-essentials"),
        checked: day("2023-05-28"),
        age: 1274,
    };
    let planned = Planned {
        plan,
        routes: routes(
            "10",
            [
                RouteOutcome::Short(missing("17", &[])),
                met("2100"),
                RouteOutcome::NotAsked,
                RouteOutcome::Short(missing("0", &[("concentration", 1)])),
            ],
        ),
        left_out: vec![left(
            "sdsi",
            Some("cisco"),
            Reason::PurseTooSmall { price: Clc(60) },
        )],
        warnings: vec![
            old_price,
            Warning::ExamFees,
            Warning::HoursUnknown { id: id("300-745") },
        ],
    };
    let need = Need {
        have: credits("10"),
        expires: Some(day("2027-11-22")),
        clc: Clc(43),
        ..need()
    };
    told(ccnp(), need, Outcome::Met(planned))
}

/// Too little time.
pub(crate) fn short() -> Told {
    let need = Need {
        expires: Some(day("2026-12-20")),
        hours_per_week: Some(hours("2")),
        ..need()
    };
    let mut only = item(3, "2026-11-22", "2026-12-09");
    only.last_day = Some(day("2026-12-19"));
    let plan = Plan {
        finish: day("2026-12-09"),
        surplus: Credits::ZERO,
        renewed_until: None,
        pace: Pace {
            per_week: hours("2"),
            source: PaceSource::Asked,
        },
        ..plan(vec![only])
    };
    let too_late = Reason::TooLate {
        by: day("2026-12-19"),
    };
    let planned = Planned {
        plan,
        routes: routes(
            "0",
            [
                RouteOutcome::Short(missing("75", &[])),
                RouteOutcome::Short(missing("35", &[("professional", 1)])),
                RouteOutcome::Short(missing("0", &[("core", 1)])),
                RouteOutcome::Short(missing("0", &[("concentration", 2)])),
            ],
        ),
        left_out: ["devnae", "sdsi"]
            .map(|name| left(name, Some("cisco-u"), too_late.clone()))
            .into(),
        warnings: Vec::new(),
    };
    let shortfall = Shortfall {
        missing: missing("75", &[]),
        relaxations: vec![
            Relaxation::Deadline {
                expires: day("2027-09-01"),
                cost: usd("0"),
            },
            Relaxation::HoursPerWeek {
                least: hours("21"),
                cost: usd("0"),
            },
            Relaxation::Route {
                route: id("exam-only-1"),
                cost: usd("400"),
            },
        ],
    };
    told(ccnp(), need, Outcome::Short(planned, shortfall))
}

/// Every relaxation there is.
pub(crate) fn relaxed() -> Told {
    let mut told = short();
    told.need.budget = Some(usd("100"));
    told.need.max_hours = Some(hours("40"));
    told.need.filter.exclude.insert(id("sdsi"));
    if let Outcome::Short(_, shortfall) = &mut told.answer.outcome {
        shortfall.relaxations.extend([
            Relaxation::Budget { least: usd("300") },
            Relaxation::MaxHours {
                least: hours("60.5"),
                cost: usd("0"),
            },
            Relaxation::Filter { cost: usd("0") },
        ]);
    }
    told
}

/// Two days too late.
pub(crate) fn expired() -> Told {
    let need = Need {
        expires: Some(day("2026-11-20")),
        ..need()
    };
    let certification = certification("ccnp-security", "CCNP Security", "professional");
    told(certification, need, Outcome::Expired)
}

/// Nothing is known to renew it.
pub(crate) fn no_route() -> Told {
    let certification = certification("cct", "CCT", "technician");
    told(certification, need(), Outcome::NoRoute)
}

/// Enough credits already.
pub(crate) fn nothing_to_do() -> Told {
    let planned = Planned {
        plan: Plan {
            finish: day("2026-11-22"),
            start: day("2026-11-22"),
            surplus: Credits::ZERO,
            estimated: false,
            ..plan(Vec::new())
        },
        routes: Vec::new(),
        left_out: Vec::new(),
        warnings: Vec::new(),
    };
    let need = Need {
        have: credits("80"),
        ..need()
    };
    told(ccnp(), need, Outcome::Met(planned))
}

/// Credits do not renew it; an exam does.
pub(crate) fn entry() -> Told {
    let exam = Item {
        kind: ItemKind::Exam,
        id: id("100-150"),
        offering: None,
        title: "CCST Networking".to_owned(),
        credits: Credits::ZERO,
        cost: usd("125"),
        interchangeable: 1,
        ..item(0, "2026-11-22", "2027-01-18")
    };
    let plan = Plan {
        route: id("exam-only"),
        cost: usd("125"),
        surplus: Credits::ZERO,
        ..plan(vec![exam])
    };
    let level = program().levels.remove(1);
    let planned = Planned {
        plan,
        routes: level
            .routes
            .iter()
            .map(|route| result(route, "0", met("125")))
            .collect(),
        left_out: vec![left("sdsi", Some("cisco-u"), Reason::NotOnRoute)],
        warnings: vec![Warning::ExamFees],
    };
    let certification = certification("ccst-networking", "CCST Networking", "entry");
    told(certification, need(), Outcome::Met(planned))
}

/// A certification that has come to its end.
pub(crate) fn retired() -> Told {
    let mut certification = certification("ccar", "CCAr", "professional");
    certification.retired = Some(Retirement {
        on: Some(day("2020-02-24")),
        reason: "Holders became lifetime emeritus by themselves; there is nothing to renew"
            .to_owned(),
    });
    told(certification, need(), Outcome::Retired)
}

/// Every reason once.
pub(crate) fn every_reason() -> Told {
    let gbp = Currency::from_code("GBP").unwrap();
    let then = day("2026-06-30");
    let reasons = [
        Reason::NoCredits,
        Reason::CreditsUnknown,
        Reason::Ended { last_day: then },
        Reason::Withdrawn { on: then },
        Reason::Stale { checked: then },
        Reason::OpensTooLate { opens: then },
        Reason::Taken,
        Reason::Excluded,
        Reason::NotAsked,
        Reason::PriceUnknown,
        Reason::NoRate { currency: gbp },
        Reason::PurseTooSmall { price: Clc(43) },
        Reason::HoursUnknown,
        Reason::TooLate { by: then },
        Reason::NotOnRoute,
    ];
    let mut told = free();
    told.need.max_hours = Some(hours("40"));
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        let once = reasons
            .iter()
            .map(|reason| left("sdsi", Some("cisco-u"), reason.clone()));
        planned.left_out = once.collect();
    }
    told
}

/// Every reason four times, so that no id is named.
pub(crate) fn every_reason_often() -> Told {
    let mut told = every_reason();
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        let often = planned.left_out.iter().flat_map(|entry| {
            TITLES.map(|(name, ..)| left(name, Some("cisco-u"), entry.reason.clone()))
        });
        planned.left_out = often.collect();
    }
    told
}

/// Every warning.
pub(crate) fn every_warning() -> Told {
    let mut told = free();
    let checked = day("2026-01-01");
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.warnings = vec![
            Warning::NoExpiry,
            Warning::OldPrice {
                id: id("cisco-u-essentials"),
                checked,
                age: 325,
            },
            Warning::OldFact {
                id: id("sdsi"),
                checked,
                age: 325,
            },
            Warning::Undated { id: id("cml") },
            Warning::HardPace {
                per_week: hours("45"),
            },
            Warning::LikelyRule {
                route: id("exam-only-1"),
            },
            Warning::ExamFees,
            Warning::HoursUnknown { id: id("300-745") },
        ];
    }
    told
}

/// Every answer, by name.
pub(crate) fn all() -> [(&'static str, Told); 12] {
    [
        ("free", free()),
        ("mixed", mixed()),
        ("short", short()),
        ("relaxed", relaxed()),
        ("expired", expired()),
        ("no_route", no_route()),
        ("nothing_to_do", nothing_to_do()),
        ("entry", entry()),
        ("retired", retired()),
        ("every_reason", every_reason()),
        ("every_reason_often", every_reason_often()),
        ("every_warning", every_warning()),
    ]
}
