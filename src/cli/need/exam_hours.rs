//! `--exam-hours`: the study a holder reckons with for exams.

use std::collections::BTreeMap;

use crate::{
    cli::{Failure, convert::Given, names},
    model::{Exam, Id, Minutes, ProgramCatalog},
};

/// Study by exam or class. What is said of one exam goes before what is said of its class, and that before what is said of all.
pub(super) fn exam_hours(
    given: &[String],
    program: &ProgramCatalog,
) -> Result<BTreeMap<Id, Minutes>, Failure> {
    let mut hours = BTreeMap::new();
    let mut named = Vec::new();
    for given in Given::many("--exam-hours", given) {
        let Some((name, value)) = given.value.split_once('=') else {
            let all = given.hours()?;
            hours.extend(base_classes(program).map(|class| (class.clone(), all)));
            continue;
        };
        let name = given.part(name);
        named.push((meant(name, program)?, given.part(value).hours()?));
    }
    hours.extend(named);
    Ok(hours)
}

/// The classes that exams are of; unions only stand in routes.
fn base_classes(program: &ProgramCatalog) -> impl Iterator<Item = &Id> {
    let classes = program.program.exam_classes.iter();
    classes
        .filter(|class| class.includes.is_empty())
        .map(|class| &class.id)
}

/// The exam, by number or code, or the class that is meant.
fn meant(name: Given<'_>, program: &ProgramCatalog) -> Result<Id, Failure> {
    let is_called = |exam: &&Exam| {
        let code = exam.code.as_deref();
        exam.id.as_str() == name.value
            || code.is_some_and(|code| code.eq_ignore_ascii_case(name.value))
    };
    if let Some(exam) = program.exams.values().find(is_called) {
        return Ok(exam.id.clone());
    }
    let classes: Vec<&str> = base_classes(program).map(Id::as_str).collect();
    let word = names::word(name, "exam or class of exams", classes.into_iter())?;
    Id::new(word).map_err(|error| name.wrong(error))
}
