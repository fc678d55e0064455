//! `--prefer`: what a holder wants of a plan before anything else.

use crate::{
    cli::{Failure, convert::Given, names},
    model::Aim,
};

/// The aims in the order they are wanted, held against what they need to mean anything.
pub(super) fn prefer(given: &[String], paced: bool, expires: bool) -> Result<Vec<Aim>, Failure> {
    let mut aims = Vec::new();
    for given in Given::many("--prefer", given) {
        let word = names::word(given, "aim", Aim::ALL.iter().map(|aim| aim.word()))?;
        let aim = Aim::ALL.into_iter().find(|aim| aim.word() == word);
        let aim = aim.ok_or_else(|| given.wrong("it is no aim"))?;
        if aims.contains(&aim) {
            let failure = given.wrong("it is named twice");
            return Err(failure.hint("Name each aim once, the dearest first."));
        }
        if aim == Aim::Finish && !paced {
            let failure = given.wrong("when a plan is finished depends on your time in a week");
            return Err(failure.hint("Add `--hours-per-week HOURS`, such as `--hours-per-week 6`."));
        }
        if aim == Aim::LatestFinish && !expires {
            let failure = given.wrong("how late is safe depends on the day of expiry");
            return Err(failure.hint("Add `--expires DATE`, such as `--expires 2027-03-31`."));
        }
        aims.push(aim);
    }
    if aims.contains(&Aim::Finish) && aims.contains(&Aim::LatestFinish) {
        let failure = Failure::usage("`--prefer`: a plan cannot finish early and late");
        return Err(failure.hint("Keep one of `finish` and `latest-finish`."));
    }
    Ok(aims)
}
