//! A pass is bought as soon as all of a plan fits, where nothing decides about the day.

use finder::model::Busy;
use finder::plan::cheapest;

use crate::twin::by_hand::{asked, cash};
use crate::twin::plain::{day, hours, today};
use crate::values::id;

/// A week's study for an exam that ends soon, a week's for an activity behind a pass of a week, and some days of rest: the exam comes
/// first, and the pass on the day after it.
#[test]
fn nobody_waits_for_a_pass() {
    let instance = asked(&[("credits-and-exam", 10, &[("core", 1)])])
        .exam("core-1", "core", cash(100))
        .activity("a", 10, cash(150))
        .pass("gold", cash(100), Some(7))
        .with_need(|need| {
            need.hours_per_week = Some(hours(10));
            need.busy = Busy::new([(day(3), day(7))]);
        });
    let mut instance = instance;
    let exam = instance.program.exams.get_mut(&id("core-1")).unwrap();
    exam.last_day = Some(day(15));
    let answer = cheapest(
        &instance.program,
        &instance.certification,
        &instance.need,
        today(),
    );
    let plan = &answer.outcome.planned().unwrap().plan;
    let pass = plan
        .items
        .iter()
        .find(|item| item.id == id("gold"))
        .unwrap();
    assert_eq!(pass.start, day(12));
    assert_eq!(plan.finish, day(18));
}
