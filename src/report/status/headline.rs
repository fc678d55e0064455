//! The one sentence that matters most.

use super::{days, days_left, name, names};
use crate::record::{
    outlook::{Outlook, Part},
    standing::{HeldState, Target},
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
        .min_by_key(|(_, target)| target.deadline);
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

fn left(part: &Part<'_>, target: &Target, outlook: &Outlook<'_>) -> String {
    let names = names(part, target);
    let lead = part.standing.lead(target);
    let left = lead.and_then(|held| days_left(held, outlook));
    match (left, target.deadline) {
        (Some(left), Some(deadline)) if target.reached.is_some() => format!(
            "{} left for {names}, until {deadline}: all that is needed is completed, and has yet to be validated.",
            days(left)
        ),
        (Some(left), Some(deadline)) => {
            format!("{} left to renew {names}: until {deadline}.", days(left))
        }
        _ => format!("{names} can be renewed."),
    }
}
