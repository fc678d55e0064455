//! Every feature of an instance, with what switches it off: to show that each matters, and to make a failure small.

use finder::model::{
    Activity, ActivityKind, Aim, Bound, Busy, Clc, Cost, Credits, Currency, Discount, Exam, Expiry,
    Filter, Minutes, Offering, Pass,
};

use super::Instance;

/// What takes a feature out of an instance.
pub(crate) type Switch = fn(&mut Instance);

/// Every feature by name.
pub(crate) const FEATURES: &[(&str, Switch)] = &[
    ("unknown price", |i| each_cost(i, known)),
    ("foreign currency", |i| each_cost(i, in_dollars)),
    ("rates", |i| i.need.rates.from.clear()),
    ("price in learning credits", |i| each_cost(i, cash_only)),
    ("purse", |i| i.need.clc = Clc(0)),
    ("given price", |i| i.need.prices.clear()),
    ("pass", |i| each_offering(i, |o| o.passes.clear())),
    ("held pass", |i| i.need.passes.clear()),
    ("taken", |i| i.need.taken.clear()),
    ("passed", |i| i.need.passed.clear()),
    ("version", |i| {
        each_activity(i, |a| a.version = None);
    }),
    ("shared course", |i| {
        each_activity(i, |a| a.course = None);
    }),
    ("several offerings", |i| {
        each_activity(i, |a| a.offerings.truncate(1));
    }),
    ("staleness of offers", |i| {
        each_activity(i, |a| a.kind = ActivityKind::Course);
    }),
    ("undated", |i| {
        each_offering(i, |o| o.evidence.undated = false);
    }),
    ("withdrawn offering", |i| {
        each_offering(i, |o| o.withdrawn = None);
    }),
    ("withdrawn exam", |i| {
        each_exam(i, |exam| exam.withdrawn = None);
    }),
    ("opening", |i| each_offering(i, |o| o.opens = None)),
    ("expiry of an offering", |i| {
        each_offering(i, |o| o.expires = Expiry::Never);
    }),
    ("last day of an exam", |i| {
        each_exam(i, |exam| exam.last_day = None);
    }),
    ("expiry of the certification", |i| i.need.expires = None),
    ("first day", |i| i.need.from = i.today),
    ("hours per week", |i| i.need.hours_per_week = None),
    ("busy days", |i| i.need.busy = Busy::default()),
    ("hours of exams", |i| i.need.exam_hours.clear()),
    ("most hours", |i| i.need.max_hours = None),
    ("budget", |i| i.need.budget = None),
    ("credits held", |i| i.need.have = Credits::ZERO),
    ("routes asked for", |i| i.need.routes.clear()),
    ("only", |i| i.need.filter.only.clear()),
    ("exclude", |i| i.need.filter.exclude.clear()),
    ("kinds", |i| i.need.filter.kinds.clear()),
    ("topics", |i| i.need.filter.topics.clear()),
    ("any filter", |i| i.need.filter = Filter::default()),
    ("unknown credits", |i| {
        let activities = i.program.activities.values_mut();
        activities.for_each(|a| a.credits = a.credits.or(Credits::from_hundredths(1000)));
    }),
    ("stated length", |i| {
        each_offering(i, |o| o.effort = None);
        each_activity(i, |a| a.effort = None);
    }),
    ("length of an offering", |i| {
        each_offering(i, |o| o.effort = None);
    }),
    ("unknown length of exams", |i| {
        let classes = i.program.program.exam_classes.iter_mut();
        classes.for_each(|class| class.study = class.study.or(Some(Minutes::ZERO)));
    }),
    ("union of exam classes", |i| {
        i.program
            .program
            .exam_classes
            .iter_mut()
            .for_each(|class| class.includes.clear());
    }),
    ("age of facts", |i| {
        let today = i.today;
        each_offering(i, |o| o.evidence.checked = today);
        each_activity(i, |a| a.evidence.checked = today);
    }),
    ("age of a fee", |i| {
        each_exam(i, |exam| exam.fee_evidence = None);
    }),
    ("retirement", |i| i.certification.retired = None),
];

/// Every further feature by name: those that only instances of the whole scope have.
pub(crate) const MORE: &[(&str, Switch)] = &[
    ("class", |i| each_offering(i, |o| o.class = None)),
    ("days of a class", |i| {
        each_offering(i, |offering| {
            if let Some(class) = &mut offering.class {
                class.ends = class.starts;
            }
        });
    }),
    ("cap", |i| {
        each_rule(i, |bound| !matches!(bound, Bound::Most(_)));
    }),
    ("cap in per cent", |i| {
        each_rule(i, |bound| !matches!(bound, Bound::MostPercent(_)));
    }),
    ("least of a category", |i| {
        each_rule(i, |bound| !matches!(bound, Bound::Least(_)));
    }),
    ("least of a year", |i| {
        each_rule(i, |bound| !matches!(bound, Bound::Yearly(_)));
    }),
    ("union of categories", |i| {
        let categories = i.program.program.categories.iter_mut();
        categories.for_each(|category| category.includes.clear());
    }),
    ("category", |i| each_activity(i, |a| a.category = None)),
    ("credits held in a category", |i| i.need.have_in.clear()),
    ("credits held this year", |i| {
        i.need.have_this_year = Credits::ZERO;
    }),
    ("prerequisite", |i| each_activity(i, |a| a.requires.clear())),
    ("term of a pass", |i| each_pass(i, |pass| pass.days = None)),
    ("end of a held pass", |i| {
        i.need.passes.values_mut().for_each(|end| *end = None);
    }),
    ("end of the purse", |i| i.need.clc_until = None),
    ("voucher", |i| i.need.vouchers.clear()),
    ("discount", |i| {
        let vouchers = i.need.vouchers.iter_mut();
        vouchers.for_each(|voucher| voucher.discount = Discount::Whole);
    }),
    ("exam of a voucher", |i| {
        i.need.vouchers.iter_mut().for_each(|v| v.exam = None);
    }),
    ("count of a voucher", |i| {
        i.need.vouchers.iter_mut().for_each(|v| v.count = 9);
    }),
    ("voucher of a pass", |i| {
        each_pass(i, |pass| pass.vouchers.clear());
    }),
    ("class of a pass's voucher", |i| {
        each_pass(i, |pass| pass.vouchers.iter_mut().for_each(|v| v.0 = None));
    }),
    ("count of a pass's voucher", |i| {
        each_pass(i, |pass| pass.vouchers.iter_mut().for_each(|v| v.1 = 9));
    }),
    ("hours of activities", |i| i.need.activity_hours.clear()),
    ("finish as an aim", |i| forget(i, Aim::Finish)),
    ("latest finish as an aim", |i| forget(i, Aim::LatestFinish)),
    ("hours first", |i| forget(i, Aim::Hours)),
    ("items first", |i| forget(i, Aim::Items)),
    ("surplus first", |i| forget(i, Aim::Surplus)),
    ("freshness first", |i| forget(i, Aim::Freshness)),
];

fn forget(instance: &mut Instance, aim: Aim) {
    instance.need.prefer.retain(|other| *other != aim);
}

fn each_rule(instance: &mut Instance, keep: impl Fn(&Bound) -> bool) {
    for level in &mut instance.program.program.levels {
        level.rules.retain(|rule| keep(&rule.bound));
    }
}

fn each_activity(instance: &mut Instance, change: impl Fn(&mut Activity)) {
    instance.program.activities.values_mut().for_each(change);
}

fn each_exam(instance: &mut Instance, change: impl Fn(&mut Exam)) {
    instance.program.exams.values_mut().for_each(change);
}

fn each_pass(instance: &mut Instance, change: impl Fn(&mut Pass)) {
    instance.program.passes.values_mut().for_each(change);
}

pub(super) fn each_offering(instance: &mut Instance, change: impl Fn(&mut Offering)) {
    each_activity(instance, |activity| {
        activity.offerings.iter_mut().for_each(&change);
    });
}

fn each_cost(instance: &mut Instance, change: fn(Cost, Currency) -> Cost) {
    let own = instance.need.rates.into;
    let program = &mut instance.program;
    let offerings = program
        .activities
        .values_mut()
        .flat_map(|a| &mut a.offerings);
    let costs = offerings.map(|offering| &mut offering.cost);
    let costs = costs.chain(program.exams.values_mut().map(|exam| &mut exam.fee));
    let costs = costs.chain(program.passes.values_mut().map(|pass| &mut pass.cost));
    costs.for_each(|cost| *cost = change(*cost, own));
}

fn known(cost: Cost, _: Currency) -> Cost {
    match cost {
        Cost::Unknown => Cost::Free,
        other => other,
    }
}

fn in_dollars(cost: Cost, own: Currency) -> Cost {
    let Cost::Priced {
        cash: Some(mut cash),
        clc,
    } = cost
    else {
        return cost;
    };
    cash.currency = own;
    Cost::Priced {
        cash: Some(cash),
        clc,
    }
}

fn cash_only(cost: Cost, _: Currency) -> Cost {
    match cost {
        Cost::Priced { cash: None, .. } => Cost::Unknown,
        Cost::Priced { cash, .. } => Cost::Priced { cash, clc: None },
        other => other,
    }
}
