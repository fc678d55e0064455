//! Days on which nobody studies.

use chrono::Days;

use super::Date;

/// The days on which a holder does not study, as spells in order that neither touch nor overlap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Busy(Vec<(Date, Date)>);

impl Busy {
    /// From spells of days, first and last both inclusive, in any order; they may overlap. A reversed one holds no day.
    pub fn new(spells: impl IntoIterator<Item = (Date, Date)>) -> Self {
        let mut spells: Vec<(Date, Date)> =
            spells.into_iter().filter(|(from, to)| from <= to).collect();
        spells.sort_unstable();
        let mut merged: Vec<(Date, Date)> = Vec::new();
        for (from, to) in spells {
            match merged.last_mut() {
                Some((_, last)) if last.succ_opt().is_none_or(|next| from <= next) => {
                    *last = to.max(*last);
                }
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    /// Whether there is no such day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The spells, in order.
    pub fn spells(&self) -> impl Iterator<Item = (Date, Date)> {
        self.0.iter().copied()
    }

    /// The days for study from one day to another, both counted; 0 when they are out of order.
    pub fn days_between(&self, from: Date, to: Date) -> u64 {
        let busy: u64 = self
            .0
            .iter()
            .map(|spell| days(from.max(spell.0), to.min(spell.1)))
            .sum();
        days(from, to).saturating_sub(busy)
    }

    /// The day for study that has so many before it, from a day on: 0 is the first. `None` past the end of the calendar.
    pub fn day_after(&self, from: Date, before: u64) -> Option<Date> {
        let mut day = from.checked_add_days(Days::new(before))?;
        for (first, last) in self.spells().filter(|(_, last)| *last >= from) {
            if first > day {
                break;
            }
            day = day.checked_add_days(Days::new(days(from.max(first), last)))?;
        }
        Some(day)
    }

    /// The last day for study up to a day. `None` before the beginning of the calendar.
    pub fn last_day(&self, to: Date) -> Option<Date> {
        let mut around = self
            .spells()
            .filter(|(first, last)| *first <= to && to <= *last);
        // No spell touches another, so the day before one is none's.
        around
            .next()
            .map_or(Some(to), |(first, _)| first.pred_opt())
    }
}

/// The days from one to another, both counted; 0 when they are out of order.
fn days(from: Date, to: Date) -> u64 {
    u64::try_from((to - from).num_days() + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn busy(spells: &[(&str, &str)]) -> Busy {
        Busy::new(spells.iter().map(|(from, to)| (day(from), day(to))))
    }

    #[test]
    fn spells_are_merged_and_reversed_ones_dropped() {
        let merged = busy(&[
            ("2027-01-02", "2027-01-05"),
            ("2026-12-20", "2027-01-01"),
            ("2027-02-01", "2027-01-01"),
            ("2027-01-03", "2027-01-04"),
        ]);
        assert_eq!(merged, busy(&[("2026-12-20", "2027-01-05")]));
    }

    #[test]
    fn days_for_study_are_counted_and_found_again() {
        let busy = busy(&[("2026-11-24", "2026-11-26"), ("2026-11-28", "2026-11-28")]);
        let from = day("2026-11-22");
        assert_eq!(busy.days_between(from, day("2026-11-30")), 5);
        assert_eq!(busy.days_between(day("2026-11-24"), day("2026-11-26")), 0);
        assert_eq!(busy.days_between(day("2026-11-30"), from), 0);
        let found: Vec<_> = (0..5)
            .map(|n| busy.day_after(from, n).unwrap().to_string())
            .collect();
        let expected = [
            "2026-11-22",
            "2026-11-23",
            "2026-11-27",
            "2026-11-29",
            "2026-11-30",
        ];
        assert_eq!(found, expected);
        assert_eq!(
            busy.day_after(day("2026-11-25"), 0),
            Some(day("2026-11-27"))
        );
        assert_eq!(busy.last_day(day("2026-11-26")), Some(day("2026-11-23")));
        assert_eq!(busy.last_day(day("2026-11-27")), Some(day("2026-11-27")));
    }
}
