//! Rules by category, as demands: what the choices together must give at least.
//!
//! A minimum is a demand as it stands. A cap says that credits of a category beyond it do not count, and that is a demand too: the
//! credits that count are the fewest that some caps, and all that is outside them, leave room for. (Caps nest or are disjoint, so what
//! counts is a flow through a tree; it is as large as its smallest cut.) So enough credits count exactly when, for every choice of
//! disjoint caps, what is earned outside them is at least the need less these caps. That makes one demand for each such choice.
//!
//! What a holder has already is under the same caps: of it counts all but the most that any choice of disjoint caps is exceeded by.

use super::problem::Choice;
use crate::model::{Bound, Credits, Date, Id, Level, Need, Program, Route};

/// What choices together must give at least: hundredths of a credit, or a number of things, as [`Gives`] says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Demand {
    /// The least.
    pub(super) least: u64,
    /// What counts towards it.
    pub(super) gives: Gives,
    /// Where it comes from, to say what is missing.
    pub(super) origin: Origin,
}

impl Demand {
    /// What choices give to it, wherever they are put in time.
    pub(super) fn sum<'p>(&self, choices: impl Iterator<Item = &'p Choice>) -> u64 {
        let given = choices.map(|choice| self.of(choice));
        given.fold(0, u64::saturating_add)
    }

    /// What a choice gives to it.
    pub(super) fn of(&self, choice: &Choice) -> u64 {
        self.gives.of(choice)
    }
}

impl Gives {
    /// Whether it is about the day something is finished.
    pub(super) fn is_a_day(&self) -> bool {
        matches!(
            self,
            Self::Late(_) | Self::LateGiving(..) | Self::LateExam(_)
        )
    }

    /// All credits.
    pub(super) const CREDITS: Self = Self::Outside(Vec::new());

    /// What a choice gives, wherever it is put in time.
    pub(super) fn of(&self, choice: &Choice) -> u64 {
        let is_in = |set: &Vec<usize>| choice.category.is_some_and(|place| set.contains(&place));
        let counts = match self {
            Self::In(set) => is_in(set),
            Self::Outside(set) => !is_in(set),
            Self::Year(place) => choice.year == Some(*place),
            Self::Through(pass) => return u64::from(choice.pass == Some(*pass)),
            Self::Late(_) | Self::LateGiving(..) | Self::LateExam(_) | Self::Taking(..) => false,
        };
        if counts { choice.amounts.gain } else { 0 }
    }
}

/// What counts towards a demand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Gives {
    /// Credits of some categories, by place in the program's list.
    In(Vec<usize>),
    /// All credits but those of some categories.
    Outside(Vec<usize>),
    /// Credits earned in a year of the cycle, by its place.
    Year(usize),
    /// Being finished on a day or later; in things.
    Late(Date),
    /// The same, of a choice that gives just so much of something else.
    LateGiving(Date, Box<Self>, u64),
    /// The same, of an exam.
    LateExam(Date),
    /// Being a candidate of a layer; in things.
    Taking(usize, usize),
    /// Being opened by a pass to buy, by its place; in things.
    Through(usize),
}

/// The rule behind a demand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Origin {
    /// Caps on some categories.
    Caps,
    /// A minimum of a category.
    Least(Id),
    /// A minimum in a year, by its place.
    Year(usize),
    /// An aim of the holder.
    Aim,
}

/// A cap on a category, and what the holder has in it.
struct Cap {
    categories: Vec<usize>,
    most: u64,
    had: u64,
}

/// The credits still to earn for a route: what it asks for, less what counts of what the holder has.
pub(super) fn gap(rules: (&Program, &Level, &Route), need: &Need) -> Credits {
    let (_, _, route) = rules;
    let counts = need.have.saturating_sub(idle(rules, need));
    route.credits.saturating_sub(counts)
}

/// The holder's credits that do not count on a route, for they are beyond a cap.
pub(super) fn idle(rules: (&Program, &Level, &Route), need: &Need) -> Credits {
    let excess = excess(&disjoint(&caps(rules, need)));
    let excess = u32::try_from(excess).ok();
    excess
        .and_then(Credits::from_hundredths)
        .unwrap_or(Credits::MOST)
}

/// What of the holder's credits no cap has room for.
fn excess(choices: &[Vec<&Cap>]) -> u64 {
    let over = |chosen: &Vec<&Cap>| {
        let had: u64 = chosen.iter().map(|cap| cap.had).sum();
        had.saturating_sub(chosen.iter().map(|cap| cap.most).sum())
    };
    choices.iter().map(over).max().unwrap_or_default()
}

/// The demands of a level's rules on a route, for so many credits (in hundredths) that must count. `years`: for each year of the
/// cycle, the credits still to earn in it.
pub(super) fn demands(
    (program, level, route): (&Program, &Level, &Route),
    need: &Need,
    credits: u64,
    years: &[u64],
) -> Vec<Demand> {
    if route.credits == Credits::ZERO {
        return Vec::new();
    }
    let caps = caps((program, level, route), need);
    let choices = disjoint(&caps);
    let excess = excess(&choices);
    let outside = choices.into_iter().filter_map(|chosen| {
        let most: u64 = chosen.iter().map(|cap| cap.most).sum();
        let had: u64 = chosen.iter().map(|cap| cap.had).sum();
        // Never below nothing: the excess is the greatest of all that `had` can be above `most`.
        let room = (most + excess).saturating_sub(had);
        let categories = chosen.iter().flat_map(|cap| cap.categories.clone());
        Some(Demand {
            least: credits.checked_sub(room).filter(|least| *least > 0)?,
            gives: Gives::Outside(categories.collect()),
            origin: Origin::Caps,
        })
    });
    let minima = level.rules.iter().filter_map(|rule| {
        let (category, Bound::Least(least)) = (rule.category.as_ref()?, rule.bound) else {
            return None;
        };
        let left = hundredths(least).checked_sub(had(program, category, need));
        Some(Demand {
            least: left.filter(|left| *left > 0)?,
            gives: Gives::In(members(program, category)),
            origin: Origin::Least(category.clone()),
        })
    });
    let years = years.iter().enumerate();
    let yearly = years
        .filter(|(_, least)| **least > 0)
        .map(|(year, least)| Demand {
            least: *least,
            gives: Gives::Year(year),
            origin: Origin::Year(year),
        });
    outside.chain(minima).chain(yearly).collect()
}

fn caps((program, level, route): (&Program, &Level, &Route), need: &Need) -> Vec<Cap> {
    let cap = |rule: &crate::model::Rule| {
        let category = rule.category.as_ref()?;
        let most = match rule.bound {
            Bound::Most(most) => hundredths(most),
            Bound::MostPercent(percent) => hundredths(route.credits) * u64::from(percent) / 100,
            Bound::Least(_) | Bound::Yearly(_) => return None,
        };
        Some(Cap {
            categories: members(program, category),
            most,
            had: had(program, category, need),
        })
    };
    level.rules.iter().filter_map(cap).collect()
}

/// Every choice of caps that share no category, but the empty one.
fn disjoint(caps: &[Cap]) -> Vec<Vec<&Cap>> {
    let mut choices: Vec<Vec<&Cap>> = vec![Vec::new()];
    for cap in caps {
        let is_apart = |other: &&Cap| !other.categories.iter().any(|c| cap.categories.contains(c));
        let with: Vec<Vec<&Cap>> = choices
            .iter()
            .filter(|chosen| chosen.iter().all(is_apart))
            .map(|chosen| [chosen.as_slice(), &[cap]].concat())
            .collect();
        choices.extend(with);
    }
    choices.split_off(1)
}

/// The categories that count as one, by place in the program's list.
fn members(program: &Program, category: &Id) -> Vec<usize> {
    let Some(union) = program.category(category) else {
        return Vec::new();
    };
    let categories = program.categories.iter().enumerate();
    let members = categories.filter(|(_, member)| union.admits(&member.id));
    members.map(|(place, _)| place).collect()
}

/// What the holder has in a category.
fn had(program: &Program, category: &Id, need: &Need) -> u64 {
    let had = |category: &Id| need.have_in.get(category).copied().unwrap_or_default();
    let members = members(program, category).into_iter();
    let members = members.filter_map(|place| program.categories.get(place));
    members.map(|member| hundredths(had(&member.id))).sum()
}

fn hundredths(credits: Credits) -> u64 {
    u64::from(credits.hundredths())
}
