//! Entries that stood every test, put together. A reference to one that was left out is dropped here, without a further word.

use std::collections::{BTreeMap, BTreeSet};

use super::{activity::ActivityEntry, entries::Entries, entry::Entry};
use crate::model::{
    Activity, Certification, Exam, Id, Lost, Offering, Pass, ProgramCatalog, Provider,
};

/// The program with all that belongs to it; `None` when its rules were left out. Every reference in it resolves.
pub(super) fn program(entries: Entries<'_>) -> Option<ProgramCatalog> {
    let program = entries.program.value?;
    let providers = by_id(entries.providers, |provider: &Provider| &provider.id);
    let mut passes = by_id(entries.passes, |pass: &Pass| &pass.id);
    passes.retain(|_, pass| providers.contains_key(&pass.provider));
    let certifications = certifications(entries.certifications);
    let exams = exams(entries.exams, &certifications);
    let activities = activities(entries.activities, &providers, &passes, &exams);
    Some(ProgramCatalog {
        program,
        certifications,
        exams,
        passes,
        providers,
        activities,
        lost: Lost::default(),
    })
}

fn values<'t, T: 't>(entries: Vec<Entry<'t, T>>) -> impl Iterator<Item = T> + use<'t, T> {
    entries.into_iter().filter_map(|entry| entry.value)
}

fn by_id<T>(entries: Vec<Entry<'_, T>>, id: fn(&T) -> &Id) -> BTreeMap<Id, T> {
    values(entries)
        .map(|value| (id(&value).clone(), value))
        .collect()
}

fn certifications(entries: Vec<Entry<'_, Certification>>) -> Vec<Certification> {
    let mut certifications: Vec<_> = values(entries).collect();
    let known: BTreeSet<Id> = certifications.iter().map(|c| c.id.clone()).collect();
    for certification in &mut certifications {
        certification.any_of.retain(|id| known.contains(id));
    }
    certifications
}

fn exams(entries: Vec<Entry<'_, Exam>>, certifications: &[Certification]) -> BTreeMap<Id, Exam> {
    let mut exams = by_id(entries, |exam: &Exam| &exam.id);
    let known: BTreeSet<Id> = exams.keys().cloned().collect();
    for exam in exams.values_mut() {
        exam.certifications
            .retain(|id| certifications.iter().any(|c| c.id == *id));
        exam.successor.take_if(|id| !known.contains(id));
    }
    exams
}

fn activities(
    entries: Vec<ActivityEntry<'_>>,
    providers: &BTreeMap<Id, Provider>,
    passes: &BTreeMap<Id, Pass>,
    exams: &BTreeMap<Id, Exam>,
) -> BTreeMap<Id, Activity> {
    let offering = |mut offering: Offering| {
        offering.passes.retain(|id| passes.contains_key(id));
        providers
            .contains_key(&offering.provider)
            .then_some(offering)
    };
    let mut activities: BTreeMap<Id, Activity> = entries
        .into_iter()
        .filter_map(|entry| {
            let mut activity = entry.activity.value?;
            activity.exam.take_if(|id| !exams.contains_key(id));
            activity.offerings = values(entry.offerings).filter_map(offering).collect();
            Some((activity.id.clone(), activity))
        })
        .collect();
    leave_out_what_requires_the_lost(&mut activities);
    forget_lost_successors(&mut activities);
    activities
}

/// An activity whose prerequisite was left out goes too, and what requires it in turn: to plan it without would be wrong.
fn leave_out_what_requires_the_lost(activities: &mut BTreeMap<Id, Activity>) {
    let mut dependents: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for activity in activities.values() {
        for required in &activity.requires {
            let ids = dependents.entry(required.clone()).or_default();
            ids.push(activity.id.clone());
        }
    }
    let named = dependents.keys();
    let mut lost: Vec<Id> = named
        .filter(|id| !activities.contains_key(*id))
        .cloned()
        .collect();
    while let Some(id) = lost.pop() {
        activities.remove(&id);
        lost.extend(dependents.remove(&id).unwrap_or_default());
    }
}

fn forget_lost_successors(activities: &mut BTreeMap<Id, Activity>) {
    let named = activities.values().flat_map(|activity| &activity.offerings);
    let named = named.filter_map(|offering| offering.withdrawn.as_ref()?.successor.as_ref());
    let lost: BTreeSet<Id> = named
        .filter(|id| !activities.contains_key(*id))
        .cloned()
        .collect();
    if lost.is_empty() {
        return;
    }
    for offering in activities
        .values_mut()
        .flat_map(|activity| &mut activity.offerings)
    {
        if let Some(withdrawal) = &mut offering.withdrawn {
            withdrawal.successor.take_if(|id| lost.contains(id));
        }
    }
}
