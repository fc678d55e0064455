//! Entries with nothing special about them, to be changed where a class wants it so.

use std::collections::BTreeMap;

use chrono::Days;
use finder::model::{
    Activity, ActivityKind, Clc, Cost, Credits, Currency, Date, Delivery, Evidence, Exam, Expiry,
    Id, Minutes, Money, Offering, Pass, Route,
};

/// The day every instance is asked on.
pub(super) fn today() -> Date {
    day(0)
}

/// So many days after that.
pub(super) fn day(n: u32) -> Date {
    let today = Date::from_ymd_opt(2026, 11, 22).unwrap();
    today.checked_add_days(Days::new(u64::from(n))).unwrap()
}

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(super) fn usd(cents: u64) -> Money {
    let currency = Currency::from_code("USD").unwrap();
    Money {
        minor: cents,
        currency,
    }
}

pub(super) fn cash(cents: u64) -> Cost {
    Cost::Priced {
        cash: Some(usd(cents)),
        clc: None,
    }
}

pub(super) fn purse(clc: u32) -> Cost {
    Cost::Priced {
        cash: None,
        clc: Some(Clc(clc)),
    }
}

pub(super) fn credits(hundredths: u32) -> Credits {
    Credits::from_hundredths(hundredths).unwrap()
}

pub(super) fn minutes(minutes: u32) -> Minutes {
    Minutes::new(minutes).unwrap()
}

/// Facts that someone looked at so many days ago.
pub(super) fn evidence(age: u32) -> Evidence {
    let checked = today().checked_sub_days(Days::new(u64::from(age)));
    Evidence {
        source: "https://example.com/".to_owned(),
        checked: checked.unwrap(),
        undated: false,
    }
}

/// An activity with a number that earns so many hundredths of a credit, and has no offering yet.
pub(super) fn activity(number: usize, hundredths: u32, age: u32) -> Activity {
    Activity {
        id: id(&format!("a{number:06}")),
        title: format!("Activity {number}"),
        kind: ActivityKind::Course,
        course: None,
        version: None,
        credits: Some(credits(hundredths)),
        effort: None,
        topics: Vec::new(),
        category: None,
        requires: Vec::new(),
        exam: None,
        refs: BTreeMap::new(),
        note: None,
        evidence: evidence(age),
        offerings: Vec::new(),
    }
}

/// The offering of an activity with a number, at that price.
pub(super) fn offering(number: usize, cost: Cost, age: u32) -> Offering {
    Offering {
        id: id(&format!("p{number}")),
        provider: id("provider"),
        delivery: Delivery::SelfPaced,
        cost,
        passes: Vec::new(),
        effort: None,
        class: None,
        opens: None,
        expires: Expiry::Never,
        url: None,
        note: None,
        evidence: evidence(age),
        withdrawn: None,
        fetched: None,
    }
}

/// An exam of a class, with its number.
pub(super) fn exam(number: usize, class: &str, fee: Cost) -> Exam {
    Exam {
        id: id(&format!("{}-{number:03}", &class[..2])),
        code: None,
        name: format!("Exam {number}"),
        class: id(class),
        fee,
        fee_evidence: None,
        minutes: Some(90),
        certifications: Vec::new(),
        formerly: None,
        last_day: None,
        successor: None,
        withdrawn: None,
        note: None,
        evidence: evidence(7),
    }
}

/// A pass with its number, for so many days.
pub(super) fn pass(number: usize, cost: Cost, days: Option<u32>) -> Pass {
    Pass {
        id: id(&format!("pass-{number:03}")),
        title: format!("Pass {number}"),
        provider: id("provider"),
        cost,
        days,
        vouchers: Vec::new(),
        url: None,
        note: None,
        evidence: evidence(3),
    }
}

/// A route that asks for so many whole credits, and exams by class.
pub(super) fn route(name: &str, whole: u32, exams: &[(&str, u32)]) -> Route {
    let exams: BTreeMap<Id, u32> = exams.iter().map(|(class, n)| (id(class), *n)).collect();
    Route {
        id: id(name),
        credits: credits(whole * 100),
        exams,
        confidence: finder::model::Confidence::Confirmed,
        evidence: evidence(0),
    }
}
