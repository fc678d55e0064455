//! What comes out of planning, as values. The words for them are [`crate::report`]'s.

use std::collections::BTreeMap;

use crate::model::{
    Clc, Confidence, Credits, Currency, Date, Evidence, Id, Length, Minutes, Money,
};

/// The answer to a [`Need`](crate::model::Need).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The day it was asked on.
    pub today: Date,
    /// The certification to renew.
    pub certification: Id,
    /// Its level.
    pub level: Id,
    /// The levels that renew together with it, itself among them.
    pub covers: Vec<Id>,
    /// The day the certification expires, as the holder said.
    pub expires: Option<Date>,
    /// The last safe day to finish: the day before the expiry.
    pub deadline: Option<Date>,
    /// Credits the holder has already.
    pub have: Credits,
    /// What can be done.
    pub outcome: Outcome,
}

/// What can be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// A route can be closed; the plan is a cheapest one.
    Met(Planned),
    /// No route can be closed; the plan is the best that can be reached.
    Short(Planned, Shortfall),
    /// The certification has expired, or expires today: only the full exam process is left.
    Expired,
    /// The certification was retired and cannot be renewed.
    Retired,
    /// No way to renew the level is known.
    NoRoute,
}

impl Outcome {
    /// The plan and what goes with it, where there is one.
    pub fn planned(&self) -> Option<&Planned> {
        match self {
            Self::Met(planned) | Self::Short(planned, _) => Some(planned),
            Self::Expired | Self::Retired | Self::NoRoute => None,
        }
    }
}

/// A plan, and what it was chosen from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The best plan.
    pub plan: Plan,
    /// Every route of the level, in the program's order.
    pub routes: Vec<RouteResult>,
    /// Every exam, pass and, where the routes ask for credits, offering that could not be used, by id.
    pub left_out: Vec<LeftOut>,
    /// What the holder should know before she acts.
    pub warnings: Vec<Warning>,
}

/// What to do, in which order, from when to when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The route it closes, or comes nearest to.
    pub route: Id,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The credits it earns.
    pub credits: Credits,
    /// The credits it earns beyond the gap.
    pub surplus: Credits,
    /// The study time, with items of unknown length counted as nothing; see `hours_unknown`.
    pub effort: Minutes,
    /// Whether any length in it is an estimate.
    pub estimated: bool,
    /// Whether any item's length is not known at all.
    pub hours_unknown: bool,
    /// The pace it is drawn at.
    pub pace: Pace,
    /// The first day of study.
    pub start: Date,
    /// The day the last item is finished.
    pub finish: Date,
    /// The new expiry: the finish plus the level's years; `None` when nothing is renewed, or the finish rests on unknown lengths.
    pub renewed_until: Option<Date>,
    /// Days of the running validity lost by finishing early, when the expiry is known.
    pub days_given_away: Option<u32>,
    /// What to do, in order.
    pub items: Vec<Item>,
}

/// Study time in a week, and where the figure comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// Study time in a week.
    pub per_week: Minutes,
    /// Who set it.
    pub source: PaceSource,
}

/// Who set the pace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaceSource {
    /// The holder, and the plan keeps to it.
    Asked,
    /// Nobody: five hours a week are enough.
    Default,
    /// Nobody: it is the least that meets every last day, in quarters of an hour.
    Needed,
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its id in the catalogue.
    pub id: Id,
    /// For an activity, the offering to take.
    pub offering: Option<Id>,
    /// Its title.
    pub title: String,
    /// The credits it earns; nothing for exams and passes.
    pub credits: Credits,
    /// How long it takes; `None`: not known (exams), or no study at all (passes).
    pub length: Option<Length>,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The pass that opens it.
    pub pass: Option<Id>,
    /// The day to begin.
    pub start: Date,
    /// The day to be done; for a pass, the last day of its term (or of the plan, when it has none).
    pub finish: Date,
    /// The last day it can be done: its own end, or its pass's, or the deadline.
    pub last_day: Option<Date>,
    /// Where its facts were read: the oldest of them.
    pub evidence: Evidence,
    /// Where its price was read; `None` when it costs nothing here or the holder gave the price.
    pub price_evidence: Option<Evidence>,
    /// Where to do it.
    pub url: Option<String>,
    /// For an exam, how many others of its class would do at the same fee.
    pub interchangeable: u32,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ItemKind {
    /// A subscription to buy first.
    Pass,
    /// Something that earns credits.
    Activity,
    /// Something to sit and pass.
    Exam,
}

/// How one route came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteResult {
    /// The route.
    pub route: Id,
    /// The credits still to earn for it.
    pub gap: Credits,
    /// The exams it asks for, by class.
    pub exams: BTreeMap<Id, u32>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What it would cost, or what is missing.
    pub outcome: RouteOutcome,
}

/// What a route would cost, or what is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RouteOutcome {
    /// It can be closed for this much.
    Met {
        /// The money it takes.
        cost: Money,
        /// The learning credits it takes.
        clc: Clc,
        /// The study time it takes; `None` when the length of something in it is not known.
        effort: Option<Minutes>,
    },
    /// It cannot be closed.
    Short(Missing),
    /// The holder did not ask for it.
    NotAsked,
}

/// What is missing to close a route.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Missing {
    /// Credits.
    pub credits: Credits,
    /// Exams by class.
    pub exams: BTreeMap<Id, u32>,
}

/// Why no route can be closed, and what would change that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortfall {
    /// What the plan leaves missing on its route.
    pub missing: Missing,
    /// Single changes that would close a route, each found by solving again.
    pub relaxations: Vec<Relaxation>,
}

/// A single change that would close a route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Relaxation {
    /// More study time in a week.
    HoursPerWeek {
        /// The least that is enough.
        least: Minutes,
        /// What the plan would cost then.
        cost: Money,
    },
    /// A later expiry: to know how late it is already, not that anyone could ask for it.
    Deadline {
        /// The earliest expiry that is enough.
        expires: Date,
        /// What the plan would cost then.
        cost: Money,
    },
    /// More money.
    Budget {
        /// The least that is enough.
        least: Money,
    },
    /// More study time in all.
    MaxHours {
        /// The least that is enough.
        least: Minutes,
        /// What the plan would cost then.
        cost: Money,
    },
    /// A route that was not asked for.
    Route {
        /// The route.
        route: Id,
        /// What it would cost.
        cost: Money,
    },
    /// A rate for a currency that prices are in; what it would cost depends on the rate.
    Rate {
        /// The currency.
        currency: Currency,
    },
    /// Prices for the fewest things nobody gives one for.
    Prices {
        /// The things that would be used, an activity by its offering.
        of: Vec<(Id, Option<Id>)>,
        /// What the plan would cost beside them.
        cost: Money,
    },
    /// Study on the busy days too.
    Busy {
        /// What the plan would cost then.
        cost: Money,
    },
    /// Fewer filters.
    Filter {
        /// The filters to drop, each of those named in one relaxation.
        dropped: Vec<FilterPart>,
        /// What the plan would cost then.
        cost: Money,
    },
}

/// One filter of a holder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FilterPart {
    /// Only some kinds of activity.
    Kinds,
    /// Only some topics.
    Topics,
    /// Only some entries.
    Only,
    /// All but some entries.
    Exclude,
}

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
            Self::NoExpiry => "no-expiry",
            Self::OldPrice { .. } => "old-price",
            Self::OldFact { .. } => "old-fact",
            Self::Undated { .. } => "undated",
            Self::HardPace { .. } => "hard-pace",
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
            Self::HoursUnknown => "hours-unknown",
            Self::TooLate { .. } => "too-late",
            Self::NotOnRoute => "not-on-route",
        }
    }
}
