//! A holder's time, and what fits into it.
//!
//! Things can be done by one person, splitting work as she likes, exactly when between no two days more study must lie than the days
//! between them hold. Only first and last days of the things need be looked at. A class takes its days away whole.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::{
    period::{Period, Time, WEEK, capacity, end_of_term},
    problem::Choice,
};
use crate::model::{Busy, Date, Minutes, Need};

/// A holder's time.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// The first day of study.
    pub(super) from: Date,
    /// Study time in a week; `None`: time limits nothing.
    pub(super) per_week: Option<Minutes>,
    /// Days without study.
    pub(super) busy: Busy,
}

/// The days from one to another, both counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Span {
    pub(super) begin: Date,
    pub(super) due: Date,
}

/// Something to be done: its study, and the days it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Work {
    /// Study, in minutes.
    pub(super) study: u64,
    /// The days it has; for a class, its days.
    pub(super) window: Period,
    /// Whether it is a class.
    pub(super) is_class: bool,
}

impl Work {
    /// A choice in the days it has.
    pub(super) fn of(choice: &Choice, window: Period) -> Self {
        Self {
            study: choice.amounts.study,
            window,
            is_class: choice.is_class,
        }
    }
}

impl Calendar {
    /// Of a holder.
    pub(super) fn of(need: &Need) -> Self {
        Self {
            from: need.from,
            per_week: need.hours_per_week,
            busy: need.busy.clone(),
        }
    }

    /// Whether one thing alone fits into the days it has.
    pub(super) fn holds(&self, work: &Work) -> bool {
        if work.is_class {
            return true;
        }
        let time = Time {
            per_week: self.per_week,
            busy: &self.busy,
        };
        time.holds(Minutes::of_many(work.study), work.window)
    }

    /// Whether there is a day in a period that is not busy.
    pub(super) fn has_a_day(&self, period: Period) -> bool {
        let due = period.due.unwrap_or(Date::MAX);
        self.busy.days_between(period.begin, due) > 0
    }

    /// What a span holds, in sevenths of a minute; `None`: time limits nothing.
    pub(super) fn capacity(&self, span: Span) -> Option<u64> {
        Some(capacity(
            self.per_week?,
            self.busy.days_between(span.begin, span.due),
        ))
    }

    /// What a thing takes of a span, in sevenths of a minute: its study when all its days lie in it, a class the days it has in it.
    pub(super) fn takes(&self, span: Span, work: &Work) -> u64 {
        let Period { begin, due } = work.window;
        let due = due.unwrap_or(Date::MAX);
        if work.is_class {
            let shared = Span {
                begin: begin.max(span.begin),
                due: due.min(span.due),
            };
            return self.capacity(shared).unwrap_or_default();
        }
        let lies_in = begin >= span.begin && due <= span.due;
        if lies_in {
            work.study.saturating_mul(WEEK)
        } else {
            0
        }
    }

    /// What a thing takes of all its days, in sevenths of a minute.
    pub(super) fn takes_in_all(&self, work: &Work) -> u64 {
        let Period { begin, due } = work.window;
        let due = due.unwrap_or(Date::MAX);
        self.takes(Span { begin, due }, work)
    }

    /// The most that any term of so many days holds, in sevenths of a minute, of the days that are of use, when it begins between two days;
    /// `None`: time limits nothing.
    ///
    /// While a term is moved day by day, it holds more only where a busy day leaves it or a free one enters. So the most is held by one
    /// that begins on the first or the last day, with the period, or after days of rest; or ends with the period, or before them.
    pub(super) fn best_term(
        &self,
        (first, last): (Date, Date),
        days: u32,
        of_use: Period,
    ) -> Option<u64> {
        self.per_week?;
        let back = Days::new(u64::from(days).saturating_sub(1));
        let to_end_on = |day: Option<Date>| day?.checked_sub_days(back);
        let spells = self.busy.spells();
        let around = spells.flat_map(|(begin, end)| [end.succ_opt(), to_end_on(begin.pred_opt())]);
        let own = [
            Some(first),
            Some(last),
            Some(of_use.begin),
            to_end_on(of_use.due),
        ];
        let begins = around.chain(own).flatten();
        let held = begins.filter_map(|begin| {
            let begin = begin.clamp(first, last);
            let end = end_of_term(begin, days);
            let due = end
                .unwrap_or(Date::MAX)
                .min(of_use.due.unwrap_or(Date::MAX));
            let begin = begin.max(of_use.begin);
            if begin > due {
                return Some(0);
            }
            self.capacity(Span { begin, due })
        });
        held.max()
    }

    /// The spans in which more must lie than they hold, the fullest of each last day.
    pub(super) fn overfull(&self, works: &[Work]) -> Vec<Span> {
        if self.per_week.is_none() {
            return Vec::new();
        }
        let (classes, studies): (Vec<&Work>, Vec<&Work>) =
            works.iter().partition(|work| work.is_class);
        let begins: BTreeSet<Date> = studies.iter().map(|work| work.window.begin).collect();
        let mut by_due: Vec<(Date, &Work)> = studies
            .iter()
            .filter_map(|work| Some((work.window.due?, *work)))
            .collect();
        by_due.sort_by_key(|(due, _)| *due);
        let mut fullest: BTreeMap<Date, (u64, Span)> = BTreeMap::new();
        for begin in begins {
            let mut study: u64 = 0;
            for of_a_day in by_due.chunk_by(|(one, _), (other, _)| one == other) {
                let Some((due, _)) = of_a_day.first().filter(|(due, _)| begin <= *due) else {
                    continue;
                };
                let span = Span { begin, due: *due };
                let of_both = of_a_day
                    .iter()
                    .filter(|(_, work)| work.window.begin >= begin);
                study = of_both.fold(study, |sum, (_, work)| {
                    sum.saturating_add(self.takes(span, work))
                });
                let of_classes = classes.iter().map(|class| self.takes(span, class));
                let taken = of_classes.fold(study, u64::saturating_add);
                let over = taken.saturating_sub(self.capacity(span).unwrap_or(u64::MAX));
                let most = fullest.get(due).map_or(1, |(most, _)| *most);
                if over >= most {
                    fullest.insert(*due, (over, span));
                }
            }
        }
        fullest.into_values().map(|(_, span)| span).collect()
    }

    /// The days of things that have no day to themselves: classes take all that are not busy.
    pub(super) fn crowded(&self, works: &[Work]) -> Vec<Span> {
        let classes = works.iter().filter(|work| work.is_class);
        let is_taken = |span: &Span| {
            let taken = classes.clone().map(|class| self.days_in(*span, class));
            taken.sum::<u64>() >= self.busy.days_between(span.begin, span.due)
        };
        let studies = works.iter().filter(|work| !work.is_class);
        let spans = studies.filter_map(|work| {
            let Period { begin, due } = work.window;
            Some(Span { begin, due: due? })
        });
        let spans: BTreeSet<Span> = spans.collect();
        spans.into_iter().filter(is_taken).collect()
    }

    /// The days a class has in a span.
    pub(super) fn days_in(&self, span: Span, class: &Work) -> u64 {
        let Period { begin, due } = class.window;
        let last = due.unwrap_or(Date::MAX).min(span.due);
        self.busy.days_between(begin.max(span.begin), last)
    }

    /// Days on which more than one of the classes would be.
    pub(super) fn clashes(works: &[Work]) -> Vec<Date> {
        let classes = || works.iter().filter(|work| work.is_class);
        let takes_place = |day: Date, work: &Work| {
            work.window.begin <= day && work.window.due.is_none_or(|due| day <= due)
        };
        let days: BTreeSet<Date> = classes().map(|work| work.window.begin).collect();
        let number = |day: &Date| classes().filter(|work| takes_place(*day, work)).count();
        days.into_iter().filter(|day| number(day) > 1).collect()
    }

    /// Whether all of it fits together.
    pub(super) fn fits(&self, works: &[Work]) -> bool {
        works.iter().all(|work| self.holds(work))
            && Self::clashes(works).is_empty()
            && self.crowded(works).is_empty()
            && self.overfull(works).is_empty()
    }

    /// The first day by which all of it can be done, with nothing but the pace and the first days in the way.
    pub(super) fn finish(&self, works: &[Work]) -> Date {
        let busy = self.with_classes(works);
        let studies = || works.iter().filter(|work| !work.is_class);
        let per_day = self
            .per_week
            .map_or(1, |per_week| u64::from(per_week.minutes()).max(1));
        let mut study_from: BTreeMap<Date, u64> = BTreeMap::new();
        for work in studies() {
            let study = study_from.entry(work.window.begin).or_default();
            *study = study.saturating_add(work.study.saturating_mul(WEEK));
        }
        let mut study: u64 = 0;
        let done = study_from.into_iter().rev().map(|(begin, more)| {
            study = study.saturating_add(more);
            let days = study.div_ceil(per_day).saturating_sub(1);
            busy.day_after(begin, days).unwrap_or(Date::MAX)
        });
        let classes = works.iter().filter(|work| work.is_class);
        let last = classes.filter_map(|work| work.window.due);
        done.chain(last).max().unwrap_or(self.from)
    }

    /// The days without study, with those of the classes among them.
    pub(super) fn with_classes(&self, works: &[Work]) -> Busy {
        let classes = works.iter().filter(|work| work.is_class);
        let days = classes.filter_map(|work| Some((work.window.begin, work.window.due?)));
        Busy::new(self.busy.spells().chain(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best term is the best of all days it may begin on, whatever days are busy, and whichever are of use.
    #[test]
    fn the_best_term_is_that_of_the_best_day() {
        let from: Date = "2026-11-22".parse().unwrap();
        let day = |number: u64| from + Days::new(number);
        for pattern in 0..512_u64 {
            let is_busy = |number: &u64| pattern >> (number % 9) & 1 == 1 && *number < 18;
            let busy = (0..18)
                .filter(is_busy)
                .map(|number| (day(number), day(number)));
            let calendar = Calendar {
                from,
                per_week: Minutes::new(1),
                busy: Busy::new(busy),
            };
            for (first, last, term, begin, due) in [
                (0, 20, 4, 0, 30),
                (2, 9, 5, 0, 12),
                (0, 17, 3, 6, 9),
                (5, 5, 9, 7, 10),
            ] {
                let of_use = Period {
                    begin: day(begin),
                    due: Some(day(due)),
                };
                let held = |bought: u64| {
                    let end = day(bought + term - 1).min(day(due));
                    calendar.busy.days_between(day(bought.max(begin)), end)
                };
                let best = (first..=last).map(held).max();
                let term = u32::try_from(term).unwrap();
                let told = calendar.best_term((day(first), day(last)), term, of_use);
                assert_eq!(told, best, "{pattern:b} {first} {last} {term}");
            }
        }
    }
}
