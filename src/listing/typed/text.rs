//! Titles, codes, versions and names at the provider.

use unicode_security::MixedScript;

use super::{Problem, Value, implausible, unreadable};
use crate::listing::Field;

/// The longest code or name at a provider, in characters.
const LONGEST_CODE: usize = 40;
const LONGEST_REF: usize = 120;
const LONGEST_VERSION: usize = 12;

pub(super) fn text(field: Field, text: &str) -> Result<Value, Problem> {
    let text = match field {
        Field::Code => code(text)?,
        Field::Version => version(text)?,
        Field::ProviderRef | Field::Event => reference(text)?,
        _ => {
            one_script(text)?;
            text.to_owned()
        }
    };
    Ok(Value::Text(text))
}

/// A course code, in capitals. A letter that only looks like one of those makes it another code, so it is refused.
fn code(text: &str) -> Result<String, Problem> {
    if !text.is_ascii() {
        return Err(implausible(format!(
            "a code has no letter such as {}",
            odd(text)
        )));
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    if !text.bytes().all(allowed) || !(2..=LONGEST_CODE).contains(&text.len()) {
        return Err(unreadable(
            "a code has 2 to 40 letters, digits, dots and hyphens",
        ));
    }
    Ok(text.to_ascii_uppercase())
}

fn version(text: &str) -> Result<String, Problem> {
    let text = text.trim_start_matches(['v', 'V']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() > LONGEST_VERSION || !text.split('.').all(is_number) {
        return Err(unreadable("a version is written like `1.4`"));
    }
    Ok(text.to_owned())
}

fn reference(text: &str) -> Result<String, Problem> {
    if !text.is_ascii() {
        return Err(implausible(format!(
            "a name at a provider has no letter such as {}",
            odd(text)
        )));
    }
    if text.len() > LONGEST_REF {
        return Err(unreadable("it is longer than a name at a provider"));
    }
    Ok(text.to_owned())
}

/// Refuses a word of letters that are not written together: one of them only looks right.
fn one_script(text: &str) -> Result<(), Problem> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mixed = words
        .filter(|word| !word.is_ascii())
        .find(|word| !word.is_single_script());
    match mixed {
        Some(word) => Err(implausible(format!(
            "`{word}` mixes two scripts: {} only looks right",
            odd(word)
        ))),
        None => Ok(()),
    }
}

/// The first letter that is not plain, with its number.
fn odd(text: &str) -> String {
    let odd = text.chars().find(|c| !c.is_ascii()).unwrap_or_default();
    format!("`{odd}` (U+{:04X})", u32::from(odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: Field, written: &str, expected: &str) {
        let said = match text(field, written) {
            Ok(value) => value.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{written}");
    }

    #[test]
    fn codes_are_whole_and_plain() {
        for code in ["802.1X", "C2C", "ENCOR-B", "DCMDS-DW"] {
            check(Field::Code, code, code);
        }
        check(Field::Code, "encor", "ENCOR");
        check(
            Field::Code,
            "ENС0R",
            "a code has no letter such as `С` (U+0421)",
        );
        let form = "a code has 2 to 40 letters, digits, dots and hyphens";
        check(Field::Code, "=1+1", form);
        check(Field::Code, "EN COR", form);
    }

    #[test]
    fn titles_are_of_one_script() {
        check(Field::Title, "Übung – 検定", "Übung – 検定");
        check(
            Field::Title,
            "Cіsco",
            "`Cіsco` mixes two scripts: `і` (U+0456) only looks right",
        );
        check(Field::Version, "v1.4", "1.4");
        check(Field::Version, "new", "a version is written like `1.4`");
    }
}
