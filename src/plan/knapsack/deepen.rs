//! How light the best is, guessed ever higher: the search under one ceiling after the other.
//!
//! What can be left out, and how many labels are set, hangs on how heavy a plan may be that is of interest: with a ceiling just above the
//! best there is little to search, and with none very much. The best is not known, but a bound below it is ([`super::core`]). So
//! nothing is wanted at first that is heavier than a little above the bound, so that but a few choices are left to decide; where that
//! leaves nothing, a quarter as many more are let in, and from some hundreds on twice as many, up to what is known from elsewhere. Under
//! each ceiling the search is complete: everything as light as the ceiling is found, or dropped
//! for what is no worse. So the first that finds something has found the best of all, and where the last finds nothing there is nothing.
//! What was done in vain under the lower ceilings is little beside the last.
//! What is known from the first on is what the prices alone would do ([`super::rounded`]).

use super::{Found, Knapsack, Terms, round::Round, table::Table, tuning::Tuning, view::View};
use crate::plan::watch::GivenUp;

/// The best choices; `None`: there are none, or none that weighs no more than the ceiling.
pub(super) fn best(
    knapsack: &Knapsack,
    terms: Terms<'_>,
    tuning: &Tuning,
) -> Result<Option<Found>, GivenUp> {
    let means = terms.means(tuning);
    if knapsack.credits.saturating_mul(knapsack.courses) < tuning.small {
        let exact = Table::by_weight(knapsack, means)?;
        let Some(found) = exact.follow(knapsack) else {
            return Ok(None);
        };
        if terms.ceiling.is_some_and(|ceiling| found.weight > ceiling) {
            return Ok(None);
        }
        if knapsack.admits(&found.taken) {
            return Ok(Some(found));
        }
    }
    let knapsack = knapsack.within_rows();
    let mut round = Round::new(&knapsack, terms, tuning);
    let Some(view) = View::best(&knapsack, round.last, means)? else {
        return Ok(None);
    };
    if let Some(found) = view.rounded() {
        (terms.note)(&found);
        round.is_known(found.weight);
    }
    let mut more = tuning.first;
    let mut passed = None;
    loop {
        let ceiling = view.ceiling(more).unwrap_or(round.last).min(round.last);
        if view.bound() > ceiling.without(view.prices.bits) {
            return Ok(None);
        }
        // Of many that are alike, all are let in together.
        if passed != Some(ceiling) {
            let found = round.under(ceiling, &view.core(ceiling), &view.prices)?;
            if found.is_some() || ceiling >= round.last {
                return Ok(found);
            }
        }
        passed = Some(ceiling);
        let much = if more < tuning.many {
            more / tuning.part
        } else {
            more
        };
        more += much.max(1);
    }
}
