//! `[[category]]`: the categories of credits, each a base category or a union of base categories; and who may count in which.

use std::collections::BTreeSet;

use super::{
    entries::Entries,
    entry::{Kind, Linked},
    fields::Fields,
    values::{Value, text},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::Category,
};

/// Reads every category of a program.
pub(super) fn read_all(fields: &mut Fields<'_>) -> Vec<Category> {
    let unions: BTreeSet<&str> = fields
        .items("category")
        .filter_map(|item| item.get_ref().as_table())
        .filter(|table| table.contains_key("includes"))
        .filter_map(|table| table.get("id")?.get_ref().as_str())
        .collect();
    fields.parts("category", |fields| category(fields, &unions))
}

fn category(fields: &mut Fields<'_>, unions: &BTreeSet<&str>) -> Option<Category> {
    let id = fields.id(Kind::Category);
    let name = fields.required("name", text::plain);
    let mut includes = Vec::new();
    fields.expect(&["includes"]);
    if fields.has("includes") {
        includes = fields.refs(Kind::Category, "includes");
        only_base_categories(fields, unions);
    }
    fields.optional("note", text::plain);
    Some(Category {
        id: id?,
        name: name?,
        includes,
    })
}

/// A union counts credits of its base categories. One that named a union could go in circles.
fn only_base_categories(fields: &mut Fields<'_>, unions: &BTreeSet<&str>) {
    let items: Vec<Value<'_>> = fields.items("includes").collect();
    let is_list = |value: Value<'_>| value.get_ref().is_array();
    if items.is_empty() && fields.value_of("includes").is_some_and(is_list) {
        let message = "a union includes at least one category";
        let finding = Diagnostic::error(Code::BadCategory, message);
        fields.report(finding.at(fields.file(), fields.span_of("includes"), ""));
    }
    for item in items {
        let name = item.get_ref().as_str().unwrap_or_default();
        if unions.contains(name) {
            let message = format!("`{}` is itself a union", shown(name));
            let finding = Diagnostic::error(Code::BadCategory, message)
                .at(fields.file(), item.span(), "")
                .help("Name the base categories it includes.");
            fields.report(finding);
        }
    }
}

/// Leaves out every activity that counts in a union: a cap on another union of the same base categories would not know of it.
pub(super) fn activities_name_base_categories(program: &mut Entries<'_>) {
    let Some(rules) = &program.program.value else {
        return;
    };
    let unions: BTreeSet<&str> = rules
        .categories
        .iter()
        .filter(|category| !category.includes.is_empty())
        .map(|category| category.id.as_str())
        .collect();
    for entry in &mut program.activities {
        let named = entry.activity.references().iter();
        let wrong = named.filter(|name| name.kind == Kind::Category && unions.contains(name.text));
        let findings = wrong.map(|name| {
            let message = format!("`{}` is a union of categories", shown(name.text));
            Diagnostic::error(Code::BadCategory, message)
                .at(name.file, name.span.clone(), "")
                .help("Name the one base category that its credits count in.")
        });
        let findings = findings.collect();
        entry.activity.fail(findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::fields::testing::outcome;

    /// Two base categories, and a third with the given keys.
    #[track_caller]
    fn check(keys: &str, expected: &[Code]) {
        let text = format!(
            "[[category]]\nid = 'a'\nname = 'A'\n[[category]]\nid = 'b'\nname = 'B'\n\
             [[category]]\nid = 'c'\nname = 'C'\n{keys}\n"
        );
        let found = outcome(&text, |fields| Some(read_all(fields))).err();
        let found = found.unwrap_or_default().into_iter();
        let codes: Vec<Code> = found.map(|(code, _)| code).collect();
        assert_eq!(codes, expected, "{keys}");
    }

    #[test]
    fn a_category_is_a_base_or_a_union_of_bases() {
        check("", &[]);
        check("includes = ['a', 'b']", &[]);
        check("includes = []", &[Code::BadCategory]);
        check("includes = ['a', 'c']", &[Code::BadCategory]);
        check("includes = 'a'", &[Code::WrongType]);
        check("hours = 3", &[Code::UnknownKey]);
    }
}
