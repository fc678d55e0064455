//! The days that the calendar of a plan and that of a record both tell, each made in one place: what has one name says one thing.

use super::clean;
use crate::model::{Date, Id, Milestone, Program};

/// Days before a last day on which a calendar reminds of it.
pub(super) const BEFORE_A_LAST_DAY: [u32; 3] = [30, 7, 1];
/// Days before the last day to claim on which a calendar reminds of it.
pub(super) const BEFORE_A_CLAIM: [u32; 2] = [30, 7];

/// Whose days they are: those of a certification.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'a> {
    /// Its program.
    pub(super) program: &'a Program,
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name, as it is shown.
    pub(super) name: &'a str,
}

impl Whose<'_> {
    /// The day before it expires.
    pub(super) fn latest_safe_day(self, day: Date) -> Milestone {
        let name = self.name;
        let text = format!(
            "All that renews {name} is finished by the end of this day: the day before it expires."
        );
        Milestone {
            text: vec![text],
            alarms: BEFORE_A_LAST_DAY.to_vec(),
            ..self.on(day, "latest-safe-day", "latest safe day to finish")
        }
    }

    /// The day it expires, with alarms on the days on which the program reminds of it.
    pub(super) fn expiry(self, day: Date) -> Milestone {
        let reminders = self.program.reminders.as_ref();
        let before = reminders.map(|reminders| reminders.before(day));
        let before = before.into_iter().flatten();
        let alarms = before.filter_map(|alarm| u32::try_from((day - alarm).num_days()).ok());
        Milestone {
            text: vec!["Unless it was renewed before.".to_owned()],
            url: Some(self.program.url.clone()),
            alarms: alarms.collect(),
            ..self.on(day, "expiry", "expires")
        }
    }

    /// The last day on which an exam can be sat.
    pub(super) fn exam_ends(self, exam: &Id, title: &str, day: Date) -> Milestone {
        self.ends(exam, title, day, "The last day it can be sat.")
    }

    /// The last day of the term of a pass.
    pub(super) fn pass_ends(self, pass: &Id, title: &str, day: Date) -> Milestone {
        let text = "Its term ends: what it opens is finished by then.";
        self.ends(pass, title, day, text)
    }

    /// The last day of something that serves it.
    pub(super) fn ends(self, what: &Id, title: &str, day: Date, text: &str) -> Milestone {
        let about = [what, &self.program.id, self.id];
        let title = format!("Last day: {}", clean(title));
        Milestone {
            text: vec![text.to_owned()],
            alarms: BEFORE_A_LAST_DAY.to_vec(),
            ..Milestone::on(day, "last-day", &about, title)
        }
    }

    /// A day of its own.
    pub(super) fn on(self, day: Date, kind: &str, what: &str) -> Milestone {
        let about = [&self.program.id, self.id];
        Milestone::on(day, kind, &about, format!("{}: {what}", self.name))
    }
}
