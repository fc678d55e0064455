//! The trade-offs: every plan that nothing else beats in cost, study and finish at once, or equals in all and beats in one.
//!
//! Compared are plans whose lengths are all known. Cost is money, then learning credits. The finish counts only where the holder gave
//! a pace: without one it follows from the hours, so that cost and hours are all there is to weigh.
//!
//! **How.** A region is all plans of at most so much study that can be done by such a day. Its cheapest plan, the shortest of those and
//! of those the earliest, is found by solving with these limits. There is one region to begin with, without limits. Of all open regions
//! the cheapest plan of any is put on the front; then every region that holds it is split in two: less study than it takes, or done
//! before it. A region that lies inside another is dropped, for the other holds all of it.
//!
//! **Nothing is missed, and nothing else is shown.** Let p be put on the front, and q be a plan that is not beaten, of another cost,
//! length or finish. Either q was in no region that held p and still lies where it lay, or it costs no less than p, which was the
//! cheapest there; then it is shorter or earlier, or p would beat it, and it lies in one of the halves. So when no region is left with a
//! plan in it, every such q has been put on the front. What one of them beats is dropped at the end. Each split leaves less study or
//! fewer days, so it ends; the regions form a staircase, in which a point closes some steps and opens two at most, so there are no more
//! solves than twice the points and one.
//!
//! Of the plans at one point the holder gets the best by her own aims. Where she wants cost first, the plan found is that one; else the
//! point is solved once more, with the point's own numbers as limits and her aims in her order.

use super::{Extent, Plan, case::Case};
use crate::model::{Aim, Date, Minutes};

/// The trade-offs.
pub(super) struct Front {
    /// One plan a point, the cheapest first.
    pub(super) plans: Vec<Plan>,
    /// How far they were looked for.
    pub(super) extent: Extent,
}

/// All plans of at most so much study that can be done by such a day; no day: any.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Region {
    study: Minutes,
    by: Option<Date>,
}

/// A region with its cheapest plan.
struct Open {
    region: Region,
    plan: Plan,
}

/// Money, learning credits, minutes of study, and where there is a pace the finish.
type Point = (u64, u32, u32, Option<Date>);

/// The trade-offs of a case.
pub(super) fn front(case: Case<'_>) -> Front {
    let mut search = Search {
        case,
        open: Vec::new(),
        cut: false,
    };
    let whole = Region {
        study: case.need.max_hours.unwrap_or(Minutes::of_many(u64::MAX)),
        by: None,
    };
    search.solve(whole);
    let mut plans = Vec::new();
    while let Some(plan) = search.cheapest().filter(|_| !search.cut) {
        search.split(&plan);
        plans.push(plan);
    }
    let plans = search.unbeaten(plans);
    Front {
        plans: plans.into_iter().map(|plan| search.own(plan)).collect(),
        extent: Extent::of(search.cut),
    }
}

struct Search<'c> {
    case: Case<'c>,
    open: Vec<Open>,
    cut: bool,
}

fn holds(region: Region, plan: &Plan) -> bool {
    let in_time = region.by.is_none_or(|by| plan.finish <= by);
    plan.effort <= region.study && in_time
}

impl Search<'_> {
    fn point(&self, plan: &Plan) -> Point {
        let finish = self.case.need.hours_per_week.map(|_| plan.finish);
        (plan.cost.minor, plan.clc.0, plan.effort.minutes(), finish)
    }

    /// The cheapest plan of all regions.
    fn cheapest(&self) -> Option<Plan> {
        let plans = self.open.iter().map(|open| &open.plan);
        plans.min_by_key(|plan| self.point(plan)).cloned()
    }

    /// Splits every region that holds a plan.
    fn split(&mut self, at: &Plan) {
        let open = std::mem::take(&mut self.open);
        // Its own region is split whatever its schedule says, so that the search ends.
        let (holding, others): (Vec<Open>, Vec<Open>) = open
            .into_iter()
            .partition(|open| open.plan == *at || holds(open.region, at));
        self.open = others;
        let mut halves: Vec<Region> = Vec::new();
        for open in &holding {
            halves.extend(self.halves(open.region, at));
        }
        let lies_in = |inner: Region, outer: Region| {
            let by = |region: Region| region.by.unwrap_or(Date::MAX);
            inner != outer && inner.study <= outer.study && by(inner) <= by(outer)
        };
        let mut kept: Vec<Region> = Vec::new();
        for half in &halves {
            let kept_ones = self.open.iter().map(|open| open.region);
            let mut larger = kept_ones.chain(halves.iter().copied());
            if !kept.contains(half) && !larger.any(|outer| lies_in(*half, outer)) {
                kept.push(*half);
            }
        }
        for region in kept {
            let within = |open: &&Open| lies_in(region, open.region);
            let known = holding
                .iter()
                .filter(within)
                .find(|open| holds(region, &open.plan));
            match known {
                Some(open) => self.open.push(Open {
                    region,
                    plan: open.plan.clone(),
                }),
                None => self.solve(region),
            }
        }
    }

    /// What is left of a region beside the plans that are neither shorter nor earlier than one in it.
    fn halves(&self, region: Region, plan: &Plan) -> Vec<Region> {
        let study = u64::from(plan.effort.min(region.study).minutes());
        let shorter = study.checked_sub(1).map(|study| Region {
            study: Minutes::of_many(study),
            ..region
        });
        let need = self.case.need;
        let finish = region.by.map_or(plan.finish, |by| by.min(plan.finish));
        let earlier = need.hours_per_week.and_then(|_| finish.pred_opt());
        let earlier = earlier.filter(|by| *by >= need.from).map(|by| Region {
            by: Some(by),
            ..region
        });
        shorter.into_iter().chain(earlier).collect()
    }

    /// Opens a region, if there is a plan in it.
    fn solve(&mut self, region: Region) {
        if self.cut {
            return;
        }
        let order = [Aim::Cost, Aim::Hours, Aim::Finish];
        let case = Case {
            horizon: region.by,
            ..self.case
        };
        let plan = case.plan(|need| {
            need.max_hours = Some(region.study);
            need.prefer = order.into_iter().chain(need.prefer.drain(..)).collect();
        });
        self.cut = case.watch.is_over();
        if let Some(plan) = plan.filter(|_| !self.cut) {
            self.open.push(Open { region, plan });
        }
    }

    /// The plans that no other beats, the cheapest first, and one of those that are equal.
    fn unbeaten(&self, mut plans: Vec<Plan>) -> Vec<Plan> {
        plans.sort_by_key(|plan| self.point(plan));
        let mut unbeaten: Vec<Plan> = Vec::new();
        for plan in plans {
            let (.., study, finish) = self.point(&plan);
            // What comes before is no dearer.
            let is_beaten = unbeaten.iter().any(|before| {
                let (.., less, earlier) = self.point(before);
                less <= study && earlier <= finish
            });
            if !is_beaten {
                unbeaten.push(plan);
            }
        }
        unbeaten
    }

    /// The best plan by the holder's own aims that costs, takes and ends as much.
    fn own(&mut self, plan: Plan) -> Plan {
        let first = self.case.need.prefer.first();
        if self.cut || first.is_none_or(|aim| *aim == Aim::Cost) {
            return plan;
        }
        let (.., finish) = self.point(&plan);
        let case = Case {
            horizon: finish,
            ..self.case
        };
        let own = case.plan(|need| {
            need.budget = Some(plan.cost);
            need.clc = plan.clc;
            need.max_hours = Some(plan.effort);
        });
        self.cut = case.watch.is_over();
        own.filter(|_| !self.cut).unwrap_or(plan)
    }
}
