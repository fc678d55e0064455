//! Why something is not in the plan, and what rests on figures that may be wrong.

use serde::Serialize;

use super::others::Difference;
use crate::{
    model::{Currency, Id},
    plan::{self, Effect, Figure, Planned, Swing, Verdict},
    report::{
        json::{Amount, Day, Decimal},
        plan::left_out,
    },
};

/// Something a plan may hold.
#[derive(Serialize)]
pub(super) struct Thing<'a> {
    id: &'a str,
    offering: Option<&'a str>,
}

impl<'a> Thing<'a> {
    pub(super) fn of((id, offering): &'a (Id, Option<Id>)) -> Self {
        Self {
            id: id.as_str(),
            offering: offering.as_ref().map(Id::as_str),
        }
    }
}

/// Why something is not in the plan.
#[derive(Serialize)]
pub(super) struct WhyNot<'a> {
    id: &'a str,
    offering: Option<&'a str>,
    verdict: &'static str,
    /// For what was left out, why, and the day that is about.
    reason: Option<&'static str>,
    day: Option<Day>,
    /// The same course in the plan.
    instead: Option<Thing<'a>>,
    margin: Option<Difference>,
    /// The limits that keep it out.
    barriers: Vec<Barrier>,
    /// What would bring it in.
    turns: Vec<Turn>,
    complete: bool,
}

/// A limit that keeps something out, and how far it would have to be moved.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Barrier {
    Budget { alone: bool, least: Amount },
    MaxHours { least: Decimal },
    HoursPerWeek { least: Decimal },
    Busy,
    Purse,
}

/// What would bring something in.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Turn {
    Price { most: Option<Amount> },
    Hours { most: Decimal },
    HoursPerWeek { least: Decimal },
    Finish { on: Day },
    Allowed,
    Nothing,
}

impl<'a> WhyNot<'a> {
    pub(super) fn all(planned: Option<&'a Planned>) -> Vec<Self> {
        let each = |planned: &'a Planned| {
            let currency = planned.plan.cost.currency;
            let reasons = planned.further.why_not.iter();
            reasons.map(move |why_not| Self::of(why_not, currency))
        };
        planned.into_iter().flat_map(each).collect()
    }

    fn of(why_not: &'a plan::WhyNot, currency: Currency) -> Self {
        let (reason, by) = match &why_not.verdict {
            Verdict::LeftOut(reason) => (Some(reason), None),
            Verdict::Barred { by } => (None, Some(by)),
            _ => (None, None),
        };
        let instead = why_not.instead.as_ref().map(|(id, offering)| Thing {
            id: id.as_str(),
            offering: Some(offering.as_str()),
        });
        Self {
            id: why_not.id.as_str(),
            offering: why_not.offering.as_ref().map(Id::as_str),
            verdict: why_not.verdict.code(),
            reason: reason.map(plan::Reason::code),
            day: reason.and_then(left_out::day).map(Day::from),
            instead,
            margin: why_not
                .margin
                .map(|margin| Difference::of(&margin, currency)),
            barriers: by.into_iter().flatten().map(Barrier::of).collect(),
            turns: why_not.turns.iter().map(Turn::of).collect(),
            complete: !why_not.cut_short,
        }
    }
}

impl Barrier {
    fn of(barrier: &plan::Barrier) -> Self {
        match *barrier {
            plan::Barrier::Budget { alone, least } => Self::Budget {
                alone,
                least: least.into(),
            },
            plan::Barrier::MaxHours { least } => Self::MaxHours {
                least: least.into(),
            },
            plan::Barrier::HoursPerWeek { least } => Self::HoursPerWeek {
                least: least.into(),
            },
            plan::Barrier::Busy => Self::Busy,
            plan::Barrier::Purse => Self::Purse,
        }
    }
}

impl Turn {
    fn of(turn: &plan::Turn) -> Self {
        match *turn {
            plan::Turn::Price { most } => Self::Price {
                most: most.map(Amount::from),
            },
            plan::Turn::Hours { most } => Self::Hours { most: most.into() },
            plan::Turn::HoursPerWeek { least } => Self::HoursPerWeek {
                least: least.into(),
            },
            plan::Turn::Finish { on } => Self::Finish { on: on.into() },
            plan::Turn::Allowed => Self::Allowed,
            plan::Turn::Nothing => Self::Nothing,
        }
    }
}

/// A figure that may be wrong, moved by a fifth.
#[derive(Serialize)]
pub(super) struct Sensitivity<'a> {
    figure: &'static str,
    /// Whose figure; `null` for all.
    id: Option<&'a str>,
    offering: Option<&'a str>,
    swing: &'static str,
    effect: &'static str,
    leaves: Vec<Thing<'a>>,
    comes: Vec<Thing<'a>>,
    margin: Option<Difference>,
}

impl<'a> Sensitivity<'a> {
    pub(super) fn all(planned: Option<&'a Planned>) -> Vec<Self> {
        let each = |planned: &'a Planned| {
            let currency = planned.plan.cost.currency;
            let figures = planned.further.sensitivity.iter();
            figures.map(move |figure| Self::of(figure, currency))
        };
        planned.into_iter().flat_map(each).collect()
    }

    fn of(sensitivity: &'a plan::Sensitivity, currency: Currency) -> Self {
        let (figure, id, offering) = match &sensitivity.figure {
            Figure::Hours { id, offering } => ("hours", Some(id), offering.as_ref()),
            Figure::Price { id, offering } => ("price", Some(id), offering.as_ref()),
            Figure::AllHours => ("all-hours", None, None),
        };
        let same = Self {
            figure,
            id: id.map(Id::as_str),
            offering: offering.map(Id::as_str),
            swing: match sensitivity.swing {
                Swing::More => "more",
                Swing::Less => "less",
            },
            effect: "stays",
            leaves: Vec::new(),
            comes: Vec::new(),
            margin: None,
        };
        match &sensitivity.effect {
            Effect::Stays => same,
            Effect::Changes {
                leaves,
                comes,
                margin,
            } => Self {
                effect: "changes",
                leaves: leaves.iter().map(Thing::of).collect(),
                comes: comes.iter().map(Thing::of).collect(),
                margin: Some(Difference::of(margin, currency)),
                ..same
            },
            Effect::NoPlan => Self {
                effect: "no-plan",
                ..same
            },
            Effect::NotChecked => Self {
                effect: "not-checked",
                ..same
            },
        }
    }
}
