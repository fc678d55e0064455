//! What the question took from the holder's record, and what she should know of what it says.

use super::Report;
use crate::{
    model::{Date, Id},
    plan::{Outcome, Planned},
    record::Part,
    report::words,
};

/// What came from the record, in one paragraph; nothing without one.
pub(super) fn paragraph(report: &Report<'_>) -> String {
    let Some(drawn) = report.drawn else {
        return String::new();
    };
    let used: Vec<String> = drawn.used.iter().map(|part| value(report, part)).collect();
    let used = if used.is_empty() {
        "Nothing of your record is used.".to_owned()
    } else {
        format!("From your record: {}.", used.join("; "))
    };
    let over = drawn.overridden.iter();
    let over = over.map(|part| format!("`--{}` ({})", part.word(), value(report, part)));
    let over: Vec<String> = over.collect();
    let over = (!over.is_empty())
        .then(|| format!("Flags go before what it says of {}.", words::list(&over)));
    let renewed = drawn.renewed.as_ref().map(|renewal| {
        let route = renewal.route.as_ref();
        let route = route.map(|route| format!(" by the route `{route}`"));
        let route = route.unwrap_or_default();
        format!(
            "By what it says, {} was renewed on {}{route}: what came after counts for the next time.",
            report.name(),
            renewal.on,
        )
    });
    let parts = [Some(used), over, renewed];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// One thing the record says, in words.
pub(super) fn value(report: &Report<'_>, part: &Part) -> String {
    let ids = |ids: &[Id]| words::list(&ids.iter().map(Id::as_str).collect::<Vec<_>>());
    match part {
        Part::Certification(_) => report.name(),
        Part::Expires(day) => format!("expires on {day}"),
        Part::Have(credits) => format!("{} earned or pending", words::credits(*credits)),
        Part::Passed(exams) => {
            let noun = if exams.len() == 1 { "exam" } else { "exams" };
            format!("{noun} {} passed", ids(exams))
        }
        Part::Taken(number) => {
            let things = words::count(*number, "thing");
            format!("{things} done before")
        }
        Part::HoursPerWeek(hours) => format!("{} a week", words::hours(*hours)),
        Part::Busy(spells) => words::count(*spells, "busy spell"),
        Part::Currency(currency) => format!("the currency {currency}"),
        Part::Rates(currencies) => {
            let codes: Vec<&str> = currencies.iter().map(|currency| currency.code()).collect();
            let noun = if codes.len() == 1 { "rate" } else { "rates" };
            format!("{noun} for {}", words::list(&codes))
        }
        Part::Passes(passes) => format!("{} held", ids(passes)),
        Part::Purse(clc) => clc.to_string(),
    }
}

/// What to beware of in what the record says, each with its lasting name.
pub(super) fn cautions(report: &Report<'_>, planned: &Planned) -> Vec<(&'static str, String)> {
    let Some(drawn) = report.drawn else {
        return Vec::new();
    };
    let higher = drawn.higher.as_ref().map(|higher| {
        let name = name(report, higher);
        let caution = format!(
            "You hold {name} too, which is higher: credits renew {} only together with it, so none of your record are counted here. \
             `--cert {higher}` plans for both.",
            report.name()
        );
        ("higher-held", caution)
    });
    let earlier = drawn.ends_earlier.iter();
    let earlier =
        earlier.map(|(id, ends)| ("ends-earlier", ends_earlier(report, planned, id, *ends)));
    higher.into_iter().chain(earlier).collect()
}

/// Something that renews with the certification and ends before it.
fn ends_earlier(report: &Report<'_>, planned: &Planned, id: &Id, ends: Date) -> String {
    let (lower, name, plan) = (name(report, id), report.name(), &planned.plan);
    let met = matches!(report.answer.outcome, Outcome::Met(_)) && !plan.hours_unknown;
    let last = ends.pred_opt().unwrap_or(ends);
    if met && plan.finish < ends {
        format!(
            "{lower} expires on {ends}, before {name}: it is renewed with it, as long as the plan is done by {last}."
        )
    } else {
        format!(
            "{lower} expires on {ends}, before {name}, and credits do not save it until all of this is done: be done by {last}, or \
             renew it with an exam of its own level."
        )
    }
}

/// What a certification of the program is called.
fn name(report: &Report<'_>, id: &Id) -> String {
    let known = report.program.certification(id.as_str());
    known.map_or_else(|| id.to_string(), |known| crate::report::clean(&known.name))
}
