//! What may be used at all, and in which ways it can be paid for.

use std::collections::BTreeMap;

use chrono::Days;
use finder::model::{
    Activity, ActivityKind, Cost, Date, Effort, Exam, Expiry, Id, Money, Offering, Pass, Withdrawal,
};
use finder::plan::ItemKind;

use super::{Instance, Thing, Totals, Way, limits::free_days};

/// Everything that may be used, each with every way to pay for it.
pub(crate) struct Shelf {
    /// By course key.
    pub(crate) courses: BTreeMap<String, Vec<Thing>>,
    /// By exam.
    pub(crate) exams: BTreeMap<Id, Vec<Thing>>,
    /// The ways to buy a pass that is not held, by pass.
    pub(crate) passes: BTreeMap<Id, Vec<Thing>>,
}

impl Shelf {
    /// What the instance has to offer.
    pub(crate) fn stock(instance: &Instance) -> Self {
        let mut courses: BTreeMap<String, Vec<Thing>> = BTreeMap::new();
        for activity in instance.program.activities.values() {
            for offering in &activity.offerings {
                let ways = offering_ways(instance, activity, offering);
                courses
                    .entry(activity.course_key())
                    .or_default()
                    .extend(ways);
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

/// What a thing costs, and how that is paid.
struct Payment {
    way: Way,
    cash: u64,
    clc: u64,
}

/// The ways to pay a price that is known under these keys to the holder.
fn payments(instance: &Instance, keys: &[String], cost: Cost) -> Vec<Payment> {
    let need = &instance.need;
    let given = keys.iter().find_map(|key| need.prices.get(key));
    let convert = |money: Money| need.rates.convert(money).map(|money| money.minor);
    let (cash, clc) = match (given, cost) {
        (Some(price), _) => (Some(price.minor), None),
        (None, Cost::Free) => (Some(0), None),
        (None, Cost::Unknown) => (None, None),
        (None, Cost::Priced { cash, clc }) => (cash.and_then(convert), clc),
    };
    let cash = cash.map(|cash| Payment {
        way: Way::Cash,
        cash,
        clc: 0,
    });
    let clc = clc.filter(|clc| *clc <= need.clc).map(|clc| Payment {
        way: Way::Clc,
        cash: 0,
        clc: u64::from(clc.0),
    });
    cash.into_iter().chain(clc).collect()
}

/// The ways to buy a pass; none for one that is held, which costs nothing, or excluded.
fn pass_ways(instance: &Instance, pass: &Pass) -> Vec<Thing> {
    let need = &instance.need;
    if need.passes.contains_key(&pass.id) || need.filter.exclude.contains(&pass.id) {
        return Vec::new();
    }
    let thing = |payment: Payment| Thing {
        kind: ItemKind::Pass,
        key: pass.id.to_string(),
        id: pass.id.clone(),
        offering: None,
        way: payment.way,
        begin: need.from,
        due: None,
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            items: 1,
            staleness: u64::from(pass.evidence.age(instance.today)),
            ..Totals::default()
        },
    };
    let payments = payments(instance, &[pass.id.to_string()], pass.cost);
    payments.into_iter().map(thing).collect()
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
    let begin = offering.opens.map_or(need.from, |day| day.max(need.from));
    let due = earliest(&[offering.expires.day(), instance.deadline()]);
    let keys = [
        format!("{}/{}", activity.id, offering.id),
        activity.id.to_string(),
    ];
    let own = payments(instance, &keys, offering.cost);
    let own = own.into_iter().map(|payment| (payment, due));
    let passes = offering.passes.iter();
    let opened = passes
        .filter(|pass| is_to_be_had(instance, pass))
        .map(|pass| {
            let payment = Payment {
                way: Way::Pass(pass.clone()),
                cash: 0,
                clc: 0,
            };
            (payment, earliest(&[due, open_until(instance, pass)]))
        });
    let age = activity
        .evidence
        .age(*today)
        .max(offering.evidence.age(*today));
    let thing = |(payment, due): (Payment, Option<Date>)| Thing {
        kind: ItemKind::Activity,
        key: activity.course_key(),
        id: activity.id.clone(),
        offering: Some(offering.id.clone()),
        way: payment.way,
        begin,
        due,
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            unknown: 0,
            minutes: study(instance, activity, offering),
            items: 1,
            credits: activity.credits.map_or(0, |c| u64::from(c.hundredths())),
            staleness: u64::from(age),
        },
    };
    let in_time = |thing: &Thing| has_a_day(instance, thing.begin, thing.due);
    own.chain(opened).map(thing).filter(in_time).collect()
}

/// Whether a pass is held or can be bought.
fn is_to_be_had(instance: &Instance, id: &Id) -> bool {
    let pass = instance.program.passes.get(id);
    let sold = pass.is_some_and(|pass| !pass_ways(instance, pass).is_empty());
    sold || is_held(instance, id)
}

/// Whether a pass is held and may be used.
fn is_held(instance: &Instance, id: &Id) -> bool {
    let need = &instance.need;
    need.passes.contains_key(id) && !need.filter.exclude.contains(id)
}

/// The last day a pass opens anything: the end of its term when it is bought; none when it is held.
fn open_until(instance: &Instance, id: &Id) -> Option<Date> {
    let held = is_held(instance, id);
    let pass = instance.program.passes.get(id).filter(|_| !held)?;
    let days = Days::new(u64::from(pass.days?));
    Some(instance.need.from + days - Days::new(1))
}

/// The usable ways to pay for an exam, whatever the route.
fn exam_ways(instance: &Instance, exam: &Exam) -> Vec<Thing> {
    let Instance { need, today, .. } = instance;
    let filter = &need.filter;
    let class = instance.program.program.exam_class(&exam.class);
    let said = need.exam_hours.get(&exam.id);
    let said = said.or(need.exam_hours.get(&exam.class)).copied();
    let length = said.or(class.and_then(|class| class.study));
    let due = earliest(&[exam.last_day, instance.deadline()]);
    let timed = need.max_hours.is_some() || (need.hours_per_week.is_some() && due.is_some());
    let usable = !gone(exam.withdrawn.as_ref(), *today)
        && exam.last_day.is_none_or(|last| *today <= last)
        && has_a_day(instance, need.from, due)
        && !need.taken.contains(&exam.id)
        && (filter.only.is_empty() || filter.only.contains(&exam.id))
        && !filter.exclude.contains(&exam.id)
        && (length.is_some() || !timed);
    if !usable {
        return Vec::new();
    }
    let age = exam
        .evidence
        .age(*today)
        .max(exam.fee_evidence().age(*today));
    let thing = |payment: Payment| Thing {
        kind: ItemKind::Exam,
        key: exam.id.to_string(),
        id: exam.id.clone(),
        offering: None,
        way: payment.way,
        begin: need.from,
        due,
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            unknown: u64::from(length.is_none()),
            minutes: length.map_or(0, |length| u64::from(length.minutes())),
            items: 1,
            credits: 0,
            staleness: u64::from(age),
        },
    };
    let payments = payments(instance, &[exam.id.to_string()], exam.fee);
    payments.into_iter().map(thing).collect()
}

/// Whether there is a day at all to do something on.
fn has_a_day(instance: &Instance, begin: Date, due: Option<Date>) -> bool {
    due.is_none_or(|due| free_days(&instance.need.busy, begin, due) > 0)
}

fn earliest(days: &[Option<Date>]) -> Option<Date> {
    days.iter().copied().flatten().min()
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
        && (evidence.undated || old)
}

fn wanted(instance: &Instance, activity: &Activity) -> bool {
    let filter = &instance.need.filter;
    let among = |ids: &std::collections::BTreeSet<Id>| ids.contains(&activity.id);
    filter.admits_theme(activity)
        && (filter.only.is_empty() || among(&filter.only))
        && !among(&filter.exclude)
}

fn taken(instance: &Instance, activity: &Activity) -> bool {
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

/// The study time of an offering in minutes, estimated where no page gives it.
fn study(instance: &Instance, activity: &Activity, offering: &Offering) -> u64 {
    let estimates = &instance.program.program.estimates;
    let credits = activity.credits.map_or(0, |c| u64::from(c.hundredths()));
    match offering.effort.or(activity.effort) {
        Some(Effort::Hours(minutes)) => u64::from(minutes.minutes()),
        Some(Effort::Days(days)) => u64::from(days) * u64::from(estimates.per_day.minutes()),
        None => (credits * u64::from(estimates.hours_per_credit) * 60).div_ceil(10_000),
    }
}
