//! Bytes to TOML tables with spans. Knows nothing of what the keys mean.

use toml::{Spanned, de::DeTable};

use super::values::day;
use crate::diagnostic::{Code, Diagnostic, Sources, shown};

/// Reads one file as TOML, borrowing from it.
///
/// # Errors
/// Every syntax fault of the file, at most one a line: what follows on the same line is mostly its echo.
pub(crate) fn parse(
    sources: &Sources,
    file: usize,
) -> Result<Spanned<DeTable<'_>>, Vec<Diagnostic>> {
    if let Some(why) = sources.unread(file) {
        let message = format!("the file cannot be read: {why}");
        let finding = Diagnostic::error(Code::UnreadableFile, message)
            .at(file, 0..0, "")
            .help("Replace it by a file, or remove it.");
        return Err(vec![finding]);
    }
    let Some(text) = sources.text(file) else {
        let span = sources.not_utf8(file).unwrap_or_default();
        let finding = Diagnostic::error(Code::NotUtf8, "the file is not UTF-8 text")
            .at(file, span, "")
            .help("Save the file as UTF-8 in your editor.");
        return Err(vec![finding]);
    };
    let (table, mut errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(table);
    }
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut findings = Vec::new();
    let mut last_line = None;
    for error in errors {
        let span = sources.snap(file, error.span().unwrap_or_default());
        let line = text
            .as_bytes()
            .iter()
            .take(span.start)
            .filter(|b| **b == b'\n')
            .count();
        if last_line.replace(line) != Some(line) {
            let finding = Diagnostic::error(Code::Syntax, "this is not TOML");
            let way_out = way_out(text, span.start);
            // Of a day the parser would say that it needs quotes, as a text does.
            let is_day = way_out
                .as_ref()
                .is_some_and(|help| help.starts_with("Write"));
            let label = if is_day { "" } else { error.message() };
            let finding = finding.at(file, span, label);
            findings.push(match way_out {
                Some(help) => finding.help(help),
                None => finding,
            });
        }
    }
    Err(findings)
}

/// What to write instead of a bare value that is none, where that can be told.
fn way_out(text: &str, at: usize) -> Option<String> {
    let (before, after) = text.split_at_checked(at)?;
    let before = before.lines().next_back().unwrap_or_default();
    let after = after.lines().next().unwrap_or_default();
    // The fault may be found in the midst of the value.
    let (key, begun) = before.split_once('=')?;
    let value = format!("{begun}{after}");
    let value = value.split('#').next().unwrap_or_default().trim();
    let is_bare = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{', '=']);
    if key.trim().is_empty() || !is_bare {
        return None;
    }
    Some(match day::understand(value).as_slice() {
        [day] => format!("Write `{day}`: a day begins with the year."),
        [one, other] => format!("Write `{one}` or `{other}`: a day begins with the year."),
        _ => format!(
            "Put a text in quotes: `\"{}\"`.",
            shown(value.trim_matches(['"', '\'']))
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &[(Code, usize)]) {
        let sources = Sources::new([("a.toml".to_owned(), bytes.to_vec())]);
        let findings = parse(&sources, 0).err().unwrap_or_default();
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| {
                let start = finding.primary().unwrap().span.start;
                (finding.code, sources.position(0, start).line)
            })
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn every_bad_line_is_found_once() {
        check(b"a = 1\n", &[]);
        check(b"", &[]);
        check(b"\xef\xbb\xbfa = 1\r\n", &[]);
        check(
            b"a = \nb = 2\nc = = =\n",
            &[(Code::Syntax, 1), (Code::Syntax, 3)],
        );
        check(b"a = 1\na = 2\n", &[(Code::Syntax, 2)]);
        check(b"a = 1\nb = \"\xff\"\n", &[(Code::NotUtf8, 2)]);
    }

    #[track_caller]
    fn helps(line: &str, help: Option<&str>) {
        let text = format!("a = 1\n{line}\nc = 1\n");
        let sources = Sources::new([("a.toml".to_owned(), text.into_bytes())]);
        let findings = parse(&sources, 0).err().unwrap_or_default();
        assert_eq!(findings[0].help.as_deref(), help, "{line}");
    }

    #[test]
    fn what_was_meant_by_a_bare_value_is_told() {
        let day = "Write `2026-11-22`: a day begins with the year.";
        helps("b = 22/11/2026 # today", Some(day));
        helps("b = 2026-11-22-", Some(day));
        helps("b = Nov 22, 2026", Some(day));
        let either = "Write `2026-11-12` or `2026-12-11`: a day begins with the year.";
        helps("b = 11/12/2026", Some(either));
        helps(
            "b = Cloud Basics",
            Some("Put a text in quotes: `\"Cloud Basics\"`."),
        );
        helps("b =", None);
        helps("b = = 1", None);
        helps("b = \"x", None);
        helps("b c", None);
    }

    #[test]
    fn depth_does_not_exhaust_the_stack() {
        let sources = Sources::new([(
            "a.toml".to_owned(),
            [b"a = ".to_vec(), vec![b'['; 100_000]].concat(),
        )]);
        assert!(parse(&sources, 0).is_err());
    }
}
