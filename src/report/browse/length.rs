//! How long an offering takes: as a page says, or as the program estimates.

use crate::{
    model::{Activity, Effort, Minutes, Offering, Program},
    plan::Length,
};

/// How long an offering takes; `None` when nobody says and its credits are not known either, or are none.
pub(super) fn length(
    program: &Program,
    activity: &Activity,
    offering: &Offering,
) -> Option<Length> {
    let estimates = &program.estimates;
    match offering.effort.or(activity.effort) {
        Some(Effort::Hours(minutes)) => Some(Length {
            minutes,
            estimated: false,
        }),
        Some(Effort::Days(days)) => {
            estimate(u64::from(days) * u64::from(estimates.per_day.minutes()))
        }
        None => {
            let credits = activity
                .credits
                .filter(|credits| credits.hundredths() > 0)?;
            let hours = u64::from(credits.hundredths()) * u64::from(estimates.hours_per_credit);
            estimate((hours * 60).div_ceil(100 * 100))
        }
    }
}

fn estimate(minutes: u64) -> Option<Length> {
    let minutes = u32::try_from(minutes).ok().and_then(Minutes::new)?;
    Some(Length {
        minutes,
        estimated: true,
    })
}
