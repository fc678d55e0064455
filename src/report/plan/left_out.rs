//! What could not be used, counted by reason, with the way to bring it in.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::{
    model::{Clc, Date, Id},
    plan::{LeftOut, Reason},
    report::words,
};

/// Up to so many are named.
const NAMED: usize = 3;

/// One sentence a reason, those with a way out first.
pub(super) fn sentences(report: &Report<'_>) -> Vec<String> {
    let planned = report.answer.outcome.planned();
    let mut groups: BTreeMap<(u8, Option<&str>), Vec<&LeftOut>> = BTreeMap::new();
    for entry in planned.into_iter().flat_map(|planned| &planned.left_out) {
        let key = (rank(&entry.reason), currency(&entry.reason));
        groups.entry(key).or_default().push(entry);
    }
    let sentence = |group: &Vec<&LeftOut>| {
        let first = group.first()?;
        Some(
            Group {
                report,
                entries: group,
                reason: &first.reason,
            }
            .sentence(),
        )
    };
    groups.values().filter_map(sentence).collect()
}

/// Where a reason stands in the list: what the holder can change, then what time has taken, then what never counted.
fn rank(reason: &Reason) -> u8 {
    match reason {
        Reason::PriceUnknown => 0,
        Reason::NoRate { .. } => 1,
        Reason::PurseTooSmall { .. } => 2,
        Reason::PurseEnds { .. } => 3,
        Reason::HoursUnknown => 4,
        Reason::TooLate { .. } => 5,
        Reason::OpensTooLate { .. } => 6,
        Reason::BeginsTooEarly { .. } => 7,
        Reason::Busy => 8,
        Reason::Prerequisite { .. } => 9,
        Reason::Stale { .. } => 10,
        Reason::NotAsked => 11,
        Reason::Excluded => 12,
        Reason::Taken => 13,
        Reason::Ended { .. } => 14,
        Reason::Withdrawn { .. } => 15,
        Reason::CreditsUnknown => 16,
        Reason::NoCredits => 17,
        Reason::NotOnRoute => 18,
    }
}

/// The currency a reason is about.
pub(super) fn currency(reason: &Reason) -> Option<&'static str> {
    match reason {
        Reason::NoRate { currency } => Some(currency.code()),
        _ => None,
    }
}

/// Everything left out for one reason.
struct Group<'a> {
    report: &'a Report<'a>,
    entries: &'a [&'a LeftOut],
    /// That of the first; the others differ from it by day or price at most.
    reason: &'a Reason,
}

impl Group<'_> {
    /// `2 offerings are priced in GBP (a and b): `--rate GBP=RATE` brings them in`.
    fn sentence(&self) -> String {
        let names = self.names();
        let list = if names.len() <= NAMED {
            format!(" ({})", words::list(&names))
        } else {
            String::new()
        };
        let way = self
            .way()
            .map_or_else(String::new, |way| format!(": {way}"));
        format!("{} {}{list}{way}.", self.counted(), self.verb())
    }

    fn ids(&self) -> BTreeSet<&Id> {
        self.entries.iter().map(|entry| &entry.id).collect()
    }

    /// How many there are of each kind: `79 offerings and 2 exams`.
    fn counted(&self) -> String {
        let kinds = ["activity", "offering", "exam", "pass"];
        let counted = kinds.map(|noun| {
            let number = self.number(|entry| self.noun(entry) == noun);
            (number > 0).then(|| words::count(number, noun))
        });
        words::list(&counted.into_iter().flatten().collect::<Vec<_>>())
    }

    /// How many there are of those. Activities are counted once where the reason is about the activity, whatever the number of its
    /// offerings.
    fn number(&self, of: impl Fn(&LeftOut) -> bool) -> usize {
        let entries = self.entries.iter().filter(|entry| of(entry));
        if self.about_activities() {
            entries
                .map(|entry| &entry.id)
                .collect::<BTreeSet<_>>()
                .len()
        } else {
            entries.count()
        }
    }

    fn one(&self) -> bool {
        self.number(|_| true) == 1
    }

    fn about_activities(&self) -> bool {
        matches!(
            self.reason,
            Reason::NoCredits | Reason::CreditsUnknown | Reason::Taken | Reason::Excluded
        )
    }

    fn noun(&self, entry: &LeftOut) -> &'static str {
        let program = self.report.program;
        if program.exams.contains_key(&entry.id) {
            "exam"
        } else if program.passes.contains_key(&entry.id) {
            "pass"
        } else if self.about_activities() || entry.offering.is_none() {
            "activity"
        } else {
            "offering"
        }
    }

    /// The ids, each with its day where the reason has one.
    fn names(&self) -> Vec<String> {
        let name = |entry: &&LeftOut| match day(&entry.reason) {
            Some(day) => format!("{} {} {day}", entry.id, since(&entry.reason)),
            None => entry.id.to_string(),
        };
        let names: BTreeSet<String> = self.entries.iter().map(name).collect();
        names.into_iter().collect()
    }

    fn verb(&self) -> String {
        let (one, many) = match self.reason {
            Reason::PriceUnknown => ("has no price", "have no price"),
            Reason::NoRate { currency } => {
                let verb = if self.one() { "is" } else { "are" };
                return format!("{verb} priced in {currency}");
            }
            Reason::PurseTooSmall { .. } => (
                "is sold for learning credits only",
                "are sold for learning credits only",
            ),
            Reason::PurseEnds { .. } => (
                "can be begun only after your learning credits end",
                "can be begun only after your learning credits end",
            ),
            Reason::BeginsTooEarly { .. } => ("begins before you do", "begin before you do"),
            Reason::Busy => ("falls on days you are busy", "fall on days you are busy"),
            Reason::Prerequisite { .. } => (
                "needs something done before that cannot be done",
                "need something done before that cannot be done",
            ),
            Reason::HoursUnknown => ("has no known length", "have no known length"),
            Reason::TooLate { .. } => ("cannot be finished in time", "cannot be finished in time"),
            Reason::OpensTooLate { .. } => ("opens too late", "open too late"),
            Reason::Stale { .. } => (
                "has no end date and was last checked too long ago",
                "have no end date and were last checked too long ago",
            ),
            Reason::NotAsked => (
                "is not among what you asked for",
                "are not among what you asked for",
            ),
            Reason::Excluded => ("was excluded by you", "were excluded by you"),
            Reason::Taken => ("was done before", "were done before"),
            Reason::Ended { .. } => ("has ended", "have ended"),
            Reason::Withdrawn { .. } => ("was withdrawn", "were withdrawn"),
            Reason::CreditsUnknown => ("has no stated credits", "have no stated credits"),
            Reason::NoCredits => ("earns no credits", "earn no credits"),
            Reason::NotOnRoute if !self.report.need.routes.is_empty() => (
                "counts toward no route you asked for",
                "count toward no route you asked for",
            ),
            Reason::NotOnRoute => ("counts toward no route", "count toward no route"),
        };
        if self.one() { one } else { many }.to_owned()
    }

    /// The way to bring it in, where there is one.
    fn way(&self) -> Option<String> {
        let them = if self.one() { "it" } else { "them" };
        let one_of_them = if self.one() { "it" } else { "one" };
        match self.reason {
            Reason::PriceUnknown if self.one() => {
                Some(format!("`--price {}=AMOUNT` brings it in", self.only_id()))
            }
            Reason::PriceUnknown => {
                let are_listed = self.entries.iter().any(|entry| entry.offering.is_some());
                let where_to_look = if are_listed {
                    " (`finder list --sort cost` shows offerings without one last)"
                } else {
                    ""
                };
                Some(format!("`--price ID=AMOUNT` brings one in{where_to_look}"))
            }
            Reason::NoRate { currency } => {
                Some(format!("`--rate {currency}=RATE` brings {them} in"))
            }
            Reason::PurseTooSmall { .. } => self
                .cheapest()
                .map(|Clc(price)| format!("`--clc {price}` or more brings {one_of_them} in")),
            Reason::HoursUnknown => Some(format!("leave out {} to use {them}", self.time_limits())),
            Reason::Stale { .. } => Some(format!(
                "whoever looks again and mends `checked` brings {them} in"
            )),
            _ => None,
        }
    }

    /// The id to write where there is only one, else the word for any.
    fn only_id(&self) -> String {
        let ids = self.ids();
        let only = ids.first().filter(|_| ids.len() == 1);
        only.map_or_else(|| "ID".to_owned(), ToString::to_string)
    }

    /// The least price in learning credits.
    fn cheapest(&self) -> Option<Clc> {
        let prices = self.entries.iter().filter_map(|entry| match entry.reason {
            Reason::PurseTooSmall { price } => Some(price),
            _ => None,
        });
        prices.min()
    }

    fn time_limits(&self) -> String {
        let need = self.report.need;
        let set = [
            need.hours_per_week.map(|_| "`--hours-per-week`"),
            need.max_hours.map(|_| "`--max-hours`"),
        ];
        let set: Vec<&str> = set.into_iter().flatten().collect();
        if set.is_empty() {
            "a limit on time".to_owned()
        } else {
            words::list(&set)
        }
    }
}

/// The word between an id and the day of its reason.
fn since(reason: &Reason) -> &'static str {
    match reason {
        Reason::Ended { .. } => "until",
        Reason::Withdrawn { .. } => "since",
        Reason::Stale { .. } => "on",
        Reason::OpensTooLate { .. } | Reason::BeginsTooEarly { .. } => "from",
        _ => "by",
    }
}

/// The day a reason is about.
pub(super) fn day(reason: &Reason) -> Option<Date> {
    match *reason {
        Reason::Ended { last_day } => Some(last_day),
        Reason::Withdrawn { on } => Some(on),
        Reason::Stale { checked } => Some(checked),
        Reason::OpensTooLate { opens } => Some(opens),
        Reason::TooLate { by } => Some(by),
        Reason::PurseEnds { until } => Some(until),
        Reason::BeginsTooEarly { starts } => Some(starts),
        Reason::Busy
        | Reason::Prerequisite { .. }
        | Reason::NoCredits
        | Reason::CreditsUnknown
        | Reason::Taken
        | Reason::Excluded
        | Reason::NotAsked
        | Reason::PriceUnknown
        | Reason::NoRate { .. }
        | Reason::PurseTooSmall { .. }
        | Reason::HoursUnknown
        | Reason::NotOnRoute => None,
    }
}
