//! What has become of a plan that was kept, against what can be done today.
//!
//! Two answers are compared with it, both found by the planner today: the best with nothing but what the plan has left to do, which says
//! whether it still closes the gap and what the rest of it costs, and the best of all.

use std::collections::BTreeMap;

use super::{SavedItem, SavedPlan, own_last_day};
use crate::{
    model::{Clc, Credits, Date, Id, Money},
    plan::{Answer, Item, ItemKind, LeftOut, Missing, Outcome, Plan, Reason},
};

/// What is known today.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The day the certification was renewed on since the plan was made.
    pub renewed: Option<Date>,
    /// What was done of it, by id, with the day.
    pub done: &'a BTreeMap<Id, Date>,
    /// The passes that are held.
    pub held: &'a BTreeMap<Id, Option<Date>>,
    /// The best with nothing but the activities and exams of the plan.
    pub rest: &'a Answer,
    /// The best there is.
    pub best: &'a Answer,
}

/// What has become of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Since {
    /// The day the certification was renewed on since: then nothing is left to do, whatever the next cycle asks for.
    pub renewed: Option<Date>,
    /// What has become of each item, in its order.
    pub fates: Vec<Fate>,
    /// What is left of the plan costs so much today; `None` where it no longer closes the gap.
    pub rest: Option<(Money, Clc)>,
    /// What would be missing, where it no longer does and the rest of it can still be planned.
    pub missing: Option<Missing>,
    /// What that part of the plan was reckoned to cost which is not done.
    pub was: (Money, Clc),
    /// The plan that is cheaper today, or the best where this one no longer does.
    pub instead: Option<Plan>,
    /// By how much money it is cheaper.
    pub cheaper_by: Option<Money>,
}

/// What has become of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is done.
    Done {
        /// The day.
        on: Date,
    },
    /// It is a pass that is held already.
    Held,
    /// It can be done as planned, but for these changes.
    Open(Vec<Change>),
    /// It cannot be used any more as it was planned.
    Gone {
        /// Why.
        reason: Option<Reason>,
        /// Another way to take it, which the rest of the plan uses.
        instead: Option<Id>,
    },
    /// It can still be done, and what is left closes the gap without it.
    Needless,
}

/// One thing that is otherwise than it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// What it costs.
    Cost {
        /// Then.
        was: (Money, Clc),
        /// Today.
        is: (Money, Clc),
    },
    /// What it earns.
    Credits {
        /// Then.
        was: Credits,
        /// Today.
        is: Credits,
    },
    /// Its last day.
    LastDay {
        /// Then.
        was: Option<Date>,
        /// Today.
        is: Option<Date>,
    },
    /// It was to be done by a day that is past.
    Late {
        /// The day.
        by: Date,
    },
}

impl Since {
    /// Whether the plan still closes the gap.
    pub fn still_does(&self) -> bool {
        self.rest.is_some() || self.renewed.is_some()
    }
}

/// What has become of a plan.
pub fn since(plan: &SavedPlan, past: Past<'_>) -> Since {
    if past.renewed.is_some() {
        return over(plan, past);
    }
    let fates: Vec<Fate> = plan.items.iter().map(|item| fate(item, past)).collect();
    let rest = match &past.rest.outcome {
        Outcome::Met(planned) => Some((planned.plan.cost, planned.plan.clc)),
        _ => None,
    };
    let missing = match &past.rest.outcome {
        Outcome::Short(_, shortfall) => Some(shortfall.missing.clone()),
        _ => None,
    };
    let best = match &past.best.outcome {
        Outcome::Met(planned) => Some(&planned.plan),
        _ => None,
    };
    let cheaper_by = rest
        .zip(best)
        .and_then(|((cost, _), best)| less(cost, best.cost));
    let is_wanted = |_: &&Plan| rest.is_none() || cheaper_by.is_some();
    let left = plan.items.iter().zip(&fates);
    let left = left.filter(|(_, fate)| !matches!(fate, Fate::Done { .. } | Fate::Held));
    Since {
        was: total(plan.cost, left.map(|(item, _)| item)),
        instead: best.filter(is_wanted).cloned(),
        renewed: None,
        rest,
        missing,
        cheaper_by,
        fates,
    }
}

/// What has become of a plan when the certification was renewed since.
fn over(plan: &SavedPlan, past: Past<'_>) -> Since {
    let fate = |item: &SavedItem| match past.done.get(&item.id) {
        Some(on) => Fate::Done { on: *on },
        None => Fate::Needless,
    };
    Since {
        renewed: past.renewed,
        fates: plan.items.iter().map(fate).collect(),
        rest: None,
        missing: None,
        was: total(plan.cost, std::iter::empty()),
        instead: None,
        cheaper_by: None,
    }
}

fn fate(item: &SavedItem, past: Past<'_>) -> Fate {
    if let Some(on) = past.done.get(&item.id) {
        return Fate::Done { on: *on };
    }
    if item.kind == ItemKind::Pass && past.held.contains_key(&item.id) {
        return Fate::Held;
    }
    let is_it = |other: &&Item| other.kind == item.kind && other.id == item.id;
    let rest = past.rest.outcome.planned();
    let today = rest.and_then(|planned| planned.plan.items.iter().find(is_it));
    match today {
        Some(today) if today.offering == item.offering => {
            Fate::Open(changes(item, today, past.rest))
        }
        Some(today) => Fate::Gone {
            reason: reason(item, past),
            instead: today.offering.clone(),
        },
        None => match reason(item, past) {
            None if rest.is_some() && past.best.outcome.planned().is_some() => Fate::Needless,
            reason => Fate::Gone {
                reason,
                instead: None,
            },
        },
    }
}

/// Why an item cannot be used as it was planned.
fn reason(item: &SavedItem, past: Past<'_>) -> Option<Reason> {
    let planned = past.best.outcome.planned()?;
    let is_it = |left: &&LeftOut| left.id == item.id && left.offering == item.offering;
    let left = planned.left_out.iter().find(is_it);
    left.map(|left| left.reason.clone())
}

fn changes(item: &SavedItem, today: &Item, answer: &Answer) -> Vec<Change> {
    let mut changes = Vec::new();
    let (was, is) = ((item.cost, item.clc), (today.cost, today.clc));
    // Amounts of two currencies say nothing of each other.
    if was != is && was.0.currency == is.0.currency {
        changes.push(Change::Cost { was, is });
    }
    if item.credits != today.credits {
        let (was, is) = (item.credits, today.credits);
        changes.push(Change::Credits { was, is });
    }
    let (was, is) = (item.last_day, own_last_day(today, answer));
    // The last day of a pass that is bought is reckoned from the day it is bought, and moves with it.
    if was != is && item.kind != ItemKind::Pass {
        changes.push(Change::LastDay { was, is });
    }
    if item.kind != ItemKind::Pass && item.finish < answer.today {
        changes.push(Change::Late { by: item.finish });
    }
    changes
}

/// What some items were reckoned to cost.
fn total<'i>(of: Money, items: impl Iterator<Item = &'i SavedItem>) -> (Money, Clc) {
    let nothing = (Money::zero(of.currency), Clc(0));
    items.fold(nothing, |(money, clc), item| {
        let minor = money.minor.saturating_add(item.cost.minor);
        let clc = Clc(clc.0.saturating_add(item.clc.0));
        (Money { minor, ..money }, clc)
    })
}

/// By how much the second is less.
fn less(than: Money, money: Money) -> Option<Money> {
    let minor = than.minor.checked_sub(money.minor).filter(|by| *by > 0)?;
    (than.currency == money.currency).then_some(Money { minor, ..than })
}
