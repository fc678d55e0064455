//! Vouchers and discounts for exams: the holder's own, and those of a pass.

use finder::model::{Cost, Discount};

use super::check;
use crate::twin::Instance;
use crate::twin::by_hand::{Asked, asked, cash};
use crate::twin::plain::{hours, usd};
use crate::values::id;

const ONE: &[Asked] = &[("exam-only", 0, &[("core", 1)])];
const TWO: &[Asked] = &[("exam-only", 0, &[("professional", 2)])];

fn one(fee: Cost) -> Instance {
    asked(ONE).exam("k", "core", fee)
}

fn two() -> Instance {
    asked(TWO)
        .exam("k", "core", cash(400))
        .exam("c", "concentration", cash(300))
}

#[test]
fn takes_off_what_the_voucher_says() {
    let with = |discount: Discount| one(cash(400)).voucher(None, 1, discount);
    check(&with(Discount::Whole), "exam-only: 0, 0: k");
    check(&with(Discount::Percent(50)), "exam-only: 200, 0: k");
    check(&with(Discount::Amount(usd(70))), "exam-only: 330, 0: k");
    check(&with(Discount::Amount(usd(500))), "exam-only: 0, 0: k");
}

#[test]
fn pays_a_fee_that_nobody_knows_only_as_a_whole() {
    let with = |discount: Discount| one(Cost::Unknown).voucher(None, 1, discount);
    check(&with(Discount::Whole), "exam-only: 0, 0: k");
    check(&with(Discount::Percent(100)), "Short");
    check(&with(Discount::Amount(usd(500))), "Short");
}

#[test]
fn pays_for_the_exams_it_is_for() {
    let with = |exam: &str| one(cash(400)).voucher(Some(exam), 1, Discount::Whole);
    check(&with("k"), "exam-only: 0, 0: k");
    check(&with("core"), "exam-only: 0, 0: k");
    check(&with("professional"), "exam-only: 0, 0: k");
    check(&with("concentration"), "exam-only: 400, 0: k");
    check(&with("other"), "exam-only: 400, 0: k");
}

#[test]
fn pays_no_more_exams_than_there_are_vouchers() {
    let with = |count: u32| two().voucher(None, count, Discount::Whole);
    check(&with(0), "exam-only: 700, 0: c k");
    check(&with(1), "exam-only: 300, 0: c k");
    check(&with(2), "exam-only: 0, 0: c k");
    // Half of 400 is more than 70 of either: half for one, 70 for the other.
    let mixed =
        two()
            .voucher(None, 1, Discount::Percent(50))
            .voucher(None, 1, Discount::Amount(usd(70)));
    check(&mixed, "exam-only: 430, 0: c k");
}

#[test]
fn buys_a_pass_for_its_vouchers() {
    let with = |class: Option<&str>, count: u32| {
        let gold = two().pass("gold", cash(100), None);
        gold.pass_voucher("gold", class, count)
    };
    check(&with(None, 2), "exam-only: 100, 0: c gold k");
    check(&with(None, 1), "exam-only: 400, 0: c gold k");
    check(
        &with(Some("concentration"), 2),
        "exam-only: 500, 0: c gold k",
    );
    // Two kinds of voucher in one pass, one exam each.
    let both = with(Some("core"), 1).pass_voucher("gold", Some("concentration"), 1);
    check(&both, "exam-only: 100, 0: c gold k");
    // A pass that is there already gives none; once it has an end, another can be bought.
    let held = |instance: Instance, end| {
        instance.with_need(|need| need.passes = [(id("gold"), end)].into())
    };
    check(&held(with(None, 2), None), "exam-only: 700, 0: c k");
    let ends = Some(crate::twin::plain::day(5));
    check(&held(with(None, 2), ends), "exam-only: 100, 0: c gold k");
}

/// The ten hours of an exam take seven days at ten hours a week.
#[test]
fn sits_an_exam_within_the_term_of_the_pass_that_pays_it() {
    let with = |days: u32| {
        let gold = one(cash(400)).pass("gold", cash(100), Some(days));
        let gold = gold.pass_voucher("gold", None, 1);
        gold.with_need(|need| need.hours_per_week = Some(hours(10)))
    };
    check(&with(7), "exam-only: 100, 0: gold k");
    check(&with(6), "exam-only: 400, 0: k");
}
