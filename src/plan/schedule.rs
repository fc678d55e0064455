//! Lays a plan out in days: one person, one thing at a time, what is due first comes first.
//!
//! Time is counted in sevenths of a minute: a day of a week of `m` minutes holds exactly `m` of them, so no day is rounded. Working on
//! whatever is due earliest among what has opened is optimal for one person who may split her work, so a set that fits the calendar of
//! [`super::calendar`] is always finished in time here.

use std::collections::BTreeSet;

use chrono::Days;

use super::{
    calendar::{Calendar, Work},
    period::{Period, WEEK},
};
use crate::model::{Busy, Date, LAST_DAY, Minutes};

/// The pace a plan is drawn at when the holder names none: five hours a week.
const DEFAULT_PACE: u32 = 5 * 60;
/// A pace worked out here is a multiple of a quarter of an hour.
const PACE_STEP: u64 = 15;

/// One thing to lay out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Task {
    /// Its study.
    pub(super) study: Minutes,
    /// The days it can be done in; for a class, its days.
    pub(super) period: Period,
    /// Whether it is a class with fixed dates.
    pub(super) is_class: bool,
}

impl Task {
    /// What it is to the calendar.
    fn work(&self) -> Work {
        Work {
            study: u64::from(self.study.minutes()),
            window: self.period,
            is_class: self.is_class,
        }
    }
}

/// When a thing is begun and done, both days inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    pub(super) start: Date,
    pub(super) finish: Date,
}

/// The least pace that meets every last day, but at least five hours a week.
pub(super) fn pace(tasks: &[Task], busy: &Busy) -> Minutes {
    let busy = &with_classes(busy, tasks);
    let tasks: Vec<Task> = tasks
        .iter()
        .copied()
        .filter(|task| !task.is_class)
        .collect();
    let begins: BTreeSet<Date> = tasks.iter().map(|task| task.period.begin).collect();
    let mut by_due: Vec<(Date, Task)> = tasks
        .iter()
        .filter_map(|task| Some((task.period.due?, *task)))
        .collect();
    by_due.sort_by_key(|(due, _)| *due);
    let needed = begins.into_iter().filter_map(|begin| {
        let open = by_due.iter().filter(|(_, task)| task.period.begin >= begin);
        let mut study = 0;
        let by_day = open.filter_map(|(due, task)| {
            study += u64::from(task.study.minutes());
            let days = busy.days_between(begin, *due);
            (days > 0).then(|| (study * WEEK).div_ceil(days))
        });
        by_day.max()
    });
    let needed = needed.max().unwrap_or_default().div_ceil(PACE_STEP) * PACE_STEP;
    Minutes::of_many(needed).max(Minutes::new(DEFAULT_PACE).unwrap_or_default())
}

/// The days without study, with those of the classes among them.
pub(super) fn with_classes(busy: &Busy, tasks: &[Task]) -> Busy {
    let classes = tasks.iter().filter(|task| task.is_class);
    let days = classes.filter_map(|task| Some((task.period.begin, task.period.due?)));
    Busy::new(busy.spells().chain(days))
}

/// Begins what is due last as late as can be, so that the plan is finished on its last day.
pub(super) fn put_off(tasks: &mut [Task], per_week: Minutes, busy: &Busy, from: Date) {
    let calendar = Calendar {
        from,
        per_week: Some(per_week),
        busy: busy.clone(),
    };
    let last = (0..tasks.len()).max_by_key(|place| {
        tasks
            .get(*place)
            .map(|task| task.period.due.unwrap_or(Date::MAX))
    });
    let Some((last, task)) = last.and_then(|last| Some((last, *tasks.get(last)?))) else {
        return;
    };
    let Some(due) = task.period.due.filter(|_| !task.is_class) else {
        return;
    };
    let free = with_classes(busy, tasks);
    let begun_on = |begin: Date| {
        let mut later = tasks.to_vec();
        if let Some(task) = later.get_mut(last) {
            task.period.begin = begin;
        }
        let works: Vec<Work> = later.iter().map(Task::work).collect();
        let fits = calendar.fits(&works) && free.days_between(begin, due) > 0;
        fits.then_some(later)
    };
    let (mut low, mut high) = (task.period.begin, due);
    let mut best = None;
    while low <= high {
        let half = Days::new(u64::try_from((high - low).num_days() / 2).unwrap_or_default());
        let middle = low.checked_add_days(half).unwrap_or(low);
        let later = begun_on(middle);
        let next = if later.is_some() {
            middle.succ_opt()
        } else {
            middle.pred_opt()
        };
        let Some(next) = next else { break };
        if later.is_some() {
            (best, low) = (later, next);
        } else {
            high = next;
        }
    }
    if let Some(best) = best {
        tasks.copy_from_slice(&best);
    }
}

/// The days of each task at so much a week, from a first day on, where nobody studies on `busy` days, those of classes among them.
/// The order of the tasks decides between equal last days. What is later than [`LAST_DAY`] stands with that.
pub(super) fn lay_out(tasks: &[Task], per_week: Minutes, from: Date, busy: &Busy) -> Vec<Slot> {
    let day_holds = u64::from(per_week.minutes()).max(1);
    let mut clock = Clock {
        from,
        busy,
        day_holds,
        now: 0,
    };
    let opens = |task: &Task| {
        let before = task.period.begin.pred_opt();
        before.map_or(0, |before| {
            busy.days_between(from, before).saturating_mul(day_holds)
        })
    };
    let job = |task: &Task| Job {
        opens: opens(task),
        left: u64::from(task.study.minutes()) * WEEK,
        begun: None,
        done: task.is_class.then_some(0),
    };
    let mut jobs: Vec<Job> = tasks.iter().map(job).collect();
    clock.run(&mut jobs, tasks);
    let slot = |(task, job): (&Task, &Job)| match task.period.due.filter(|_| task.is_class) {
        Some(finish) => Slot {
            start: task.period.begin,
            finish,
        },
        None => clock.slot(job),
    };
    tasks.iter().zip(&jobs).map(slot).collect()
}

/// A task on its way.
struct Job {
    opens: u64,
    left: u64,
    begun: Option<u64>,
    done: Option<u64>,
}

/// The time, in sevenths of a minute of study since the first day began.
struct Clock<'n> {
    from: Date,
    busy: &'n Busy,
    day_holds: u64,
    now: u64,
}

impl Clock<'_> {
    /// Works on the job that is due first of those that are open until it is done or another opens, until all are done.
    fn run(&mut self, jobs: &mut [Job], tasks: &[Task]) {
        let due = |place: usize| {
            let task = tasks.get(place);
            task.map(|task| (task.period.due.unwrap_or(Date::MAX), place))
        };
        let waiting = jobs.iter().enumerate();
        let waiting = waiting.filter(|(_, job)| job.done.is_none());
        let mut waiting: Vec<(u64, usize)> =
            waiting.map(|(place, job)| (job.opens, place)).collect();
        waiting.sort_unstable_by(|one, other| other.cmp(one));
        let mut open = BTreeSet::new();
        loop {
            while let Some((_, place)) = waiting.pop_if(|(opens, _)| *opens <= self.now) {
                open.extend(due(place));
            }
            let next_opening = waiting.last().map(|(opens, _)| *opens);
            let Some((day, place)) = open.pop_first() else {
                let Some(opening) = next_opening else { return };
                self.now = opening;
                continue;
            };
            let Some(job) = jobs.get_mut(place) else {
                continue;
            };
            self.work_on(job, next_opening);
            if job.done.is_none() {
                open.insert((day, place));
            }
        }
    }

    /// Works on a job until it is done or another opens.
    fn work_on(&mut self, job: &mut Job, next_opening: Option<u64>) {
        let work = next_opening.map_or(job.left, |opening| job.left.min(opening - self.now));
        job.begun.get_or_insert(self.now);
        job.left -= work;
        self.now = self.now.saturating_add(work);
        if job.left == 0 {
            job.done = Some(self.now);
        }
    }

    /// The days of a job: it is done on the day whose last used moment it ends in. What takes no time belongs to the moment before
    /// it, not to the day that begins where another job ended.
    fn slot(&self, job: &Job) -> Slot {
        let begun = job.begun.unwrap_or(job.opens);
        let done = job.done.unwrap_or(begun);
        let last_moment = done.saturating_sub(1).max(job.opens);
        Slot {
            start: self.day(begun.min(last_moment)),
            finish: self.day(last_moment),
        }
    }

    /// The day a moment is in; of what is later than [`LAST_DAY`], that.
    fn day(&self, moment: u64) -> Date {
        let before = moment / self.day_holds;
        let day = self.busy.day_after(self.from, before);
        day.map_or(LAST_DAY, |day| day.min(LAST_DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(hours: u32, begin: &str, due: Option<&str>) -> Task {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = Period {
            begin: day(begin),
            due: due.map(day),
        };
        Task {
            study: Minutes::new(hours * 60).unwrap(),
            period,
            is_class: false,
        }
    }

    #[track_caller]
    fn check(tasks: &[Task], hours_per_week: u32, expected: &[(&str, &str)]) {
        let from = "2026-11-22".parse().unwrap();
        let per_week = Minutes::new(hours_per_week * 60).unwrap();
        let slots = lay_out(tasks, per_week, from, &Busy::default());
        let slots: Vec<_> = slots
            .iter()
            .map(|slot| (slot.start.to_string(), slot.finish.to_string()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        assert_eq!(slots, expected);
    }

    #[test]
    fn a_week_of_work_takes_a_week() {
        check(
            &[task(5, "2026-11-22", None)],
            5,
            &[("2026-11-22", "2026-11-28")],
        );
        let two = [task(5, "2026-11-22", None), task(1, "2026-11-22", None)];
        check(
            &two,
            5,
            &[("2026-11-22", "2026-11-28"), ("2026-11-29", "2026-11-30")],
        );
    }

    #[test]
    fn what_is_due_first_comes_first_and_may_interrupt() {
        let tasks = [
            task(7, "2026-11-22", None),
            task(2, "2026-11-24", Some("2026-11-25")),
        ];
        check(
            &tasks,
            7,
            &[("2026-11-22", "2026-11-30"), ("2026-11-24", "2026-11-25")],
        );
    }

    #[test]
    fn nothing_to_study_is_not_put_off_past_its_last_day() {
        let due = Some("2026-11-28");
        let tasks = [task(5, "2026-11-22", due), task(0, "2026-11-22", due)];
        check(
            &tasks,
            5,
            &[("2026-11-22", "2026-11-28"), ("2026-11-28", "2026-11-28")],
        );
    }

    #[test]
    fn nothing_to_study_takes_a_day() {
        check(
            &[task(0, "2026-11-22", None)],
            5,
            &[("2026-11-22", "2026-11-22")],
        );
    }

    #[test]
    fn the_pace_is_the_least_that_meets_every_last_day() {
        let from = "2023-04-20";
        let pace = |tasks: &[Task]| pace(tasks, &Busy::default());
        assert_eq!(pace(&[task(15, from, Some(from))]).to_string(), "105");
        assert_eq!(pace(&[task(84, from, None)]).to_string(), "5");
        let two = [
            task(8, from, Some("2023-04-26")),
            task(8, from, Some("2023-05-03")),
        ];
        assert_eq!(pace(&two).to_string(), "8");
        let long = task(100_000, from, Some(from));
        assert_eq!(pace(&[long]).to_string(), "700000");
    }
}
