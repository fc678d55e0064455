//! `[defaults]` and `[[pass]]`: what she reckons with in every plan.

use std::collections::BTreeMap;

use super::values::{clc, rate, spell, weekly};
use crate::{
    diagnostic::{Code, shown},
    model::{Busy, Currency, Rate},
    reading::{
        entry::Kind,
        fields::Fields,
        values::{Fault, day, price},
    },
    record::{Defaults, HeldPass, Purse},
};

/// Reads both.
pub(super) fn read(fields: &mut Fields<'_>) -> Defaults {
    let defaults = fields.table("defaults", |table| Some(defaults(table)));
    let passes = fields.parts("pass", |part| {
        part.refer(Kind::Pass, part.value_of("id"));
        let id = part.id(Kind::Pass);
        let until = part.optional("until", day::day);
        Some(HeldPass { id: id?, until })
    });
    Defaults {
        passes,
        ..defaults.unwrap_or_default()
    }
}

fn defaults(fields: &mut Fields<'_>) -> Defaults {
    let currency = fields.optional("currency", price::currency);
    let rates = rates(fields, currency);
    let hours_per_week = fields.optional("hours_per_week", weekly);
    let busy = Busy::new(fields.list("busy", spell));
    let clc = fields.optional("clc", clc);
    let until = fields.optional("clc_until", day::day);
    if until.is_some() && !fields.has("clc") {
        let fault = Fault::new(Code::MissingKey, "stands without `clc`")
            .label("no learning credits are given that could lapse");
        fields.fault("clc_until", fields.span_of("clc_until"), fault);
    }
    Defaults {
        currency,
        rates,
        hours_per_week,
        busy,
        passes: Vec::new(),
        purse: clc.map(|clc| Purse { clc, until }),
    }
}

fn rates(fields: &mut Fields<'_>, into: Option<Currency>) -> BTreeMap<Currency, Rate> {
    let mut rates = BTreeMap::new();
    for (code, value) in fields.pairs("rates") {
        let name = code.get_ref().as_ref();
        let Some(currency) = Currency::from_code(name) else {
            let fault = Fault::new(Code::BadMoney, "names no currency")
                .label("currencies have three capital letters, such as `USD`");
            fields.fault(name, code.span(), fault);
            continue;
        };
        if into == Some(currency) {
            let fault = Fault::new(Code::BadMoney, "is the currency of every plan already").help(
                format!("Leave `{}` out, or choose another `currency`.", shown(name)),
            );
            fields.fault(name, code.span(), fault);
            continue;
        }
        if let Some(rate) = fields.judge(name, value, rate) {
            rates.insert(currency, rate);
        }
    }
    rates
}
