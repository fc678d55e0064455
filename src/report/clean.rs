//! Makes strings of the catalogue harmless before they reach a spreadsheet. For a terminal, [`clean`] is enough.

pub use crate::diagnostic::clean;

/// What begins a formula: some spreadsheets take the full-width signs as the plain ones.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cleaned text that no spreadsheet takes for a formula.
pub fn clean_cell(text: &str) -> String {
    let risky = text.starts_with(['\t', '\r']);
    let text = clean(text);
    if risky || text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text
    }
}

/// What becomes of texts in CSV.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CsvTexts {
    /// No spreadsheet takes one for a formula.
    Guarded,
    /// They stay as they are, for programs.
    Raw,
}

impl CsvTexts {
    /// A text as it is written. What is no text, such as a number below zero, is not to come here.
    pub fn cell(self, text: &str) -> String {
        match self {
            Self::Guarded => clean_cell(text),
            Self::Raw => clean(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_are_safe() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@sum",
            "\t=1",
            "\u{202e}=1",
            "＝1",
            " \u{a0}=1",
        ] {
            assert!(clean_cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(clean_cell("350-401"), "350-401");
        assert_eq!(CsvTexts::Guarded.cell("=1"), "'=1");
        assert_eq!(CsvTexts::Raw.cell("=1\u{1b}"), "=1");
    }
}
