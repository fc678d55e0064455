//! Tables in Markdown.

use std::io::{self, Write};

use super::super::{Column, clean};

/// Writes a table as GitHub reads it, numbers to the right.
pub(super) fn table(
    out: &mut dyn Write,
    columns: &[Column],
    rows: &[Vec<String>],
) -> io::Result<()> {
    let heads: Vec<String> = columns
        .iter()
        .map(|column| column.head.to_owned())
        .collect();
    line(out, &heads)?;
    let rules: Vec<String> = columns
        .iter()
        .map(|column| if column.number { "---:" } else { "---" }.to_owned())
        .collect();
    line(out, &rules)?;
    rows.iter().try_for_each(|row| line(out, row))
}

fn line(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A text that stays in its cell and is no markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
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
            &[vec!["x|y".to_owned(), "1".to_owned()]],
        )
        .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n"
        );
    }
}
