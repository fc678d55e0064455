//! Whether the plan would change if a figure it rests on were wrong by a fifth.
//!
//! Looked at are the estimated lengths of what is in the plan, the prices of it that are old or undated, each alone; and all estimated
//! lengths at once, also of what is not in the plan. Each is put into a copy of the catalogue, and the case is solved again.

use std::collections::BTreeSet;

use super::{Effect, Figure, Item, Margin, Plan, Sensitivity, Swing, case::Case, thing::Thing};
use crate::model::{Clc, Cost, Date, Effort, Id, Minutes, Money, ProgramCatalog};

/// Both ways a figure may be wrong.
const SWINGS: [Swing; 2] = [Swing::More, Swing::Less];

/// What rests on figures that may be wrong, in the order of the plan; nothing for a plan of nothing.
pub(super) fn sensitivity(case: Case<'_>, plan: &Plan) -> Vec<Sensitivity> {
    let program = case.program;
    let limit = program.program.freshness.price;
    let figures = plan.items.iter().flat_map(|item| {
        let hours = item.length.is_some_and(|length| length.estimated);
        let price = has_old_price(item, case.today, limit);
        let hours = hours.then(|| figure_of_hours(item));
        hours
            .into_iter()
            .chain(price.then(|| figure_of_price(item)))
    });
    let all = (!plan.items.is_empty()).then_some(Figure::AllHours);
    let swung = figures.chain(all).flat_map(|figure| {
        SWINGS.map(|swing| Sensitivity {
            effect: effect(case, plan, &figure, swing),
            figure: figure.clone(),
            swing,
        })
    });
    swung.collect()
}

fn figure_of_hours(item: &Item) -> Figure {
    let (id, offering) = Thing::of(item).pair();
    Figure::Hours { id, offering }
}

fn figure_of_price(item: &Item) -> Figure {
    let (id, offering) = Thing::of(item).pair();
    Figure::Price { id, offering }
}

/// Whether a price was read too long ago, or on a page without a date.
fn has_old_price(item: &Item, today: Date, limit: u32) -> bool {
    let evidence = item.price_evidence.as_ref();
    evidence.is_some_and(|evidence| evidence.undated || evidence.age(today) > limit)
}

/// What becomes of the plan when a figure is moved.
fn effect(case: Case<'_>, plan: &Plan, figure: &Figure, swing: Swing) -> Effect {
    if cannot_matter(case, figure, swing) {
        return Effect::Stays;
    }
    if case.watch.is_over() {
        return Effect::NotChecked;
    }
    let mut program = case.program.clone();
    swing_figure(&mut program, figure, swing);
    let then = Case {
        program: &program,
        ..case
    };
    let then = then.plan(|_| {});
    if case.watch.is_over() {
        return Effect::NotChecked;
    }
    let Some(then) = then else {
        return Effect::NoPlan;
    };
    let (before, after) = (things(plan), things(&then));
    if before == after {
        return Effect::Stays;
    }
    let pairs = |things: Vec<&Thing>| things.into_iter().cloned().map(Thing::pair).collect();
    Effect::Changes {
        leaves: pairs(before.difference(&after).collect()),
        comes: pairs(after.difference(&before).collect()),
        margin: Margin::between(plan, &then),
    }
}

/// Whether a figure cannot change the plan, so that there is nothing to solve. What is in the best plan and becomes shorter or cheaper
/// makes all plans with it better alike and those without it no better, so the best stays the best, unless a limit keeps others out that
/// would fit then. An exam's estimate is also that of others, and learning credits may pay for what they did not.
fn cannot_matter(case: Case<'_>, figure: &Figure, swing: Swing) -> bool {
    let (need, program) = (case.need, case.program);
    let is_timed = need.hours_per_week.is_some() || need.max_hours.is_some();
    let may_be_alone = match figure {
        Figure::Hours { id, .. } => !is_timed && program.activities.contains_key(id),
        Figure::Price { .. } => need.budget.is_none() && need.clc == Clc(0),
        Figure::AllHours => false,
    };
    swing == Swing::Less && may_be_alone
}

fn things(plan: &Plan) -> BTreeSet<Thing> {
    plan.items.iter().map(Thing::of).collect()
}

fn swing_figure(program: &mut ProgramCatalog, figure: &Figure, swing: Swing) {
    match figure {
        Figure::AllHours => swing_estimates(program, swing),
        Figure::Hours { id, offering } => swing_hours(program, (id, offering), swing),
        Figure::Price { id, offering } => {
            if let Some(cost) = cost(program, id, offering.as_ref()) {
                *cost = swing_cost(*cost, swing);
            }
        }
    }
}

/// Moves one estimated length: that of an offering by stating it, that of an exam with its class, whose estimate it is.
fn swing_hours(program: &mut ProgramCatalog, (id, offering): (&Id, &Option<Id>), swing: Swing) {
    let rules = &mut program.program;
    if let Some(activity) = program.activities.get_mut(id) {
        let offerings = activity.offerings.iter();
        let lengths: Vec<_> = offerings
            .map(|offering| rules.estimates.length(activity, offering))
            .collect();
        for (entry, length) in activity.offerings.iter_mut().zip(lengths) {
            if Some(&entry.id) == offering.as_ref() {
                entry.effort =
                    length.map(|length| Effort::Hours(swing_minutes(length.minutes, swing)));
            }
        }
    } else if let Some(exam) = program.exams.get(id) {
        let classes = rules.exam_classes.iter_mut();
        for class in classes.filter(|class| class.id == exam.class) {
            class.study = class.study.map(|study| swing_minutes(study, swing));
        }
    }
}

/// Moves the rates that all estimates come from.
fn swing_estimates(program: &mut ProgramCatalog, swing: Swing) {
    let estimates = &mut program.program.estimates;
    let per_credit = swing_number(u64::from(estimates.hours_per_credit), swing);
    estimates.hours_per_credit = u32::try_from(per_credit).unwrap_or(u32::MAX);
    estimates.per_day = swing_minutes(estimates.per_day, swing);
    for class in &mut program.program.exam_classes {
        class.study = class.study.map(|study| swing_minutes(study, swing));
    }
}

/// Where the price of something stands.
fn cost<'p>(
    program: &'p mut ProgramCatalog,
    id: &Id,
    offering: Option<&Id>,
) -> Option<&'p mut Cost> {
    if let Some(activity) = program.activities.get_mut(id) {
        let mut offerings = activity.offerings.iter_mut();
        let found = offerings.find(|entry| Some(&entry.id) == offering);
        return found.map(|entry| &mut entry.cost);
    }
    if let Some(exam) = program.exams.get_mut(id) {
        return Some(&mut exam.fee);
    }
    program.passes.get_mut(id).map(|pass| &mut pass.cost)
}

fn swing_cost(cost: Cost, swing: Swing) -> Cost {
    let Cost::Priced { cash, clc } = cost else {
        return cost;
    };
    let cash = cash.map(|money| Money {
        minor: swing_number(money.minor, swing).min(Money::MOST),
        ..money
    });
    let clc = clc.map(|Clc(number)| {
        let moved = swing_number(u64::from(number), swing);
        Clc(u32::try_from(moved).unwrap_or(Clc::MOST))
    });
    Cost::Priced { cash, clc }
}

fn swing_minutes(minutes: Minutes, swing: Swing) -> Minutes {
    let moved = swing_number(u64::from(minutes.minutes()), swing);
    let moved = u32::try_from(moved).ok();
    moved.and_then(Minutes::new).unwrap_or(Minutes::MOST)
}

/// A fifth more or less, rounded away from the number.
fn swing_number(number: u64, swing: Swing) -> u64 {
    match swing {
        Swing::More => number.saturating_mul(6).div_ceil(5),
        Swing::Less => number.saturating_mul(4) / 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_is_rounded_away_from_the_figure() {
        assert_eq!(swing_number(30_000, Swing::More), 36_000);
        assert_eq!(swing_number(30_000, Swing::Less), 24_000);
        assert_eq!(swing_number(1, Swing::More), 2);
        assert_eq!(swing_number(1, Swing::Less), 0);
        assert_eq!(swing_number(0, Swing::More), 0);
    }
}
