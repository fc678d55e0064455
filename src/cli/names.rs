//! From what something is called to what it is: certifications, activities, exams, passes, and words from closed lists.
//!
//! A name nobody knows is answered with the nearest that are known.

use std::collections::BTreeSet;

use crate::{
    diagnostic::shown,
    model::{Catalog, Certification, Date, Exam, Id, IdError, Named, ProgramCatalog},
    report::words,
};

use super::{convert::Given, exit::Failure, suggest::suggestions};

/// The most names that a hint tells: no list of words is longer, but one of offerings may be.
pub(super) const MOST_NAMED: usize = 40;

/// The certification a holder means, with its program.
pub(super) fn certification<'c>(
    catalog: &'c Catalog,
    given: Given<'_>,
) -> Result<(&'c ProgramCatalog, &'c Certification), Failure> {
    catalog.certification(given.value).ok_or_else(|| {
        if let Some(place) = catalog.lost(given.value) {
            return left_out(given, place);
        }
        let names = highest_first(catalog);
        unknown(
            given,
            given.value,
            "certification",
            names.iter().map(Id::as_str),
        )
        .hint("`finder certs` lists the certifications.")
    })
}

/// The programs that are meant; none named: all.
pub(super) fn programs(given: &[String], catalog: &Catalog) -> Result<BTreeSet<Id>, Failure> {
    Given::many("--program", given)
        .map(|given| {
            let known = catalog.programs.keys().map(Id::as_str);
            let name = word(given, "program", known)?;
            Id::new(name).map_err(|error| given.wrong(error))
        })
        .collect()
}

/// Every name of every certification, those of the highest level first: a holder renews her highest.
fn highest_first(catalog: &Catalog) -> Vec<Id> {
    let mut ranked = Vec::new();
    for program in catalog.programs.values() {
        for certification in &program.certifications {
            let level = program.program.level(&certification.level);
            let rank = level.map_or(0, |level| level.rank);
            let aliases = certification.aliases.iter().map(|alias| &alias.name);
            let names = std::iter::once(&certification.id).chain(aliases);
            ranked.extend(names.map(|name| (rank, name.clone())));
        }
    }
    ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    ranked.into_iter().map(|(_, name)| name).collect()
}

/// What to tell a holder who used a name from before a renaming.
pub(super) fn renamed(certification: &Certification, name: &str, today: Date) -> Option<String> {
    let slug = Id::slug(name)?;
    let alias = certification
        .aliases
        .iter()
        .find(|alias| alias.name == slug)?;
    let since = alias
        .until
        .filter(|until| *until < today)
        .and_then(|until| until.succ_opt())?;
    Some(format!(
        "`{slug}` was renamed {} on {since}",
        certification.name
    ))
}

/// What a name stands for, and what it could have meant besides.
pub(super) struct Meant {
    /// The entries.
    pub(super) ids: Vec<Id>,
    /// Said when the name is a course's and an exam's at once, unless it is an activity's id but for its case.
    pub(super) note: Option<String>,
}

/// The activities and exams a name stands for, and passes where `passes` says so.
///
/// An id is itself. A course code, in any case, is every activity of the course; an exam code is every exam that has it. Where a code
/// names both, it is the course.
pub(super) fn entries(
    program: &ProgramCatalog,
    given: Given<'_>,
    name: &str,
    passes: bool,
) -> Result<Meant, Failure> {
    if let Some(id) = by_id(program, name, passes) {
        return Ok(Meant {
            ids: vec![id],
            note: None,
        });
    }
    let ids = some(course(program, name))
        .or_else(|| some(exams(program, name).map(|exam| exam.id.clone()).collect()))
        .or_else(|| by_id(program, Id::slug(name)?.as_str(), passes).map(|id| vec![id]))
        .ok_or_else(|| no_entry(program, given, name, passes))?;
    let activity = ids.iter().any(|id| program.activities.contains_key(id));
    let is_id = Id::slug(name).is_some_and(|slug| ids.contains(&slug));
    let exam = exams(program, name).next().filter(|_| activity && !is_id);
    let note =
        exam.map(|exam| format!("`{name}` is taken as the course; the exam is `{}`", exam.id));
    Ok(Meant { ids, note })
}

fn by_id(program: &ProgramCatalog, name: &str, passes: bool) -> Option<Id> {
    let id = Id::new(name).ok()?;
    let known = program.activities.contains_key(&id)
        || program.exams.contains_key(&id)
        || (passes && program.passes.contains_key(&id));
    known.then_some(id)
}

fn course(program: &ProgramCatalog, code: &str) -> Vec<Id> {
    program
        .activities
        .values()
        .filter(|activity| is_code(activity.course.as_ref(), code))
        .map(|activity| activity.id.clone())
        .collect()
}

fn exams<'c>(program: &'c ProgramCatalog, code: &str) -> impl Iterator<Item = &'c Exam> {
    program
        .exams
        .values()
        .filter(move |exam| is_code(exam.code.as_ref(), code))
}

fn is_code(code: Option<&String>, name: &str) -> bool {
    code.is_some_and(|code| code.eq_ignore_ascii_case(name))
}

fn some(ids: Vec<Id>) -> Option<Vec<Id>> {
    (!ids.is_empty()).then_some(ids)
}

fn no_entry(program: &ProgramCatalog, given: Given<'_>, name: &str, passes: bool) -> Failure {
    if Id::new(name) == Err(IdError::TooLong) {
        return given.wrong(IdError::TooLong).hint(
            "`finder list` shows the ids of activities, `finder show` takes any id or code.",
        );
    }
    if let Some(place) = program.lost.place(name) {
        return left_out(given, place);
    }
    if let Some((activity, _)) = name.split_once('/') {
        return given
            .wrong("it names one offering, where the activity is asked for")
            .hint(format!("Write `{} {}`.", given.flag, shown(activity)));
    }
    let names = codes(program).chain(program.activities.keys().map(Id::as_str));
    let names = names.chain(program.exams.keys().map(Id::as_str));
    let names = names.chain(program.passes.keys().filter(|_| passes).map(Id::as_str));
    let what = if passes {
        "activity, course, exam or pass"
    } else {
        "activity, course or exam"
    };
    unknown(given, name, what, names)
        .hint("`finder list --search TEXT` finds activities by their title.")
}

/// Every course code and exam code.
fn codes(program: &ProgramCatalog) -> impl Iterator<Item = &str> {
    let courses = program
        .activities
        .values()
        .filter_map(|a| a.course.as_deref());
    courses.chain(program.exams.values().filter_map(|e| e.code.as_deref()))
}

/// All that `finder show` finds under a name; more than one entry only for a code that several share.
pub(super) fn shown_entries<'c>(
    catalog: &'c Catalog,
    name: &str,
) -> Option<(&'c ProgramCatalog, Vec<Named<'c>>)> {
    catalog.programs.values().find_map(|program| {
        let named = under_name(program, name);
        (!named.is_empty()).then_some((program, named))
    })
}

fn under_name<'c>(program: &'c ProgramCatalog, name: &str) -> Vec<Named<'c>> {
    let one = program.named(name);
    if let Some(entry @ (Named::Activity(_) | Named::Exam(_) | Named::Pass(_))) = one {
        return vec![entry];
    }
    let courses = program.activities.values();
    let mut coded: Vec<Named<'c>> = courses
        .filter(|activity| is_code(activity.course.as_ref(), name))
        .map(Named::Activity)
        .collect();
    if coded.is_empty() {
        coded.extend(exams(program, name).map(Named::Exam));
    }
    one.into_iter().chain(coded).collect()
}

/// Says that `finder show` finds nothing.
pub(super) fn nothing_to_show(catalog: &Catalog, name: &str) -> Failure {
    let given = Given::new("show", name);
    if Id::new(name) == Err(IdError::TooLong) {
        return given
            .wrong(IdError::TooLong)
            .hint("`finder list` shows the ids of activities.");
    }
    if let Some(place) = catalog.lost(name) {
        return left_out(given, place);
    }
    let names = catalog
        .programs
        .values()
        .flat_map(|program| codes(program).chain(program.names().map(Id::as_str)));
    unknown(given, name, "activity, exam, pass or certification", names)
        .hint("`finder list --search TEXT` finds activities by their title.")
}

/// Says that what is called so was left out, and for the fault at which place; `None`: with something it requires.
pub(super) fn left_out(given: Given<'_>, place: Option<&str>) -> Failure {
    let why = match place {
        Some(place) => format!("for the fault at {}", shown(place)),
        None => "for something it requires or comes from was left out".to_owned(),
    };
    given
        .wrong(format!("it was left out of the catalogue, {why}"))
        .hint("`finder check` shows what is wrong and a way out.")
}

/// The word of a closed list that is meant, whatever its case; a wrong one is answered with all of them.
pub(super) fn word<'c>(
    given: Given<'_>,
    what: &str,
    words: impl Iterator<Item = &'c str> + Clone,
) -> Result<&'c str, Failure> {
    one_of(given, what, words.clone()).map_err(|failure| {
        let all: Vec<String> = words.map(|word| format!("`{word}`")).collect();
        failure.hint(format!("Known are {}.", words::some(&all, MOST_NAMED)))
    })
}

/// The name of a list too long to tell that is meant, whatever its case.
pub(super) fn one_of<'c>(
    given: Given<'_>,
    what: &str,
    names: impl Iterator<Item = &'c str> + Clone,
) -> Result<&'c str, Failure> {
    names
        .clone()
        .find(|name| name.eq_ignore_ascii_case(given.value))
        .ok_or_else(|| unknown(given, given.value, what, names))
}

/// Says that nothing is called so, and what comes near.
pub(super) fn unknown<'c>(
    given: Given<'_>,
    name: &str,
    what: &str,
    names: impl Iterator<Item = &'c str>,
) -> Failure {
    let flag = given.flag;
    let name_shown = shown(name);
    match suggestions(name, names).as_slice() {
        [] => Failure::usage(format!("`{flag} {name_shown}`: no {what} is called so")),
        near => {
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            let near = words::choice(&near);
            Failure::usage(format!(
                "`{flag} {name_shown}`: no {what} is called so; did you mean {near}?"
            ))
        }
    }
}
