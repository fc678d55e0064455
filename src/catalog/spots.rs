//! Where each entry stands, and when somebody last looked at each of its facts: for findings about age, and for comparing with the past.

use std::{borrow::Cow, ops::Range};

use toml::de::{DeTable, DeValue};

use super::{
    activity::ActivityEntry,
    entries::Entries,
    entry::{Entry, Kind, Name, Table},
    values::day,
};
use crate::{
    diagnostic::Sources,
    model::{Date, Exam, Expiry, Freshness, Offering},
};

/// The place of one entry, a faulty one too as long as it has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// What it is, in a word: `activity`, `offering`, `exam`, `pass`, `certification`, `provider` or `program`.
    pub kind: &'static str,
    /// Its id; an offering's is `activity/offering`.
    pub name: String,
    /// The program within which its name is taken once; empty where no other program may take it either.
    pub scope: String,
    /// Its title or name, as it is written.
    pub title: Option<String>,
    /// Its course code or code, as it is written.
    pub code: Option<String>,
    /// Which of the sources it stands in.
    pub file: usize,
    /// From its first byte to where the next entry begins.
    pub span: Range<usize>,
    /// Its facts, in the order of the file.
    pub facts: Vec<Fact>,
}

/// The kind, the scope and the name of an entry.
pub(super) type Key<'s> = (&'static str, &'s str, &'s str);

/// When somebody last looked at something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The day.
    pub checked: Date,
    /// Where it is written.
    pub span: Range<usize>,
    /// The page.
    pub source: Option<String>,
    /// After how many days it counts as old, where the program has a limit for it.
    pub limit: Option<u32>,
    /// The first day on which nobody needs to look any more.
    pub over: Option<Date>,
}

/// What is the same for all facts of an entry.
#[derive(Clone, Copy)]
struct Terms {
    limit: Option<u32>,
    over: Option<Date>,
}

/// The spots of one program, in the order of its files.
pub(super) fn spots(program: &Entries<'_>, sources: &Sources) -> Vec<Spot> {
    let limits = program.program.value.as_ref().map(|p| p.freshness);
    let limit = |pick: fn(Freshness) -> u32| limits.map(pick);
    let (rule, price) = (limit(|l| l.rule), limit(|l| l.price));
    let fixed = |limit| Terms { limit, over: None };
    let mut spots = Vec::new();
    spots.extend(spot("program", &program.program, fixed(rule)));
    for entry in &program.certifications {
        let retired = entry.value.as_ref().is_some_and(|c| c.retired.is_some());
        let limit = rule.filter(|_| !retired);
        spots.extend(spot("certification", entry, fixed(limit)));
    }
    for entry in &program.exams {
        let over = entry.value.as_ref().and_then(exam_over);
        spots.extend(spot("exam", entry, Terms { limit: price, over }));
    }
    spots.extend(
        program
            .passes
            .iter()
            .filter_map(|e| spot("pass", e, fixed(price))),
    );
    spots.extend(
        program
            .providers
            .iter()
            .filter_map(|e| spot("provider", e, fixed(None))),
    );
    for entry in &program.activities {
        of_activity(entry, limits, &mut spots);
    }
    bound(&mut spots, sources);
    let mut names = program.program.names.iter();
    if let Some(name) = names.find(|name| name.kind == Kind::Program) {
        let providers = spots.iter_mut().filter(|spot| spot.kind == "provider");
        providers.for_each(|spot| name.text.clone_into(&mut spot.scope));
    }
    spots
}

impl Spot {
    /// What tells it from every other entry.
    pub(super) fn key(&self) -> Key<'_> {
        (self.kind, &self.scope, &self.name)
    }

    /// Whether a holder names such things on the command line, so that all of them share one stock of names.
    pub fn is_public(&self) -> bool {
        matches!(self.kind, "activity" | "exam" | "pass" | "certification")
    }
}

fn of_activity(entry: &ActivityEntry<'_>, limits: Option<Freshness>, spots: &mut Vec<Spot>) {
    let kind = entry.activity.value.as_ref().map(|activity| activity.kind);
    let limit = limits.zip(kind).map(|(limits, kind)| limits.of(kind));
    let over = |entry: &Entry<'_, Offering>| entry.value.as_ref().and_then(offering_over);
    // What can be taken in no way any more needs no look at its credits either.
    let ends: Option<Vec<Date>> = entry.offerings.iter().map(over).collect();
    let all_over = ends.and_then(|ends| ends.into_iter().max());
    let Some(name) = entry.activity.names.first() else {
        return;
    };
    let terms = Terms {
        limit,
        over: all_over,
    };
    spots.push(match &entry.activity.table {
        Some(table) => at("activity", name.text.to_owned(), table, terms),
        None => unread(name),
    });
    for offering in &entry.offerings {
        let Some(table) = &offering.table else {
            continue;
        };
        let id = table.value_of("id").or(table.value_of("provider"));
        let id = id.and_then(|id| id.get_ref().as_str()).unwrap_or_default();
        let terms = Terms {
            limit,
            over: over(offering),
        };
        spots.push(at("offering", format!("{}/{id}", name.text), table, terms));
    }
}

fn exam_over(exam: &Exam) -> Option<Date> {
    let last = exam.last_day.and_then(|day| day.succ_opt());
    earliest(last, exam.withdrawn.as_ref().map(|gone| gone.on))
}

fn offering_over(offering: &Offering) -> Option<Date> {
    let last = match offering.expires {
        Expiry::On(day) => day.succ_opt(),
        Expiry::Unknown | Expiry::Never => None,
    };
    earliest(last, offering.withdrawn.as_ref().map(|gone| gone.on))
}

fn earliest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

fn spot<T>(kind: &'static str, entry: &Entry<'_, T>, terms: Terms) -> Option<Spot> {
    let table = entry.table.as_ref()?;
    let named = |kind: Kind| {
        matches!(
            kind,
            Kind::Certification | Kind::Exam | Kind::Pass | Kind::Program | Kind::Provider
        )
    };
    let name = entry.names.iter().find(|name| named(name.kind))?;
    Some(at(kind, name.text.to_owned(), table, terms))
}

fn at(kind: &'static str, name: String, table: &Table<'_>, terms: Terms) -> Spot {
    let text = |keys: [&str; 2]| {
        let value = keys.iter().find_map(|key| table.value_of(key))?;
        value.get_ref().as_str().map(str::to_owned)
    };
    Spot {
        kind,
        name,
        scope: String::new(),
        title: text(["title", "name"]),
        code: text(["course", "code"]),
        file: table.file,
        span: table.header.clone(),
        // The tables within an activity are entries of their own.
        facts: facts(table.keys, terms, kind != "activity"),
    }
}

/// A file that cannot be read has a name and a place all the same.
fn unread(name: &Name<'_>) -> Spot {
    Spot {
        kind: "activity",
        name: name.text.to_owned(),
        scope: String::new(),
        title: None,
        code: None,
        file: name.file,
        span: 0..0,
        facts: Vec::new(),
    }
}

/// Every day somebody looked, in a table and, where they are no entries of their own, in those within it.
fn facts(table: &DeTable<'_>, terms: Terms, within: bool) -> Vec<Fact> {
    let mut found = Vec::new();
    for (key, value) in table {
        let key = key.get_ref().as_ref();
        match value.get_ref() {
            DeValue::Datetime(_) if key.ends_with("checked") => {
                let source = table.get(source_of(key).as_ref());
                let source = source.and_then(|value| value.get_ref().as_str());
                found.extend(day::day(value).ok().map(|checked| Fact {
                    checked,
                    span: value.span(),
                    source: source.map(str::to_owned),
                    limit: terms.limit,
                    over: terms.over,
                }));
            }
            DeValue::Table(inner) if within => found.extend(facts(inner, terms, within)),
            DeValue::Array(items) if within => {
                let tables = items.iter().filter_map(|item| item.get_ref().as_table());
                found.extend(tables.flat_map(|inner| facts(inner, terms, within)));
            }
            _ => {}
        }
    }
    found.sort_by_key(|fact| fact.span.start);
    found
}

/// The key of the page that goes with a key such as `checked` or `fee_checked`.
fn source_of(checked: &str) -> Cow<'static, str> {
    match checked.strip_suffix("checked") {
        None | Some("") => Cow::Borrowed("source"),
        Some(about) => Cow::Owned(format!("{about}source")),
    }
}

/// Lets every entry reach to where the next of its file begins.
fn bound(spots: &mut [Spot], sources: &Sources) {
    spots.sort_by_key(|spot| (spot.file, spot.span.start));
    let mut next = None;
    for spot in spots.iter_mut().rev() {
        let end = next.filter(|(file, _)| *file == spot.file);
        spot.span.end = end.map_or_else(|| sources.bytes(spot.file).len(), |(_, start)| start);
        next = Some((spot.file, spot.span.start));
    }
}
