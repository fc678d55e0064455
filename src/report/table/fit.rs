//! How wide each column of a table is.

use unicode_width::UnicodeWidthStr;

use super::{Cell, Column, GAP, Table};
use crate::report::words;

/// The least a wrapped column may be squeezed to before the table gives way to blocks.
const LEAST: usize = 12;

/// The table's columns with the widths they are given.
pub(super) struct Grid {
    /// One for each of the table's.
    pub(super) columns: Vec<Fitted>,
}

/// One column on its way to fitting.
pub(super) struct Fitted {
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

    /// What is shown of a cell in this column.
    pub(super) fn text(&self, cell: &Cell) -> String {
        let text = if self.short { &cell.short } else { &cell.long };
        if self.wraps {
            words::wrap_cell(text, self.width)
        } else {
            text.clone()
        }
    }
}

impl Grid {
    /// The columns as wide as their long forms.
    pub(super) fn of(table: &Table) -> Self {
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
    pub(super) fn fit(&mut self, width: usize) -> bool {
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
