//! Quoting what somebody typed, and guessing what was meant.

/// The longest text that is quoted whole or compared, in characters.
const LONGEST: usize = 60;

/// A text as it may stand in a message: without control and bidi characters, and not too long.
pub fn shown(text: &str) -> String {
    let clean = |c| if is_unsafe(c) { '\u{FFFD}' } else { c };
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(LONGEST).map(clean).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

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

/// Whether a character could steer a terminal, reorder what is read, or hide in it: control characters, line separators, bidi marks,
/// and characters that take no room.
pub fn is_unsafe(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Marks that change the direction of text, or take no room at all.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The known word that is nearest to the typed one, where one is near enough to be meant.
pub fn closest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = typed.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase().replace(['_', ' '], "-");
    let limit = (length / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|word| {
            let distance = strsim::osa_distance(&typed, &word.replace('_', "-"));
            (distance, word)
        })
        .filter(|(distance, word)| *distance <= limit && *distance < word.chars().count())
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_short_and_tame() {
        assert_eq!(shown("cost"), "cost");
        assert_eq!(shown("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(shown(&"é".repeat(200)).chars().count(), 61);
    }

    #[track_caller]
    fn cleaned(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
    }

    #[test]
    fn terminals_are_safe() {
        cleaned("Designing Cisco Security", "Designing Cisco Security");
        cleaned("a\u{1b}[31mb\u{7}", "a[31mb");
        cleaned("a\u{202e}b\u{2066}c\u{200b}", "abc");
        cleaned(" two\n lines\t here ", "two lines here");
        cleaned("Prüfung – 検定", "Prüfung – 検定");
    }

    #[test]
    fn the_nearest_word_is_found() {
        let known = ["credits", "course", "cost", "fee_source"];
        assert_eq!(closest("credit", known), Some("credits"));
        assert_eq!(closest("Cost", known), Some("cost"));
        assert_eq!(closest("fee-source", known), Some("fee_source"));
        assert_eq!(closest("wombat", known), None);
        assert_eq!(closest("z", ["a", "b"]), None);
        assert_eq!(closest(&"a".repeat(100_000), known), None);
    }

    #[test]
    fn equally_near_words_are_chosen_by_order() {
        assert_eq!(closest("enca", ["encz", "encb"]), Some("encb"));
    }
}
