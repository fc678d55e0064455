//! `--voucher`: vouchers and discounts a holder has for exams.

use crate::{
    cli::{Failure, convert::Given, names},
    model::{Discount, Id, Money, ProgramCatalog, Rates, Voucher, parse_scaled},
};

/// The word for any exam.
const ANY_EXAM: &str = "exam";
/// The most exams one voucher may be for.
const MOST: u64 = 100;
/// How a voucher is written.
const WAY_OUT: &str =
    "Write it as `--voucher exam`, `--voucher core:2` or `--voucher 350-401=50%`.";

/// Vouchers by `WHAT[:COUNT][=DISCOUNT]`, in the order they were given.
pub(super) fn vouchers(
    given: &[String],
    program: &ProgramCatalog,
    rates: &Rates,
) -> Result<Vec<Voucher>, Failure> {
    Given::many("--voucher", given)
        .map(|given| voucher(given, program, rates))
        .collect()
}

fn voucher(given: Given<'_>, program: &ProgramCatalog, rates: &Rates) -> Result<Voucher, Failure> {
    let (what, discount) = match given.value.split_once('=') {
        Some((what, discount)) => (what.trim(), Some(discount.trim())),
        None => (given.value, None),
    };
    let (what, count) = match what.split_once(':') {
        Some((what, count)) => (what.trim(), Some(count.trim())),
        None => (what, None),
    };
    Ok(Voucher {
        exam: admitted(given, what, program)?,
        count: count.map_or(Ok(1), |count| exams(given, count))?,
        discount: match discount {
            None => Discount::Whole,
            Some(text) => self::discount(given, text, rates)?,
        },
    })
}

/// What it is for: any exam, a class, or one exam by number or code.
fn admitted(given: Given<'_>, what: &str, program: &ProgramCatalog) -> Result<Option<Id>, Failure> {
    if what.is_empty() {
        return Err(given.wrong("it does not say for which exam").hint(WAY_OUT));
    }
    let classes = program.program.exam_classes.iter();
    let classes = classes.map(|class| class.id.as_str());
    let numbers = program.exams.keys().map(Id::as_str);
    let codes = program.exams.values().filter_map(|e| e.code.as_deref());
    let known: Vec<&str> = std::iter::once(ANY_EXAM)
        .chain(classes)
        .chain(numbers)
        .chain(codes)
        .collect();
    let name = names::one_of(
        given.part(what),
        "exam or class of exams",
        known.into_iter(),
    )
    .map_err(|failure| failure.hint(WAY_OUT))?;
    if name == ANY_EXAM {
        return Ok(None);
    }
    let id = Id::new(name).ok();
    let is_id =
        |id: &Id| program.program.exam_class(id).is_some() || program.exams.contains_key(id);
    if let Some(id) = id.filter(is_id) {
        return Ok(Some(id));
    }
    let exams = coded(name, program);
    if let [exam] = exams.as_slice() {
        return Ok(Some((*exam).clone()));
    }
    let ids: Vec<String> = exams.iter().map(|id| format!("`{id}`")).collect();
    let failure = given.wrong("several exams are called so");
    Err(failure.hint(format!("Name one by its number: {}.", ids.join(", "))))
}

/// The exams that have a code, in any case.
fn coded<'c>(code: &str, program: &'c ProgramCatalog) -> Vec<&'c Id> {
    let is_code = |known: &str| known.eq_ignore_ascii_case(code);
    let exams = program.exams.values();
    let coded = exams.filter(|exam| exam.code.as_deref().is_some_and(is_code));
    coded.map(|exam| &exam.id).collect()
}

/// How many exams it is for.
fn exams(given: Given<'_>, count: &str) -> Result<u32, Failure> {
    let number = parse_scaled(count, 0)
        .ok()
        .filter(|number| (1..=MOST).contains(number));
    number
        .and_then(|number| u32::try_from(number).ok())
        .ok_or_else(|| {
            let why = format!("a voucher is for 1 to {MOST} exams, in whole numbers");
            given.wrong(why).hint(WAY_OUT)
        })
}

/// What it takes off: so many per cent, or an amount.
fn discount(given: Given<'_>, text: &str, rates: &Rates) -> Result<Discount, Failure> {
    let Some(percent) = text.strip_suffix('%') else {
        let money = given.part(text).money(rates)?;
        return if money == Money::zero(rates.into) {
            Err(given.wrong("it takes nothing off").hint(WAY_OUT))
        } else {
            Ok(Discount::Amount(money))
        };
    };
    let percent = parse_scaled(percent.trim(), 0)
        .ok()
        .and_then(|percent| u32::try_from(percent).ok());
    match percent {
        Some(100) => Ok(Discount::Whole),
        Some(percent @ 1..100) => Ok(Discount::Percent(percent)),
        _ => {
            let failure = given.wrong("a discount is from 1% to 100%, in whole numbers");
            Err(failure.hint(WAY_OUT))
        }
    }
}
