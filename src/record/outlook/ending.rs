//! What a holder may lose soon: exams she could use, passes, learning credits.

use std::collections::BTreeSet;

use chrono::Days;

use super::Part;
use crate::{
    model::{Clc, Date, Exam, Id, Standing},
    record::{Record, standing::Target},
};

/// So far ahead one looks: about half a year, the time it takes to prepare for an exam.
const AHEAD: u64 = 183;

/// Something that is about to end, or has ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending<'a> {
    /// Its last day.
    pub last_day: Date,
    /// What it is.
    pub of: EndingOf<'a>,
}

/// What is about to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EndingOf<'a> {
    /// An exam that a route still asks for can be sat no longer.
    Exam(&'a Exam),
    /// A pass opens nothing any more.
    Pass(&'a Id),
    /// Learning credits lapse.
    Clc(Clc),
}

/// What is about to end, the earliest first; what the holder has and has ended already is told too.
pub(super) fn endings<'a>(record: &'a Record, parts: &[Part<'a>], today: Date) -> Vec<Ending<'a>> {
    let horizon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let defaults = &record.defaults;
    let passes = defaults.passes.iter().filter_map(|pass| {
        let last_day = pass.until?;
        let of = EndingOf::Pass(&pass.id);
        Some(Ending { last_day, of })
    });
    let purse = defaults.purse.iter().filter_map(|purse| {
        let last_day = purse.until?;
        let of = EndingOf::Clc(purse.clc);
        Some(Ending { last_day, of })
    });
    let exams = parts.iter().flat_map(|part| exams(part, today));
    let mut endings: Vec<Ending<'a>> = passes.chain(purse).chain(exams).collect();
    endings.retain(|ending| ending.last_day <= horizon);
    endings.sort_by_key(|ending| ending.last_day);
    endings
}

/// The exams with a last day that a route still asks for.
fn exams<'a>(part: &Part<'a>, today: Date) -> Vec<Ending<'a>> {
    let program = part.program;
    let wanted: BTreeSet<&Id> = part.standing.targets.iter().flat_map(wanted).collect();
    let admits = |exam: &Exam| {
        wanted.iter().any(|class| {
            let class = program.program.exam_class(class);
            class.is_some_and(|class| class.admits(&exam.class))
        })
    };
    let exams = program.exams.values().filter(|exam| admits(exam));
    let exams = exams.filter(|exam| !part.standing.taken.contains(&exam.id));
    exams
        .filter_map(|exam| match exam.standing(today) {
            Standing::Ending { last_day, .. } => Some(Ending {
                last_day,
                of: EndingOf::Exam(exam),
            }),
            _ => None,
        })
        .collect()
}

/// The classes of exam that are missing along some route.
fn wanted(target: &Target) -> impl Iterator<Item = &Id> {
    target.gaps.iter().flat_map(|gap| gap.exams.keys())
}
