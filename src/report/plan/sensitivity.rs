//! What the plan rests on that may be wrong, and whether it would change: one short paragraph.

use super::{Report, others};
use crate::{
    model::Id,
    plan::{Effect, Figure, Plan, Planned, Sensitivity, Swing},
    report::{Style, words},
};

/// Up to so many are named.
const NAMED: usize = 3;

/// The paragraph; nothing where nobody looked, or where there is nothing to say.
pub(super) fn paragraph(report: &Report<'_>, planned: &Planned, style: Style) -> String {
    let all = &planned.further.sensitivity;
    let names = |of: fn(&Figure) -> Option<&Id>| -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for id in all.iter().filter_map(|one| of(&one.figure)) {
            let name = words::quote(&report.title(id), style);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let hours = names(|figure| match figure {
        Figure::Hours { id, .. } => Some(id),
        _ => None,
    });
    let prices = names(|figure| match figure {
        Figure::Price { id, .. } => Some(id),
        _ => None,
    });
    let mut parts = Vec::new();
    if !hours.is_empty() {
        parts.push(format!("estimated hours ({})", named(&hours)));
    }
    if !prices.is_empty() {
        parts.push(format!("old or undated prices ({})", named(&prices)));
    }
    let mut sentences = Vec::new();
    if !parts.is_empty() {
        sentences.push(format!("This rests on {}.", words::list(&parts)));
    }
    sentences.extend(changes(report, planned, style));
    if sentences.len() == 1 && !parts.is_empty() {
        sentences.push(steady(all));
    }
    sentences.join(" ")
}

/// `“a”, “b” and 3 more`.
fn named(names: &[String]) -> String {
    if names.len() <= NAMED {
        return words::list(names);
    }
    let rest = format!("{} more", names.len() - (NAMED - 1));
    let first = names.iter().take(NAMED - 1).cloned();
    words::list(&first.chain([rest]).collect::<Vec<_>>())
}

/// That nothing would change, as far as it was looked at.
fn steady(all: &[Sensitivity]) -> String {
    let all_checked = all.iter().all(|one| one.effect != Effect::NotChecked);
    if all_checked {
        "Were any of them 20 % more or less, the plan would stay the same.".to_owned()
    } else {
        "Whether the plan would change with them was not all looked at, for the search was cut short."
            .to_owned()
    }
}

/// What would change the plan: how many figures, and the one that changes its cost most.
fn changes(report: &Report<'_>, planned: &Planned, style: Style) -> Vec<String> {
    let all = &planned.further.sensitivity;
    let changing: Vec<&Sensitivity> = all.iter().filter(|one| changes_plan(one)).collect();
    // Of equals the first is told.
    let Some(most) = changing.iter().rev().max_by_key(|one| weight(one)) else {
        return Vec::new();
    };
    let told = change(report, &planned.plan, most, style);
    if changing.len() == 1 {
        return vec![told];
    }
    let same_cost = changing.iter().all(|one| weight(one) == 0);
    let cost = if same_cost {
        ", though not what it costs in money"
    } else {
        ""
    };
    let number = changing.len();
    vec![
        format!(
            "In {number} ways a figure 20 % off would change the plan{cost} (`--format json` lists them)."
        ),
        format!("Most of all: {}", lowered(&told)),
    ]
}

fn changes_plan(one: &Sensitivity) -> bool {
    matches!(one.effect, Effect::Changes { .. } | Effect::NoPlan)
}

/// How much a change matters: no plan at all most, then the money it moves.
fn weight(one: &Sensitivity) -> u64 {
    match &one.effect {
        Effect::NoPlan => u64::MAX,
        Effect::Changes { margin, .. } => margin.cost.unsigned_abs(),
        Effect::Stays | Effect::NotChecked => 0,
    }
}

/// The sentence within another.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn change(report: &Report<'_>, plan: &Plan, one: &Sensitivity, style: Style) -> String {
    let title = |id: &Id| words::quote(&report.title(id), style);
    let swing = match one.swing {
        Swing::More => "more",
        Swing::Less => "less",
    };
    let figure = match &one.figure {
        Figure::Hours { id, .. } => format!("the hours of {} 20 % {swing}", title(id)),
        Figure::Price { id, .. } => format!("the price of {} 20 % {swing}", title(id)),
        Figure::AllHours => format!("all estimated hours 20 % {swing}"),
    };
    let Effect::Changes {
        leaves,
        comes,
        margin,
    } = &one.effect
    else {
        return format!("Were {figure}, no route could be closed.");
    };
    let list = |things: &[(Id, Option<Id>)]| {
        let titles: Vec<String> = things.iter().map(|(id, _)| title(id)).collect();
        named(&titles)
    };
    let parts = [
        (!comes.is_empty()).then(|| format!("with {}", list(comes))),
        (!leaves.is_empty()).then(|| format!("without {}", list(leaves))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let margin = others::compared(report, plan, margin);
    let margin = margin.map_or_else(String::new, |words| format!(" (it {words})"));
    format!(
        "Were {figure}, another plan would be better: {}{margin}.",
        parts.join(", ")
    )
}
