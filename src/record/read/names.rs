//! Names across the file: what is there twice, and what the catalogue does not have.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    diagnostic::{Code, Diagnostic, closest, shown},
    model::{Catalog, Date, Id, ProgramCatalog},
    reading::{
        entry::{Kind, Name},
        fields::Fields,
    },
    record::{ClaimState, Completion, Held, Record, Subject},
};

/// Where a name stands.
type Span = Range<usize>;

/// Where a name stands again, and where it stood first.
type Again = (Span, Span);

/// A certification in one of its cycles.
type HeldSince = (Id, Option<Date>);

/// Where entries are named that may be there twice on some conditions only.
#[derive(Default)]
pub(super) struct Spans {
    certifications: Vec<(HeldSince, Span)>,
    completions: Vec<(Id, Span)>,
}

impl Spans {
    /// Notes where a certification is named. Renewed on another day, it may be there again: as another cycle.
    pub(super) fn certification(&mut self, held: &Held, fields: &Fields<'_>) {
        let key = (held.id.clone(), held.earned);
        self.certifications.push((key, fields.span_of("id")));
    }

    /// Notes where a completed activity is named. An exam may be passed again in a later cycle, a refused claim be made again.
    pub(super) fn completion(&mut self, completion: &Completion, fields: &Fields<'_>) {
        let claimed = completion.state != ClaimState::Rejected;
        if let Subject::Activity { id, .. } = &completion.subject
            && claimed
        {
            let span = fields.span_of("activity");
            self.completions.push((id.clone(), span));
        }
    }
}

/// Certifications and passes that are there twice, and, as a warning, activities.
pub(super) fn twice(names: &[Name<'_>], spans: &Spans) -> Vec<Diagnostic> {
    let passes = names.iter().filter(|name| name.kind == Kind::Pass);
    let passes = again(passes.map(|name| (name.text, name.span.clone())));
    let passes = passes.into_iter().map(|(id, places)| {
        let message = format!("`{}` is there twice", shown(id));
        pointed(Diagnostic::error(Code::DuplicateId, message), places)
            .help("Put all that is known of it into one of the two, and take the other out.")
    });
    let held = again(
        spans
            .certifications
            .iter()
            .map(|(key, span)| (key, span.clone())),
    );
    let held = held.into_iter().map(|((id, _), places)| {
        let message = format!("`{id}` is there twice");
        pointed(Diagnostic::error(Code::DuplicateId, message), places)
            .help("A certification is there again only with another day on which it was earned.")
    });
    let done = again(
        spans
            .completions
            .iter()
            .map(|(id, span)| (id, span.clone())),
    );
    let done = done.into_iter().map(|(id, places)| {
        let message = format!("`{id}` was completed twice, and counts once");
        pointed(Diagnostic::warning(Code::DuplicateId, message), places)
    });
    passes.chain(held).chain(done).collect()
}

/// What comes again, with the places where it does and where it came first.
fn again<K: Ord + Copy>(all: impl Iterator<Item = (K, Span)>) -> Vec<(K, Again)> {
    let mut first = BTreeMap::new();
    let mut found = Vec::new();
    for (key, span) in all {
        let before = first.entry(key).or_insert_with(|| span.clone());
        if *before != span {
            found.push((key, (span, before.clone())));
        }
    }
    found
}

fn pointed(finding: Diagnostic, (again, first): Again) -> Diagnostic {
    finding
        .at(0, again, "here again")
        .at(0, first, "first here")
}

/// Activities of programs of which the catalogue has the rules alone: that it does not know them is no slip.
pub(super) fn own(record: &Record, catalog: &Catalog) -> BTreeSet<Id> {
    let is_bare = |completion: &&Completion| {
        let program = catalog.programs.get(&completion.program);
        program.is_some_and(|program| program.activities.is_empty())
    };
    let own = record.completions.iter().filter(is_bare);
    own.filter(|completion| !completion.is_exam())
        .map(|completion| completion.id().clone())
        .collect()
}

/// Names that the catalogue does not have, and that are not her own.
pub(super) fn strangers(
    references: &[Name<'_>],
    own: &BTreeSet<Id>,
    catalog: &Catalog,
) -> Vec<Diagnostic> {
    let is_own = |name: &Name<'_>| {
        name.kind == Kind::Activity && own.iter().any(|own| own.as_str() == name.text)
    };
    let strange = references
        .iter()
        .filter(|name| !is_own(name) && !is_known(name, catalog));
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
    let near = closest(name.text, known);
    let label = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
    let message = format!("the catalogue has no {what} `{}`", shown(name.text));
    Diagnostic::warning(Code::UnknownReference, message).at(name.file, name.span.clone(), label)
}
