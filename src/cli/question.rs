//! What is asked beside the best plan: alternatives, trade-offs, reasons; and how long to look.

use std::{ffi::OsStr, time::Duration};

use clap::{ArgMatches, parser::ValueSource};

use crate::{
    model::{DecimalError, parse_scaled},
    plan::Question,
};

use super::{Failure, args::PlanArgs, convert::Given, need::Desk};

/// The most alternatives a plan names.
const MOST_ALTERNATIVES: usize = 50;

/// The most reasons that are given: each takes a search or several.
const MOST_REASONS: usize = 100;

/// The question that the flags ask; `stop` says when the time is over.
pub(super) fn question<'q>(
    args: &PlanArgs,
    desk: &mut Desk<'_>,
    stop: &'q dyn Fn() -> bool,
) -> Result<Question<'q>, Failure> {
    let mut why_not = Vec::new();
    for given in Given::many("--why-not", &args.why_not) {
        for place in desk.places(given, given.value)? {
            if !why_not.contains(&place) {
                why_not.push(place);
            }
        }
        let things = desk.number_of_things(&why_not);
        if things > MOST_REASONS {
            let why = format!(
                "that makes {things} offerings to give a reason for, and at most {MOST_REASONS} reasons are given"
            );
            let hint =
                "Name one, such as `--why-not ID/OFFERING`; `finder show ID` lists the offerings.";
            return Err(given.wrong(why).hint(hint));
        }
    }
    Ok(Question {
        runner_up: true,
        alternatives: alternatives(&args.wishes.alternatives)?,
        tradeoffs: args.wishes.tradeoffs,
        why_not,
        sensitivity: true,
        stop,
    })
}

fn alternatives(given: &str) -> Result<usize, Failure> {
    let given = Given::new("--alternatives", given);
    let hint = "Write a whole number, such as `--alternatives 3`.";
    let number = parse_scaled(given.value, 0)
        .map_err(|error| given.wrong_number(error, MOST_ALTERNATIVES).hint(hint))?;
    usize::try_from(number)
        .ok()
        .filter(|number| *number <= MOST_ALTERNATIVES)
        .ok_or_else(|| {
            let why = format!("at most {MOST_ALTERNATIVES} alternatives are named");
            given.wrong(why).hint(hint)
        })
}

/// How long to look for the best plan, by the millisecond.
pub(super) fn time_limit(given: &str) -> Result<Duration, Failure> {
    let given = Given::new("--time-limit", given);
    let hint = "Write seconds above 0, such as `--time-limit 2.5`, or leave the flag out for 10.";
    match parse_scaled(given.value, 3) {
        Ok(0) => Err(given.wrong("nothing is found in no time").hint(hint)),
        Ok(milliseconds) => Ok(Duration::from_millis(milliseconds)),
        // A limit that is beyond all counting limits nothing.
        Err(DecimalError::TooLarge) => Ok(Duration::MAX),
        Err(error) => Err(given.wrong(error).hint(hint)),
    }
}

/// The time that several searches have together: each takes at most its share of what is left, so that a hard one leaves some to the rest.
pub(super) struct Turns<'w> {
    end: Duration,
    elapsed: &'w dyn Fn() -> Duration,
    left: u32,
}

impl<'w> Turns<'w> {
    /// So many searches that begin now, and have so long: what was read before them took time too, and is not what the limit is of.
    pub(super) fn new(limit: Duration, elapsed: &'w dyn Fn() -> Duration, number: usize) -> Self {
        let left = u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            end: elapsed().saturating_add(limit),
            elapsed,
            left,
        }
    }

    /// Whether the turn that begins now is over, to be asked again and again.
    pub(super) fn next(&mut self) -> impl Fn() -> bool + use<'w> {
        let (now, elapsed) = ((self.elapsed)(), self.elapsed);
        let share = self.end.saturating_sub(now) / self.left.max(1);
        self.left = self.left.saturating_sub(1);
        let end = now.saturating_add(share);
        move || elapsed() >= end
    }
}

/// What of `finder plan` is not about the question: where the answer goes, and what it is held against.
const BESIDE: [&str; 5] = ["save", "format", "record", "catalog", "today"];

/// The flags of the subcommand that ask the question, as they were typed: one text a value, such as `--have=24`.
pub(super) fn typed(command: &clap::Command, matches: &ArgMatches) -> Vec<String> {
    let Some((name, matches)) = matches.subcommand() else {
        return Vec::new();
    };
    let flags = command.find_subcommand(name).into_iter();
    let flags = flags.flat_map(clap::Command::get_arguments).filter(|flag| {
        let id = flag.get_id().as_str();
        let is_typed = matches.value_source(id) == Some(ValueSource::CommandLine);
        is_typed && !BESIDE.contains(&id)
    });
    flags
        .flat_map(|flag| {
            let name = flag.get_long().unwrap_or_default();
            if !flag.get_action().takes_values() {
                return vec![format!("--{name}")];
            }
            let values = matches.get_raw(flag.get_id().as_str());
            let values = values.into_iter().flatten().map(OsStr::to_string_lossy);
            values.map(|value| format!("--{name}={value}")).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_leaves_some_time_to_those_after_it() {
        // A minute went by before.
        let begun = Duration::from_secs(60);
        let now = std::cell::Cell::new(Duration::ZERO);
        let elapsed = || begun + now.get();
        let mut turns = Turns::new(Duration::from_secs(9), &elapsed, 3);
        let first = turns.next();
        assert!(!first());
        now.set(Duration::from_secs(3));
        assert!(first());
        // What the first left over is shared by the two others.
        now.set(Duration::from_secs(1));
        let second = turns.next();
        now.set(Duration::from_millis(4_999));
        assert!(!second());
        now.set(Duration::from_secs(5));
        assert!(second());
        let third = turns.next();
        assert!(!third());
        now.set(Duration::from_secs(9));
        assert!(third() && turns.next()());
    }

    #[test]
    fn alternatives_are_few() {
        assert_eq!(alternatives("0").unwrap(), 0);
        assert_eq!(alternatives("50").unwrap(), 50);
        for (given, told) in [
            ("51", "at most 50"),
            ("99999999999999999999", "it is too large"),
            ("-1", "it cannot be negative"),
            ("1.5", "it must be a whole number"),
        ] {
            let failure = alternatives(given).unwrap_err().told();
            assert!(failure.contains(told), "{failure}");
        }
    }
}
