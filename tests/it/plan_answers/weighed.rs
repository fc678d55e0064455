//! A plan with what else could be done instead of it.

use finder::{
    model::{Aim, Clc, Need},
    plan::{Alternative, Extent, Further, Item, ItemKind, Margin, Outcome, Pace, PaceSource, Plan},
};

use super::{
    Told,
    catalog::{hours, usd},
    free,
    parts::{bare, item, need, plan},
};
use crate::values::day;

/// Four free courses, the next best plans, and the trade-offs; at a pace of the holder's.
pub(crate) fn weighed() -> Told {
    weighed_at(PaceSource::Asked)
}

/// The same without a pace of her own, with the time over before all was found.
pub(crate) fn weighed_in_haste() -> Told {
    let mut told = weighed_at(PaceSource::Default);
    told.need.hours_per_week = None;
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.further.alternatives_extent = Extent::Cut;
        planned.further.tradeoffs_extent = Extent::Cut;
    }
    told
}

fn weighed_at(source: PaceSource) -> Told {
    let mut told = free();
    told.need = Need {
        hours_per_week: Some(hours("5")),
        prefer: vec![Aim::Cost, Aim::Finish],
        ..need()
    };
    let at = |plan: Plan| Plan {
        pace: Pace {
            per_week: hours("5"),
            source,
        },
        ..plan
    };
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.plan = at(planned.plan.clone());
        planned.further = Further {
            runner_up: Some(with_exam().margin),
            alternatives: [with_exam(), with_pass()]
                .map(|other| Alternative {
                    plan: at(other.plan),
                    ..other
                })
                .into(),
            tradeoffs: [planned.plan.clone(), at(with_pass().plan), at(dear())].into(),
            alternatives_extent: Extent::Whole,
            tradeoffs_extent: Extent::Whole,
            ..Further::default()
        };
    }
    told
}

/// Two of the courses and an exam.
fn with_exam() -> Alternative {
    let exam = Item {
        start: day("2027-02-09"),
        finish: day("2027-04-30"),
        ..bare(ItemKind::Exam, "300-745", "Designing Cisco Security", "300")
    };
    let items = vec![
        item(0, "2026-11-22", "2027-01-18"),
        item(1, "2027-01-18", "2027-02-09"),
        exam,
    ];
    Alternative {
        plan: Plan {
            route: crate::values::id("credits-and-exam"),
            cost: usd("300"),
            finish: day("2027-04-30"),
            hours_unknown: true,
            renewed_until: None,
            ..plan(items)
        },
        margin: Margin {
            cost: 30_000,
            unknown: 1,
            exams: 1,
            study: -29 * 60,
            estimated: true,
            items: -1,
            credits: -2900,
            ..Margin::default()
        },
    }
}

/// Fewer courses, bought with a pass.
fn with_pass() -> Alternative {
    let pass = bare(
        ItemKind::Pass,
        "cisco-u-essentials",
        "Cisco U. Essentials",
        "1800",
    );
    let items = vec![
        pass,
        item(0, "2026-11-22", "2027-01-18"),
        item(2, "2027-01-18", "2027-02-20"),
    ];
    Alternative {
        plan: Plan {
            cost: usd("1800"),
            finish: day("2027-02-20"),
            ..plan(items)
        },
        margin: Margin {
            cost: 180_000,
            study: -21 * 60,
            estimated: true,
            days: Some(-28),
            items: -1,
            credits: -2100,
            ..Margin::default()
        },
    }
}

/// One course, dearly bought.
fn dear() -> Plan {
    Plan {
        cost: usd("6000"),
        clc: Clc(12),
        finish: day("2027-01-18"),
        ..plan(vec![item(0, "2026-11-22", "2027-01-18")])
    }
}
