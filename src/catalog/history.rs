//! Two readings of a catalogue held against each other: what is gone, what is called what something else was called, and which findings are new.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Survey,
    spots::{self, Spot},
    titles::words,
};
use crate::diagnostic::{self, Code, Diagnostic, Severity, Sources, shown};

/// A catalogue as it was or is.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// Its files.
    pub sources: &'r Sources,
    /// What they say.
    pub survey: &'r Survey,
}

/// The findings of `now`, where only what has changed since `before` can fail.
///
/// A finding keeps its severity when its entry has changed, or when it was not found before: so that nobody breaks an entry by taking away
/// what it relies on. Every other is a note. What is gone or has become something else is found besides.
pub fn since(before: Reading<'_>, now: Reading<'_>) -> Vec<Diagnostic> {
    let changed = changed(before, now);
    let mut known = known(before);
    let mut findings = now.survey.findings.clone();
    for finding in &mut findings {
        let key = key(now, finding);
        let old = known.get_mut(&key).filter(|count| **count > 0);
        let is_old = old.map(|count| *count -= 1).is_some();
        if is_old && !changed.contains(&key.place) {
            finding.severity = Severity::Note;
        }
    }
    findings.extend(lost(before, now));
    diagnostic::sort(&mut findings);
    findings
}

/// What makes a finding the same as an earlier one, wherever it stands by now.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'s> {
    place: Place<'s>,
    code: Code,
    message: String,
}

/// An entry, or a file by its path.
type Place<'s> = spots::Key<'s>;

fn known(before: Reading<'_>) -> BTreeMap<Key<'_>, usize> {
    let mut known = BTreeMap::new();
    for finding in &before.survey.findings {
        *known.entry(key(before, finding)).or_insert(0) += 1;
    }
    known
}

fn key<'s>(reading: Reading<'s>, finding: &Diagnostic) -> Key<'s> {
    let label = finding.primary();
    let spot = label.and_then(|label| reading.survey.spot_at(label.file, label.span.start));
    let path = || label.map_or("", |label| reading.sources.path(label.file));
    Key {
        place: spot.map_or_else(|| ("file", "", path()), Spot::key),
        code: finding.code,
        message: finding.message.clone(),
    }
}

/// The entries whose text is new or another, and the files that are.
fn changed<'s>(before: Reading<'s>, now: Reading<'s>) -> BTreeSet<Place<'s>> {
    let (old, new) = (texts(before), texts(now));
    let differs =
        |(place, text): (Place<'s>, &[u8])| (old.get(&place) != Some(&text)).then_some(place);
    new.into_iter().filter_map(differs).collect()
}

fn texts(reading: Reading<'_>) -> BTreeMap<Place<'_>, &[u8]> {
    let Reading { sources, survey } = reading;
    let entries = survey.spots.iter().map(|spot| {
        let text = sources.bytes(spot.file).get(spot.span.clone());
        (spot.key(), text.unwrap_or_default().trim_ascii())
    });
    let files =
        (0..sources.len()).map(|file| (("file", "", sources.path(file)), sources.bytes(file)));
    entries.chain(files).collect()
}

/// What was there and is not, or is something else.
fn lost(before: Reading<'_>, now: Reading<'_>) -> Vec<Diagnostic> {
    let mut new: BTreeMap<&str, Vec<&Spot>> = BTreeMap::new();
    for spot in &now.survey.spots {
        new.entry(&spot.name).or_default().push(spot);
    }
    let mut found = Vec::new();
    // With an activity its offerings are gone too, which need not be said of each.
    let whole = |spot: &&Spot| {
        spot.name
            .split_once('/')
            .is_none_or(|(activity, _)| new.contains_key(activity))
    };
    // Of a file that cannot be read nobody knows what it holds.
    let unread: BTreeSet<&str> = now
        .survey
        .unread
        .iter()
        .map(|file| now.sources.path(*file))
        .collect();
    let readable = |spot: &&Spot| !unread.contains(before.sources.path(spot.file));
    for spot in before.survey.spots.iter().filter(whole).filter(readable) {
        let same_name = new
            .get(spot.name.as_str())
            .map_or([].as_slice(), Vec::as_slice);
        let path = before.sources.path(spot.file);
        if let Some(other) = same_name.iter().find(|other| other.key() == spot.key()) {
            found.extend(reused(spot, other));
        } else {
            let mut rivals = same_name.iter().copied();
            let rival = rivals.find(|other| spot.is_public() && other.is_public());
            found.push(vanished(spot, path, rival));
        }
    }
    found
}

fn vanished(spot: &Spot, path: &str, other: Option<&Spot>) -> Diagnostic {
    let Spot { kind, name, .. } = spot;
    let name = shown(name);
    if let Some(other) = other {
        let message = format!("`{name}` was the name of another {kind}");
        return Diagnostic::error(Code::ReusedId, message)
            .at(
                other.file,
                other.span.start..other.span.start,
                format!("this is another {}", other.kind),
            )
            .help("Give it an id of its own, and bring the old entry back; ids are for ever.");
    }
    let message = format!("the {kind} `{name}` is gone; it was in `{}`", shown(path));
    Diagnostic::error(Code::VanishedId, message).help(
        "Bring it back and say when it ended; entries are never deleted, and ids are for ever.",
    )
}

fn reused(spot: &Spot, other: &Spot) -> Option<Diagnostic> {
    let (old, new) = (meaning(spot)?, meaning(other)?);
    if old.is_like(&new) {
        return None;
    }
    let message = format!(
        "`{}` stands for something else than it did",
        shown(&spot.name)
    );
    let finding = Diagnostic::error(Code::ReusedId, message)
        .at(
            other.file,
            other.span.start..other.span.start,
            format!("it was `{}`", shown(old.title)),
        )
        .help(
            "Give the new thing an id of its own, and bring the old entry back; ids are for ever.",
        );
    Some(finding)
}

/// What an id stands for.
struct Meaning<'c> {
    title: &'c str,
    code: Option<&'c str>,
}

impl Meaning<'_> {
    /// Whether both may well be the same thing: the same code, or more than half of the words of the shorter title.
    fn is_like(&self, other: &Self) -> bool {
        let codes = self.code.zip(other.code);
        if codes.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other)) {
            return true;
        }
        let (one, other) = (self.title.to_lowercase(), other.title.to_lowercase());
        let set = |title: &str| {
            words(title)
                .into_iter()
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
        };
        let (one, other) = (set(&one), set(&other));
        2 * one.intersection(&other).count() > one.len().min(other.len())
    }
}

/// `None` for what may change its name as it likes: a provider, a certification, an offering.
fn meaning(spot: &Spot) -> Option<Meaning<'_>> {
    matches!(spot.kind, "activity" | "exam" | "pass").then_some(())?;
    Some(Meaning {
        title: spot.title.as_deref()?,
        code: spot.code.as_deref(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::survey;

    const PROVIDER: &str = "evidence_hosts = ['a.b']\n";

    fn exam(id: &str, name: &str, rest: &str) -> String {
        let source = "source = 'https://a.b'\nchecked = 2026-01-01";
        format!("[[exam]]\nid = '{id}'\nname = '{name}'\nclass = 'core'\n{rest}\n{source}\n")
    }

    /// A catalogue whose rules cannot be read, so that only its exams matter.
    fn sources(exams: &str) -> Sources {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        Sources::new([
            file("program.toml", "="),
            file("providers.toml", PROVIDER),
            file("exams.toml", exams),
        ])
    }

    /// What is found of the exams: codes, and whether each fails.
    #[track_caller]
    fn check(before: &str, now: &str, expected: &[(Code, bool)]) {
        let (before, now) = (sources(before), sources(now));
        let (old, new) = (survey(&before), survey(&now));
        let reading = |sources, survey| Reading { sources, survey };
        let found = since(reading(&before, &old), reading(&now, &new));
        let found: Vec<_> = found.iter().map(|f| (f.code, f.is_error())).collect();
        let expected: Vec<_> = [(Code::Syntax, false)]
            .iter()
            .chain(expected)
            .copied()
            .collect();
        let sorted = |mut pairs: Vec<(Code, bool)>| {
            pairs.sort_unstable();
            pairs
        };
        assert_eq!(sorted(found), sorted(expected));
    }

    #[test]
    fn only_what_changed_can_fail() {
        let (good, bad) = (exam("a", "Ant", ""), exam("b", "Bee keeping", "fee = 5"));
        let both = format!("{good}{bad}");
        check(&both, &both, &[(Code::WrongType, false)]);
        let moved = format!("{bad}{good}");
        check(&both, &moved, &[(Code::WrongType, false)]);
        let touched = format!("{good}{}", exam("b", "Bee keeping 2", "fee = 5"));
        check(&both, &touched, &[(Code::WrongType, true)]);
        check(&good, &both, &[(Code::WrongType, true)]);
    }

    #[test]
    fn what_breaks_elsewhere_fails_too() {
        let (old, new) = (
            exam("a", "Ant", ""),
            exam("b", "Bee", "last_day = 2026-01-01\nsuccessor = 'a'"),
        );
        let both = format!("{old}{new}");
        check(
            &both,
            &new,
            &[(Code::UnknownReference, true), (Code::VanishedId, true)],
        );
    }

    #[test]
    fn what_a_file_without_syntax_holds_is_not_gone() {
        check(&exam("a", "Ant", ""), "= 1", &[(Code::Syntax, true)]);
    }

    /// Two programs that sell through the same provider.
    fn programs(providers: [&str; 2]) -> Sources {
        let file = |path: String, text: &str| (path, text.as_bytes().to_vec());
        let program = |(folder, providers): (&str, &str)| {
            [
                file(
                    format!("{folder}/program.toml"),
                    &format!("id = '{folder}'"),
                ),
                file(format!("{folder}/providers.toml"), providers),
            ]
        };
        Sources::new(["a", "b"].into_iter().zip(providers).flat_map(program))
    }

    #[test]
    fn a_provider_of_another_program_is_another() {
        let school = "[[provider]]\nid = 'school'\nname = 'School'\n";
        let renamed = school.replace("School", "The School");
        let found = |before: [&str; 2], now: [&str; 2]| {
            let (before, now) = (programs(before), programs(now));
            let (old, new) = (survey(&before), survey(&now));
            let reading = |sources, survey| Reading { sources, survey };
            since(reading(&before, &old), reading(&now, &new))
        };
        let gone = found([school, school], ["", school]);
        assert!(gone.iter().any(|f| f.code == Code::VanishedId), "{gone:#?}");
        let touched = found([school, school], [&renamed, school]);
        let fails = |f: &Diagnostic| f.is_error() && f.primary().is_some_and(|l| l.file == 1);
        assert!(touched.iter().any(fails), "{touched:#?}");
    }

    #[test]
    fn ids_are_for_ever() {
        let ant = exam("a", "Ants and bees", "");
        check(&ant, &exam("a", "Bees and ants", ""), &[]);
        check(&ant, &exam("a", "Wasps", ""), &[(Code::ReusedId, true)]);
        check(
            &ant,
            &exam("b", "Ants and bees", ""),
            &[(Code::VanishedId, true)],
        );
        let coded = exam("a", "Ants and bees", "code = 'AB'");
        check(&coded, &exam("a", "Wasps", "code = 'ab'"), &[]);
    }
}
