//! Puts what was chosen into the field's words, an item each.

use super::{
    Item, ItemKind,
    assemble::Drawn,
    eligible::{Candidate, Subject},
    payment::Way,
    period::{Period, end_of_term},
    schedule::Slot,
};
use crate::model::{
    Activity, Clc, Credits, Date, Evidence, Exam, Fetched, Id, Length, Money, Offering,
};

/// What was chosen: a candidate, how it is paid, and the days it has.
#[derive(Clone, Copy)]
pub(super) struct Choice<'a, 'c> {
    pub(super) candidate: &'a Candidate<'c>,
    pub(super) way: Way,
    /// The days the offering or exam itself leaves.
    pub(super) period: Period,
    /// The days it has in the plan.
    pub(super) window: Period,
    /// The year of the cycle it is to be finished in, by its place.
    pub(super) year: Option<usize>,
    /// How many things in the plan are done before it because it needs them, in a row.
    pub(super) depth: usize,
}

/// What the catalogue says of an item.
struct Entry<'e> {
    kind: ItemKind,
    id: &'e Id,
    offering: Option<&'e Id>,
    title: String,
    credits: Credits,
    length: Option<Length>,
    /// Where its facts were read: the oldest of them.
    evidence: &'e Evidence,
    /// Where its price was read; `None` when the holder gave it.
    price: Option<&'e Evidence>,
    url: Option<&'e String>,
    /// What of its offering was fetched.
    fetched: Option<&'e Fetched>,
}

/// When an item is done and how it is paid.
#[derive(Clone, Copy)]
struct Terms {
    way: Way,
    slot: Slot,
    last_day: Option<Date>,
}

impl Drawn<'_, '_> {
    /// The item of a choice.
    pub(super) fn item(&self, choice: &Choice<'_, '_>, slot: Slot) -> Item {
        let Choice { candidate, way, .. } = *choice;
        let entry = match candidate.subject {
            Subject::Activity(activity, offering) => self.activity(candidate, activity, offering),
            Subject::Exam(exam) => self.exam(candidate, exam),
        };
        self.build(
            entry,
            Terms {
                way,
                slot,
                last_day: self.last_day(choice),
            },
        )
    }

    /// The last day a choice can be finished: its own, or the end of its pass.
    fn last_day(&self, choice: &Choice<'_, '_>) -> Option<Date> {
        let term = choice.way.bought().and_then(|pass| self.term_end(pass));
        let ends = [choice.period.due, term];
        ends.into_iter().flatten().min()
    }

    /// The last day of the term of a pass the plan buys, by its place among all.
    fn term_end(&self, pass: usize) -> Option<Date> {
        let mut bought = self.bought.iter();
        let (_, day) = bought.find(|(origin, _)| *origin == pass)?;
        let days = self.solved.eligible.passes.get(pass)?.pass.days?;
        end_of_term(*day, days)
    }

    /// The item of a pass that is bought on a day; without an end of its own it ends with the plan.
    pub(super) fn pass_item(
        &self,
        (pass, way, day): (usize, usize, Date),
        finish: Date,
    ) -> Option<Item> {
        let subscription = self.solved.problem.passes.get(pass)?;
        let offer = self.solved.eligible.passes.get(subscription.origin)?;
        let pass = offer.pass;
        let last_day = pass.days.and_then(|days| end_of_term(day, days));
        let (way, ..) = *subscription.ways.get(way)?;
        let entry = Entry {
            kind: ItemKind::Pass,
            id: &pass.id,
            offering: None,
            title: pass.title.clone(),
            credits: Credits::ZERO,
            length: None,
            evidence: &pass.evidence,
            price: self.unless_own(&pass.evidence, &[pass.id.as_str()]),
            url: pass.url.as_ref(),
            fetched: None,
        };
        let slot = Slot {
            start: day,
            finish: last_day.unwrap_or(finish),
        };
        Some(self.build(
            entry,
            Terms {
                way,
                slot,
                last_day,
            },
        ))
    }

    fn activity<'e>(
        &self,
        candidate: &Candidate<'_>,
        activity: &'e Activity,
        offering: &'e Offering,
    ) -> Entry<'e> {
        let key = format!("{}/{}", activity.id, offering.id);
        Entry {
            kind: ItemKind::Activity,
            id: &activity.id,
            offering: Some(&offering.id),
            title: activity.title.clone(),
            credits: candidate.gain,
            length: candidate.length,
            evidence: older(&activity.evidence, &offering.evidence),
            price: self.unless_own(&offering.evidence, &[&key, activity.id.as_str()]),
            url: offering.url.as_ref(),
            fetched: offering.fetched.as_ref(),
        }
    }

    fn exam<'e>(&self, candidate: &Candidate<'_>, exam: &'e Exam) -> Entry<'e> {
        let name = &exam.name;
        let with_code = |code: &String| format!("{code}: {name}");
        Entry {
            kind: ItemKind::Exam,
            id: &exam.id,
            offering: None,
            title: exam.code.as_ref().map_or_else(|| name.clone(), with_code),
            credits: Credits::ZERO,
            length: candidate.length,
            evidence: older(&exam.evidence, exam.fee_evidence()),
            price: self.unless_own(exam.fee_evidence(), &[exam.id.as_str()]),
            url: None,
            fetched: None,
        }
    }

    fn build(&self, entry: Entry<'_>, terms: Terms) -> Item {
        let (cash, clc, pass) = match terms.way {
            Way::Cash(minor) | Way::Voucher(_, minor) => (minor, Clc::default(), None),
            Way::Purse(clc) => (0, clc, None),
            Way::Held(pass) | Way::Pass(pass) | Way::PassVoucher(pass, _) => {
                (0, Clc::default(), self.solved.eligible.passes.get(pass))
            }
        };
        let costs = cash > 0 || clc > Clc::default();
        Item {
            kind: entry.kind,
            id: entry.id.clone(),
            offering: entry.offering.cloned(),
            title: entry.title,
            credits: entry.credits,
            length: entry.length,
            cost: Money {
                minor: cash,
                currency: self.need.rates.into,
            },
            clc,
            pass: pass.map(|offer| offer.pass.id.clone()),
            voucher: matches!(terms.way, Way::Voucher(..) | Way::PassVoucher(..)),
            start: terms.slot.start,
            finish: terms.slot.finish,
            last_day: terms.last_day,
            evidence: entry.evidence.clone(),
            price_evidence: entry.price.filter(|_| costs).cloned(),
            url: entry.url.cloned(),
            fetched: entry.fetched.cloned(),
            interchangeable: 0,
            year_ends: None,
        }
    }

    /// The evidence of a price, unless the holder gave one of her own under any of these names.
    fn unless_own<'e>(&self, price: &'e Evidence, names: &[&str]) -> Option<&'e Evidence> {
        let mut names = names.iter();
        let is_own = names.any(|name| self.need.prices.contains_key(*name));
        (!is_own).then_some(price)
    }

    /// How many exams that are not in the plan would do as well as a choice: of the same class, at the same fee, with as long a last
    /// day.
    pub(super) fn interchangeable(
        &self,
        choice: &Choice<'_, '_>,
        planned: &[Choice<'_, '_>],
    ) -> u32 {
        let class = |candidate: &Candidate<'_>| match candidate.subject {
            Subject::Exam(exam) => Some(exam.class.clone()),
            Subject::Activity(..) => None,
        };
        let Some(wanted) = class(choice.candidate) else {
            return 0;
        };
        let last_day = |period: Period| period.due.unwrap_or(Date::MAX);
        let is_planned = |other: &Candidate<'_>| {
            let mut planned = planned.iter();
            planned.any(|choice| choice.candidate.subject.key() == other.subject.key())
        };
        let as_good = |(way, period): &(Way, Period)| {
            *way == choice.way && last_day(*period) >= last_day(choice.period)
        };
        let exams = self.solved.eligible.exams.iter();
        let alike =
            exams.filter(|other| class(other).as_ref() == Some(&wanted) && !is_planned(other));
        let number = alike.filter(|other| other.ways.iter().any(as_good)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// The evidence that was looked at longer ago.
fn older<'a>(a: &'a Evidence, b: &'a Evidence) -> &'a Evidence {
    if b.checked < a.checked { b } else { a }
}
