//! Days and the study time they hold. One rule for capacity, shared by what is eligible, the search and the schedule.

use chrono::Days;

use crate::model::{Busy, Date, Minutes, Need};

/// Days in a week: a week's study time is spread evenly over them.
pub(super) const WEEK: u64 = 7;

/// The days something can be done in, both inclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Period {
    /// The first day it can be begun.
    pub(super) begin: Date,
    /// The last day it can be done; `None`: any later day will do.
    pub(super) due: Option<Date>,
}

impl Period {
    /// The shortest period that holds it, and another if there is one.
    pub(super) fn around(self, other: Option<Self>) -> Self {
        other.map_or(self, |other| Self {
            begin: self.begin.min(other.begin),
            due: self.due.zip(other.due).map(|(one, other)| one.max(other)),
        })
    }
}

/// The time a holder has: so much a week, or as much as it takes, on the days she is not busy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time<'n> {
    /// Study time in a week; `None`: time limits nothing.
    pub(super) per_week: Option<Minutes>,
    /// Days without study.
    pub(super) busy: &'n Busy,
}

impl<'n> Time<'n> {
    /// Of a holder.
    pub(super) fn of(need: &'n Need) -> Self {
        Self {
            per_week: need.hours_per_week,
            busy: &need.busy,
        }
    }

    /// Whether so much study fits alone into a period. It has to have a day in it that is not busy; without a pace, that is enough.
    pub(super) fn holds(self, study: Minutes, period: Period) -> bool {
        let Some(due) = period.due else { return true };
        let days = self.busy.days_between(period.begin, due);
        let room = |per_week| capacity(per_week, days);
        let enough = |per_week| u64::from(study.minutes()).saturating_mul(WEEK) <= room(per_week);
        days > 0 && self.per_week.is_none_or(enough)
    }
}

impl Time<'_> {
    /// The same where it must be done within some term of so many days, begun on whatever day is best.
    pub(super) fn holds_in_a_term(self, study: Minutes, period: Period, days: Option<u32>) -> bool {
        let Some(days) = days else {
            return self.holds(study, period);
        };
        let back = Days::new(u64::from(days).saturating_sub(1));
        let to_end_on = |day: Option<Date>| day?.checked_sub_days(back);
        // The best term begins with the period, or after days of rest; or it ends with the period, or before days of rest.
        let spells = self.busy.spells();
        let around =
            spells.flat_map(|(first, last)| [last.succ_opt(), to_end_on(first.pred_opt())]);
        let begins = around
            .chain([Some(period.begin), to_end_on(period.due)])
            .flatten();
        let mut terms = begins.filter_map(|begin| {
            let begin = begin.max(period.begin);
            let end = end_of_term(begin, days)?;
            let due = period.due.map_or(end, |due| due.min(end));
            Some(Period {
                begin,
                due: Some(due),
            })
        });
        terms.any(|term| self.holds(study, term))
    }
}

/// The last day of a term of so many days that begins on a day.
pub(super) fn end_of_term(begin: Date, days: u32) -> Option<Date> {
    let days = u64::from(days).saturating_sub(1);
    begin.checked_add_days(Days::new(days))
}

/// What so many days hold at so much a week, in sevenths of a minute: exact, with no day rounded.
pub(super) fn capacity(per_week: Minutes, days: u64) -> u64 {
    u64::from(per_week.minutes()).saturating_mul(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_holds_a_seventh_of_the_week_and_not_a_minute_more() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = Period {
            begin: day("2026-11-22"),
            due: Some(day("2026-12-19")),
        };
        let minutes = |minutes| Minutes::new(minutes).unwrap();
        let holds = |study, per_week: Option<u32>, period, busy: &Busy| {
            let per_week = per_week.map(minutes);
            Time { per_week, busy }.holds(minutes(study), period)
        };
        let free = Busy::default();
        assert!(holds(480, Some(120), period, &free));
        assert!(!holds(481, Some(120), period, &free));
        assert!(holds(60_000, None, period, &free));
        let over = Period {
            begin: day("2026-12-20"),
            ..period
        };
        assert!(!holds(0, None, over, &free));
        let away = Busy::new([(day("2026-12-01"), day("2026-12-07"))]);
        assert!(holds(360, Some(120), period, &away));
        assert!(!holds(361, Some(120), period, &away));
    }
}
