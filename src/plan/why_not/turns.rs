//! What would bring something into the best plan: the greatest price, or else the greatest length, at which it comes in.
//!
//! A lower price, or less study, changes the plans that contain a thing all alike and the others not at all, so once it is in it stays
//! in: halving finds the very figure.

use super::Asked;
use crate::{
    model::{Date, LAST_DAY, Length, Minutes, Money, Need},
    plan::{
        Reason, Turn,
        explain::{STEP, WHOLE_WEEK},
        halving::{greatest, least},
        length,
        period::WEEK,
        thing::Thing,
    },
};

impl Asked<'_, '_> {
    /// What would bring in something that could be used.
    pub(super) fn turns(&self, thing: &Thing) -> Vec<Turn> {
        let turn = self.price(thing).or_else(|| self.hours(thing));
        vec![turn.unwrap_or(Turn::Nothing)]
    }

    /// What would bring in something that could not be used.
    pub(super) fn turns_for(&self, thing: &Thing, reason: &Reason) -> Vec<Turn> {
        match reason {
            Reason::PriceUnknown | Reason::NoRate { .. } | Reason::PurseTooSmall { .. } => {
                vec![self.price(thing).unwrap_or(Turn::Nothing)]
            }
            Reason::HoursUnknown => vec![self.hours(thing).unwrap_or(Turn::Nothing)],
            Reason::TooLate { .. } => {
                let finish = self.finish(thing).map(|on| Turn::Finish { on });
                finish.into_iter().chain(self.pace(thing)).collect()
            }
            Reason::Excluded | Reason::NotAsked => self.allowed(thing).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The greatest price at which the best plan contains it.
    pub(super) fn price(&self, thing: &Thing) -> Option<Turn> {
        let currency = self.case.need.rates.into;
        let comes_in = |minor: u64| {
            self.is_in_with(thing, |need| {
                let price = Money { minor, currency };
                need.prices.insert(thing.price_key(), price);
            })
        };
        if !comes_in(0) {
            return None;
        }
        if comes_in(Money::MOST) {
            return Some(Turn::Price { most: None });
        }
        // Where cost comes first, nothing is worth more than all of the plan it would replace.
        let all = self.planned.plan.cost.minor.saturating_add(1);
        let high = if comes_in(all) { Money::MOST } else { all };
        let most = greatest(0, high, comes_in);
        Some(Turn::Price {
            most: Some(Money {
                minor: most,
                currency,
            }),
        })
    }

    /// The greatest length at which the best plan contains it, below what it takes now.
    fn hours(&self, thing: &Thing) -> Option<Turn> {
        let minutes = |number: u64| {
            let number = u32::try_from(number).ok();
            number.and_then(Minutes::new).unwrap_or(Minutes::MOST)
        };
        let program = self.case.program;
        let comes_in = |number: u64| {
            self.is_in_with(thing, |need| {
                let own = if program.exams.contains_key(&thing.id) {
                    &mut need.exam_hours
                } else {
                    &mut need.activity_hours
                };
                own.insert(thing.id.clone(), minutes(number));
            })
        };
        if self.is_pass(thing) || !comes_in(0) {
            return None;
        }
        let most = u64::from(Minutes::MOST.minutes());
        let length = self.candidate(thing).and_then(|candidate| candidate.length);
        let now = length.map_or(most, |length| u64::from(length.minutes.minutes()));
        let most = if comes_in(now) {
            now
        } else {
            greatest(0, now, comes_in)
        };
        Some(Turn::Hours {
            most: minutes(most),
        })
    }

    /// The day it could be finished by at the holder's pace, if nothing else were done.
    fn finish(&self, thing: &Thing) -> Option<Date> {
        let need = self.case.need;
        let per_week = u64::from(need.hours_per_week?.minutes()).max(1);
        let (length, opens) = self.length(thing)?;
        let study = u64::from(length.minutes.minutes()).saturating_mul(WEEK);
        let first = opens.map_or(need.from, |opens| opens.max(need.from));
        let before = study.div_ceil(per_week).saturating_sub(1);
        let day = need.busy.day_after(first, before);
        day.filter(|day| *day <= LAST_DAY)
    }

    /// How long it takes, and the day it opens.
    fn length(&self, thing: &Thing) -> Option<(Length, Option<Date>)> {
        let (catalog, need) = (self.case.program, self.case.need);
        let program = &catalog.program;
        if let Some(activity) = catalog.activities.get(&thing.id) {
            let mut offerings = activity.offerings.iter();
            let wanted = thing.offering.as_ref();
            let offering = offerings.find(|offering| Some(&offering.id) == wanted)?;
            let length = length::of_offering(program, need, activity, offering)?;
            return Some((length, offering.opens));
        }
        let exam = catalog.exams.get(&thing.id)?;
        Some((length::of_exam(program, need, exam)?, None))
    }

    /// The least study time in a week with which there is a plan that contains it.
    fn pace(&self, thing: &Thing) -> Option<Turn> {
        let now = self.case.need.hours_per_week?;
        let pace = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let with = |steps: u32| {
            self.case.containing(thing, |need| {
                need.hours_per_week = Some(pace(steps));
            })
        };
        let (steps, _) = least(now.minutes() / STEP + 1, WHOLE_WEEK, with)?;
        Some(Turn::HoursPerWeek { least: pace(steps) })
    }

    /// Whether it would be in the best plan if it were not filtered out by name.
    fn allowed(&self, thing: &Thing) -> Option<Turn> {
        let is_in = self.is_in_with(thing, |need| {
            need.filter.exclude.remove(&thing.id);
            if !need.filter.only.is_empty() {
                need.filter.only.insert(thing.id.clone());
            }
        });
        is_in.then_some(Turn::Allowed)
    }

    fn is_in_with(&self, thing: &Thing, change: impl FnOnce(&mut Need)) -> bool {
        if self.case.watch.is_over() {
            return false;
        }
        let plan = self.case.plan(change);
        plan.is_some_and(|plan| thing.is_in(&plan))
    }
}
