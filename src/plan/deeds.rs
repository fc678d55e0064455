//! What a plan does: which activities and which exams, whatever the order, the offering and the way to pay.
//!
//! Exams that differ in nothing but their number (the same class, fee, length and last day) are one thing here, for "sit another one
//! of them" is no other plan. So a plan may do the same thing twice, and to do less of it is to do it once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ItemKind, Plan,
    eligible::{Candidate, Eligible, Subject, earliest},
};
use crate::model::{Clc, Cost, Date, Exam, Id, Minutes, Need};

/// One thing to do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Deed {
    /// An activity, in any of its offerings.
    Activity(Id),
    /// An exam of the kind at this place, any of them.
    Exam(usize),
}

/// What a plan does, each thing so many times.
pub(super) type Deeds = BTreeMap<Deed, usize>;

/// The exams that can be sat, by kind.
pub(super) struct Kinds<'c> {
    kinds: Vec<Kind<'c>>,
}

/// Exams that differ in nothing but their number.
struct Kind<'c> {
    like: Like<'c>,
    /// The one to sit first comes first: the freshest, then by id.
    exams: Vec<Sitting<'c>>,
}

/// What makes an exam another.
#[derive(PartialEq, Eq)]
struct Like<'c> {
    class: &'c Id,
    /// In money of the plan's currency, and in learning credits.
    fee: (Option<u64>, Option<Clc>),
    study: Option<Minutes>,
    last_day: Option<Date>,
}

/// An exam that can be sat.
struct Sitting<'c> {
    age: u32,
    id: &'c Id,
    /// The vouchers that are for it by name. They change nothing of what it is, but which of its kind is cheapest.
    vouchers: Vec<usize>,
}

impl<'c> Kinds<'c> {
    /// The kinds of the exams that are eligible for a holder.
    pub(super) fn new(eligible: &Eligible<'c>, need: &Need) -> Self {
        let mut kinds: Vec<Kind<'c>> = Vec::new();
        for candidate in &eligible.exams {
            let Subject::Exam(exam) = candidate.subject else {
                continue;
            };
            let like = like(exam, candidate, need);
            let sitting = sitting(exam, candidate, need);
            match kinds.iter_mut().find(|kind| kind.like == like) {
                Some(kind) => kind.exams.push(sitting),
                None => kinds.push(Kind {
                    like,
                    exams: vec![sitting],
                }),
            }
        }
        for kind in &mut kinds {
            kind.exams.sort_by_key(|sitting| (sitting.age, sitting.id));
        }
        Self { kinds }
    }

    /// What a plan does. Passes are a way to pay.
    pub(super) fn deeds(&self, plan: &Plan) -> Deeds {
        let mut deeds = Deeds::new();
        for item in &plan.items {
            let deed = match item.kind {
                ItemKind::Pass => None,
                ItemKind::Activity => Some(Deed::Activity(item.id.clone())),
                ItemKind::Exam => self.kind(&item.id).map(Deed::Exam),
            };
            if let Some(deed) = deed {
                *deeds.entry(deed).or_default() += 1;
            }
        }
        deeds
    }

    fn kind(&self, exam: &Id) -> Option<usize> {
        let is_it = |sitting: &Sitting<'_>| sitting.id == exam;
        self.kinds
            .iter()
            .position(|kind| kind.exams.iter().any(is_it))
    }

    /// What to forbid, beside what is forbidden, so that a thing that is done so many times is done less often. Together these leave
    /// every plan that does it less often, or one that does as much and is as good.
    ///
    /// Of exams of one kind all but one fewer are forbidden. Which of them stay makes no difference but for the age of their facts, so
    /// the freshest stay; and for vouchers that name one of them, so each choice among those that differ in that is made.
    pub(super) fn less(
        &self,
        deed: &Deed,
        times: usize,
        forbidden: &BTreeSet<Id>,
    ) -> Vec<BTreeSet<Id>> {
        let kind = match deed {
            Deed::Activity(id) => return vec![BTreeSet::from([id.clone()])],
            Deed::Exam(kind) => self.kinds.get(*kind),
        };
        let exams = kind.map_or(&[][..], |kind| kind.exams.as_slice());
        let open: Vec<&Sitting<'_>> = exams
            .iter()
            .filter(|sitting| !forbidden.contains(sitting.id))
            .collect();
        let fewer = times.saturating_sub(1);
        let all_but = |kept: Vec<&Id>| {
            let others = open.iter().filter(|sitting| !kept.contains(&sitting.id));
            others.map(|sitting| sitting.id.clone()).collect()
        };
        choices(&distinct(&open, fewer), fewer)
            .into_iter()
            .map(all_but)
            .collect()
    }
}

/// What an exam is to a holder.
fn like<'c>(exam: &'c Exam, candidate: &Candidate<'c>, need: &Need) -> Like<'c> {
    let cash = |money| need.rates.convert(money).map(|money| money.minor);
    let fee = match (need.prices.get(exam.id.as_str()), exam.fee) {
        (Some(own), _) => (Some(own.minor), None),
        (None, Cost::Unknown) => (None, None),
        (None, Cost::Free) => (Some(0), None),
        (None, Cost::Priced { cash: money, clc }) => (money.and_then(cash), clc),
    };
    Like {
        class: &exam.class,
        fee,
        study: candidate.length.map(|length| length.minutes),
        last_day: earliest(exam.last_day, super::deadline(need)),
    }
}

fn sitting<'c>(exam: &'c Exam, candidate: &Candidate<'c>, need: &Need) -> Sitting<'c> {
    let vouchers = need.vouchers.iter().enumerate();
    let named = vouchers.filter(|(_, voucher)| voucher.exam.as_ref() == Some(&exam.id));
    Sitting {
        age: candidate.age,
        id: &exam.id,
        vouchers: named.map(|(place, _)| place).collect(),
    }
}

/// The first few of those with the same vouchers.
fn distinct<'c>(open: &[&Sitting<'c>], number: usize) -> Vec<&'c Id> {
    let mut seen: BTreeMap<&[usize], usize> = BTreeMap::new();
    let mut distinct = Vec::new();
    for sitting in open {
        let alike = seen.entry(&sitting.vouchers).or_default();
        if *alike < number {
            *alike += 1;
            distinct.push(sitting.id);
        }
    }
    distinct
}

/// Every choice of so many.
fn choices<'c>(of: &[&'c Id], number: usize) -> Vec<Vec<&'c Id>> {
    match of {
        _ if number == 0 => vec![Vec::new()],
        [] => Vec::new(),
        [first, rest @ ..] => {
            let mut with = choices(rest, number - 1);
            for choice in &mut with {
                choice.push(first);
            }
            with.into_iter().chain(choices(rest, number)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_those_with_the_same_vouchers_the_first_stay() {
        let ids = ["a", "b", "c", "d"].map(|id| id.parse::<Id>().unwrap());
        let [a, b, c, d] = &ids;
        let sitting = |id, vouchers: &[usize]| Sitting {
            age: 0,
            id,
            vouchers: vouchers.to_vec(),
        };
        let open = [
            sitting(a, &[]),
            sitting(b, &[0]),
            sitting(c, &[]),
            sitting(d, &[]),
        ];
        let open: Vec<&Sitting<'_>> = open.iter().collect();
        assert_eq!(distinct(&open, 1), [a, b]);
        assert_eq!(choices(&distinct(&open, 1), 1), [[a], [b]]);
        assert_eq!(distinct(&open, 2), [a, b, c]);
        assert_eq!(choices(&distinct(&open, 2), 2).len(), 3);
        assert_eq!(choices(&distinct(&open, 0), 0), [[] as [&Id; 0]]);
    }
}
