//! Titles in the form in which they are compared.

use unicode_normalization::UnicodeNormalization;

use crate::model::parse_scaled;

/// The title without case, brackets, versions, marks of trade and punctuation.
pub(in crate::listing) fn plain(title: &str) -> String {
    let mut depth = 0_usize;
    let outside = title.nfkc().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        '®' | '™' | '©' => false,
        _ => depth == 0,
    });
    let lower: String = outside.flat_map(char::to_lowercase).collect();
    // NFKC writes the mark out.
    let lower = lower.replace("tm ", " ");
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    let words = words
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty() && !is_version(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word is written like `v1.4` or `2.0`.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    let mut parts = digits.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (digits.contains('.') || word.starts_with('v')) && parts.all(is_number)
}

/// How alike two plain titles are, in hundredths: shown to people, and decides nothing but whether they are shown.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let score = format!("{:.2}", strsim::sorensen_dice(one, other));
    let hundredths = parse_scaled(&score, 2).unwrap_or_default();
    u32::try_from(hundredths).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        assert_eq!(plain(title), expected);
    }

    #[test]
    fn titles_lose_what_does_not_name_them() {
        let encor = "implementing and operating cisco enterprise network core technologies";
        check(
            "Implementing and Operating Cisco® Enterprise Network Core Technologies (ENCOR) v1.4",
            encor,
        );
        check(
            "Implementing and Operating Cisco Enterprise Network Core Technologies",
            encor,
        );
        check("802.1X with Cisco ISE", "802.1x with cisco ise");
        check("(ENCOR 1.4)", "");
        check("IPv6 Fundamentals [IP6FD]", "ipv6 fundamentals");
    }

    #[test]
    fn likeness_is_in_hundredths() {
        assert_eq!(likeness("abc", "abc"), 100);
        assert_eq!(likeness("abc", "xyz"), 0);
    }
}
