//! The years of a cycle: counted back from the day it expires, for a cycle may begin on any day before the first of them.

use chrono::Months;

use super::Date;

/// A year of a cycle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CycleYear {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl CycleYear {
    /// The years that end with a day of expiry, the last of them first; they go back as far as the calendar does.
    pub fn back_from(expires: Date) -> impl Iterator<Item = Self> {
        let before =
            move |years: u32| expires.checked_sub_months(Months::new(years.checked_mul(12)?));
        (0_u32..).map_while(move |number| {
            Some(Self {
                first: before(number.checked_add(1)?)?,
                last: before(number)?.pred_opt()?,
            })
        })
    }

    /// The year that holds a day; `None` for a day on which the cycle is over.
    pub fn of(day: Date, expires: Date) -> Option<Self> {
        let mut years = Self::back_from(expires).take_while(|year| day <= year.last);
        years.find(|year| year.holds(day))
    }

    /// Whether a day is in it.
    pub fn holds(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn years_end_on_the_eve_of_the_expiry_s_day() {
        let expires = day("2027-05-01");
        let years: Vec<CycleYear> = CycleYear::back_from(expires).take(2).collect();
        let year = |first, last| CycleYear {
            first: day(first),
            last: day(last),
        };
        let expected = [
            year("2026-05-01", "2027-04-30"),
            year("2025-05-01", "2026-04-30"),
        ];
        assert_eq!(years, expected);
        assert_eq!(CycleYear::of(day("2026-04-30"), expires), Some(years[1]));
        assert_eq!(CycleYear::of(day("2026-05-01"), expires), Some(years[0]));
        assert_eq!(CycleYear::of(expires, expires), None);
        assert!(CycleYear::back_from(Date::MIN).next().is_none());
    }

    #[test]
    fn a_leap_day_ends_a_year_too() {
        let year = CycleYear::of(day("2027-02-28"), day("2028-02-29")).unwrap();
        assert_eq!(year.first, day("2027-02-28"));
        assert_eq!(year.last, day("2028-02-28"));
    }
}
