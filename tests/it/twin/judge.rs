//! Holds a plan against every rule, and says how good it is.

use finder::model::{Aim, Route};

use super::aims::{Aims, finish, order, plain_worth, worth};
use super::calendar::{Calendar, NEVER};
use super::demands::{Year, closes, years};
use super::limits::{is_coherent, keeps};
use super::{Instance, Thing, Totals};

/// Holds plans along one route against the rules.
pub(crate) struct Judge<'i> {
    instance: &'i Instance,
    pub(crate) route: &'i Route,
    order: Vec<Aim>,
    years: Vec<Year>,
}

impl<'i> Judge<'i> {
    /// Of plans along a route.
    pub(crate) fn new(instance: &'i Instance, route: &'i Route) -> Self {
        Self {
            instance,
            route,
            order: order(instance),
            years: years(instance, route),
        }
    }

    /// The aims of the holder, in order.
    pub(crate) fn order(&self) -> &[Aim] {
        &self.order
    }

    /// Whether a plan earns what the route asks for and has its exams.
    pub(crate) fn closes(&self, things: &[&Thing]) -> bool {
        closes(self.instance, self.route, things)
    }

    /// Whether a plan keeps all limits, has its prerequisites, and can be done in time, with enough in every year.
    pub(crate) fn allows(&self, things: &[&Thing]) -> bool {
        self.affords(things) && self.calendar(things).holds(NEVER)
    }

    /// Whether the same can be said of a plan that need not close the route.
    pub(crate) fn allows_a_part(&self, things: &[&Thing]) -> bool {
        self.affords(things) && Calendar::new(self.instance, things, &[]).holds(NEVER)
    }

    /// Whether a plan keeps all limits but those of time.
    fn affords(&self, things: &[&Thing]) -> bool {
        is_coherent(self.instance, things) && keeps(self.instance, things, Totals::of(things))
    }

    /// Whether nothing is wrong with a plan at all.
    pub(crate) fn is_right(&self, things: &[&Thing]) -> bool {
        self.closes(things) && self.allows(things)
    }

    /// Whether nothing can be left out of a plan, where a late finish is wanted: something superfluous done late puts nothing off.
    pub(crate) fn needs_all_of(&self, things: &[&Thing]) -> bool {
        if !self.order().contains(&Aim::LatestFinish) {
            return true;
        }
        let done = things.iter().filter(|thing| thing.is_done());
        !done.into_iter().any(|thing| {
            let others = || {
                things
                    .iter()
                    .copied()
                    .filter(|other| other.key != thing.key)
            };
            let used = |pass: &Thing| others().any(|other| other.buys() == Some(&pass.id));
            let rest: Vec<&Thing> = others()
                .filter(|other| other.is_done() || used(other))
                .collect();
            self.is_right(&rest)
        })
    }

    /// When a plan can be done.
    pub(crate) fn calendar<'a>(&'a self, things: &[&'a Thing]) -> Calendar<'a> {
        Calendar::new(self.instance, things, &self.years)
    }

    /// Whether the year in which an activity is finished matters.
    pub(crate) fn minds_years(&self) -> bool {
        !self.years.is_empty()
    }

    /// How good a plan is.
    pub(crate) fn aims(&self, things: &[&Thing]) -> Aims {
        let (totals, calendar) = (Totals::of(things), self.calendar(things));
        let aims = self.order.iter();
        Aims(aims.map(|aim| worth(*aim, totals, &calendar)).collect())
    }

    /// Whether sums alone show that a plan is worse.
    pub(crate) fn is_clearly_worse(&self, totals: Totals, than: &Aims) -> bool {
        for (aim, best) in self.order.iter().zip(&than.0) {
            match plain_worth(*aim, totals) {
                None => return false,
                Some(worth) if worth == *best => {}
                Some(worth) => return worth > *best,
            }
        }
        false
    }

    /// The first day by which a plan can be done at the holder's pace; 0 where she has none.
    pub(crate) fn finish(&self, things: &[&Thing]) -> u64 {
        let pace = self.instance.need.hours_per_week;
        pace.map_or(0, |_| finish(&self.calendar(things)))
    }
}
