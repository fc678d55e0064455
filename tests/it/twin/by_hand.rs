//! Instances made by hand, one thing at a time.

use std::collections::BTreeMap;

use finder::model::{
    Activity, ActivityKind, Bound, Category, Certification, ClassDates, Cost, Delivery, Discount,
    Estimates, Exam, ExamClass, Expiry, Freshness, Level, Need, Offering, Pass, Program,
    ProgramCatalog, Route, Rule, Voucher,
};

use super::Instance;
use super::plain::{credits, day, evidence, hours, route, today, usd};
use crate::values::{currency, id, need};

/// A route: its id, the whole credits it asks for, and the exams by class.
pub(crate) type Asked<'a> = (&'a str, u32, &'a [(&'a str, u32)]);

/// A program with these routes, and nothing on offer.
fn program(routes: Vec<Route>) -> Program {
    let class = |name: &str, includes: &[&str]| ExamClass {
        id: id(name),
        name: "exam".to_owned(),
        study: includes.is_empty().then(|| hours(10)),
        study_evidence: None,
        includes: includes.iter().map(|name| id(name)).collect(),
    };
    Program {
        categories: vec![
            category("hands-on", &[]),
            category("reading", &[]),
            category("both", &["hands-on", "reading"]),
        ],
        id: id("program"),
        name: "A program".to_owned(),
        unit: "credit".to_owned(),
        url: String::new(),
        after_expiry: None,
        renews_from_completion: true,
        currency: currency("USD"),
        topics: Vec::new(),
        note: None,
        evidence: evidence(0),
        freshness: Freshness {
            offer: 30,
            offering: 180,
            price: 180,
            rule: 365,
        },
        estimates: Estimates {
            hours_per_credit: 100,
            per_day: hours(8),
            note: None,
            evidence: evidence(0),
        },
        exam_classes: vec![
            class("core", &[]),
            class("concentration", &[]),
            class("professional", &["core", "concentration"]),
        ],
        levels: vec![Level {
            rules: Vec::new(),
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
            routes,
        }],
        claim_steps: Vec::new(),
        claim_within: None,
        exam_again_after: None,
        reminders: None,
    }
}

fn category(name: &str, includes: &[&str]) -> Category {
    Category {
        id: id(name),
        name: "A category".to_owned(),
        includes: includes.iter().map(|name| id(name)).collect(),
    }
}

/// A holder who needs what these routes ask for, before an empty shelf.
pub(crate) fn asked(routes: &[Asked]) -> Instance {
    let routes = routes
        .iter()
        .map(|(name, credits, exams)| route(name, credits * 100, exams));
    let certification = Certification {
        id: id("cert"),
        name: "A certification".to_owned(),
        level: id("level"),
        any_of: Vec::new(),
        aliases: Vec::new(),
        retired: None,
        note: None,
        evidence: evidence(0),
    };
    Instance {
        program: ProgramCatalog {
            program: program(routes.collect()),
            certifications: vec![certification.clone()],
            exams: BTreeMap::new(),
            passes: BTreeMap::new(),
            providers: BTreeMap::new(),
            activities: BTreeMap::new(),
            lost: finder::model::Lost::default(),
        },
        certification,
        need: need(today()),
        today: today(),
    }
}

pub(crate) fn cash(dollars: u64) -> Cost {
    Cost::Priced {
        cash: Some(usd(dollars)),
        clc: None,
    }
}

impl Instance {
    /// With an activity of one offering; a credit takes an hour.
    pub(crate) fn activity(mut self, name: &str, earns: u32, cost: Cost) -> Self {
        let offering = Offering {
            class: None,
            id: id("p"),
            provider: id("p"),
            delivery: Delivery::SelfPaced,
            cost,
            passes: Vec::new(),
            effort: None,
            opens: None,
            expires: Expiry::Never,
            url: None,
            note: None,
            evidence: evidence(0),
            withdrawn: None,
            fetched: None,
        };
        let activity = Activity {
            category: None,
            requires: Vec::new(),
            refs: BTreeMap::new(),
            id: id(name),
            title: "An activity".to_owned(),
            kind: ActivityKind::Course,
            course: None,
            version: None,
            credits: Some(credits(earns * 100)),
            effort: None,
            topics: Vec::new(),
            exam: None,
            note: None,
            evidence: evidence(0),
            offerings: vec![offering],
        };
        self.program.activities.insert(id(name), activity);
        self
    }

    pub(crate) fn exam(mut self, name: &str, class: &str, fee: Cost) -> Self {
        let exam = Exam {
            id: id(name),
            code: None,
            name: "An exam".to_owned(),
            class: id(class),
            fee,
            fee_evidence: None,
            minutes: None,
            certifications: Vec::new(),
            formerly: None,
            last_day: None,
            successor: None,
            withdrawn: None,
            note: None,
            evidence: evidence(0),
        };
        self.program.exams.insert(id(name), exam);
        self
    }

    /// With a pass that opens everything there is so far.
    pub(crate) fn pass(mut self, name: &str, cost: Cost, days: Option<u32>) -> Self {
        let pass = Pass {
            vouchers: Vec::new(),
            id: id(name),
            title: "A pass".to_owned(),
            provider: id("p"),
            cost,
            days,
            url: None,
            note: None,
            evidence: evidence(0),
        };
        self.program.passes.insert(id(name), pass);
        for activity in self.program.activities.values_mut() {
            for offering in &mut activity.offerings {
                offering.passes.push(id(name));
            }
        }
        self
    }

    /// Changed in one of its offerings.
    pub(crate) fn with_offering(self, name: &str, change: impl FnOnce(&mut Offering)) -> Self {
        self.with_activity(name, |activity| change(&mut activity.offerings[0]))
    }

    /// Changed in one of its activities.
    pub(crate) fn with_activity(mut self, name: &str, change: impl FnOnce(&mut Activity)) -> Self {
        if let Some(activity) = self.program.activities.get_mut(name) {
            change(activity);
        }
        self
    }

    /// With one of its activities a class on these days, counted from today.
    pub(crate) fn class(self, name: &str, first: u64, last: u64) -> Self {
        let (starts, ends) = (day(first), day(last));
        self.with_offering(name, |o| o.class = Some(ClassDates { starts, ends }))
    }

    /// With one of its activities to be begun no earlier.
    pub(crate) fn opening(self, name: &str, first: u64) -> Self {
        self.with_offering(name, |offering| offering.opens = Some(day(first)))
    }

    /// With one of its activities to be done no later.
    pub(crate) fn ending(self, name: &str, last: u64) -> Self {
        self.with_offering(name, |offering| offering.expires = Expiry::On(day(last)))
    }

    /// With one of its activities in a category: `hands-on` or `reading`, which are `both` together.
    pub(crate) fn counting_as(self, name: &str, category: &str) -> Self {
        self.with_activity(name, |activity| activity.category = Some(id(category)))
    }

    /// With one of its activities to be begun only after others.
    pub(crate) fn requiring(self, name: &str, required: &[&str]) -> Self {
        let required = required.iter().map(|name| id(name)).collect();
        self.with_activity(name, |activity| activity.requires = required)
    }

    /// With one more demand on credits.
    pub(crate) fn rule(mut self, category: Option<&str>, bound: Bound) -> Self {
        let rule = Rule {
            category: category.map(id),
            bound,
            evidence: evidence(0),
        };
        let levels = self.program.program.levels.iter_mut();
        levels.for_each(|level| level.rules.push(rule.clone()));
        self
    }

    /// With vouchers of the holder's for exams.
    pub(crate) fn voucher(self, exam: Option<&str>, count: u32, discount: Discount) -> Self {
        let exam = exam.map(id);
        self.with_need(|need| {
            need.vouchers.push(Voucher {
                exam,
                count,
                discount,
            });
        })
    }

    /// With so many vouchers for exams of a class in one of its passes.
    pub(crate) fn pass_voucher(mut self, pass: &str, class: Option<&str>, count: u32) -> Self {
        if let Some(pass) = self.program.passes.get_mut(pass) {
            pass.vouchers.push((class.map(id), count));
        }
        self
    }

    /// Asked by a holder who is changed so.
    pub(crate) fn with_need(mut self, change: impl FnOnce(&mut Need)) -> Self {
        change(&mut self.need);
        self
    }
}

pub(crate) const TWENTY: &[Asked] = &[("credits-only", 20, &[])];
