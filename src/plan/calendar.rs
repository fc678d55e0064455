//! What study fits when: the days choices have, and the time the holder has between them.

use std::collections::BTreeSet;

use super::{
    eligible::Eligible,
    period::{Period, WEEK, capacity},
};
use crate::model::{Date, Need};

/// The study a week holds, and the days the choices have.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// The distinct windows: their first day and last day by place in `begins` and `dues`; no last day: never too late.
    pub(super) windows: Vec<(usize, Option<usize>)>,
    /// For each first day and each last day, seven times the minutes between them; empty where time limits nothing.
    pub(super) capacity: Vec<Vec<u64>>,
}

impl Calendar {
    /// The study that lies between each first day and each last day, for so much `used` in each window. A set of things can be
    /// done by one person, splitting work as she likes, exactly when none of these is more than the days between hold.
    pub(super) fn sums(&self, used: &[u64]) -> Vec<u64> {
        let dues = self.capacity.first().map_or(0, Vec::len);
        let mut sums = vec![0_u64; self.capacity.len() * dues];
        for ((begin, due), study) in self.windows.iter().zip(used) {
            let cell = due.and_then(|due| sums.get_mut(begin * dues + due));
            if let Some(cell) = cell {
                *cell = cell.saturating_add(*study);
            }
        }
        // Each row holds what begins on its day; from the last row up, each takes in what begins later, and what is due earlier.
        let mut later = vec![0; dues];
        for row in sums.chunks_mut(dues.max(1)).rev() {
            for (sum, later) in row.iter_mut().zip(&mut later) {
                *later += *sum;
                *sum = *later;
            }
            let mut earlier = 0;
            for sum in row {
                earlier += *sum;
                *sum = earlier;
            }
        }
        sums
    }

    /// Whether so much study lies in time.
    pub(super) fn holds(&self, sums: &[u64]) -> bool {
        let capacity = self.capacity.iter().flatten();
        sums.iter()
            .zip(capacity)
            .all(|(study, capacity)| study.saturating_mul(WEEK) <= *capacity)
    }
}

/// Collects the distinct windows of all choices.
pub(super) struct CalendarBuilder {
    begins: Vec<Date>,
    dues: Vec<Date>,
    windows: Vec<Period>,
}

impl CalendarBuilder {
    pub(super) fn new(eligible: &Eligible<'_>) -> Self {
        let candidates = eligible.courses.values().flatten().chain(&eligible.exams);
        let periods: BTreeSet<Period> = candidates
            .flat_map(|c| c.ways.iter().map(|(_, period)| *period))
            .collect();
        let begins: BTreeSet<Date> = periods.iter().map(|period| period.begin).collect();
        let dues: BTreeSet<Date> = periods.iter().filter_map(|period| period.due).collect();
        Self {
            begins: begins.into_iter().collect(),
            dues: dues.into_iter().collect(),
            windows: periods.into_iter().collect(),
        }
    }

    /// The place of a window.
    pub(super) fn window(&self, period: Period) -> usize {
        self.windows.binary_search(&period).unwrap_or(0)
    }

    /// The calendar of a holder with so much time.
    pub(super) fn finish(self, need: &Need) -> Calendar {
        let begin = |day| self.begins.binary_search(&day).unwrap_or(0);
        let due = |day| self.dues.binary_search(&day).unwrap_or(0);
        let windows = self
            .windows
            .iter()
            .map(|period| (begin(period.begin), period.due.map(due)))
            .collect();
        let room = |per_week, begin: &Date| {
            let until = |due: &Date| capacity(per_week, need.busy.days_between(*begin, *due));
            self.dues.iter().map(until).collect()
        };
        let rows = |per_week| {
            self.begins
                .iter()
                .map(|begin| room(per_week, begin))
                .collect()
        };
        let capacity = need.hours_per_week.map_or_else(Vec::new, rows);
        Calendar { windows, capacity }
    }
}
