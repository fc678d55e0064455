//! The report as the body of a pull request.

use std::io::{self, Write};

use super::{COUNTS, Fetched, age, columns, says};
use crate::{
    listing::{Item, State},
    report::{clean, markdown},
};

/// Writes the report in Markdown.
///
/// # Errors
/// Only those of the writer.
pub fn fetch_markdown(out: &mut dyn Write, fetched: &Fetched<'_>) -> io::Result<()> {
    let rows = fetched.sources.iter().map(|source| {
        let number =
            |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let reason = source
            .reason
            .as_ref()
            .map(|reason| format!(": {reason}"))
            .unwrap_or_default();
        let mut cells = vec![
            source.id.clone(),
            format!("{}{reason}", source.status),
            number(source.rows),
        ];
        cells.extend(
            COUNTS
                .iter()
                .map(|(_, states)| number(source.rows.map(|_| fetched.count(&source.id, states)))),
        );
        cells.push(source.age.map(age).unwrap_or_default());
        cells
    });
    markdown::table(out, &columns(), &rows.collect::<Vec<_>>())?;
    for item in fetched
        .items
        .iter()
        .filter(|item| item.state != State::Same)
    {
        write_item(out, item)?;
    }
    Ok(())
}

/// Writes an item. What was fetched stands in spans of code: there it is no markup, no link, and calls nobody by name.
fn write_item(out: &mut dyn Write, item: &Item) -> io::Result<()> {
    let code = |text: &str| format!("`{}`", clean(text).replace('`', "'"));
    writeln!(out, "\n**{}** {}\n", item.state.word(), code(&item.name()))?;
    for said in says(item) {
        writeln!(out, "- {}", code(&said))?;
    }
    let page = match markdown::link(&item.page) {
        Some(link) => format!("<{link}>"),
        None => code(&item.page),
    };
    writeln!(
        out,
        "- read on {} by {}: {page}",
        item.retrieved, item.source
    )
}
