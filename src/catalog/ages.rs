//! What grows old, and what was looked at on a day that cannot have come. The day it is comes in from outside, and all it can raise is a note.

use super::spots::{Fact, Spot};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Date,
};

/// How many days after every other fact one may have been looked at.
const AHEAD: i64 = 366;

/// A fact that was looked at long after every other of the catalogue: somebody's slip of the pen, whatever day it is.
pub(super) fn outlier(spots: &[Spot]) -> Option<Diagnostic> {
    let facts = || {
        spots
            .iter()
            .flat_map(|spot| spot.facts.iter().map(move |fact| (spot, fact)))
    };
    let latest = facts().map(|(_, fact)| fact.checked).max()?;
    let before = facts()
        .map(|(_, fact)| fact.checked)
        .filter(|day| *day < latest)
        .max()?;
    let mut last = facts().filter(|(_, fact)| fact.checked == latest);
    let (spot, fact) = last.next()?;
    if (latest - before).num_days() <= AHEAD || last.next().is_some() {
        return None;
    }
    let finding = Diagnostic::warning(
        Code::CheckedInFuture,
        "this is more than a year after every other fact",
    );
    Some(
        finding
            .at(
                spot.file,
                fact.span.clone(),
                format!("the latest of the others is of {before}"),
            )
            .help("Write the day on which you looked."),
    )
}

/// What is too old on `today`, or was looked at only after it.
pub(super) fn on(spots: &[Spot], today: Date) -> Vec<Diagnostic> {
    let facts = spots
        .iter()
        .flat_map(|spot| spot.facts.iter().map(move |fact| (spot, fact)));
    facts
        .filter_map(|(spot, fact)| note(spot, fact, today))
        .collect()
}

impl Fact {
    /// How many days old it is on `today`, where that is more than its limit and somebody needs to look.
    pub fn stale(&self, today: Date) -> Option<i64> {
        let age = (today - self.checked).num_days();
        let over = self.over.is_some_and(|over| over <= today);
        (!over && age > i64::from(self.limit?)).then_some(age)
    }
}

fn note(spot: &Spot, fact: &Fact, today: Date) -> Option<Diagnostic> {
    if fact.checked > today {
        let finding = Diagnostic::note(Code::CheckedInFuture, format!("today is {today}"));
        let label = "nobody can have looked on this day yet";
        return Some(finding.at(spot.file, fact.span.clone(), label));
    }
    let age = fact.stale(today)?;
    let limit = fact.limit.unwrap_or_default();
    let message = format!("nobody has looked at this for {age} days");
    let name = spot.name.as_str();
    let help = match spot.kind {
        "program" => "Look at the source, and date the rule anew.".to_owned(),
        _ => format!(
            "Look at the source; if nothing has changed, `finder verify {name}` dates it anew."
        ),
    };
    Some(
        Diagnostic::note(Code::Stale, message)
            .at(
                spot.file,
                fact.span.clone(),
                format!("the limit is {limit} days"),
            )
            .help(help),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn fact(checked: &str, over: Option<&str>) -> Fact {
        Fact {
            checked: day(checked),
            span: 0..0,
            source: None,
            limit: Some(90),
            over: over.map(day),
        }
    }

    fn spot(facts: Vec<Fact>) -> Spot {
        Spot {
            kind: "exam",
            name: "a".to_owned(),
            scope: String::new(),
            title: None,
            code: None,
            file: 0,
            span: 0..0,
            facts,
        }
    }

    #[test]
    fn a_fact_is_old_the_day_after_its_limit_unless_it_is_over() {
        let age = |over| fact("2026-01-01", over).stale(day("2026-04-02"));
        assert_eq!(fact("2026-01-01", None).stale(day("2026-04-01")), None);
        assert_eq!(age(None), Some(91));
        assert_eq!(age(Some("2026-04-03")), Some(91));
        assert_eq!(age(Some("2026-04-02")), None);
    }

    #[test]
    fn a_day_to_come_is_a_note() {
        let found = on(&[spot(vec![fact("2026-01-02", None)])], day("2026-01-01"));
        assert_eq!(found[0].code, Code::CheckedInFuture);
        assert!(!found[0].is_error());
    }

    #[track_caller]
    fn check(days: &[&str], expected: bool) {
        let facts = days.iter().map(|checked| fact(checked, None)).collect();
        assert_eq!(outlier(&[spot(facts)]).is_some(), expected, "{days:?}");
    }

    #[test]
    fn only_a_day_far_ahead_of_all_others_is_suspicious() {
        check(&[], false);
        check(&["2062-01-01"], false);
        check(&["2026-01-01", "2027-01-02"], false);
        check(&["2026-01-01", "2027-01-03"], true);
        check(&["2026-01-01", "2027-01-03", "2027-01-03"], false);
        check(&["2026-01-01", "2026-01-01"], false);
    }
}
