//! What counts already: credits, exams that were passed, and what earns nothing again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Background, Desk, Draw, holdings};
use crate::{
    cli::{Failure, args::PlanArgs, convert::Given},
    model::{Credits, Date, Id},
    record::Part,
};

/// What counts already.
pub(super) struct Have {
    pub(super) credits: Credits,
    pub(super) by_category: BTreeMap<Id, Credits>,
    pub(super) this_year: Credits,
    pub(super) passed: BTreeMap<Id, Id>,
    pub(super) taken: BTreeSet<Id>,
}

/// What counts, by flags or else by the record. Whoever says how many credits there are says it of all of them: then the record is asked for
/// none. What was taken is what either says.
pub(super) fn have(
    args: &PlanArgs,
    desk: &mut Desk<'_>,
    draw: &mut Draw<'_>,
    from: Date,
) -> Result<Have, Failure> {
    let program = desk.program;
    let holdings = &args.holdings;
    let flag = Given::maybe("--have", args.have.as_ref()).map(Given::credits);
    let flag = flag.transpose()?;
    let known = draw.background.filter(|_| flag.is_none());
    let kept = draw.background.and_then(Background::have);
    let credits = draw
        .drawn
        .pick(flag, kept, |have| Part::Have(*have))
        .unwrap_or_default();
    let by_category = holdings::have_in(&holdings.have_in, credits, program)?;
    let this_year = Given::maybe("--have-this-year", holdings.have_this_year.as_ref());
    let this_year = this_year.map(|given| holdings::have_this_year(given, credits));
    let kept_this_year = known.map(|known| known.have_this_year(from).min(credits));
    let passed = holdings::passed(&holdings.passed, program)?;
    let passed = Some(passed).filter(|passed| !passed.is_empty());
    let kept = draw.background.and_then(Background::passed);
    let part = |passed: &BTreeMap<Id, Id>| Part::Passed(passed.keys().cloned().collect());
    let mut taken = desk.entries("--taken", &args.taken, false)?;
    let recorded = draw
        .background
        .map(|known| known.taken(program))
        .unwrap_or_default();
    if !recorded.is_empty() {
        draw.drawn.used.push(Part::Taken(recorded.len()));
    }
    taken.extend(recorded);
    Ok(Have {
        credits,
        by_category: match known {
            Some(known) if by_category.is_empty() => known.have_in(),
            _ => by_category,
        },
        this_year: this_year
            .transpose()?
            .or(kept_this_year)
            .unwrap_or_default(),
        passed: draw.drawn.pick(passed, kept, part).unwrap_or_default(),
        taken,
    })
}
