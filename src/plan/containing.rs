//! The best plan that contains one thing, wanted or not.
//!
//! That a plan contains something is a demand like any other: of an offering or an exam, that it be chosen; of a pass, that something be
//! chosen that it opens, for a pass that opens nothing is in no plan worth the name.

use super::{
    Plan,
    case::Case,
    demand::{Demand, Gives, Origin},
    eligible::{Candidate, Eligible},
    thing::Thing,
};
use crate::model::Need;

impl Case<'_> {
    /// The best plan that contains a thing, with something changed in the need, if there is one.
    pub(super) fn containing(&self, thing: &Thing, change: impl FnOnce(&mut Need)) -> Option<Plan> {
        let case = Case {
            must: Some(thing),
            ..*self
        };
        case.plan(change)
    }
}

impl Thing {
    /// That a plan contain it; `None`: nothing that counts is it.
    pub(super) fn demand(&self, eligible: &Eligible<'_>) -> Option<Demand> {
        let is_it = |candidate: &Candidate<'_>| {
            let (id, offering) = candidate.subject.key();
            *id == self.id && offering == self.offering.as_ref()
        };
        let mut layers = eligible.layers().enumerate();
        let taken = layers.find_map(|(layer, candidates)| {
            let candidate = candidates.iter().position(is_it)?;
            Some(Gives::Taking(layer, candidate))
        });
        let passes = || eligible.passes.iter().filter(|offer| offer.can_be_bought());
        let through = || passes().position(|offer| offer.pass.id == self.id);
        Some(Demand {
            least: 1,
            gives: taken.or_else(|| through().map(Gives::Through))?,
            origin: Origin::Aim,
        })
    }
}
