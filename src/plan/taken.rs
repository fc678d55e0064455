//! What a holder did before, and what that rules out.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Activity, Id, ProgramCatalog, is_newer};

/// What was done before.
pub(super) struct Taken<'c> {
    /// The activities themselves.
    names: BTreeSet<Id>,
    /// The versions taken, by course; `None` where a version is not known.
    versions: BTreeMap<String, Vec<Option<&'c str>>>,
}

impl<'c> Taken<'c> {
    pub(super) fn new(program: &'c ProgramCatalog, names: &BTreeSet<Id>) -> Self {
        let mut versions: BTreeMap<String, Vec<Option<&str>>> = BTreeMap::new();
        for activity in names.iter().filter_map(|name| program.activities.get(name)) {
            versions
                .entry(activity.course_key())
                .or_default()
                .push(activity.version.as_deref());
        }
        Self {
            names: names.clone(),
            versions,
        }
    }

    /// Whether any version of a course was taken before.
    pub(super) fn has_course(&self, course: &str) -> bool {
        self.versions.contains_key(course)
    }

    /// Whether the activity, or a version of its course that is no older, was taken before. Only a version that is known to be
    /// newer may follow.
    pub(super) fn covers(&self, activity: &Activity) -> bool {
        if self.names.contains(&activity.id) {
            return true;
        }
        let version = activity.version.as_deref();
        let taken = self.versions.get(&activity.course_key());
        taken.is_some_and(|taken| !taken.iter().all(|taken| is_newer(version, *taken)))
    }
}
