//! The fee that is owed beside the plan.

use super::Report;
use crate::report::{clean, upkeep, words};

/// That a fee is owed whatever the plan, and that no cost holds it; nothing where none is known of.
pub(super) fn sentence(report: &Report<'_>) -> String {
    let Some(fee) = report.level().and_then(|level| level.fee.as_ref()) else {
        return String::new();
    };
    let name = report.name();
    let read = words::read_on(fee.evidence.checked, report.answer.today);
    let note = fee.note.as_deref().map(|note| format!(" {}", clean(note)));
    format!(
        "To keep {name}, {} is owed beside any plan, and is in no cost here. That was read on {read}.{}",
        upkeep::fee(fee),
        note.unwrap_or_default()
    )
}
