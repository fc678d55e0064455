//! Cells: one field of a row, and all of them.

use std::{fmt, slice, vec};

use super::{Field, Value};

/// One field of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// What it says; `None` where that could not be understood.
    pub value: Option<Value>,
    /// The text it was read from, cleaned.
    pub raw: String,
    /// The text of the page as evidence: escaped, and with nothing taken away.
    pub evidence: String,
    /// What keeps it from being understood or believed.
    pub problem: Option<Problem>,
}

/// What is wrong with a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// The text is none of what was asked for, and why.
    Unreadable(String),
    /// The page says several things where it may say one.
    Several(Vec<String>),
    /// It is read, but cannot be true.
    Implausible(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) | Self::Implausible(why) => f.write_str(why),
            Self::Several(texts) => write!(f, "it says several things: {}", texts.join(" | ")),
        }
    }
}

/// What a row says, by field. It takes no more room than what it says: a page may have many rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cells(Box<[(Field, Cell)]>);

impl Cells {
    /// What is said in a field.
    pub fn get(&self, field: Field) -> Option<&Cell> {
        let at = self.0.binary_search_by_key(&field, |(own, _)| *own).ok()?;
        self.0.get(at).map(|(_, cell)| cell)
    }

    /// Everything that is said, in the order of the fields.
    pub fn iter(&self) -> slice::Iter<'_, (Field, Cell)> {
        self.0.iter()
    }
}

/// In any order; of several cells in one field the first counts.
impl FromIterator<(Field, Cell)> for Cells {
    fn from_iter<I: IntoIterator<Item = (Field, Cell)>>(cells: I) -> Self {
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_by_key(|(field, _)| *field);
        cells.dedup_by_key(|(field, _)| *field);
        Self(cells.into())
    }
}

impl IntoIterator for Cells {
    type Item = (Field, Cell);
    type IntoIter = vec::IntoIter<(Field, Cell)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'c> IntoIterator for &'c Cells {
    type Item = &'c (Field, Cell);
    type IntoIter = slice::Iter<'c, (Field, Cell)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_cells_in_a_field_the_first_counts() {
        let cell = |raw: &str| Cell {
            value: None,
            raw: raw.to_owned(),
            evidence: raw.to_owned(),
            problem: None,
        };
        let cells: Cells = [
            (Field::Price, cell("a")),
            (Field::Code, cell("b")),
            (Field::Price, cell("c")),
        ]
        .into_iter()
        .collect();
        let fields: Vec<Field> = cells.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::Code, Field::Price]);
        assert_eq!(cells.get(Field::Price), Some(&cell("a")));
        assert_eq!(cells.get(Field::Title), None);
    }
}
