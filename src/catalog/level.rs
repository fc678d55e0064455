//! `[[level]]` and `[[level.route]]`: the levels of certification and the official ways to renew each. Its rules are in
//! [`rule`], its fee in [`upkeep`].

use std::collections::{BTreeMap, BTreeSet};

use super::{
    against, class,
    entry::Kind,
    evidence::evidence,
    fields::Fields,
    rule, upkeep,
    values::{Fault, Value, number, text},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{Category, Confidence, Credits, ExamClass, Id, Level, Route},
};

/// The highest rank a level may have.
const MOST_RANK: u32 = 1_000_000;

/// Reads every level of a program, and puts the lowest first.
pub(super) fn read_all(
    fields: &mut Fields<'_>,
    (categories, classes): (&[Category], &[ExamClass]),
) -> Vec<Level> {
    if !fields.has("level") {
        fields.missing("level");
    }
    let mut levels = fields.parts("level", |fields| level(fields, (categories, classes)));
    levels.sort_by_key(|level| level.rank);
    levels
}

fn level(
    fields: &mut Fields<'_>,
    (categories, classes): (&[Category], &[ExamClass]),
) -> Option<Level> {
    let id = fields.id(Kind::Level);
    let name = fields.required("name", text::plain);
    let rank = fields.required("rank", |value| number::whole(value, 0..=MOST_RANK));
    let covers = covers(fields, id.as_ref());
    let years = fields.optional("years", |value| number::whole(value, 1..=100));
    let takes_credits = fields.required("takes_credits", text::flag);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    let fee = upkeep::fee(fields);
    let advice = upkeep::advice(fields, takes_credits != Some(false));
    let rules = rule::read_all(fields, categories, takes_credits != Some(false));
    let routes = routes(fields, (takes_credits != Some(false), classes));
    against::tell(fields, &rules, (&routes, categories));
    Some(Level {
        id: id?,
        name: name?,
        rank: rank?,
        covers,
        years,
        takes_credits: takes_credits?,
        note,
        evidence: evidence?,
        fee,
        advice,
        rules: rules.into_iter().map(|placed| placed.rule).collect(),
        routes,
    })
}

fn covers(fields: &mut Fields<'_>, id: Option<&Id>) -> Vec<Id> {
    if !fields.has("covers") {
        fields.missing("covers");
        return Vec::new();
    }
    let covers = fields.refs(Kind::Level, "covers");
    let is_list = fields
        .value_of("covers")
        .is_some_and(|v| v.get_ref().is_array());
    if let Some(id) = id.filter(|id| is_list && !covers.contains(id)) {
        let finding = Diagnostic::error(Code::BadCovers, "the level does not cover itself")
            .at(fields.file(), fields.span_of("covers"), "")
            .help(format!("Add `\"{id}\"`."));
        fields.report(finding);
    }
    covers
}

fn routes(fields: &mut Fields<'_>, (takes_credits, classes): (bool, &[ExamClass])) -> Vec<Route> {
    let mut taken = BTreeSet::new();
    fields.parts("route", |fields| {
        unique(fields, &mut taken);
        let route = route(fields, takes_credits);
        if let Some(route) = &route {
            too_many_sittings(fields, route, classes);
        }
        route
    })
}

fn unique<'t>(fields: &mut Fields<'t>, taken: &mut BTreeSet<&'t str>) {
    let name = fields.value_of("id").and_then(|id| id.get_ref().as_str());
    if let Some(name) = name.filter(|name| !taken.insert(name)) {
        let message = format!("another route of the level is called `{}`", shown(name));
        let finding = Diagnostic::error(Code::DuplicateId, message)
            .at(fields.file(), fields.span_of("id"), "")
            .help("Number routes of a kind: `exam-only-1`, `exam-only-2`.");
        fields.report(finding);
    }
}

fn route(fields: &mut Fields<'_>, takes_credits: bool) -> Option<Route> {
    let id = fields.required("id", text::id);
    let credits = fields.optional("credits", number::credits);
    let exams = exams(fields);
    let confidence = fields.required("confidence", confidence);
    let evidence = evidence(fields);
    let route = Route {
        id: id?,
        credits: credits.unwrap_or(Credits::ZERO),
        exams,
        confidence: confidence?,
        evidence: evidence?,
    };
    let contradiction = contradiction(&route, takes_credits);
    // What could not be read may well have been what the name says.
    if let Some(contradiction) = contradiction.filter(|_| fields.is_faultless()) {
        let finding = Diagnostic::error(Code::BadRoute, contradiction);
        fields.report(finding.at(fields.file(), fields.span_of("id"), "this route"));
    }
    Some(route)
}

/// Tells that no plan can be searched along a route whose exams can be sat in so many ways.
fn too_many_sittings(fields: &mut Fields<'_>, route: &Route, classes: &[ExamClass]) {
    if route.sittings(classes) <= Route::MOST_SITTINGS {
        return;
    }
    let message = format!(
        "the exams of the route can be sat in more than {} ways",
        Route::MOST_SITTINGS
    );
    let finding = Diagnostic::error(Code::BadRoute, message)
        .at(fields.file(), fields.span_of("exams"), "")
        .help("Ask for fewer of them, or of fewer classes.");
    fields.report(finding);
}

/// What a route asks for, against its name and its level.
fn contradiction(route: &Route, takes_credits: bool) -> Option<&'static str> {
    let credits = route.credits > Credits::ZERO;
    let exams = !route.exams.is_empty();
    if credits && !takes_credits {
        return Some("the level takes no credits, but this route asks for some");
    }
    match (credits, exams) {
        (false, false) => Some("the route asks for nothing"),
        (true, false) if !route.answers_to("credits-only") => {
            Some("a route that asks for credits alone is called `credits-only`")
        }
        (true, true) if !route.answers_to("credits-and-exam") => {
            Some("a route that asks for both is called `credits-and-exam`")
        }
        (false, true) if !route.answers_to("exam-only") => {
            Some("a route that asks for exams alone is called `exam-only`")
        }
        _ => None,
    }
}

fn exams(fields: &mut Fields<'_>) -> BTreeMap<Id, u32> {
    let mut exams = BTreeMap::new();
    for (class, count) in fields.pairs("exams") {
        let name = class.get_ref().as_ref();
        let count = fields.judge(name, count, |value| {
            number::whole(value, 1..=class::MOST_EXAMS)
        });
        exams.extend(class::named(fields, class).zip(count));
    }
    exams
}

fn confidence(value: Value<'_>) -> Result<Confidence, Fault> {
    let words = Confidence::ALL.map(|confidence| (confidence.word(), confidence));
    text::word(value, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::fields::testing::outcome;

    const SOURCE: &str = "source = 'https://a.b'\nchecked = 2026-01-01\n";

    /// A level that takes credits, or not, with one route, told apart by its id and what it asks for.
    #[track_caller]
    fn check(takes_credits: bool, route: &str, asks: &str, fault: Option<Code>) {
        let text = format!(
            "id = 'a'\nname = 'A'\nrank = 1\ncovers = ['a']\ntakes_credits = {takes_credits}\n{SOURCE}\
             [[route]]\nid = '{route}'\nconfidence = 'likely'\n{asks}\n{SOURCE}"
        );
        let found = outcome(&text, |fields| level(fields, (&[], &[])))
            .err()
            .unwrap_or_default();
        let codes: Vec<Code> = found.into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, Vec::from_iter(fault), "{route}: {asks}");
    }

    #[test]
    fn a_route_asks_for_what_its_name_says() {
        let (credits, exams) = ("credits = 30", "exams = { core = 1 }");
        let both = "credits = 30\nexams = { core = 1 }";
        check(true, "credits-only", credits, None);
        check(true, "credits-and-exam-2", both, None);
        check(false, "exam-only-1", exams, None);
        check(true, "credits-only", both, Some(Code::BadRoute));
        check(true, "exam-only", credits, Some(Code::BadRoute));
        check(true, "credits-and-exam", exams, Some(Code::BadRoute));
        check(true, "credits-only", "", Some(Code::BadRoute));
        check(false, "credits-only", credits, Some(Code::BadRoute));
    }

    #[test]
    fn exams_are_counted_by_class() {
        check(
            true,
            "exam-only",
            "exams = { core = 0 }",
            Some(Code::BadNumber),
        );
        check(true, "exam-only", "exams = { Core = 1 }", Some(Code::BadId));
        check(true, "exam-only", "exams = ['core']", Some(Code::WrongType));
    }

    #[test]
    fn exams_can_be_sat_in_no_more_ways_than_are_searched() {
        let id = |id: &str| format!("[[exam_class]]\nid = '{id}'\nname = '{id}'\n");
        let eight = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let any = format!("{}includes = {eight:?}\n", id("any"));
        let classes = eight.map(id).concat() + &any;
        let check = |exams: &str, expected: &[Code]| {
            let text = format!(
                "{classes}[[route]]\nid = 'exam-only'\nconfidence = 'likely'\nexams = {{ {exams} }}\n{SOURCE}"
            );
            let read = |fields: &mut Fields<'_>| {
                let classes = class::read_all(fields);
                Some(routes(fields, (true, &classes)))
            };
            let found = outcome(&text, read).err().unwrap_or_default();
            let codes: Vec<Code> = found.into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, expected, "{exams}");
        };
        check("any = 4", &[]);
        check("any = 5", &[Code::BadRoute]);
        check("a = 20, b = 20", &[]);
        check("a = 20, b = 20, c = 1", &[Code::BadRoute]);
    }

    #[test]
    fn the_lowest_level_comes_first() {
        let one = |id: &str, rank: u32| {
            format!(
                "[[level]]\nid = '{id}'\nname = 'A'\nrank = {rank}\ncovers = ['{id}']\n\
                 takes_credits = true\n{SOURCE}"
            )
        };
        let text = one("high", 2) + &one("low", 1);
        let levels = outcome(&text, |fields| Some(read_all(fields, (&[], &[])))).unwrap();
        let ids: Vec<_> = levels.iter().map(|level| level.id.as_str()).collect();
        assert_eq!(ids, ["low", "high"]);
        let none = outcome("", |fields| Some(read_all(fields, (&[], &[]))));
        assert_eq!(none, Err(vec![(Code::MissingKey, 1)]));
    }
}
