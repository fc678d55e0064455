//! What a change to a file would be, as a unified diff.

use std::io::{self, Write};

use anstyle::AnsiColor;
use similar::TextDiff;

use super::Style;
use crate::diagnostic::is_unsafe;

/// How many lines are shown around a change.
const AROUND: usize = 3;

/// Writes the difference between two texts of a file. Where there is none, nothing is written.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    style: Style,
    path: &str,
    before: &str,
    after: &str,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(before, after);
    let path = tame(path);
    let text = diff
        .unified_diff()
        .context_radius(AROUND)
        .header(&path, &path)
        .to_string();
    text.split_inclusive('\n').try_for_each(|line| {
        let line = tame(line.trim_end_matches('\n'));
        match color(&line).filter(|_| style.color) {
            Some(color) => {
                let color = color.on_default();
                writeln!(out, "{color}{line}{color:#}")
            }
            None => writeln!(out, "{line}"),
        }
    })
}

fn color(line: &str) -> Option<AnsiColor> {
    match line.bytes().next()? {
        b'+' => Some(AnsiColor::Green),
        b'-' => Some(AnsiColor::Red),
        b'@' => Some(AnsiColor::Cyan),
        _ => None,
    }
}

/// A line that is harmless on a terminal.
fn tame(line: &str) -> String {
    let tame = |c| {
        if is_unsafe(c) && c != '\t' {
            '\u{FFFD}'
        } else {
            c
        }
    };
    line.chars().map(tame).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(color: bool, before: &str, after: &str, expected: &str) {
        let style = Style {
            color,
            ..Style::PLAIN
        };
        let mut out = Vec::new();
        write(&mut out, style, "a.toml", before, after).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_difference_is_shown_with_its_surroundings() {
        check(false, "a\nb\n", "a\nb\n", "");
        let head = "--- a.toml\n+++ a.toml\n";
        check(
            false,
            "a\nb\n",
            "a\nc\n",
            &format!("{head}@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
        );
        check(
            false,
            "a\u{1b}[31m\n",
            "",
            &format!("{head}@@ -1 +0,0 @@\n-a\u{fffd}[31m\n"),
        );
    }

    #[test]
    fn color_is_as_the_style_says() {
        let mut out = Vec::new();
        let style = Style {
            color: true,
            ..Style::PLAIN
        };
        write(&mut out, style, "a", "b\n", "c\n").unwrap();
        assert!(
            String::from_utf8(out)
                .unwrap()
                .contains("\u{1b}[32m+c\u{1b}[0m\n")
        );
    }
}
