//! Which entries were left out, and for the fault at which place, so that who names one is told.

use super::Spot;
use crate::{
    diagnostic::{Diagnostic, Sources},
    model::{Id, Lost, ProgramCatalog},
};

/// The names that holders use of whatever is in the files and not in `kept`; `findings` are those of the program.
pub(super) fn of(
    spots: &[Spot],
    (findings, sources): (&[Diagnostic], &Sources),
    kept: Option<&ProgramCatalog>,
) -> Lost {
    let mut lost = Lost::default();
    let faults: Vec<&Diagnostic> = findings.iter().filter(|f| f.is_error()).collect();
    if faults.is_empty() {
        return lost;
    }
    // Half a rule is no rule: where those of the program are at fault, nothing of it is kept.
    let rules = spots.iter().find(|spot| spot.kind == "program");
    let of_rules = rules.and_then(|spot| place(spot, &faults, sources));
    let is_gone = |spot: &&Spot| !kept.is_some_and(|kept| is_kept(spot, kept));
    for spot in spots.iter().filter(is_gone) {
        let place = match kept {
            Some(_) => place(spot, &faults, sources),
            None => of_rules.clone(),
        };
        lost.note(&spot.name, place.clone());
        if let Some(code) = &spot.code {
            lost.note(code, place);
        }
    }
    lost
}

/// The place of the first fault within an entry.
fn place(spot: &Spot, faults: &[&Diagnostic], sources: &Sources) -> Option<String> {
    let labels = faults.iter().filter_map(|fault| fault.primary());
    let mut within = labels
        .filter(|label| label.file == spot.file)
        .filter(|label| spot.span.contains(&label.span.start) || spot.span == label.span);
    let label = within.next()?;
    let line = sources.position(label.file, label.span.start).line;
    Some(format!("{}:{line}", sources.path(label.file)))
}

/// Whether an entry that somebody may name is in the program as it was put together; others are nobody's to miss.
fn is_kept(spot: &Spot, kept: &ProgramCatalog) -> bool {
    let (name, offering) = match spot.name.split_once('/') {
        Some((name, offering)) => (name, Some(offering)),
        None => (spot.name.as_str(), None),
    };
    let Ok(id) = Id::new(name) else {
        return false;
    };
    match spot.kind {
        "activity" => kept.activities.contains_key(&id),
        "offering" => kept.activities.get(&id).is_some_and(|activity| {
            let mut offerings = activity.offerings.iter();
            offerings.any(|known| Some(known.id.as_str()) == offering)
        }),
        "exam" => kept.exams.contains_key(&id),
        "pass" => kept.passes.contains_key(&id),
        "certification" => kept.certifications.iter().any(|known| known.id == id),
        _ => true,
    }
}
