//! Small words: counts, lists, quotes, ages, hours, wrapped lines. What they are about is for the callers to know.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::{Style, clean};
use crate::model::{Credits, Date, Minutes};

/// What is said beside costs that were not proved to be the least, after why they were not.
pub(crate) const AT_MOST: &str =
    "what costs `at most` so much may be had for less, and `--time-limit SECONDS` gives more time";

/// What to do where the program has found itself at fault.
pub const FAULT: &str =
    "That is a fault of this program: please report it, with the command and the catalogue.";

/// `1 item`, `24 offerings`, `2 professional exams (core or concentration)`.
pub fn count(number: usize, singular: &str) -> String {
    if number == 1 {
        format!("1 {singular}")
    } else {
        format!("{number} {}", plural(singular))
    }
}

/// The plural of a noun; what stands in brackets behind it stays.
fn plural(singular: &str) -> String {
    let (noun, rest) = singular
        .split_once(" (")
        .map_or((singular, String::new()), |(noun, rest)| {
            (noun, format!(" ({rest}"))
        });
    if let Some(stem) = noun
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o']))
    {
        format!("{stem}ies{rest}")
    } else if noun.ends_with("ss") {
        format!("{noun}es{rest}")
    } else {
        format!("{noun}s{rest}")
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "and")
}

/// The first of many in a list, and how many more there are.
pub fn some<S: AsRef<str>>(items: &[S], most: usize) -> String {
    let more = items.len().saturating_sub(most);
    let named = items.iter().take(most).map(|item| item.as_ref().to_owned());
    let mut named: Vec<String> = named.collect();
    named.extend((more > 0).then(|| format!("{more} more")));
    list(&named)
}

/// `a`, `a or b`, `a, b or c`.
pub fn choice<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "or")
}

/// A list with that word before its last item.
fn join<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A cleaned title in quotation marks.
pub fn quote(text: &str, style: Style) -> String {
    let text = clean(text);
    if style.unicode {
        format!("“{text}”")
    } else {
        format!("\"{text}\"")
    }
}

/// From here to there, with the dash the terminal can show.
pub fn span(from: &str, to: &str, style: Style) -> String {
    let dash = dash(style);
    format!("{from} {dash} {to}")
}

/// The dash between two ends that the terminal can show.
pub fn dash(style: Style) -> char {
    if style.unicode { '–' } else { '-' }
}

/// `123 days`, `3 years`: whole years from the second on, rounded down.
pub fn age(days: u32) -> String {
    if days < 2 * 365 {
        count(days as usize, "day")
    } else {
        count((days / 365) as usize, "year")
    }
}

/// `today`, `123 days ago`.
pub fn ago(days: u32) -> String {
    if days == 0 {
        "today".to_owned()
    } else {
        format!("{} ago", age(days))
    }
}

/// When a fact was read: `2026-08-01, 113 days ago`. A day after the one that is asked of gets no age.
pub fn read_on(checked: Date, today: Date) -> String {
    let days = u32::try_from((today - checked).num_days());
    days.map_or_else(
        |_| checked.to_string(),
        |days| format!("{checked}, {}", ago(days)),
    )
}

/// `1 credit`, `2.5 credits`.
pub fn credits(credits: Credits) -> String {
    amount(&credits.to_string(), "credit")
}

/// `1 hour`, `2.5 hours`.
pub fn hours(minutes: Minutes) -> String {
    amount(&minutes.to_string(), "hour")
}

/// A written number with its noun.
fn amount(number: &str, singular: &str) -> String {
    let ending = if number == "1" { "" } else { "s" };
    format!("{number} {singular}{ending}")
}

/// Hours as a bare number. Estimates carry the mark `≈` and no more digits than they deserve: whole hours from ten on, tenths below.
pub fn hours_cell(minutes: Minutes, estimated: bool, style: Style) -> String {
    if estimated {
        let mark = if style.unicode { '≈' } else { '~' };
        format!("{mark}{}", rough_hours(minutes))
    } else {
        minutes.to_string()
    }
}

/// Hours as a bare number, rounded as an estimate deserves.
pub fn rough_hours(minutes: Minutes) -> String {
    let minutes = u64::from(minutes.minutes());
    let step = if minutes < 600 { 6 } else { 60 };
    let rounded = (minutes + step / 2) / step * step;
    Minutes::of_many(rounded).to_string()
}

/// Lines of at most `width` columns, broken between words only, so that an address can always be copied whole.
///
/// What is to be typed (it stands in backticks) and amounts of money stay on one line too.
pub fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    textwrap::wrap(&bound(text), options(width).subsequent_indent(indent))
        .into_iter()
        .map(|line| line.replace(BOUND, " "))
        .collect()
}

/// A space that no line is broken at.
const BOUND: char = '\u{a0}';

/// The text with its inseparable spaces bound: those inside backticks, and that between a currency and its amount.
fn bound(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    let mut typed = false;
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        typed ^= word.matches('`').count() % 2 == 1;
        bound.push_str(word);
        if let Some(next) = words.peek() {
            let money = is_currency(word) && next.starts_with(|c: char| c.is_ascii_digit());
            bound.push(if typed || money { BOUND } else { ' ' });
        }
    }
    bound
}

/// Whether a word looks like `USD`, brackets before it aside.
fn is_currency(word: &str) -> bool {
    let code = word.trim_start_matches('(');
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// Lines of at most `width` columns for a cell of a table: broken after hyphens too, and inside a word that would not fit otherwise.
pub fn wrap_cell(text: &str, width: usize) -> String {
    let options = options(width)
        .word_splitter(WordSplitter::HyphenSplitter)
        .break_words(true);
    textwrap::fill(text, options)
}

fn options<'a>(width: usize) -> Options<'a> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASCII: Style = Style {
        width: 80,
        color: false,
        unicode: false,
    };

    #[test]
    fn of_many_the_first_are_named() {
        assert_eq!(some(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(some(&["a", "b", "c", "d"], 2), "a, b and 2 more");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "item"), "1 item");
        assert_eq!(count(24, "offering"), "24 offerings");
        assert_eq!(count(2, "activity"), "2 activities");
        assert_eq!(count(3, "pass"), "3 passes");
        assert_eq!(count(0, "exam"), "0 exams");
        assert_eq!(
            count(2, "professional exam (core or concentration)"),
            "2 professional exams (core or concentration)"
        );
        assert_eq!(credits(Credits::parse("1").unwrap()), "1 credit");
        assert_eq!(credits(Credits::parse("2.5").unwrap()), "2.5 credits");
        assert_eq!(hours(Minutes::parse_hours("0.5").unwrap()), "0.5 hours");
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(choice(&["a", "b"]), "a or b");
    }

    #[test]
    fn ages_are_as_fine_as_they_matter() {
        assert_eq!(ago(0), "today");
        assert_eq!(ago(1), "1 day ago");
        assert_eq!(age(729), "729 days");
        assert_eq!(age(1274), "3 years");
        let day = |day| Date::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(read_on(day(22), day(23)), "2026-11-22, 1 day ago");
        assert_eq!(read_on(day(22), day(22)), "2026-11-22, today");
        assert_eq!(read_on(day(22), day(21)), "2026-11-22");
    }

    #[test]
    fn estimates_are_marked_and_rounded() {
        let minutes = |n| Minutes::new(n).unwrap();
        assert_eq!(hours_cell(minutes(2878), true, Style::PLAIN), "≈48");
        assert_eq!(hours_cell(minutes(2878), true, ASCII), "~48");
        assert_eq!(hours_cell(minutes(100), true, ASCII), "~1.7");
        assert_eq!(hours_cell(minutes(150), false, ASCII), "2.5");
    }

    #[test]
    fn quotes_follow_the_terminal() {
        assert_eq!(quote("a\u{1b}b", Style::PLAIN), "“ab”");
        assert_eq!(quote("ab", ASCII), "\"ab\"");
        assert_eq!(span("a", "b", ASCII), "a - b");
    }

    #[test]
    fn wrapping_keeps_addresses_whole() {
        let lines = wrap(
            "Begin at https://example.org/a-long-path/here now",
            16,
            "  ",
        );
        assert_eq!(
            lines,
            [
                "Begin at",
                "  https://example.org/a-long-path/here",
                "  now"
            ]
        );
        assert_eq!(
            wrap_cell("instructor-led class", 11),
            "instructor-\nled class"
        );
        assert_eq!(wrap_cell("検定検定", 4), "検定\n検定");
    }
}
