//! Random instances: small numbers, so that ties are common, and every feature on and off.

mod holder;
mod more;
mod rules;
mod shelf;

use std::collections::BTreeMap;

use finder::model::{Id, Pass, ProgramCatalog};

use super::draw::Draw;
use super::plain::today;
use super::{Instance, switch};
use more::More;

/// How much of the problem an instance may make use of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Scope {
    /// What the real planner is held to.
    Settled,
    /// All there is.
    Everything,
}

/// The instance of a seed.
pub(crate) fn instance(seed: u64, scope: Scope) -> Instance {
    draw_instance(&mut Draw::seeded(seed), scope)
}

/// The instance that the choices make.
pub(crate) fn draw_instance(draw: &mut Draw, scope: Scope) -> Instance {
    let everything = scope == Scope::Everything || switch::everything();
    let flags = Flags::draw(draw).and(More::draw(draw, everything));
    let passes: BTreeMap<Id, Pass> = (0..if flags.passes { draw.between(1, 2) } else { 0 })
        .map(|n| shelf::pass(draw, flags, n))
        .map(|pass| (pass.id.clone(), pass))
        .collect();
    let most = if flags.more.vouchers || flags.more.pass_vouchers {
        2
    } else {
        4
    };
    let exams = (0..draw.pick(&[2, 3, 4, 4, 1, 0]).min(most)).map(|n| shelf::exam(draw, flags, n));
    let exams = exams.map(|exam| (exam.id.clone(), exam)).collect();
    let opened_by: Vec<Id> = passes.keys().cloned().collect();
    let mut activities = shelf::activities(draw, flags, &opened_by);
    more::extend(draw, flags, &mut activities);
    let program = ProgramCatalog {
        program: rules::program(draw, flags),
        certifications: vec![rules::certification(draw)],
        exams,
        passes,
        providers: BTreeMap::new(),
        activities,
        lost: finder::model::Lost::default(),
    };
    let mut need = holder::need(draw, flags, &program);
    more::ask(draw, flags, &program, &mut need);
    need.passed = holder::drawn_passed(draw, &program);
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
    more: More,
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
            more: More::default(),
        }
    }

    /// With some more features, and what these are nothing without.
    fn and(self, more: More) -> Self {
        Self {
            passes: self.passes || more.terms || more.held_end || more.pass_vouchers,
            clc: self.clc || more.purse_end,
            pace: self.pace || more.prefer || more.terms,
            dates: self.dates || more.terms,
            more,
            ..self
        }
    }
}
