//! A case: a level to renew for a holder on a day. What "and what if …" is asked of.

use super::{
    Plan,
    assemble::Assembly,
    dates::Rank,
    demand::gap,
    solve::{Follow, Solved},
    thing::Thing,
    watch::Watch,
};
use crate::model::{Credits, Date, Level, Need, ProgramCatalog, Route};

/// Everything that decides an answer, and when to give up on it.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) program: &'a ProgramCatalog,
    pub(super) level: &'a Level,
    pub(super) need: &'a Need,
    pub(super) today: Date,
    /// The last day for everything, besides the deadline and the last days of its own: a limit of the question, not of the holder.
    pub(super) horizon: Option<Date>,
    /// What the plan must contain.
    pub(super) must: Option<&'a Thing>,
    /// When to give up.
    pub(super) watch: &'a Watch<'a>,
}

impl<'a> Case<'a> {
    /// The credits still to earn for a route.
    pub(super) fn gap(&self, route: &Route) -> Credits {
        gap((&self.program.program, self.level, route), self.need)
    }

    /// The holder's need with something changed.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Need)) -> Need {
        let mut need = self.need.clone();
        change(&mut need);
        need
    }

    /// Solves the case, route by route.
    pub(super) fn solve(&self) -> Solved<'a> {
        Solved::new(*self, self.need, Follow::EachRoute)
    }

    /// Solves the same case for another need, as far as the best route.
    pub(super) fn again(&self, need: &Need) -> Solved<'a> {
        Solved::new(*self, need, Follow::BestRoute)
    }

    /// The best plan with something changed in the need, if there is one; none once the time is over.
    pub(super) fn plan(&self, change: impl FnOnce(&mut Need)) -> Option<Plan> {
        self.ranked(change).map(|(_, plan)| plan)
    }

    /// The same, with how good it is.
    pub(super) fn ranked(&self, change: impl FnOnce(&mut Need)) -> Option<(Rank, Plan)> {
        if self.watch.is_over() {
            return None;
        }
        let need = &self.changed(change);
        let solved = &self.again(need);
        let (route, dated) = solved.best()?;
        let assembly = Assembly {
            program: &self.program.program,
            solved,
            need,
            level: self.level,
        };
        Some((dated.rank.clone(), assembly.plan(route, &dated.solution)))
    }
}
