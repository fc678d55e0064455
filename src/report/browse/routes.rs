//! Routes in words.

use std::collections::BTreeMap;

use crate::model::{Credits, Id, Program, Route};

use super::super::{clean, words};

/// What a route asks for: `40 credits and 1 professional exam`.
pub(in crate::report) fn asks(program: &Program, route: &Route) -> String {
    needs(program, route.credits, &route.exams)
}

/// So many credits, and so many exams by class.
pub(in crate::report) fn needs(
    program: &Program,
    credits: Credits,
    exams: &BTreeMap<Id, u32>,
) -> String {
    let credits = (credits > Credits::ZERO).then(|| words::credits(credits));
    let exams = exams.iter().map(|(id, number)| {
        let class = program.exam_class(id);
        let name = class.map_or_else(|| id.to_string(), |class| clean(&class.name));
        words::count(*number as usize, &name)
    });
    words::list(&credits.into_iter().chain(exams).collect::<Vec<_>>())
}
