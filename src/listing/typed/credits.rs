//! CE credits. What counts Cisco Learning Credits is refused: those are money.

use super::{super::source::Decimal, Problem, Value, implausible, number, unreadable};
use crate::model::Credits;

/// The words that may stand beside the number.
const WORDS: [&str; 16] = [
    "ce",
    "cec",
    "ces",
    "credit",
    "credits",
    "ce-credits",
    "ce-credit",
    "ce-punkte",
    "ce-punkt",
    "punkte",
    "points",
    "continuing",
    "education",
    "earn",
    "earns",
    "recertification",
];
/// What makes the number the most there can be.
const LIMITS: [&str; 9] = [
    "up to",
    "bis zu",
    "max",
    "max.",
    "maximum",
    "maximal",
    "at most",
    "as many as",
    "≤",
];
/// Cisco: 4 to 64 for training, less for sessions; in steps of a quarter.
const RANGE: std::ops::RangeInclusive<u32> = 25..=6400;
const STEP: u32 = 25;

pub(super) fn credits(text: &str, decimal: Option<Decimal>) -> Result<Value, Problem> {
    let lower = number::ascii_digits(text)?.to_lowercase();
    if lower.contains("clc") || lower.contains("learning credit") || lower.contains("lerncredit") {
        return Err(unreadable(
            "these are Learning Credits, which are money and renew nothing",
        ));
    }
    let parts = number::parts(&lower);
    let is_number = |part: &&&str| part.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<&&str> = parts.iter().filter(is_number).collect();
    let [digits] = numbers.as_slice() else {
        return Err(unreadable(match numbers.len() {
            0 => "it has no number",
            _ => "it has more than one number",
        }));
    };
    let mut at_most = false;
    for words in parts.iter().filter(|part| !is_number(part)) {
        at_most |= understood(words)?;
    }
    let digits = number::plain(digits, decimal)?;
    let credits = Credits::parse(&digits).map_err(|error| unreadable(error.to_string()))?;
    let hundredths = credits.hundredths();
    if !RANGE.contains(&hundredths) || hundredths % STEP != 0 {
        return Err(implausible(format!(
            "{credits} CE credits cannot be: they go from 0.25 to 64 by quarters"
        )));
    }
    Ok(if at_most {
        Value::AtMost(credits)
    } else {
        Value::Credits(credits)
    })
}

/// Whether words beside the number make it a limit.
fn understood(words: &str) -> Result<bool, Problem> {
    let words = words.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '.' | ',' | '(' | ')' | '[' | ']')
    });
    let (limit, rest) = match LIMITS.iter().find_map(|limit| words.strip_prefix(limit)) {
        Some(rest) => (true, rest),
        None => (false, words),
    };
    let odd = rest
        .split([' ', ':', '(', ')', '.'])
        .find(|word| !word.is_empty() && !WORDS.contains(word));
    match odd {
        Some(odd) => Err(unreadable(format!("beside the number stands `{odd}`"))),
        None => Ok(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said = match credits(text, Some(Decimal::Comma)) {
            Ok(value) => value.to_string(),
            Err(Problem::Implausible(_)) => "implausible".to_owned(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn numbers_of_credits_read() {
        check("24", "24");
        check("24 CE credits", "24");
        check("CE-Punkte: 64", "64");
        check("16,0", "16");
        check("earns 10 CE", "10");
        check("up to 20", "at most 20");
        check("bis zu 20 CE-Punkte", "at most 20");
        check("max. 20", "at most 20");
    }

    #[test]
    fn learning_credits_are_not_credits() {
        let money = "these are Learning Credits, which are money and renew nothing";
        check("43 CLC", money);
        check("43 Cisco Learning Credits", money);
        check("64 CE / 43 CLC", money);
    }

    #[test]
    fn what_is_not_understood_whole_is_not_understood() {
        check("4–8", "it has more than one number");
        check("24 (was 20)", "it has more than one number");
        check("Free", "it has no number");
        check("#REF!", "it has no number");
        check("64 sessions", "beside the number stands `sessions`");
        check("24¹", "`¹` is no plain digit");
        check("-24", "beside the number stands `-`");
    }

    #[test]
    fn ten_times_too_many_cannot_be() {
        for text in ["240", "640", "0", "65", "0,1", "100000", "24,1"] {
            check(text, "implausible");
        }
    }
}
