//! The certifications of a record, and which of them renew together.

use super::{Cycle, Renewal};
use crate::{
    model::{Certification, Date, Id, Level, ProgramCatalog},
    record::Record,
};

/// A certification of the record on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldStanding {
    /// Its place in the record.
    pub place: usize,
    /// Its id in the catalogue, whatever the record calls it.
    pub id: Id,
    /// Its level.
    pub level: Id,
    /// The cycle it is in, or was in last.
    pub cycle: Cycle,
    /// How it stands.
    pub state: HeldState,
    /// The last renewal that follows from the record and is not written in it.
    pub renewed: Option<Renewal>,
    /// A certification that covers it, by its id, and the day within this cycle from which the record has that one: it may well have
    /// renewed this one too, and the record does not say.
    pub covered_since: Option<(Id, Date)>,
}

/// How a certification stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeldState {
    /// It is valid.
    Active,
    /// It is valid until it expires, and cannot be renewed any more.
    Retired,
    /// It has expired.
    Expired,
    /// It is earned only on a later day.
    NotYet,
    /// The record has the same certification with a later cycle.
    Replaced,
}

/// A certification while the completions are gone through.
pub(super) struct Holding<'c> {
    pub(super) certification: &'c Certification,
    pub(super) level: &'c Level,
    pub(super) cycle: Cycle,
    pub(super) renewed: Option<Renewal>,
    place: usize,
    is_replaced: bool,
}

/// What a record holds of a program, in its order.
pub(super) fn all<'c>(record: &Record, program: &'c ProgramCatalog) -> Vec<Holding<'c>> {
    let held = record.certifications.iter().enumerate();
    let mut holdings: Vec<Holding<'c>> = held
        .filter_map(|(place, held)| {
            let certification = program.certification(held.id.as_str())?;
            let level = program.program.level(&certification.level)?;
            Some(Holding {
                certification,
                level,
                cycle: Cycle::of(held, level),
                renewed: None,
                place,
                is_replaced: false,
            })
        })
        .collect();
    let latest = |holding: &Holding<'_>| (holding.cycle.expires, holding.cycle.begins);
    for at in 0..holdings.len() {
        let Some(this) = holdings.get(at) else { break };
        let is_replaced = holdings.iter().enumerate().any(|(other_at, other)| {
            let is_same = other.certification.id == this.certification.id && other_at != at;
            is_same && (latest(other), other_at) > (latest(this), at)
        });
        if let Some(this) = holdings.get_mut(at) {
            this.is_replaced = is_replaced;
        }
    }
    holdings
}

/// Those that are `active`, in groups that renew together: by level, the highest first, and in a group the one that expires first of
/// the highest level.
pub(super) fn targets(
    holdings: &[Holding<'_>],
    active: impl Fn(&Holding<'_>) -> bool,
) -> Vec<Vec<usize>> {
    let all = holdings.iter().enumerate();
    let mut left: Vec<(usize, &Holding<'_>)> = all.filter(|(_, h)| active(h)).collect();
    left.sort_by_key(|(_, holding)| {
        let expires = holding.cycle.expires;
        (
            std::cmp::Reverse(holding.level.rank),
            expires.is_none(),
            expires,
        )
    });
    let mut targets = Vec::new();
    while let Some((_, lead)) = left.first().copied() {
        let is_with = |(_, holding): &(usize, &Holding<'_>)| lead.covers(holding);
        let (members, others): (Vec<_>, Vec<_>) = left.into_iter().partition(is_with);
        targets.push(members.into_iter().map(|(place, _)| place).collect());
        left = others;
    }
    targets
}

impl Holding<'_> {
    /// Whether it can be renewed on a day, and is to be.
    pub(super) fn is_active(&self, day: Date) -> bool {
        self.can_be_renewed(day) && self.cycle.is_valid_on(day)
    }

    /// Whether what is completed on a day can renew it.
    pub(super) fn is_renewable(&self, day: Date) -> bool {
        self.can_be_renewed(day) && self.cycle.counts(day)
    }

    fn can_be_renewed(&self, day: Date) -> bool {
        !self.is_replaced && !self.certification.is_retired(day)
    }

    /// Whether the other one renews when this one does. One that lasts for ever needs no renewal, and gets none.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.level.covers.contains(&other.level.id)
    }

    /// Whether the record has, from a day on or a later one, a certification above this one that covers it. What the credits before
    /// that day renewed depends on whether that one was earned or renewed then, which nobody says.
    pub(super) fn is_overtaken(&self, since: Date, holdings: &[Self], today: Date) -> bool {
        let begins = holdings
            .iter()
            .filter(|other| other.is_above(self))
            .filter_map(|other| other.cycle.begins);
        let mut begins = begins.filter(|begins| *begins <= today);
        begins.any(|begins| begins >= since)
    }

    /// Whether the record itself says that it was renewed on a day: it has the same certification with the cycle before, too.
    pub(super) fn was_renewed_on(&self, day: Date, holdings: &[Self]) -> bool {
        let is_before = |other: &Self| {
            let is_same = other.certification.id == self.certification.id;
            is_same && other.is_replaced && other.cycle.counts(day)
        };
        self.cycle.begins == Some(day)
            && !self.is_replaced
            && self.renewed.is_none()
            && holdings.iter().any(is_before)
    }

    fn is_above(&self, other: &Self) -> bool {
        self.level.rank > other.level.rank && self.covers(other)
    }

    pub(super) fn standing(&self, holdings: &[Self], today: Date) -> HeldStanding {
        let state = match self.cycle {
            _ if self.is_replaced => HeldState::Replaced,
            Cycle { valid_from, .. } if valid_from.is_some_and(|from| from > today) => {
                HeldState::NotYet
            }
            cycle if !cycle.is_valid_on(today) => HeldState::Expired,
            _ if self.certification.is_retired(today) => HeldState::Retired,
            _ => HeldState::Active,
        };
        HeldStanding {
            place: self.place,
            id: self.certification.id.clone(),
            level: self.level.id.clone(),
            cycle: self.cycle,
            state,
            renewed: self.renewed.clone(),
            covered_since: self.covered_since(holdings, today),
        }
    }

    fn covered_since(&self, holdings: &[Self], today: Date) -> Option<(Id, Date)> {
        if self.is_replaced || self.certification.is_retired(today) {
            return None;
        }
        let above = holdings.iter().filter(|other| other.is_above(self));
        let since = above.filter_map(|other| Some((other, other.cycle.begins?)));
        since
            .filter(|(_, begins)| self.cycle.counts(*begins) && *begins <= today)
            .max_by_key(|(_, begins)| *begins)
            .map(|(other, begins)| (other.certification.id.clone(), begins))
    }
}
