//! How much the room tries before it tries something else, and how much memory it may take.
//!
//! The answer hangs on none of these numbers, only the time it takes, or that it is given up for want of room: so the tests of
//! the room run it with tiny ones, where few choices are enough to come through all of it. The ones the product goes by are guesses
//! that did well on the kinds of `benches/instances/`, and no more than that.
//!
//! How near the limits on memory are was counted there with 1,000 activities, three instances of each kind that is made up: no table took
//! more than 16 MB (`subset-sum`; most less than one), and no search kept more than 14,063 labels, or looked at more than 129,019 (`tight`).

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
    /// Bits of the heaviest weight of all that are kept at the most: with prices as high ([`super::master`]) on each of thousands of
    /// rows, sums of a hundred thousand still fit into an `i128`.
    pub(super) widest: u32,
    /// So many limits get a table of their own in the search by labels.
    pub(super) floors: usize,
    /// So many labels may be looked at in vain before some plan is looked for that says how heavy the best is at the most.
    pub(super) patience: usize,
    /// Labels kept in a cell when all that is asked for is some good plan.
    pub(super) beam: usize,
    /// The time is looked at after so many labels, or what takes as long.
    pub(super) labels_a_look: usize,
    /// The time is looked at after so many steps of ladders.
    pub(super) steps_a_look: usize,
    /// The most bytes that one table may take: sixteen times what any was seen to. Two or three stand at once, and the floors, of a
    /// third of the size, with the labels.
    pub(super) bytes: usize,
    /// The most labels that are ever kept, and wait for a cell: three hundred times as many as were seen. One takes 160 bytes, and 8 for each
    /// row, so all of them somewhat less than a gigabyte.
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
