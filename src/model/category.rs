//! Categories of credits, and the rules a level sets for them.

use super::{Credits, Evidence, Id};

/// A category of credits: a base category, or a union of base categories.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Its lasting name.
    pub id: Id,
    /// Its official name.
    pub name: String,
    /// For a union, the categories that count as it.
    pub includes: Vec<Id>,
}

impl Category {
    /// Whether credits of `category` count as credits of this one.
    pub fn admits(&self, category: &Id) -> bool {
        self.id == *category || self.includes.contains(category)
    }

    /// The categories among some whose credits count as the one with that id, by place.
    pub fn members(categories: &[Self], id: &Id) -> Vec<usize> {
        let Some(union) = categories.iter().find(|category| category.id == *id) else {
            return Vec::new();
        };
        let members = categories.iter().enumerate();
        let members = members.filter(|(_, member)| union.admits(&member.id));
        members.map(|(place, _)| place).collect()
    }
}

/// What a level demands of the credits that renew it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The category it is about; `None`: all credits.
    pub category: Option<Id>,
    /// What it demands.
    pub bound: Bound,
    /// Where it was read.
    pub evidence: Evidence,
}

/// The demand of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// So many of them count at most. More may be earned, but do not count.
    Most(Credits),
    /// So many per cent of the credits a route asks for count at most, rounded down to the hundredth.
    MostPercent(u32),
    /// So many there must be at least.
    Least(Credits),
    /// So many there must be at least in every year of the cycle. Only for all credits.
    Yearly(Credits),
}

impl Bound {
    /// How much counts at most along a route that asks for so many credits, in hundredths; `None`: it is no cap.
    pub fn most(self, asked: Credits) -> Option<u64> {
        match self {
            Self::Most(most) => Some(u64::from(most.hundredths())),
            Self::MostPercent(percent) => {
                Some(u64::from(asked.hundredths()) * u64::from(percent) / 100)
            }
            Self::Least(_) | Self::Yearly(_) => None,
        }
    }
}
