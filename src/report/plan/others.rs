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

/// That there may be more of them, where the search was cut short.
pub(super) fn cut(planned: &Planned) -> &'static str {
    let is_cut = planned.further.alternatives_extent == Extent::Cut;
    if is_cut && !planned.further.alternatives.is_empty() {
        "The search was cut short before more were found."
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

/// How the next best plan compares, also where it does not differ in anything that is told.
fn told(report: &Report<'_>, best: &Plan, margin: &Margin) -> String {
    match sides(report, best, margin) {
        (worse, better) if worse.is_empty() && better.is_empty() => {
            "does other things, but is as good".to_owned()
        }
        (worse, better) if worse.is_empty() => format!("comes second by the aims, but {better}"),
        (worse, better) if better.is_empty() => worse,
        (worse, better) => format!("{worse}, but {better}"),
    }
}

/// How any plan compares; nothing where it does not differ in anything that is told.
pub(super) fn compared(report: &Report<'_>, best: &Plan, margin: &Margin) -> Option<String> {
    match sides(report, best, margin) {
        (worse, better) if worse.is_empty() && better.is_empty() => None,
        (worse, better) if worse.is_empty() => Some(better),
        (worse, better) if better.is_empty() => Some(worse),
        (worse, better) => Some(format!("{worse}, but {better}")),
    }
}

/// What is worse in a plan, and what is better.
fn sides(report: &Report<'_>, best: &Plan, margin: &Margin) -> (String, String) {
    let mut order = Aim::order(&report.need.prefer);
    let late = order.contains(&Aim::LatestFinish);
    if best.pace.source == PaceSource::Asked && !late && !order.contains(&Aim::Finish) {
        order.push(Aim::Finish);
    }
    let prefer = &report.need.prefer;
    let differences = order.into_iter().flat_map(|aim| {
        let told = in_aim(best, margin, aim).into_iter();
        told.map(move |told| Told {
            is_main: told.is_main || prefer.contains(&aim),
            ..told
        })
    });
    let (main, small): (Vec<Told>, Vec<Told>) = differences.partition(|told| told.is_main);
    // What is wanted last is told only where nothing before it makes the plan worse.
    let small = if main.iter().any(|told| told.worse) {
        Vec::new()
    } else {
        small
    };
    let texts = |worse: bool| {
        let told = main.iter().chain(&small).filter(|told| told.worse == worse);
        words::list(&told.map(|told| told.text.as_str()).collect::<Vec<_>>())
    };
    (texts(true), texts(false))
}

/// One difference in words.
struct Told {
    /// Whether the other plan is worse in it.
    worse: bool,
    /// Whether it is among what a holder asks of first.
    is_main: bool,
    text: String,
}

fn in_aim(best: &Plan, margin: &Margin, aim: Aim) -> Vec<Told> {
    let main = |amount: i64, text: &dyn Fn(u64) -> String| difference(amount, true, text);
    let small = |amount: i64, text: &dyn Fn(u64) -> String| difference(amount, false, text);
    let told = match aim {
        Aim::Cost => cost(best, margin).into(),
        Aim::Hours => vec![
            main(margin.unknown, &|number| {
                format!("has {} of unknown length", things(number))
            }),
            // Where the one leaves more unknown than the other, what is known tells nothing.
            main(margin.study, &|study| time(study, margin)).filter(|_| margin.unknown == 0),
        ],
        Aim::Finish => vec![finish(margin.days.unwrap_or_default(), true)],
        Aim::LatestFinish => vec![finish(margin.days.unwrap_or_default(), false)],
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

/// Money, learning credits, and at the same price the exams.
fn cost(best: &Plan, margin: &Margin) -> [Option<Told>; 3] {
    let money = |minor| {
        let currency = best.cost.currency;
        format!("costs {}", Money { minor, currency })
    };
    let clc = |clc: u64| format!("takes {}", Clc(clc.try_into().unwrap_or(u32::MAX)));
    let exams = |number| format!("has {}", words::count(whole(number), "exam"));
    let is_level = margin.cost == 0 && margin.clc == 0;
    [
        difference(margin.cost, true, &money),
        difference(margin.clc, true, &clc),
        difference(margin.exams, true, &exams).filter(|_| is_level),
    ]
}

fn difference(amount: i64, is_main: bool, text: &dyn Fn(u64) -> String) -> Option<Told> {
    let worse = amount > 0;
    let word = if worse { "more" } else { "less" };
    let text = text(amount.unsigned_abs());
    (amount != 0).then(|| Told {
        worse,
        is_main,
        text: format!("{text} {word}"),
    })
}

fn finish(days: i64, late_is_worse: bool) -> Option<Told> {
    let late = days > 0;
    let word = if late { "later" } else { "earlier" };
    let number = whole(days.unsigned_abs());
    (days != 0).then(|| Told {
        worse: late == late_is_worse,
        is_main: true,
        text: format!("is done {} {word}", words::count(number, "day")),
    })
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn things(number: u64) -> String {
    words::count(whole(number), "thing")
}

/// An amount of study: about so much, as far as is known.
fn time(study: u64, margin: &Margin) -> String {
    let study = Minutes::of_many(study);
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

fn hundredths(hundredths: u64) -> Credits {
    let credits = u32::try_from(hundredths)
        .ok()
        .and_then(Credits::from_hundredths);
    credits.unwrap_or(Credits::MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &[Option<Told>], expected: &[(bool, &str)]) {
        let told: Vec<(bool, &str)> = told
            .iter()
            .flatten()
            .map(|told| (told.worse, told.text.as_str()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_late_finish_is_worse_unless_it_is_wanted() {
        check(&[finish(3, true)], &[(true, "is done 3 days later")]);
        check(&[finish(3, false)], &[(false, "is done 3 days later")]);
        check(&[finish(-1, false)], &[(true, "is done 1 day earlier")]);
        check(&[finish(0, true)], &[]);
    }

    #[test]
    fn study_is_told_as_far_as_it_is_known() {
        let margin = |estimated, days| Margin {
            estimated,
            days,
            ..Margin::default()
        };
        assert_eq!(time(90, &margin(false, Some(0))), "takes 1.5 hours");
        assert_eq!(time(1210, &margin(true, Some(0))), "takes about 20 hours");
        assert_eq!(
            time(90, &margin(false, None)),
            "as far as is known takes 1.5 hours"
        );
    }
}
