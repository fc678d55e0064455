//! `refs`: what an activity is called in the listings that are fetched. What a row says is told by it before anything else.

use std::{collections::BTreeMap, ops::Range};

use toml::{Spanned, de::DeValue};

use super::{
    entries::Entries,
    entry::{Kind, Linked, Table},
    fields::Fields,
    values::text,
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::Id,
};

/// The names of the activity, by the source that gives them.
pub(super) fn read(fields: &mut Fields<'_>) -> BTreeMap<Id, String> {
    let mut refs = BTreeMap::new();
    for (key, value) in fields.pairs("refs") {
        let source = key.get_ref().as_ref();
        match Id::new(source) {
            Ok(source) => {
                fields.refer_key(Kind::Source, key.get_ref(), key.span());
                let name = fields.judge(source.as_str(), value, text::plain);
                refs.extend(name.map(|name| (source, name)));
            }
            Err(error) => {
                let message = format!("`{}` is no id of a source", shown(source));
                let finding = Diagnostic::error(Code::BadId, message);
                fields.report(finding.at(fields.file(), key.span(), error.to_string()));
            }
        }
    }
    refs
}

/// Of two activities with the same name in a listing, the first keeps it.
pub(super) fn are_unique(program: &mut Entries<'_>) {
    let mut taken: BTreeMap<(Id, String), (usize, Range<usize>)> = BTreeMap::new();
    for entry in &mut program.activities {
        let Some((activity, table)) = entry.activity.sound() else {
            continue;
        };
        let mut findings = Vec::new();
        for (source, name) in &activity.refs {
            let place = (table.file, place(table, source));
            let key = (source.clone(), name.clone());
            if let Some((file, span)) = taken.get(&key) {
                let message = format!(
                    "`{}` of the source `{source}` is another activity",
                    shown(name)
                );
                let finding = Diagnostic::error(Code::DuplicateRef, message)
                    .at(place.0, place.1, "the same name again")
                    .at(*file, span.clone(), "first here")
                    .help("Look at the row, and leave the name with the activity that it is.");
                findings.push(finding);
            } else {
                taken.insert(key, place);
            }
        }
        entry.activity.fail(findings);
    }
}

/// Where the name that a source gives stands.
fn place(table: &Table<'_>, source: &Id) -> Range<usize> {
    let refs = table.value_of("refs").map(Spanned::get_ref);
    let name = match refs {
        Some(DeValue::Table(names)) => names.get(source.as_str()),
        _ => None,
    };
    name.map_or_else(|| table.span_of("refs"), Spanned::span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::fields::testing::outcome;

    fn refs(text: &str) -> Result<BTreeMap<Id, String>, Vec<(Code, usize)>> {
        outcome(text, |fields| Some(read(fields)))
    }

    #[test]
    fn names_are_read_by_their_source() {
        let read = refs("refs = { revup = '104', partner-a = 'x 1' }").unwrap();
        assert_eq!(read[&Id::new("partner-a").unwrap()], "x 1");
        assert_eq!(refs("[refs]\nrevup = '104'\n").unwrap().len(), 1);
        assert_eq!(refs("refs.revup = '104'\n").unwrap().len(), 1);
        assert!(refs("").unwrap().is_empty());
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let text = "[refs]\nrevup = 104\n'Rev Up' = 'a'\nlive = ' '\nshop = ''\n";
        let mut found = refs(text).unwrap_err();
        found.sort_by_key(|(_, line)| *line);
        assert_eq!(
            found,
            [
                (Code::WrongType, 2),
                (Code::BadId, 3),
                (Code::BadText, 4),
                (Code::BadText, 5),
            ]
        );
        assert_eq!(refs("refs = '104'").unwrap_err(), [(Code::WrongType, 1)]);
    }
}
