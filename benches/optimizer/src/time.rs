//! Days as numbers, and the study they hold.

use finder::model::{Date, Need};

/// A day, counted from the first day of study.
pub type Day = i64;

/// Later than any day.
pub const FAR: Day = i64::MAX;

/// The holder's time.
#[derive(Clone, Debug)]
pub struct Time {
    origin: Date,
    /// Spells of days without study, first and last.
    busy: Vec<(Day, Day)>,
    /// Minutes of study a week: a day holds so many sevenths of a minute. `None`: time limits nothing.
    pub pace: Option<i64>,
    /// The last safe day.
    pub deadline: Day,
}

impl Time {
    /// The time of a holder.
    pub fn new(need: &Need) -> Self {
        let mut time = Self {
            origin: need.from,
            busy: Vec::new(),
            pace: need.hours_per_week.map(|week| i64::from(week.minutes())),
            deadline: FAR,
        };
        time.busy = need
            .busy
            .spells()
            .map(|(from, to)| (time.day(from), time.day(to)))
            .collect();
        time.deadline = need.expires.map_or(FAR, |expires| time.day(expires) - 1);
        time
    }

    /// The number of a date.
    pub fn day(&self, date: Date) -> Day {
        (date - self.origin).num_days()
    }

    /// The days for study from one to another, both counted; [`FAR`] where there is no end.
    pub fn free(&self, from: Day, to: Day) -> Day {
        if to == FAR {
            return FAR;
        }
        let days = |from: Day, to: Day| (to - from + 1).max(0);
        let busy = |(first, last): &(Day, Day)| days(from.max(*first), to.min(*last));
        days(from, to) - self.busy.iter().map(busy).sum::<Day>()
    }

    /// Whether so many minutes fit between two days, of which one at least must be free.
    pub fn holds(&self, minutes: i64, from: Day, to: Day) -> bool {
        let free = self.free(from, to);
        free > 0 && self.room(free).is_none_or(|room| 7 * minutes <= room)
    }

    /// What so many free days hold, in sevenths of a minute; `None`: anything.
    pub fn room(&self, free: Day) -> Option<i64> {
        self.pace.filter(|_| free != FAR).map(|pace| pace * free)
    }
}
