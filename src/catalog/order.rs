//! What must fit together across entries whose values are read: versions, successors, last days, and credits with routes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    entries::Entries,
    entry::{Kind, Linked, Name},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{Exam, Program},
};

/// Leaves out every entry that contradicts another.
pub(super) fn check(program: &mut Entries<'_>) {
    much_earned(program);
    versions_differ(program);
    ended_exams_have_a_day(program);
    exams_lead_on(program);
    activities_lead_on(program);
}

/// What earns more than any route asks for is more likely a slip of the pen than a course. It is not impossible, so it stays.
fn much_earned(program: &mut Entries<'_>) {
    let routes = |program: &Program| {
        let routes = program.levels.iter().flat_map(|level| &level.routes);
        routes.map(|route| route.credits).max()
    };
    let Some(most) = program.program.value.as_ref().and_then(routes) else {
        return;
    };
    for entry in &mut program.activities {
        let finding = entry.activity.sound().and_then(|(activity, table)| {
            let credits = activity.credits.filter(|credits| *credits > most)?;
            let message = format!("{credits} credits are more than any route asks for");
            let label = format!("no route asks for more than {most}");
            let at = table.span_of("credits");
            Some(Diagnostic::warning(Code::BadCredits, message).at(table.file, at, label))
        });
        if let Some(finding) = finding {
            entry.activity.warn(finding);
        }
    }
}

/// Of two activities with the same course and version, the first keeps them.
fn versions_differ(program: &mut Entries<'_>) {
    let mut taken: BTreeMap<(String, String), (usize, std::ops::Range<usize>)> = BTreeMap::new();
    for entry in &mut program.activities {
        let Some((activity, table)) = entry.activity.sound() else {
            continue;
        };
        let (Some(course), Some(version)) = (&activity.course, &activity.version) else {
            continue;
        };
        let place = (table.file, table.span_of("version"));
        let key = (course.to_lowercase(), version.to_lowercase());
        let Some((file, span)) = taken.get(&key) else {
            taken.insert(key, place);
            continue;
        };
        let message = format!(
            "version `{}` of `{}` is there already",
            shown(version),
            shown(course)
        );
        let finding = Diagnostic::error(Code::VersionTwice, message)
            .at(place.0, place.1, "the same version")
            .at(*file, span.clone(), "first here")
            .help("Make it an `[[offering]]` of the activity that is there.");
        entry.activity.fail(vec![finding]);
    }
}

fn ended_exams_have_a_day(program: &mut Entries<'_>) {
    let endless = |exam: &Exam| {
        exam.successor.is_some() && exam.last_day.is_none() && exam.withdrawn.is_none()
    };
    for entry in &mut program.exams {
        let finding = entry
            .sound()
            .filter(|(exam, _)| endless(exam))
            .map(|(exam, table)| {
                Diagnostic::error(
                    Code::NoLastDay,
                    format!("`{}` has a successor, but no last day", exam.id),
                )
                .at(
                    table.file,
                    table.span_of("successor"),
                    "so it ended, or will",
                )
                .help("Write `last_day`, or `withdrawn` with the day it was seen to be gone.")
            });
        entry.fail(finding.into_iter().collect());
    }
}

/// Edges from an entry to what follows it, with the place that says so.
type Edges<'t> = BTreeMap<String, Vec<Name<'t>>>;

fn exams_lead_on(program: &mut Entries<'_>) {
    let mut edges = Edges::new();
    for entry in &program.exams {
        if let Some((exam, _)) = entry.sound() {
            lead(&mut edges, exam.id.as_str(), names(entry, Kind::Exam));
        }
    }
    for (id, finding) in circles(&edges) {
        let is_it = |exam: &Exam| exam.id.as_str() == id;
        let mut exams = program.exams.iter_mut();
        if let Some(entry) = exams.find(|e| e.value.as_ref().is_some_and(is_it)) {
            entry.fail(vec![finding]);
        }
    }
}

fn activities_lead_on(program: &mut Entries<'_>) {
    let mut edges = Edges::new();
    for entry in &program.activities {
        if let Some((activity, _)) = entry.activity.sound() {
            let offerings = entry.offerings.iter().filter(|o| o.value.is_some());
            let next = offerings.flat_map(|offering| names(offering, Kind::Activity));
            // An offering that is gone may be followed by another of the same activity.
            let next = next.filter(|name| name.text != activity.id.as_str());
            lead(&mut edges, activity.id.as_str(), next.collect());
        }
    }
    for (id, finding) in circles(&edges) {
        let mut activities = program.activities.iter_mut();
        let found = activities.find(|e| {
            e.activity
                .value
                .as_ref()
                .is_some_and(|a| a.id.as_str() == id)
        });
        if let Some(entry) = found {
            entry.activity.fail(vec![finding]);
        }
    }
}

/// Notes what follows an entry, where anything does.
fn lead<'t>(edges: &mut Edges<'t>, id: &str, next: Vec<Name<'t>>) {
    if !next.is_empty() {
        edges.insert(id.to_owned(), next);
    }
}

fn names<'t>(entry: &dyn Linked<'t>, kind: Kind) -> Vec<Name<'t>> {
    let names = entry.references().iter();
    names.filter(|name| name.kind == kind).cloned().collect()
}

/// A finding for each step that closes a circle, with the entry that takes it and is left out.
///
/// The walk goes as deep as it can. A step to an entry that is still on the way down leads back to it.
fn circles(edges: &Edges<'_>) -> Vec<(String, Diagnostic)> {
    let mut found = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut open: BTreeSet<&str> = BTreeSet::new();
    for start in edges.keys() {
        let mut way = vec![(start.as_str(), 0)];
        while let Some((at, step)) = way.pop() {
            if done.contains(at) {
                continue;
            }
            open.insert(at);
            let Some(name) = edges.get(at).and_then(|names| names.get(step)) else {
                open.remove(at);
                done.insert(at);
                continue;
            };
            way.push((at, step + 1));
            if open.contains(name.text) {
                found.push((at.to_owned(), leads_back(name)));
            } else {
                way.push((name.text, 0));
            }
        }
    }
    found
}

fn leads_back(name: &Name<'_>) -> Diagnostic {
    let message = format!("what follows `{}` leads back to it", shown(name.text));
    Diagnostic::error(Code::CircularSuccessor, message)
        .at(name.file, name.span.clone(), "this leads back")
        .help("A successor is newer: remove the step that leads to an older one.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who closes a circle, among entries with what follows each.
    #[track_caller]
    fn check(edges: &[(&str, &[&'static str])], expected: &[&str]) {
        let name = |text: &&'static str| Name {
            kind: Kind::Exam,
            text,
            file: 0,
            span: 0..0,
        };
        let edges = edges
            .iter()
            .map(|(id, next)| ((*id).to_owned(), next.iter().map(name).collect()))
            .collect();
        let found: Vec<String> = circles(&edges).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_circle_is_found_once() {
        check(&[("a", &["b"]), ("b", &["c"]), ("c", &[])], &[]);
        check(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])], &[]);
        check(&[("a", &["a"])], &["a"]);
        check(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])], &["c"]);
        check(&[("a", &["gone"]), ("b", &["a", "b"])], &["b"]);
        let two: &[(&str, &[&str])] = &[("a", &["b"]), ("b", &["a"]), ("c", &["d"]), ("d", &["c"])];
        check(two, &["b", "d"]);
    }
}
