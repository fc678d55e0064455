//! What is to be renewed: the gap along every route, what counts, and what does not.

use super::{certifications::until, name, names, title};
use crate::{
    model::{Confidence, Credits, Route},
    record::{
        Completion,
        outlook::{Outlook, Part},
        standing::{Gap, PassedOver, Target},
    },
    report::{Cell, Column, Style, Table, browse::routes, categories, words},
};

const COLUMNS: [Column; 3] = [
    Column::word("route"),
    Column::text("asks for"),
    Column::text("still missing"),
];

/// `To renew CCNP Enterprise and CCNA by 2027-04-30`.
pub(super) fn heading(part: &Part<'_>, target: &Target) -> String {
    let names = names(part, target);
    match target.deadline {
        Some(deadline) => format!("To renew {names} by {deadline}"),
        None => format!("To renew {names}"),
    }
}

/// The routes of a target, a row each; `None` where no way to renew it is known.
pub(super) fn table(part: &Part<'_>, target: &Target) -> Option<Table> {
    let level = part.program.program.level(&target.level)?;
    let rows = level.routes.iter().zip(&target.gaps);
    let rows: Vec<Vec<Cell>> = rows.map(|(route, gap)| row(part, route, gap)).collect();
    (!rows.is_empty()).then(|| Table {
        columns: COLUMNS.to_vec(),
        rows,
        total: None,
        headed: true,
    })
}

fn row(part: &Part<'_>, route: &Route, gap: &Gap) -> Vec<Cell> {
    let sure = match route.confidence {
        Confidence::Confirmed => "",
        Confidence::Likely => " (likely)",
    };
    vec![
        format!("{}{sure}", route.id).into(),
        routes::asks(&part.program.program, route).into(),
        missing(part, gap).into(),
    ]
}

/// What is missing along a route: `30 credits and 1 technology core exam`.
pub(super) fn missing(part: &Part<'_>, gap: &Gap) -> String {
    if gap.is_closed() {
        return "nothing".to_owned();
    }
    let program = &part.program.program;
    let needs = routes::needs(program, gap.credits, &gap.exams);
    let least = categories::missing(program, &gap.least, words::credits);
    let years = gap
        .years
        .iter()
        .map(|(first, credits)| format!("{} in the year from {first}", words::credits(*credits)));
    let among: Vec<String> = least.into_iter().chain(years).collect();
    match (needs.is_empty(), among.is_empty()) {
        (_, true) => needs,
        (true, false) => words::list(&among),
        (false, false) => format!("{needs}; at least {}", words::list(&among)),
    }
}

/// What is had: credits by state, exams passed.
pub(super) fn had(part: &Part<'_>, target: &Target) -> String {
    let tally = &target.tally;
    let states = [
        (tally.earned, "earned"),
        (tally.pending, "pending"),
        (tally.to_submit, "to submit"),
    ];
    let states = states
        .into_iter()
        .filter(|(credits, _)| *credits > Credits::ZERO);
    let states: Vec<String> = states
        .map(|(credits, state)| format!("{credits} {state}"))
        .collect();
    let credits = match tally.have() {
        Credits::ZERO => "No credits in this cycle yet".to_owned(),
        have => format!(
            "{} in this cycle: {}",
            words::credits(have),
            words::list(&states)
        ),
    };
    let since = target.cycle.begins.map_or_else(String::new, |begins| {
        format!(" What counts was completed after {begins}.")
    });
    let passed: Vec<String> = tally.passed.keys().map(ToString::to_string).collect();
    let passed = match passed.as_slice() {
        [] => String::new(),
        exams => format!(" Exams passed in it: {}.", words::list(exams)),
    };
    format!("{credits}.{passed}{since}{}", cut(part, target))
}

/// What will be so once all that counts is validated; nothing where no route is closed.
pub(super) fn reached(part: &Part<'_>, target: &Target) -> String {
    let Some(reached) = &target.reached else {
        return String::new();
    };
    let then = if part.program.program.renews_from_completion {
        " What you complete after that day counts for the cycle that follows."
    } else {
        ""
    };
    format!(
        "Once your claims are validated, {} will have been renewed by the route `{}`, from {}{}.{then}",
        names(part, target),
        reached.route,
        reached.on,
        until(part, reached.expires)
    )
}

/// What counts along the routes on which caps cut something off.
fn cut(part: &Part<'_>, target: &Target) -> String {
    let have = target.tally.have();
    let level = part.program.program.level(&target.level);
    let routes = level.into_iter().flat_map(|level| &level.routes);
    let cut = routes
        .zip(&target.gaps)
        .filter(|(route, gap)| route.credits > Credits::ZERO && gap.counting < have);
    let cut: Vec<String> = cut
        .map(|(route, gap)| format!("{} along `{}`", gap.counting, route.id))
        .collect();
    if cut.is_empty() {
        return String::new();
    }
    format!(
        " Of them count {}: the rest is above a cap.",
        words::list(&cut)
    )
}

/// What was completed and does not count for a target, but for what lies before it or is known to be refused.
pub(super) fn passed_over(outlook: &Outlook<'_>, target: &Target, style: Style) -> Vec<String> {
    let passed_over = target.passed_over.iter();
    let told = passed_over.filter_map(|(place, why)| {
        let completion = outlook.completion(*place)?;
        let why = reason(outlook, *why, style)?;
        let what = title(completion, style);
        Some(format!(
            "{what}, completed on {}: {why}.",
            completion.completed
        ))
    });
    told.collect()
}

fn reason(outlook: &Outlook<'_>, why: PassedOver, style: Style) -> Option<String> {
    let other = |place: usize| -> Option<&Completion> { outlook.completion(place) };
    match why {
        PassedOver::BeforeCycle | PassedOver::OnFirstDay => None,
        PassedOver::Rejected => Some("its claim was refused".to_owned()),
        PassedOver::Later => Some("that day is yet to come".to_owned()),
        PassedOver::AfterExpiry => Some("the certification had expired by then".to_owned()),
        PassedOver::TakenBefore(None) => {
            Some("it was taken before, and earns nothing again".to_owned())
        }
        PassedOver::TakenBefore(Some(place)) => Some(format!(
            "the same course earned credits on {} already",
            other(place)?.completed
        )),
        PassedOver::Twice(place) => Some(format!(
            "it counts once, and {} of {} does already",
            title(other(place)?, style),
            other(place)?.completed
        )),
        PassedOver::TooSoon(place) => Some(format!(
            "the same exam was passed on {}, too short a time before",
            other(place)?.completed
        )),
        PassedOver::NoCredits => Some("credits do not renew this level".to_owned()),
    }
}

/// What renews with a target and ends before it.
pub(super) fn ends_earlier(part: &Part<'_>, target: &Target) -> Vec<String> {
    let Some(lead) = part.standing.lead(target) else {
        return Vec::new();
    };
    let lead = name(part, &lead.id);
    let earlier = part.standing.ends_earlier(target).into_iter();
    let told = earlier.filter_map(|held| {
        let expires = held.cycle.expires?;
        let last = expires.pred_opt()?;
        Some(format!(
            "{} expires on {expires}, before {lead}: credits save it only if all of {lead} is renewed by {last}; an exam of its own \
             level does too.",
            name(part, &held.id)
        ))
    });
    told.collect()
}
