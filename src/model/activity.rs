//! Activities, and the ways to take them.

use std::collections::BTreeMap;

use super::{Cost, Credits, Date, Effort, Evidence, Id, Withdrawal};

/// What earns credits: one course with its version, one offer, one session. Claimed at most once, ever.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Activity {
    /// Its lasting name, which is also its file's.
    pub id: Id,
    /// Its official title.
    pub title: String,
    /// What kind of thing it is.
    pub kind: ActivityKind,
    /// Its course code. Activities that share one are the same course: at most one of them in a plan.
    pub course: Option<String>,
    /// Its version, such as `1.4`.
    pub version: Option<String>,
    /// The CE credits it earns. `None`: not known, so never planned. Zero: it is known to earn nothing.
    pub credits: Option<Credits>,
    /// How long it takes, however it is taken.
    pub effort: Option<Effort>,
    /// What it is about, from the program's list.
    pub topics: Vec<String>,
    /// The category its credits count in, where the program has any.
    pub category: Option<Id>,
    /// The activities that must be done before it is begun: in the same plan, or earlier.
    pub requires: Vec<Id>,
    /// The exam it prepares for.
    pub exam: Option<Id>,
    /// What it is called in listings, by the id of the listing's source.
    pub refs: BTreeMap<Id, String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where its credits were read.
    pub evidence: Evidence,
    /// The ways to take it.
    pub offerings: Vec<Offering>,
}

impl Activity {
    /// What makes two activities the same course: the course code where there is one, else the activity alone.
    pub fn course_key(&self) -> String {
        self.course
            .as_deref()
            .unwrap_or(self.id.as_str())
            .to_ascii_lowercase()
    }
}

/// The kinds of activity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ActivityKind {
    /// A course with no end of its own.
    Course,
    /// A time-limited offer. Undated, it goes stale with its facts.
    Offer,
    /// A short self-paced lesson.
    Tutorial,
    /// A broadcast session.
    Webinar,
    /// A conference session.
    Session,
    /// A hands-on class.
    Workshop,
    /// Helping to write exams or courses.
    Authoring,
}

impl ActivityKind {
    /// Every kind, in the order they are listed.
    pub const ALL: [Self; 7] = [
        Self::Course,
        Self::Offer,
        Self::Tutorial,
        Self::Webinar,
        Self::Session,
        Self::Workshop,
        Self::Authoring,
    ];

    /// The word for it in a file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Offer => "offer",
            Self::Tutorial => "tutorial",
            Self::Webinar => "webinar",
            Self::Session => "session",
            Self::Workshop => "workshop",
            Self::Authoring => "authoring",
        }
    }

    /// The kind with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One way to take an activity. At most one for a course in a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offering {
    /// Its name within the activity: its own, or else its provider's.
    pub id: Id,
    /// Who offers it.
    pub provider: Id,
    /// How it is taken.
    pub delivery: Delivery,
    /// What it costs on its own.
    pub cost: Cost,
    /// Any of these passes opens it at no further cost.
    pub passes: Vec<Id>,
    /// How long it takes, where that differs from the activity's own.
    pub effort: Option<Effort>,
    /// The days it takes place on, for a class with fixed dates.
    pub class: Option<ClassDates>,
    /// The first day it can be begun; `None`: not stated, so taken as begun already.
    pub opens: Option<Date>,
    /// The last day it earns credit.
    pub expires: Expiry,
    /// Where to take it.
    pub url: Option<String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
    /// Set when it was seen to be gone.
    pub withdrawn: Option<Withdrawal>,
    /// Set where a fetched listing was laid over it, on request.
    pub fetched: Option<Fetched>,
}

/// What a listing says that was laid over an offering: nobody has checked it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fetched {
    /// The source of the listing.
    pub source: Id,
    /// The day it was retrieved.
    pub on: Date,
    /// What of the offering comes from there.
    pub fields: Vec<&'static str>,
}

/// The days of a class with fixed dates: whoever takes it does nothing else on them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClassDates {
    /// The first day.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
}

/// The forms an offering takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Delivery {
    /// At one's own pace, online.
    SelfPaced,
    /// With an instructor, in a room.
    InstructorLed,
    /// With an instructor, online.
    Virtual,
    /// At a conference.
    Event,
}

impl Delivery {
    /// Every form, in the order they are listed.
    pub const ALL: [Self; 4] = [
        Self::SelfPaced,
        Self::InstructorLed,
        Self::Virtual,
        Self::Event,
    ];

    /// The word for it in a file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::SelfPaced => "self-paced",
            Self::InstructorLed => "instructor-led",
            Self::Virtual => "virtual",
            Self::Event => "event",
        }
    }

    /// The form with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|delivery| delivery.word() == word)
    }
}

/// Until when something earns credit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expiry {
    /// No page says. It may be used, with the age of the fact shown.
    Unknown,
    /// A page says that it does not end.
    Never,
    /// This day is the last.
    On(Date),
}

impl Expiry {
    /// The last day, where there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::On(day) => Some(day),
            Self::Unknown | Self::Never => None,
        }
    }
}
