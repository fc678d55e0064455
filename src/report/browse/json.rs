//! The values of JSON that several answers share. Field names are part of the interface: they are only ever added.

use std::{
    fmt::Display,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use crate::model::{Cost, Date, Evidence, Expiry, Id, Length, Money};

use super::{price, select::Row};

/// The version of the shape, in every answer.
pub(super) const FORMAT: u32 = 1;

/// Writes one answer and ends the line.
pub(super) fn write(out: &mut dyn Write, answer: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    writeln!(out)
}

/// A decimal, written digit for digit: it never passes through a float.
pub(super) struct Decimal(String);

impl Decimal {
    /// Of something whose `Display` is a plain decimal: credits, hours.
    pub(super) fn of(value: impl Display) -> Self {
        Self(value.to_string())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// A day, written `2027-01-31`.
pub(super) struct Day(Date);

impl From<Date> for Day {
    fn from(day: Date) -> Self {
        Self(day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An amount of money.
#[derive(Serialize)]
pub(super) struct Amount {
    amount: String,
    currency: &'static str,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self {
            amount: money.amount(),
            currency: money.currency.code(),
        }
    }
}

/// What an entry costs on its own.
#[derive(Serialize)]
pub(super) struct Price {
    /// Nothing is known.
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

/// Where facts were read.
#[derive(Serialize)]
pub(super) struct Read<'c> {
    source: &'c str,
    checked: Day,
    undated: bool,
}

impl<'c> From<&'c Evidence> for Read<'c> {
    fn from(evidence: &'c Evidence) -> Self {
        Self {
            source: &evidence.source,
            checked: evidence.checked.into(),
            undated: evidence.undated,
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

/// One offering, with what of its activity a list needs.
#[derive(Serialize)]
pub(super) struct OfferingJson<'c> {
    id: &'c str,
    offering: &'c str,
    title: &'c str,
    #[serde(rename = "type")]
    kind: &'static str,
    course: Option<&'c str>,
    version: Option<&'c str>,
    credits: Option<Decimal>,
    hours: Option<Decimal>,
    hours_estimated: bool,
    price: Price,
    cost: Option<Amount>,
    cost_per_credit: Option<Amount>,
    passes: Vec<&'c str>,
    provider: &'c str,
    delivery: &'static str,
    opens: Option<Day>,
    expires: Option<String>,
    status: &'static str,
    topics: &'c [String],
    url: Option<&'c str>,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> From<&Row<'c>> for OfferingJson<'c> {
    fn from(row: &Row<'c>) -> Self {
        let Row {
            activity, offering, ..
        } = row;
        Self {
            id: activity.id.as_str(),
            offering: offering.id.as_str(),
            title: &activity.title,
            kind: activity.kind.word(),
            course: activity.course.as_deref(),
            version: activity.version.as_deref(),
            credits: activity.credits.map(Decimal::of),
            hours: row.length.map(|length: Length| Decimal::of(length.minutes)),
            hours_estimated: row.length.is_some_and(|length| length.estimated),
            price: offering.cost.into(),
            cost: row.price.map(Amount::from),
            cost_per_credit: row
                .price
                .and_then(|price| price::per_credit(price, activity))
                .map(Amount::from),
            passes: offering.passes.iter().map(Id::as_str).collect(),
            provider: offering.provider.as_str(),
            delivery: offering.delivery.word(),
            opens: offering.opens.map(Day::from),
            expires: until(offering.expires),
            status: row.standing.code(),
            topics: &activity.topics,
            url: offering.url.as_deref(),
            note: offering.note.as_deref(),
            read: (&offering.evidence).into(),
        }
    }
}
