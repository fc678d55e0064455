//! What of a plan rests on a figure that may be wrong, and whether the plan would change with it.

use super::Margin;
use crate::model::Id;

/// A figure that may be wrong, made a fifth worse or better.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sensitivity {
    /// The figure.
    pub figure: Figure,
    /// Which way it was moved.
    pub swing: Swing,
    /// What became of the plan.
    pub effect: Effect,
}

/// A figure that may be wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Figure {
    /// The estimated length of an item of the plan; for an exam, the estimate of its class.
    Hours {
        /// The activity or exam.
        id: Id,
        /// For an activity, the offering.
        offering: Option<Id>,
    },
    /// A price of an item of the plan that was read too long ago, or on a page without a date.
    Price {
        /// The activity, exam or pass.
        id: Id,
        /// For an activity, the offering.
        offering: Option<Id>,
    },
    /// All estimated lengths at once, also of what is not in the plan.
    AllHours,
}

/// Which way a figure was moved, by a fifth of itself, rounded away from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Swing {
    /// A fifth more.
    More,
    /// A fifth less.
    Less,
}

/// What became of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// It stays the same.
    Stays,
    /// Another plan is better then.
    Changes {
        /// What leaves the plan: each with its offering, where it has one.
        leaves: Vec<(Id, Option<Id>)>,
        /// What comes into it.
        comes: Vec<(Id, Option<Id>)>,
        /// How the other plan compares with this one, each at the figures it was found with.
        margin: Margin,
    },
    /// No route can be closed then.
    NoPlan,
    /// The time was over before it was looked at.
    NotChecked,
}
