//! Instances that are made up, with the structure of each class and nothing else to distract.

use std::collections::BTreeSet;

use finder::model::{Activity, ClassDates, Cost, Effort, Expiry, Id, Offering, ProgramCatalog};

use super::{
    Class, Instance,
    build::{activity, cash, day, exam, id, minutes, offering, pass, purse, today},
    draw::Draw,
    holder::need,
    rules::{CATEGORIES, program},
};

/// The instance of a class with so many activities.
pub(super) fn instance(class: Class, size: usize, seed: u64) -> Instance {
    let mut draw = Draw::new(seed, class.stream());
    let mut program = program(class, &mut draw);
    exams(&mut draw, &mut program);
    passes(class, &mut draw, size, &mut program);
    let opened_by: Vec<Id> = program.passes.keys().cloned().collect();
    for number in 0..size {
        let activity = drawn_activity(class, &mut draw, number, &opened_by);
        program.activities.insert(activity.id.clone(), activity);
    }
    Instance {
        certification: program.certifications[0].clone(),
        need: need(class, &mut draw, &program),
        program,
        today: today(),
    }
}

/// Six exams, dear enough that credits can compete.
fn exams(draw: &mut Draw, program: &mut ProgramCatalog) {
    for number in 0..6 {
        let (class, least) = if number < 2 {
            ("core", 1_500)
        } else {
            ("concentration", 900)
        };
        let exam = exam(number, class, cash(draw.between(least, least + 400) * 100));
        program.exams.insert(exam.id.clone(), exam);
    }
}

fn passes(class: Class, draw: &mut Draw, size: usize, program: &mut ProgramCatalog) {
    let count = match class {
        Class::Passes => (size / 20).clamp(4, 40),
        Class::Terms => 2,
        Class::Vouchers => 3,
        _ => 0,
    };
    for number in 0..count {
        let days = match class {
            Class::Terms => Some(draw.small(20, 40)),
            Class::Passes => Some(365),
            _ => None,
        };
        let mut pass = pass(number, cash(draw.between(100, 900) * 100), days);
        if class == Class::Vouchers && number > 0 {
            pass.vouchers = vec![(Some(id("concentration")), draw.small(1, 2))];
        }
        program.passes.insert(pass.id.clone(), pass);
    }
}

fn drawn_activity(class: Class, draw: &mut Draw, number: usize, opened_by: &[Id]) -> Activity {
    let hundredths = earned(class, draw);
    let mut activity = activity(number, hundredths, draw.small(0, 100));
    // One in eight shares its course with the one before. Courses that others ask for keep to themselves.
    if number % 8 == 7 && class != Class::Chains {
        activity.course = Some(format!("a{:06}", number - 1));
    }
    if class == Class::Rules {
        activity.category = draw.chance(85).then(|| id(draw.pick(&CATEGORIES)));
    }
    if class == Class::Chains && number > 0 && draw.chance(40) {
        for _ in 0..draw.between(1, 2) {
            let before = id(&format!("a{:06}", draw.below(number)));
            if !activity.requires.contains(&before) {
                activity.requires.push(before);
            }
        }
    }
    // The pass that is held opens a few things, or nothing would be left to pay.
    let held = usize::from(class == Class::Vouchers && number > 5);
    let length = length(class, draw, hundredths);
    activity.effort = Some(Effort::Hours(minutes(length)));
    for place in 0..=draw.below(3) {
        let cost = price(class, draw, hundredths, length);
        let mut offering = offering(place, cost, draw.small(0, 100));
        days(class, draw, &mut offering);
        opened(class, draw, &opened_by[held..], &mut offering);
        activity.offerings.push(offering);
    }
    activity
}

/// The credits it earns, in hundredths.
fn earned(class: Class, draw: &mut Draw) -> u32 {
    match class {
        Class::Hundredths => draw.small(25, 2_000),
        Class::SubsetSum => draw.small(201, 2_999),
        Class::Ties => 100 * draw.pick(&[5, 8, 10]),
        _ => 100 * draw.small(1, 40),
    }
}

/// How long it takes: from 0.6 to 2 hours a credit, in quarters of an hour.
fn length(class: Class, draw: &mut Draw, hundredths: u32) -> u32 {
    let percent = match class {
        Class::Ties => draw.pick(&[80, 100, 125]),
        _ => draw.small(60, 200),
    };
    (hundredths * percent * 60 / 10_000).div_ceil(15) * 15
}

/// What it costs. Where hours and money bite, what is cheap takes long.
fn price(class: Class, draw: &mut Draw, hundredths: u32, length: u32) -> Cost {
    let earned = u64::from(hundredths);
    let dollars_a_credit = |draw: &mut Draw| draw.between(15, 60);
    match class {
        Class::Correlated => cash(10 * earned + 10_000),
        Class::SubsetSum => cash(earned),
        Class::Cents => cash(draw.between(1, 100_000)),
        Class::Ties if draw.chance(60) => Cost::Free,
        Class::Tight => {
            let slow = u64::from(length).max(1);
            cash(100 * (earned * earned * draw.between(80, 130) / (slow * 6_000)).max(1))
        }
        Class::Passes | Class::Terms if draw.chance(60) => Cost::Unknown,
        Class::Vouchers if draw.chance(20) => purse(draw.small(1, 8)),
        _ => cash(earned * dollars_a_credit(draw)),
    }
}

/// The days it is on.
fn days(class: Class, draw: &mut Draw, offering: &mut Offering) {
    match class {
        Class::Deadlines | Class::Tight | Class::Finish | Class::LatestFinish | Class::Chains
            if draw.chance(70) =>
        {
            offering.expires = Expiry::On(day(draw.small(20, 300)));
        }
        Class::Windows => {
            let opens = draw.small(0, 250);
            offering.opens = Some(day(opens));
            offering.expires = Expiry::On(day(opens + draw.small(10, 120)));
        }
        Class::Years if draw.chance(80) => {
            let opens = draw.small(0, 900);
            offering.opens = Some(day(opens));
            offering.expires = Expiry::On(day(opens + draw.small(30, 200)));
        }
        Class::Terms if draw.chance(50) => offering.opens = Some(day(7 * draw.small(0, 6))),
        Class::Vouchers if draw.chance(50) => offering.opens = Some(day(draw.small(0, 200))),
        Class::Dates if draw.chance(50) => {
            let starts = draw.small(1, 170);
            offering.class = Some(ClassDates {
                starts: day(starts),
                ends: day(starts + draw.small(0, 4)),
            });
        }
        Class::Dates => offering.expires = Expiry::On(day(draw.small(20, 180))),
        _ => {}
    }
}

/// The passes that open it.
fn opened(class: Class, draw: &mut Draw, passes: &[Id], offering: &mut Offering) {
    if passes.is_empty() || (offering.cost != Cost::Unknown && !draw.chance(10)) {
        return;
    }
    let few = if class == Class::Passes { 1 } else { 2 };
    let mut chosen: BTreeSet<Id> = BTreeSet::new();
    for _ in 0..draw.between(1, few) {
        chosen.insert(draw.pick(passes));
    }
    offering.passes = chosen.into_iter().collect();
}
