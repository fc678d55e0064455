//! What was done in earlier times.

use finder::model::Activity;

use crate::twin::Instance;

/// Whether an activity of the course was done before.
pub(super) fn done_before(instance: &Instance, course: &str) -> bool {
    let activities = &instance.program.activities;
    let mut taken = instance.need.taken.iter();
    taken.any(|id| {
        let activity = activities.get(id);
        activity.is_some_and(|activity| activity.course_key() == course)
    })
}

/// Whether the activity was done before, or a version of it that is as new.
pub(super) fn taken(instance: &Instance, activity: &Activity) -> bool {
    let taken = &instance.need.taken;
    let before =
        instance.program.activities.values().filter(|other| {
            taken.contains(&other.id) && other.course_key() == activity.course_key()
        });
    taken.contains(&activity.id) || before.into_iter().any(|other| !newer(activity, other))
}

fn newer(activity: &Activity, than: &Activity) -> bool {
    let numbers = |activity: &Activity| -> Option<Vec<u64>> {
        let version = activity.version.as_deref()?;
        version.split('.').map(|part| part.parse().ok()).collect()
    };
    numbers(activity)
        .zip(numbers(than))
        .is_some_and(|(this, that)| this > that)
}
