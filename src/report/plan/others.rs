//! What else could be done: by how much the next best plan is worse, and the next plans by what they do instead.

use super::{Report, headline, items};
use crate::{
    model::{Aim, Clc, Credits, Minutes, Money},
    plan::{Alternative, Extent, Item, ItemKind, Margin, PaceSource, Plan, Planned},
    report::{Style, words},
};

/// By how much the next best plan is worse, in the order of the aims; nothing where that is not known, or nothing is to be done.
pub(super) fn next_best(report: &Report<'_>, planned: &Planned) -> String {
    let is_whole = planned.further.alternatives_extent == Extent::Whole;
    match planned.further.runner_up {
        None if !is_whole || planned.plan.items.is_empty() => String::new(),
        None => "No other choice of activities and exams would do.".to_owned(),
        Some(margin) => {
            let told = told(report, &planned.plan, &margin);
            let hint = match planned.further.alternatives.as_slice() {
                [] => " (`--alternatives 1` shows it)",
                _ => "",
            };
            format!("The next best plan {told}{hint}.")
        }
    }
}

/// The next plans, one text each.
pub(super) fn sentences(report: &Report<'_>, planned: &Planned, style: Style) -> Vec<String> {
    let others = planned.further.alternatives.iter();
    let sentence = |other: &Alternative| {
        let price = headline::price(other.plan.cost, other.plan.clc);
        let contents = headline::contents(report, &other.plan, &planned.routes);
        format!(
            "{price}: {contents}. {}",
            instead(&planned.plan, &other.plan, style)
        )
    };
    others.map(sentence).collect()
}

/// That there may be more of them, where the time was over.
pub(super) fn cut(planned: &Planned) -> &'static str {
    let is_cut = planned.further.alternatives_extent == Extent::Cut;
    if is_cut && !planned.further.alternatives.is_empty() {
        "The time was over before more were found."
    } else {
        ""
    }
}

/// What another plan does instead of what: `Instead of “A” and “B”: “C”.`
fn instead(best: &Plan, other: &Plan, style: Style) -> String {
    let missing = |of: &Plan, from: &Plan| {
        let is_in = |item: &Item| from.items.iter().any(|other| other.id == item.id);
        let names = of.items.iter().filter(|item| !is_in(item));
        let names: Vec<String> = names.map(|item| name(item, style)).collect();
        names
    };
    let (dropped, added) = (missing(best, other), missing(other, best));
    match (dropped.as_slice(), added.as_slice()) {
        ([], []) => String::new(),
        ([], added) => format!("Also {}.", words::list(added)),
        (dropped, []) => format!("Without {}.", words::list(dropped)),
        (dropped, added) if dropped.len() == best.items.len() && dropped.len() > 2 => {
            format!("Instead of all of the above: {}.", words::list(added))
        }
        (dropped, added) => format!(
            "Instead of {}: {}.",
            words::list(dropped),
            words::list(added)
        ),
    }
}

fn name(item: &Item, style: Style) -> String {
    let title = words::quote(&items::name(item), style);
    match item.kind {
        ItemKind::Exam => format!("exam {title}"),
        ItemKind::Pass => format!("the pass {title}"),
        ItemKind::Activity => title,
    }
}

/// How a plan compares, also where it does not differ in anything that is told.
fn told(report: &Report<'_>, best: &Plan, margin: &Margin) -> String {
    let compared = compared(report, best, margin);
    compared.unwrap_or_else(|| "does other things, but is as good".to_owned())
}

/// How a plan compares: what is worse first, and what is better after it.
pub(super) fn compared(report: &Report<'_>, best: &Plan, margin: &Margin) -> Option<String> {
    let timed = best.pace.source == PaceSource::Asked;
    let mut differences = Vec::new();
    for aim in Aim::order(&report.need.prefer) {
        differences.extend(in_aim(best, margin, aim));
    }
    let finish = [Aim::Finish, Aim::LatestFinish];
    let is_told = finish.iter().any(|aim| report.need.prefer.contains(aim));
    if timed && !is_told {
        differences.extend(in_aim(best, margin, Aim::Finish));
    }
    // What is wanted last is told only where nothing else tells the plans apart.
    let (main, small): (Vec<_>, Vec<_>) = differences.into_iter().partition(|told| told.is_main);
    let differences = if main.is_empty() { small } else { main };
    let texts = |more: bool| {
        let told = differences.iter().filter(|told| told.more == more);
        words::list(&told.map(|told| told.text.as_str()).collect::<Vec<_>>())
    };
    let first = differences.first().is_none_or(|first| first.more);
    match (texts(first), texts(!first)) {
        (one, _) if one.is_empty() => None,
        (one, other) if other.is_empty() => Some(one),
        (one, other) => Some(format!("{one}, but {other}")),
    }
}

/// One difference in words.
struct Told {
    /// Whether the other plan has more of it.
    more: bool,
    /// Whether it is among what a holder asks of first.
    is_main: bool,
    text: String,
}

fn in_aim(best: &Plan, margin: &Margin, aim: Aim) -> Vec<Told> {
    let main = |amount: i64, text: &dyn Fn(u64) -> String| difference(amount, true, text);
    let small = |amount: i64, text: &dyn Fn(u64) -> String| difference(amount, false, text);
    let told = match aim {
        Aim::Cost => vec![
            main(margin.cost, &|minor| {
                let currency = best.cost.currency;
                format!("costs {}", Money { minor, currency })
            }),
            main(margin.clc, &|clc| {
                format!("takes {}", Clc(clc.try_into().unwrap_or(u32::MAX)))
            }),
        ],
        Aim::Hours => vec![
            main(margin.unknown, &|number| {
                format!("has {} of unknown length", things(number))
            }),
            // Where the one leaves more unknown than the other, what is known tells nothing.
            main(margin.study, &|study| time(study, margin)).filter(|_| margin.unknown == 0),
        ],
        Aim::Finish | Aim::LatestFinish => vec![finish(margin.days.unwrap_or_default())],
        Aim::Items => vec![small(margin.items, &|number| {
            format!("has {}", things(number))
        })],
        Aim::Surplus => vec![small(margin.credits, &|credits| {
            format!("earns {}", words::credits(hundredths(credits)))
        })],
        Aim::Freshness => Vec::new(),
    };
    told.into_iter().flatten().collect()
}

fn difference(amount: i64, is_main: bool, text: &dyn Fn(u64) -> String) -> Option<Told> {
    let more = amount > 0;
    let word = if more { "more" } else { "less" };
    let text = text(amount.unsigned_abs());
    (amount != 0).then(|| Told {
        more,
        is_main,
        text: format!("{text} {word}"),
    })
}

fn finish(days: i64) -> Option<Told> {
    let word = if days > 0 { "later" } else { "earlier" };
    let number = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    (days != 0).then(|| Told {
        more: days > 0,
        is_main: true,
        text: format!("is done {} {word}", words::count(number, "day")),
    })
}

fn things(number: u64) -> String {
    words::count(usize::try_from(number).unwrap_or(usize::MAX), "thing")
}

/// An amount of study: about so much, as far as is known.
fn time(study: u64, margin: &Margin) -> String {
    let study = minutes(study);
    let hours = if margin.estimated {
        format!("about {} hours", words::rough_hours(study))
    } else {
        words::hours(study)
    };
    let known = if margin.days.is_none() {
        "as far as is known "
    } else {
        ""
    };
    format!("{known}takes {hours}")
}

fn minutes(minutes: u64) -> Minutes {
    let minutes = u32::try_from(minutes).ok().and_then(Minutes::new);
    minutes.unwrap_or(Minutes::MOST)
}

fn hundredths(hundredths: u64) -> Credits {
    let credits = u32::try_from(hundredths)
        .ok()
        .and_then(Credits::from_hundredths);
    credits.unwrap_or(Credits::MOST)
}
