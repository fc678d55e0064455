//! The small catalogue that the answers are about.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that does not build is a failed test"
)]

use std::collections::BTreeMap;

use finder::model::{
    Activity, ActivityKind, Certification, ClaimStep, Clc, Confidence, Cost, Credits, Delivery,
    Estimates, Evidence, Exam, ExamClass, Expiry, Freshness, Id, Level, Minutes, Money, Offering,
    Pass, Program, ProgramCatalog, Provider, Route,
};

use crate::values::{currency, day, id};

pub(crate) fn usd(amount: &str) -> Money {
    Money::parse_amount(amount, currency("USD")).unwrap()
}

pub(crate) fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

pub(crate) fn hours(text: &str) -> Minutes {
    Minutes::parse_hours(text).unwrap()
}

pub(crate) fn evidence(checked: &str) -> Evidence {
    Evidence {
        source: "https://example.org/facts".to_owned(),
        checked: day(checked),
        undated: false,
    }
}

pub(crate) fn exams(classes: &[(&str, u32)]) -> BTreeMap<Id, u32> {
    classes
        .iter()
        .map(|(class, number)| (id(class), *number))
        .collect()
}

pub(crate) fn route(
    name: &str,
    needed: &str,
    classes: &[(&str, u32)],
    confidence: Confidence,
) -> Route {
    Route {
        id: id(name),
        credits: credits(needed),
        exams: exams(classes),
        confidence,
        evidence: evidence("2026-08-01"),
    }
}

pub(crate) fn level(name: &str, takes_credits: bool, routes: Vec<Route>) -> Level {
    Level {
        id: Id::slug(name).unwrap(),
        name: name.to_owned(),
        rank: 1,
        covers: vec![Id::slug(name).unwrap()],
        years: Some(3),
        takes_credits,
        fee: None,
        advice: None,
        note: Some("Credits are not accepted, and the list of exams was not seen".to_owned()),
        evidence: evidence("2026-08-01"),
        rules: Vec::new(),
        routes,
    }
}

pub(crate) fn class(name: &str, noun: &str, includes: &[&str]) -> ExamClass {
    ExamClass {
        id: id(name),
        name: noun.to_owned(),
        study: None,
        study_evidence: None,
        includes: includes.iter().map(|name| id(name)).collect(),
    }
}

fn levels() -> Vec<Level> {
    let confirmed = Confidence::Confirmed;
    let likely = Confidence::Likely;
    let professional = vec![
        route("credits-only", "80", &[], confirmed),
        route("credits-and-exam", "40", &[("professional", 1)], confirmed),
        route("exam-only-1", "0", &[("core", 1)], likely),
        route("exam-only-2", "0", &[("concentration", 2)], likely),
    ];
    let entry = vec![route("exam-only", "0", &[("any", 1)], confirmed)];
    vec![
        level("Professional", true, professional),
        level("Entry", false, entry),
        level("Technician", false, Vec::new()),
        level("Associate", true, Vec::new()),
    ]
}

fn classes() -> Vec<ExamClass> {
    vec![
        class("core", "technology core exam", &[]),
        class("concentration", "concentration exam", &[]),
        class(
            "professional",
            "professional exam (core or concentration)",
            &["core", "concentration"],
        ),
        class("any", "CCST, associate, professional or expert exam", &[]),
    ]
}

fn claim_steps() -> Vec<ClaimStep> {
    let steps = [
        (
            "Once: enrol at https://ce.cisco.com, accept the terms, and see that the login you train with is linked to your certification ID.",
            false,
        ),
        (
            "Keep the completion certificate: a PDF with a certificate number.",
            false,
        ),
        (
            "Submit the item in the portal within 90 days of finishing.",
            true,
        ),
    ];
    let step = |(text, manual): (&str, bool)| ClaimStep {
        text: text.to_owned(),
        manual,
        needs: Vec::new(),
        superseded: None,
        evidence: evidence("2026-11-22"),
    };
    steps.map(step).into()
}

pub(crate) fn program() -> Program {
    Program {
        id: id("cisco"),
        name: "Cisco Continuing Education".to_owned(),
        unit: "CE credit".to_owned(),
        url: "https://ce.cisco.com".to_owned(),
        after_expiry: Some(
            "What has expired is not renewed any more, by credits or exams: it is earned anew."
                .to_owned(),
        ),
        renews_from_completion: true,
        currency: currency("USD"),
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
        exam_classes: classes(),
        categories: Vec::new(),
        levels: levels(),
        claim_steps: claim_steps(),
        claim_within: None,
        exam_again_after: None,
        reminders: None,
    }
}

pub(crate) fn activity(name: &str, title: &str, earns: &str) -> Activity {
    Activity {
        category: None,
        requires: Vec::new(),
        refs: BTreeMap::new(),
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
            class: None,
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
            fetched: None,
        }],
    }
}

pub(crate) fn exam(name: &str, title: &str, fee: &str) -> Exam {
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

pub(crate) const TITLES: [(&str, &str, &str); 4] = [
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

pub(crate) fn catalog() -> ProgramCatalog {
    let activities = TITLES.map(|(name, title, earns)| activity(name, title, earns));
    let exam = exam(
        "300-745",
        "Designing Cisco Security Infrastructure (SDSI)",
        "300",
    );
    let pass = Pass {
        vouchers: Vec::new(),
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
        lost: finder::model::Lost::default(),
    }
}

pub(crate) fn certification(name: &str, title: &str, level: &str) -> Certification {
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

/// Any CCNP.
pub(crate) fn ccnp() -> Certification {
    Certification {
        any_of: vec![id("ccnp-enterprise"), id("ccnp-security")],
        ..certification("ccnp", "CCNP", "professional")
    }
}
