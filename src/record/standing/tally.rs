//! What the completions that count come to: credits by state, category and year, and exams by class.

use std::collections::BTreeMap;

use super::Cycle;
use crate::{
    model::{Bound, Credits, CycleYear, Date, Id, Level, ProgramCatalog, Route},
    record::{ClaimState, Completion, Subject},
};

/// What the completions that count come to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Credits that were validated.
    pub earned: Credits,
    /// Credits that were submitted: they count from the day of completion once they are validated.
    pub pending: Credits,
    /// Credits that are yet to be submitted, or to post.
    pub to_submit: Credits,
    /// How many of all these are of a category, by base category. What a cap cuts off is among them.
    pub by_category: BTreeMap<Id, Credits>,
    /// The years of the cycle that ask for credits, the first of them first; none where the program asks nothing of a year, or where the
    /// expiry is not known.
    pub years: Vec<Year>,
    /// The exams passed, each with its class.
    pub passed: BTreeMap<Id, Id>,
}

/// A year of a cycle that asks for credits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Year {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// So many there must be.
    pub wanted: Credits,
    /// So many there are.
    pub had: Credits,
}

impl Tally {
    /// All credits, whatever has become of their claim. What a cap cuts off is among them.
    pub fn have(&self) -> Credits {
        [self.earned, self.pending, self.to_submit]
            .into_iter()
            .sum()
    }

    /// The credits that count along a route: all but what the level's caps cut off.
    pub fn counting(&self, program: &ProgramCatalog, level: &Level, route: &Route) -> Credits {
        let mut groups: Vec<(Vec<&Id>, Credits)> = self
            .by_category
            .iter()
            .map(|(id, credits)| (vec![id], *credits))
            .collect();
        let categorized: Credits = self.by_category.values().copied().sum();
        let plain = self.have().saturating_sub(categorized);
        // Caps nest or are disjoint: the narrow ones first, each cuts what those inside it have left.
        for (category, most) in caps(program, level, route) {
            let is_in = |ids: &Vec<&Id>| ids.iter().all(|id| admits(program, category, id));
            let (inside, outside): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|(ids, _)| is_in(ids));
            groups = outside;
            let credits: Credits = inside.iter().map(|(_, credits)| *credits).sum();
            let ids = inside.into_iter().flat_map(|(ids, _)| ids).collect();
            groups.push((ids, credits.min(most)));
        }
        let groups = groups.into_iter().map(|(_, credits)| credits);
        groups.chain([plain]).sum()
    }

    /// How many of the credits were earned in the year of the cycle that holds a day.
    pub fn had_in_year_of(&self, day: Date) -> Credits {
        let mut years = self.years.iter();
        let year = years.find(|year| year.first <= day && day <= year.last);
        year.map(|year| year.had).unwrap_or_default()
    }

    /// How many of the credits are of a category, which may be a union.
    pub(super) fn of_category(&self, program: &ProgramCatalog, category: &Id) -> Credits {
        let by_category = self.by_category.iter();
        let members = by_category.filter(|(id, _)| admits(program, category, id));
        members.map(|(_, credits)| *credits).sum()
    }
}

/// The caps of a level on a route, the narrowest first.
fn caps<'l>(program: &ProgramCatalog, level: &'l Level, route: &Route) -> Vec<(&'l Id, Credits)> {
    let cap = |rule: &'l crate::model::Rule| {
        let most = match rule.bound {
            Bound::Most(most) => most,
            Bound::MostPercent(percent) => per_cent(route.credits, percent),
            Bound::Least(_) | Bound::Yearly(_) => return None,
        };
        Some((rule.category.as_ref()?, most))
    };
    let mut caps: Vec<(&Id, Credits)> = level.rules.iter().filter_map(cap).collect();
    caps.sort_by_key(|(category, _)| {
        let category = program.program.category(category);
        category.map_or(1, |category| category.includes.len().max(1))
    });
    caps
}

fn per_cent(credits: Credits, percent: u32) -> Credits {
    let part = u64::from(credits.hundredths()) * u64::from(percent) / 100;
    let part = u32::try_from(part).ok();
    part.and_then(Credits::from_hundredths)
        .unwrap_or(Credits::MOST)
}

fn admits(program: &ProgramCatalog, category: &Id, member: &Id) -> bool {
    let category = program.program.category(category);
    category.is_some_and(|category| category.admits(member))
}

/// What completions come to in a cycle of a level.
pub(super) fn tally(
    counted: &[&Completion],
    cycle: &Cycle,
    (program, level): (&ProgramCatalog, &Level),
) -> Tally {
    let in_state = |state: ClaimState| {
        let such = counted
            .iter()
            .filter(|completion| completion.state == state);
        such.map(|completion| completion.credits()).sum()
    };
    let mut tally = Tally {
        earned: in_state(ClaimState::Earned),
        pending: in_state(ClaimState::Pending),
        to_submit: in_state(ClaimState::ToSubmit),
        years: years(counted, cycle, level),
        ..Tally::default()
    };
    for completion in counted {
        match &completion.subject {
            Subject::Activity {
                credits, category, ..
            } => {
                let category = category.as_ref();
                let known = category.filter(|id| program.program.category(id).is_some());
                if let Some(id) = known {
                    let sum = tally.by_category.entry(id.clone()).or_default();
                    *sum = [*sum, *credits].into_iter().sum();
                }
            }
            Subject::Exam { id, class } => {
                tally.passed.insert(id.clone(), class.clone());
            }
        }
    }
    tally
}

/// The years of a cycle, where the level asks for credits in each of them.
fn years(counted: &[&Completion], cycle: &Cycle, level: &Level) -> Vec<Year> {
    let yearly = level.rules.iter().filter_map(|rule| match rule.bound {
        Bound::Yearly(credits) => Some(credits),
        Bound::Most(_) | Bound::MostPercent(_) | Bound::Least(_) => None,
    });
    let (Some(wanted), Some(expires), Some(begins)) = (yearly.max(), cycle.expires, cycle.begins)
    else {
        return Vec::new();
    };
    let of_cycle = CycleYear::back_from(expires).take_while(|year| year.last > begins);
    let years = of_cycle.map(|year| {
        let within = counted.iter().filter(|done| year.holds(done.completed));
        Year {
            first: year.first,
            last: year.last,
            wanted,
            had: within.map(|completion| completion.credits()).sum(),
        }
    });
    let mut years: Vec<Year> = years.collect();
    years.reverse();
    years
}
