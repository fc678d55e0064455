//! What is missing along a route.

use std::collections::BTreeMap;

use super::Tally;
use crate::model::{Bound, Confidence, Credits, Date, Id, Level, ProgramCatalog, Route};

/// What is missing along a route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The route.
    pub route: Id,
    /// How sure its rule is.
    pub confidence: Confidence,
    /// The credits that count along it.
    pub counting: Credits,
    /// The credits that are missing.
    pub credits: Credits,
    /// The exams that are missing, by class.
    pub exams: BTreeMap<Id, u32>,
    /// The credits of a category that are missing, by category. They are among the missing credits where there are any.
    pub least: BTreeMap<Id, Credits>,
    /// The credits that are missing in a year of the cycle, by its first day; years that are over or have not begun are among them.
    pub years: BTreeMap<Date, Credits>,
}

impl Gap {
    /// Whether nothing is missing.
    pub fn is_closed(&self) -> bool {
        let is_enough = self.credits == Credits::ZERO && self.least.is_empty();
        is_enough && self.exams.is_empty() && self.years.is_empty()
    }
}

/// What is missing along every route of a level.
pub(super) fn gaps(program: &ProgramCatalog, level: &Level, tally: &Tally) -> Vec<Gap> {
    let routes = level.routes.iter();
    routes
        .map(|route| gap(program, level, route, tally))
        .collect()
}

fn gap(program: &ProgramCatalog, level: &Level, route: &Route, tally: &Tally) -> Gap {
    let counting = tally.counting(program, level, route);
    let mut gap = Gap {
        route: route.id.clone(),
        confidence: route.confidence,
        counting,
        credits: route.credits.saturating_sub(counting),
        exams: route.exams_left(&program.program, tally.passed.values()),
        least: BTreeMap::new(),
        years: BTreeMap::new(),
    };
    // Rules are about the credits a route asks for, and ask nothing of one that asks for none.
    if route.credits == Credits::ZERO {
        return gap;
    }
    for rule in &level.rules {
        let (Some(category), Bound::Least(least)) = (&rule.category, rule.bound) else {
            continue;
        };
        let missing = least.saturating_sub(tally.of_category(program, category));
        if missing > Credits::ZERO {
            gap.least.insert(category.clone(), missing);
        }
    }
    for year in &tally.years {
        let missing = year.wanted.saturating_sub(year.had);
        if missing > Credits::ZERO {
            gap.years.insert(year.first, missing);
        }
    }
    gap
}
