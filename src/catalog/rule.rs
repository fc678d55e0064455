//! `[[level.rule]]`: what a level demands of credits by category. Whether its demands can stand side by side is for [`against`] to say.
//!
//! [`against`]: super::against

use std::{collections::BTreeSet, ops::Range};

use super::{
    entry::Kind,
    evidence::evidence,
    fields::Fields,
    values::{number, text},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Bound, Category, Id, Rule},
};

/// The keys of which a rule has exactly one.
const BOUNDS: [&str; 4] = ["most", "most_percent", "least", "yearly"];

/// A rule, the base categories it is about, and where its category stands.
pub(super) struct Placed {
    pub(super) rule: Rule,
    pub(super) bases: BTreeSet<Id>,
    pub(super) span: Range<usize>,
}

/// Reads every rule of a level.
pub(super) fn read_all(
    fields: &mut Fields<'_>,
    categories: &[Category],
    takes_credits: bool,
) -> Vec<Placed> {
    fields.parts("rule", |fields| {
        let span = fields.span_of("category");
        let rule = rule(fields, takes_credits)?;
        let bases = bases(rule.category.as_ref(), categories);
        Some(Placed { rule, bases, span })
    })
}

fn rule(fields: &mut Fields<'_>, takes_credits: bool) -> Option<Rule> {
    let category = fields.optional_ref(Kind::Category, "category");
    let bound = bound(fields);
    fields.optional("note", text::plain);
    let evidence = evidence(fields);
    if !takes_credits {
        let message = "the level takes no credits, but this rule asks for some";
        let finding = Diagnostic::error(Code::BadRule, message);
        fields.report(finding.at(fields.file(), fields.span_of("category"), "this rule"));
    }
    scope(fields);
    Some(Rule {
        category,
        bound: bound?,
        evidence: evidence?,
    })
}

/// What the rule demands: exactly one thing.
fn bound(fields: &mut Fields<'_>) -> Option<Bound> {
    let most = fields.optional("most", number::credits).map(Bound::Most);
    let percent = |value| number::whole(value, 0..=100);
    let most_percent = fields.optional("most_percent", percent);
    let least = fields.optional("least", number::credits).map(Bound::Least);
    let yearly = fields.optional("yearly", number::credits);
    let given = BOUNDS.iter().filter(|key| fields.has(key));
    let finding = match given.collect::<Vec<_>>().as_slice() {
        [_] => None,
        [] => Some(
            Diagnostic::error(Code::BadRule, "the rule demands nothing")
                .at(fields.file(), fields.span_of("most"), "")
                .help("Give one of `most`, `most_percent`, `least` and `yearly`."),
        ),
        [first, second, ..] => {
            let message = format!("`{first}` and `{second}` are both given");
            let finding = Diagnostic::error(Code::BadRule, message)
                .at(fields.file(), fields.span_of(second), "this")
                .at(fields.file(), fields.span_of(first), "or this");
            Some(finding.help("Write a rule for each."))
        }
    };
    if let Some(finding) = finding {
        fields.report(finding);
    }
    most.or(most_percent.map(Bound::MostPercent))
        .or(least)
        .or(yearly.map(Bound::Yearly))
}

/// Whether the rule is about what such a rule can be about: a yearly one about all credits, any other about a category.
fn scope(fields: &mut Fields<'_>) {
    let yearly = fields.has("yearly");
    if yearly && fields.has("category") {
        let finding = Diagnostic::error(Code::BadRule, "a yearly rule is about all credits")
            .at(fields.file(), fields.span_of("category"), "")
            .help("Leave `category` out.");
        fields.report(finding);
    }
    // What demands nothing lacks more than a category, and is told so.
    let others = BOUNDS.iter().any(|key| *key != "yearly" && fields.has(key));
    if others && !yearly && !fields.has("category") {
        fields.missing("category");
    }
}

/// The base categories that count as the category with that id; none for one that is not known.
fn bases(id: Option<&Id>, categories: &[Category]) -> BTreeSet<Id> {
    let category = categories.iter().find(|category| Some(&category.id) == id);
    category.map_or_else(BTreeSet::new, |category| {
        if category.includes.is_empty() {
            BTreeSet::from([category.id.clone()])
        } else {
            category.includes.iter().cloned().collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{category, fields::testing::outcome};

    const CATEGORIES: &str = "[[category]]\nid = 'a'\nname = 'A'\n[[category]]\nid = 'b'\nname = 'B'\n\
         [[category]]\nid = 'c'\nname = 'C'\n\
         [[category]]\nid = 'ab'\nname = 'A or B'\nincludes = ['a', 'b']\n\
         [[category]]\nid = 'bc'\nname = 'B or C'\nincludes = ['b', 'c']\n";

    /// A level of five categories with some rules.
    #[track_caller]
    fn check(rules: &[&str], expected: &[Code]) {
        let rule = |keys: &&str| {
            format!("[[rule]]\n{keys}\nsource = 'https://a.b'\nchecked = 2026-01-01\n")
        };
        let text = CATEGORIES.to_owned() + &rules.iter().map(rule).collect::<String>();
        let found = outcome(&text, |fields| {
            let categories = category::read_all(fields);
            read_all(fields, &categories, true);
            Some(())
        });
        let found = found.err().unwrap_or_default().into_iter();
        let codes: Vec<Code> = found.map(|(code, _)| code).collect();
        assert_eq!(codes, expected, "{rules:?}");
    }

    #[test]
    fn a_rule_demands_one_thing_of_one_category_or_of_all_credits() {
        check(&["category = 'a'\nmost = 40"], &[]);
        check(&["category = 'a'\nmost_percent = 50"], &[]);
        check(&["category = 'ab'\nleast = 2.5"], &[]);
        check(&["yearly = 20"], &[]);
        check(&["category = 'a'"], &[Code::BadRule]);
        check(&["category = 'a'\nmost = 1\nleast = 1"], &[Code::BadRule]);
        check(&["category = 'a'\nyearly = 20"], &[Code::BadRule]);
        check(&["most = 40"], &[Code::MissingKey]);
        check(&["category = 'a'\nmost_percent = 101"], &[Code::BadNumber]);
        check(&["category = 'a'\nleast = -1"], &[Code::BadCredits]);
    }

    #[test]
    fn a_level_without_credits_has_no_rules_for_them() {
        let text = "[[rule]]\nyearly = 20\nsource = 'https://a.b'\nchecked = 2026-01-01\n";
        let read = outcome(text, |fields| {
            read_all(fields, &[], false);
            Some(())
        });
        assert_eq!(read, Err(vec![(Code::BadRule, 1)]));
    }
}
