//! Days and the study time they hold. One rule for capacity, shared by what is eligible, the search and the schedule.

use crate::model::{Date, Minutes};

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
    /// Whether so much study fits in alone at so much a week. Without a pace, a single day is enough.
    pub(super) fn holds(self, study: Minutes, per_week: Option<Minutes>) -> bool {
        let Some(due) = self.due else { return true };
        let days = days(self.begin, due);
        match per_week {
            _ if days == 0 => false,
            None => true,
            Some(per_week) => fits(u64::from(study.minutes()), per_week, days),
        }
    }
}

/// The days from one to another, both counted; 0 when they are out of order.
pub(super) fn days(begin: Date, due: Date) -> u64 {
    u64::try_from((due - begin).num_days() + 1).unwrap_or(0)
}

/// Whether so many minutes of study fit into so many days, exactly: seven times the work against the week's hours times the days.
pub(super) fn fits(study: u64, per_week: Minutes, days: u64) -> bool {
    study.saturating_mul(WEEK) <= u64::from(per_week.minutes()).saturating_mul(days)
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
        assert!(period.holds(minutes(480), Some(minutes(120))));
        assert!(!period.holds(minutes(481), Some(minutes(120))));
        assert!(period.holds(minutes(60_000), None));
        let over = Period {
            begin: day("2026-12-20"),
            ..period
        };
        assert!(!over.holds(Minutes::ZERO, None));
    }
}
