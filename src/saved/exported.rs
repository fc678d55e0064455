//! What calendars were given, so that an entry keeps its number while it says the same and gets the next one when it does not.
//!
//! A calendar is what one command exports: how a record stands, or the plan for one certification. Two of them may tell the same
//! entry, by the same name; then there is one number for both. An entry that no calendar tells any more is taken back, by the one that
//! told it last and in each of its exports, until its day is over: whoever passes over one import is told by the next. Days that are over
//! stay as they are. Each record has a memory of its own. No disk and no clock: texts and days are arguments.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;
use serde::{Deserialize, Serialize};

use super::text::{Shown, Unreadable, parse};
use crate::model::{Date, Milestone};

/// The newest form of the file that is understood.
const FORMAT: u32 = 1;

/// So many months after its day an entry is forgotten, and its number with it: longer than any cycle, for the same thing may come again.
const REMEMBERED: Months = Months::new(72);

/// What was given to the calendars of every record, by the path of the record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exported(BTreeMap<String, Calendars>);

/// What was given to the calendars of one record, by the names of the entries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Calendars(BTreeMap<String, Entry>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Entry {
    /// As it was told last.
    told: Milestone,
    /// The calendars that tell it; of what was taken back, those that say so.
    calendars: BTreeSet<String>,
}

impl Exported {
    /// What a text remembers.
    ///
    /// # Errors
    /// When it is no such text, or of a newer form.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let document: Document = parse(text, FORMAT)?;
        let records = document.records.into_iter();
        let records = records.map(|(path, entries)| Ok((path, Calendars::of(entries)?)));
        records.collect::<Result<_, _>>().map(Self)
    }

    /// The text to remember it by.
    ///
    /// # Errors
    /// Never in practice: all of it can be written as JSON.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        let records = self.0.iter();
        let records = records.map(|(path, calendars)| (path.clone(), calendars.entries()));
        let document = Document {
            format: FORMAT,
            records: records.collect(),
        };
        let mut text = serde_json::to_string_pretty(&document)?;
        text.push('\n');
        Ok(text)
    }

    /// The calendars of a record.
    pub fn of(&mut self, record: &str) -> &mut Calendars {
        self.0.entry(record.to_owned()).or_default()
    }
}

impl Calendars {
    /// The entries of a calendar as it is to tell them on a day, numbered, with what is taken back at the end. Of two with the same name
    /// the first is told.
    pub fn export(&mut self, calendar: &str, now: Vec<Milestone>, today: Date) -> Vec<Milestone> {
        let mut names = BTreeSet::new();
        let mut told = Vec::new();
        for milestone in now {
            if names.insert(milestone.uid.clone()) {
                told.push(self.tell(calendar, milestone, today));
            }
        }
        let others = self.0.values_mut();
        let others = others.filter(|entry| !names.contains(&entry.told.uid));
        told.extend(others.filter_map(|entry| entry.leave(calendar, today)));
        told
    }

    /// Takes from an earlier memory of a calendar what it knows better: entries that are new here, or have a greater number there.
    pub fn learn(&mut self, calendar: &str, earlier: &[Milestone]) {
        for milestone in earlier {
            let known = self.0.get(&milestone.uid);
            if known.is_none_or(|known| known.told.sequence < milestone.sequence) {
                let entry = Entry {
                    told: milestone.clone(),
                    calendars: BTreeSet::from([calendar.to_owned()]),
                };
                self.0.insert(milestone.uid.clone(), entry);
            }
        }
    }

    /// Tells an entry in a calendar, and remembers it.
    fn tell(&mut self, calendar: &str, now: Milestone, today: Date) -> Milestone {
        let uid = now.uid.clone();
        let before = self.0.remove(&uid);
        let told = match &before {
            Some(before) if now.says(&before.told) => before.told.clone(),
            before => Milestone {
                sequence: next(before.as_ref().map(|before| &before.told)),
                changed: Some(after(before.as_ref().map(|before| &before.told), today)),
                ..now
            },
        };
        let before = before.filter(|before| !before.told.cancelled);
        let mut calendars = before.map(|before| before.calendars).unwrap_or_default();
        calendars.insert(calendar.to_owned());
        let entry = Entry {
            told: told.clone(),
            calendars,
        };
        self.0.insert(uid, entry);
        told
    }

    /// Forgets what is long over on a day: the one by the clock, for what is forgotten does not come back.
    pub fn forget(&mut self, today: Date) {
        if let Some(long_ago) = today.checked_sub_months(REMEMBERED) {
            self.0.retain(|_, entry| entry.told.last >= long_ago);
        }
    }

    fn of(entries: Vec<Kept>) -> Result<Self, Unreadable> {
        let entries = entries.into_iter().map(|kept| {
            let entry = Entry {
                told: kept.told.milestone()?,
                calendars: kept.calendars,
            };
            Ok((entry.told.uid.clone(), entry))
        });
        entries.collect::<Result<_, _>>().map(Self)
    }

    fn entries(&self) -> Vec<Kept> {
        let entries = self.0.values().map(|entry| Kept {
            told: Shown::of(&entry.told),
            calendars: entry.calendars.clone(),
        });
        entries.collect()
    }
}

impl Entry {
    /// A calendar that told it tells it no more: what it says of that, if anything. While another tells it, and once its day is over, it
    /// says nothing.
    fn leave(&mut self, calendar: &str, today: Date) -> Option<Milestone> {
        if !self.calendars.contains(calendar) || self.told.last < today {
            return None;
        }
        if !self.told.cancelled {
            if self.calendars.len() > 1 {
                self.calendars.remove(calendar);
                return None;
            }
            self.told = Milestone {
                sequence: next(Some(&self.told)),
                changed: Some(after(Some(&self.told), today)),
                ..self.told.taken_back()
            };
        }
        Some(self.told.clone())
    }
}

/// The number after another's; the first is 0.
fn next(before: Option<&Milestone>) -> u32 {
    before.map_or(0, |before| before.sequence.saturating_add(1))
}

/// The day of a change: today, or that of the change before, where today is supposed to be earlier. A greater number has no earlier day.
fn after(before: Option<&Milestone>, today: Date) -> Date {
    let before = before.and_then(|before| before.changed);
    before.map_or(today, |before| before.max(today))
}

#[derive(Serialize, Deserialize)]
struct Document {
    format: u32,
    records: BTreeMap<String, Vec<Kept>>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    told: Shown,
    calendars: BTreeSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    const STATUS: &str = "status";
    const PLAN: &str = "plan of gnp";

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn milestone((about, on): (&str, &str)) -> Milestone {
        let about = Id::new(about).unwrap();
        Milestone::on(day(on), "study", &[&about], about.to_string())
    }

    /// A memory of one record.
    #[derive(Default)]
    struct Desk(Calendars);

    impl Desk {
        /// Exports, and checks what is told: title, number and day of change, with a minus before what is taken back.
        #[track_caller]
        fn check(&mut self, calendar: &str, today: &str, now: &[(&str, &str)], expected: &[&str]) {
            let now = now.iter().copied().map(milestone).collect();
            self.0.forget(day(today));
            let told = self.0.export(calendar, now, day(today));
            let told = told.iter().map(|told| {
                let sign = if told.cancelled { "-" } else { "" };
                let on = told.changed.unwrap();
                format!("{sign}{} {} {}", told.title, told.sequence, on.format("%d"))
            });
            assert_eq!(told.collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn only_what_changed_gets_a_new_number_and_a_new_day() {
        let mut desk = Desk::default();
        let (a, b) = (("a", "2027-01-01"), ("b", "2027-01-02"));
        desk.check(PLAN, "2026-11-01", &[a, b], &["a 0 01", "b 0 01"]);
        desk.check(PLAN, "2026-11-02", &[b, a], &["b 0 01", "a 0 01"]);
        let moved = ("a", "2027-01-03");
        desk.check(PLAN, "2026-11-03", &[moved, b], &["a 1 03", "b 0 01"]);
        desk.check(PLAN, "2026-11-04", &[b], &["b 0 01", "-a 2 04"]);
        desk.check(PLAN, "2026-11-05", &[b], &["b 0 01", "-a 2 04"]);
        desk.check(PLAN, "2026-11-06", &[moved], &["a 3 06", "-b 1 06"]);
    }

    #[test]
    fn what_is_over_is_neither_taken_back_nor_told() {
        let mut desk = Desk::default();
        let a = ("a", "2027-01-01");
        desk.check(STATUS, "2026-11-01", &[a], &["a 0 01"]);
        desk.check(STATUS, "2027-01-02", &[], &[]);
        desk.check(STATUS, "2027-01-03", &[("a", "2030-01-01")], &["a 1 03"]);
        desk.check(STATUS, "2027-01-04", &[], &["-a 2 04"]);
        desk.check(STATUS, "2030-01-02", &[], &[]);
        // So long after that nothing is known of it.
        desk.check(STATUS, "2036-02-01", &[("a", "2037-01-01")], &["a 0 01"]);
    }

    #[test]
    fn two_calendars_have_one_number_and_the_last_to_tell_it_takes_it_back() {
        let mut desk = Desk::default();
        let a = ("a", "2027-01-01");
        desk.check(PLAN, "2026-11-01", &[a], &["a 0 01"]);
        desk.check(STATUS, "2026-11-02", &[a], &["a 0 01"]);
        desk.check(PLAN, "2026-11-03", &[], &[]);
        desk.check(STATUS, "2026-11-04", &[a], &["a 0 01"]);
        desk.check(STATUS, "2026-11-05", &[], &["-a 1 05"]);
        desk.check(PLAN, "2026-11-06", &[], &[]);
        desk.check(PLAN, "2026-11-07", &[a], &["a 2 07"]);
        desk.check(STATUS, "2026-11-08", &[], &[]);
    }

    #[test]
    fn of_two_with_a_name_the_first_is_told() {
        let mut desk = Desk::default();
        let both = [("a", "2027-01-01"), ("a", "2027-01-02")];
        desk.check(STATUS, "2026-11-01", &both, &["a 0 01"]);
        desk.check(STATUS, "2026-11-02", &both, &["a 0 01"]);
    }

    #[test]
    fn the_better_memory_is_believed() {
        let mut desk = Desk::default();
        let (a, b) = (("a", "2027-01-01"), ("b", "2027-01-02"));
        let kept = Milestone {
            sequence: 5,
            ..milestone(("a", "2027-01-09"))
        };
        desk.check(PLAN, "2026-11-01", &[b], &["b 0 01"]);
        desk.0.learn(PLAN, &[kept, milestone(b)]);
        desk.check(PLAN, "2026-11-02", &[a, b], &["a 6 02", "b 0 01"]);
    }

    #[test]
    fn what_is_remembered_is_read_again() {
        let mut all = Exported::default();
        let now = vec![milestone(("a", "2027-01-01"))];
        let calendars = all.of("/home/record.toml");
        calendars.export(STATUS, now, day("2026-11-01"));
        assert_eq!(all.of("another"), &Calendars::default());
        let text = all.write().unwrap();
        assert_eq!(Exported::read(&text), Ok(all));
        for (from, to, told) in [
            ("\"format\": 1", "\"format\": 2", "it is of format 2, newer"),
            ("2027-01-01", "soon", "`first` cannot be \"soon\""),
            ("calendars", "clocks", "missing field `calendars`"),
        ] {
            let fault = Exported::read(&text.replacen(from, to, 1)).unwrap_err();
            assert!(fault.to_string().contains(told), "{fault}");
        }
    }
}
