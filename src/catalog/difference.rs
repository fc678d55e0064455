//! Which entries two readings of a catalogue do not share, for telling what a change does. What is wrong with a change is in
//! [`super::history`].

use std::collections::BTreeMap;

use super::{Reading, Spot, spots::Key};

/// The entries that are not as they were, each list in the order of the files.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Differences<'s> {
    /// Those that are new.
    pub added: Vec<&'s Spot>,
    /// Those that say something else than they did.
    pub changed: Vec<&'s Spot>,
    /// Those that are there no more, as they were.
    pub gone: Vec<&'s Spot>,
}

type Texts<'s> = BTreeMap<Key<'s>, Vec<&'s [u8]>>;

/// Compares entry by entry, wherever they stand. Comments and blank lines make no difference.
pub fn differences<'s>(before: Reading<'s>, now: Reading<'s>) -> Differences<'s> {
    let (old, new) = (texts(before), texts(now));
    let mut found = Differences::default();
    for spot in &now.survey.spots {
        let key = spot.key();
        match old.get(&key) {
            None if goes_with_its_activity(spot, &old) => {}
            None => found.added.push(spot),
            Some(text) if Some(text) != new.get(&key) => found.changed.push(spot),
            Some(_) => {}
        }
    }
    let old_spots = before.survey.spots.iter();
    let gone = old_spots.filter(|spot| !new.contains_key(&spot.key()));
    found
        .gone
        .extend(gone.filter(|spot| !goes_with_its_activity(spot, &new)));
    found
}

/// Whether an offering is new or gone only because its activity, which `other` does not have, is: that need not be said of each.
fn goes_with_its_activity(spot: &Spot, other: &Texts<'_>) -> bool {
    let activity = spot.name.split_once('/').map(|(activity, _)| activity);
    activity.is_some_and(|activity| !other.contains_key(&("activity", "", activity)))
}

fn texts(reading: Reading<'_>) -> Texts<'_> {
    let entries = reading.survey.spots.iter().map(|spot| {
        let bytes = reading.sources.bytes(spot.file);
        let text = bytes.get(spot.span.clone()).unwrap_or_default();
        let lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
        let told = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#"));
        (spot.key(), told.collect())
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::survey, diagnostic::Sources};

    const ONE: &str = "title = \"A\"\n[[offering]]\nprovider = \"x\"\n";

    fn sources(files: &[(&str, &str)]) -> Sources {
        let files = files.iter().map(|(stem, text)| {
            let path = format!("p/activities/{stem}.toml");
            (path, text.as_bytes().to_vec())
        });
        let program = ("p/program.toml".to_owned(), b"id = \"p\"\n".to_vec());
        Sources::new(files.chain([program]))
    }

    /// The names of what is new, changed and gone.
    #[track_caller]
    fn check(before: &[(&str, &str)], now: &[(&str, &str)], expected: [&[&str]; 3]) {
        let (before, now) = (sources(before), sources(now));
        let (old, new) = (survey(&before), survey(&now));
        let reading = |sources, survey| Reading { sources, survey };
        let found = differences(reading(&before, &old), reading(&now, &new));
        let names = |spots: &[&Spot]| -> Vec<String> {
            spots.iter().map(|spot| spot.name.clone()).collect()
        };
        let found = [found.added, found.changed, found.gone].map(|spots| names(&spots));
        assert_eq!(found, expected);
    }

    #[test]
    fn entries_are_new_changed_or_gone() {
        check(&[], &[("a", ONE)], [&["a"], &[], &[]]);
        check(&[("a", ONE)], &[], [&[], &[], &["a"]]);
        let other = ONE.replace("\"A\"", "\"B\"");
        check(&[("a", ONE)], &[("a", &other)], [&[], &["a"], &[]]);
        let (bare, _) = ONE.split_once('[').unwrap();
        check(&[("a", bare)], &[("a", ONE)], [&["a/x"], &[], &[]]);
    }

    #[test]
    fn comments_and_blank_lines_change_nothing() {
        let told = format!("# new\n\n{}", ONE.replace("\n[", "\n\n# why\n["));
        check(&[("a", ONE)], &[("a", &told)], [&[], &[], &[]]);
    }
}
