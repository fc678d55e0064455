//! What comes out of planning, as values. The words for them are [`crate::report`]'s.

mod further;
mod reason;
mod sensitivity;
mod shortfall;
mod why_not;

use std::collections::BTreeMap;

pub use further::{Alternative, Extent, Further, Margin, Proof};
pub use reason::{LeftOut, Reason, Warning};
pub use sensitivity::{Effect, Figure, Sensitivity, Swing};
pub use shortfall::{FilterPart, Limit, Missing, Relaxation, Shortfall};
pub use why_not::{Barrier, Turn, Verdict, WhyNot};

use super::watch::Cause;
use crate::model::{Clc, Confidence, Credits, Date, Evidence, Fetched, Id, Length, Minutes, Money};

/// The answer to a [`Need`](crate::model::Need).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The day it was asked on.
    pub today: Date,
    /// The certification to renew.
    pub certification: Id,
    /// Its level.
    pub level: Id,
    /// The levels that renew together with it, itself among them.
    pub covers: Vec<Id>,
    /// The day the certification expires, as the holder said.
    pub expires: Option<Date>,
    /// The last safe day to finish: the day before the expiry.
    pub deadline: Option<Date>,
    /// Credits the holder has already.
    pub have: Credits,
    /// What can be done.
    pub outcome: Outcome,
}

/// What can be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// A route can be closed; the plan is a cheapest one.
    Met(Planned),
    /// No route can be closed; the plan is the best that can be reached.
    Short(Planned, Shortfall),
    /// The certification has expired, or expires today: only the full exam process is left.
    Expired,
    /// The certification was retired and cannot be renewed.
    Retired,
    /// No way to renew the level is known.
    NoRoute,
    /// The search was given up before a plan was found.
    Undecided {
        /// If there is a plan, the best costs no less than this.
        least: Money,
        /// Why it was given up.
        cause: Cause,
    },
}

impl Outcome {
    /// The plan and what goes with it, where there is one.
    pub fn planned(&self) -> Option<&Planned> {
        match self {
            Self::Met(planned) | Self::Short(planned, _) => Some(planned),
            Self::Expired | Self::Retired | Self::NoRoute | Self::Undecided { .. } => None,
        }
    }

    /// Whether no search for it was given up before its end.
    pub fn is_proved(&self) -> bool {
        match self {
            Self::Met(planned) | Self::Short(planned, _) => planned.further.proof == Proof::Optimal,
            Self::Expired | Self::Retired | Self::NoRoute => true,
            Self::Undecided { .. } => false,
        }
    }
}

/// A plan, and what it was chosen from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The best plan.
    pub plan: Plan,
    /// Every route of the level, in the program's order.
    pub routes: Vec<RouteResult>,
    /// Every exam, pass and, where the routes ask for credits, offering that could not be used, by id.
    pub left_out: Vec<LeftOut>,
    /// What the holder should know before she acts.
    pub warnings: Vec<Warning>,
    /// How sure the plan is, and what else could be done.
    pub further: Further,
}

/// What to do, in which order, from when to when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The route it closes, or comes nearest to.
    pub route: Id,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The credits it earns.
    pub credits: Credits,
    /// The credits it earns beyond the gap.
    pub surplus: Credits,
    /// The study time, with items of unknown length counted as nothing; see `hours_unknown`.
    pub effort: Minutes,
    /// Whether any length in it is an estimate.
    pub estimated: bool,
    /// Whether any item's length is not known at all.
    pub hours_unknown: bool,
    /// The pace it is drawn at.
    pub pace: Pace,
    /// The first day of study.
    pub start: Date,
    /// The day the last item is finished.
    pub finish: Date,
    /// The new expiry: the finish plus the level's years; `None` when nothing is renewed, or the finish rests on unknown lengths.
    pub renewed_until: Option<Date>,
    /// Days of the running validity lost by finishing early, when the expiry is known.
    pub days_given_away: Option<u32>,
    /// What to do, in order.
    pub items: Vec<Item>,
}

/// Study time in a week, and where the figure comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// Study time in a week.
    pub per_week: Minutes,
    /// Who set it.
    pub source: PaceSource,
}

/// Who set the pace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaceSource {
    /// The holder, and the plan keeps to it.
    Asked,
    /// Nobody: five hours a week are enough.
    Default,
    /// Nobody: it is the least that meets every last day, in quarters of an hour.
    Needed,
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its id in the catalogue.
    pub id: Id,
    /// For an activity, the offering to take.
    pub offering: Option<Id>,
    /// Its title.
    pub title: String,
    /// The credits it earns; nothing for exams and passes.
    pub credits: Credits,
    /// How long it takes; `None`: not known (exams), or no study at all (passes).
    pub length: Option<Length>,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The pass that opens it.
    pub pass: Option<Id>,
    /// Whether a voucher pays for it, wholly or in part: the pass's, or else the holder's.
    pub voucher: bool,
    /// The day to begin.
    pub start: Date,
    /// The day to be done; for a pass, the last day of its term (or of the plan, when it has none).
    pub finish: Date,
    /// The last day it can be done: its own end, or its pass's, or the deadline.
    pub last_day: Option<Date>,
    /// Where its facts were read: the oldest of them.
    pub evidence: Evidence,
    /// Where its price was read; `None` when it costs nothing here or the holder gave the price.
    pub price_evidence: Option<Evidence>,
    /// Where to do it.
    pub url: Option<String>,
    /// What of its offering was fetched, and checked by nobody.
    pub fetched: Option<Fetched>,
    /// For an exam, how many others of its class would do at the same fee.
    pub interchangeable: u32,
    /// The last day of the year of the cycle it counts in, where some credits are wanted in every year.
    pub year_ends: Option<Date>,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ItemKind {
    /// A subscription to buy first.
    Pass,
    /// Something that earns credits.
    Activity,
    /// Something to sit and pass.
    Exam,
}

impl ItemKind {
    /// The lasting word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Activity => "activity",
            Self::Exam => "exam",
        }
    }

    /// The kind with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut kinds = [Self::Pass, Self::Activity, Self::Exam].into_iter();
        kinds.find(|kind| kind.word() == word)
    }
}

/// How one route came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteResult {
    /// The route.
    pub route: Id,
    /// The credits still to earn for it.
    pub gap: Credits,
    /// The exams it asks for, by class.
    pub exams: BTreeMap<Id, u32>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What it would cost, or what is missing.
    pub outcome: RouteOutcome,
}

/// What a route would cost, or what is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RouteOutcome {
    /// It can be closed for this much.
    Met {
        /// The money it takes.
        cost: Money,
        /// The learning credits it takes.
        clc: Clc,
        /// The study time it takes; `None` when the length of something in it is not known.
        effort: Option<Minutes>,
    },
    /// It cannot be closed.
    Short(Missing),
    /// The holder did not ask for it.
    NotAsked,
    /// The time was over before it was known.
    Undecided,
}
