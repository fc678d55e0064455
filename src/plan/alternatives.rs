//! The next best plans: those that do something else, best first.
//!
//! A plan counts when nothing can be left out of it, and it is another plan when it does other things, as [`super::deeds`] counts
//! them. Found by best-first search: a node is a set of things that are forbidden, with the best plan that does without them.
//!
//! **No plan is missed.** Let a node's best plan do S, and let T be what another plan does that keeps to the node's bans and can leave
//! nothing out. T leaves out something of S: else it would do all of S and more, and could leave the rest out. So T keeps to the bans of
//! the child that forbids that thing too, and the children of a node, one for each thing of S, hold all its other plans between them.
//! A node's best plan is no worse than any other in it, so the best of all open nodes is the next best of all. Where a plan does the
//! same as one that is listed, its node is searched on, for others hide behind it, but it is not listed again.
//!
//! **A best plan leaves nothing out** where a plan with less in it is always better. It is, for every aim grows with what is done and
//! the number of things is one of them, but for one: to finish late, a holder can add something late. Where that is wanted before few
//! things, a plan is held against itself without each of its things before it is listed.
//!
//! A set of bans is solved once. It is not solved at all where fewer bans had a best plan that keeps to them all, or none.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    Alternative, Extent, ItemKind, Margin, Plan,
    case::Case,
    dates::Rank,
    deeds::{Deeds, Kinds},
    solve::Solved,
};
use crate::model::{Activity, Aim, Id};

/// What else could be done.
pub(super) struct Others {
    /// The next best plans, best first.
    pub(super) plans: Vec<Alternative>,
    /// How far they were looked for.
    pub(super) extent: Extent,
}

/// So many of the plans that are next best after `best`, which is the best of `solved`.
pub(super) fn others(case: Case<'_>, solved: &Solved<'_>, best: &Plan, number: usize) -> Others {
    if number == 0 {
        return Others {
            plans: Vec::new(),
            extent: Extent::NotAsked,
        };
    }
    let mut search = Search {
        case,
        kinds: Kinds::new(&solved.eligible, case.need),
        solved: Vec::new(),
        open: BTreeMap::new(),
        cut: false,
    };
    let mut listed = BTreeSet::from([search.kinds.deeds(best)]);
    let mut plans = Vec::new();
    search.expand(best, &BTreeSet::new());
    while plans.len() < number && !search.cut {
        let Some((key, node)) = search.open.pop_first() else {
            break;
        };
        let deeds = search.kinds.deeds(&node.plan);
        if !listed.contains(&deeds) && search.leaves_nothing_out(&node.plan, &deeds) {
            listed.insert(deeds);
            plans.push(Alternative {
                margin: Margin::between(best, &node.plan),
                plan: node.plan.clone(),
            });
        }
        if plans.len() < number {
            search.expand(&node.plan, &key.forbidden);
        }
    }
    Others {
        plans,
        extent: Extent::of(search.cut),
    }
}

struct Search<'c> {
    case: Case<'c>,
    kinds: Kinds<'c>,
    /// What was solved: the bans, and the best plan that keeps to them.
    solved: Vec<(BTreeSet<Id>, Option<Rc<Node>>)>,
    /// The nodes that were not searched on, the best first.
    open: BTreeMap<Key, Rc<Node>>,
    cut: bool,
}

/// A plan, and how good it is.
struct Node {
    rank: Rank,
    plan: Plan,
}

/// What decides which node is next: how good its plan is, then the names in it; the bans keep nodes apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    rank: Rank,
    steps: Vec<Step>,
    forbidden: BTreeSet<Id>,
}

/// A plan by names. At the first difference, what does something comes before what has ended.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Does(ItemKind, String, Id, Option<Id>),
    Ends,
}

impl Search<'_> {
    /// Opens the children of a node.
    fn expand(&mut self, plan: &Plan, forbidden: &BTreeSet<Id>) {
        let deeds = self.kinds.deeds(plan);
        let bans: BTreeSet<BTreeSet<Id>> = deeds
            .iter()
            .flat_map(|(deed, times)| self.kinds.less(deed, *times, forbidden))
            .map(|more| forbidden | &more)
            .collect();
        for forbidden in bans {
            let is_new = !self.solved.iter().any(|(solved, _)| *solved == forbidden);
            if !is_new {
                continue;
            }
            let best = self.best_without(&forbidden);
            if self.cut {
                return;
            }
            self.solved.push((forbidden.clone(), best.clone()));
            if let Some(node) = best {
                let key = Key {
                    rank: node.rank.clone(),
                    steps: self.steps(&node.plan),
                    forbidden,
                };
                self.open.insert(key, node);
            }
        }
    }

    /// The best plan that keeps to the bans.
    fn best_without(&mut self, forbidden: &BTreeSet<Id>) -> Option<Rc<Node>> {
        let keeps_to = |node: &Rc<Node>| {
            let mut items = node.plan.items.iter();
            items.all(|item| !forbidden.contains(&item.id))
        };
        let holds = |(fewer, best): &&(BTreeSet<Id>, Option<Rc<Node>>)| {
            fewer.is_subset(forbidden) && best.as_ref().is_none_or(keeps_to)
        };
        if let Some((_, best)) = self.solved.iter().find(holds) {
            return best.clone();
        }
        let best = self
            .case
            .ranked(|need| need.filter.exclude.extend(forbidden.iter().cloned()));
        self.cut = self.case.watch.is_over();
        best.map(|(rank, plan)| Rc::new(Node { rank, plan }))
    }

    fn steps(&self, plan: &Plan) -> Vec<Step> {
        let course = |id: &Id| {
            let activity = self.case.program.activities.get(id);
            activity.map(Activity::course_key).unwrap_or_default()
        };
        let work = plan.items.iter().filter(|item| item.kind != ItemKind::Pass);
        let step = |item: &super::Item| {
            let (id, offering) = (item.id.clone(), item.offering.clone());
            Step::Does(item.kind, course(&item.id), id, offering)
        };
        let mut steps: Vec<Step> = work.map(step).collect();
        steps.sort();
        steps.push(Step::Ends);
        steps
    }

    /// Whether nothing can be left out of a plan.
    fn leaves_nothing_out(&mut self, plan: &Plan, deeds: &Deeds) -> bool {
        if !more_may_be_better(&self.case.need.prefer) {
            return true;
        }
        let program = self.case.program;
        let names = program.activities.keys().chain(program.exams.keys());
        let others: BTreeSet<Id> = names
            .filter(|id| plan.items.iter().all(|item| item.id != **id))
            .cloned()
            .collect();
        let bans: Vec<BTreeSet<Id>> = deeds
            .iter()
            .flat_map(|(deed, times)| self.kinds.less(deed, *times, &others))
            .collect();
        let is_enough = |fewer: &BTreeSet<Id>| self.best_without(&(&others | fewer)).is_some();
        !bans.iter().any(is_enough)
    }
}

/// Whether a plan can be better for something that could be left out: whether to finish late is wanted before few things.
fn more_may_be_better(prefer: &[Aim]) -> bool {
    let order = Aim::order(prefer);
    let place = |aim| order.iter().position(|other| *other == aim);
    place(Aim::LatestFinish).is_some_and(|late| place(Aim::Items).is_none_or(|items| late < items))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_better_only_for_a_late_finish_wanted_before_few_things() {
        assert!(!more_may_be_better(&[]));
        assert!(!more_may_be_better(&[Aim::Finish, Aim::Freshness]));
        assert!(!more_may_be_better(&[Aim::Items, Aim::LatestFinish]));
        assert!(more_may_be_better(&[Aim::Cost, Aim::LatestFinish]));
    }
}
