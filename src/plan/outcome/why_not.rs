//! Why something is not in the plan, and what would bring it in.

use super::{Margin, Reason};
use crate::model::{Date, Id, Minutes, Money};

/// What was asked about, and why it is not in the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhyNot {
    /// The activity, exam or pass.
    pub id: Id,
    /// For an activity, the offering.
    pub offering: Option<Id>,
    /// Why.
    pub verdict: Verdict,
    /// The same course in the plan, in another version or offering: its activity and offering.
    pub instead: Option<(Id, Id)>,
    /// How the best plan that contains it compares with the best plan; `None`: there is none, or it is not known.
    pub margin: Option<Margin>,
    /// What would bring it in, each found by solving again.
    pub turns: Vec<Turn>,
    /// Whether the time was over before all of this was looked at.
    pub cut_short: bool,
}

/// Why something is not in the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is in the plan.
    Planned,
    /// A pass the holder has already, so that it is not bought.
    Held,
    /// It could not be used.
    LeftOut(Reason),
    /// It could be used, but no plan that contains it keeps to the limits.
    Barred {
        /// The limits each of which alone keeps it out; none when it takes more than one of them, or a route cannot be closed with it
        /// at all.
        by: Vec<Barrier>,
    },
    /// It could be used, but a plan without it is better.
    Worse,
    /// The catalogue has no such entry, or names no way to take it.
    Missing,
}

/// A limit that keeps something out, and how far it would have to be moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Barrier {
    /// The budget.
    Budget {
        /// Whether the thing alone costs more than the budget.
        alone: bool,
        /// The least budget of a plan that contains it.
        least: Money,
    },
    /// The most study in all.
    MaxHours {
        /// The least with which there is a plan that contains it.
        least: Minutes,
    },
    /// The study time in a week.
    HoursPerWeek {
        /// The least with which there is a plan that contains it.
        least: Minutes,
    },
    /// The busy days.
    Busy,
    /// The purse of learning credits.
    Purse,
}

/// What would bring something into the best plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Turn {
    /// A price.
    Price {
        /// The greatest at which the best plan contains it; `None`: any price there is.
        most: Option<Money>,
    },
    /// A length.
    Hours {
        /// The greatest at which the best plan contains it.
        most: Minutes,
    },
    /// More study in a week, so that it can be in a plan at all.
    HoursPerWeek {
        /// The least with which there is a plan that contains it.
        least: Minutes,
    },
    /// A day it could be finished by at the holder's pace, if that were still in time.
    Finish {
        /// The earliest such day.
        on: Date,
    },
    /// That the holder allowed it: it would be in the best plan.
    Allowed,
    /// Neither its price nor its length: it earns too little for what else it takes.
    Nothing,
}

impl Verdict {
    /// Its lasting name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::LeftOut(_) => "left-out",
            Self::Barred { .. } => "barred",
            Self::Worse => "worse",
            Self::Missing => "missing",
        }
    }
}
