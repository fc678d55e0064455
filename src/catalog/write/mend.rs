//! Puts right what the findings know to put right.

use std::{collections::BTreeMap, ops::Range};

use crate::diagnostic::{Diagnostic, Sources};

/// One value put right may show the next fault of it, such as a number that must be a text and then is no id. Never so many.
const ROUNDS: usize = 8;

/// The same files with every finding mended that knows the one text to write; `find` finds them.
pub fn mended(sources: &Sources, find: impl Fn(&Sources) -> Vec<Diagnostic>) -> Sources {
    let mut sources = sources.clone();
    for _ in 0..ROUNDS {
        let texts = round(&sources, &find(&sources));
        if texts.is_empty() {
            break;
        }
        sources = sources.replaced(texts);
    }
    sources
}

/// The files of which something is mended, by index.
fn round(sources: &Sources, findings: &[Diagnostic]) -> BTreeMap<usize, String> {
    let mut mends: BTreeMap<usize, BTreeMap<usize, (Range<usize>, &str)>> = BTreeMap::new();
    for finding in findings {
        if let Some((mend, label)) = finding.mend.as_deref().zip(finding.primary()) {
            let file = mends.entry(label.file).or_default();
            file.entry(label.span.start)
                .or_insert((label.span.clone(), mend));
        }
    }
    let mended = |(file, mends): (usize, BTreeMap<_, _>)| {
        let before = sources.text(file)?;
        let after = replaced(before, mends.into_values());
        (after != before).then_some((file, after))
    };
    mends.into_iter().filter_map(mended).collect()
}

/// A text with those parts replaced. What overlaps with one that is replaced is left for the next round.
fn replaced<'m>(text: &str, mends: impl Iterator<Item = (Range<usize>, &'m str)>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut from = 0;
    for (span, mend) in mends {
        if let Some(kept) = text.get(from..span.start) {
            written.push_str(kept);
            written.push_str(mend);
            from = span.end;
        }
    }
    written.push_str(text.get(from..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::read_loose;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let rest = "title = 'A'\nsource = 'https://a.b'\n";
        let files = [("a.toml".to_owned(), format!("{rest}{line}").into_bytes())];
        let mended = mended(&Sources::new(files), read_loose);
        assert_eq!(mended.text(0), Some(format!("{rest}{expected}").as_str()));
    }

    #[test]
    fn what_has_one_way_out_takes_it() {
        check("type = 'Course'", "type = \"course\"");
        check("credits = '64'", "credits = 64");
        check("version = 1.0", "version = \"1.0\"");
        check("checked = '22 July 2026'", "checked = 2026-07-22");
        check("exam = 1.5", "exam = \"1-5\"");
        check("credits = '064'", "credits = 64");
        let offering = |cost: &str| format!("[[offering]]\ncost = {cost}");
        for (written, mend) in [
            ("'3,995 USD'", "\"3995 USD\""),
            ("'USD 3995'", "\"3995 USD\""),
            ("'3.995,00 EUR'", "\"3995.00 EUR\""),
            ("['40 clc', '3,995 USD']", "[\"40 CLC\", \"3995 USD\"]"),
        ] {
            check(&offering(written), &offering(mend));
        }
        check("topics = ['A B', 2]", "topics = [\"a-b\", \"2\"]");
    }

    #[test]
    fn what_has_several_is_left() {
        check("checked = '02/03/2026'", "checked = '02/03/2026'");
        check("cost = '$5'", "cost = '$5'");
        check("cost = '3.995 EUR'", "cost = '3.995 EUR'");
        check("a = = 1", "a = = 1");
    }
}
