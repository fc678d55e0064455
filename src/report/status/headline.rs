//! The one sentence that matters most.

use super::{days, days_left, name, names};
use crate::{
    model::Date,
    record::{
        outlook::{Outlook, Part},
        standing::{HeldState, Target},
    },
    report::words,
};

/// What expires first, and when; or that nothing does.
pub(super) fn sentence(outlook: &Outlook<'_>) -> String {
    let first = outlook
        .programs
        .iter()
        .flat_map(|part| {
            part.standing
                .targets
                .iter()
                .map(move |target| (part, target))
        })
        .filter(|(_, target)| target.deadline.is_some())
        .min_by_key(|(part, target)| ends_first(part, target));
    if let Some((part, target)) = first {
        return left(part, target, outlook);
    }
    let lapsed = outlook.programs.iter().flat_map(|part| {
        let expired = part.told().filter(|held| held.state == HeldState::Expired);
        expired.filter_map(move |held| Some((held.cycle.expires?, name(part, &held.id))))
    });
    match lapsed.max() {
        Some((on, name)) => format!("{name} expired on {on}."),
        None if outlook
            .programs
            .iter()
            .any(|part| part.told().next().is_some()) =>
        {
            "Nothing you hold has an expiry that is known.".to_owned()
        }
        None => "Your record names no certification that the catalogue has.".to_owned(),
    }
}

/// The first day on which something of a target has expired.
fn ends_first(part: &Part<'_>, target: &Target) -> Option<Date> {
    let members = part.members(target).into_iter();
    members.filter_map(|held| held.cycle.expires).min()
}

/// How long there is left for a target, and before that for what renews with it and ends earlier.
fn left(part: &Part<'_>, target: &Target, outlook: &Outlook<'_>) -> String {
    let earlier = part.standing.ends_earlier(target);
    let Some(first) = earlier.first() else {
        let whole = of_target(part, target, outlook, &names(part, target));
        return format!("{whole}.");
    };
    let until = first.cycle.expires.and_then(|day| day.pred_opt());
    let late = part.members(target).into_iter();
    let late = late.filter(|held| !earlier.contains(held));
    let late: Vec<String> = late.map(|held| name(part, &held.id)).collect();
    let then = of_target(part, target, outlook, &words::list(&late));
    match (days_left(first, outlook), until) {
        (Some(left), Some(until)) => format!(
            "{} left for {}, until {until}, which ends first; {then}.",
            days(left),
            name(part, &first.id)
        ),
        _ => format!("{then}."),
    }
}

fn of_target(part: &Part<'_>, target: &Target, outlook: &Outlook<'_>, names: &str) -> String {
    let lead = part.standing.lead(target);
    let left = lead.and_then(|held| days_left(held, outlook));
    match (left, target.deadline) {
        (Some(left), Some(deadline)) if target.reached.is_some() => format!(
            "{} left for {names}, until {deadline}: all that is needed is completed, and has yet to be validated",
            days(left)
        ),
        (Some(left), Some(deadline)) => {
            format!("{} left to renew {names}: until {deadline}", days(left))
        }
        _ => format!("{names} can be renewed"),
    }
}
