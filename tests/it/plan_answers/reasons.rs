//! Every verdict, and every effect of a figure that may be wrong.

use finder::{
    model::Clc,
    plan::{Barrier, Effect, Figure, Margin, Reason, Sensitivity, Swing, Turn, Verdict, WhyNot},
};

use super::catalog::{hours, usd};
use crate::values::{currency, day, id};

fn because(name: &str, verdict: Verdict) -> WhyNot {
    WhyNot {
        id: id(name),
        offering: Some(id("cisco-u")),
        verdict,
        instead: None,
        margin: None,
        turns: Vec::new(),
        cut_short: false,
    }
}

fn worse(margin: Margin, turns: Vec<Turn>) -> WhyNot {
    WhyNot {
        margin: Some(margin),
        turns,
        ..because("devnae", Verdict::Worse)
    }
}

/// Every verdict, every barrier and every turn.
pub(super) fn why_not() -> Vec<WhyNot> {
    let pass = WhyNot {
        id: id("cisco-u-essentials"),
        offering: None,
        ..because("sdsi", Verdict::Held)
    };
    let dearer = Margin {
        cost: 2_000,
        study: -90,
        days: Some(-3),
        items: 1,
        credits: -150,
        ..Margin::default()
    };
    let mut all = vec![
        because("sdsi", Verdict::Planned),
        pass.clone(),
        because("nothing", Verdict::Missing),
        worse(
            dearer,
            vec![Turn::Price {
                most: Some(usd("12.50")),
            }],
        ),
        worse(
            Margin::default(),
            vec![Turn::Price {
                most: Some(usd("0")),
            }],
        ),
        worse(
            Margin {
                clc: 40,
                ..Margin::default()
            },
            vec![Turn::Hours { most: hours("2") }],
        ),
        WhyNot {
            instead: Some((id("sdsi"), id("cisco-u"))),
            cut_short: true,
            ..because("cml", Verdict::Worse)
        },
        WhyNot {
            turns: vec![Turn::Nothing],
            verdict: Verdict::Worse,
            ..pass
        },
        worse(dearer, vec![Turn::Nothing]),
        because("cml", Verdict::Barred { by: Vec::new() }),
        because("cml", Verdict::Barred { by: barriers() }),
    ];
    all.extend(left_out());
    all
}

fn barriers() -> Vec<Barrier> {
    vec![
        Barrier::Budget {
            alone: true,
            least: usd("300"),
        },
        Barrier::Budget {
            alone: false,
            least: usd("310"),
        },
        Barrier::MaxHours { least: hours("50") },
        Barrier::HoursPerWeek {
            least: hours("7.25"),
        },
        Barrier::Busy,
        Barrier::Purse,
    ]
}

fn left_out() -> Vec<WhyNot> {
    let then = day("2026-06-30");
    let reasons = [
        (Reason::NoCredits, vec![]),
        (Reason::CreditsUnknown, vec![]),
        (Reason::Ended { last_day: then }, vec![]),
        (Reason::Withdrawn { on: then }, vec![]),
        (Reason::Stale { checked: then }, vec![]),
        (Reason::OpensTooLate { opens: then }, vec![]),
        (Reason::Taken, vec![]),
        (Reason::Excluded, vec![Turn::Allowed]),
        (Reason::NotAsked, vec![]),
        (Reason::PriceUnknown, vec![Turn::Price { most: None }]),
        (
            Reason::NoRate {
                currency: currency("GBP"),
            },
            vec![Turn::Nothing],
        ),
        (Reason::PurseTooSmall { price: Clc(43) }, vec![]),
        (Reason::HoursUnknown, vec![Turn::Nothing]),
        (
            Reason::TooLate { by: then },
            vec![
                Turn::Finish { on: then },
                Turn::HoursPerWeek { least: hours("9") },
            ],
        ),
        (Reason::NotOnRoute, vec![]),
    ];
    let told = reasons.map(|(reason, turns)| WhyNot {
        turns,
        offering: Some(id("p")),
        ..because("cml", Verdict::LeftOut(reason))
    });
    told.into()
}

/// Every figure and every effect.
pub(super) fn sensitivity() -> Vec<Sensitivity> {
    let changes = Effect::Changes {
        leaves: vec![(id("sdsi"), Some(id("cisco-u")))],
        comes: ["devnae", "wireless", "cml", "a"]
            .map(|name| (id(name), Some(id("cisco-u"))))
            .into(),
        margin: Margin {
            cost: -140_000,
            items: 3,
            ..Margin::default()
        },
    };
    vec![
        swung(hours_of("sdsi"), Swing::More, Effect::Stays),
        swung(hours_of("sdsi"), Swing::Less, changes.clone()),
        swung(hours_of("cml"), Swing::More, Effect::NotChecked),
        swung(
            Figure::Price {
                id: id("cisco-u-essentials"),
                offering: None,
            },
            Swing::More,
            Effect::NoPlan,
        ),
        swung(Figure::AllHours, Swing::Less, changes),
    ]
}

/// Figures that change nothing.
pub(super) fn steady() -> Vec<Sensitivity> {
    let names = ["sdsi", "devnae", "wireless", "cml"];
    let hours = names.map(|name| swung(hours_of(name), Swing::More, Effect::Stays));
    hours.into()
}

fn hours_of(name: &str) -> Figure {
    Figure::Hours {
        id: id(name),
        offering: Some(id("cisco-u")),
    }
}

fn swung(figure: Figure, swing: Swing, effect: Effect) -> Sensitivity {
    Sensitivity {
        figure,
        swing,
        effect,
    }
}
