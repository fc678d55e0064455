//! Whether a plan is what it says it is: its sums, its limits and its days.

use chrono::Months;
use finder::model::Length;
use finder::model::{Clc, Credits, Date, Minutes};
use finder::plan::{Answer, Item, ItemKind, PaceSource, Plan};

use crate::twin::limits::{fits, keeps};
use crate::twin::shelf::Shelf;
use crate::twin::{Instance, Thing, Totals};

/// A pace that nobody asked for is told in quarters of an hour.
const STEP: u32 = 15;

/// Everything in an answer's plan that is not so.
pub(super) fn lies(instance: &Instance, answer: &Answer) -> Vec<String> {
    let mut lies = Vec::new();
    let Some(planned) = answer.outcome.planned() else {
        return lies;
    };
    let plan = &planned.plan;
    sums(&mut lies, instance, plan);
    let shelf = Shelf::stock(instance);
    let mut things = Vec::new();
    for item in &plan.items {
        match shelf.things().find(|thing| is(item, thing)) {
            Some(thing) => things.push(thing),
            None => lies.push(format!("{} may not be used so", item.id)),
        }
    }
    for (item, thing) in plan.items.iter().zip(&things) {
        days(&mut lies, item, thing);
    }
    frame(&mut lies, instance, plan);
    limits(&mut lies, instance, &things);
    pace(&mut lies, instance, plan, &things);
    lies
}

fn must(lies: &mut Vec<String>, so: bool, what: impl FnOnce() -> String) {
    if !so {
        lies.push(what());
    }
}

/// Whether the item is the thing, paid for in that way.
fn is(item: &Item, thing: &Thing) -> bool {
    (item.kind, &item.id, &item.offering) == (thing.kind, &thing.id, &thing.offering)
        && item.pass.as_ref() == thing.pass()
        && (item.cost.minor, u64::from(item.clc.0)) == (thing.adds.cash, thing.adds.clc)
        && u64::from(item.credits.hundredths()) == thing.adds.credits
        && item.length.map_or(0, |l| u64::from(l.minutes.minutes())) == thing.adds.minutes
}

fn sums(lies: &mut Vec<String>, instance: &Instance, plan: &Plan) {
    let items = &plan.items;
    let cash: u64 = items.iter().map(|item| item.cost.minor).sum();
    must(lies, plan.cost.minor == cash, || {
        format!("items cost {cash}")
    });
    let own = |item: &Item| item.cost.currency == plan.cost.currency;
    let own = items.iter().all(own) && plan.cost.currency == instance.need.rates.into;
    must(lies, own, || "a cost is in another currency".to_owned());
    let clc = Clc(items.iter().map(|item| item.clc.0).sum());
    must(lies, plan.clc == clc, || format!("items take {clc}"));
    let credits: Credits = items.iter().map(|item| item.credits).sum();
    must(lies, plan.credits == credits, || {
        format!("items earn {credits}")
    });
    let route = instance.routes().iter().find(|r| r.id == plan.route);
    let gap = route.map(|route| instance.gap(route)).unwrap_or_default();
    let surplus = plan.surplus == credits.saturating_sub(gap);
    must(lies, surplus, || {
        format!("the surplus of {credits} over {gap}")
    });
    let lengths: Vec<Length> = items.iter().filter_map(|item| item.length).collect();
    let effort: u32 = lengths.iter().map(|length| length.minutes.minutes()).sum();
    must(lies, plan.effort.minutes() == effort, || {
        format!("items take {effort} min")
    });
    let estimated = lengths.iter().any(|length| length.estimated);
    must(lies, plan.estimated == estimated, || {
        format!("estimated: {estimated}")
    });
    let unknown = |item: &Item| item.kind != ItemKind::Pass && item.length.is_none();
    let unknown = items.iter().any(unknown);
    must(lies, plan.hours_unknown == unknown, || {
        format!("unknown: {unknown}")
    });
}

/// An item is done between the first and the last day it can be.
fn days(lies: &mut Vec<String>, item: &Item, thing: &Thing) {
    let Item {
        id,
        start,
        finish,
        last_day,
        ..
    } = item;
    must(lies, start <= finish, || {
        format!("{id} ends before it begins")
    });
    must(lies, *start >= thing.begin, || {
        format!("{id} begins before {}", thing.begin)
    });
    if item.kind != ItemKind::Pass {
        must(lies, *last_day == thing.due, || {
            format!("{id}: last day {last_day:?}, not {:?}", thing.due)
        });
        let late = last_day.is_some_and(|last| *finish > last);
        must(lies, !late, || {
            format!("{id} ends {finish}, after {last_day:?}")
        });
    }
}

/// The plan spans its items, and the validity follows from its end.
fn frame(lies: &mut Vec<String>, instance: &Instance, plan: &Plan) {
    let done = || plan.items.iter().filter(|item| item.kind != ItemKind::Pass);
    let first = done().map(|item| item.start).min();
    let last = done().map(|item| item.finish).max();
    must(lies, first.is_none_or(|day| day == plan.start), || {
        format!("start {first:?}")
    });
    must(lies, last.is_none_or(|day| day == plan.finish), || {
        format!("finish {last:?}")
    });
    let until = plan.finish.checked_add_months(Months::new(3 * 12));
    let right = plan.renewed_until.is_none_or(|day| Some(day) == until);
    must(lies, right, || format!("renewed until {until:?}"));
    let early = |expires: Date| u32::try_from((expires - plan.finish).num_days()).ok();
    let early = instance.need.expires.and_then(early);
    let right = plan.days_given_away.is_none_or(|days| Some(days) == early);
    must(lies, right, || format!("days given away {early:?}"));
}

fn limits(lies: &mut Vec<String>, instance: &Instance, things: &[&Thing]) {
    let totals = things
        .iter()
        .fold(Totals::default(), |sum, thing| sum.plus(thing.adds));
    must(lies, keeps(instance, things, totals), || {
        "a limit is broken".to_owned()
    });
    let pairs = || things.iter().enumerate();
    let rivals = |(n, a): (usize, &&Thing)| {
        let mut before = things[..n].iter();
        before.any(|b| (a.kind, &a.key) == (b.kind, &b.key))
    };
    must(lies, !pairs().any(rivals), || {
        "one course or exam stands twice".to_owned()
    });
    let held = &instance.need.passes;
    let bought = |thing: &&Thing| thing.kind == ItemKind::Pass;
    for pass in things.iter().filter_map(|thing| thing.pass()) {
        let there = things.iter().copied().filter(bought).any(|t| t.id == *pass);
        let paid = there || held.contains_key(pass);
        must(lies, paid, || format!("{pass} is not paid for"));
    }
}

/// The pace is the holder's, or five hours, or the least quarters of an hour that are enough.
fn pace(lies: &mut Vec<String>, instance: &Instance, plan: &Plan, things: &[&Thing]) {
    let pace = plan.pace;
    let asked = instance.need.hours_per_week;
    let five = Minutes::new(300).unwrap_or_default();
    let busy = &instance.need.busy;
    let enough = |minutes: u32| Minutes::new(minutes).is_some_and(|pace| fits(things, pace, busy));
    must(lies, fits(things, pace.per_week, busy), || {
        format!("{pace:?} is too little")
    });
    let right = match pace.source {
        PaceSource::Asked => asked == Some(pace.per_week),
        PaceSource::Default => asked.is_none() && pace.per_week == five,
        PaceSource::Needed => {
            let least = pace.per_week.minutes();
            let whole = least.is_multiple_of(STEP);
            asked.is_none() && pace.per_week > five && whole && !enough(least - STEP)
        }
    };
    must(lies, right, || format!("{pace:?} is not the pace"));
}
