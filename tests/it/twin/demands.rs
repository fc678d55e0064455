//! What closes a route: its exams, its credits as far as caps let them count, the least of a category, the least of a year.

use std::collections::BTreeMap;

use chrono::Months;
use finder::model::{Bound, Credits, Date, Id, Route};

use super::{Instance, Thing};

/// Whether a plan closes the route, but for what is demanded of each year.
pub(super) fn closes(instance: &Instance, route: &Route, things: &[&Thing]) -> bool {
    let exams = things
        .iter()
        .filter_map(|thing| instance.program.exams.get(&thing.id));
    let classes: Vec<&Id> = exams.map(|exam| &exam.class).collect();
    counted(instance, route, things) >= hundredths(route.credits)
        && has_the_least(instance, route, things)
        && fills_with_passed(instance, route, &classes)
}

/// Whether exams of these classes fill every place that exams passed before leave open, each exactly one. Which of those fill one, and
/// which, is free.
pub(super) fn fills_with_passed(instance: &Instance, route: &Route, exams: &[&Id]) -> bool {
    let passed = instance.need.passed.values();
    let with = passed.fold(vec![exams.to_vec()], |sets, class| {
        let more = sets.iter().map(|set| [set.as_slice(), &[class]].concat());
        let more: Vec<_> = more.collect();
        [sets, more].concat()
    });
    with.iter()
        .any(|exams| fills(instance, &route.exams, exams))
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

/// The credits that the caps let count, the holder's own among them. Caps nest or have nothing in common, so it does not matter which
/// credits come first.
pub(super) fn counted(instance: &Instance, route: &Route, things: &[&Thing]) -> u64 {
    let mut caps: Vec<(Option<&Id>, u64)> = Vec::new();
    for rule in instance.rules(route) {
        let most = match rule.bound {
            Bound::Most(most) => hundredths(most),
            Bound::MostPercent(percent) => hundredths(route.credits) * u64::from(percent) / 100,
            Bound::Least(_) | Bound::Yearly(_) => continue,
        };
        caps.push((rule.category.as_ref(), most));
    }
    let need = &instance.need;
    let sorted: Credits = need.have_in.values().copied().sum();
    let mut sum = hundredths(need.have.saturating_sub(sorted));
    let held = need.have_in.iter();
    let held = held.map(|(base, credits)| (Some(base), hundredths(*credits)));
    let earned = things
        .iter()
        .map(|thing| (thing.category.as_ref(), thing.adds.credits));
    for (category, credits) in held.chain(earned) {
        let of_it = |cap: &(Option<&Id>, u64)| admits(instance, cap.0, category);
        let room = caps.iter().filter(|cap| of_it(cap)).map(|cap| cap.1);
        let counts = room.min().unwrap_or(u64::MAX).min(credits);
        for cap in caps.iter_mut().filter(|cap| of_it(cap)) {
            cap.1 -= counts;
        }
        sum += counts;
    }
    sum
}

/// Whether there is enough of each category that asks for some.
fn has_the_least(instance: &Instance, route: &Route, things: &[&Thing]) -> bool {
    instance.rules(route).iter().all(|rule| {
        let Bound::Least(least) = rule.bound else {
            return true;
        };
        let category = rule.category.as_ref();
        let of_it = things
            .iter()
            .filter(|thing| admits(instance, category, thing.category.as_ref()));
        let earned: u64 = of_it.map(|thing| thing.adds.credits).sum();
        earned + held(instance, category) >= hundredths(least)
    })
}

/// Whether credits of a category count as credits of another; all of them count where no category is named.
fn admits(instance: &Instance, wanted: Option<&Id>, category: Option<&Id>) -> bool {
    let Some(wanted) = wanted else { return true };
    let wanted = instance.program.program.category(wanted);
    wanted.is_some_and(|wanted| category.is_some_and(|category| wanted.admits(category)))
}

/// What the holder has of a category.
fn held(instance: &Instance, category: Option<&Id>) -> u64 {
    if category.is_none() {
        return hundredths(instance.need.have);
    }
    let held = instance.need.have_in.iter();
    let of_it = held.filter(|(base, _)| admits(instance, category, Some(base)));
    of_it.map(|(_, credits)| hundredths(*credits)).sum()
}

fn hundredths(credits: Credits) -> u64 {
    u64::from(credits.hundredths())
}

/// A year of the cycle, and the credits that are missing in it.
#[derive(Clone, Debug)]
pub(crate) struct Year {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) missing: u64,
}

/// The years in which the route asks for credits, from the running one to that of the deadline; none where nobody knows the expiry.
pub(crate) fn years(instance: &Instance, route: &Route) -> Vec<Year> {
    let need = &instance.need;
    let yearly = instance
        .rules(route)
        .iter()
        .filter_map(|rule| match rule.bound {
            Bound::Yearly(least) => Some(hundredths(least)),
            _ => None,
        });
    let (Some(asked), Some(expires)) = (yearly.max(), need.expires) else {
        return Vec::new();
    };
    let anniversary = |n: u32| expires.checked_sub_months(Months::new(12 * n));
    let mut years = Vec::new();
    for n in 0.. {
        let (Some(first), Some(after)) = (anniversary(n + 1), anniversary(n)) else {
            break;
        };
        let last = after.pred_opt().unwrap_or(after);
        if last < need.from {
            break;
        }
        let has = if first <= need.from {
            hundredths(need.have_this_year)
        } else {
            0
        };
        years.push(Year {
            first,
            last,
            missing: asked.saturating_sub(has),
        });
    }
    years
}
