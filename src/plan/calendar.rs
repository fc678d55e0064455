//! A holder's time, and what fits into it.
//!
//! Things can be done by one person, splitting work as she likes, exactly when between no two days more study must lie than the days
//! between them hold. Only first and last days of the things need be looked at. A class takes its days away whole.

use std::collections::BTreeSet;

use super::{
    period::{Period, Time, WEEK, capacity},
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
        let study = u32::try_from(work.study).ok().and_then(Minutes::new);
        time.holds(study.unwrap_or(Minutes::MOST), work.window)
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

    /// The spans in which more must lie than they hold, the fullest of each last day.
    pub(super) fn overfull(&self, works: &[Work]) -> Vec<Span> {
        if self.per_week.is_none() {
            return Vec::new();
        }
        let studies = || works.iter().filter(|work| !work.is_class);
        let begins: BTreeSet<Date> = studies().map(|work| work.window.begin).collect();
        let dues: BTreeSet<Date> = studies().filter_map(|work| work.window.due).collect();
        let fullest = |due: Date| {
            let over = |begin: &Date| {
                let span = Span { begin: *begin, due };
                let taken = works.iter().map(|work| self.takes(span, work));
                let taken = taken.fold(0, u64::saturating_add);
                let over = taken.checked_sub(self.capacity(span)?)?;
                (over > 0).then_some((over, span))
            };
            let begins = begins.iter().filter(|begin| **begin <= due);
            begins.filter_map(over).max_by_key(|(over, _)| *over)
        };
        dues.into_iter()
            .filter_map(fullest)
            .map(|(_, span)| span)
            .collect()
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
            && self.overfull(works).is_empty()
    }

    /// The first day by which all of it can be done, with nothing but the pace and the first days in the way.
    pub(super) fn finish(&self, works: &[Work]) -> Date {
        let busy = self.with_classes(works);
        let studies = || works.iter().filter(|work| !work.is_class);
        let per_day = self
            .per_week
            .map_or(1, |per_week| u64::from(per_week.minutes()).max(1));
        let from_then = |work: &Work| {
            let begin = work.window.begin;
            let later = studies().filter(|work| work.window.begin >= begin);
            let study: u64 = later.map(|work| work.study.saturating_mul(WEEK)).sum();
            let days = study.div_ceil(per_day).saturating_sub(1);
            busy.day_after(begin, days).unwrap_or(Date::MAX)
        };
        let classes = works.iter().filter(|work| work.is_class);
        let last = classes.filter_map(|work| work.window.due);
        studies()
            .map(from_then)
            .chain(last)
            .max()
            .unwrap_or(self.from)
    }

    /// The days without study, with those of the classes among them.
    pub(super) fn with_classes(&self, works: &[Work]) -> Busy {
        let classes = works.iter().filter(|work| work.is_class);
        let days = classes.filter_map(|work| Some((work.window.begin, work.window.due?)));
        Busy::new(self.busy.spells().chain(days))
    }
}
