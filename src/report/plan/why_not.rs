//! Why something is not in the plan, in a few sentences for each thing that was asked about.

use super::{Report, others};
use crate::{
    model::Id,
    plan::{Barrier, Planned, Reason, Turn, Verdict, WhyNot},
    report::{Style, words},
};

/// One text for each thing that was asked about.
pub(super) fn sentences(report: &Report<'_>, planned: &Planned, style: Style) -> Vec<String> {
    let asked = planned.further.why_not.iter();
    let told = asked.map(|why_not| {
        Told {
            report,
            planned,
            why_not,
            style,
        }
        .text()
    });
    told.collect()
}

/// One answer, with all it is told from.
struct Told<'a> {
    report: &'a Report<'a>,
    planned: &'a Planned,
    why_not: &'a WhyNot,
    style: Style,
}

impl Told<'_> {
    /// `“Title” (`id/offering`): it ended on 2023-04-20.`
    fn text(&self) -> String {
        let mut sentences = vec![format!("{}: {}.", self.name(), self.verdict())];
        if let Verdict::Barred { by } = &self.why_not.verdict {
            sentences.extend(by.iter().map(barrier));
        }
        sentences.extend(self.why_not.turns.iter().map(|turn| self.turn(turn)));
        if self.why_not.cut_short {
            sentences.push("The search was cut short before more of this was known.".to_owned());
        }
        sentences.join(" ")
    }

    /// The title, where it has one, and what it is called on the command line.
    fn name(&self) -> String {
        let id = &self.why_not.id;
        let key = self.key();
        let title = self.report.title(id);
        if title == id.as_str() {
            format!("`{key}`")
        } else {
            format!("{} (`{key}`)", words::quote(&title, self.style))
        }
    }

    fn key(&self) -> String {
        key(&self.why_not.id, self.why_not.offering.as_ref())
    }

    fn verdict(&self) -> String {
        match &self.why_not.verdict {
            Verdict::Planned => "it is in the plan".to_owned(),
            Verdict::Held => "you hold it, so the plan need not buy it".to_owned(),
            Verdict::LeftOut(why) => reason(self.report, why),
            Verdict::Barred { by } if by.is_empty() => {
                "no plan that contains it closes a route, and no single limit is to blame"
                    .to_owned()
            }
            Verdict::Barred { .. } => "no plan that contains it keeps to your limits".to_owned(),
            Verdict::Worse => self.worse(),
            Verdict::Missing => "the catalogue has no such thing to take".to_owned(),
        }
    }

    fn worse(&self) -> String {
        let instead = match &self.why_not.instead {
            Some((id, offering)) => format!(
                "the plan takes the same course as `{}`",
                key(id, Some(offering))
            ),
            None => "a plan without it is better".to_owned(),
        };
        let Some(margin) = &self.why_not.margin else {
            return instead;
        };
        let best = &self.planned.plan;
        match others::compared(self.report, best, margin) {
            None => format!("{instead}, though by no more than facts looked at lately or ids"),
            Some(words) => format!("{instead}; the best plan with it {words}"),
        }
    }

    fn turn(&self, turn: &Turn) -> String {
        match turn {
            Turn::Price { most: None } => {
                format!(
                    "Whatever it costs, it would come in: `--price {}=AMOUNT`.",
                    self.key()
                )
            }
            Turn::Price { most: Some(most) } if most.minor == 0 => {
                "It would come in only for nothing.".to_owned()
            }
            Turn::Price { most: Some(most) } => {
                format!("It would come in at {most} or less, and not for more.")
            }
            Turn::Hours { most } => format!(
                "No lower price would bring it in, but a length of {} or less would.",
                words::hours(*most)
            ),
            Turn::HoursPerWeek { least } => {
                format!("With `--hours-per-week {least}` there is a plan with it.")
            }
            Turn::Finish { on } => format!("With nothing else to do, you would finish it on {on}."),
            Turn::Allowed => "Allowed, it would be in the plan.".to_owned(),
            Turn::Nothing => self.nothing(),
        }
    }

    fn nothing(&self) -> String {
        let nothing = match &self.why_not.verdict {
            Verdict::LeftOut(Reason::HoursUnknown) => "However short, it would not come in.",
            Verdict::LeftOut(_) => "Even for nothing it would not come in.",
            _ if self.report.program.passes.contains_key(&self.why_not.id) => {
                "Even for nothing it would not come in."
            }
            _ => "Neither a lower price nor fewer hours would bring it in.",
        };
        nothing.to_owned()
    }
}

/// Why something cannot be used, in words that follow a colon.
pub(super) fn reason(report: &Report<'_>, reason: &Reason) -> String {
    match reason {
        Reason::NoCredits => "it is known to earn no credits".to_owned(),
        Reason::CreditsUnknown => "nobody says what it earns".to_owned(),
        Reason::Ended { last_day } => format!("it ended on {last_day}"),
        Reason::Withdrawn { on } => format!("it was seen to be gone on {on}"),
        Reason::Stale { checked } => {
            format!("it has no end date and was last checked on {checked}, too long ago")
        }
        Reason::OpensTooLate { opens } => format!("it opens on {opens}, which is too late"),
        Reason::Taken => "you have done it, or a version of it that counts as the same".to_owned(),
        Reason::Excluded => "you excluded it".to_owned(),
        Reason::NotAsked => "it is not among what you asked for".to_owned(),
        Reason::PriceUnknown => "nobody says what it costs".to_owned(),
        Reason::NoRate { currency } => {
            format!("it is priced in {currency}, and no `--rate {currency}=RATE` was given")
        }
        Reason::PurseTooSmall { price } => {
            format!("it costs {price}, and your purse does not hold so many")
        }
        Reason::PurseEnds { until } => {
            format!("it can be begun only after your learning credits end on {until}")
        }
        Reason::BeginsTooEarly { starts } => {
            format!("the class begins on {starts}, before you do")
        }
        Reason::Busy => "the class falls on days you are busy".to_owned(),
        Reason::Prerequisite { of } => {
            format!("it needs `{of}` done before it, which cannot be done")
        }
        Reason::HoursUnknown => {
            "nobody says how long it takes, and your time is limited".to_owned()
        }
        Reason::TooLate { by } => format!("it cannot be finished by {by}"),
        Reason::NotOnRoute if !report.need.routes.is_empty() => {
            "it counts toward no route you asked for".to_owned()
        }
        Reason::NotOnRoute => "it counts toward no route".to_owned(),
    }
}

/// How far a limit would have to be moved.
fn barrier(barrier: &Barrier) -> String {
    match barrier {
        Barrier::Budget { alone: true, least } => {
            format!(
                "It alone costs more than your budget: with `--budget {}` there is a plan with it.",
                least.amount()
            )
        }
        Barrier::Budget { least, .. } => {
            format!(
                "With the rest it goes over your budget: with `--budget {}` there is a plan with it.",
                least.amount()
            )
        }
        Barrier::MaxHours { least } => {
            format!("With `--max-hours {least}` there is a plan with it.")
        }
        Barrier::HoursPerWeek { least } => {
            format!("With `--hours-per-week {least}` there is a plan with it.")
        }
        Barrier::Busy => "Without `--busy` there is a plan with it.".to_owned(),
        Barrier::Purse => {
            "With more learning credits (`--clc`) there is a plan with it.".to_owned()
        }
    }
}

/// What a thing is called on the command line.
fn key(id: &Id, offering: Option<&Id>) -> String {
    match offering {
        Some(offering) => format!("{id}/{offering}"),
        None => id.to_string(),
    }
}
