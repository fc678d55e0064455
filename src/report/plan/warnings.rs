//! What the holder should know before she acts, and how old the oldest fact is.

use super::{Report, drawn, facts, items, pace};
use crate::{
    model::{Credits, LAST_DAY, Money},
    plan::{Cause, Planned, Warning},
    report::{Style, words},
};

/// One sentence a warning, in the order they came; what the headline has said is not said again.
pub(super) fn sentences(report: &Report<'_>, planned: &Planned, style: Style) -> Vec<String> {
    let told = pace::hard(&planned.plan).is_some();
    let warnings = planned.warnings.iter();
    let warnings = warnings
        .filter(|warning| !(told && matches!(warning, Warning::HardPace { .. })))
        .map(|warning| sentence(report, warning, style));
    let recorded = drawn::cautions(report, planned).into_iter();
    recorded
        .map(|(_, caution)| caution)
        .chain(warnings)
        .collect()
}

/// The warning in words.
pub(super) fn sentence(report: &Report<'_>, warning: &Warning, style: Style) -> String {
    let title = |id| words::quote(&report.title(id), style);
    match warning {
        Warning::Unproved { least, cause } => unproved(*least, *cause),
        Warning::YearsUnknown => {
            "Some credits are wanted in every year, and without `--expires DATE` the years are not known.".to_owned()
        }
        Warning::BeyondCaps { credits } => format!(
            "{credits} of the credits you have do not count: they are beyond what may count of their category."
        ),
        Warning::Unsorted { credits } => unsorted(report, *credits),
        Warning::YearlyAdvice { credits } => format!(
            "{} in every year are advised, not demanded: nothing here was held to it.",
            words::credits(*credits)
        ),
        Warning::NoExpiry => {
            "You gave no expiry, so nothing was held against a deadline: `--expires DATE` does that.".to_owned()
        }
        Warning::OldPrice { id, checked, age } => format!(
            "The price of {} was read on {checked}, {}: look before you pay.",
            title(id),
            words::ago(*age)
        ),
        Warning::OldFact { id, checked, age } => format!(
            "What is known of {} was read on {checked}, {}: look before you begin.",
            title(id),
            words::ago(*age)
        ),
        Warning::Undated { id } => format!(
            "{} was read on a page without a date, so it may be older than it looks.",
            title(id)
        ),
        Warning::HardPace { per_week } => {
            format!("To meet every last day takes {} a week.", words::hours(*per_week))
        }
        Warning::EndOfDates { per_week } => format!(
            "At {} a week this ends on {LAST_DAY} or later: no later day is told, so what ends then stands with that one.",
            words::hours(*per_week)
        ),
        Warning::LikelyRule { route } => format!(
            "That the route `{route}` renews {} is likely, not confirmed: ask before you rely on it.",
            report.name()
        ),
        Warning::ExamFees => {
            "Exam fees are before tax, and a failed attempt costs the fee again.".to_owned()
        }
        Warning::HoursUnknown { id } => format!(
            "Nobody says how much study {} takes, so it was counted as nothing.",
            title(id)
        ),
    }
}

/// That nobody said of which category some of the holder's credits are, and how to say it.
fn unsorted(report: &Report<'_>, credits: Credits) -> String {
    let categories = report.program.program.categories.iter();
    let bases = categories.filter(|category| category.includes.is_empty());
    let ids: Vec<String> = bases.map(|category| format!("`{}`", category.id)).collect();
    format!(
        "You did not say of which category {credits} of your credits are, so they count toward no minimum and no cap: add `--have-in \
         CATEGORY={credits}`, where the category is {}.",
        words::choice(&ids)
    )
}

/// That a plan was not proved to be the best, why, and what can be done.
fn unproved(least: Money, cause: Cause) -> String {
    let known = match least.minor {
        0 => String::new(),
        _ => format!(": the best costs {least} or more"),
    };
    match cause {
        Cause::Time => format!(
            "The time was over before this was proved to be the best{known}. `--time-limit SECONDS` gives more time."
        ),
        Cause::Room => format!(
            "To prove that this is the best would have taken more memory than a search may take{known}. Fewer limits, or only some \
             activities, take less."
        ),
        Cause::Contradiction => {
            format!(
                "This was not proved to be the best{known}. {}",
                words::FAULT
            )
        }
    }
}

/// How old the oldest fact of the plan is, and which it is.
pub(super) fn oldest(report: &Report<'_>, planned: &Planned, style: Style) -> String {
    let Some(fact) = facts::oldest(report, &planned.plan) else {
        return String::new();
    };
    let about = match fact.about {
        facts::About::Rule => "the rule of the route".to_owned(),
        facts::About::Price(item) => {
            format!("the price of {}", words::quote(&items::name(item), style))
        }
        facts::About::Pass(pass) => {
            format!("what is known of {}", words::quote(&pass.title, style))
        }
        facts::About::Item(item) => {
            format!(
                "what is known of {}",
                words::quote(&items::name(item), style)
            )
        }
    };
    let read = words::read_on(fact.evidence.checked, report.answer.today);
    let undated = if fact.evidence.undated {
        ", on a page without a date"
    } else {
        ""
    };
    format!("The oldest fact this rests on was read on {read}{undated}: {about}.")
}
