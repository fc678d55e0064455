//! What the plan rests on that may be wrong, and whether it would change: one short paragraph.

use super::{Report, margin};
use crate::{
    model::Id,
    plan::{Effect, Figure, Planned, Sensitivity, Swing},
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
    sentences.extend(changes(report, all, style));
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
        "Whether the plan would change with them was not all looked at, for the time was over."
            .to_owned()
    }
}

/// What would change the plan: the first few, and how many more.
fn changes(report: &Report<'_>, all: &[Sensitivity], style: Style) -> Vec<String> {
    let changes: Vec<String> = all
        .iter()
        .filter_map(|one| change(report, one, style))
        .collect();
    let more = changes.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| {
        let figures = words::count(more, "other change");
        format!(
            "{figures} of a figure by 20 % would change the plan too (`--format json` tells all)."
        )
    });
    changes.into_iter().take(NAMED).chain(more).collect()
}

fn change(report: &Report<'_>, one: &Sensitivity, style: Style) -> Option<String> {
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
    match &one.effect {
        Effect::Stays | Effect::NotChecked => None,
        Effect::NoPlan => Some(format!("Were {figure}, no route could be closed.")),
        Effect::Changes {
            leaves,
            comes,
            margin,
        } => {
            let list = |things: &[(Id, Option<Id>)]| {
                let titles: Vec<String> = things.iter().map(|(id, _)| title(id)).collect();
                named(&titles)
            };
            let leaves = (!leaves.is_empty()).then(|| format!("without {}", list(leaves)));
            let comes = (!comes.is_empty()).then(|| format!("with {}", list(comes)));
            let parts: Vec<String> = comes.into_iter().chain(leaves).collect();
            let margin = match margin::words(margin, report.need.rates.into) {
                words if words.is_empty() => String::new(),
                words => format!(" (it {words})"),
            };
            Some(format!(
                "Were {figure}, another plan would be better: {}{margin}.",
                parts.join(", ")
            ))
        }
    }
}
