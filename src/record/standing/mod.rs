//! What a record comes to on a day: which certifications are active, what renews them, what counts towards that, and what is missing.
//!
//! [`standing`] is the front door. It goes through the completions in the order of their days: what is active on a day has a target
//! (the highest level, and all that renews with it); a route that is closed on that day has renewed it from that day on, and what
//! comes later counts for the next cycle. What was completed on the very day a cycle begins counts for the one before: it is what earned
//! or renewed the certification. `today` is an argument, and no sentence is made here.

mod count;
mod cycle;
mod gap;
mod holding;
mod renewal;
mod tally;

use std::collections::BTreeSet;

pub use count::PassedOver;
pub use cycle::{Cycle, WorkedOut};
pub use gap::Gap;
pub use holding::{HeldStanding, HeldState};
pub use renewal::Renewal;
pub use tally::{Tally, Year};

use super::{Completion, Record};
use crate::model::{Date, Id, Level, ProgramCatalog};
use count::Ledger;
use holding::Holding;

/// What a record comes to in one program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The certifications of the program that the record names and the catalogue knows, in the order of the record.
    pub certifications: Vec<HeldStanding>,
    /// What is to be renewed: the highest active level with all that renews with it first, then what it does not cover.
    pub targets: Vec<Target>,
    /// What earns nothing again: every activity ever completed, the exams of this cycle and those that cannot be sat again yet, and what
    /// the record says was taken before.
    pub taken: BTreeSet<Id>,
}

/// Certifications that renew together, and how far they have come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The level that decides: the highest among them.
    pub level: Id,
    /// What renews together, by place in [`Standing::certifications`]: the one that decides first.
    pub members: Vec<usize>,
    /// The cycle of the one that decides.
    pub cycle: Cycle,
    /// The last safe day: the day before the expiry, for the official texts disagree on whether the day itself still counts.
    pub deadline: Option<Date>,
    /// The completions that count, by place in the record, the earliest first.
    pub counted: Vec<usize>,
    /// The completions that do not, and why.
    pub passed_over: Vec<(usize, PassedOver)>,
    /// What those that count come to.
    pub tally: Tally,
    /// What is missing along every route of the level.
    pub gaps: Vec<Gap>,
    /// What will have been renewed once all that counts is validated.
    pub reached: Option<Reached>,
}

/// A route that is closed as soon as what counts is validated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The route.
    pub route: Id,
    /// The day on which the last that is needed was completed: validity will run from it.
    pub on: Date,
    /// The day it will expire.
    pub expires: Option<Date>,
}

impl Target {
    /// The one that decides, by place in [`Standing::certifications`].
    pub fn lead(&self) -> Option<usize> {
        self.members.first().copied()
    }
}

impl Standing {
    /// The certification that decides about a target.
    pub fn lead(&self, target: &Target) -> Option<&HeldStanding> {
        self.certifications.get(target.lead()?)
    }

    /// Whether a completion, by its place in the record, brings nothing whatever becomes of its claim: it counts for no target, and either
    /// it was taken before, or it lies in no cycle of what is held.
    pub fn is_idle(&self, place: usize, completion: &Completion) -> bool {
        let targets = || self.targets.iter();
        let lies_in_a_cycle = self
            .certifications
            .iter()
            .any(|held| held.cycle.counts(completion.completed));
        let brings_nothing = |target: &Target| {
            let mut passed_over = target.passed_over.iter();
            let why = passed_over.find(|(at, _)| *at == place);
            why.is_some_and(|(_, why)| match why {
                PassedOver::TakenBefore(_) | PassedOver::Twice(_) | PassedOver::NoCredits => true,
                PassedOver::BeforeCycle | PassedOver::OnFirstDay => !lies_in_a_cycle,
                PassedOver::Rejected
                | PassedOver::Later
                | PassedOver::AfterExpiry
                | PassedOver::TooSoon(_) => false,
            })
        };
        targets().next().is_some() && targets().all(brings_nothing)
    }

    /// What renews with a target and yet ends before it, the earliest first: credits do not save it until the whole target is met.
    pub fn ends_earlier(&self, target: &Target) -> Vec<&HeldStanding> {
        let Some(expires) = target.cycle.expires else {
            return Vec::new();
        };
        let members = target.members.iter();
        let members = members.filter_map(|place| self.certifications.get(*place));
        let mut earlier: Vec<&HeldStanding> = members
            .filter(|held| held.cycle.expires.is_some_and(|ends| ends < expires))
            .collect();
        earlier.sort_by_key(|held| held.cycle.expires);
        earlier
    }
}

/// What a record comes to in a program on a day.
pub fn standing(record: &Record, program: &ProgramCatalog, today: Date) -> Standing {
    let ledger = Ledger::new(record, program);
    let mut holdings = holding::all(record, program);
    for day in renewal::days(&holdings, &ledger, today) {
        renewal::on(day, &mut holdings, &ledger, today);
    }
    let targets = holding::targets(&holdings, |holding| holding.is_active(today));
    let targets = targets.into_iter().filter_map(|members| {
        let lead = holdings.get(*members.first()?)?;
        Some(target(lead, members, &ledger, today))
    });
    Standing {
        targets: targets.collect(),
        certifications: holdings
            .iter()
            .map(|holding| holding.standing(&holdings, today))
            .collect(),
        taken: ledger.taken(&holdings, today),
    }
}

fn target(lead: &Holding<'_>, members: Vec<usize>, ledger: &Ledger<'_>, today: Date) -> Target {
    let level: &Level = lead.level;
    let count = ledger.count(&lead.cycle, level, today);
    let tally = ledger.tally(&count, &lead.cycle, level);
    Target {
        level: level.id.clone(),
        members,
        deadline: lead.cycle.expires.and_then(|day| day.pred_opt()),
        cycle: lead.cycle,
        gaps: gap::gaps(ledger.program(), level, &tally),
        reached: reached(lead, ledger, today),
        counted: count.counted,
        passed_over: count.passed_over,
        tally,
    }
}

/// The first day on which what counts closes a route, validated or not.
fn reached(lead: &Holding<'_>, ledger: &Ledger<'_>, today: Date) -> Option<Reached> {
    let days = ledger.days(today).into_iter();
    let mut days = days.filter(|day| lead.cycle.counts(*day));
    days.find_map(|on| {
        let count = ledger.count(&lead.cycle, lead.level, on);
        Some(Reached {
            route: renewal::closed(lead, true, &count, ledger)?,
            on,
            expires: Cycle::renewed(on, lead.level).expires,
        })
    })
}
