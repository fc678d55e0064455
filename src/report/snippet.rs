//! A finding, painted over the lines it is about. What it says is decided long before.

use std::{
    io::{self, Write},
    ops::Range,
};

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::Style;
use crate::diagnostic::{Diagnostic, Label, Severity, Sources, is_unsafe};

/// The most columns a picture is fitted to: the painter multiplies them.
const WIDEST: usize = 10_000;

/// Writes one finding: its message and code, the line with the culprit underlined, the other places, the way out, and a
/// blank line after it.
///
/// # Errors
/// Only those of the writer.
pub fn write(
    out: &mut dyn Write,
    style: &Style,
    sources: &Sources,
    diagnostic: &Diagnostic,
) -> io::Result<()> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.name());
    let help = diagnostic.help.iter();
    let group = Group::with_title(title)
        .elements(places(sources, &diagnostic.labels))
        .elements(help.map(|help| Level::HELP.message(help)));
    writeln!(out, "{}\n", renderer(*style).render(&[group]))
}

fn renderer(style: Style) -> Renderer {
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let decor = if style.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    };
    renderer
        .decor_style(decor)
        .term_width(style.width.min(WIDEST))
}

/// One element a file, the culprit's first, so that two places in a file share a picture.
fn places<'s>(sources: &'s Sources, labels: &'s [Label]) -> Vec<Element<'s>> {
    let mut files: Vec<usize> = Vec::new();
    for label in labels {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    let in_file = |file| {
        labels
            .iter()
            .enumerate()
            .filter(move |(_, label)| label.file == file)
    };
    files
        .into_iter()
        .map(|file| match sources.text(file) {
            Some(text) => picture(sources, file, text, in_file(file)),
            None => address(sources, file, labels),
        })
        .collect()
}

fn picture<'s>(
    sources: &Sources,
    file: usize,
    text: &'s str,
    labels: impl Iterator<Item = (usize, &'s Label)>,
) -> Element<'s> {
    let labels: Vec<(usize, &Label)> = labels.collect();
    let spans = || {
        labels
            .iter()
            .map(|(_, label)| sources.snap(file, label.span.clone()))
    };
    let lines = lines(text, spans());
    let number = sources.position(file, lines.start).line;
    let annotations = labels.iter().map(|(index, label)| {
        let kind = if *index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let said = (!label.text.is_empty()).then_some(label.text.as_str());
        let span = sources.snap(file, label.span.clone());
        kind.span(span.start - lines.start..span.end - lines.start)
            .label(said)
    });
    Snippet::source(text.get(lines.clone()).unwrap_or(text))
        .line_start(number)
        .path(path(sources, file))
        .annotations(annotations)
        .into()
}

/// The whole lines that some spans lie in: painting a long file anew for every finding in it would take as long as reading it.
fn lines(text: &str, spans: impl Iterator<Item = Range<usize>> + Clone) -> Range<usize> {
    let start = spans
        .clone()
        .map(|span| span.start)
        .min()
        .unwrap_or_default();
    let end = spans.map(|span| span.end).max().unwrap_or_default();
    let before = text.get(..start).and_then(|text| text.rfind('\n'));
    let after = text.get(end..).and_then(|text| text.find('\n'));
    before.map_or(0, |newline| newline + 1)..after.map_or(text.len(), |newline| end + newline)
}

/// A file that is no text has an address, but nothing to paint on.
fn address<'s>(sources: &Sources, file: usize, labels: &[Label]) -> Element<'s> {
    let start = labels
        .iter()
        .find(|label| label.file == file)
        .map_or(0, |label| label.span.start);
    let position = sources.position(file, start);
    Origin::path(path(sources, file))
        .line(position.line)
        .char_column(position.column)
        .into()
}

/// Names of files are contributed too, and go to the same terminal.
fn path(sources: &Sources, file: usize) -> String {
    let clean = |c| if is_unsafe(c) { '\u{FFFD}' } else { c };
    sources.path(file).chars().map(clean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn painted(style: Style, finding: &Diagnostic) -> String {
        let file = |path: &str, text: &[u8]| (path.to_owned(), text.to_vec());
        let sources = Sources::new([
            file("a.toml", "título = 1\n".as_bytes()),
            file("b\u{1b}.toml", b"x = \"\xff\"\n"),
        ]);
        let mut out = Vec::new();
        write(&mut out, &style, &sources, finding).unwrap();
        String::from_utf8(out).unwrap()
    }

    const PLAIN: Style = Style {
        width: 80,
        color: false,
        unicode: false,
    };

    #[test]
    fn columns_are_counted_in_characters() {
        let finding = Diagnostic::warning(Code::UnknownKey, "odd").at(0, 10..11, "this");
        let expected = "warning[unknown-key]: odd\n --> a.toml:1:10\n  |\n1 | título = 1\n  |          ^ this\n\n";
        assert_eq!(painted(PLAIN, &finding), expected);
    }

    #[test]
    fn a_file_that_is_no_text_has_an_address() {
        let finding = Diagnostic::error(Code::NotUtf8, "odd").at(1, 5..6, "");
        let expected = "error[not-utf8]: odd\n--> b\u{fffd}.toml:1:6\n\n";
        assert_eq!(painted(PLAIN, &finding), expected);
    }

    #[test]
    fn a_place_that_is_none_does_no_harm() {
        let finding = Diagnostic::note(Code::BadText, "odd")
            .at(7, 5..60, "")
            .at(0, 90..95, "");
        assert!(painted(PLAIN, &finding).starts_with("note[bad-text]: odd\n"));
    }

    #[test]
    fn no_width_is_too_wide() {
        let finding = Diagnostic::error(Code::BadText, "odd").at(0, 0..1, "");
        let told = painted(Style::PLAIN, &finding);
        assert!(told.starts_with("error[bad-text]: odd\n"), "{told}");
    }

    #[test]
    fn color_and_lines_are_as_the_style_says() {
        let finding = Diagnostic::error(Code::BadText, "odd").at(0, 0..1, "");
        assert!(!painted(PLAIN, &finding).contains('\u{1b}'));
        let rich = Style {
            color: true,
            unicode: true,
            ..PLAIN
        };
        assert!(painted(rich, &finding).contains("\u{1b}["));
        assert!(painted(rich, &finding).contains('│'));
    }
}
