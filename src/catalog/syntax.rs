//! Bytes to TOML tables with spans. Knows nothing of what the keys mean.

use toml::{Spanned, de::DeTable};

use crate::diagnostic::{Code, Diagnostic, Sources};

/// Reads one file as TOML, borrowing from it.
///
/// # Errors
/// Every syntax fault of the file, at most one a line: what follows on the same line is mostly its echo.
pub(super) fn parse(
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
            findings.push(finding.at(file, span, error.message()));
        }
    }
    Err(findings)
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

    #[test]
    fn depth_does_not_exhaust_the_stack() {
        let sources = Sources::new([(
            "a.toml".to_owned(),
            [b"a = ".to_vec(), vec![b'['; 100_000]].concat(),
        )]);
        assert!(parse(&sources, 0).is_err());
    }
}
