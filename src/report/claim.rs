//! Tells how something is claimed: what to paste, the steps with what is ready and what is missing, and what is needed no longer.

use std::io::{self, Write};

use super::{
    Style, clean,
    page::Page,
    status::{lacks_words, when},
    words,
};
use crate::{
    model::{ClaimNeed, Date, Program},
    record::{
        ClaimState, Completion,
        claim::{Claim, Step},
    },
};

/// A claim with what it is told against.
#[derive(Clone, Copy, Debug)]
pub struct ClaimReport<'a> {
    /// The program.
    pub program: &'a Program,
    /// What was completed.
    pub completion: &'a Completion,
    /// Its claim.
    pub claim: &'a Claim<'a>,
    /// The day it is.
    pub today: Date,
}

/// Tells it as text.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut dyn Write, report: &ClaimReport<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.strong(&report.headline(style))?;
    if report.next().is_none() {
        return page.paragraph(&report.settled());
    }
    page.titled("To paste", &report.form())?;
    page.steps("Steps", &report.steps())?;
    let (heading, superseded) = report.superseded();
    page.list(&heading, &superseded)?;
    page.cautions("Missing", &report.missing())?;
    page.strong(&report.what_next())
}

impl ClaimReport<'_> {
    fn next(&self) -> Option<ClaimState> {
        self.claim.next(self.completion.state)
    }

    fn headline(&self, style: Style) -> String {
        let done = self.completion;
        let what = format!(
            "{}, {}, completed on {}",
            words::quote(&done.title, style),
            words::credits(done.credits()),
            done.completed
        );
        match done.state {
            ClaimState::ToSubmit => match self.claim.due {
                Some(due) => format!("{what}: to be claimed by {}.", when(due, self.today)),
                None => format!("{what}: to be claimed."),
            },
            ClaimState::Pending => format!("{what}: submitted, and not validated yet."),
            ClaimState::Earned => format!("{what}: earned."),
            ClaimState::Rejected => format!("{what}: refused."),
        }
    }

    /// What is to be known of a claim that has come to its end.
    fn settled(&self) -> String {
        match self.completion.state {
            ClaimState::Rejected => format!(
                "It counts for nothing. If you claim it again, `finder log {} --state to-submit` says so.",
                self.completion.id()
            ),
            _ => "Nothing is left to claim. Keep the certificate until your next renewal: a claim can be looked into later.".to_owned(),
        }
    }

    /// What a form asks for, a line each, as it is to be pasted: never wrapped.
    fn form(&self) -> String {
        let done = self.completion;
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let fields = [
            ("course name", Some(clean(&done.title))),
            ("begun", day(done.started)),
            ("completed", day(Some(done.completed))),
            ("certificate", done.certificate.as_deref().map(clean)),
            ("file", done.evidence.as_deref().map(clean)),
            ("where", Some(clean(&self.program.url))),
        ];
        let line = |(label, value): (&str, Option<String>)| {
            let value = value.unwrap_or_else(|| "(missing)".to_owned());
            format!("  {label:<13}{value}")
        };
        fields.map(line).join("\n")
    }

    fn steps(&self) -> Vec<String> {
        let steps = self.claim.steps.iter();
        let needed = steps.filter(|step| step.superseded.is_none());
        needed.map(step_words).collect()
    }

    /// The steps that are needed no longer, under what is so instead.
    fn superseded(&self) -> (String, Vec<String>) {
        let steps = self.claim.steps.iter();
        let superseded = || {
            steps
                .clone()
                .filter_map(|step| Some((step, step.superseded?)))
        };
        let heading = superseded().next().map(|(_, why)| {
            format!(
                "{} So since {} only where that does not happen",
                clean(&why.reason),
                why.on
            )
        });
        let steps = superseded().map(|(step, _)| step_words(step));
        (heading.unwrap_or_default(), steps.collect())
    }

    /// What is missing, with what writes it down.
    fn missing(&self) -> Vec<String> {
        let flag = |need: &ClaimNeed| match need {
            ClaimNeed::Started => Some("--started DATE"),
            ClaimNeed::Certificate => Some("--certificate NUMBER"),
            ClaimNeed::Evidence => Some("--evidence FILE"),
            ClaimNeed::Title | ClaimNeed::Completed => None,
        };
        let lacks = self.claim.lacks();
        let told = lacks.iter().filter_map(|need| {
            let only = [*need].into();
            Some(format!(
                "{}: `finder log {} {}`",
                lacks_words(&only, self.completion),
                self.completion.id(),
                flag(need)?
            ))
        });
        told.collect()
    }

    fn what_next(&self) -> String {
        let id = self.completion.id();
        match (self.completion.state, self.next()) {
            (ClaimState::ToSubmit, Some(ClaimState::Pending)) => {
                format!("Next: once it is submitted, `finder claim {id} --done`.")
            }
            (ClaimState::ToSubmit, _) => format!(
                "Next: see at {} whether it is there. Once it is, `finder claim {id} --done`; if you had to submit it, `finder log \
                 {id} --state pending`.",
                clean(&self.program.url)
            ),
            _ => format!(
                "Next: once it is validated, `finder claim {id} --done`; if it is refused, `finder claim {id} --rejected`."
            ),
        }
    }
}

/// A step, and whether the record has what it takes.
fn step_words(step: &Step<'_>) -> String {
    let text = clean(&step.step.text);
    if step.step.needs.is_empty() {
        text
    } else if step.lacks.is_empty() {
        format!("{text} (Ready.)")
    } else {
        format!("{text} (Something is missing: see below.)")
    }
}
