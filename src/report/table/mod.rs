//! A table that fits: short forms first, then wrapped words, and one block a row where even that is too wide. Nothing is cut off.

mod fit;

use super::{Style, words};
use fit::Grid;
use tabled::{
    builder::Builder,
    settings::{
        Alignment, Color, Modify, Padding, Style as Lines,
        object::{Columns, Rows},
        style::HorizontalLine,
        themes::Theme,
    },
};

/// The blank columns between two columns.
const GAP: usize = 2;

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// What stands over it.
    pub head: &'static str,
    /// Whether it holds numbers, which stand to the right.
    pub number: bool,
    /// Whether its texts may be wrapped.
    pub wraps: bool,
}

impl Column {
    /// A column of texts that may be wrapped.
    pub const fn text(head: &'static str) -> Self {
        Self {
            head,
            number: false,
            wraps: true,
        }
    }

    /// A column of words or days that are never broken.
    pub const fn word(head: &'static str) -> Self {
        Self {
            head,
            number: false,
            wraps: false,
        }
    }

    /// A column of numbers.
    pub const fn number(head: &'static str) -> Self {
        Self {
            head,
            number: true,
            wraps: false,
        }
    }
}

/// What stands in one place of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The form where there is room, on one line.
    long: String,
    /// The form where there is none; it may have several lines.
    short: String,
}

impl Cell {
    /// A cell with a form for where there is room, and one for where there is not.
    pub fn either(long: impl Into<String>, short: impl Into<String>) -> Self {
        Self {
            long: long.into(),
            short: short.into(),
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        let long = text.into();
        Self {
            short: long.clone(),
            long,
        }
    }
}

/// A table. Every row has a cell for every column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// A last row under a line of its own.
    pub total: Option<Vec<Cell>>,
    /// Whether the heads are shown.
    pub headed: bool,
}

impl Table {
    /// The table as lines without a line break at the end, none wider than the style allows.
    pub fn render(&self, style: Style) -> String {
        let mut grid = Grid::of(self);
        if grid.fit(style.width) {
            self.draw(&grid, style)
        } else {
            self.blocks(style)
        }
    }

    /// The texts of its rows, in their long forms.
    pub(super) fn texts(&self) -> Vec<Vec<String>> {
        let texts = |row: &Vec<Cell>| row.iter().map(|cell| cell.long.clone()).collect();
        self.all_rows().map(texts).collect()
    }

    /// Every row that is drawn, the total last.
    fn all_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain(&self.total)
    }

    fn draw(&self, grid: &Grid, style: Style) -> String {
        let mut builder = Builder::default();
        if self.headed {
            builder.push_record(self.columns.iter().map(|column| column.head));
        }
        for row in self.all_rows() {
            builder.push_record(
                grid.columns
                    .iter()
                    .zip(row)
                    .map(|(fitted, cell)| fitted.text(cell)),
            );
        }
        let mut table = builder.build();
        table.with(self.rules(style));
        table.with(Padding::new(0, GAP, 0, 0));
        table.modify(Columns::last(), Padding::zero());
        for (at, column) in self.columns.iter().enumerate() {
            if column.number {
                table.modify(Columns::one(at), Alignment::right());
            }
        }
        if style.color && self.headed {
            table.with(Modify::new(Rows::first()).with(Color::BOLD));
        }
        trimmed(&table.to_string())
    }

    /// A line under the heads and one over the total, nothing else.
    fn rules(&self, style: Style) -> Theme {
        let line = HorizontalLine::new(if style.unicode { '─' } else { '-' });
        let heads = usize::from(self.headed);
        let under_heads = self.headed.then_some(heads);
        let over_total = self.total.as_ref().map(|_| self.rows.len() + heads);
        let mut theme = Theme::from_style(Lines::empty());
        for place in under_heads.into_iter().chain(over_total) {
            theme.insert_horizontal_line(place, line);
        }
        theme
    }

    /// One block a row, for screens too narrow for a table: the first cell, then a line for each of the others.
    fn blocks(&self, style: Style) -> String {
        let block = |row: &Vec<Cell>| {
            let mut cells = self.columns.iter().zip(row);
            let first = cells.next().map(|(_, cell)| cell.long.clone());
            let rest = cells
                .filter(|(_, cell)| !cell.long.is_empty())
                .map(|(column, cell)| format!("  {}: {}", column.head, cell.long));
            first
                .into_iter()
                .chain(rest)
                .flat_map(|line| words::wrap(&line, style.width, "    "))
                .collect::<Vec<_>>()
                .join("\n")
        };
        self.all_rows().map(block).collect::<Vec<_>>().join("\n\n")
    }
}

/// The lines without blanks at their ends.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn table() -> Table {
        let row = |title: &str, credits: &str| {
            vec![
                Cell::from(title),
                Cell::from(credits),
                Cell::either("2026-11-22 – 2027-03-20", "2026-11-22\n2027-03-20"),
            ]
        };
        Table {
            columns: vec![
                Column::text("what"),
                Column::number("credits"),
                Column::word("from – to"),
            ],
            rows: vec![
                row("Designing Cisco Security Infrastructure", "41"),
                row("Python", "2.5"),
            ],
            total: Some(vec!["total".into(), "43.5".into(), "".into()]),
            headed: true,
        }
    }

    #[track_caller]
    fn check(width: usize, expected: &str) {
        let style = Style {
            width,
            color: false,
            unicode: true,
        };
        let text = table().render(style);
        assert_eq!(text, expected.trim_matches('\n'), "\n{text}");
        assert!(text.lines().all(|line| line.width() <= width));
    }

    #[test]
    fn wide_tables_stay_on_one_line() {
        check(
            90,
            "
what                                     credits  from – to
─────────────────────────────────────────────────────────────────────────
Designing Cisco Security Infrastructure       41  2026-11-22 – 2027-03-20
Python                                       2.5  2026-11-22 – 2027-03-20
─────────────────────────────────────────────────────────────────────────
total                                       43.5
",
        );
    }

    #[test]
    fn narrow_tables_wrap() {
        check(
            40,
            "
what             credits  from – to
────────────────────────────────────
Designing Cisco       41  2026-11-22
Security                  2027-03-20
Infrastructure
Python               2.5  2026-11-22
                          2027-03-20
────────────────────────────────────
total               43.5
",
        );
    }

    #[test]
    fn very_narrow_ones_become_blocks() {
        check(
            20,
            "
Designing Cisco
    Security
    Infrastructure
  credits: 41
  from – to:
    2026-11-22 –
    2027-03-20

Python
  credits: 2.5
  from – to:
    2026-11-22 –
    2027-03-20

total
  credits: 43.5
",
        );
    }
}
