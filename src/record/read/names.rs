//! Names across the file: what is there twice, and what the catalogue does not have.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    diagnostic::{Code, Diagnostic, closest, shown},
    model::{Catalog, Id, ProgramCatalog},
    reading::{
        entry::{Kind, Name},
        fields::Fields,
    },
    record::{ClaimState, Completion, Subject},
};

/// Where completions name what was completed.
#[derive(Default)]
pub(super) struct Spans(Vec<(Id, Range<usize>)>);

impl Spans {
    /// Notes where a completed activity is named. An exam may be passed again in a later cycle, a refused claim be made again.
    pub(super) fn completion(&mut self, completion: &Completion, fields: &Fields<'_>) {
        let claimed = completion.state != ClaimState::Rejected;
        if let Subject::Activity { id, .. } = &completion.subject
            && claimed
        {
            self.0.push((id.clone(), fields.span_of("activity")));
        }
    }
}

/// Certifications and passes that are there twice, and, as a warning, activities.
pub(super) fn twice(names: &[Name<'_>], spans: &Spans) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut first: BTreeMap<(Kind, &str), &Name<'_>> = BTreeMap::new();
    for name in names {
        if let Some(before) = first.get(&(name.kind, name.text)) {
            let message = format!("`{}` is there twice", shown(name.text));
            let finding = Diagnostic::error(Code::DuplicateId, message)
                .at(name.file, name.span.clone(), "here again")
                .at(before.file, before.span.clone(), "first here")
                .help("Put all that is known of it into one of the two, and take the other out.");
            findings.push(finding);
            continue;
        }
        first.insert((name.kind, name.text), name);
    }
    let mut first: BTreeMap<&Id, &Range<usize>> = BTreeMap::new();
    for (id, span) in &spans.0 {
        if let Some(before) = first.get(id) {
            let message = format!("`{id}` was completed twice, and counts once");
            let finding = Diagnostic::warning(Code::DuplicateId, message)
                .at(0, span.clone(), "here again")
                .at(0, (*before).clone(), "first here");
            findings.push(finding);
            continue;
        }
        first.insert(id, span);
    }
    findings
}

/// Names that the catalogue does not have.
pub(super) fn strangers(references: &[Name<'_>], catalog: &Catalog) -> Vec<Diagnostic> {
    let strange = references.iter().filter(|name| !is_known(name, catalog));
    strange.map(|name| stranger(name, catalog)).collect()
}

fn is_known(name: &Name<'_>, catalog: &Catalog) -> bool {
    let Ok(id) = Id::new(name.text) else {
        return true;
    };
    catalog
        .programs
        .values()
        .any(|program| has(program, name.kind, &id))
}

fn has(program: &ProgramCatalog, kind: Kind, id: &Id) -> bool {
    match kind {
        Kind::Certification => program.certification(id.as_str()).is_some(),
        Kind::Pass => program.passes.contains_key(id),
        _ => program.activities.contains_key(id) || program.exams.contains_key(id),
    }
}

fn stranger(name: &Name<'_>, catalog: &Catalog) -> Diagnostic {
    let what = name.kind.word();
    let programs = || catalog.programs.values();
    let known: Vec<&str> = match name.kind {
        Kind::Certification => {
            let all = programs().flat_map(|program| &program.certifications);
            all.map(|certification| certification.id.as_str()).collect()
        }
        Kind::Pass => {
            let all = programs().flat_map(|program| program.passes.keys());
            all.map(Id::as_str).collect()
        }
        Kind::Exam => {
            let all = programs().flat_map(|program| program.exams.keys());
            all.map(Id::as_str).collect()
        }
        _ => {
            let all = programs().flat_map(|program| program.activities.keys());
            all.map(Id::as_str).collect()
        }
    };
    let near = closest(name.text, known.into_iter());
    let label = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
    let message = format!("the catalogue has no {what} `{}`", shown(name.text));
    Diagnostic::warning(Code::UnknownReference, message).at(name.file, name.span.clone(), label)
}
