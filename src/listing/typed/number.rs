//! Numbers as pages write them, by a separator that the source declares. Integers only.

use super::{super::source::Decimal, Problem, Value, unreadable};

/// What groups digits besides the other separator.
const GAPS: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''];

/// The digits of a number, as a plain decimal: `4.495,00` is `4495.00` where the comma is declared.
///
/// Digits that are not plain ones are refused: a raised `1` may be a footnote.
pub(super) fn plain(text: &str, decimal: Option<Decimal>) -> Result<String, Problem> {
    let text = ascii_digits(text)?;
    let text = text.trim().replace('’', "'");
    if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        return Ok(text);
    }
    let odd = text
        .chars()
        .find(|c| !c.is_ascii_digit() && !matches!(c, '.' | ',') && !GAPS.contains(c));
    if odd.is_some() || text.is_empty() {
        return Err(unreadable("it is no number"));
    }
    let Some(decimal) = decimal else {
        return Err(unreadable(
            "it has a separator, and the source declares none in `decimal`",
        ));
    };
    let (point, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text.as_str(), None),
    };
    let groups: Vec<&str> = whole.split(|c| c == group || GAPS.contains(&c)).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (first, others) = groups.split_first().unwrap_or((&"", &[]));
    let grouped =
        others.is_empty() || first.len() <= 3 && others.iter().all(|group| group.len() == 3);
    if !groups.iter().all(|group| digits(group))
        || !grouped
        || fraction.is_some_and(|part| !digits(part))
    {
        return Err(unreadable(
            "its separators are not those the source declares",
        ));
    }
    let whole = groups.concat();
    Ok(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

/// The text with full-width digits as plain ones; other digits are refused.
pub(super) fn ascii_digits(text: &str) -> Result<String, Problem> {
    text.chars()
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' => Ok(char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c)),
            c if c.is_numeric() && !c.is_ascii_digit() => {
                Err(unreadable(format!("`{c}` is no plain digit")))
            }
            c => Ok(c),
        })
        .collect()
}

/// A count.
pub(super) fn count(text: &str) -> Result<Value, Problem> {
    let digits = ascii_digits(text)?;
    let count = digits
        .trim()
        .parse()
        .map_err(|_| unreadable("it is no whole number"))?;
    Ok(Value::Count(count))
}

/// A text as numbers and what stands between them, such as `1`, `h`, `30`, `min`.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let numeric = rest.starts_with(|c: char| c.is_ascii_digit());
        let belongs = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let end = rest.find(|c: char| {
            if numeric {
                !belongs(c)
            } else {
                c.is_ascii_digit()
            }
        });
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        // A full stop after a number ends the sentence.
        let cut = part.trim_end_matches(['.', ',']).len();
        let (part, after) = if numeric && cut < part.len() {
            rest.split_at(cut)
        } else {
            (part, after)
        };
        if !part.trim().is_empty() {
            parts.push(part.trim());
        }
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, decimal: Option<Decimal>, expected: Option<&str>) {
        assert_eq!(plain(text, decimal).ok().as_deref(), expected, "{text}");
    }

    #[test]
    fn separators_are_those_declared() {
        let (point, comma) = (Some(Decimal::Point), Some(Decimal::Comma));
        check("4495", None, Some("4495"));
        check("4,495.00", point, Some("4495.00"));
        check("4.495,00", comma, Some("4495.00"));
        check("4 495,00", comma, Some("4495.00"));
        check("4'495.00", point, Some("4495.00"));
        check("4.495,00", point, None);
        check("4,495.00", comma, None);
        check("4.495", comma, Some("4495"));
        check("4.495", point, Some("4.495"));
        check("44,95", point, None);
        check("1,2,3", point, None);
        check("4.5", None, None);
        check("", point, None);
        check(".5", point, None);
        check("5.", point, None);
    }

    #[test]
    fn digits_are_plain() {
        check("１２", None, Some("12"));
        check("24¹", None, None);
        check("6²", None, None);
        check("½", None, None);
        check("٢٤", None, None);
        check("-3", None, None);
        check("1e3", None, None);
        check("NaN", None, None);
    }

    #[test]
    fn a_text_falls_into_numbers_and_words() {
        assert_eq!(parts("1 h 30 min"), ["1", "h", "30", "min"]);
        assert_eq!(parts("18h."), ["18", "h."]);
        assert_eq!(parts("up to 20"), ["up to", "20"]);
        assert_eq!(parts("5 days."), ["5", "days."]);
        assert_eq!(parts("16,0"), ["16,0"]);
        assert_eq!(parts("20."), ["20", "."]);
    }
}
