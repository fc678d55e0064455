//! The trade-offs: a table of the plans that nothing else beats, and a chart of them.

use super::{
    chart::{self, Mark},
    headline, items,
};
use crate::{
    plan::{Extent, PaceSource, Plan, Planned},
    report::{Cell, Column, Style, Table, words},
};

/// The heading over them.
pub(super) const HEADING: &str = "Trade-offs";

/// One row a plan, the chosen one marked.
pub(super) fn table(planned: &Planned, style: Style) -> Table {
    let row = |plan: &Plan| cells(planned, plan, style).map(Cell::from).into();
    Table {
        columns: columns().into(),
        rows: planned.further.tradeoffs.iter().map(row).collect(),
        total: None,
        headed: true,
    }
}

/// The columns.
pub(super) fn columns() -> [Column; 5] {
    [
        Column::number("cost"),
        Column::number("hours"),
        Column::word("done by"),
        Column::text("what"),
        Column::word(""),
    ]
}

/// The cells of one plan.
pub(super) fn cells(planned: &Planned, plan: &Plan, style: Style) -> [String; 5] {
    let mark = if is_chosen(planned, plan) {
        "chosen"
    } else {
        ""
    };
    [
        headline::price(plan.cost, plan.clc),
        items::total_hours(plan, style),
        plan.finish.to_string(),
        headline::things(plan),
        mark.to_owned(),
    ]
}

/// What the table shows, and what it leaves out.
pub(super) fn note(planned: &Planned) -> String {
    let plans = &planned.further.tradeoffs;
    let cut = planned.further.tradeoffs_extent == Extent::Cut;
    if planned.further.tradeoffs_extent == Extent::NotAsked {
        return String::new();
    }
    let timed = plans
        .iter()
        .any(|plan| plan.pace.source == PaceSource::Asked);
    let aims: &[&str] = if timed {
        &["cost", "hours", "finish"]
    } else {
        &["cost", "hours"]
    };
    let aims = words::choice(aims);
    let shown = match plans.as_slice() {
        [] => String::new(),
        [only] if !cut && is_chosen(planned, only) => {
            format!("There is nothing to weigh: no other plan is better in {aims}.")
        }
        _ => {
            let other = if timed { "another" } else { "the other" };
            format!("What is better than one of these in {aims} is worse in {other}.")
        }
    };
    let finish = "Without hours a week the finish follows from the hours, and is not weighed (say `--hours-per-week`).";
    let over = "The search was cut short before all of them were found.";
    let parts = [
        Some(shown).filter(|text| !text.is_empty()),
        (!timed && !plans.is_empty()).then(|| finish.to_owned()),
        cut.then(|| over.to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Cost against hours, the finish at each point where it is weighed; nothing where there is nothing to compare.
pub(super) fn chart(planned: &Planned, style: Style) -> String {
    let plans = &planned.further.tradeoffs;
    let in_money = plans.iter().any(|plan| plan.cost != planned.plan.cost);
    let mark = |plan: &Plan| Mark {
        across: plan.effort.minutes().into(),
        up: if in_money {
            plan.cost.minor
        } else {
            plan.clc.0.into()
        },
        label: match plan.pace.source {
            PaceSource::Asked => plan.finish.to_string(),
            PaceSource::Default | PaceSource::Needed => String::new(),
        },
        chosen: is_chosen(planned, plan),
    };
    let marks: Vec<Mark> = plans.iter().map(mark).collect();
    let price = |plan: &&Plan| (plan.cost.minor, plan.clc);
    let (Some(low), Some(high)) = (
        plans.iter().min_by_key(price),
        plans.iter().max_by_key(price),
    ) else {
        return String::new();
    };
    let hours = |plan: &Plan| items::total_hours(plan, style);
    let (short, long) = (
        plans.iter().min_by_key(|plan| plan.effort),
        plans.iter().max_by_key(|plan| plan.effort),
    );
    let worth = |plan: &Plan| {
        if in_money {
            plan.cost.to_string()
        } else {
            plan.clc.to_string()
        }
    };
    let axes = chart::Axes {
        up: [worth(low), worth(high)],
        across: [
            short.map(hours).unwrap_or_default(),
            format!("{} hours", long.map(hours).unwrap_or_default()),
        ],
    };
    chart::draw(&marks, &axes, style)
}

/// What the marks of the chart mean.
pub(super) fn legend(planned: &Planned, style: Style) -> String {
    let [other, chosen] = chart::signs(style);
    let plans = &planned.further.tradeoffs;
    if plans.iter().any(|plan| is_chosen(planned, plan)) {
        format!("{chosen} the plan above, {other} the others")
    } else {
        format!("{other} a plan")
    }
}

/// Whether it is as good as the plan that was chosen in all that is weighed.
fn is_chosen(planned: &Planned, plan: &Plan) -> bool {
    let chosen = &planned.plan;
    let key = |plan: &Plan| (plan.cost, plan.clc, plan.effort, plan.hours_unknown);
    let timed = plan.pace.source == PaceSource::Asked;
    key(plan) == key(chosen) && (!timed || plan.finish == chosen.finish)
}
