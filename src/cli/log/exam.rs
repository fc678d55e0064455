//! An exam that was passed.

use crate::{
    cli::{Failure, args::LogExam, convert::Given},
    model::{Exam, Id, ProgramCatalog},
    record::{ClaimState, Completion, Subject},
};

use super::{Desk, meant, objection, only, papers, past_day};

/// Remembers it, and tells what was done.
pub(super) fn log(args: &LogExam, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let given = Given::new("log exam", &args.name);
    let passed = Given::maybe("--passed", args.passed.as_ref());
    let passed = passed
        .map(|day| past_day(day, desk.world.today))
        .transpose()?;
    let (id, known) = named(given, desk)?;
    let mut latest = desk.record.completions.iter().enumerate().rev();
    // The same exam may be passed again in a later cycle: another day is another pass.
    let there = latest.find(|(_, completion)| {
        let same_day = passed.is_none_or(|day| day == completion.completed);
        same_day && completion.is_exam() && *completion.id() == id
    });
    if let Some((at, before)) = there {
        let mut completion = before.clone();
        args.papers.fill(&mut completion, desk.world)?;
        desk.document.amend_completion(at, &completion);
        return Ok(papers::amended(before, &completion));
    }
    let (program, exam) = known.ok_or_else(|| given.wrong("the catalogue does not have it"))?;
    let Some(completed) = passed else {
        return Err(given
            .wrong("it is not in your record, and it is not said when you passed it")
            .hint(format!(
                "Add the day: `finder log exam {id} --passed {}`.",
                desk.world.today
            )));
    };
    let mut completion = Completion {
        subject: Subject::Exam {
            id: exam.id.clone(),
            class: exam.class.clone(),
        },
        program: program.program.id.clone(),
        title: exam.name.clone(),
        started: None,
        completed,
        state: ClaimState::Earned,
        certificate: None,
        evidence: None,
        note: None,
    };
    args.papers.fill(&mut completion, desk.world)?;
    let objections = objection::to_exam(&completion, (program, exam), desk);
    objection::settle(objections, &id, desk)?;
    desk.document.add_completion(&completion);
    Ok(format!(
        "exam `{id}` is in your record: {}",
        papers::told(&completion)
    ))
}

type Known<'c> = Option<(&'c ProgramCatalog, &'c Exam)>;

/// The exam that is meant: one of the record by its number, be it gone from the catalogue, or one of the catalogue.
fn named<'c>(given: Given<'_>, desk: &Desk<'c, '_>) -> Result<(Id, Known<'c>), Failure> {
    let exams = desk.catalog.programs.values().flat_map(|program| {
        let exams = program.exams.values();
        exams.map(move |exam| (program, exam))
    });
    let is_code = |exam: &Exam| {
        let code = exam.code.as_deref();
        code.is_some_and(|code| code.eq_ignore_ascii_case(given.value))
    };
    let mut found: Vec<(&ProgramCatalog, &Exam)> = exams
        .filter(|(_, exam)| exam.id.as_str() == given.value || is_code(exam))
        .collect();
    // Of two with the same code, what is by number goes first; an older one is named by its own.
    if found.len() > 1 {
        found.retain(|(_, exam)| exam.last_day.is_none() && exam.withdrawn.is_none());
    }
    if let [(program, exam)] = found.as_slice() {
        return Ok((exam.id.clone(), Some((*program, *exam))));
    }
    if let Some((program, _)) = found.first() {
        let ids: Vec<Id> = found.iter().map(|(_, exam)| exam.id.clone()).collect();
        return only(given, &ids, program).map(|id| (id, None));
    }
    let mut recorded = desk.record.completions.iter().filter(|c| c.is_exam());
    if let Some(completion) = recorded.find(|c| c.id().as_str() == given.value) {
        return Ok((completion.id().clone(), None));
    }
    match meant(desk.catalog, given)?.1.ids.first() {
        Some(id) => Err(given.wrong("it is an activity").hint(format!(
            "An activity that you completed is remembered by `finder log {id} --completed DATE`."
        ))),
        None => Err(given.wrong("no exam is called so")),
    }
}
