//! How long something takes: the holder's own reckoning before a page's statement, and that before an estimate.

use crate::model::{Activity, Exam, Length, Need, Offering, Program};

/// How long an offering takes; `None`: nobody says.
pub(super) fn of_offering(
    program: &Program,
    need: &Need,
    activity: &Activity,
    offering: &Offering,
) -> Option<Length> {
    let own = need.activity_hours.get(&activity.id);
    let own = own.map(|minutes| Length {
        minutes: *minutes,
        estimated: false,
    });
    own.or_else(|| program.estimates.length(activity, offering))
}

/// How much study an exam takes; `None`: nobody says.
pub(super) fn of_exam(program: &Program, need: &Need, exam: &Exam) -> Option<Length> {
    let own = &need.exam_hours;
    let own = own.get(&exam.id).or_else(|| own.get(&exam.class));
    let study = program.exam_class(&exam.class)?.study;
    own.copied().or(study).map(|minutes| Length {
        minutes,
        estimated: own.is_none(),
    })
}
