//! Every subset, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{Id, Route};

use super::aims::{Aims, Names, aims, names};
use super::limits::keeps;
use super::shelf::Shelf;
use super::{Best, Instance, RouteVerdict, Thing, Totals, Verdict, product};

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
    let baskets = baskets(instance, &shelf);
    let mut overall = Search::default();
    let mut routes = Vec::new();
    for (place, route) in instance.routes().iter().enumerate() {
        if !instance.asks_for(route) {
            routes.push(RouteVerdict::NotAsked);
            continue;
        }
        let mut own = Search::default();
        for plan in plans(instance, &shelf, &baskets, route) {
            own.consider(instance, &shelf, place, plan);
        }
        routes.push(own.verdict(instance, route));
        overall.beat_by(own);
    }
    match overall.best {
        None => Verdict::Short { routes },
        Some(top) => Verdict::Met {
            best: Best {
                route: instance.routes()[top.place].id.clone(),
                totals: top.plan.totals,
                things: top.plan.things.into_iter().cloned().collect(),
            },
            routes,
            tied: overall.tied,
        },
    }
}

/// A choice of things, and what they come to.
#[derive(Clone)]
struct Basket<'s> {
    things: Vec<&'s Thing>,
    totals: Totals,
}

impl<'s> Basket<'s> {
    fn of(things: Vec<&'s Thing>) -> Self {
        let totals = things
            .iter()
            .fold(Totals::default(), |sum, thing| sum.plus(thing.adds));
        Self { things, totals }
    }
}

/// Every choice of courses, with every way to buy the passes it needs.
fn baskets<'s>(instance: &Instance, shelf: &'s Shelf) -> Vec<Basket<'s>> {
    let lists: Vec<_> = shelf
        .courses
        .values()
        .map(|ways| one_or_none(ways))
        .collect();
    let with_passes = |courses: Vec<&'s Thing>| {
        let used: BTreeSet<&Id> = courses.iter().filter_map(|thing| thing.pass()).collect();
        let bought = used
            .into_iter()
            .filter(|pass| !instance.need.passes.contains_key(*pass));
        let ways = bought.filter_map(|pass| shelf.passes.get(pass));
        let ways = ways.map(|ways| ways.iter().map(|way| vec![way]).collect());
        let lists: Vec<_> = std::iter::once(vec![courses]).chain(ways).collect();
        product(&lists)
    };
    let choices = product(&lists).into_iter().flat_map(with_passes);
    choices.map(Basket::of).collect()
}

fn one_or_none(ways: &[Thing]) -> Vec<Vec<&Thing>> {
    let each = ways.iter().map(|way| vec![way]);
    std::iter::once(Vec::new()).chain(each).collect()
}

/// A basket of courses and a set of exams that a route might be closed with.
struct Plan<'s> {
    things: Vec<&'s Thing>,
    totals: Totals,
    /// Whether it earns enough.
    closes: bool,
    credits_only: bool,
}

/// Every basket with every set of exams that the route would take.
fn plans<'s>(
    instance: &Instance,
    shelf: &'s Shelf,
    baskets: &[Basket<'s>],
    route: &Route,
) -> impl Iterator<Item = Plan<'s>> {
    let gap = u64::from(instance.gap(route).hundredths());
    let credits_only = route.is_credits_only();
    let lists: Vec<_> = shelf.exams.values().map(|ways| one_or_none(ways)).collect();
    let exams = product(&lists).into_iter().filter(|exams| {
        let classes: Vec<&Id> = exams
            .iter()
            .map(|exam| &instance.program.exams[&exam.id].class)
            .collect();
        fills(instance, &route.exams, &classes)
    });
    let exams: Vec<_> = exams.map(Basket::of).collect();
    exams.into_iter().flat_map(move |exams| {
        baskets.iter().map(move |basket| {
            let totals = basket.totals.plus(exams.totals);
            Plan {
                things: [basket.things.as_slice(), &exams.things].concat(),
                totals,
                closes: totals.credits >= gap,
                credits_only,
            }
        })
    })
}

/// Whether exams of these classes fill every open place, each exactly one, and none is left over.
fn fills(instance: &Instance, open: &BTreeMap<Id, u32>, exams: &[&Id]) -> bool {
    let Some((first, rest)) = exams.split_first() else {
        return open.values().all(|count| *count == 0);
    };
    open.iter().any(|(class, count)| {
        let class_entry = instance.program.program.exam_class(class);
        let admits = class_entry.is_some_and(|class| class.admits(first));
        let mut left = open.clone();
        left.insert(class.clone(), count.saturating_sub(1));
        admits && *count > 0 && fills(instance, &left, rest)
    })
}

/// The best plan so far.
#[derive(Default)]
struct Search<'s> {
    best: Option<Top<'s>>,
    /// Whether the best has an equal on every aim but the ids.
    tied: bool,
    /// The most credits that any plan within the limits earns.
    reach: u64,
}

struct Top<'s> {
    plan: Plan<'s>,
    place: usize,
    aims: Aims,
    names: Names,
}

impl<'s> Search<'s> {
    fn consider(&mut self, instance: &Instance, stock: &Shelf, place: usize, plan: Plan<'s>) {
        let aims = aims(plan.totals, plan.credits_only);
        let worse = self.best.as_ref().is_some_and(|top| aims > top.aims);
        let useless = !plan.closes || worse;
        if (useless && plan.totals.credits <= self.reach)
            || !keeps(instance, &plan.things, plan.totals)
        {
            return;
        }
        self.reach = self.reach.max(plan.totals.credits);
        if !useless {
            let names = names(stock, &plan.things);
            self.best_of(Top {
                plan,
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
        let rank = |top: &Top| (top.aims, top.names.clone(), top.place);
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
        let missing = || gap.saturating_sub(self.reach);
        self.best.as_ref().map_or_else(
            || RouteVerdict::Short {
                missing: route.is_credits_only().then(missing),
            },
            |top| RouteVerdict::Met {
                cash: top.plan.totals.cash,
                clc: top.plan.totals.clc,
                minutes: (top.plan.totals.unknown == 0).then_some(top.plan.totals.minutes),
            },
        )
    }
}
