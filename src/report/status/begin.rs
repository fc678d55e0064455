//! The short answers: an empty record, and what is to be claimed.

use std::io::{self, Write};

use super::claims as sentences;
use crate::{
    record::outlook::Outlook,
    report::{Style, page::Page},
};

/// Says how to begin a record; `path` is the file where there is one with nothing in it.
///
/// # Errors
/// Those of the writer.
pub fn begin(out: &mut dyn Write, path: Option<&str>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    match path {
        Some(path) => page.strong(&format!(
            "Your record, `{path}`, says nothing of what you hold or completed yet."
        ))?,
        None => page.strong("You have no record yet: say what you hold, and it is made.")?,
    }
    let steps = [
        "`finder log cert ccnp-enterprise --earned 2024-05-01` says what you hold, and since when. `finder certs` lists the names.",
        "`finder log ENCOR --completed 2026-10-02` says what you completed, `finder log exam 350-401 --passed 2026-09-14` what you passed.",
        "`finder status` then says how many days are left, what is missing, and what to do next; `finder plan --cert ccnp` finds the \
         cheapest way.",
    ];
    page.steps("How to begin", &steps.map(str::to_owned))
}

/// Tells everything that is to be claimed.
///
/// # Errors
/// Those of the writer.
pub fn claims(out: &mut dyn Write, outlook: &Outlook<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    let parts = || outlook.programs.iter();
    let claims: Vec<String> = parts()
        .flat_map(|part| sentences::listed(outlook, part, style))
        .collect();
    if claims.is_empty() {
        return page.paragraph("Nothing is to be claimed.");
    }
    page.list("To be claimed", &claims)?;
    for part in parts() {
        page.paragraph(&sentences::rule(part, outlook))?;
    }
    Ok(())
}
