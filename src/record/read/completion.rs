//! `[[completion]]`: what she completed, with the catalogue's facts of that day.

use super::values::own_words;
use crate::{
    diagnostic::Code,
    model::{Activity, Catalog, Exam, Id, ProgramCatalog},
    reading::{
        entry::Kind,
        fields::Fields,
        values::{Fault, Value, day, number, text},
    },
    record::{ClaimState, Completion, Subject},
};

/// The keys that only a completed activity has.
const OF_ACTIVITIES: [&str; 5] = ["offering", "course", "version", "credits", "category"];

/// Reads one `[[completion]]`; facts that it leaves out come from the catalogue, where one is given.
pub(super) fn read(fields: &mut Fields<'_>, from: Option<&Catalog>) -> Option<Completion> {
    let is_exam = fields.has("exam");
    if is_exam && fields.has("activity") {
        let fault = Fault::new(Code::UnknownKey, "stands beside `activity`")
            .label("a completion is of one or the other");
        fields.fault("exam", fields.span_of("exam"), fault);
        fields.expect(&["activity"]);
        fields.expect(&OF_ACTIVITIES);
    }
    let known = Known::of(fields, from);
    let program = fact(fields, "program", text::id, known.program_id());
    let title = fact(fields, "title", own_words, known.title());
    let subject = if is_exam {
        exam(fields, &known)
    } else {
        activity(fields, &known)
    };
    let started = fields.optional("started", day::day);
    let completed = fields.required("completed", day::day);
    if let Some((started, _)) = started.zip(completed).filter(|(from, to)| to < from) {
        let fault = Fault::new(Code::BadDate, "is before `started`");
        let fault = fault.label(format!("it was started on {started}"));
        fields.fault("completed", fields.span_of("completed"), fault);
    }
    let state = fields.optional("state", state);
    let certificate = fields.optional("certificate", own_words);
    let evidence = fields.optional("evidence", own_words);
    let note = fields.optional("note", own_words);
    let subject = subject?;
    Some(Completion {
        state: state.unwrap_or_else(|| subject.first_state()),
        subject,
        program: program?,
        title: title?,
        started,
        completed: completed?,
        certificate,
        evidence,
        note,
    })
}

fn activity(fields: &mut Fields<'_>, known: &Known<'_>) -> Option<Subject> {
    let id = fields.required_ref(Kind::Activity, "activity");
    let offering = fields.optional("offering", text::id);
    let facts = known.activity;
    let course = fields.optional("course", own_words);
    let version = fields.optional("version", own_words);
    let credits = fact(
        fields,
        "credits",
        number::credits,
        facts.and_then(|facts| facts.credits),
    );
    let category = fields.optional("category", text::id);
    Some(Subject::Activity {
        id: id?,
        offering,
        course: course.or_else(|| facts?.course.clone()),
        version: version.or_else(|| facts?.version.clone()),
        credits: credits?,
        category: category.or_else(|| facts?.category.clone()),
    })
}

fn exam(fields: &mut Fields<'_>, known: &Known<'_>) -> Option<Subject> {
    let id = fields.required_ref(Kind::Exam, "exam");
    let class = known.exam.map(|exam| exam.class.clone());
    let class = fact(fields, "class", text::id, class);
    Some(Subject::Exam {
        id: id?,
        class: class?,
    })
}

/// A fact of the day of completion: as it is written, or else as the catalogue knows it.
fn fact<'t, T>(
    fields: &mut Fields<'t>,
    key: &'static str,
    read: impl FnOnce(Value<'t>) -> Result<T, Fault>,
    known: Option<T>,
) -> Option<T> {
    if known.is_some() && !fields.has(key) {
        fields.expect(&[key]);
        return known;
    }
    fields.required(key, read)
}

fn state(value: Value<'_>) -> Result<ClaimState, Fault> {
    text::word(value, &ClaimState::ALL.map(|state| (state.word(), state)))
}

/// What the catalogue knows of a completion.
#[derive(Default)]
struct Known<'c> {
    program: Option<&'c ProgramCatalog>,
    activity: Option<&'c Activity>,
    exam: Option<&'c Exam>,
}

impl<'c> Known<'c> {
    fn of(fields: &Fields<'_>, catalog: Option<&'c Catalog>) -> Self {
        let named = |key| {
            let value: Option<Value<'_>> = fields.value_of(key);
            value.and_then(|value| Id::new(value.get_ref().as_str()?).ok())
        };
        let (activity, exam) = (named("activity"), named("exam"));
        let programs = catalog.into_iter().flat_map(|c| c.programs.values());
        let found = programs.map(|program| Self {
            program: Some(program),
            activity: activity.as_ref().and_then(|id| program.activities.get(id)),
            exam: exam.as_ref().and_then(|id| program.exams.get(id)),
        });
        let mut found = found.filter(|known| known.activity.is_some() || known.exam.is_some());
        found.next().unwrap_or_default()
    }

    fn program_id(&self) -> Option<Id> {
        self.program.map(|program| program.program.id.clone())
    }

    fn title(&self) -> Option<String> {
        let exam = self.exam.map(|exam| exam.name.clone());
        exam.or_else(|| self.activity.map(|activity| activity.title.clone()))
    }
}
