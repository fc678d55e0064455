//! Points in a plane, drawn with characters. What they stand for is for the caller to know.
//!
//! Drawn here, for the libraries that draw charts in a terminal draw lines in Braille, without labels and without ASCII.

use unicode_width::UnicodeWidthStr;

use crate::report::Style;

/// The lines a chart takes, its axis aside.
const HEIGHT: usize = 10;
/// The columns it takes at most, with what stands beside it: a wider one is no clearer.
const WIDEST: usize = 80;
/// The columns that points need at least.
const NARROWEST: usize = 16;

/// A point.
pub(super) struct Mark {
    /// How far to the right.
    pub(super) across: u64,
    /// How far up.
    pub(super) up: u64,
    /// What stands beside it, where there is room.
    pub(super) label: String,
    /// Whether it is the one.
    pub(super) chosen: bool,
}

/// What stands at both ends of both axes.
pub(super) struct Axes {
    /// At the bottom, at the top.
    pub(super) up: [String; 2],
    /// On the left, on the right.
    pub(super) across: [String; 2],
}

/// A point, and the one that was chosen.
pub(super) fn signs(style: Style) -> [char; 2] {
    if style.unicode {
        ['●', '◆']
    } else {
        ['o', '#']
    }
}

/// The chart as lines without a line break at the end; nothing for fewer than two points, or where there is no room.
pub(super) fn draw(marks: &[Mark], axes: &Axes, style: Style) -> String {
    let [low, high] = &axes.up;
    let gutter = low.width().max(high.width());
    let width = style.width.min(WIDEST).saturating_sub(gutter + 2);
    let [left, right] = &axes.across;
    if marks.len() < 2 || width < NARROWEST.max(left.width() + right.width() + 2) {
        return String::new();
    }
    let [line, corner, dash] = if style.unicode {
        ['│', '└', '─']
    } else {
        ['|', '+', '-']
    };
    let canvas = Canvas::of(marks, width, style);
    let rows = canvas.cells.iter().enumerate().map(|(row, cells)| {
        let worth = match row {
            0 => high.as_str(),
            _ if row + 1 == HEIGHT => low.as_str(),
            _ => "",
        };
        let cells: String = cells.iter().collect();
        format!("{}{worth} {line}{cells}", blanks(gutter - worth.width()))
    });
    let floor = format!(
        "{} {corner}{}",
        blanks(gutter),
        dash.to_string().repeat(width)
    );
    let between = blanks(width - left.width() - right.width());
    let ends = format!("{}  {left}{between}{right}", blanks(gutter));
    let lines = rows.chain([floor, ends]);
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn blanks(number: usize) -> String {
    " ".repeat(number)
}

/// The characters of a chart, row by row from the top.
struct Canvas {
    cells: Vec<Vec<char>>,
}

impl Canvas {
    /// With every point on it first, so that no label covers one; then every label that finds room, the chosen one's first.
    fn of(marks: &[Mark], width: usize, style: Style) -> Self {
        let mut canvas = Self {
            cells: vec![vec![' '; width]; HEIGHT],
        };
        let across = Scale::of(marks.iter().map(|mark| mark.across), width);
        let up = Scale::of(marks.iter().map(|mark| mark.up), HEIGHT);
        let place = |mark: &Mark| (HEIGHT - 1 - up.place(mark.up), across.place(mark.across));
        let [other, one] = signs(style);
        let (chosen, others): (Vec<&Mark>, Vec<&Mark>) = marks.iter().partition(|mark| mark.chosen);
        for mark in others.iter().chain(&chosen) {
            let (row, column) = place(mark);
            canvas.write(row, column, &[if mark.chosen { one } else { other }]);
        }
        for mark in chosen.iter().chain(&others) {
            let (row, column) = place(mark);
            canvas.label(row, column, &mark.label);
        }
        canvas
    }

    /// Writes a label to the right of a place, or else to the left, if it finds room with a blank on either side.
    fn label(&mut self, row: usize, column: usize, label: &str) {
        let label: Vec<char> = label.chars().collect();
        let right = Some(column + 2);
        let left = column.checked_sub(label.len() + 1);
        let has_room = |from: &usize| self.is_free(row, *from, label.len(), column);
        let room = right.into_iter().chain(left).find(has_room);
        if let Some(from) = room.filter(|_| !label.is_empty()) {
            self.write(row, from, &label);
        }
    }

    /// Whether so many cells are free, and the ones before and after them too, but for the place they belong to.
    fn is_free(&self, row: usize, from: usize, length: usize, beside: usize) -> bool {
        let Some(cells) = self.cells.get(row) else {
            return false;
        };
        let around = from.saturating_sub(1)..=from + length;
        let mut cells = cells
            .iter()
            .enumerate()
            .filter(|(at, _)| around.contains(at));
        let fits = from + length <= self.cells.first().map_or(0, Vec::len);
        fits && cells.all(|(at, cell)| *cell == ' ' || at == beside)
    }

    fn write(&mut self, row: usize, from: usize, text: &[char]) {
        let cells = self.cells.get_mut(row).into_iter().flatten();
        for (cell, c) in cells.skip(from).zip(text) {
            *cell = *c;
        }
    }
}

/// Numbers laid over so many places.
struct Scale {
    low: u64,
    span: u64,
    last: usize,
}

impl Scale {
    fn of(numbers: impl Iterator<Item = u64> + Clone, places: usize) -> Self {
        let low = numbers.clone().min().unwrap_or_default();
        Self {
            low,
            span: numbers.max().unwrap_or_default() - low,
            last: places.saturating_sub(1),
        }
    }

    /// The nearest place; the first where all numbers are the same.
    fn place(&self, number: u64) -> usize {
        let (span, last) = (u128::from(self.span), self.last as u128);
        let from_low = u128::from(number.saturating_sub(self.low));
        let place = (from_low * last * 2 + span).checked_div(span * 2);
        place
            .and_then(|place| usize::try_from(place).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Vec<Mark> {
        let mark = |across, up, label: &str| Mark {
            across,
            up,
            label: label.to_owned(),
            chosen: up == 0,
        };
        vec![
            mark(98, 0, "2027-04-08"),
            mark(81, 1800, "2027-03-15"),
            mark(80, 6000, "2027-03-13"),
        ]
    }

    #[track_caller]
    fn check(style: Style, expected: &str) {
        let axes = Axes {
            up: ["USD 0.00".to_owned(), "USD 6000.00".to_owned()],
            across: ["80".to_owned(), "98 hours".to_owned()],
        };
        let text = draw(&marks(), &axes, style);
        assert_eq!(text, expected.trim_matches('\n'), "\n{text}");
    }

    #[test]
    fn points_stand_where_they_belong_with_their_labels() {
        let style = Style {
            width: 50,
            color: false,
            unicode: true,
        };
        check(
            style,
            "
USD 6000.00 │● 2027-03-13
            │
            │
            │
            │
            │
            │  ● 2027-03-15
            │
            │
   USD 0.00 │                         2027-04-08 ◆
            └─────────────────────────────────────
             80                           98 hours
",
        );
    }

    #[test]
    fn a_plain_terminal_gets_plain_characters_and_a_narrow_one_nothing() {
        let plain = Style {
            width: 40,
            color: false,
            unicode: false,
        };
        check(
            plain,
            "
USD 6000.00 |o 2027-03-13
            |
            |
            |
            |
            |
            | o 2027-03-15
            |
            |
   USD 0.00 |               2027-04-08 #
            +---------------------------
             80                 98 hours
",
        );
        check(Style { width: 25, ..plain }, "");
    }

    #[test]
    fn one_point_is_no_chart_and_equal_ones_share_a_place() {
        let axes = || Axes {
            up: ["0".to_owned(), "0".to_owned()],
            across: ["1".to_owned(), "1".to_owned()],
        };
        let mut marks = marks();
        marks.truncate(1);
        assert_eq!(draw(&marks, &axes(), Style::PLAIN), "");
        let same = |chosen| Mark {
            across: 1,
            up: 0,
            label: String::new(),
            chosen,
        };
        let text = draw(&[same(true), same(false)], &axes(), Style::PLAIN);
        assert_eq!(text.matches('◆').count(), 1, "{text}");
        assert!(!text.contains('●'), "{text}");
    }
}
