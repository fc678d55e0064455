//! Makes an instance smaller for as long as it stays interesting.

use finder::model::Id;

use super::Instance;
use super::features::{FEATURES, MORE, each_offering};

/// A smaller instance that is still interesting: no single step makes it smaller and keeps it so.
pub(crate) fn shrink(instance: &Instance, interesting: impl Fn(&Instance) -> bool) -> Instance {
    let mut small = instance.clone();
    while let Some(smaller) = steps(&small)
        .into_iter()
        .find(|next| *next != small && interesting(next))
    {
        small = smaller;
    }
    small
}

/// Every instance that is one step smaller, or the same where there was nothing to take away.
fn steps(instance: &Instance) -> Vec<Instance> {
    let without = |change: &dyn Fn(&mut Instance)| without(instance, change);
    let mut smaller: Vec<Instance> = FEATURES
        .iter()
        .chain(MORE)
        .filter(|(name, _)| *name != "unknown credits")
        .map(|(_, off)| without(off))
        .collect();
    let program = &instance.program;
    let ids = |keys: &mut dyn Iterator<Item = &Id>| keys.cloned().collect::<Vec<_>>();
    for id in ids(&mut program.activities.keys()) {
        smaller.push(without(&|next| drop(next.program.activities.remove(&id))));
    }
    for id in ids(&mut program.exams.keys()) {
        smaller.push(without(&|next| drop(next.program.exams.remove(&id))));
    }
    for (id, activity) in &program.activities {
        smaller.push(without(&|next| {
            if let Some(activity) = next.program.activities.get_mut(id) {
                activity.requires.clear();
            }
        }));
        for place in 0..activity.offerings.len() {
            smaller.push(without(&|next| {
                let activity = next.program.activities.get_mut(id);
                activity.map(|activity| activity.offerings.remove(place));
            }));
        }
    }
    for place in 0..instance.routes().len() {
        smaller.push(without(&|next| {
            let level = next.program.program.levels.first_mut();
            level.map(|level| level.routes.remove(place));
        }));
    }
    smaller.extend(smaller_asks(instance));
    smaller
}

/// The instance after a change.
fn without(instance: &Instance, change: &dyn Fn(&mut Instance)) -> Instance {
    let mut next = instance.clone();
    change(&mut next);
    next
}

/// Without one of the passes, vouchers, wishes or rules.
fn smaller_asks(instance: &Instance) -> Vec<Instance> {
    let without = |change: &dyn Fn(&mut Instance)| without(instance, change);
    let program = &instance.program;
    let mut smaller = Vec::new();
    for id in program.passes.keys() {
        smaller.push(without(&|next| {
            each_offering(next, |offering| offering.passes.retain(|pass| pass != id));
            next.need.passes.remove(id);
            next.program.passes.remove(id);
        }));
    }
    for place in 0..instance.need.vouchers.len() {
        smaller.push(without(&|next| drop(next.need.vouchers.remove(place))));
    }
    for place in 0..instance.need.prefer.len() {
        smaller.push(without(&|next| {
            next.need.prefer.remove(place);
        }));
    }
    for (place, level) in program.program.levels.iter().enumerate() {
        for rule in 0..level.rules.len() {
            let rules = |next: &mut Instance| {
                let level = next.program.program.levels.get_mut(place);
                level.map(|level| level.rules.remove(rule));
            };
            smaller.push(without(&rules));
        }
    }
    smaller
}
