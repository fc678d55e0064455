//! Renewals that follow from the record, and are not written in it.

use std::collections::BTreeSet;

use super::{
    Cycle,
    count::{Count, Ledger},
    gap,
    holding::{self, Holding},
};
use crate::model::{Credits, Date, Id};

/// A renewal that follows from the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renewal {
    /// The day on which the last that was needed was completed: validity runs from it.
    pub on: Date,
    /// The route that was closed; `None`: the record has the renewal of the one that decided, and says no more of it.
    pub route: Option<Id>,
    /// The certification that decided, by its id.
    pub lead: Id,
    /// When it would have expired.
    pub instead_of: Option<Date>,
}

/// What renews: a certification, the route where it is known, and the cycle that begins.
struct Cause {
    lead: usize,
    route: Option<Id>,
    cycle: Cycle,
}

/// The days on which something may have been renewed, the earliest first.
pub(super) fn days(holdings: &[Holding<'_>], ledger: &Ledger<'_>, today: Date) -> BTreeSet<Date> {
    let mut days = ledger.days(today);
    let begins = holdings.iter().filter_map(|holding| holding.cycle.begins);
    days.extend(begins.filter(|begins| *begins <= today));
    days
}

/// Renews what a day renews: first what the record says was renewed on it, with all that renews along; then what the completions up to and on
/// it renew, once they are validated.
///
/// Credits renew only the highest level, with all that it covers. Exams renew each level they are enough for, also below it.
pub(super) fn on(day: Date, holdings: &mut [Holding<'_>], ledger: &Ledger<'_>, today: Date) {
    for place in 0..holdings.len() {
        let is_it = holdings
            .get(place)
            .is_some_and(|holding| holding.was_renewed_on(day, holdings));
        if let Some(lead) = holdings.get(place).filter(|_| is_it) {
            let cause = Cause {
                lead: place,
                route: None,
                cycle: lead.cycle,
            };
            let all: Vec<usize> = (0..holdings.len()).collect();
            renew(holdings, &all, &cause, day);
        }
    }
    for members in holding::targets(holdings, |holding| holding.is_renewable(day)) {
        let highest = members.first().and_then(|lead| holdings.get(*lead));
        let highest = highest.map(|lead| lead.level.rank);
        let cause = members.iter().find_map(|place| {
            let holding = holdings.get(*place)?;
            let is_highest = Some(holding.level.rank) == highest;
            let by_credits = is_highest && !holding.is_overtaken(day, holdings, today);
            let count = ledger.count_settled(&holding.cycle, holding.level, day);
            Some(Cause {
                lead: *place,
                route: Some(closed(holding, by_credits, &count, ledger)?),
                cycle: Cycle::renewed(day, holding.level),
            })
        });
        if let Some(cause) = cause {
            renew(holdings, &members, &cause, day);
        }
    }
}

/// Renews those among some certifications that can be renewed on a day and are covered by the one that decides.
fn renew(holdings: &mut [Holding<'_>], among: &[usize], cause: &Cause, day: Date) {
    let Some(lead) = holdings.get(cause.lead) else {
        return;
    };
    let is_renewed = |place: &usize| {
        let other = holdings.get(*place);
        other.is_some_and(|other| other.is_renewable(day) && lead.covers(other))
    };
    let renewed: Vec<usize> = among.iter().copied().filter(is_renewed).collect();
    let lead = lead.certification.id.clone();
    for place in renewed {
        let Some(member) = holdings.get_mut(place) else {
            continue;
        };
        member.renewed = Some(Renewal {
            on: day,
            route: cause.route.clone(),
            lead: lead.clone(),
            instead_of: member.cycle.expires,
        });
        member.cycle = cause.cycle;
    }
}

/// The first route of its level that is closed by what counts; without credits, one that asks for none.
pub(super) fn closed(
    holding: &Holding<'_>,
    by_credits: bool,
    count: &Count,
    ledger: &Ledger<'_>,
) -> Option<Id> {
    let level = holding.level;
    let tally = ledger.tally(count, &holding.cycle, level);
    let gaps = gap::gaps(ledger.program(), level, &tally).into_iter();
    let mut closed = gaps.zip(&level.routes).filter(|(gap, _)| gap.is_closed());
    let allowed = closed.find(|(_, route)| by_credits || route.credits == Credits::ZERO);
    allowed.map(|(gap, _)| gap.route)
}
