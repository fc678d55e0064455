//! A second planner, as dumb as can be: it tries every subset, checks it against the rules, and keeps the best.
//!
//! It shares nothing with [`finder::plan`] but the nouns of the model, so that an error would have to be made twice, in two
//! different shapes, to go unseen. Clarity is all it is for: no bound, no pruning, no cleverness.
//!
//! [`shelf`] says what may be used at all. [`limits`] says what may be bought together, [`calendar`] what can be done in time, and
//! [`demands`] what closes a route; [`judge`] holds a plan against all three. [`aims`] says which of two plans is better,
//! [`choices`] lists every one there is, [`search`] keeps the best, [`further`] the next ones and those that nothing beats.
//! [`generator`] makes random instances and [`features`] switches parts of them off; [`shrink`] and [`dump`] make a disagreement
//! small and readable. [`switch`] says how much of all that the real planner is held to.

pub(crate) mod aims;
pub(crate) mod by_hand;
pub(crate) mod calendar;
mod choices;
mod demands;
pub(crate) mod draw;
pub(crate) mod dump;
mod examples;
pub(crate) mod features;
pub(crate) mod further;
pub(crate) mod generator;
pub(crate) mod judge;
mod limits;
pub(crate) mod plain;
pub(crate) mod search;
pub(crate) mod shelf;
pub(crate) mod shrink;
pub(crate) mod switch;

use finder::model::{
    Certification, ClassDates, Credits, Date, Id, Need, ProgramCatalog, Route, Rule,
};
use finder::plan::{Answer, ItemKind, cheapest};

use aims::Aims;

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

    /// What is demanded of the credits that close a route; nothing of one that asks for none.
    pub(crate) fn rules(&self, route: &Route) -> &[Rule] {
        let level = self.program.program.level(&self.certification.level);
        let level = level.filter(|_| route.credits > Credits::ZERO);
        level.map_or(&[], |level| &level.rules)
    }

    /// The credits still to earn for a route.
    pub(crate) fn gap(&self, route: &Route) -> Credits {
        let counts = u32::try_from(demands::counted(self, route, &[])).ok();
        let counts = counts.and_then(Credits::from_hundredths);
        route
            .credits
            .saturating_sub(counts.unwrap_or(Credits::MOST))
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
    pub(crate) aims: Aims,
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
    /// For a route without exams and without rules by category or year: the credits that stay missing, in hundredths.
    Short {
        missing: Option<u64>,
    },
}

/// How something is paid for, in the order that breaks ties.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Way {
    Cash,
    Clc,
    /// The holder's voucher at that place of her list.
    Voucher(usize),
    Pass(Id, Had),
    /// The voucher at that place of a pass that is bought.
    PassVoucher(Id, usize),
}

/// Whether a pass is there already.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Had {
    Held,
    Bought,
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
    /// The first day it can be begun, by itself.
    pub(crate) begin: Date,
    /// The last day it can be done, but for the term of a pass that is bought for it.
    pub(crate) due: Option<Date>,
    /// The days it takes place on, for a class.
    pub(crate) class: Option<ClassDates>,
    /// The courses that must be done before it, but for those that were done in earlier times.
    pub(crate) requires: Vec<String>,
    /// The category its credits count in.
    pub(crate) category: Option<Id>,
    /// What it adds to a plan.
    pub(crate) adds: Totals,
}

impl Thing {
    /// The pass that pays for it.
    pub(crate) fn pass(&self) -> Option<&Id> {
        match &self.way {
            Way::Pass(pass, _) | Way::PassVoucher(pass, _) => Some(pass),
            Way::Cash | Way::Clc | Way::Voucher(_) => None,
        }
    }

    /// The pass that has to be bought for it.
    pub(crate) fn buys(&self) -> Option<&Id> {
        match &self.way {
            Way::Pass(pass, Had::Bought) | Way::PassVoucher(pass, _) => Some(pass),
            _ => None,
        }
    }

    /// Whether it is something to do, rather than to buy.
    pub(crate) fn is_done(&self) -> bool {
        self.kind != ItemKind::Pass
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
    pub(crate) exams: u64,
    pub(crate) credits: u64,
    pub(crate) staleness: u64,
}

impl Totals {
    /// The sum over some things.
    pub(crate) fn of(things: &[&Thing]) -> Self {
        let sum = |sum: Self, thing: &&Thing| sum.plus(thing.adds);
        things.iter().fold(Self::default(), sum)
    }

    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            cash: self.cash + other.cash,
            clc: self.clc + other.clc,
            unknown: self.unknown + other.unknown,
            minutes: self.minutes + other.minutes,
            items: self.items + other.items,
            exams: self.exams + other.exams,
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
