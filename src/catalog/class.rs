//! `[[exam_class]]`: the classes of exam, each a base class or a union of base classes.

use std::collections::BTreeSet;

use toml::{Spanned, de::DeString};

use super::{
    entry::Kind,
    evidence::dated,
    fields::Fields,
    values::{Fault, Value, number, text},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{ExamClass, Id},
};

/// The most exams of a class that a route may ask for, or a pass pay for.
pub(super) const MOST_EXAMS: u32 = 20;

/// Reads every class of a program.
pub(super) fn read_all(fields: &mut Fields<'_>) -> Vec<ExamClass> {
    let unions: BTreeSet<&str> = fields
        .items("exam_class")
        .filter_map(|item| item.get_ref().as_table())
        .filter(|table| table.contains_key("includes"))
        .filter_map(|table| table.get("id")?.get_ref().as_str())
        .collect();
    fields.parts("exam_class", |fields| class(fields, &unions))
}

fn class(fields: &mut Fields<'_>, unions: &BTreeSet<&str>) -> Option<ExamClass> {
    let id = fields.id(Kind::Class);
    let name = fields.required("name", text::plain);
    let (mut study, mut study_evidence) = (None, None);
    let mut includes = Vec::new();
    fields.expect(&["hours", "hours_source", "hours_checked", "includes"]);
    if fields.has("includes") {
        includes = fields.refs(Kind::Class, "includes");
        only_base_classes(fields, unions);
    }
    if ["hours", "hours_source", "hours_checked"]
        .iter()
        .any(|key| fields.has(key))
    {
        study = fields.required("hours", number::hours);
        study_evidence = dated(fields, "hours_source", "hours_checked");
    }
    fields.optional("note", text::plain);
    Some(ExamClass {
        id: id?,
        name: name?,
        study,
        study_evidence,
        includes,
    })
}

/// The class that a key of a list of counts names, such as `{ core = 1 }`.
pub(super) fn named<'t>(fields: &mut Fields<'t>, class: &'t Spanned<DeString<'t>>) -> Option<Id> {
    let name = class.get_ref().as_ref();
    match Id::new(name) {
        Ok(id) => {
            fields.refer_key(Kind::Class, name, class.span());
            Some(id)
        }
        Err(error) => {
            let fault = Fault::new(Code::BadId, "is no id").label(error.to_string());
            fields.fault(name, class.span(), fault);
            None
        }
    }
}

/// A union counts exams of its base classes. One that named a union could go in circles, and has no hours of its own.
fn only_base_classes(fields: &mut Fields<'_>, unions: &BTreeSet<&str>) {
    let items: Vec<Value<'_>> = fields.items("includes").collect();
    let is_list = |value: Value<'_>| value.get_ref().is_array();
    if items.is_empty() && fields.value_of("includes").is_some_and(is_list) {
        let finding = Diagnostic::error(Code::BadClass, "a union includes at least one class");
        fields.report(finding.at(fields.file(), fields.span_of("includes"), ""));
    }
    for item in items {
        let name = item.get_ref().as_str().unwrap_or_default();
        if unions.contains(name) {
            let message = format!("`{}` is itself a union", shown(name));
            let finding = Diagnostic::error(Code::BadClass, message)
                .at(fields.file(), item.span(), "")
                .help("Name the base classes it includes.");
            fields.report(finding);
        }
    }
    if fields.has("hours") {
        let finding = Diagnostic::error(Code::BadClass, "a union has no hours of its own")
            .at(fields.file(), fields.span_of("hours"), "")
            .help("Give the hours with the base classes.");
        fields.report(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::fields::testing::outcome;

    /// Two base classes, and a third with the given keys.
    #[track_caller]
    fn check(keys: &str, expected: &[Code]) {
        let text = format!(
            "[[exam_class]]\nid = 'a'\nname = 'A'\n[[exam_class]]\nid = 'b'\nname = 'B'\n\
             [[exam_class]]\nid = 'c'\nname = 'C'\n{keys}\n"
        );
        let found = outcome(&text, |fields| Some(read_all(fields))).err();
        let found = found.unwrap_or_default().into_iter();
        let codes: Vec<Code> = found.map(|(code, _)| code).collect();
        assert_eq!(codes, expected, "{keys}");
    }

    #[test]
    fn a_class_is_a_base_or_a_union_of_bases() {
        let source = "hours_source = 'https://a.b'\nhours_checked = 2026-01-01";
        check("", &[]);
        check("includes = ['a', 'b']", &[]);
        check(&format!("hours = 3\n{source}"), &[]);
        check("includes = []", &[Code::BadClass]);
        check("includes = ['a', 'c']", &[Code::BadClass]);
        let both = format!("includes = ['a']\nhours = 3\n{source}");
        check(&both, &[Code::BadClass]);
    }

    #[test]
    fn hours_come_with_their_source() {
        check("hours = 3", &[Code::MissingKey, Code::MissingKey]);
        check(
            "hours_checked = 2026-01-01",
            &[Code::MissingKey, Code::MissingKey],
        );
    }
}
