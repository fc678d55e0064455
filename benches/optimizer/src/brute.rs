//! The rows against every plan there is: on instances so small that all can be tried, the optimum of HiGHS is the best of those that
//! keep to the rules one by one. A row that forbids too much, or too little, shows here.

use std::time::{Duration, Instant};

use finder::model::Credits;

use crate::{
    aims::{Outcome, Part, best, parts},
    check::Plan,
    instances::{Class, Instance},
    model::level,
    real_catalog,
    shelf::{Choice, Shelf},
    time::FAR,
};

/// How many instances of each class are tried; all of them are found again in a minute or two.
const SEEDS: u64 = 40;

/// An instance with few exams and a small gap, so that there are not too many plans.
fn small(class: Class, seed: u64) -> Instance {
    let size = if class == Class::Years { 4 } else { 5 };
    let mut instance = Instance::new(class, size, seed, &real_catalog().unwrap());
    let mut left = 0;
    instance.program.exams.retain(|_, _| {
        left += 1;
        left % 3 == 1
    });
    for activity in instance.program.activities.values_mut() {
        activity.offerings.truncate(2);
    }
    for route in &mut instance.program.program.levels[0].routes {
        route.credits = Credits::from_hundredths(route.credits.hundredths() / 2).unwrap();
    }
    if let Some(busy) = instance.need.expires.filter(|_| class == Class::Years) {
        instance.need.expires = busy.checked_sub_months(chrono::Months::new(12));
    }
    instance
}

/// Every way to take at most one choice of every slot.
fn baskets(shelf: &Shelf) -> Vec<Vec<Choice>> {
    let mut baskets = vec![Vec::new()];
    for slot in 0..shelf.slots {
        let own: Vec<&Choice> = shelf
            .choices
            .iter()
            .filter(|choice| choice.slot == slot)
            .collect();
        let grown: Vec<Vec<Choice>> = baskets
            .iter()
            .flat_map(|basket: &Vec<Choice>| {
                own.iter().map(move |choice| {
                    let mut basket = basket.clone();
                    basket.push((*choice).clone());
                    basket
                })
            })
            .collect();
        baskets.extend(grown);
    }
    baskets
}

/// Every way to buy the passes that a basket needs, on every day.
fn bought(shelf: &Shelf, things: &[Choice]) -> Vec<Vec<(usize, usize, i64)>> {
    let mut bought = vec![Vec::new()];
    for (place, pass) in shelf.passes.iter().enumerate() {
        if things.iter().all(|thing| thing.bought() != Some(place)) {
            continue;
        }
        let last = if pass.days == FAR || shelf.time.deadline == FAR {
            0
        } else {
            shelf.time.deadline
        };
        let ways =
            (0..pass.ways.len()).flat_map(|way| (0..=last).map(move |day| (place, way, day)));
        let ways: Vec<_> = ways.collect();
        bought = bought
            .into_iter()
            .flat_map(|so_far: Vec<_>| {
                ways.iter().map(move |way| {
                    let mut next = so_far.clone();
                    next.push(*way);
                    next
                })
            })
            .collect();
    }
    bought
}

/// The things with the days that the passes leave them.
fn in_term(shelf: &Shelf, mut things: Vec<Choice>, passes: &[(usize, usize, i64)]) -> Vec<Choice> {
    for thing in &mut things {
        let pass = passes
            .iter()
            .find(|(pass, ..)| thing.bought() == Some(*pass));
        if let Some((pass, _, day)) = pass.filter(|(pass, ..)| shelf.passes[*pass].days != FAR) {
            thing.begin = thing.begin.max(*day);
            thing.due = thing.due.min(day + shelf.passes[*pass].days - 1);
        }
    }
    things
}

/// What a plan is judged by; later is better for the latest finish, so its sign is turned.
fn judged(instance: &Instance, shelf: &Shelf, plan: &Plan) -> Vec<i64> {
    let routes = &level(instance).unwrap().routes;
    let sum = |of: &dyn Fn(&Choice) -> i64| plan.things.iter().map(of).sum::<i64>();
    let value = |part| match part {
        Part::Cash => plan.price(shelf).0,
        Part::Purse => plan.price(shelf).1,
        Part::WithExam => i64::from(!routes[plan.route].is_credits_only()),
        Part::Unknown => sum(&|thing| i64::from(thing.unknown)),
        Part::Minutes => sum(&|thing| thing.minutes),
        Part::Items => sum(&|_| 1) + i64::try_from(plan.passes.len()).unwrap(),
        Part::Credits => sum(&|thing| thing.credits),
        Part::Finish => plan.finish(shelf),
        Part::LatestFinish => -plan.things.iter().map(|thing| thing.due).max().unwrap_or(0),
    };
    parts(&instance.need).into_iter().map(value).collect()
}

/// The best plan of all.
fn tried(instance: &Instance) -> Option<Vec<i64>> {
    let shelf = Shelf::stock(instance);
    let routes = level(instance).unwrap().routes.len();
    let mut best: Option<Vec<i64>> = None;
    for things in baskets(&shelf) {
        for passes in bought(&shelf, &things) {
            for route in 0..routes {
                let named = &level(instance).unwrap().routes[route];
                let asked = &instance.need.routes;
                if !asked.is_empty() && !asked.iter().any(|name| named.answers_to(name)) {
                    continue;
                }
                let plan = Plan {
                    things: in_term(&shelf, things.clone(), &passes),
                    passes: passes.clone(),
                    route,
                };
                if plan.verify(instance, &shelf).is_ok() {
                    let own = judged(instance, &shelf, &plan);
                    best = Some(best.map_or(own.clone(), |best| best.min(own)));
                }
            }
        }
    }
    best
}

/// What HiGHS finds.
fn found(instance: &Instance) -> Option<Vec<i64>> {
    match best(instance, Instant::now() + Duration::from_secs(120)) {
        Outcome::Met(parts, _) => Some(
            parts
                .into_iter()
                .map(|(part, value)| {
                    if part == Part::LatestFinish {
                        -value
                    } else {
                        value
                    }
                })
                .collect(),
        ),
        Outcome::Short => None,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn check(class: Class, seeds: u64) {
    let mut met = 0;
    for seed in 0..seeds {
        let instance = small(class, seed);
        let tried = tried(&instance);
        met += usize::from(tried.is_some());
        assert_eq!(found(&instance), tried, "{} of seed {seed}", class.word());
    }
    assert!(met > 2, "only {met} of {} have a plan", class.word());
}

#[test]
fn windows() {
    check(Class::Windows, SEEDS);
}

#[test]
fn finish() {
    check(Class::Finish, SEEDS);
}

#[test]
fn latest_finish() {
    check(Class::LatestFinish, SEEDS);
}

#[test]
fn passes() {
    check(Class::Passes, SEEDS);
}

#[test]
fn rules() {
    check(Class::Rules, SEEDS);
}

#[test]
fn years() {
    check(Class::Years, SEEDS);
}

#[test]
fn dates() {
    check(Class::Dates, SEEDS);
}

#[test]
fn chains() {
    check(Class::Chains, SEEDS);
}

#[test]
fn terms() {
    // Every day of two terms is a plan of its own.
    check(Class::Terms, SEEDS / 5);
}

#[test]
fn vouchers() {
    check(Class::Vouchers, SEEDS);
}
