//! Whether a plan is what it says it is: possible by every rule, and true in its sums, its days and its pace.

use std::collections::BTreeMap;

use chrono::Months;
use finder::model::{Aim, Bound, Clc, Credits, Date, Id, Length, Minutes};
use finder::plan::{Answer, Item, ItemKind, Outcome, PaceSource, Plan};

use super::slots;
use crate::twin::aims::{Aims, finish_on};
use crate::twin::calendar::{Calendar, NEVER};
use crate::twin::judge::Judge;
use crate::twin::shelf::Shelf;
use crate::twin::{Instance, Thing, product};

/// A pace that nobody asked for is told in quarters of an hour.
const STEP: u32 = 15;

/// Everything in an answer's plan that is not so.
pub(super) fn lies(instance: &Instance, answer: &Answer) -> Vec<String> {
    let Some(planned) = answer.outcome.planned() else {
        return Vec::new();
    };
    let closes = matches!(answer.outcome, Outcome::Met(_));
    plan_lies(instance, &planned.plan, closes)
}

/// Everything in a plan that is not so. One that closes no route may still be the nearest to it.
pub(crate) fn plan_lies(instance: &Instance, plan: &Plan, closes: bool) -> Vec<String> {
    let mut lies = Vec::new();
    sums(&mut lies, instance, plan);
    frame(&mut lies, instance, plan);
    let shelf = Shelf::stock(instance);
    let Some(judge) = judge(instance, plan) else {
        lies.push(format!("there is no route {}", plan.route));
        return lies;
    };
    let days = |things: &[&Thing]| {
        let mut lies = Vec::new();
        slots::lies(&mut lies, instance, plan, things);
        lies
    };
    // Of the ways to read it, the one that makes its days true.
    let readings = readings(&judge, &shelf, plan, closes);
    match readings.map(|all| all.into_iter().min_by_key(|things| days(things).len())) {
        Ok(None) => lies.push("a rule is broken".to_owned()),
        Ok(Some(things)) => {
            lies.extend(days(&things));
            let years = closes && judge.minds_years();
            let calendar = || {
                let any_year = || Calendar::new(instance, &things, &[]);
                let calendar = if years {
                    judge.calendar(&things)
                } else {
                    any_year()
                };
                calendar.bought_on(&bought(plan))
            };
            pace(&mut lies, instance, plan, calendar);
            let late = judge.order().contains(&Aim::LatestFinish);
            if !late && !wants_some_each_year(instance) {
                let calendar = || Calendar::new(instance, &things, &[]);
                waits(&mut lies, instance, plan, calendar);
            }
            if closes {
                finish(&mut lies, instance, &judge, plan, &things);
            }
        }
        Err(lie) => lies.push(lie),
    }
    lies
}

/// How good a plan really is; nothing when it is not possible.
pub(crate) fn true_aims(instance: &Instance, plan: &Plan) -> Option<Aims> {
    let (shelf, judge) = (Shelf::stock(instance), judge(instance, plan)?);
    let readings = readings(&judge, &shelf, plan, true).ok()?;
    readings.first().map(|things| judge.aims(things))
}

fn judge<'i>(instance: &'i Instance, plan: &Plan) -> Option<Judge<'i>> {
    let route = instance.routes().iter().find(|r| r.id == plan.route)?;
    Some(Judge::new(instance, route))
}

/// The things that the items stand for, in their order. Two ways to pay may look alike: then there are several possible readings.
fn readings<'s>(
    judge: &Judge,
    shelf: &'s Shelf,
    plan: &Plan,
    closes: bool,
) -> Result<Vec<Vec<&'s Thing>>, String> {
    let alike = |item: &Item| -> Vec<Vec<&'s Thing>> {
        let things = shelf.things().filter(|thing| is(item, thing));
        things.map(|thing| vec![thing]).collect()
    };
    let lists: Vec<_> = plan.items.iter().map(alike).collect();
    if let Some(place) = lists.iter().position(Vec::is_empty) {
        return Err(format!("{} may not be used so", plan.items[place].id));
    }
    let is_possible = |things: &Vec<&Thing>| {
        // A pass is bought for something, even where one that is held looks alike.
        let is_used = |pass: &&&Thing| things.iter().any(|thing| thing.buys() == Some(&pass.id));
        let mut passes = things.iter().filter(|thing| thing.kind == ItemKind::Pass);
        passes.all(|pass| is_used(&pass))
            && if closes {
                judge.is_right(things)
            } else {
                judge.allows_a_part(things)
            }
    };
    Ok(product(&lists).into_iter().filter(is_possible).collect())
}

/// The day each pass is bought.
pub(super) fn bought(plan: &Plan) -> BTreeMap<Id, Date> {
    let passes = plan.items.iter().filter(|i| i.kind == ItemKind::Pass);
    passes.map(|pass| (pass.id.clone(), pass.start)).collect()
}

pub(super) fn must(lies: &mut Vec<String>, so: bool, what: impl FnOnce() -> String) {
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

/// The finish is the first there is where that is wanted, and never before it at the holder's pace.
fn finish(
    lies: &mut Vec<String>,
    instance: &Instance,
    judge: &Judge,
    plan: &Plan,
    things: &[&Thing],
) {
    let done = things.iter().any(|thing| thing.is_done());
    if instance.need.hours_per_week.is_none() || !done {
        return;
    }
    let (first, told) = (judge.finish(things), finish_on(plan.finish));
    let wanted = judge.order().contains(&Aim::Finish);
    let right = if wanted { told == first } else { told >= first };
    let days = i128::from(first) - i128::from(told);
    must(lies, right, || format!("the finish is {days} days off"));
}

fn wants_some_each_year(instance: &Instance) -> bool {
    let level = instance
        .program
        .program
        .level(&instance.certification.level);
    let mut rules = level.iter().flat_map(|level| &level.rules);
    rules.any(|rule| matches!(rule.bound, Bound::Yearly(_)))
}

/// No pass could be bought sooner: nobody waits for one without need.
fn waits<'a>(
    lies: &mut Vec<String>,
    instance: &Instance,
    plan: &Plan,
    calendar: impl Fn() -> Calendar<'a>,
) {
    let bought = bought(plan);
    for (pass, day) in &bought {
        let days = instance.need.from.iter_days();
        let mut sooner = days.take_while(|sooner| sooner < day);
        let fitting = sooner.find(|sooner| {
            let mut moved = bought.clone();
            moved.insert(pass.clone(), *sooner);
            calendar().bought_on(&moved).holds(NEVER)
        });
        must(lies, fitting.is_none(), || {
            format!("{pass} is bought on {day} and could be on {fitting:?}")
        });
    }
}

/// The pace is the holder's, or five hours, or the least quarters of an hour that are enough.
fn pace<'a>(
    lies: &mut Vec<String>,
    instance: &Instance,
    plan: &Plan,
    calendar: impl Fn() -> Calendar<'a>,
) {
    let pace = plan.pace;
    let asked = instance.need.hours_per_week;
    let five = Minutes::new(300).unwrap_or_default();
    let fits = |pace: Minutes| calendar().at_pace(pace).holds(NEVER);
    let enough = |minutes: u32| Minutes::new(minutes).is_some_and(fits);
    must(lies, fits(pace.per_week), || {
        format!("{pace:?} is too little")
    });
    let right = match pace.source {
        PaceSource::Asked => asked == Some(pace.per_week),
        PaceSource::Default => asked.is_none() && pace.per_week == five,
        PaceSource::Needed => {
            let least = pace.per_week.minutes();
            let whole = least.is_multiple_of(STEP);
            // A year that wants credits may end before anything else does, and which thing counts in it is not told.
            let least_of_all = wants_some_each_year(instance) || !enough(least - STEP);
            asked.is_none() && pace.per_week > five && whole && least_of_all
        }
    };
    must(lies, right, || format!("{pace:?} is not the pace"));
}
