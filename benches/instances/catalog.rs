//! Instances drawn after a real catalogue: each activity is one of its own under another name, with its pattern of prices, credits,
//! hours, topics, passes and dates, and with figures that are near the real ones but not all alike.

use std::collections::BTreeMap;

use finder::model::{
    Activity, Catalog, Clc, Cost, Credits, Effort, Id, Minutes, Money, ProgramCatalog,
};

use super::{Class, Instance, build::today, draw::Draw, holder::need};

/// The instance of a class with so many activities, drawn after the first program of a catalogue.
pub(super) fn instance(class: Class, size: usize, seed: u64, real: &Catalog) -> Instance {
    let mut draw = Draw::new(seed, class.stream());
    let real = real.programs.values().next().unwrap();
    let originals: Vec<&Activity> = real.activities.values().collect();
    let activities: BTreeMap<Id, Activity> = (0..size)
        .map(|number| resampled(&mut draw, &originals, number))
        .map(|activity| (activity.id.clone(), activity))
        .collect();
    let program = ProgramCatalog {
        activities,
        ..real.clone()
    };
    let asked = draw.pick(&["ccna", "ccnp", "ccie"]);
    Instance {
        certification: program.certification(asked).unwrap().clone(),
        need: need(class, &mut draw, &program),
        program,
        today: today(),
    }
}

/// One of the originals under another name, with its numbers moved a little.
fn resampled(draw: &mut Draw, originals: &[&Activity], number: usize) -> Activity {
    let mut activity = draw.pick(originals).clone();
    activity.id = Id::new(&format!("a{number:06}")).unwrap();
    // Where a course code is shared in the catalogue, two copies of one original may share it too.
    activity.course = activity.course.map(|code| format!("{code}-{}", number / 2));
    activity.requires.clear();
    activity.credits = activity.credits.map(|credits| {
        let moved = credits.hundredths() / 100 * draw.small(70, 130) / 100;
        Credits::from_hundredths(moved * 100).unwrap()
    });
    activity.effort = activity.effort.map(|effort| moved(draw, effort));
    for offering in &mut activity.offerings {
        offering.effort = offering.effort.map(|effort| moved(draw, effort));
        offering.cost = moved_price(draw, offering.cost);
    }
    activity
}

fn moved(draw: &mut Draw, effort: Effort) -> Effort {
    match effort {
        Effort::Hours(length) => {
            let moved = length.minutes() / 100 * draw.small(70, 130);
            Effort::Hours(Minutes::new(moved.div_ceil(15) * 15).unwrap())
        }
        Effort::Days(days) => Effort::Days((days + draw.small(0, 2)).saturating_sub(1).max(1)),
    }
}

fn moved_price(draw: &mut Draw, cost: Cost) -> Cost {
    let percent = draw.between(40, 130);
    match cost {
        // Most prices are not known. Some are here, for they will be.
        Cost::Unknown if draw.chance(15) => super::build::cash(percent * 3_000),
        Cost::Unknown | Cost::Free => cost,
        Cost::Priced { cash, clc } => Cost::Priced {
            cash: cash.map(|money| Money {
                minor: money.minor / 100 * percent,
                ..money
            }),
            clc: clc.map(|clc| Clc(clc.0 * draw.small(40, 130) / 100 + 1)),
        },
    }
}
