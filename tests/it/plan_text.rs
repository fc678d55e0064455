//! What a reader sees of a plan, whole.

use std::io::{self, Write};

use finder::report::{CsvTexts, Format, Style};

use crate::plan_answers::{all, every_reason_often, mixed, weighed};

fn style(width: usize) -> Style {
    Style {
        width,
        color: false,
        unicode: true,
    }
}

#[test]
fn at_80_columns() {
    for (name, told) in all() {
        insta::assert_snapshot!(format!("{name}_80"), told.tell(Format::Text, style(80)));
    }
}

#[test]
fn at_200_columns() {
    for (name, told) in all() {
        insta::assert_snapshot!(format!("{name}_200"), told.tell(Format::Text, style(200)));
    }
}

#[test]
fn as_markdown() {
    for (name, told) in all() {
        insta::assert_snapshot!(
            format!("{name}_markdown"),
            told.tell(Format::Markdown, style(80))
        );
    }
}

#[test]
fn the_narrowest_terminal_breaks_nothing() {
    for (_, told) in all() {
        assert!(!told.tell(Format::Text, style(0)).is_empty());
    }
}

#[test]
fn as_csv() {
    insta::assert_snapshot!(
        "mixed_csv",
        mixed().tell(Format::Csv(CsvTexts::Guarded), style(80))
    );
    insta::assert_snapshot!(
        "weighed_csv",
        weighed().tell(Format::Csv(CsvTexts::Guarded), style(80))
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (name, told) in all() {
        for width in [30, 40, 60, 72, 80, 100, 132, 200] {
            let text = told.tell(Format::Text, style(width));
            for line in text.lines() {
                assert!(unicode_width(line) <= width, "{name} at {width}: {line}");
            }
        }
    }
}

#[test]
fn a_plain_terminal_gets_plain_characters() {
    let plain = Style {
        width: 80,
        color: false,
        unicode: false,
    };
    for (name, told) in all() {
        let text = told.tell(Format::Text, plain);
        assert!(text.is_ascii(), "{name}: {text}");
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let colored = Style {
        color: true,
        ..style(80)
    };
    for (name, told) in all() {
        let text = told.tell(Format::Text, colored);
        assert!(text.contains('\u{1b}'), "{name}");
        assert_eq!(
            without_colour(&text),
            told.tell(Format::Text, style(80)),
            "{name}"
        );
    }
}

#[test]
fn hostile_titles_reach_no_reader() {
    for format in [
        Format::Text,
        Format::Json,
        Format::Csv(CsvTexts::Guarded),
        Format::Markdown,
    ] {
        let text = mixed().tell(format, style(80));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format:?}");
    }
}

/// A reader that has gone away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_known_for_one() {
    let told = every_reason_often();
    for format in [
        Format::Text,
        Format::Json,
        Format::Csv(CsvTexts::Guarded),
        Format::Markdown,
    ] {
        let error = told.write(&mut Closed, format, style(80)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?}");
    }
}

/// The text without its escape sequences, and without the blanks they kept at the ends of lines.
fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    for part in text.split_inclusive('\u{1b}') {
        let shown = part.split_once('m').filter(|_| part.starts_with('['));
        plain.push_str(
            shown
                .map_or(part, |(_, shown)| shown)
                .trim_end_matches('\u{1b}'),
        );
    }
    let lines: Vec<&str> = plain.lines().map(str::trim_end).collect();
    lines.join(
        "
",
    ) + "
"
}

fn unicode_width(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}
