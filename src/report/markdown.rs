//! Tables and texts as GitHub reads Markdown.

use std::io::{self, Write};

use super::{Column, clean};

/// Writes a table of texts, numbers to the right.
pub(super) fn table(
    out: &mut dyn Write,
    columns: &[Column],
    rows: &[Vec<String>],
) -> io::Result<()> {
    let heads: Vec<&str> = columns.iter().map(|column| column.head).collect();
    row(out, &heads)?;
    let rule = |column: &Column| if column.number { "---:" } else { "---" };
    row(out, &columns.iter().map(rule).collect::<Vec<_>>())?;
    rows.iter().try_for_each(|texts| {
        let cells: Vec<String> = texts.iter().map(|text| cell(text)).collect();
        row(out, &cells)
    })
}

/// Writes one row of a table, its cells being Markdown already.
pub(super) fn row<S: AsRef<str>>(out: &mut dyn Write, cells: &[S]) -> io::Result<()> {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A text of the catalogue that stays in its cell and is no markup.
fn cell(text: &str) -> String {
    escape(&clean(text), '`')
}

/// A text of our own with what Markdown would take for markup escaped. Backticks stay: our sentences use them as Markdown does. A `#`
/// does not, for such a text may begin a line.
pub(super) fn prose(text: &str) -> String {
    escape(text, '#')
}

/// The text with every mark of Markdown escaped, and `also`.
fn escape(text: &str, also: char) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c == also || matches!(c, '\\' | '|' | '*' | '_' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// An address that may stand between angle brackets.
pub(super) fn link(url: &str) -> Option<String> {
    let url = clean(url);
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && !url.contains(['<', '>', '|', ' ', '\\'])).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_out() {
        let mut out = Vec::new();
        let columns = [Column::text("a"), Column::number("b")];
        table(
            &mut out,
            &columns,
            &[vec!["x|`y`".to_owned(), "1".to_owned()]],
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "| a | b |\n| --- | ---: |\n| x\\|\\`y\\` | 1 |\n"
        );
    }

    #[test]
    fn prose_keeps_its_backticks_only() {
        assert_eq!(
            prose("# a | b *c* [d](e) <f> `g`"),
            r"\# a \| b \*c\* \[d\](e) \<f\> `g`"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(
            link("https://example.org/a"),
            Some("https://example.org/a".to_owned())
        );
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("https://example.org/a>b"), None);
    }
}
