//! Finds the cheapest way to renew a certification with Continuing Education credits and exams.

pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod disk;
#[cfg(feature = "fetch")]
pub mod fetch;
#[cfg(feature = "cli")]
pub mod git;
#[cfg(feature = "listing")]
pub mod listing;
pub mod model;
pub mod plan;
mod reading;
pub mod record;
pub mod report;
pub mod saved;
