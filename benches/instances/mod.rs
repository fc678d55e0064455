//! Instances of the planner's problem, of any size and of every kind that is known to be hard.
//!
//! An instance is a program with its catalogue, a holder and a day, all as values of [`finder::model`]; nothing is read or written
//! here. The same class, size and seed make the same instance for ever. The benchmarks of the package and those against another
//! solver (`benches/optimizer/`) share this folder, so that both speak of the same problems.
//!
//! [`catalog`] draws instances after a real catalogue, [`generic`] makes them up; [`class`] names the kinds.

mod build;
mod catalog;
mod class;
mod draw;
mod generic;
mod holder;
mod rules;

use finder::model::{Catalog, Certification, Date, Need, ProgramCatalog};

pub(crate) use class::Class;

/// A question to a planner.
pub(crate) struct Instance {
    /// The program, and everything on offer.
    pub(crate) program: ProgramCatalog,
    /// What is to be renewed.
    pub(crate) certification: Certification,
    /// The holder.
    pub(crate) need: Need,
    /// The day it is asked on.
    pub(crate) today: Date,
}

impl Instance {
    /// The instance of a class with so many activities; `real` is the catalogue that the classes of its kind are drawn after.
    pub(crate) fn new(class: Class, size: usize, seed: u64, real: &Catalog) -> Self {
        if class.is_drawn_after_a_catalog() {
            catalog::instance(class, size, seed, real)
        } else {
            generic::instance(class, size, seed)
        }
    }
}
