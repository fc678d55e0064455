//! A day, or some days in a row, that a holder wants to see in her calendar.

use super::{Date, Id};

/// What one entry of a calendar says. All of them last whole days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// Its lasting name, by which a calendar knows it again; see [`Milestone::uid`].
    pub uid: String,
    /// The first day.
    pub first: Date,
    /// The last day, itself included.
    pub last: Date,
    /// What it is called.
    pub title: String,
    /// What else there is to say, paragraph by paragraph.
    pub text: Vec<String>,
    /// Where to do it.
    pub url: Option<String>,
    /// How many days before its first day to remind of it; 0 is the day itself.
    pub alarms: Vec<u32>,
    /// How often it was changed since it was first exported, as far as that is remembered.
    pub sequence: u32,
    /// The day it was exported so for the first time, as far as that is remembered.
    pub changed: Option<Date>,
    /// Whether it was taken back.
    pub cancelled: bool,
}

impl Milestone {
    /// One day of that kind, about something by name.
    pub fn on(day: Date, kind: &str, about: &[&Id], title: String) -> Self {
        Self {
            uid: Self::uid(kind, about),
            first: day,
            last: day,
            title,
            text: Vec::new(),
            url: None,
            alarms: Vec::new(),
            sequence: 0,
            changed: None,
            cancelled: false,
        }
    }

    /// A lasting name: of what kind it is and what it is about, and neither when nor in which order nor whose, so that the same thing
    /// planned anew takes the place of what was planned before.
    pub fn uid(kind: &str, about: &[&Id]) -> String {
        let about: Vec<&str> = about.iter().map(|id| id.as_str()).collect();
        format!("{kind}.{}@ce-finder", about.join("."))
    }

    /// Whether both say the same of the same thing, however often and whenever that was told before.
    pub fn says(&self, other: &Self) -> bool {
        let same = Self {
            sequence: other.sequence,
            changed: other.changed,
            ..self.clone()
        };
        same == *other
    }

    /// The same, taken back: a calendar that has it strikes it out.
    #[must_use]
    pub fn taken_back(&self) -> Self {
        Self {
            cancelled: true,
            alarms: Vec::new(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milestone(about: &str, day: &str) -> Milestone {
        let about = Id::new(about).unwrap();
        Milestone::on(day.parse().unwrap(), "study", &[&about], about.to_string())
    }

    #[test]
    fn a_name_tells_neither_day_nor_order() {
        assert_eq!(
            milestone("a", "2027-01-01").uid,
            milestone("a", "2028-01-01").uid
        );
        assert_eq!(milestone("a", "2027-01-01").uid, "study.a@ce-finder");
    }

    #[test]
    fn what_it_says_is_neither_its_number_nor_the_day_it_was_told() {
        let first = milestone("a", "2027-01-01");
        let again = Milestone {
            sequence: 7,
            changed: Some("2026-11-27".parse().unwrap()),
            ..first.clone()
        };
        assert!(again.says(&first));
        assert!(!milestone("a", "2027-01-02").says(&first));
        assert!(!first.taken_back().says(&first));
    }
}
