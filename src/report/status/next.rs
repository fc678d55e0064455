//! The one next step.

use super::{certifications, name_anywhere, title};
use crate::{
    model::Id,
    record::outlook::{Next, Outlook, Part},
    report::{Style, clean},
};

/// The one next step, in a sentence.
pub(super) fn sentence(outlook: &Outlook<'_>, style: Style) -> String {
    let command = command(outlook);
    let command = command.map_or_else(String::new, |command| format!("`{command}`"));
    match &outlook.next {
        Next::Begin => format!("Next: {command} says what you hold."),
        Next::Claim(place) => {
            let what = outlook.completion(*place).map(|done| title(done, style));
            format!(
                "Next: claim {}: {command} says how.",
                what.unwrap_or_default()
            )
        }
        Next::WriteDown { id, .. } => {
            let name = name_anywhere(outlook, id);
            format!(
                "Next: see that {name} stands as renewed{}, then {command}.",
                at(outlook)
            )
        }
        Next::AskRenewed { id, with, on } => format!(
            "Next: see whether {} was renewed on {on}, together with {}; if so, {command}.",
            name_anywhere(outlook, id),
            name_anywhere(outlook, with)
        ),
        Next::SayWhen(id) => format!(
            "Next: say since when you hold {}: {command}.",
            name_anywhere(outlook, id)
        ),
        Next::Plan(id) => format!(
            "Next: {command} finds the cheapest way to renew {}.",
            name_anywhere(outlook, id)
        ),
        Next::Look(place) => {
            let what = outlook.completion(*place).map(|done| title(done, style));
            format!(
                "Next: see whether {} was validated; if so, {command}.",
                what.unwrap_or_default()
            )
        }
        Next::StartAgain(id) => format!(
            "Next: {command} shows what {} takes; or take it out of your record, if you have let it go.",
            name_anywhere(outlook, id)
        ),
        Next::Nothing => "Nothing is to be done.".to_owned(),
    }
}

/// The command that does the next step; `None` where there is nothing to do.
pub(super) fn command(outlook: &Outlook<'_>) -> Option<String> {
    let claimed = |place: usize| outlook.completion(place).map(|done| done.id().to_string());
    match &outlook.next {
        Next::Begin => Some("finder log cert ID --earned DATE".to_owned()),
        Next::Claim(place) => Some(format!("finder claim {}", claimed(*place)?)),
        Next::Look(place) => Some(format!("finder claim {} --done", claimed(*place)?)),
        Next::WriteDown { id, on } | Next::AskRenewed { id, on, .. } => {
            let part = part_of(outlook, id)?;
            Some(certifications::write_down(part, id, *on))
        }
        Next::SayWhen(id) => Some(format!("finder log cert {id} --earned DATE")),
        Next::Plan(id) => Some(format!("finder plan --cert {id}")),
        Next::StartAgain(id) => Some(format!("finder show {id}")),
        Next::Nothing => None,
    }
}

/// Where the holder sees how her certifications stand.
fn at(outlook: &Outlook<'_>) -> String {
    let Next::WriteDown { id, .. } = &outlook.next else {
        return String::new();
    };
    part_of(outlook, id).map_or_else(String::new, |part| {
        format!(" at {}", clean(&part.program.program.url))
    })
}

/// The program of a certification.
fn part_of<'o, 'a>(outlook: &'o Outlook<'a>, id: &Id) -> Option<&'o Part<'a>> {
    let mut parts = outlook.programs.iter();
    parts.find(|part| part.certification(id).is_some())
}
