//! Whether the rules of a level can stand side by side, and beside its routes: none may rule out what another asks for, and the
//! planner must be able to hold them.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{fields::Fields, rule::Placed};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Bound, Cap, Category, Credits, Id, Route},
};

/// Tells what contradicts each other.
pub(super) fn tell(
    fields: &mut Fields<'_>,
    rules: &[Placed],
    (routes, categories): (&[Route], &[Category]),
) {
    let most = routes.iter().map(|route| route.credits).max();
    let most = most.unwrap_or(Credits::ZERO);
    let mut apart = true;
    for (at, later) in rules.iter().enumerate() {
        for earlier in rules.iter().take(at) {
            let found = overlap(earlier, later);
            apart &= found.is_none();
            let found = found.or_else(|| contradiction(earlier, later, most));
            if let Some(message) = found {
                let finding = Diagnostic::error(Code::BadRule, message)
                    .at(fields.file(), later.span.clone(), "this rule")
                    .at(fields.file(), earlier.span.clone(), "and this one");
                fields.report(finding);
            }
        }
    }
    for cap in rules {
        if let Some(finding) = crowded(cap, rules, most) {
            let finding = finding.at(fields.file(), cap.span.clone(), "this rule");
            fields.report(finding);
        }
    }
    if apart {
        too_many(fields, rules, (most, categories));
    }
}

/// Tells that no plan can be searched with so many caps. The route that asks for most meets most of them.
fn too_many(
    fields: &mut Fields<'_>,
    rules: &[Placed],
    (credits, categories): (Credits, &[Category]),
) {
    let caps = Cap::all(rules.iter().map(|placed| &placed.rule), categories, credits);
    if Cap::choices(&caps, u64::from(credits.hundredths())).is_some() {
        return;
    }
    let is_cap = |placed: &&Placed| placed.rule.bound.most(credits).is_some();
    let first = rules.iter().find(is_cap);
    let span = first.map_or_else(|| fields.header(), |first| first.span.clone());
    let message = format!(
        "more than {} choices of the {} caps leave room for less than {credits} credits",
        Cap::MOST_CHOICES,
        caps.len()
    );
    let finding = Diagnostic::error(Code::TooManyCaps, message)
        .at(fields.file(), span, "the first of them")
        .help("Leave out caps that nobody reaches, or write one over a union of categories for several small ones.");
    fields.report(finding);
}

/// Why two rules of a level cannot both be meant, along any route: `most` is what the fullest asks for.
fn contradiction(one: &Placed, other: &Placed, most: Credits) -> Option<String> {
    let (least, cap) = match (one.rule.bound, other.rule.bound) {
        (Bound::Least(_), Bound::Most(_) | Bound::MostPercent(_)) => (one, other),
        (Bound::Most(_) | Bound::MostPercent(_), Bound::Least(_)) => (other, one),
        _ => return None,
    };
    let Bound::Least(asked) = least.rule.bound else {
        return None;
    };
    let (category, capped) = (least.rule.category.as_ref()?, cap.rule.category.as_ref()?);
    let is_within = !least.bases.is_empty() && least.bases.is_subset(&cap.bases);
    let is_same = category == capped;
    let room = cap.rule.bound.most(most)?;
    if !(is_same || is_within) || u64::from(asked.hundredths()) <= room {
        return None;
    }
    let room = Credits::from_hundredths(u32::try_from(room).ok()?)?;
    let share = match cap.rule.bound {
        Bound::MostPercent(_) if most == Credits::ZERO => return None,
        Bound::MostPercent(percent) => format!(" ({percent} % of {most})"),
        _ => String::new(),
    };
    Some(if is_same {
        format!(
            "at least {asked} credits of `{category}` are asked for, of which at most {room}{share} count"
        )
    } else {
        format!(
            "at least {asked} credits of `{category}` are asked for, but of `{capped}`, which holds them, at most {room}{share} count"
        )
    })
}

/// That several minimums within a cap, none of which shares credits with another, are more than it lets count.
fn crowded(cap: &Placed, rules: &[Placed], most: Credits) -> Option<Diagnostic> {
    let (category, room) = (cap.rule.category.as_ref()?, cap.rule.bound.most(most)?);
    let asked = |placed: &Placed| match placed.rule.bound {
        Bound::Least(asked) => u64::from(asked.hundredths()),
        _ => 0,
    };
    let is_within =
        |placed: &&Placed| !placed.bases.is_empty() && placed.bases.is_subset(&cap.bases);
    let mut within: Vec<&Placed> = rules.iter().filter(is_within).collect();
    // The greatest first: of those that share credits with it the rest is asked for within it.
    within.sort_by_key(|placed| Reverse(asked(placed)));
    let mut taken: Vec<&Placed> = Vec::new();
    for placed in within {
        let is_apart = |other: &&Placed| placed.bases.is_disjoint(&other.bases);
        if asked(placed) > 0 && taken.iter().all(is_apart) {
            taken.push(placed);
        }
    }
    let sum: u64 = taken.iter().map(|placed| asked(placed)).sum();
    // One that is more by itself is told beside the cap.
    if sum <= room || taken.iter().any(|placed| asked(placed) > room) {
        return None;
    }
    let [sum, room] = [sum, room].map(|hundredths| u32::try_from(hundredths).ok());
    let (sum, room) = (
        Credits::from_hundredths(sum?)?,
        Credits::from_hundredths(room?)?,
    );
    let message = format!(
        "at least {sum} credits are asked for by {} rules together, but of `{category}`, which holds them, at most {room} count",
        taken.len()
    );
    Some(Diagnostic::error(Code::BadRule, message))
}

/// What two caps share while neither holds all of the other's, in words.
fn overlap(one: &Placed, other: &Placed) -> Option<String> {
    let is_cap = |placed: &Placed| placed.rule.bound.most(Credits::ZERO).is_some();
    let (a, b) = (one.rule.category.as_ref()?, other.rule.category.as_ref()?);
    let overlap = is_cap(one) && is_cap(other) && is_crossed(&one.bases, &other.bases);
    overlap.then(|| {
        format!(
            "the capped categories `{a}` and `{b}` share credits, and neither holds all of the other's"
        )
    })
}

/// Whether two sets share something, while neither holds all of the other.
fn is_crossed(a: &BTreeSet<Id>, b: &BTreeSet<Id>) -> bool {
    !a.is_disjoint(b) && !a.is_subset(b) && !b.is_subset(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{category, fields::testing::outcome, level};

    const CATEGORIES: &str = "[[category]]\nid = 'a'\nname = 'A'\n[[category]]\nid = 'b'\nname = 'B'\n\
         [[category]]\nid = 'c'\nname = 'C'\n\
         [[category]]\nid = 'ab'\nname = 'A or B'\nincludes = ['a', 'b']\n\
         [[category]]\nid = 'bc'\nname = 'B or C'\nincludes = ['b', 'c']\n";

    const READ: &str = "source = 'https://a.b'\nchecked = 2026-01-01\n";

    /// What is wrong with the rules of a level with routes of 100 and of 50 credits.
    fn found(categories: &str, rules: &[&str]) -> Vec<Code> {
        let rule = |keys: &&str| format!("[[level.rule]]\n{keys}\n{READ}");
        let rules: String = rules.iter().map(rule).collect();
        let route = |id: &str, keys: &str| {
            format!("[[level.route]]\nid = '{id}'\nconfidence = 'likely'\n{keys}\n{READ}")
        };
        let text = format!(
            "{categories}[[level]]\nid = 'l'\nname = 'L'\nrank = 1\ncovers = ['l']\ntakes_credits = true\n{READ}{rules}{}{}",
            route("credits-only", "credits = 100"),
            route("credits-and-exam", "credits = 50\nexams = { core = 1 }"),
        );
        let found = outcome(&text, |fields| {
            let categories = category::read_all(fields);
            level::read_all(fields, (&categories, &[]));
            Some(())
        });
        let found = found.err().unwrap_or_default().into_iter();
        found.map(|(code, _)| code).collect()
    }

    #[track_caller]
    fn check(rules: &[&str], expected: &[Code]) {
        assert_eq!(found(CATEGORIES, rules), expected, "{rules:?}");
    }

    #[test]
    fn rules_of_a_level_do_not_contradict_each_other() {
        let contradicting = [Code::BadRule];
        check(
            &["category = 'a'\nmost = 40", "category = 'a'\nleast = 40"],
            &[],
        );
        check(
            &["category = 'a'\nleast = 41", "category = 'a'\nmost = 40"],
            &contradicting,
        );
        check(
            &["category = 'a'\nleast = 41", "category = 'b'\nmost = 40"],
            &[],
        );
        check(
            &["category = 'a'\nmost = 4", "category = 'ab'\nmost = 5"],
            &[],
        );
        check(
            &["category = 'ab'\nmost = 4", "category = 'c'\nmost = 5"],
            &[],
        );
        let overlapping = [
            "category = 'ab'\nmost = 4",
            "category = 'bc'\nmost_percent = 5",
        ];
        check(&overlapping, &contradicting);
        check(
            &["category = 'ab'\nleast = 4", "category = 'bc'\nmost = 5"],
            &[],
        );
    }

    #[test]
    fn what_is_asked_for_within_a_cap_fits_in_it() {
        let contradicting = [Code::BadRule];
        check(
            &["category = 'ab'\nmost = 40", "category = 'a'\nleast = 41"],
            &contradicting,
        );
        check(
            &["category = 'a'\nmost = 40", "category = 'ab'\nleast = 41"],
            &[],
        );
        // Nor do several together fit that do alone.
        let together = |first: &str, second: &str, expected: &[Code]| {
            check(&["category = 'ab'\nmost = 40", first, second], expected);
        };
        let (a, b) = ("category = 'a'\nleast = 30", "category = 'b'\nleast = 30");
        together(a, b, &contradicting);
        together(a, "category = 'b'\nleast = 10", &[]);
        // What the one asks for is a part of what the other does, or lies elsewhere.
        together(a, "category = 'ab'\nleast = 30", &[]);
        together(a, "category = 'c'\nleast = 30", &[]);
        // Along the route of 50 credits 20 count, along that of 100 credits all.
        check(
            &[
                "category = 'a'\nmost_percent = 40",
                "category = 'a'\nleast = 40",
            ],
            &[],
        );
        check(
            &[
                "category = 'a'\nmost_percent = 40",
                "category = 'a'\nleast = 41",
            ],
            &contradicting,
        );
    }

    /// So many categories with a cap each.
    fn capped(number: usize, cap: &str) -> Vec<Code> {
        let names: Vec<String> = (0..number).map(|at| format!("c{at}")).collect();
        let category = |name: &String| format!("[[category]]\nid = '{name}'\nname = '{name}'\n");
        let categories: String = names.iter().map(category).collect();
        let rule = |name: &String| format!("category = '{name}'\n{cap}");
        let rules: Vec<String> = names.iter().map(rule).collect();
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        found(&categories, &rules)
    }

    #[test]
    fn there_are_no_more_caps_than_a_plan_can_be_searched_with() {
        assert_eq!(capped(9, "most = 1"), []);
        assert_eq!(capped(10, "most = 1"), [Code::TooManyCaps]);
        assert_eq!(capped(60, "most_percent = 1"), [Code::TooManyCaps]);
        assert_eq!(capped(60, "most = 100"), []);
        assert_eq!(capped(30, "most_percent = 50"), []);
    }
}
