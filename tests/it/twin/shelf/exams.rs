//! Exams, and who pays for them.

use finder::model::{Discount, Exam, Id, Voucher};
use finder::plan::ItemKind;

use super::pay::{Payment, own_ways, pass_ways, price};
use super::{earliest, gone, has_a_day, older};
use crate::twin::{Instance, Thing, Totals, Way};

/// The usable ways to pay for an exam, whatever the route.
pub(super) fn exam_ways(instance: &Instance, exam: &Exam) -> Vec<Thing> {
    let Instance { need, today, .. } = instance;
    let filter = &need.filter;
    let class = instance.program.program.exam_class(&exam.class);
    let said = need.exam_hours.get(&exam.id);
    let said = said.or(need.exam_hours.get(&exam.class)).copied();
    let length = said.or(class.and_then(|class| class.study));
    let due = earliest(&[exam.last_day, instance.deadline()]);
    let timed = need.max_hours.is_some() || (need.hours_per_week.is_some() && due.is_some());
    let usable = !gone(exam.withdrawn.as_ref(), *today)
        && exam.last_day.is_none_or(|last| *today <= last)
        && has_a_day(instance, need.from, due)
        && !need.taken.contains(&exam.id)
        && !need.passed.contains_key(&exam.id)
        && (filter.only.is_empty() || filter.only.contains(&exam.id))
        && !filter.exclude.contains(&exam.id)
        && (length.is_some() || !timed);
    if !usable {
        return Vec::new();
    }
    let thing = |payment: Payment| Thing {
        kind: ItemKind::Exam,
        key: exam.id.to_string(),
        id: exam.id.clone(),
        offering: None,
        way: payment.way,
        begin: need.from,
        due,
        class: None,
        requires: Vec::new(),
        category: None,
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            unknown: u64::from(length.is_none()),
            minutes: length.map_or(0, |length| u64::from(length.minutes())),
            items: 1,
            exams: 1,
            credits: 0,
            staleness: older(instance, &exam.evidence, exam.fee_evidence()),
        },
    };
    let own = own_ways(instance, &[exam.id.to_string()], exam.fee, need.from);
    let ways = own.chain(voucher_ways(instance, exam));
    ways.chain(pass_voucher_ways(instance, exam))
        .map(thing)
        .collect()
}

/// The ways to pay with what the holder has.
fn voucher_ways(instance: &Instance, exam: &Exam) -> Vec<Payment> {
    let (fee, _) = price(instance, &[exam.id.to_string()], exam.fee);
    let vouchers = instance.need.vouchers.iter().enumerate();
    let fitting = vouchers.filter(|(_, voucher)| admits(instance, voucher, exam));
    let ways = fitting.filter_map(|(place, voucher)| {
        let left = match (voucher.discount, fee) {
            (Discount::Whole, _) => Some(0),
            (discount, fee) => fee.map(|fee| discount.apply(fee)),
        };
        left.map(|left| Payment::of(Way::Voucher(place), left, 0))
    });
    ways.collect()
}

fn admits(instance: &Instance, voucher: &Voucher, exam: &Exam) -> bool {
    let Some(name) = &voucher.exam else {
        return true;
    };
    *name == exam.id || is_of(instance, name, exam)
}

/// Whether an exam is of a class, or of a union of classes.
fn is_of(instance: &Instance, class: &Id, exam: &Exam) -> bool {
    let class = instance.program.program.exam_class(class);
    class.is_some_and(|class| class.admits(&exam.class))
}

/// The ways to pay with what comes with a pass that is bought.
fn pass_voucher_ways(instance: &Instance, exam: &Exam) -> Vec<Payment> {
    let passes = instance.program.passes.values();
    let sold = passes.filter(|pass| !pass_ways(instance, pass).is_empty());
    let ways = sold.flat_map(|pass| {
        let vouchers = pass.vouchers.iter().enumerate();
        let fitting = vouchers.filter(|(_, (class, _))| {
            let class = class.as_ref();
            class.is_none_or(|class| is_of(instance, class, exam))
        });
        fitting.map(|(place, _)| Payment::of(Way::PassVoucher(pass.id.clone(), place), 0, 0))
    });
    ways.collect()
}
