//! The texts of one row, in one piece: a page may have many rows, and while they are found the tree of it is in memory too.

use crate::listing::Field;

/// The texts that a page gives for the fields of one row, not yet understood.
#[derive(Default)]
pub(super) struct Texts {
    /// All of them, one after another.
    joined: Box<str>,
    /// The field of each, and how long it is.
    parts: Box<[(Field, u32)]>,
    /// Why they cannot be believed.
    doubt: Option<Box<str>>,
}

impl Texts {
    /// The texts by field, in the order they are read in.
    pub(super) fn of(texts: impl Iterator<Item = (Field, Vec<String>)>) -> Self {
        let mut joined = String::new();
        let mut parts = Vec::new();
        for (field, texts) in texts {
            for text in texts {
                // No page is that long; if one were, its text would be none.
                let Ok(length) = u32::try_from(text.len()) else {
                    continue;
                };
                joined.push_str(&text);
                parts.push((field, length));
            }
        }
        Self {
            joined: joined.into(),
            parts: parts.into(),
            doubt: None,
        }
    }

    /// The same, not to be believed for that reason.
    pub(super) fn doubted(self, reason: &str) -> Self {
        Self {
            doubt: Some(reason.into()),
            ..self
        }
    }

    /// Why they cannot be believed.
    pub(super) fn doubt(&self) -> Option<&str> {
        self.doubt.as_deref()
    }

    /// Whether nothing is said of any field.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What is said of a field.
    pub(super) fn in_field(&self, field: Field) -> impl Iterator<Item = &str> {
        let mut at = 0;
        let texts = self.parts.iter().map(move |(own, length)| {
            let start = at;
            at += *length as usize;
            (*own, self.joined.get(start..at).unwrap_or_default())
        });
        texts
            .filter(move |(own, _)| *own == field)
            .map(|(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_given() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let given = [
            (Field::Title, texts(&["Für alle", ""])),
            (Field::Code, texts(&[])),
            (Field::Next, texts(&["1", "2"])),
        ];
        let row = Texts::of(given.into_iter());
        let said = |field| row.in_field(field).collect::<Vec<_>>();
        assert_eq!(said(Field::Title), ["Für alle", ""]);
        assert_eq!(said(Field::Next), ["1", "2"]);
        assert_eq!(said(Field::Code), Vec::<&str>::new());
        assert!(!row.is_empty() && Texts::default().is_empty());
    }
}
