//! The one next step.

use super::{Report, items, pace, relaxations};
use crate::{
    plan::{Item, ItemKind, Outcome, Planned, Shortfall},
    report::{Style, clean, words},
};

/// The one next step; nothing where the answer has said it already.
pub(super) fn sentence(report: &Report<'_>, style: Style) -> String {
    match &report.answer.outcome {
        Outcome::Met(planned) => met(report, planned, style),
        Outcome::Short(planned, shortfall) => short(report, planned, shortfall, style),
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute | Outcome::Undecided { .. } => {
            String::new()
        }
    }
}

/// The first thing to do that is still to do: a pass she holds is not.
fn first<'a>(report: &Report<'_>, planned: &'a Planned) -> Option<&'a Item> {
    let held =
        |item: &&Item| item.kind == ItemKind::Pass && report.need.passes.contains_key(&item.id);
    planned.plan.items.iter().find(|item| !held(item))
}

/// What to do about a plan that can be met.
fn met(report: &Report<'_>, planned: &Planned, style: Style) -> String {
    if pace::hard(&planned.plan).is_some_and(|per_week| !pace::is_possible(per_week)) {
        return "Next: ask again with `--hours-per-week HOURS`, to see what fits.".to_owned();
    }
    match first(report, planned) {
        Some(item) => format!("Next: {}", begin(report, item, style)),
        None => format!(
            "Next: see at {} that it stands as renewed.",
            clean(&report.program.program.url)
        ),
    }
}

fn begin(report: &Report<'_>, item: &Item, style: Style) -> String {
    let verb = match item.kind {
        ItemKind::Pass => "get",
        ItemKind::Activity => "begin",
        ItemKind::Exam => "book exam",
    };
    let day = if item.start > report.answer.today {
        format!("on {}, ", item.start)
    } else {
        String::new()
    };
    let title = words::quote(&items::name(item), style);
    match &item.url {
        Some(url) => format!("{day}{verb} {title} at {}", clean(url)),
        None => format!("{day}{verb} {title}."),
    }
}

fn short(report: &Report<'_>, planned: &Planned, shortfall: &Shortfall, style: Style) -> String {
    match (relaxations::best(shortfall), first(report, planned)) {
        (Some(option), _) => format!("Next: ask again {option}."),
        (None, Some(item)) => format!("Next, if you go on: {}", begin(report, item, style)),
        (None, None) if report.is_bare() => format!(
            "Next: see at {} what counts.",
            clean(&report.program.program.url)
        ),
        (None, None) if planned.left_out.is_empty() => format!(
            "Next: ask at {} what else renews it.",
            clean(&report.program.program.url)
        ),
        (None, None) => "Next: see above what was left out, and bring in what you can.".to_owned(),
    }
}
