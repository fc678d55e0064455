//! Every subset, one after the other.

use finder::model::Route;

use super::aims::{Aims, Names, names};
use super::choices::{baskets, plans};
use super::judge::Judge;
use super::shelf::Shelf;
use super::{Best, Instance, RouteVerdict, Thing, Totals, Verdict};

/// The twin's answer to an instance.
pub(crate) fn solve(instance: &Instance) -> Verdict {
    let expired = |day| instance.today >= day;
    if instance.certification.retired.is_some() {
        Verdict::Retired
    } else if instance.routes().is_empty() {
        Verdict::NoRoute
    } else if instance.need.expires.is_some_and(expired) {
        Verdict::Expired
    } else {
        over_all_routes(instance)
    }
}

fn over_all_routes(instance: &Instance) -> Verdict {
    let shelf = Shelf::stock(instance);
    let baskets = baskets(&shelf);
    let mut overall = Search::default();
    let mut routes = Vec::new();
    for (place, route) in instance.routes().iter().enumerate() {
        if !instance.asks_for(route) {
            routes.push(RouteVerdict::NotAsked);
            continue;
        }
        let judge = Judge::new(instance, route);
        let mut own = Search::default();
        for plan in plans(instance, &shelf, &baskets, route) {
            own.consider(&judge, &shelf, place, plan);
        }
        routes.push(own.verdict(instance, route));
        overall.beat_by(own);
    }
    match overall.best {
        None => Verdict::Short { routes },
        Some(top) => Verdict::Met {
            best: Best {
                route: instance.routes()[top.place].id.clone(),
                totals: Totals::of(&top.things),
                things: top.things.into_iter().cloned().collect(),
                aims: top.aims,
            },
            routes,
            tied: overall.tied,
        },
    }
}

/// The best plan so far.
#[derive(Default)]
struct Search<'s> {
    best: Option<Top<'s>>,
    /// Whether the best has an equal on every aim but the ids.
    tied: bool,
    /// The most credits that any plan within the limits earns, as long as none closes the route.
    reach: u64,
}

struct Top<'s> {
    things: Vec<&'s Thing>,
    place: usize,
    aims: Aims,
    names: Names,
}

impl<'s> Search<'s> {
    fn consider(&mut self, judge: &Judge, stock: &Shelf, place: usize, things: Vec<&'s Thing>) {
        let totals = Totals::of(&things);
        if let Some(top) = &self.best {
            if judge.is_clearly_worse(totals, &top.aims) {
                return;
            }
        } else if totals.credits > self.reach && judge.allows_a_part(&things) {
            self.reach = totals.credits;
        }
        if !judge.is_right(&things) || !judge.needs_all_of(&things) {
            return;
        }
        let aims = judge.aims(&things);
        if self.best.as_ref().is_none_or(|top| aims <= top.aims) {
            let names = names(stock, &things);
            self.best_of(Top {
                things,
                place,
                aims,
                names,
            });
        }
    }

    fn best_of(&mut self, next: Top<'s>) {
        let Some(top) = &self.best else {
            self.best = Some(next);
            return;
        };
        let equal = next.aims == top.aims;
        self.tied = (self.tied && next.aims >= top.aims) || (equal && next.names != top.names);
        let rank = |top: &Top| (top.aims.clone(), top.names.clone(), top.place);
        if rank(&next) < rank(top) {
            self.best = Some(next);
        }
    }

    fn beat_by(&mut self, other: Self) {
        let Some(next) = other.best else { return };
        let above = self.best.as_ref().is_none_or(|top| next.aims < top.aims);
        let level = self.best.as_ref().is_none_or(|top| next.aims == top.aims);
        self.best_of(next);
        self.tied = if above {
            other.tied
        } else {
            self.tied || (level && other.tied)
        };
    }

    fn verdict(&self, instance: &Instance, route: &Route) -> RouteVerdict {
        let gap = u64::from(instance.gap(route).hundredths());
        let plain = route.is_credits_only() && instance.rules(route).is_empty();
        let missing = || gap.saturating_sub(self.reach);
        self.best.as_ref().map_or_else(
            || RouteVerdict::Short {
                missing: plain.then(missing),
            },
            |top| {
                let totals = Totals::of(&top.things);
                RouteVerdict::Met {
                    cash: totals.cash,
                    clc: totals.clc,
                    minutes: (totals.unknown == 0).then_some(totals.minutes),
                }
            },
        )
    }
}
