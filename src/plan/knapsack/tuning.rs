//! How much the room tries before it tries something else, and how much memory it may take.
//!
//! The answer hangs on none of these numbers, only the time it takes, or that it is given up for want of room: so the tests of
//! the room run it with tiny ones, where few choices are enough to come through all of it. The ones the product goes by were found by
//! trying powers of two on the kinds of `benches/instances/`; halving or doubling any of them changes little.

use crate::plan::watch::Watch;

/// The numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tuning {
    /// A table with fewer cells than this, credits times courses, is made as it is, before anything else.
    pub(super) small: usize,
    /// So many choices are left to decide under the first ceiling, beside those that are best at the prices.
    pub(super) first: usize,
    /// From one ceiling to the next, one for so many of them is let in.
    pub(super) part: usize,
    /// From so many on, twice as many.
    pub(super) many: usize,
    /// Steps to better prices for the core, each a walk over all choices.
    pub(super) climbs: usize,
    /// Steps to better prices under the table, each a table; they begin at the prices of the core.
    pub(super) steps: usize,
    /// Bits of the weight that is bounded that are kept.
    pub(super) precision: u32,
    /// Bits of the heaviest weight of all that are kept at the most: sums of as many as there are in memory still fit.
    pub(super) widest: u32,
    /// So many limits get a table of their own in the search by labels.
    pub(super) floors: usize,
    /// So many labels may be set before some plan is looked for that says how heavy the best is at the most: a tenth of a second.
    pub(super) patience: usize,
    /// Labels kept in a cell when all that is asked for is some good plan.
    pub(super) beam: usize,
    /// The time is looked at after so many labels, or what takes as long.
    pub(super) labels_a_look: usize,
    /// The time is looked at after so many steps of ladders.
    pub(super) steps_a_look: usize,
    /// The most bytes that the ladders of one table may take. At most four tables and the floors stand at once. What a browser gives
    /// a page, two to four gigabytes, is to hold them all.
    pub(super) bytes: usize,
    /// The most labels that are ever kept, of some hundred bytes each: about as many bytes as all tables together.
    pub(super) labels: usize,
}

impl Tuning {
    /// What the product goes by.
    pub(super) const USUAL: Self = Self {
        small: 1 << 14,
        first: 8,
        part: 4,
        many: 256,
        climbs: 100,
        steps: 12,
        precision: 60,
        widest: 90,
        floors: 12,
        patience: 1 << 18,
        beam: 6,
        labels_a_look: 256,
        steps_a_look: 1 << 15,
        bytes: 1 << 28,
        labels: 1 << 22,
    };
}

/// What a table or a search has to go by.
#[derive(Clone, Copy)]
pub(super) struct Means<'m> {
    /// When to give up.
    pub(super) watch: &'m Watch<'m>,
    pub(super) tuning: &'m Tuning,
}
