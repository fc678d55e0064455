//! Texts, ids, words from a list, addresses.

use toml::de::DeValue;
use unicode_security::MixedScript;

use super::{Fault, Value, wrong_type};
use crate::{
    diagnostic::{Code, closest, is_unsafe, shown},
    model::Id,
};

/// Any text that can be shown on one line.
pub(crate) fn plain(value: Value<'_>) -> Result<String, Fault> {
    clean(value).map(str::to_owned)
}

/// An id.
pub(crate) fn id(value: Value<'_>) -> Result<Id, Fault> {
    let text = string(value)?;
    Id::new(text).map_err(|error| {
        let fault = Fault::new(Code::BadId, "is no id").label(error.to_string());
        match Id::slug(text) {
            Some(slug) => fault.write(format!("\"{slug}\"")),
            None => fault,
        }
    })
}

/// `true` or `false`.
pub(crate) fn flag(value: Value<'_>) -> Result<bool, Fault> {
    match value.get_ref() {
        DeValue::Boolean(flag) => Ok(*flag),
        _ => Err(wrong_type(value, "`true` or `false`")),
    }
}

/// One of the given words, turned into what it stands for.
pub(crate) fn word<T: Copy>(value: Value<'_>, words: &[(&'static str, T)]) -> Result<T, Fault> {
    let text = string(value)?;
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known = || words.iter().map(|(word, _)| *word);
        let listed: Vec<_> = known().map(|word| format!("`{word}`")).collect();
        let fault = Fault::new(
            Code::UnknownWord,
            format!("knows no word `{}`", shown(text)),
        )
        .help(format!("The words here are {}.", listed.join(", ")));
        if let Some(word) = known().find(|word| word.eq_ignore_ascii_case(text)) {
            return fault
                .label("the words here are in lower case")
                .write(format!("\"{word}\""));
        }
        match closest(text, known()) {
            Some(near) => fault.label(format!("did you mean `{near}`?")),
            None => fault,
        }
    })
}

/// The address of a page, by `https://`.
pub(crate) fn address(value: Value<'_>) -> Result<String, Fault> {
    let text = string(value)?;
    let fault = Fault::new(Code::BadSource, "is no address");
    let Some(rest) = text.strip_prefix("https://") else {
        let fault = fault.label("an address begins with `https://`");
        return Err(match text.strip_prefix("http://") {
            Some(rest) => fault.help(format!(
                "See whether `https://{}` shows the same page.",
                shown(rest)
            )),
            None => fault,
        });
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if !is_host(host.split(':').next().unwrap_or_default()) {
        return Err(fault.label("the host after `https://` cannot be one"));
    }
    let odd = |c: char| c.is_whitespace() || is_unsafe(c);
    if !rest.bytes().all(|b| b.is_ascii_graphic()) && rest.chars().any(odd) {
        return Err(fault.label("an address has no spaces and no control characters"));
    }
    Ok(text.to_owned())
}

/// The host of an address, without the port; `None` when it is no address.
pub(crate) fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    is_host(host).then_some(host)
}

/// The name of a host, such as `www.cisco.com`.
pub(crate) fn host(value: Value<'_>) -> Result<String, Fault> {
    let text = string(value)?;
    if is_host(text) && text.contains('.') {
        return Ok(text.to_owned());
    }
    Err(Fault::new(Code::BadSource, "names no host")
        .label("a host is written like `www.cisco.com`, without `https://` and path"))
}

/// A string of any kind.
pub(crate) fn string(value: Value<'_>) -> Result<&str, Fault> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        DeValue::Integer(number) => {
            Err(wrong_type(value, "a string").write(format!("\"{}\"", number.as_str())))
        }
        DeValue::Float(number) => {
            Err(wrong_type(value, "a string").write(format!("\"{}\"", number.as_str())))
        }
        _ => Err(wrong_type(value, "a string")),
    }
}

fn clean(value: Value<'_>) -> Result<&str, Fault> {
    let text = string(value)?;
    let fault = |label| Err(Fault::new(Code::BadText, "cannot be shown").label(label));
    // Nearly every text is ASCII, where a look at the bytes is enough.
    if text.starts_with(|c: char| c.is_ascii_graphic())
        && text.bytes().all(|b| (b' '..=b'~').contains(&b))
    {
        return Ok(text);
    }
    if text.trim().is_empty() {
        let fault = Fault::new(Code::BadText, "is empty").label("there is nothing in it");
        return Err(fault.help("Leave the key out when there is nothing to say."));
    }
    match text.chars().find(|c| is_unsafe(*c)) {
        None => one_script(text),
        Some('\n' | '\r') => fault("a text stands on one line".to_owned()),
        Some(c) => fault(format!(
            "it holds the control character U+{:04X}",
            u32::from(c)
        )),
    }
}

/// Refuses a word whose letters come from scripts that are not written together: most likely one letter only looks right.
fn one_script(text: &str) -> Result<&str, Fault> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_ascii()) {
        if !word.is_single_script() {
            let odd = word.chars().find(|c| !c.is_ascii()).unwrap_or_default();
            let label = format!(
                "in `{}`, the letter `{odd}` is U+{:04X}",
                shown(word),
                u32::from(odd)
            );
            return Err(Fault::new(Code::MixedScript, "mixes two scripts in a word")
                .label(label)
                .help("Type the word anew, on one keyboard layout."));
        }
    }
    Ok(text)
}

fn is_host(text: &str) -> bool {
    let label = |part: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        !part.is_empty() && part.bytes().all(allowed)
    };
    text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::values::testing::outcome;

    #[track_caller]
    fn refused<T: std::fmt::Debug>(
        written: &str,
        read: impl Fn(Value<'_>) -> Result<T, Fault>,
        code: Code,
        said: &str,
    ) {
        assert_eq!(outcome(written, read).unwrap_err(), (code, said.to_owned()));
    }

    #[test]
    fn texts_can_be_shown() {
        assert_eq!(outcome("'Übung — 1'", plain).unwrap(), "Übung — 1");
        let help = "there is nothing in it | Leave the key out when there is nothing to say.";
        refused("' '", plain, Code::BadText, help);
        refused(
            r#""a\nb""#,
            plain,
            Code::BadText,
            "a text stands on one line",
        );
        let control = "it holds the control character U+001B";
        refused(r#""a\u001b[31m""#, plain, Code::BadText, control);
        let mixed = "in `C\u{456}sco`, the letter `\u{456}` is U+0456 | Type the word anew, on one keyboard layout.";
        refused("'C\u{456}sco U.'", plain, Code::MixedScript, mixed);
        assert!(outcome("'シスコ認定 BGP — Кибербезопасность'", plain).is_ok());
        let bidi = "it holds the control character U+202E";
        refused(r#""a\u202eb""#, plain, Code::BadText, bidi);
        let number = "this is a decimal number | Write `\"1.0\"`.";
        refused("1.0", plain, Code::WrongType, number);
    }

    #[test]
    fn ids_are_offered_in_their_form() {
        assert_eq!(outcome("'350-401'", id).unwrap().as_str(), "350-401");
        let said = "an id has only lower-case letters, digits and hyphens | Write `\"cisco-u\"`.";
        refused("'Cisco U.'", id, Code::BadId, said);
        refused("''", id, Code::BadId, "an id cannot be empty");
        let long = format!("'{}'", "a".repeat(200));
        refused(&long, id, Code::BadId, "an id has at most 120 characters");
    }

    #[test]
    fn words_are_offered_by_likeness() {
        let read = |value: Value<'_>| word(value, &[("always", 1), ("manual", 2)]);
        assert_eq!(outcome("'manual'", read), Ok(2));
        let said = "did you mean `always`? | The words here are `always`, `manual`.";
        refused("'allways'", read, Code::UnknownWord, said);
    }

    #[test]
    fn addresses_begin_with_https_and_a_host() {
        assert!(outcome("'https://www.cisco.com/a?b#c'", address).is_ok());
        assert!(outcome("'https://localhost:8080'", address).is_ok());
        for wrong in [
            "'cisco.com'",
            "'https://'",
            "'https://a b'",
            "'ftp://a.b'",
            "'https://a..b/'",
        ] {
            assert_eq!(
                outcome(wrong, address).unwrap_err().0,
                Code::BadSource,
                "{wrong}"
            );
        }
        let said =
            "an address begins with `https://` | See whether `https://a.b/c` shows the same page.";
        refused("'http://a.b/c'", address, Code::BadSource, said);
        assert!(outcome("'u.cisco.com'", host).is_ok());
        assert!(outcome("'https://u.cisco.com'", host).is_err());
    }
}
