//! The answer in one sentence.

use super::{Report, pace, refusal, routes};
use crate::{
    model::{Clc, Credits, LAST_DAY, Money},
    plan::{ItemKind, Outcome, Plan, Planned, RouteResult, Shortfall},
    report::words,
};

/// The answer in one sentence.
pub(super) fn sentence(report: &Report<'_>) -> String {
    match &report.answer.outcome {
        Outcome::Met(planned) if planned.plan.items.is_empty() => nothing_to_do(report),
        Outcome::Met(planned) => met(report, planned),
        Outcome::Short(_, shortfall) => short(report, shortfall),
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute | Outcome::Undecided { .. } => {
            refusal::headline(report)
        }
    }
}

/// What a plan takes from both purses: `USD 300.00`, `USD 0.00 and 40 CLC`.
pub(in crate::report) fn price(cost: Money, clc: Clc) -> String {
    if clc.0 == 0 {
        cost.to_string()
    } else {
        format!("{cost} and {clc}")
    }
}

/// What is done, for how much: `6 activities, 84 credits for 80, about 98 hours, done by 2027-04-08`.
pub(super) fn contents(report: &Report<'_>, plan: &Plan, routes: &[RouteResult]) -> String {
    let parts = [
        Some(things(plan)),
        earned(report, plan, routes),
        Some(time(plan)),
        (!plan.hours_unknown).then(|| done(plan)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// When it is done, as far as that can be told.
fn done(plan: &Plan) -> String {
    let day = plan.finish;
    if day == LAST_DAY {
        return format!("done on {day} or later");
    }
    format!("done by {day}")
}

fn met(report: &Report<'_>, planned: &Planned) -> String {
    let price = price(planned.plan.cost, planned.plan.clc);
    let contents = contents(report, &planned.plan, &planned.routes);
    let caution = pace::caution(&planned.plan);
    format!("Renew {} for {price}: {contents}.{caution}", report.name())
}

fn nothing_to_do(report: &Report<'_>) -> String {
    let name = report.name();
    match report.answer.have {
        Credits::ZERO => format!("Well done: nothing is left to do to renew {name}."),
        have => format!(
            "Well done: nothing is left to do. The {} you have are enough to renew {name}.",
            words::credits(have)
        ),
    }
}

fn short(report: &Report<'_>, shortfall: &Shortfall) -> String {
    let missing = routes::missing(report, &shortfall.missing);
    let name = report.name();
    if report.is_bare() && shortfall.missing.exams.is_empty() {
        let by = report.answer.deadline.map(|day| format!(" by {day}"));
        return format!(
            "To renew {name}{}, {missing} are still to earn, and the catalogue holds no activity for that yet.",
            by.unwrap_or_default()
        );
    }
    match report.answer.deadline {
        Some(day) => {
            format!("{name} cannot be renewed by {day}: {missing} would still be missing.")
        }
        None => format!(
            "{name} cannot be renewed with what may be used: {missing} would still be missing."
        ),
    }
}

/// `1 pass, 6 activities and 1 exam`.
pub(in crate::report) fn things(plan: &Plan) -> String {
    let kinds = [
        (ItemKind::Pass, "pass"),
        (ItemKind::Activity, "activity"),
        (ItemKind::Exam, "exam"),
    ];
    let counted = kinds.iter().filter_map(|(kind, noun)| {
        let number = plan.items.iter().filter(|item| item.kind == *kind).count();
        (number > 0).then(|| words::count(number, noun))
    });
    words::list(&counted.collect::<Vec<_>>())
}

/// `84 credits for 80`; nothing where the plan earns none.
fn earned(report: &Report<'_>, plan: &Plan, routes: &[RouteResult]) -> Option<String> {
    if plan.credits == Credits::ZERO {
        return None;
    }
    let credits = words::credits(plan.credits);
    let route = routes.iter().find(|route| route.route == plan.route);
    Some(match route.map(|route| route.gap) {
        None => credits,
        Some(gap) if report.answer.have == Credits::ZERO => format!("{credits} for {gap}"),
        Some(gap) => format!("{credits} for the {gap} still to earn"),
    })
}

/// `98 hours`, `about 98 hours`, `at least 98 hours, the rest not known`.
pub(in crate::report) fn time(plan: &Plan) -> String {
    let rough = || format!("{} hours", words::rough_hours(plan.effort));
    match (plan.hours_unknown, plan.estimated) {
        (true, _) if plan.effort.minutes() == 0 => "hours not known".to_owned(),
        (true, _) => format!("at least {}, the rest not known", rough()),
        (false, true) => format!("about {}", rough()),
        (false, false) => words::hours(plan.effort),
    }
}
