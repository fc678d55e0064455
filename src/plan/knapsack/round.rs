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
    labels::{Search, Swept},
    prices::{self, Prices},
    table::Table,
};
use crate::plan::{
    watch::{GivenUp, Watch},
    weight::Weight,
};

/// Labels kept in a cell when all that is asked for is some good plan.
const BEAM: usize = 6;
/// So many labels may be set in vain before some plan is looked for that says how heavy the best is at the most.
const PATIENCE: usize = 1 << 18;

/// The search under one ceiling after the other, and what is known from one to the next.
pub(super) struct Round<'k> {
    /// All of it.
    knapsack: &'k Knapsack,
    /// Nothing heavier is of interest.
    pub(super) last: Weight,
    terms: Terms<'k>,
    /// Whether there is nothing yet that says how heavy the best is.
    is_open: bool,
}

impl<'k> Round<'k> {
    pub(super) fn new(knapsack: &'k Knapsack, last: Weight, terms: Terms<'k>) -> Self {
        Self {
            knapsack,
            last,
            terms,
            is_open: terms.ceiling.is_none(),
        }
    }

    /// The best choices that weigh no more than a ceiling, from what it leaves in the core.
    pub(super) fn under(
        &mut self,
        ceiling: Weight,
        core: &Knapsack,
        prices: &Prices,
    ) -> Result<Option<Found>, GivenUp> {
        let terms = self.terms;
        let exact = Table::by_weight(core, terms.watch)?;
        let Some(found) = exact.follow(core).filter(|found| found.weight <= ceiling) else {
            return Ok(None);
        };
        if core.admits(&found.taken) {
            return Ok(Some(found));
        }
        drop(exact);
        let (prices, upper) = match prices::improve(core, prices, ceiling, terms)? {
            prices::Outcome::Nothing => return Ok(None),
            prices::Outcome::Priced(prices, upper) => (prices, upper),
        };
        if let Some(found) = upper {
            self.is_open = false;
            self.last = self.last.min(found.weight);
        }
        let ceiling = ceiling.min(self.last);
        let sifted = core.sift(&prices, ceiling, terms.watch)?;
        let search = Search::new(&sifted, &prices, terms)?;
        let fuel = self.is_open.then_some(PATIENCE);
        match search.sweep(ceiling, None, fuel)? {
            Swept::Done(found) => Ok(found),
            Swept::Tired => {
                self.look_for_any(&prices);
                terms.watch.look()?;
                let ceiling = ceiling.min(self.last);
                let sifted = sifted.sift(&prices, ceiling, terms.watch)?;
                let search = Search::new(&sifted, &prices, terms)?;
                match search.sweep(ceiling, None, None)? {
                    Swept::Done(found) => Ok(found),
                    Swept::Tired => Ok(None),
                }
            }
        }
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
        let search = Search::new(self.knapsack, prices, terms);
        let swept = search.and_then(|search| search.sweep(self.last, Some(BEAM), None));
        if let Ok(Swept::Done(Some(found))) = swept {
            self.last = self.last.min(found.weight);
        }
    }
}
