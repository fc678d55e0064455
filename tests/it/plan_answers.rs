//! Answers made by hand, with the small catalogue they are about: what the reports are tested with.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that does not build is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};

use finder::{
    model::{
        Activity, ActivityKind, Certification, ClaimStep, Clc, Confidence, Cost, Credits, Currency,
        Date, Delivery, Estimates, Evidence, Exam, ExamClass, Expiry, Filter, Freshness, Id, Level,
        Minutes, Money, Need, Offering, Pass, Program, ProgramCatalog, Provider, Rates, Route,
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

pub(crate) fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn usd(amount: &str) -> Money {
    Money::parse_amount(amount, Currency::from_code("USD").unwrap()).unwrap()
}

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

fn hours(text: &str) -> Minutes {
    Minutes::parse_hours(text).unwrap()
}

fn evidence(checked: &str) -> Evidence {
    Evidence {
        source: "https://example.org/facts".to_owned(),
        checked: day(checked),
        undated: false,
    }
}

fn exams(classes: &[(&str, u32)]) -> BTreeMap<Id, u32> {
    classes
        .iter()
        .map(|(class, number)| (id(class), *number))
        .collect()
}

fn route(name: &str, needed: &str, classes: &[(&str, u32)], confidence: Confidence) -> Route {
    Route {
        id: id(name),
        credits: credits(needed),
        exams: exams(classes),
        confidence,
        evidence: evidence("2026-08-01"),
    }
}

fn level(name: &str, takes_credits: bool, routes: Vec<Route>) -> Level {
    Level {
        id: id(name),
        name: name.to_owned(),
        rank: 1,
        covers: vec![id(name)],
        years: Some(3),
        takes_credits,
        note: Some("Credits are not accepted, and the list of exams was not seen".to_owned()),
        evidence: evidence("2026-08-01"),
        routes,
    }
}

fn class(name: &str, noun: &str, includes: &[&str]) -> ExamClass {
    ExamClass {
        id: id(name),
        name: noun.to_owned(),
        study: None,
        study_evidence: None,
        includes: includes.iter().map(|name| id(name)).collect(),
    }
}

fn program() -> Program {
    let step = |text: &str, manual| ClaimStep {
        text: text.to_owned(),
        manual,
        evidence: evidence("2026-11-22"),
    };
    let professional = vec![
        route("credits-only", "80", &[], Confidence::Confirmed),
        route(
            "credits-and-exam",
            "40",
            &[("professional", 1)],
            Confidence::Confirmed,
        ),
        route("exam-only-1", "0", &[("core", 1)], Confidence::Likely),
        route(
            "exam-only-2",
            "0",
            &[("concentration", 2)],
            Confidence::Likely,
        ),
    ];
    let entry = vec![route(
        "exam-only",
        "0",
        &[("any", 1)],
        Confidence::Confirmed,
    )];
    Program {
        id: id("cisco"),
        name: "Cisco Continuing Education".to_owned(),
        unit: "CE credit".to_owned(),
        url: "https://ce.cisco.com".to_owned(),
        currency: Currency::from_code("USD").unwrap(),
        topics: Vec::new(),
        note: None,
        evidence: evidence("2026-11-22"),
        freshness: Freshness {
            offer: 90,
            offering: 180,
            price: 365,
            rule: 365,
        },
        estimates: Estimates {
            hours_per_credit: 100,
            per_day: hours("8"),
            note: None,
            evidence: evidence("2026-11-22"),
        },
        exam_classes: vec![
            class("core", "technology core exam", &[]),
            class("concentration", "concentration exam", &[]),
            class(
                "professional",
                "professional exam (core or concentration)",
                &["core", "concentration"],
            ),
            class("any", "CCST, associate, professional or expert exam", &[]),
        ],
        levels: vec![
            level("professional", true, professional),
            level("entry", false, entry),
            level("technician", false, Vec::new()),
        ],
        claim_steps: vec![
            step(
                "Once: enrol at https://ce.cisco.com, accept the terms, and see that the login you train with is linked to your certification ID.",
                false,
            ),
            step(
                "Keep the completion certificate: a PDF with a certificate number.",
                false,
            ),
            step(
                "Submit the item in the portal within 90 days of finishing.",
                true,
            ),
        ],
    }
}

fn activity(name: &str, title: &str, earns: &str) -> Activity {
    Activity {
        id: id(name),
        title: title.to_owned(),
        kind: ActivityKind::Course,
        course: None,
        version: None,
        credits: Some(credits(earns)),
        effort: None,
        topics: Vec::new(),
        exam: None,
        note: None,
        evidence: evidence("2026-07-22"),
        offerings: vec![Offering {
            id: id("cisco-u"),
            provider: id("cisco-u"),
            delivery: Delivery::SelfPaced,
            cost: Cost::Free,
            passes: Vec::new(),
            effort: None,
            opens: None,
            expires: Expiry::Unknown,
            url: None,
            note: None,
            evidence: evidence("2026-07-22"),
            withdrawn: None,
        }],
    }
}

fn exam(name: &str, title: &str, fee: &str) -> Exam {
    Exam {
        id: id(name),
        code: None,
        name: title.to_owned(),
        class: id("concentration"),
        fee: Cost::Priced {
            cash: Some(usd(fee)),
            clc: None,
        },
        fee_evidence: None,
        minutes: Some(90),
        certifications: vec![id("ccnp-security")],
        formerly: None,
        last_day: None,
        successor: None,
        withdrawn: None,
        note: None,
        evidence: evidence("2026-08-01"),
    }
}

const TITLES: [(&str, &str, &str); 4] = [
    ("sdsi", "Designing Cisco Security Infrastructure", "41"),
    (
        "devnae",
        "Implementing Automation for Cisco Enterprise Solutions",
        "16",
    ),
    (
        "wireless",
        "Introducing Cisco Ultra-Reliable Wireless Backhaul Online Configurator, PTP, and PMP Network Topologies",
        "24",
    ),
    ("cml", "Administering Cisco Modeling Labs", "5"),
];

fn catalog() -> ProgramCatalog {
    let activities = TITLES.map(|(name, title, earns)| activity(name, title, earns));
    let exam = exam(
        "300-745",
        "Designing Cisco Security Infrastructure (SDSI)",
        "300",
    );
    let pass = Pass {
        id: id("cisco-u-essentials"),
        title: "Cisco U. Essentials".to_owned(),
        provider: id("cisco-u"),
        cost: Cost::Priced {
            cash: Some(usd("1800")),
            clc: Some(Clc(15)),
        },
        days: Some(365),
        url: None,
        note: None,
        evidence: evidence("2023-05-28"),
    };
    let provider = Provider {
        id: id("cisco-u"),
        name: "Cisco U.".to_owned(),
        url: None,
        hosts: Vec::new(),
        evidence: evidence("2026-11-22"),
    };
    ProgramCatalog {
        program: program(),
        certifications: Vec::new(),
        exams: BTreeMap::from([(exam.id.clone(), exam)]),
        passes: BTreeMap::from([(pass.id.clone(), pass)]),
        providers: BTreeMap::from([(provider.id.clone(), provider)]),
        activities: activities
            .map(|activity| (activity.id.clone(), activity))
            .into(),
    }
}

fn certification(name: &str, title: &str, level: &str) -> Certification {
    Certification {
        id: id(name),
        name: title.to_owned(),
        level: id(level),
        any_of: Vec::new(),
        aliases: Vec::new(),
        retired: None,
        note: None,
        evidence: evidence("2026-11-22"),
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
    Told {
        program: catalog(),
        certification,
        need,
        answer,
    }
}

fn ccnp() -> Certification {
    Certification {
        any_of: vec![id("ccnp-enterprise"), id("ccnp-security")],
        ..certification("ccnp", "CCNP, any", "professional")
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

fn result(route: &Route, outcome: RouteOutcome) -> RouteResult {
    RouteResult {
        route: route.id.clone(),
        gap: route.credits,
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

/// The routes of the professional level with these outcomes.
fn routes(outcomes: [RouteOutcome; 4]) -> Vec<RouteResult> {
    let level = program().levels.remove(0);
    level
        .routes
        .iter()
        .zip(outcomes)
        .map(|(route, outcome)| result(route, outcome))
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
        routes: routes([met("0"), met("300"), met("400"), met("600")]),
        left_out,
        warnings: vec![Warning::NoExpiry],
    };
    told(ccnp(), need(), Outcome::Met(planned))
}

/// A pass, a course it opens, one paid in learning credits, and an exam; hostile text in a title.
pub(crate) fn mixed() -> Told {
    let bare = |kind, name: &str, title: &str, cost: &str| Item {
        kind,
        id: id(name),
        offering: None,
        title: title.to_owned(),
        credits: Credits::ZERO,
        length: None,
        cost: usd(cost),
        last_day: Some(day("2027-11-21")),
        price_evidence: Some(evidence("2023-05-28")),
        ..item(0, "2026-11-22", "2027-11-21")
    };
    let mut in_pass = item(1, "2026-11-22", "2026-12-01");
    in_pass.pass = Some(id("cisco-u-essentials"));
    in_pass.length = Some(Length {
        minutes: hours("15.5"),
        estimated: false,
    });
    let mut in_clc = item(2, "2026-12-01", "2026-12-20");
    in_clc.clc = Clc(43);
    in_clc.title = "=Wireless \u{202e}| \u{1b}[31mBackhaul".to_owned();
    let mut exam = bare(
        ItemKind::Exam,
        "300-745",
        "Designing Cisco Security Infrastructure (SDSI)",
        "300",
    );
    exam.interchangeable = 21;
    let pass = bare(
        ItemKind::Pass,
        "cisco-u-essentials",
        "Cisco U. Essentials",
        "1800",
    );
    let plan = Plan {
        route: id("credits-and-exam"),
        cost: usd("2100"),
        clc: Clc(43),
        hours_unknown: true,
        pace: Pace {
            per_week: hours("12"),
            source: PaceSource::Needed,
        },
        days_given_away: Some(40),
        ..plan(vec![pass, in_pass, in_clc, exam])
    };
    let planned = Planned {
        plan,
        routes: routes([
            RouteOutcome::Short(missing("17", &[])),
            met("2100"),
            RouteOutcome::NotAsked,
            RouteOutcome::Short(missing("0", &[("concentration", 1)])),
        ]),
        left_out: vec![left(
            "sdsi",
            Some("cisco"),
            Reason::PurseTooSmall { price: Clc(60) },
        )],
        warnings: vec![
            Warning::OldPrice {
                id: id("cisco-u-essentials"),
                checked: day("2023-05-28"),
                age: 1274,
            },
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
        routes: routes([
            RouteOutcome::Short(missing("75", &[])),
            RouteOutcome::Short(missing("35", &[("professional", 1)])),
            RouteOutcome::Short(missing("0", &[("core", 1)])),
            RouteOutcome::Short(missing("0", &[("concentration", 2)])),
        ]),
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
