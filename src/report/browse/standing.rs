//! How an entry stands on a day, in a few words.

use crate::{model::Standing, report::words};

/// A standing in a few words.
pub(super) fn describe(standing: Standing) -> String {
    match standing {
        Standing::Open => "open".to_owned(),
        Standing::Ending { last_day, days: 0 } => format!("ends today, {last_day}"),
        Standing::Ending { last_day, days } => {
            format!(
                "ends in {}, on {last_day}",
                words::count(days as usize, "day")
            )
        }
        Standing::Opening { on } => format!("not open yet: opens on {on}"),
        Standing::Ended { last_day } => format!("ended: its last day was {last_day}"),
        Standing::Withdrawn { on } => format!("withdrawn: seen to be gone on {on}"),
        Standing::Stale { checked } => format!(
            "stale: a time-limited offer without a date that nobody has looked at since {checked}"
        ),
    }
}
