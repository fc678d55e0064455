//! Finds the cheapest way to renew a certification with Continuing Education credits and exams.

pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod disk;
#[cfg(feature = "cli")]
pub mod git;
pub mod model;
pub mod plan;
mod reading;
pub mod record;
pub mod report;
