//! Makes an instance smaller for as long as it stays interesting.

use finder::model::Id;

use super::Instance;
use super::features::FEATURES;

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
    let without = |change: &dyn Fn(&mut Instance)| {
        let mut next = instance.clone();
        change(&mut next);
        next
    };
    let mut smaller: Vec<Instance> = FEATURES
        .iter()
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
    smaller
}
