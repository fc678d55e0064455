//! What fits together: money, purse, study time, and the days there are.

use finder::model::{Busy, Date, Minutes};

use super::{Instance, Thing, Totals};

/// Whether a plan keeps every limit of the holder.
pub(crate) fn keeps(instance: &Instance, things: &[&Thing], totals: Totals) -> bool {
    let need = &instance.need;
    let budget = need.budget.is_none_or(|most| totals.cash <= most.minor);
    let purse = totals.clc <= u64::from(need.clc.0);
    let hours = need
        .max_hours
        .is_none_or(|most| totals.minutes <= u64::from(most.minutes()));
    let pace = |per_week| fits(things, per_week, &need.busy);
    budget && purse && hours && need.hours_per_week.is_none_or(pace)
}

/// Whether so much study a week is enough: whatever begins and ends within two days must fit between them.
pub(crate) fn fits(things: &[&Thing], per_week: Minutes, busy: &Busy) -> bool {
    things.iter().all(|first| {
        let enough = |last: &&Thing| {
            let Some(due) = last.due.filter(|due| *due >= first.begin) else {
                return true;
            };
            let within = |t: &&&Thing| t.begin >= first.begin && t.due.is_some_and(|d| d <= due);
            let work: u64 = things.iter().filter(within).map(|t| t.adds.minutes).sum();
            let days = free_days(busy, first.begin, due);
            7 * work <= u64::from(per_week.minutes()) * days
        };
        things.iter().all(|last| enough(&&**last))
    })
}

/// The days that are not busy, counted one by one.
pub(crate) fn free_days(busy: &Busy, from: Date, to: Date) -> u64 {
    let days = from.iter_days().take_while(|day| *day <= to);
    let is_free = |day: &Date| !busy.spells().any(|(a, b)| a <= *day && *day <= b);
    days.filter(is_free).count() as u64
}
