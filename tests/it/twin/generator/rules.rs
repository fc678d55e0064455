//! Random rules: levels, routes, classes of exam.

use finder::model::{
    Certification, Estimates, ExamClass, Freshness, Level, Program, Retirement, Route,
};

use super::{Flags, more};
use crate::twin::draw::Draw;
use crate::twin::plain::{evidence, hours, route};
use crate::values::{currency, id};

pub(super) fn certification(draw: &mut Draw) -> Certification {
    Certification {
        id: id("cert"),
        name: "A certification".to_owned(),
        level: id(if draw.chance(1) { "other" } else { "level" }),
        any_of: Vec::new(),
        aliases: Vec::new(),
        retired: draw.chance(1).then(|| Retirement {
            on: None,
            reason: "it is over".to_owned(),
        }),
        note: None,
        evidence: evidence(0),
    }
}

pub(super) fn program(draw: &mut Draw, flags: Flags) -> Program {
    Program {
        categories: more::categories(flags),
        id: id("program"),
        name: "A program".to_owned(),
        unit: "credit".to_owned(),
        url: "https://example.com/".to_owned(),
        after_expiry: None,
        renews_from_completion: true,
        currency: currency("USD"),
        topics: vec!["core".to_owned(), "security".to_owned()],
        note: None,
        evidence: evidence(0),
        freshness: Freshness {
            offer: draw.pick(&[30, 40, 90]),
            offering: 180,
            price: 180,
            rule: 365,
        },
        estimates: Estimates {
            hours_per_credit: draw.pick(&[100, 50, 133]),
            per_day: hours(8),
            note: None,
            evidence: evidence(0),
        },
        exam_classes: ["core", "concentration", "associate", "professional"]
            .map(|name| exam_class(draw, flags, name))
            .into(),
        levels: vec![level(draw, flags)],
        claim_steps: Vec::new(),
        claim_within: None,
        exam_again_after: None,
        reminders: None,
    }
}

fn exam_class(draw: &mut Draw, flags: Flags, name: &str) -> ExamClass {
    let union = name == "professional";
    let unknown = union || (flags.unknown && draw.chance(50));
    ExamClass {
        id: id(name),
        name: "exam".to_owned(),
        study: (!unknown).then(|| draw.pick(&[10, 20, 10, 5].map(hours))),
        study_evidence: None,
        includes: if union {
            vec![id("core"), id("concentration")]
        } else {
            Vec::new()
        },
    }
}

fn level(draw: &mut Draw, flags: Flags) -> Level {
    let name = id("level");
    let asked = [1000, 500, 1500, 1000, 2000, 750, 3000, 0];
    let asked = draw.pick(if flags.alike { &asked[..4] } else { &asked });
    Level {
        rules: more::rules(draw, flags),
        id: name.clone(),
        name: "A level".to_owned(),
        rank: 1,
        covers: vec![name],
        years: Some(3),
        takes_credits: true,
        fee: None,
        advice: None,
        note: None,
        evidence: evidence(0),
        routes: routes(draw, asked),
    }
}

fn routes(draw: &mut Draw, asked: u32) -> Vec<Route> {
    let mut pool = vec![
        route("credits-only", asked, &[]),
        route("credits-and-exam", asked / 2, &[("professional", 1)]),
        route("credits-and-exam-2", asked / 4, &[("core", 1)]),
        route("exam-only", 0, &[("core", 1)]),
        route("exam-only-2", 0, &[("concentration", 2)]),
        route("exam-only-3", 0, &[("core", 1), ("professional", 1)]),
        route("exam-only-4", 0, &[("associate", 1)]),
    ];
    let count = draw.pick(&[1, 2, 3, 2, 3, 3]);
    let count = if draw.chance(1) { 0 } else { count };
    let mut drawn: Vec<Route> = (0..count)
        .map(|_| pool.remove(draw.below(pool.len())))
        .collect();
    // Credits alone are what most ties are between.
    if draw.chance(40) && !drawn.iter().any(Route::is_credits_only) {
        drawn.extend(pool.into_iter().find(Route::is_credits_only));
    }
    drawn
}
