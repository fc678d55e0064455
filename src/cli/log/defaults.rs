//! What every plan reckons with unless a flag says otherwise: currency, rates, hours a week, days without study.
//!
//! Passes and learning credits are defaults too; `purse` writes them, and here they are taken out.

use crate::{
    cli::{
        Failure,
        args::{DefaultKey, LogDefaults},
        convert::Given,
        rates::rates,
    },
    model::{Busy, Currency},
    record::Defaults,
    report::words,
};

use super::{Desk, papers::own_words};

/// Remembers them, and tells what was done.
pub(super) fn log(args: &LogDefaults, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    said("--busy", &args.busy)?;
    said("--rate", &args.exchange.rate)?;
    let before = &desk.record.defaults;
    let mut now = before.clone();
    for key in &args.forget {
        forget(*key, &mut now);
    }
    exchange(args, &mut now, desk)?;
    let weekly = Given::maybe("--hours-per-week", args.hours_per_week.as_ref());
    let weekly = weekly.map(Given::weekly).transpose()?;
    now.hours_per_week = weekly.or(now.hours_per_week);
    let busy = Given::many("--busy", &args.busy).map(Given::spell);
    let busy = busy.collect::<Result<Vec<_>, _>>()?;
    now.busy = Busy::new(now.busy.spells().chain(busy));
    if is_silent(args) {
        return Err(Failure::usage("there is nothing to remember")
            .hint(
                "Say what every plan is to reckon with: `finder log defaults --hours-per-week 5`.",
            )
            .hint("`finder log defaults --help` shows what else there is."));
    }
    if now == *before {
        return Ok("your record has it so; nothing was changed".to_owned());
    }
    desk.document.set_defaults(&now);
    Ok(told(&now))
}

/// Refuses a flag that is there and says nothing. A comma too many is passed over.
fn said(flag: &'static str, values: &[String]) -> Result<(), Failure> {
    match values.first() {
        Some(first) if Given::many(flag, values).next().is_none() => {
            own_words(flag, first).map(drop)
        }
        _ => Ok(()),
    }
}

fn is_silent(args: &LogDefaults) -> bool {
    let exchange = &args.exchange;
    exchange.currency.is_none()
        && exchange.rate.is_empty()
        && args.hours_per_week.is_none()
        && args.busy.is_empty()
        && args.forget.is_empty()
}

fn forget(key: DefaultKey, defaults: &mut Defaults) {
    match key {
        DefaultKey::Currency => {
            defaults.currency = None;
            defaults.rates.clear();
        }
        DefaultKey::Rates => defaults.rates.clear(),
        DefaultKey::HoursPerWeek => defaults.hours_per_week = None,
        DefaultKey::Busy => defaults.busy = Busy::default(),
        DefaultKey::Clc => defaults.purse = None,
    }
}

/// The currency and the rates into it. Rates into another currency than before mean nothing any more.
fn exchange(
    args: &LogDefaults,
    defaults: &mut Defaults,
    desk: &mut Desk<'_, '_>,
) -> Result<(), Failure> {
    let Some(before) = currency(defaults, desk) else {
        return Err(Failure::usage("the catalogue holds no program"));
    };
    let given = rates(&args.exchange, before)?;
    if given.into != before && !defaults.rates.is_empty() {
        let note = format!("the rates in your record are into {before}; they are forgotten");
        desk.world.err.note(&note)?;
        defaults.rates.clear();
    }
    if args.exchange.currency.is_some() {
        defaults.currency = Some(given.into);
    }
    defaults.rates.extend(given.from);
    Ok(())
}

/// What the rates of a record are into: its own currency, or that of the catalogue's programs.
fn currency(defaults: &Defaults, desk: &Desk<'_, '_>) -> Option<Currency> {
    let mut programs = desk.catalog.programs.values();
    let first = programs.next().map(|program| program.program.currency);
    defaults.currency.or(first)
}

/// What plans reckon with now.
fn told(defaults: &Defaults) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(currency) = defaults.currency {
        parts.push(format!("prices in {currency}"));
    }
    let rates = defaults.rates.iter();
    parts.extend(rates.map(|(currency, rate)| format!("{currency} at {rate}")));
    if let Some(weekly) = defaults.hours_per_week {
        parts.push(format!("{weekly} hours a week"));
    }
    let spells = defaults.busy.spells();
    parts.extend(spells.map(|(from, to)| format!("no study from {from} to {to}")));
    if let Some(purse) = defaults.purse {
        parts.push(words::count(purse.clc.0 as usize, "learning credit"));
    }
    if parts.is_empty() {
        return "your plans reckon with no defaults of yours".to_owned();
    }
    format!("your plans reckon with {}", words::list(&parts))
}
