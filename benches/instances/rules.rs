//! The rules of the made-up program: one level, four routes as those of a professional certification, five categories.

use std::collections::BTreeMap;

use finder::model::{
    Bound, Category, Certification, Currency, Estimates, ExamClass, Freshness, Level, Program,
    ProgramCatalog, Provider, Rule,
};

use super::{
    Class,
    build::{credits, evidence, id, minutes, route},
    draw::Draw,
};

/// The base categories.
pub(super) const CATEGORIES: [&str; 5] = ["training", "teaching", "writing", "reading", "events"];

/// The program of a class, with nothing on offer.
pub(super) fn program(class: Class, draw: &mut Draw) -> ProgramCatalog {
    let provider = Provider {
        id: id("provider"),
        name: "A provider".to_owned(),
        url: None,
        hosts: vec!["example.com".to_owned()],
        evidence: evidence(0),
    };
    ProgramCatalog {
        program: rules(class, draw),
        certifications: vec![certification()],
        exams: BTreeMap::new(),
        passes: BTreeMap::new(),
        providers: BTreeMap::from([(provider.id.clone(), provider)]),
        activities: BTreeMap::new(),
        lost: finder::model::Lost::default(),
    }
}

fn certification() -> Certification {
    Certification {
        id: id("cert"),
        name: "A certification".to_owned(),
        level: id("level"),
        any_of: Vec::new(),
        aliases: Vec::new(),
        retired: None,
        note: None,
        evidence: evidence(0),
    }
}

fn rules(class: Class, draw: &mut Draw) -> Program {
    Program {
        id: id("program"),
        name: "A program".to_owned(),
        unit: "credit".to_owned(),
        url: "https://example.com/".to_owned(),
        after_expiry: None,
        renews_from_completion: true,
        currency: Currency::from_code("USD").unwrap(),
        topics: Vec::new(),
        note: None,
        evidence: evidence(0),
        freshness: Freshness {
            offer: 90,
            offering: 180,
            price: 365,
            rule: 365,
        },
        estimates: Estimates {
            hours_per_credit: 100,
            per_day: minutes(8 * 60),
            note: None,
            evidence: evidence(0),
        },
        exam_classes: vec![
            exam_class("core", Some(100), &[]),
            exam_class("concentration", Some(60), &[]),
            exam_class("professional", None, &["core", "concentration"]),
        ],
        categories: categories(),
        levels: vec![level(demands(class, draw))],
        claim_steps: Vec::new(),
        claim_within: None,
        exam_again_after: None,
        reminders: None,
    }
}

fn exam_class(name: &str, hours: Option<u32>, includes: &[&str]) -> ExamClass {
    ExamClass {
        id: id(name),
        name: format!("{name} exam"),
        study: hours.map(|hours| minutes(hours * 60)),
        study_evidence: hours.map(|_| evidence(0)),
        includes: includes.iter().map(|class| id(class)).collect(),
    }
}

fn categories() -> Vec<Category> {
    let category = |name: &str, includes: &[&str]| Category {
        id: id(name),
        name: name.to_owned(),
        includes: includes.iter().map(|category| id(category)).collect(),
    };
    let mut categories: Vec<Category> = CATEGORIES.iter().map(|name| category(name, &[])).collect();
    categories.push(category("giving", &["teaching", "writing"]));
    categories
}

/// What the class demands of credits by category: caps that nest, a share, two minima; or a minimum for every year.
fn demands(class: Class, draw: &mut Draw) -> Vec<Rule> {
    let mut whole = |least, most| credits(draw.small(least, most) * 100);
    let rule = |category: Option<&str>, bound| Rule {
        category: category.map(id),
        bound,
        evidence: evidence(0),
    };
    match class {
        Class::Rules => vec![
            rule(Some("writing"), Bound::Most(whole(8, 20))),
            rule(Some("giving"), Bound::Most(whole(20, 40))),
            rule(Some("reading"), Bound::MostPercent(15)),
            rule(Some("training"), Bound::Least(whole(10, 30))),
            rule(Some("events"), Bound::Least(whole(5, 15))),
        ],
        Class::Years => vec![rule(None, Bound::Yearly(whole(22, 26)))],
        _ => Vec::new(),
    }
}

fn level(rules: Vec<Rule>) -> Level {
    Level {
        id: id("level"),
        name: "A level".to_owned(),
        rank: 1,
        covers: vec![id("level")],
        years: Some(3),
        takes_credits: true,
        fee: None,
        advice: None,
        note: None,
        evidence: evidence(0),
        rules,
        routes: vec![
            route("credits-only", 80, &[]),
            route("credits-and-exam", 40, &[("professional", 1)]),
            route("exam-only-1", 0, &[("core", 1), ("concentration", 1)]),
            route("exam-only-2", 0, &[("concentration", 3)]),
        ],
    }
}
