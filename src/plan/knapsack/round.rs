//! One ceiling: everything that is as light, from the core it leaves, or the proof that nothing is.
//!
//! The table of completions comes first, and is the answer where it oversteps no row. Else better prices than those of the core are looked
//! for, now under the table; what they exclude goes, and labels are set on what is left. Any choices that keep to the rows lower the
//! ceiling, whether or not they are whole: what is asked for here is the best of this problem, and that is no heavier.
//!
//! Where many labels are set in vain and no plan is known at all, one is looked for among all choices, with few labels in each cell: it
//! says how far the ceilings can rise, and is at hand should the time be over.

use super::{
    Found, Knapsack, Terms,
    labels::Search,
    prices::{self, Prices},
    table::Table,
    tuning::Tuning,
};
use crate::plan::{
    watch::{GivenUp, Watch},
    weight::Weight,
};

/// The search under one ceiling after the other, and what is known from one to the next.
pub(super) struct Round<'k> {
    /// All of it.
    knapsack: &'k Knapsack,
    /// Nothing heavier is of interest.
    pub(super) last: Weight,
    terms: Terms<'k>,
    tuning: &'k Tuning,
    /// Whether there is nothing yet that says how heavy the best is.
    is_open: bool,
}

impl<'k> Round<'k> {
    pub(super) fn new(knapsack: &'k Knapsack, terms: Terms<'k>, tuning: &'k Tuning) -> Self {
        let heaviest = knapsack.heaviest();
        let last = terms.ceiling.unwrap_or(heaviest).min(heaviest);
        Self {
            knapsack,
            last,
            terms,
            tuning,
            is_open: last == heaviest,
        }
    }

    /// The best choices that weigh no more than a ceiling, from what it leaves in the core.
    pub(super) fn under(
        &mut self,
        ceiling: Weight,
        core: &Knapsack,
        prices: &Prices,
    ) -> Result<Option<Found>, GivenUp> {
        let (terms, tuning) = (self.terms, self.tuning);
        let means = terms.means(tuning);
        let exact = Table::by_weight(core, means)?;
        let Some(found) = exact.follow(core).filter(|found| found.weight <= ceiling) else {
            return Ok(None);
        };
        if core.admits(&found.taken) {
            return Ok(Some(found));
        }
        drop(exact);
        let (prices, upper) = match prices::improve(core, prices, ceiling, terms, tuning)? {
            prices::Outcome::Nothing => return Ok(None),
            prices::Outcome::Priced(prices, upper) => (prices, upper),
        };
        if let Some(found) = upper {
            self.is_known(found.weight);
        }
        let ceiling = ceiling.min(self.last);
        let sifted = core.sift(&prices, ceiling, means)?;
        let search = Search::new(&sifted, &prices, terms, tuning)?;
        let mut sweep = search.sweep(ceiling, None);
        if self.is_open && sweep.is_in_vain(tuning.patience)? {
            self.look_for_any(&prices);
            terms.watch.look()?;
            if self.last < ceiling {
                // With so much less to look at, what was done is sooner done again.
                drop(sweep);
                let sifted = sifted.sift(&prices, self.last, means)?;
                let search = Search::new(&sifted, &prices, terms, tuning)?;
                return search.sweep(self.last, None).finish();
            }
        }
        sweep.finish()
    }

    /// Some choices that keep to the rows weigh so much.
    pub(super) fn is_known(&mut self, weight: Weight) {
        self.is_open = false;
        self.last = self.last.min(weight);
    }

    /// Looks for some plan: nothing heavier is of interest then. Where there is no room to look, none is found.
    fn look_for_any(&mut self, prices: &Prices) {
        self.is_open = false;
        let stop = || self.terms.watch.is_over();
        let watch = Watch::new(&stop);
        let terms = Terms {
            watch: &watch,
            ..self.terms
        };
        let search = Search::new(self.knapsack, prices, terms, self.tuning);
        let beam = Some(self.tuning.beam);
        let found = search.and_then(|search| search.sweep(self.last, beam).finish());
        if let Ok(Some(found)) = found {
            self.is_known(found.weight);
        }
    }
}
