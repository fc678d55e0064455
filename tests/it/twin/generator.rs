//! Random instances: small numbers, so that ties are common, and every feature on and off.

mod holder;
mod rules;
mod shelf;

use std::collections::BTreeMap;

use finder::model::{Id, Pass, ProgramCatalog};

use super::Instance;
use super::draw::Draw;
use super::plain::today;

/// The instance of a seed.
pub(crate) fn instance(seed: u64) -> Instance {
    draw_instance(&mut Draw::seeded(seed))
}

/// The instance that the choices make.
pub(crate) fn draw_instance(draw: &mut Draw) -> Instance {
    let flags = Flags::draw(draw);
    let passes: BTreeMap<Id, Pass> = (0..if flags.passes { draw.between(1, 2) } else { 0 })
        .map(|n| shelf::pass(draw, flags, n))
        .map(|pass| (pass.id.clone(), pass))
        .collect();
    let exams = (0..draw.pick(&[2, 3, 4, 4, 1, 0])).map(|n| shelf::exam(draw, flags, n));
    let exams = exams.map(|exam| (exam.id.clone(), exam)).collect();
    let opened_by: Vec<Id> = passes.keys().cloned().collect();
    let activities = shelf::activities(draw, flags, &opened_by);
    let program = ProgramCatalog {
        program: rules::program(draw, flags),
        certifications: vec![rules::certification(draw)],
        exams,
        passes,
        providers: BTreeMap::new(),
        activities,
    };
    let need = holder::need(draw, flags, &program);
    Instance {
        certification: program.certifications[0].clone(),
        program,
        need,
        today: today(),
    }
}

/// Which features an instance may make use of.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each feature is on or off by itself"
)]
#[derive(Clone, Copy)]
struct Flags {
    dates: bool,
    passes: bool,
    clc: bool,
    foreign: bool,
    taken: bool,
    shared: bool,
    withdrawn: bool,
    unknown: bool,
    prices: bool,
    filter: bool,
    pace: bool,
    max_hours: bool,
    budget: bool,
    lengths: bool,
    ages: bool,
    /// Few different numbers, so that many plans are equally good.
    alike: bool,
}

impl Flags {
    fn draw(draw: &mut Draw) -> Self {
        let alike = draw.chance(75);
        Self {
            dates: draw.chance(40),
            passes: draw.chance(40),
            clc: draw.chance(40),
            foreign: draw.chance(30),
            taken: draw.chance(30),
            shared: draw.chance(30),
            withdrawn: draw.chance(25),
            unknown: draw.chance(40),
            prices: draw.chance(30),
            filter: draw.chance(30),
            pace: draw.chance(30),
            max_hours: draw.chance(20),
            budget: draw.chance(25),
            lengths: draw.chance(90) && !alike,
            ages: draw.chance(90) && !alike,
            alike,
        }
    }
}
