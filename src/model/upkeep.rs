//! What keeping a certification takes beside any route: a fee, and a pace that is recommended.
//!
//! Neither is part of a plan: the fee is owed whatever the plan, and nobody is held to the pace.

use super::{Credits, Evidence, Money};

/// A fee for keeping a certification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fee {
    /// What it comes to; `None`: one is owed, and nobody says how much.
    pub amount: Option<Money>,
    /// What it comes to for members of the body that asks for it, where that is less.
    pub members: Option<Money>,
    /// How often it is owed.
    pub per: Period,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where it was read.
    pub evidence: Evidence,
}

/// How often something is owed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
    /// Every year.
    Year,
    /// Once for each renewal.
    Cycle,
}

impl Period {
    /// Both, the shorter first.
    pub const ALL: [Self; 2] = [Self::Year, Self::Cycle];

    /// The word for it in a file and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Cycle => "cycle",
        }
    }
}

/// A pace that a program recommends and does not demand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    /// Credits in every year of the cycle.
    pub yearly: Credits,
    /// Where it was read.
    pub evidence: Evidence,
}
