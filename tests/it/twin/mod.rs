//! A second planner, as dumb as can be: it tries every subset, checks it against the rules, and keeps the best.
//!
//! It shares nothing with [`finder::plan`] but the nouns of the model, so that an error would have to be made twice, in two
//! different shapes, to go unseen. Clarity is all it is for: no bound, no pruning, no cleverness.
//!
//! [`shelf`] says what may be used at all, [`limits`] what fits together, [`aims`] which of two plans is better, [`search`] puts
//! them together. [`generator`] makes random instances and [`features`] switches parts of them off; [`shrink`] and [`dump`] make
//! a disagreement small and readable.

mod aims;
mod by_hand;
pub(crate) mod draw;
pub(crate) mod dump;
mod examples;
pub(crate) mod features;
pub(crate) mod generator;
pub(crate) mod limits;
mod plain;
pub(crate) mod search;
pub(crate) mod shelf;
pub(crate) mod shrink;

use finder::model::{Certification, Credits, Date, Id, Need, ProgramCatalog, Route};
use finder::plan::{Answer, ItemKind, cheapest};

/// A question to both planners.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Instance {
    pub(crate) program: ProgramCatalog,
    pub(crate) certification: Certification,
    pub(crate) need: Need,
    pub(crate) today: Date,
}

impl Instance {
    /// What the real planner answers.
    pub(crate) fn answer(&self) -> Answer {
        cheapest(&self.program, &self.certification, &self.need, self.today)
    }

    /// The last safe day: the day before the expiry.
    pub(crate) fn deadline(&self) -> Option<Date> {
        self.need.expires.and_then(|day| day.pred_opt())
    }

    /// The routes of the certification's level.
    pub(crate) fn routes(&self) -> &[Route] {
        let level = self.program.program.level(&self.certification.level);
        level.map_or(&[], |level| &level.routes)
    }

    /// The credits still to earn for a route.
    pub(crate) fn gap(&self, route: &Route) -> Credits {
        route.credits.saturating_sub(self.need.have)
    }

    /// Whether the holder wants the route tried.
    pub(crate) fn asks_for(&self, route: &Route) -> bool {
        let routes = &self.need.routes;
        routes.is_empty() || routes.iter().any(|name| route.answers_to(name))
    }
}

/// What the twin answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    Retired,
    NoRoute,
    Expired,
    /// The best plan, every route's own result, and whether another plan was as good on every aim but the ids.
    Met {
        best: Best,
        routes: Vec<RouteVerdict>,
        tied: bool,
    },
    Short {
        routes: Vec<RouteVerdict>,
    },
}

impl Verdict {
    /// Cash and learning credits of the best plan.
    pub(crate) fn price(&self) -> Option<(u64, u64)> {
        match self {
            Self::Met { best, .. } => Some((best.totals.cash, best.totals.clc)),
            _ => None,
        }
    }
}

/// A plan of the twin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Best {
    pub(crate) route: Id,
    pub(crate) things: Vec<Thing>,
    pub(crate) totals: Totals,
}

/// How one route came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum RouteVerdict {
    NotAsked,
    Met {
        cash: u64,
        clc: u64,
        minutes: Option<u64>,
    },
    /// For a route without exams: the credits that stay missing, in hundredths.
    Short {
        missing: Option<u64>,
    },
}

/// How something is paid for, in the order that breaks ties. A held pass and a bought one are the same way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Way {
    Cash,
    Clc,
    Pass(Id),
}

/// Something that may stand in a plan, with one way to pay for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Thing {
    pub(crate) kind: ItemKind,
    /// What it competes with: a course's key, or the id of an exam or pass.
    pub(crate) key: String,
    pub(crate) id: Id,
    pub(crate) offering: Option<Id>,
    pub(crate) way: Way,
    pub(crate) begin: Date,
    pub(crate) due: Option<Date>,
    /// What it adds to a plan.
    pub(crate) adds: Totals,
}

impl Thing {
    /// The pass that opens it.
    pub(crate) fn pass(&self) -> Option<&Id> {
        match &self.way {
            Way::Pass(pass) => Some(pass),
            Way::Cash | Way::Clc => None,
        }
    }
}

/// Sums over a plan: money in minor units, credits in hundredths, time in minutes, ages in days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) cash: u64,
    pub(crate) clc: u64,
    pub(crate) unknown: u64,
    pub(crate) minutes: u64,
    pub(crate) items: u64,
    pub(crate) credits: u64,
    pub(crate) staleness: u64,
}

impl Totals {
    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            cash: self.cash + other.cash,
            clc: self.clc + other.clc,
            unknown: self.unknown + other.unknown,
            minutes: self.minutes + other.minutes,
            items: self.items + other.items,
            credits: self.credits + other.credits,
            staleness: self.staleness + other.staleness,
        }
    }
}

/// Every way to choose one from each list.
pub(crate) fn product<'a, T>(lists: &[Vec<Vec<&'a T>>]) -> Vec<Vec<&'a T>> {
    lists.iter().fold(vec![Vec::new()], |chosen, list| {
        let extend = |so_far: &Vec<&'a T>| {
            let so_far = so_far.clone();
            list.iter()
                .map(move |more| [so_far.as_slice(), more].concat())
                .collect::<Vec<_>>()
        };
        chosen.iter().flat_map(extend).collect()
    })
}
