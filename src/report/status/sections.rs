//! Everything there is to tell, in order, for a terminal and as Markdown.

use std::io::{self, Write};

use super::{certifications, claims, headline, next, targets, warnings};
use crate::{
    record::outlook::{Outlook, Part},
    report::{
        Style, Table,
        markdown::{self, prose},
        page::Page,
    },
};

/// A part of the page.
enum Section {
    /// A paragraph.
    Text(String),
    /// What belongs to the section before it.
    Note(String),
    /// A list under a heading; true where it is not to be missed.
    List(String, Vec<String>, bool),
    /// A table, under a heading where it has one.
    Table(Option<String>, Table),
}

/// Tells it as text.
pub(super) fn text(out: &mut dyn Write, outlook: &Outlook<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.strong(&headline::sentence(outlook))?;
    for section in sections(outlook, style) {
        match section {
            Section::Text(text) => page.paragraph(&text)?,
            Section::Note(text) => page.note(&text)?,
            Section::List(heading, items, false) => page.list(&heading, &items)?,
            Section::List(heading, items, true) => page.cautions(&heading, &items)?,
            Section::Table(Some(heading), table) => page.titled(&heading, &table.render(style))?,
            Section::Table(None, table) => page.block(&table.render(style))?,
        }
    }
    page.strong(&next::sentence(outlook, style))
}

/// Tells it as Markdown.
pub(super) fn markdown(out: &mut dyn Write, outlook: &Outlook<'_>) -> io::Result<()> {
    writeln!(out, "# Certifications on {}\n", outlook.today)?;
    writeln!(out, "{}", prose(&headline::sentence(outlook)))?;
    for section in sections(outlook, Style::PLAIN) {
        match section {
            Section::Text(text) | Section::Note(text) if text.is_empty() => {}
            Section::List(_, items, _) if items.is_empty() => {}
            Section::Text(text) | Section::Note(text) => writeln!(out, "\n{}", prose(&text))?,
            Section::List(heading, items, _) => {
                writeln!(out, "\n## {}\n", prose(&heading))?;
                for item in items {
                    writeln!(out, "- {}", prose(&item))?;
                }
            }
            Section::Table(heading, table) => {
                if let Some(heading) = heading {
                    writeln!(out, "\n## {}", prose(&heading))?;
                }
                writeln!(out)?;
                markdown::table(out, &table.columns, &table.texts())?;
            }
        }
    }
    writeln!(out, "\n{}", prose(&next::sentence(outlook, Style::PLAIN)))
}

fn sections(outlook: &Outlook<'_>, style: Style) -> Vec<Section> {
    let mut sections = vec![Section::List(
        "Overdue".to_owned(),
        warnings::overdue(outlook, style),
        true,
    )];
    if let Some(table) = certifications::table(outlook) {
        sections.push(Section::Table(None, table));
        sections.push(Section::Note(certifications::legend(outlook)));
    }
    let renewals = certifications::renewals(outlook);
    sections.push(Section::List(
        "Renewed, and not in your record".to_owned(),
        renewals,
        false,
    ));
    for part in &outlook.programs {
        of_program(&mut sections, outlook, part, style);
    }
    let endings = warnings::endings(outlook);
    sections.push(Section::List("Ends soon".to_owned(), endings, true));
    let strangers = warnings::strangers(outlook, style);
    sections.push(Section::List(
        "Not in this catalogue".to_owned(),
        strangers,
        true,
    ));
    for part in &outlook.programs {
        sections.push(Section::Text(warnings::if_nothing(part)));
        sections.push(Section::Note(warnings::reminder(part, outlook)));
    }
    sections
}

/// What is to be renewed in a program, its claims, and its evidence.
fn of_program(sections: &mut Vec<Section>, outlook: &Outlook<'_>, part: &Part<'_>, style: Style) {
    for target in &part.standing.targets {
        let heading = targets::heading(part, target);
        let Some(table) = targets::table(part, target) else {
            let known = format!("{heading}, no way is known.");
            sections.push(Section::Text(known));
            continue;
        };
        sections.push(Section::Table(Some(heading), table));
        sections.push(Section::Note(targets::had(part, target)));
        sections.push(Section::Note(targets::reached(part, target)));
        let earlier = targets::ends_earlier(part, target);
        sections.push(Section::List("Ends before it".to_owned(), earlier, true));
        let passed_over = targets::passed_over(outlook, target, style);
        sections.push(Section::List(
            "Does not count".to_owned(),
            passed_over,
            false,
        ));
    }
    let claims = claims::sentences(outlook, part, style);
    sections.push(Section::List("Claims".to_owned(), claims, false));
    sections.push(Section::Note(claims::rule(part, outlook)));
    let lacking = claims::lacking(outlook, part, style);
    sections.push(Section::List(
        "Missing from your record".to_owned(),
        lacking,
        true,
    ));
}
