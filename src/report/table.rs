//! A table that fits: short forms first, then wrapped words, and one block a row where even that is too wide. Nothing is cut off.

use tabled::{
    builder::Builder,
    settings::{
        Alignment, Color, Modify, Padding, Style as Lines,
        object::{Columns, Rows},
        style::HorizontalLine,
        themes::Theme,
    },
};
use unicode_width::UnicodeWidthStr;

use super::{Style, words};

/// The blank columns between two columns.
const GAP: usize = 2;
/// The least a wrapped column may be squeezed to before the table gives way to blocks.
const LEAST: usize = 12;

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

/// The table's columns with the widths they are given.
struct Grid {
    columns: Vec<Fitted>,
}

/// One column on its way to fitting.
struct Fitted {
    wraps: bool,
    /// Whether the short forms are used.
    short: bool,
    width: usize,
    /// The width in the short form.
    short_width: usize,
    /// The width at which no word need be broken.
    word_width: usize,
}

impl Fitted {
    fn of(column: Column, cells: &[&Cell], headed: bool) -> Self {
        let head = if headed { column.head.width() } else { 0 };
        let widest = |width: &dyn Fn(&Cell) -> usize| {
            cells
                .iter()
                .map(|cell| width(cell))
                .max()
                .unwrap_or(0)
                .max(head)
        };
        Self {
            wraps: column.wraps,
            short: false,
            width: widest(&|cell| cell.long.width()),
            short_width: widest(&|cell| cell.short.lines().map(str::width).max().unwrap_or(0)),
            word_width: widest(&|cell| longest_piece(&cell.short)),
        }
    }

    fn text(&self, cell: &Cell) -> String {
        let text = if self.short { &cell.short } else { &cell.long };
        if self.wraps {
            words::wrap_cell(text, self.width)
        } else {
            text.clone()
        }
    }
}

impl Grid {
    fn of(table: &Table) -> Self {
        let column = |(at, column): (usize, &Column)| {
            let cells: Vec<&Cell> = table.all_rows().filter_map(|row| row.get(at)).collect();
            Fitted::of(*column, &cells, table.headed)
        };
        Self {
            columns: table.columns.iter().enumerate().map(column).collect(),
        }
    }

    /// How many columns are too many.
    fn excess(&self, width: usize) -> usize {
        let gaps = GAP * self.columns.len().saturating_sub(1);
        let taken: usize = self.columns.iter().map(|column| column.width).sum();
        (taken + gaps).saturating_sub(width)
    }

    /// Squeezes the columns until the table fits: short forms first, from the last column on, then wrapped words, and broken words last.
    /// False: it cannot.
    fn fit(&mut self, width: usize) -> bool {
        for at in (0..self.columns.len()).rev() {
            if self.excess(width) > 0
                && let Some(column) = self.columns.get_mut(at)
                && column.short_width < column.width
            {
                column.short = true;
                column.width = column.short_width;
            }
        }
        self.squeeze(width, |column| column.word_width);
        self.squeeze(width, |column| column.word_width.min(LEAST));
        self.excess(width) == 0
    }

    /// Narrows the columns that wrap, the widest first, as far as `least` lets them.
    fn squeeze(&mut self, width: usize, least: impl Fn(&Fitted) -> usize) {
        for _ in 0..self.excess(width) {
            let columns = self.columns.iter_mut();
            let squeezable = columns.filter(|column| column.wraps && column.width > least(column));
            if let Some(widest) = squeezable.max_by_key(|column| column.width) {
                widest.width -= 1;
            }
        }
    }
}

/// The width of the longest piece that is not broken: a word, or its part up to a hyphen.
fn longest_piece(text: &str) -> usize {
    text.split_whitespace()
        .flat_map(|word| word.split_inclusive('-'))
        .map(str::width)
        .max()
        .unwrap_or(0)
}

/// The lines without blanks at their ends.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
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
