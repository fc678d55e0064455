//! The answers without a plan: what is the case, why, and what she can do.

use super::{Report, routes};
use crate::{
    model::Exam,
    plan::{Cause, Outcome},
    report::{clean, words},
};

/// What is the case, in one sentence.
pub(super) fn headline(report: &Report<'_>) -> String {
    let name = report.name();
    match report.answer.outcome {
        Outcome::Expired => expired(report),
        Outcome::Retired => match report.certification.retired.as_ref().and_then(|end| end.on) {
            Some(day) => format!("{name} was retired on {day} and cannot be renewed."),
            None => format!("{name} was retired and cannot be renewed."),
        },
        Outcome::Undecided { least, cause } => {
            let known = match least.minor {
                0 => String::new(),
                _ => format!("; if it can, for {least} or more"),
            };
            let why = match cause {
                Cause::Time => " in the time there was",
                Cause::Room => " in the memory a search may take",
                Cause::Contradiction => "",
            };
            format!("Whether {name} can be renewed was not found out{why}{known}.")
        }
        Outcome::NoRoute | Outcome::Met(_) | Outcome::Short(..) => {
            format!("No way to renew {name} is known.")
        }
    }
}

/// Why, and what she can do.
pub(super) fn paragraphs(report: &Report<'_>) -> Vec<String> {
    let certification = report.certification;
    let why = match report.answer.outcome {
        Outcome::Expired => report.program.program.after_expiry.as_deref().map(sentence),
        Outcome::Retired => certification
            .retired
            .as_ref()
            .map(|end| sentence(&end.reason)),
        Outcome::Undecided { cause, .. } => {
            const LESS: &str = "ask for less: fewer limits, or only some activities (`--type`, `--topic`, `--only`).";
            let fault = words::FAULT;
            return vec![match cause {
                Cause::Time => format!("Give it more time with `--time-limit SECONDS`, or {LESS}"),
                Cause::Room => format!("What you can do: {LESS}"),
                Cause::Contradiction => format!("{fault} What you can do: {LESS}"),
            }];
        }
        _ => report
            .level()
            .and_then(|level| level.note.as_deref())
            .map(sentence),
    };
    why.into_iter().chain([what_she_can_do(report)]).collect()
}

/// Why credits do not help, which exams do, and what else is to be known, for a level that takes none.
pub(super) fn no_credits(report: &Report<'_>) -> String {
    let Some(level) = report.level().filter(|level| !level.takes_credits) else {
        return String::new();
    };
    let ways: Vec<String> = level
        .routes
        .iter()
        .map(|route| routes::asks(report, route.credits, &route.exams))
        .collect();
    let exams = if ways.is_empty() {
        String::new()
    } else {
        let cheapest = match report.answer.outcome {
            Outcome::Met(_) => " The plan shows the cheapest.",
            _ => "",
        };
        format!(" What does: {}.{cheapest}", words::choice(&ways))
    };
    let note = level
        .note
        .as_deref()
        .map(|note| format!(" {}", sentence(note)));
    let note = note.unwrap_or_default();
    format!("Credits do not renew {}.{exams}{note}", report.name())
}

/// That there is nothing to do toward any route; and where the catalogue has nothing, that this is the reason.
pub(super) fn nothing_to_reach(report: &Report<'_>) -> String {
    if !report.is_bare() {
        return "Nothing that counts can be reached.".to_owned();
    }
    let program = &report.program.program;
    format!(
        "The catalogue holds only the rules of {} so far. See at {} what counts, and say with `--have` and `--have-in` what you have.",
        clean(&program.name),
        clean(&program.url)
    )
}

fn expired(report: &Report<'_>) -> String {
    let name = report.name();
    let today = report.answer.today;
    match report.answer.expires {
        Some(day) if day < today => {
            let days = u32::try_from((today - day).num_days()).unwrap_or(0);
            format!("{name} expired on {day}, {}.", words::ago(days))
        }
        Some(day) => format!("{name} expires today, {day}: it is too late to renew it."),
        None => format!("{name} has expired."),
    }
}

fn what_she_can_do(report: &Report<'_>) -> String {
    let url = clean(&report.program.program.url);
    match report.answer.outcome {
        Outcome::Expired if report.program.program.after_expiry.is_none() => {
            format!("What you can do: ask at {url} whether what has expired can still be renewed.")
        }
        Outcome::Expired => format!(
            "What you can do: take the full exam process, as for the first time{}. If you finished your credits in time and a claim is pending, look at {url} first.",
            exams(report)
        ),
        Outcome::Retired => {
            "What you can do: earn a certification that is current; `finder certs` lists them."
                .to_owned()
        }
        _ => format!("What you can do: ask at {url} what renews it."),
    }
}

/// The exams that belong to the certification, where they are few enough to name.
fn exams(report: &Report<'_>) -> String {
    let name = |exam: &Exam| format!("{} for {}", exam.id, exam.fee);
    let belongs = |exam: &&Exam| {
        exam.withdrawn.is_none() && exam.certifications.contains(&report.certification.id)
    };
    let exams: Vec<String> = report
        .program
        .exams
        .values()
        .filter(belongs)
        .map(name)
        .collect();
    match exams.len() {
        1..=3 => format!(" ({})", words::list(&exams)),
        _ => String::new(),
    }
}

/// A note of the catalogue as a sentence.
fn sentence(note: &str) -> String {
    let note = clean(note);
    if note.ends_with('.') {
        note
    } else {
        format!("{note}.")
    }
}
