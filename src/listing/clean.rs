//! One door for fetched texts: what passes it can be shown, compared and kept.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostic;

/// The longest text that is kept, in characters as a reader counts them.
const LONGEST: usize = 300;
/// A letter carries no more marks than this.
const MOST_MARKS: usize = 3;

/// The text in one way of writing (NFC), without what could steer a terminal or reorder what is read, in at most 300 characters.
pub(super) fn clean(text: &str) -> String {
    let text = diagnostic::clean(text);
    let text: String = text.nfc().collect();
    let mut marks = 0_usize;
    let sparse: String = text
        .chars()
        .filter(|c| {
            marks = if is_mark(*c) { marks + 1 } else { 0 };
            marks <= MOST_MARKS
        })
        .collect();
    let mut kept: String = sparse.graphemes(true).take(LONGEST).collect();
    if kept.len() < sparse.len() {
        kept.push('…');
    }
    kept
}

/// A text of a page as evidence: whole, with what could steer a terminal or hide in it written out as `\u{1b}`.
pub(super) fn escaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '\t' | '\n' | '\r' => kept.extend(c.escape_default()),
            c if stays(c) => kept.push(c),
            c => kept.extend(c.escape_unicode()),
        }
    }
    kept
}

/// A text that was escaped, whatever became of it since.
pub(super) fn harmless(text: &str) -> String {
    if text.chars().all(stays) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if stays(c) {
            kept.push(c);
        } else {
            kept.extend(c.escape_unicode());
        }
    }
    kept
}

/// Whether a character is evidence as it is.
fn stays(c: char) -> bool {
    c == ' ' || !(c.is_whitespace() || diagnostic::is_unsafe(c))
}

/// The beginning of a text, of so many bytes at most and with no character cut.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Whether a character is put on the one before it: accents, and what chooses between its forms.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn nothing_steers_a_terminal() {
        check(
            "a\u{1b}]8;;https://a.b\u{7}b\u{9b}31m\u{90}c",
            "a]8;;https://a.bb31mc",
        );
        check("\u{202e}live\u{2066} \u{200b}x\u{e0041}", "live x");
        check(" two\n lines\t here\u{2028}end ", "two lines here end");
    }

    #[test]
    fn evidence_is_written_out() {
        let text = "a\u{1b}]8;;\u{7}\u{202e}\u{9b}\u{200b}\u{a0}\\u{1b}\n\tÜ b\u{301}";
        let kept = escaped(text);
        assert_eq!(
            kept,
            r"a\u{1b}]8;;\u{7}\u{202e}\u{9b}\u{200b}\u{a0}\\u{1b}\n\tÜ b".to_owned() + "\u{301}"
        );
        assert_eq!(harmless(&kept), kept);
        assert_eq!(harmless("a\u{1b}\\n"), r"a\u{1b}\n");
    }

    #[test]
    fn one_way_of_writing() {
        check("U\u{308}bung", "Übung");
        check(
            &format!("a{}", "\u{301}".repeat(9)),
            "á\u{301}\u{301}\u{301}",
        );
        check(
            &format!("x{}", "\u{fe0f}".repeat(500)),
            "x\u{fe0f}\u{fe0f}\u{fe0f}",
        );
    }

    #[test]
    fn texts_end() {
        let long = clean(&"é".repeat(1000));
        assert_eq!(long.chars().count(), 301);
        assert!(long.ends_with('…'));
    }
}
