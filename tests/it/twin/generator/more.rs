//! The features that make time, rules and aims harder: a few of them at a time, so that every choice can still be tried.

use std::collections::BTreeMap;

use chrono::Months;
use finder::model::{
    Activity, Aim, Bound, Category, ClassDates, Date, Discount, Id, Need, ProgramCatalog, Rule,
    Voucher,
};

use super::Flags;
use crate::twin::draw::Draw;
use crate::twin::plain::{before, credits, day, evidence, hours, usd};
use crate::values::id;

/// Which of these features an instance may make use of.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each feature is on or off by itself"
)]
#[derive(Clone, Copy, Default)]
pub(super) struct More {
    pub(super) classes: bool,
    pub(super) categories: bool,
    pub(super) yearly: bool,
    pub(super) requires: bool,
    pub(super) terms: bool,
    pub(super) held_end: bool,
    pub(super) purse_end: bool,
    pub(super) vouchers: bool,
    pub(super) pass_vouchers: bool,
    pub(super) own_hours: bool,
    pub(super) prefer: bool,
}

impl More {
    /// Some of them; none where not everything may be used.
    pub(super) fn draw(draw: &mut Draw, everything: bool) -> Self {
        if !everything {
            return Self::default();
        }
        let (yearly, terms) = (draw.chance(15), draw.chance(20));
        Self {
            classes: draw.chance(20),
            categories: draw.chance(20),
            yearly,
            requires: draw.chance(20),
            terms,
            held_end: draw.chance(12),
            purse_end: draw.chance(12),
            vouchers: draw.chance(20),
            pass_vouchers: draw.chance(12),
            own_hours: draw.chance(12),
            // Every day of a year for every plan and every finish would be too much.
            prefer: draw.chance(30) && !(yearly && terms),
        }
    }

    /// How many subsets of courses may be tried, given how much has to be tried with each.
    pub(super) fn most_choices(self) -> usize {
        let heavy = [
            self.classes,
            self.yearly,
            self.requires,
            self.terms,
            self.vouchers,
            self.pass_vouchers,
            self.prefer,
        ];
        match heavy.into_iter().filter(|on| *on).count() {
            0 => 3_000,
            1 => 800,
            2 => 300,
            _ => 120,
        }
    }
}

/// The categories: two of them, and one that is both.
pub(super) fn categories(flags: Flags) -> Vec<Category> {
    if !flags.more.categories {
        return Vec::new();
    }
    let category = |name: &str, includes: &[&str]| Category {
        id: id(name),
        name: "A category".to_owned(),
        includes: includes.iter().map(|name| id(name)).collect(),
    };
    vec![
        category("hands-on", &[]),
        category("reading", &[]),
        category("both", &["hands-on", "reading"]),
    ]
}

/// What is demanded of credits. Caps nest: a base category lies in the union.
pub(super) fn rules(draw: &mut Draw, flags: Flags) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut add = |category: Option<&str>, bound: Bound| {
        rules.push(Rule {
            category: category.map(id),
            bound,
            evidence: evidence(0),
        });
    };
    if flags.more.categories {
        let bounds = [
            Bound::Most(credits(500)),
            Bound::Most(credits(1000)),
            Bound::MostPercent(50),
            Bound::MostPercent(33),
            Bound::Least(credits(500)),
            Bound::Least(credits(1000)),
            Bound::Most(credits(0)),
        ];
        for _ in 0..draw.between(1, 3) {
            let name = draw.pick(&["hands-on", "reading", "both", "hands-on"]);
            add(Some(name), draw.pick(&bounds));
        }
    }
    if flags.more.yearly {
        add(
            None,
            Bound::Yearly(draw.pick(&[500, 1000, 250].map(credits))),
        );
    }
    rules
}

/// The days of a class.
pub(super) fn class(draw: &mut Draw, flags: Flags) -> Option<ClassDates> {
    if !flags.more.classes || !draw.chance(50) {
        return None;
    }
    let first = draw.pick(&[5, 6, 7, 12, 0, 3, 25]);
    let more = draw.pick(&[1, 2, 0, 4]);
    Some(ClassDates {
        starts: day(first),
        ends: day(first + more),
    })
}

/// The vouchers of a pass.
pub(super) fn pass_vouchers(draw: &mut Draw, flags: Flags) -> Vec<(Option<Id>, u32)> {
    if !flags.more.pass_vouchers {
        return Vec::new();
    }
    let kinds = [None, Some("core"), Some("professional")];
    let count = draw.between(1, 2);
    let voucher = |_| (draw.pick(&kinds).map(id), draw.pick(&[1, 2]));
    (0..count).map(voucher).collect()
}

/// Gives activities categories and prerequisites, mostly of those made before, seldom in a circle.
pub(super) fn extend(draw: &mut Draw, flags: Flags, activities: &mut BTreeMap<Id, Activity>) {
    let ids: Vec<Id> = activities.keys().cloned().collect();
    for (place, activity) in activities.values_mut().enumerate() {
        if flags.more.categories {
            activity.category = draw.maybe(75, &["hands-on", "reading"]).map(id);
        }
        if flags.more.requires && draw.chance(45) {
            let known = if place > 0 && draw.chance(85) {
                &ids[..place]
            } else {
                &ids
            };
            activity.requires = vec![draw.pick(known)];
            if draw.chance(20) {
                activity.requires.push(draw.pick(known));
            }
        }
    }
}

/// Lets the holder ask for more.
pub(super) fn ask(draw: &mut Draw, flags: Flags, program: &ProgramCatalog, need: &mut Need) {
    let more = flags.more;
    if more.categories && draw.chance(40) {
        let held = draw.pick(&[250, 500, 1500]);
        need.have_in = [(id(draw.pick(&["hands-on", "reading"])), credits(held))].into();
        need.have = need.have.max(credits(held));
    }
    if more.yearly {
        need.expires = Some(draw.pick(&[years(12, 15), years(24, 15), years(12, 5), day(25)]));
        need.have_this_year = need.have.min(draw.pick(&[0, 500, 250].map(credits)));
    }
    if more.held_end {
        let ends = [5, 12, 0, 20].map(day);
        let held = program.passes.keys().filter(|_| draw.chance(80));
        let held: Vec<Id> = held.cloned().collect();
        need.passes = held
            .into_iter()
            .map(|pass| (pass, Some(draw.pick(&ends))))
            .collect();
    }
    if more.purse_end {
        need.clc_until = Some(draw.pick(&[day(5), day(0), day(10), before(1), day(20)]));
    }
    if more.vouchers {
        need.vouchers = (0..draw.between(1, 2))
            .map(|_| voucher(draw, program))
            .collect();
    }
    if more.own_hours {
        let activities = program.activities.keys().filter(|_| draw.chance(50));
        let activities: Vec<Id> = activities.cloned().collect();
        let own = activities
            .into_iter()
            .map(|id| (id, draw.pick(&[0, 5, 20].map(hours))));
        need.activity_hours = own.collect();
    }
    if more.prefer {
        need.prefer = (0..draw.between(1, 3))
            .map(|_| draw.pick(&Aim::ALL))
            .collect();
        // Nobody wants to be finished both early and late.
        if need.prefer.contains(&Aim::Finish) {
            need.prefer.retain(|aim| *aim != Aim::LatestFinish);
        }
    }
    if more.yearly || more.prefer {
        // Whoever begins after the deadline has nothing to say of years, and who prefers a late finish has one to name.
        let expires = *need.expires.get_or_insert(day(40));
        let last = expires.pred_opt().unwrap_or(expires);
        need.from = need.from.min(last.max(day(0)));
    }
}

/// A day so many months and days from today.
fn years(months: u32, days: u64) -> Date {
    day(days) + Months::new(months)
}

fn voucher(draw: &mut Draw, program: &ProgramCatalog) -> Voucher {
    let exams: Vec<Id> = program.exams.keys().cloned().collect();
    let exam = match draw.below(4) {
        0 => None,
        1 if !exams.is_empty() => Some(draw.pick(&exams)),
        2 => Some(id("professional")),
        _ => Some(id("core")),
    };
    let discounts = [
        Discount::Whole,
        Discount::Percent(50),
        Discount::Percent(33),
        Discount::Amount(usd(70)),
    ];
    Voucher {
        exam,
        count: draw.pick(&[1, 2, 1, 0]),
        discount: draw.pick(&discounts),
    }
}
