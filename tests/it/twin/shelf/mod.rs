//! What may be used at all, and in which ways it can be paid for.

mod exams;
mod pay;
mod taken;

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{
    Activity, ActivityKind, Date, Effort, Evidence, Exam, Expiry, Id, Offering, Withdrawal,
};
use finder::plan::ItemKind;

use super::calendar::free_days;
use super::{Instance, Thing, Totals};
use exams::exam_ways;
use pay::{Payment, may_hold, own_ways, pass_ways, price};
use taken::{done_before, taken};

/// Everything that may be used, each with every way to pay for it.
pub(crate) struct Shelf {
    /// By course key.
    pub(crate) courses: BTreeMap<String, Vec<Thing>>,
    /// By exam.
    pub(crate) exams: BTreeMap<Id, Vec<Thing>>,
    /// The ways to buy a pass, by pass.
    pub(crate) passes: BTreeMap<Id, Vec<Thing>>,
}

impl Shelf {
    /// What the instance has to offer.
    pub(crate) fn stock(instance: &Instance) -> Self {
        let mut courses: BTreeMap<String, Vec<Thing>> = BTreeMap::new();
        for activity in instance.program.activities.values() {
            for offering in &activity.offerings {
                let ways = offering_ways(instance, activity, offering);
                let course = courses.entry(activity.course_key()).or_default();
                course.extend(ways);
            }
        }
        let exams = instance.program.exams.values();
        let passes = instance.program.passes.values();
        Self {
            courses,
            exams: exams
                .map(|exam| (exam.id.clone(), exam_ways(instance, exam)))
                .collect(),
            passes: passes
                .map(|pass| (pass.id.clone(), pass_ways(instance, pass)))
                .collect(),
        }
    }

    /// All of it.
    pub(crate) fn things(&self) -> impl Iterator<Item = &Thing> {
        let courses = self.courses.values().flatten();
        let exams = self.exams.values().flatten();
        courses.chain(exams).chain(self.passes.values().flatten())
    }
}

/// Those of some things whose prerequisites can be met from among them: first those without any, then what these allow, and so on.
pub(crate) fn within_reach(mut waiting: Vec<&Thing>) -> Vec<&Thing> {
    let mut there: Vec<&Thing> = Vec::new();
    loop {
        let courses: BTreeSet<&String> = there.iter().map(|thing| &thing.key).collect();
        let allowed = |thing: &&Thing| thing.requires.iter().all(|course| courses.contains(course));
        let (next, rest): (Vec<&Thing>, Vec<&Thing>) = waiting.into_iter().partition(allowed);
        if next.is_empty() {
            return there;
        }
        there.extend(next);
        waiting = rest;
    }
}

/// What an exam costs in the plan's currency, and in learning credits.
pub(crate) fn fee(instance: &Instance, exam: &Exam) -> (Option<u64>, Option<u64>) {
    price(instance, &[exam.id.to_string()], exam.fee)
}

/// The usable ways to take an offering.
fn offering_ways(instance: &Instance, activity: &Activity, offering: &Offering) -> Vec<Thing> {
    let Instance { need, today, .. } = instance;
    let usable = activity.credits.is_some_and(|c| c.hundredths() > 0)
        && !gone(offering.withdrawn.as_ref(), *today)
        && offering.expires.day().is_none_or(|last| *today <= last)
        && !stale(instance, activity, offering)
        && wanted(instance, activity)
        && !taken(instance, activity);
    if !usable {
        return Vec::new();
    }
    let first = offering.opens.map_or(need.from, |day| day.max(need.from));
    let last = earliest(&[offering.expires.day(), instance.deadline()]);
    let keys = [
        format!("{}/{}", activity.id, offering.id),
        activity.id.to_string(),
    ];
    let begin = offering.class.map_or(first, |class| class.starts);
    let own = own_ways(instance, &keys, offering.cost, begin);
    let passes = offering.passes.iter();
    let ways = own.chain(passes.flat_map(|pass| opened_by(instance, pass)));
    let thing = |payment: Payment| Thing {
        kind: ItemKind::Activity,
        key: activity.course_key(),
        id: activity.id.clone(),
        offering: Some(offering.id.clone()),
        way: payment.way,
        begin: first,
        due: earliest(&[last, payment.until]),
        class: offering.class,
        requires: to_do_before(instance, activity),
        category: activity.category.clone(),
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            unknown: 0,
            minutes: study(instance, activity, offering),
            items: 1,
            exams: 0,
            credits: activity.credits.map_or(0, |c| u64::from(c.hundredths())),
            staleness: older(instance, &activity.evidence, &offering.evidence),
        },
    };
    let things = ways.map(thing);
    things
        .filter_map(|thing| on_its_days(instance, thing))
        .collect()
}

/// Both ways to have an offering opened by a pass: one that is held, and one that is bought.
fn opened_by(instance: &Instance, pass: &Id) -> Vec<Payment> {
    let held = may_hold(instance, pass).then(|| Payment::held(instance, pass));
    let known = instance.program.passes.get(pass);
    let sold = known.filter(|pass| !pass_ways(instance, pass).is_empty());
    let bought = sold.map(|pass| Payment::bought(&pass.id));
    held.into_iter().chain(bought).collect()
}

/// The thing within the days it can be done on; nothing where there is no such day. A class has only its own days, none of them
/// busy.
fn on_its_days(instance: &Instance, mut thing: Thing) -> Option<Thing> {
    let busy = &instance.need.busy;
    let Some(class) = thing.class else {
        return has_a_day(instance, thing.begin, thing.due).then_some(thing);
    };
    let in_time = thing.begin <= class.starts && thing.due.is_none_or(|due| class.ends <= due);
    let days = (class.ends - class.starts).num_days() + 1;
    thing.begin = class.starts;
    thing.due = Some(class.ends);
    (in_time && free_days(busy, class.starts, class.ends) == days).then_some(thing)
}

/// The courses that must be done before an activity and were not done in earlier times.
fn to_do_before(instance: &Instance, activity: &Activity) -> Vec<String> {
    let required = activity.requires.iter();
    let courses = required.map(|id| {
        let required = instance.program.activities.get(id);
        required.map_or_else(|| id.to_string(), Activity::course_key)
    });
    let courses: BTreeSet<String> = courses.collect();
    let mut courses: Vec<String> = courses.into_iter().collect();
    courses.retain(|course| !done_before(instance, course));
    courses
}

/// Whether there is a day at all to do something on.
fn has_a_day(instance: &Instance, begin: Date, due: Option<Date>) -> bool {
    due.is_none_or(|due| free_days(&instance.need.busy, begin, due) > 0)
}

fn earliest(days: &[Option<Date>]) -> Option<Date> {
    days.iter().copied().flatten().min()
}

/// The age of the older of two facts.
fn older(instance: &Instance, one: &Evidence, other: &Evidence) -> u64 {
    u64::from(one.age(instance.today).max(other.age(instance.today)))
}

fn gone(withdrawn: Option<&Withdrawal>, today: Date) -> bool {
    withdrawn.is_some_and(|withdrawal| today >= withdrawal.on)
}

/// An offer that nobody dated is trusted only while its facts are fresh.
fn stale(instance: &Instance, activity: &Activity, offering: &Offering) -> bool {
    let evidence = &offering.evidence;
    let old = evidence.age(instance.today) > instance.program.program.freshness.offer;
    activity.kind == ActivityKind::Offer
        && offering.expires == Expiry::Unknown
        && offering.class.is_none()
        && (evidence.undated || old)
}

fn wanted(instance: &Instance, activity: &Activity) -> bool {
    let filter = &instance.need.filter;
    let among = |ids: &BTreeSet<Id>| ids.contains(&activity.id);
    filter.admits_theme(activity)
        && (filter.only.is_empty() || among(&filter.only))
        && !among(&filter.exclude)
}

/// The study time of an offering in minutes, as the holder reckons it, or a page gives it, or else estimated.
fn study(instance: &Instance, activity: &Activity, offering: &Offering) -> u64 {
    let estimates = &instance.program.program.estimates;
    let credits = activity.credits.map_or(0, |c| u64::from(c.hundredths()));
    let own = instance.need.activity_hours.get(&activity.id).copied();
    let own = own.map(Effort::Hours);
    match own.or(offering.effort).or(activity.effort) {
        Some(Effort::Hours(minutes)) => u64::from(minutes.minutes()),
        Some(Effort::Days(days)) => u64::from(days) * u64::from(estimates.per_day.minutes()),
        None => (credits * u64::from(estimates.hours_per_credit) * 60).div_ceil(10_000),
    }
}
