//! Makes strings of the catalogue harmless before they reach a terminal or a spreadsheet.

use crate::diagnostic::is_invisible;

/// The text without control and bidirectional characters, its white space run together.
///
/// Those characters can hide or reorder what a reader sees, or drive her terminal; no title needs them.
pub fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !c.is_control() && !is_invisible(c))
        .collect();
    kept.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A cleaned text that no spreadsheet takes for a formula.
pub fn clean_cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = clean(text);
    if risky || text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn terminals_are_safe() {
        check("Designing Cisco Security", "Designing Cisco Security");
        check("a\u{1b}[31mb\u{7}", "a[31mb");
        check("a\u{202e}b\u{2066}c\u{200b}", "abc");
        check(" two\n lines\t here ", "two lines here");
        check("Prüfung – 検定", "Prüfung – 検定");
    }

    #[test]
    fn spreadsheets_are_safe() {
        for text in ["=1+1", "+1", "-1", "@sum", "\t=1", "\u{202e}=1"] {
            assert!(clean_cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(clean_cell("350-401"), "350-401");
    }
}
