//! Rules by category, as demands: what the choices together must give at least.
//!
//! A minimum is a demand as it stands. A cap says that credits of a category beyond it do not count, and that is a demand too: the
//! credits that count are the fewest that some caps, and all that is outside them, leave room for. (Caps nest or are disjoint, so what
//! counts is a flow through a tree; it is as large as its smallest cut.) So enough credits count exactly when, for every choice of
//! disjoint caps, what is earned outside them is at least the need less these caps. That makes one demand for each such choice.
//!
//! What a holder has already is under the same caps: of it counts all but the most that any choice of disjoint caps is exceeded by.

use super::problem::Choice;
use crate::model::{Bound, Cap, Category, Credits, Date, Id, Level, Need, Program, Route};

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

/// The rules of a route: its program, its level and itself.
type Rules<'c> = (&'c Program, &'c Level, &'c Route);

/// The credits still to earn for a route: what it asks for, less what counts of what the holder has.
pub(super) fn gap(rules: Rules<'_>, need: &Need) -> Credits {
    let (_, _, route) = rules;
    let counts = need.have.saturating_sub(idle(rules, need));
    route.credits.saturating_sub(counts)
}

/// The holder's credits that do not count on a route, for they are beyond a cap.
pub(super) fn idle(rules: Rules<'_>, need: &Need) -> Credits {
    let caps = caps(rules);
    as_credits(Cap::excess(&caps, &held(&caps, rules, need)))
}

/// What counts on a route of what some choices earn, under its caps and beside what the holder has.
pub(super) fn counted<'p>(
    rules: Rules<'_>,
    need: &Need,
    choices: impl Iterator<Item = &'p Choice> + Clone,
) -> Credits {
    let caps = caps(rules);
    let held = held(&caps, rules, need);
    let gives = |cap: &Cap| {
        let within = Gives::In(cap.members.clone());
        let given = choices.clone().map(|choice| within.of(choice));
        given.fold(0, u64::saturating_add)
    };
    let with = caps.iter().zip(&held);
    let with: Vec<u64> = with
        .map(|(cap, had)| had.saturating_add(gives(cap)))
        .collect();
    let beyond = Cap::excess(&caps, &with).saturating_sub(Cap::excess(&caps, &held));
    let all = choices.map(|choice| choice.amounts.gain);
    as_credits(all.fold(0, u64::saturating_add).saturating_sub(beyond))
}

/// The demands of a level's rules on a route, for so many credits (in hundredths) that must count. `years`: for each year of the
/// cycle, the credits still to earn in it. `None`: there are more caps than can be held.
pub(super) fn demands(
    (program, level, route): (&Program, &Level, &Route),
    need: &Need,
    credits: u64,
    years: &[u64],
) -> Option<Vec<Demand>> {
    if route.credits == Credits::ZERO {
        return Some(Vec::new());
    }
    let rules = (program, level, route);
    let caps = caps(rules);
    let held = held(&caps, rules, need);
    let excess = Cap::excess(&caps, &held);
    // No demand is left of caps with room for all that the route asks for: whatever the holder has, it asks for no more.
    let choices = Cap::choices(&caps, hundredths(route.credits))?;
    let outside = choices.into_iter().filter_map(|chosen| {
        let caps = || chosen.iter().filter_map(|place| caps.get(*place));
        let most: u64 = caps().map(|cap| cap.most).sum();
        let had: u64 = chosen.iter().filter_map(|place| held.get(*place)).sum();
        // Never below nothing: the excess is the greatest of all that `had` can be above `most`.
        let room = (most + excess).saturating_sub(had);
        let categories = caps().flat_map(|cap| cap.members.clone());
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
            gives: Gives::In(Category::members(&program.categories, category)),
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
    Some(outside.chain(minima).chain(yearly).collect())
}

fn caps((program, level, route): Rules<'_>) -> Vec<Cap> {
    Cap::all(&level.rules, &program.categories, route.credits)
}

/// What the holder has in the category of each cap.
fn held(caps: &[Cap], (program, ..): Rules<'_>, need: &Need) -> Vec<u64> {
    let had = |cap: &Cap| had(program, &cap.category, need);
    caps.iter().map(had).collect()
}

/// What the holder has in a category.
fn had(program: &Program, category: &Id, need: &Need) -> u64 {
    let had = |category: &Id| need.have_in.get(category).copied().unwrap_or_default();
    let members = Category::members(&program.categories, category).into_iter();
    let members = members.filter_map(|place| program.categories.get(place));
    members.map(|member| hundredths(had(&member.id))).sum()
}

fn hundredths(credits: Credits) -> u64 {
    u64::from(credits.hundredths())
}

fn as_credits(hundredths: u64) -> Credits {
    let hundredths = u32::try_from(hundredths).ok();
    hundredths
        .and_then(Credits::from_hundredths)
        .unwrap_or(Credits::MOST)
}
