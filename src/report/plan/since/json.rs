//! For programs, as docs/schema/diff.json describes.

use std::io::{self, Write};

use serde::Serialize;

use super::{SinceReport, words};
use crate::{
    model::{Clc, Id, Money},
    report::{
        clean,
        json::{self, Amount, Day, Decimal},
        plan::json::Missing,
    },
    saved::{Change, Fate, SavedItem},
};

pub(super) fn write(out: &mut dyn Write, report: &SinceReport<'_>) -> io::Result<()> {
    json::write(out, &Document::of(report))
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    today: Day,
    name: &'a str,
    saved: Day,
    program: &'a str,
    certification: &'a str,
    /// Whether what is left of it still closes the gap.
    still_renews: bool,
    /// The day the certification was renewed on since it was made.
    renewed: Option<Day>,
    /// What the part that is not done was reckoned to cost.
    was: Price,
    /// What it costs today; `null` where it no longer closes the gap.
    is: Option<Price>,
    missing: Option<Missing<'a>>,
    items: Vec<Item<'a>>,
    instead: Option<Instead>,
    /// The whole, as a sentence.
    message: String,
}

#[derive(Serialize)]
struct Price {
    cost: Amount,
    clc: u32,
}

impl From<(Money, Clc)> for Price {
    fn from((cost, clc): (Money, Clc)) -> Self {
        Self {
            cost: cost.into(),
            clc: clc.0,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    kind: &'static str,
    id: &'a str,
    offering: Option<&'a str>,
    title: String,
    /// `done`, `held`, `open`, `gone` or `needless`.
    fate: &'static str,
    done: Option<Day>,
    /// Why it cannot be used as it was planned.
    reason: Option<&'static str>,
    /// The offering that the rest of the plan takes instead.
    instead: Option<&'a str>,
    changes: Vec<Changed>,
    message: String,
}

/// One thing that is otherwise.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Changed {
    Cost { was: Price, is: Price },
    Credits { was: Decimal, is: Decimal },
    LastDay { was: Option<Day>, is: Option<Day> },
    Late { by: Day },
}

/// The plan that is better today.
#[derive(Serialize)]
struct Instead {
    cost: Amount,
    clc: u32,
    cheaper_by: Option<Amount>,
    finish: Option<Day>,
    ask: String,
}

impl<'a> Document<'a> {
    fn of(report: &SinceReport<'a>) -> Self {
        let (plan, since) = (report.plan, report.since);
        let items = plan.items.iter().zip(&since.fates);
        Self {
            format: json::FORMAT,
            today: report.rest.answer.today.into(),
            name: plan.name.as_str(),
            saved: plan.saved.into(),
            program: plan.program.as_str(),
            certification: plan.certification.as_str(),
            still_renews: since.still_does(),
            renewed: since.renewed.map(Day::from),
            was: since.was.into(),
            is: since.rest.map(Price::from),
            missing: since.missing.as_ref().map(Missing::of),
            items: items
                .map(|(item, fate)| Item::of(report, item, fate))
                .collect(),
            instead: since.instead.as_ref().map(|plan| Instead {
                cost: plan.cost.into(),
                clc: plan.clc.0,
                cheaper_by: since.cheaper_by.map(Amount::from),
                finish: (!plan.hours_unknown).then(|| plan.finish.into()),
                ask: clean(report.again),
            }),
            message: words::headline(report),
        }
    }
}

impl<'a> Item<'a> {
    fn of(report: &SinceReport<'a>, item: &'a SavedItem, fate: &'a Fate) -> Self {
        let of = |fate| Self {
            kind: item.kind.word(),
            id: item.id.as_str(),
            offering: item.offering.as_ref().map(Id::as_str),
            title: words::title(item),
            fate,
            done: None,
            reason: None,
            instead: None,
            changes: Vec::new(),
            message: String::new(),
        };
        let told = match fate {
            Fate::Done { on } => Self {
                done: Some((*on).into()),
                ..of("done")
            },
            Fate::Held => of("held"),
            Fate::Open(changes) => Self {
                changes: changes.iter().map(Changed::of).collect(),
                ..of("open")
            },
            Fate::Gone { reason, instead } => Self {
                reason: reason.as_ref().map(crate::plan::Reason::code),
                instead: instead.as_ref().map(Id::as_str),
                ..of("gone")
            },
            Fate::Needless => of("needless"),
        };
        Self {
            message: words::fate(report, item, fate),
            ..told
        }
    }
}

impl Changed {
    fn of(change: &Change) -> Self {
        match *change {
            Change::Cost { was, is } => Self::Cost {
                was: was.into(),
                is: is.into(),
            },
            Change::Credits { was, is } => Self::Credits {
                was: was.into(),
                is: is.into(),
            },
            Change::LastDay { was, is } => Self::LastDay {
                was: was.map(Day::from),
                is: is.map(Day::from),
            },
            Change::Late { by } => Self::Late { by: by.into() },
        }
    }
}
