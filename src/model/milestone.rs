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
            cancelled: false,
        }
    }

    /// A lasting name: of what kind it is and what it is about, and neither when nor in which order nor whose, so that the same thing
    /// planned anew takes the place of what was planned before.
    pub fn uid(kind: &str, about: &[&Id]) -> String {
        let about: Vec<&str> = about.iter().map(|id| id.as_str()).collect();
        format!("{kind}.{}@ce-finder", about.join("."))
    }

    /// The same milestones as a calendar has to see them that was shown others before: what is the same keeps its number, what is not
    /// gets the next one, and what is gone comes last, as taken back.
    pub fn following(now: Vec<Self>, before: &[Self]) -> Vec<Self> {
        let gone = before
            .iter()
            .filter(|old| now.iter().all(|new| new.uid != old.uid));
        let gone: Vec<Self> = gone.map(Self::taken_back).collect();
        let numbered = now.into_iter().map(|new| {
            let old = before.iter().find(|old| old.uid == new.uid);
            let sequence = old.map_or(0, |old| new.next(old));
            Self { sequence, ..new }
        });
        numbered.chain(gone).collect()
    }

    /// The number it gets after another of the same name.
    fn next(&self, before: &Self) -> u32 {
        let same = Self {
            sequence: before.sequence,
            ..self.clone()
        };
        before.sequence.saturating_add(u32::from(same != *before))
    }

    /// The same, taken back.
    fn taken_back(&self) -> Self {
        let number = u32::from(!self.cancelled);
        Self {
            sequence: self.sequence.saturating_add(number),
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

    /// The numbers that milestones get after others, with a minus where they are taken back.
    #[track_caller]
    fn check(
        now: &[(&str, &str)],
        before: &[Milestone],
        expected: &[(&str, i64)],
    ) -> Vec<Milestone> {
        let now = now
            .iter()
            .map(|(about, day)| milestone(about, day))
            .collect();
        let followed = Milestone::following(now, before);
        let numbers: Vec<(&str, i64)> = followed
            .iter()
            .map(|milestone| {
                let number = i64::from(milestone.sequence);
                let number = if milestone.cancelled { -number } else { number };
                (milestone.title.as_str(), number)
            })
            .collect();
        assert_eq!(numbers, expected);
        followed
    }

    #[test]
    fn only_what_changed_gets_a_new_number() {
        let first = check(
            &[("a", "2027-01-01"), ("b", "2027-01-02")],
            &[],
            &[("a", 0), ("b", 0)],
        );
        let same = check(
            &[("b", "2027-01-02"), ("a", "2027-01-01")],
            &first,
            &[("b", 0), ("a", 0)],
        );
        let moved = check(
            &[("a", "2027-01-03"), ("b", "2027-01-02")],
            &same,
            &[("a", 1), ("b", 0)],
        );
        let gone = check(&[("b", "2027-01-02")], &moved, &[("b", 0), ("a", -2)]);
        let still = check(&[("b", "2027-01-02")], &gone, &[("b", 0), ("a", -2)]);
        check(&[("a", "2027-01-03")], &still, &[("a", 3), ("b", -1)]);
    }

    #[test]
    fn a_name_tells_neither_day_nor_order() {
        assert_eq!(
            milestone("a", "2027-01-01").uid,
            milestone("a", "2028-01-01").uid
        );
        assert_eq!(milestone("a", "2027-01-01").uid, "study.a@ce-finder");
    }
}
