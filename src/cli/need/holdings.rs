//! What a holder has: credits by category and year, passes, learning credits that lapse.

use std::collections::BTreeMap;

use crate::{
    cli::{Failure, convert::Given, names},
    model::{Clc, Credits, Date, Exam, Id, ProgramCatalog},
};

/// How many of the credits she has are of which base category.
pub(super) fn have_in(
    given: &[String],
    have: Credits,
    program: &ProgramCatalog,
) -> Result<BTreeMap<Id, Credits>, Failure> {
    let mut all = BTreeMap::new();
    for given in Given::many("--have-in", given) {
        let (name, value) = given.assignment("20")?;
        let category = base_category(name, program)?;
        if all.insert(category.clone(), value.credits()?).is_some() {
            let failure = given.wrong(format!("`{category}` has credits already"));
            return Err(failure.hint("Give each category its credits once."));
        }
        let sum: Credits = all.values().copied().sum();
        if sum > have {
            let why = format!("credits of categories come to {sum}, of {have} in all");
            let hint =
                format!("Credits of a category are among all credits: say `--have {sum}` or more.");
            return Err(given.wrong(why).hint(hint));
        }
    }
    Ok(all)
}

fn base_category(name: Given<'_>, program: &ProgramCatalog) -> Result<Id, Failure> {
    let categories = &program.program.categories;
    if categories.is_empty() {
        let failure = name.wrong("the program has no categories of credits");
        return Err(failure.hint("Leave the flag out: all its credits are alike."));
    }
    let bases = categories
        .iter()
        .filter(|category| category.includes.is_empty());
    let bases: Vec<&str> = bases.map(|category| category.id.as_str()).collect();
    let called = |id: &Id| id.as_str().eq_ignore_ascii_case(name.value);
    if let Some(union) = categories
        .iter()
        .find(|category| called(&category.id) && !category.includes.is_empty())
    {
        let parts: Vec<String> = union.includes.iter().map(|id| format!("`{id}`")).collect();
        let failure = name.wrong("it is a union of categories");
        return Err(failure.hint(format!(
            "Name the categories themselves: {}.",
            parts.join(", ")
        )));
    }
    let word = names::word(name, "category", bases.into_iter())?;
    Id::new(word).map_err(|error| name.wrong(error))
}

/// How many of the credits she has were earned in the running year.
pub(super) fn have_this_year(given: Given<'_>, have: Credits) -> Result<Credits, Failure> {
    let credits = given.credits()?;
    if credits > have {
        let hint =
            format!("Credits of this year are among all credits: say `--have {credits}` or more.");
        return Err(given
            .wrong(format!("it is more than all credits, {have}"))
            .hint(hint));
    }
    Ok(credits)
}

/// Passes she holds, by `ID` or `ID=DATE`, each with the last day of its term.
pub(super) fn passes(
    given: &[String],
    program: &ProgramCatalog,
    from: Date,
) -> Result<BTreeMap<Id, Option<Date>>, Failure> {
    let mut passes = BTreeMap::new();
    for given in Given::many("--pass", given) {
        let (name, until) = match given.value.split_once('=') {
            Some(_) => given
                .assignment("2027-03-31")
                .map(|(name, day)| (name, Some(day)))?,
            None => (given, None),
        };
        let word = names::word(name, "pass", program.passes.keys().map(Id::as_str))?;
        let pass = Id::new(word).map_err(|error| given.wrong(error))?;
        let until = until.map(Given::date).transpose()?;
        if let Some(last) = until.filter(|last| *last < from) {
            let why = format!("its term ends on {last}, before the first day of study, {from}");
            return Err(given
                .wrong(why)
                .hint("Leave the flag out: the pass opens nothing any more."));
        }
        if passes.insert(pass.clone(), until).is_some() {
            let failure = given.wrong(format!("`{pass}` is given already"));
            return Err(failure.hint("Name each pass once."));
        }
    }
    Ok(passes)
}

/// The last day the learning credits can be used.
pub(super) fn clc_until(given: Given<'_>, clc: Clc, from: Date) -> Result<Date, Failure> {
    let until = given.date()?;
    if clc == Clc(0) {
        let failure = given.wrong("there are no learning credits to lapse");
        return Err(failure.hint("Say how many you have, such as `--clc 40`."));
    }
    if until < from {
        let why = format!("it is before the first day of study, {from}");
        return Err(given
            .wrong(why)
            .hint("Leave `--clc` and `--clc-until` out: they buy nothing any more."));
    }
    Ok(until)
}

/// Exams she passed, by number or code, each with its class.
pub(super) fn passed(
    given: &[String],
    program: &ProgramCatalog,
) -> Result<BTreeMap<Id, Id>, Failure> {
    let mut passed = BTreeMap::new();
    for given in Given::many("--passed", given) {
        let is_called = |exam: &&Exam| {
            let code = exam.code.as_deref();
            exam.id.as_str() == given.value
                || code.is_some_and(|code| code.eq_ignore_ascii_case(given.value))
        };
        let called: Vec<&Exam> = program.exams.values().filter(is_called).collect();
        match called.as_slice() {
            [exam] => passed.insert(exam.id.clone(), exam.class.clone()),
            [] => {
                let known = program.exams.keys().map(Id::as_str);
                let failure = names::word(given, "exam", known).err();
                return Err(failure.unwrap_or_else(|| given.wrong("it names no exam")));
            }
            several => {
                let ids: Vec<String> = several
                    .iter()
                    .map(|exam| format!("`{}`", exam.id))
                    .collect();
                let failure = given.wrong("several exams are called so");
                return Err(failure.hint(format!("Name one by its number: {}.", ids.join(", "))));
            }
        };
    }
    Ok(passed)
}
