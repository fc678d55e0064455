//! What the question took from the holder's record.

use serde::Serialize;

use crate::{
    model::Id,
    record::{Drawn, Part},
    report::{
        json::Day,
        plan::{Report, drawn},
    },
};

/// What came from the record.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    used: Vec<Said>,
    overridden: Vec<Said>,
    renewed: Option<Renewed<'a>>,
    ends_earlier: Vec<Ends<'a>>,
    higher: Option<&'a str>,
}

/// One thing the record says, named after the flag that says otherwise.
#[derive(Serialize)]
struct Said {
    what: &'static str,
    value: String,
}

/// The renewal that began the running cycle.
#[derive(Serialize)]
struct Renewed<'a> {
    on: Day,
    route: Option<&'a str>,
}

/// A certification that ends before the one that is renewed.
#[derive(Serialize)]
struct Ends<'a> {
    id: &'a str,
    expires: Day,
}

impl<'a> Record<'a> {
    pub(super) fn of(report: &Report<'a>) -> Option<Self> {
        let said = |parts: &[Part]| -> Vec<Said> {
            let said = parts.iter().map(|part| Said {
                what: part.word(),
                value: drawn::value(report, part),
            });
            said.collect()
        };
        let drawn: &'a Drawn = report.drawn?;
        let earlier = drawn.ends_earlier.iter();
        Some(Self {
            used: said(&drawn.used),
            overridden: said(&drawn.overridden),
            renewed: drawn.renewed.as_ref().map(|renewal| Renewed {
                on: renewal.on.into(),
                route: renewal.route.as_ref().map(Id::as_str),
            }),
            ends_earlier: earlier
                .map(|(id, day)| Ends {
                    id: id.as_str(),
                    expires: (*day).into(),
                })
                .collect(),
            higher: drawn.higher.as_ref().map(Id::as_str),
        })
    }
}
