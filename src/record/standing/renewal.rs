//! Renewals that follow from what was completed, and are not written in the record.

use super::{
    Cycle,
    count::Ledger,
    gap,
    holding::{self, Holding},
};
use crate::model::{Credits, Date, Id};

/// A route that was closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renewal {
    /// The day on which the last that was needed was completed: validity runs from it.
    pub on: Date,
    /// The route.
    pub route: Id,
    /// The certification that decided, by its id.
    pub lead: Id,
    /// When it would have expired.
    pub instead_of: Option<Date>,
}

/// Renews what the completions up to and on a day renew.
///
/// Credits renew only the highest level, with all that it covers. Exams renew each level they are enough for, also below it.
pub(super) fn on(day: Date, holdings: &mut [Holding<'_>], ledger: &Ledger<'_>, today: Date) {
    for members in holding::targets(holdings, |holding| holding.is_renewable(day)) {
        let highest = members.first().and_then(|lead| holdings.get(*lead));
        let highest = highest.map(|lead| lead.level.rank);
        let closed = members.iter().find_map(|place| {
            let holding = holdings.get(*place)?;
            let is_highest = Some(holding.level.rank) == highest;
            let by_credits = is_highest && !holding.is_overtaken(day, holdings, today);
            Some((*place, closed(holding, by_credits, day, ledger)?))
        });
        if let Some((lead, route)) = closed {
            renew(holdings, &members, (lead, route), day);
        }
    }
}

/// Renews one of some certifications, and those of them that it covers.
fn renew(holdings: &mut [Holding<'_>], members: &[usize], (lead, route): (usize, Id), day: Date) {
    let Some(lead) = holdings.get(lead) else {
        return;
    };
    let cycle = Cycle::renewed(day, lead.level);
    let covered: Vec<usize> = members
        .iter()
        .copied()
        .filter(|place| holdings.get(*place).is_some_and(|other| lead.covers(other)))
        .collect();
    let lead = lead.certification.id.clone();
    for place in covered {
        let Some(member) = holdings.get_mut(place) else {
            continue;
        };
        member.renewed = Some(Renewal {
            on: day,
            route: route.clone(),
            lead: lead.clone(),
            instead_of: member.cycle.expires,
        });
        member.cycle = cycle;
    }
}

/// The first route of its level that is closed by what was completed up to and on a day; without credits, one that asks for none.
fn closed(holding: &Holding<'_>, by_credits: bool, day: Date, ledger: &Ledger<'_>) -> Option<Id> {
    let (cycle, level) = (&holding.cycle, holding.level);
    let count = ledger.count(cycle, level, day);
    let tally = ledger.tally(&count, cycle, level);
    let gaps = gap::gaps(ledger.program(), level, &tally).into_iter();
    let mut closed = gaps.zip(&level.routes).filter(|(gap, _)| gap.is_closed());
    let allowed = closed.find(|(_, route)| by_credits || route.credits == Credits::ZERO);
    allowed.map(|(gap, _)| gap.route)
}
