//! What the JSON of lists, entries and certifications shares: prices, offerings, the rule of a route.

use serde::Serialize;

use crate::{
    model::{Activity, Bound, Cost, Expiry, Id, Program, Route, Rule},
    report::{
        fetched::FetchedJson,
        json::{Amount, Day, Decimal, Exams, Read, exams},
    },
};

use super::{rules, select::Row};

/// What an entry costs on its own.
#[derive(Serialize)]
pub(super) struct Price {
    /// Whether anything is.
    known: bool,
    /// In money; nothing for what is free.
    cost: Option<Amount>,
    /// In learning credits.
    clc: Option<u32>,
    free: bool,
}

impl From<Cost> for Price {
    fn from(cost: Cost) -> Self {
        let (cash, clc) = match cost {
            Cost::Priced { cash, clc } => (cash, clc),
            Cost::Free | Cost::Unknown => (None, None),
        };
        Self {
            known: cost != Cost::Unknown,
            cost: cash.map(Amount::from),
            clc: clc.map(|clc| clc.0),
            free: cost == Cost::Free,
        }
    }
}

/// Until when: a day, `"never"`, or nothing where nobody says.
pub(super) fn until(expires: Expiry) -> Option<String> {
    match expires {
        Expiry::Unknown => None,
        Expiry::Never => Some("never".to_owned()),
        Expiry::On(day) => Some(day.to_string()),
    }
}

/// What an activity is, in its own JSON and in that of its offerings.
#[derive(Serialize)]
pub(super) struct AboutJson<'c> {
    title: &'c str,
    #[serde(rename = "type")]
    kind: &'static str,
    course: Option<&'c str>,
    version: Option<&'c str>,
    credits: Option<Decimal>,
    category: Option<&'c str>,
    requires: Vec<&'c str>,
}

impl<'c> From<&'c Activity> for AboutJson<'c> {
    fn from(activity: &'c Activity) -> Self {
        Self {
            title: &activity.title,
            kind: activity.kind.word(),
            course: activity.course.as_deref(),
            version: activity.version.as_deref(),
            credits: activity.credits.map(Decimal::from),
            category: activity.category.as_ref().map(Id::as_str),
            requires: activity.requires.iter().map(Id::as_str).collect(),
        }
    }
}

/// A program: what its credits are called, and where to go.
#[derive(Serialize)]
pub(super) struct ProgramJson<'c> {
    id: &'c str,
    name: &'c str,
    unit: &'c str,
    url: &'c str,
    currency: &'static str,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> From<&'c Program> for ProgramJson<'c> {
    fn from(program: &'c Program) -> Self {
        Self {
            id: program.id.as_str(),
            name: &program.name,
            unit: &program.unit,
            url: &program.url,
            currency: program.currency.code(),
            note: program.note.as_deref(),
            read: (&program.evidence).into(),
        }
    }
}

/// What a route asks for.
#[derive(Serialize)]
pub(super) struct RuleJson<'c> {
    id: &'c str,
    credits: Decimal,
    exams: Exams<'c>,
    confidence: &'static str,
}

impl<'c> From<&'c Route> for RuleJson<'c> {
    fn from(route: &'c Route) -> Self {
        Self {
            id: route.id.as_str(),
            credits: route.credits.into(),
            exams: exams(&route.exams),
            confidence: route.confidence.word(),
        }
    }
}

/// What a level demands of credits: one of the four bounds, and the base categories it is about.
#[derive(Serialize)]
pub(super) struct DemandJson<'c> {
    category: Option<&'c str>,
    includes: Vec<&'c str>,
    most: Option<Decimal>,
    most_percent: Option<u32>,
    least: Option<Decimal>,
    yearly: Option<Decimal>,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> DemandJson<'c> {
    pub(super) fn new(program: &'c Program, rule: &'c Rule) -> Self {
        let category = rule.category.as_ref();
        let (mut most, mut most_percent, mut least, mut yearly) = (None, None, None, None);
        match rule.bound {
            Bound::Most(credits) => most = Some(credits.into()),
            Bound::MostPercent(percent) => most_percent = Some(percent),
            Bound::Least(credits) => least = Some(credits.into()),
            Bound::Yearly(credits) => yearly = Some(credits.into()),
        }
        Self {
            category: category.map(Id::as_str),
            includes: category.map_or_else(Vec::new, |id| rules::bases(program.category(id), id)),
            most,
            most_percent,
            least,
            yearly,
            read: (&rule.evidence).into(),
        }
    }
}

/// One offering, with what of its activity a list needs.
#[derive(Serialize)]
pub(super) struct OfferingJson<'c> {
    program: &'c str,
    id: &'c str,
    offering: &'c str,
    #[serde(flatten)]
    about: AboutJson<'c>,
    hours: Option<Decimal>,
    hours_estimated: bool,
    price: Price,
    cost: Option<Amount>,
    cost_per_credit: Option<Amount>,
    passes: Vec<&'c str>,
    provider: &'c str,
    delivery: &'static str,
    opens: Option<Day>,
    starts: Option<Day>,
    ends: Option<Day>,
    expires: Option<String>,
    status: &'static str,
    topics: &'c [String],
    url: Option<&'c str>,
    note: Option<&'c str>,
    fetched: Option<FetchedJson<'c>>,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> From<&Row<'c>> for OfferingJson<'c> {
    fn from(row: &Row<'c>) -> Self {
        let Row {
            program,
            activity,
            offering,
            ..
        } = row;
        Self {
            program: program.program.id.as_str(),
            id: activity.id.as_str(),
            offering: offering.id.as_str(),
            about: (*activity).into(),
            hours: row.length.map(|length| length.minutes.into()),
            hours_estimated: row.length.is_some_and(|length| length.estimated),
            price: offering.cost.into(),
            cost: row.price.map(Amount::from),
            cost_per_credit: row.per_credit().map(Amount::from),
            passes: offering.passes.iter().map(Id::as_str).collect(),
            provider: offering.provider.as_str(),
            delivery: offering.delivery.word(),
            opens: offering.opens.map(Day::from),
            starts: offering.class.map(|class| class.starts.into()),
            ends: offering.class.map(|class| class.ends.into()),
            expires: until(offering.expires),
            status: row.standing.code(),
            topics: &activity.topics,
            url: offering.url.as_deref(),
            note: offering.note.as_deref(),
            fetched: offering.fetched.as_ref().map(FetchedJson::from),
            read: (&offering.evidence).into(),
        }
    }
}
