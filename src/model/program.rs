//! A program: the rules of one renewal scheme, as data.

use std::collections::BTreeMap;

use super::{
    Activity, ActivityKind, Advice, Category, ClaimStep, Credits, Currency, Effort, Evidence, Fee,
    Id, Length, Minutes, Offering, Reminders, Rule, Wait,
};

/// The rules of a renewal scheme. Nothing about any scheme is written in code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// Its lasting name.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What its credits are called, in the singular.
    pub unit: String,
    /// Where holders claim.
    pub url: String,
    /// What becomes of a certification that has expired, in a sentence; `None`: nobody says.
    pub after_expiry: Option<String>,
    /// Whether a renewal lasts from the day its last activity was completed; `false`: nobody says from which day.
    pub renews_from_completion: bool,
    /// The currency a plan is told in when the holder names none.
    pub currency: Currency,
    /// The topics its activities may name.
    pub topics: Vec<String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
    /// When facts count as old.
    pub freshness: Freshness,
    /// How unknown lengths are estimated.
    pub estimates: Estimates,
    /// The classes of exam, base classes and unions of them.
    pub exam_classes: Vec<ExamClass>,
    /// The categories of credits, base categories and unions of them.
    pub categories: Vec<Category>,
    /// The levels, lowest first.
    pub levels: Vec<Level>,
    /// How credits are claimed, in order.
    pub claim_steps: Vec<ClaimStep>,
    /// Within how many days of the completion credits are claimed; `None`: nobody says.
    pub claim_within: Option<Wait>,
    /// After how many days an exam that was passed may be sat again; `None`: nobody says.
    pub exam_again_after: Option<Wait>,
    /// When it reminds of an expiry; `None`: nobody says.
    pub reminders: Option<Reminders>,
}

impl Program {
    /// The level with that id.
    pub fn level(&self, id: &Id) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == *id)
    }

    /// The category with that id.
    pub fn category(&self, id: &Id) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The exam class with that id.
    pub fn exam_class(&self, id: &Id) -> Option<&ExamClass> {
        self.exam_classes.iter().find(|class| class.id == *id)
    }
}

/// After how many days a fact of a kind is called old.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Freshness {
    /// Time-limited offers: an undated one is left out as stale after this.
    pub offer: u32,
    /// Any other offering.
    pub offering: u32,
    /// Prices and fees.
    pub price: u32,
    /// The program's own rules.
    pub rule: u32,
}

impl Freshness {
    /// The limit for an activity of that kind and its offerings.
    pub fn of(self, kind: ActivityKind) -> u32 {
        match kind {
            ActivityKind::Offer => self.offer,
            _ => self.offering,
        }
    }
}

/// How a length is estimated where no page gives one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Estimates {
    /// Study time for one credit, in hundredths of an hour.
    pub hours_per_credit: u32,
    /// Study time for one class day.
    pub per_day: Minutes,
    /// How the rates were got.
    pub note: Option<String>,
    /// Where they were read.
    pub evidence: Evidence,
}

impl Estimates {
    /// The credits that so much time earns by the rate, rounded down to the hundredth; `None` above what any activity earns.
    pub fn credits_of(&self, time: Minutes) -> Option<Credits> {
        // Both are hundredths: of a credit, and of the hours for one.
        let hundredths = u64::from(time.minutes()) * 10_000 / 60;
        let credits = hundredths.checked_div(u64::from(self.hours_per_credit))?;
        Credits::from_hundredths(u32::try_from(credits).ok()?)
    }

    /// How long an offering takes: as a page states it, or else by the rates, rounded up to the minute. `None` when no page says and
    /// its credits are not known either, or are none.
    pub fn length(&self, activity: &Activity, offering: &Offering) -> Option<Length> {
        let estimate = |minutes: u64| Length {
            minutes: u32::try_from(minutes)
                .ok()
                .and_then(Minutes::new)
                .unwrap_or(Minutes::MOST),
            estimated: true,
        };
        match offering.effort.or(activity.effort) {
            Some(Effort::Hours(minutes)) => Some(Length {
                minutes,
                estimated: false,
            }),
            Some(Effort::Days(days)) => Some(estimate(
                u64::from(days) * u64::from(self.per_day.minutes()),
            )),
            None => {
                let credits = activity
                    .credits
                    .filter(|credits| *credits > Credits::ZERO)?;
                let product = u64::from(credits.hundredths()) * u64::from(self.hours_per_credit);
                Some(estimate((product * 60).div_ceil(10_000)))
            }
        }
    }
}

/// A class of exams.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExamClass {
    /// Its lasting name.
    pub id: Id,
    /// What it is called in a sentence, in the singular.
    pub name: String,
    /// Study time to count for one exam of the class; `None`: nobody says.
    pub study: Option<Minutes>,
    /// Where the study time was read.
    pub study_evidence: Option<Evidence>,
    /// For a union, the classes that count as it.
    pub includes: Vec<Id>,
}

impl ExamClass {
    /// Whether an exam of `class` counts as one of this class.
    pub fn admits(&self, class: &Id) -> bool {
        self.id == *class || self.includes.contains(class)
    }
}

/// A level of certification and the ways to renew it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Its lasting name.
    pub id: Id,
    /// Its official name.
    pub name: String,
    /// Its height: a higher one covers lower ones where `covers` says so.
    pub rank: u32,
    /// The levels that renew together when this one does, itself among them.
    pub covers: Vec<Id>,
    /// How many years a renewal is valid; `None`: it does not end, or nobody says.
    pub years: Option<u32>,
    /// Whether credits renew it at all.
    pub takes_credits: bool,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
    /// What is owed for keeping a certification of the level, whatever renews it.
    pub fee: Option<Fee>,
    /// The pace that is recommended, and not demanded.
    pub advice: Option<Advice>,
    /// What is demanded of credits by category, along every route that asks for credits.
    pub rules: Vec<Rule>,
    /// The official alternatives, in the order they are tried.
    pub routes: Vec<Route>,
}

/// One official way to renew a level: so many credits and so many exams by class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// `credits-only`, `credits-and-exam` or `exam-only`, numbered where a level has several of a kind.
    pub id: Id,
    /// The credits it asks for.
    pub credits: Credits,
    /// The exams it asks for, by class; each exam counts once.
    pub exams: BTreeMap<Id, u32>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Where it was read.
    pub evidence: Evidence,
}

impl Route {
    /// Whether the route asks for no exam.
    pub fn is_credits_only(&self) -> bool {
        self.exams.is_empty()
    }

    /// Whether `name` means this route: its id, or its kind (`credits-and-exam` means `credits-and-exam-2` too).
    pub fn answers_to(&self, name: &str) -> bool {
        let id = self.id.as_str();
        id == name
            || id
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('-'))
                .is_some_and(|number| {
                    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
                })
    }
}

/// How sure a rule is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confidence {
    /// Read on an official page, or on two independent good ones.
    Confirmed,
    /// Read on one good page, or follows from an official statement.
    Likely,
}

impl Confidence {
    /// Both, the surer first.
    pub const ALL: [Self; 2] = [Self::Confirmed, Self::Likely];

    /// The word for it in a file and in a report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Likely => "likely",
        }
    }
}
