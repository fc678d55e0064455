//! Why something could not be used, and what a holder should know of what is.

use crate::{
    model::{Clc, Credits, Currency, Date, Id, Minutes, Money},
    plan::watch::Cause,
};

/// Something that could not be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LeftOut {
    /// The activity, exam or pass.
    pub id: Id,
    /// For an activity, the offering.
    pub offering: Option<Id>,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// It is known to earn no credits.
    NoCredits,
    /// Nobody says what it earns.
    CreditsUnknown,
    /// Its last day is past.
    Ended {
        /// The last day.
        last_day: Date,
    },
    /// It was seen to be gone.
    Withdrawn {
        /// The day it was seen to be gone.
        on: Date,
    },
    /// An undated offer whose facts are too old to rely on.
    Stale {
        /// The day someone last looked.
        checked: Date,
    },
    /// It opens only after it would have to be done.
    OpensTooLate {
        /// The day it opens.
        opens: Date,
    },
    /// The holder did it before, or another version that counts as the same.
    Taken,
    /// The holder excluded it.
    Excluded,
    /// It is not among what the holder asked for.
    NotAsked,
    /// Nobody says what it costs.
    PriceUnknown,
    /// It is priced in a currency without a rate.
    NoRate {
        /// The currency.
        currency: Currency,
    },
    /// It is priced in learning credits only, and the purse does not hold so many.
    PurseTooSmall {
        /// The price.
        price: Clc,
    },
    /// It is priced in learning credits only, and can be begun only after they end.
    PurseEnds {
        /// The last day of the purse.
        until: Date,
    },
    /// It is a class that begins before the holder does.
    BeginsTooEarly {
        /// The day it begins.
        starts: Date,
    },
    /// It is a class on days on which the holder is busy.
    Busy,
    /// Something that must be done before it cannot be done.
    Prerequisite {
        /// What must be done before it.
        of: Id,
    },
    /// A limit on time is set, and nobody says how long it takes.
    HoursUnknown,
    /// It cannot be finished by then.
    TooLate {
        /// The day it would have to be finished.
        by: Date,
    },
    /// No route that was asked for counts it.
    NotOnRoute,
}

/// What the holder should know before she acts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Warning {
    /// The search was given up before the plan was proved to be the best.
    Unproved {
        /// The best plan costs no less than this.
        least: Money,
        /// Why it was given up.
        cause: Cause,
    },
    /// The program wants credits in every year of the cycle, and without an expiry the years are not known.
    YearsUnknown,
    /// Some of the holder's credits do not count, for they are beyond a cap.
    BeyondCaps {
        /// So many.
        credits: Credits,
    },
    /// The program tells credits apart, and of some of the holder's nobody said what they are.
    Unsorted {
        /// So many.
        credits: Credits,
    },
    /// The program advises to earn credits in every year of the cycle; no plan is held to it.
    YearlyAdvice {
        /// So many.
        credits: Credits,
    },
    /// No expiry was given, so no deadline was held against anything.
    NoExpiry,
    /// A price in the plan is older than the program's limit.
    OldPrice {
        /// The item.
        id: Id,
        /// The day someone last looked.
        checked: Date,
        /// How many days ago that is.
        age: u32,
    },
    /// Another fact in the plan is older than the program's limit.
    OldFact {
        /// The item.
        id: Id,
        /// The day someone last looked.
        checked: Date,
        /// How many days ago that is.
        age: u32,
    },
    /// A fact in the plan was read on a page without a date.
    Undated {
        /// The item.
        id: Id,
    },
    /// Meeting every last day takes more than forty hours a week.
    HardPace {
        /// Study time in a week.
        per_week: Minutes,
    },
    /// At this pace the plan ends later than [`LAST_DAY`](crate::model::LAST_DAY): what does stands with that day.
    EndOfDates {
        /// Study time in a week.
        per_week: Minutes,
    },
    /// The rule of the route is likely, not confirmed.
    LikelyRule {
        /// The route.
        route: Id,
    },
    /// Exam fees are before tax, and a failed attempt costs the fee again.
    ExamFees,
    /// The length of an exam's study is not known and was counted as nothing.
    HoursUnknown {
        /// The exam.
        id: Id,
    },
}

impl Warning {
    /// Its lasting name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unproved { cause, .. } => match cause {
                Cause::Time => "out-of-time",
                Cause::Room => "out-of-memory",
                Cause::Contradiction => "contradiction",
            },
            Self::YearsUnknown => "years-unknown",
            Self::BeyondCaps { .. } => "beyond-caps",
            Self::Unsorted { .. } => "unsorted",
            Self::YearlyAdvice { .. } => "yearly-advice",
            Self::NoExpiry => "no-expiry",
            Self::OldPrice { .. } => "old-price",
            Self::OldFact { .. } => "old-fact",
            Self::Undated { .. } => "undated",
            Self::HardPace { .. } => "hard-pace",
            Self::EndOfDates { .. } => "end-of-dates",
            Self::LikelyRule { .. } => "likely-rule",
            Self::ExamFees => "exam-fees",
            Self::HoursUnknown { .. } => "hours-unknown",
        }
    }
}

impl Reason {
    /// Its lasting name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCredits => "no-credits",
            Self::CreditsUnknown => "credits-unknown",
            Self::Ended { .. } => "ended",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Stale { .. } => "stale",
            Self::OpensTooLate { .. } => "opens-too-late",
            Self::Taken => "taken",
            Self::Excluded => "excluded",
            Self::NotAsked => "not-asked",
            Self::PriceUnknown => "price-unknown",
            Self::NoRate { .. } => "no-rate",
            Self::PurseTooSmall { .. } => "purse-too-small",
            Self::PurseEnds { .. } => "purse-ends",
            Self::BeginsTooEarly { .. } => "begins-too-early",
            Self::Busy => "busy",
            Self::Prerequisite { .. } => "prerequisite",
            Self::HoursUnknown => "hours-unknown",
            Self::TooLate { .. } => "too-late",
            Self::NotOnRoute => "not-on-route",
        }
    }
}
