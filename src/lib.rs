//! Finds the cheapest way to renew a certification with Continuing Education credits and exams.

pub mod model;
pub mod plan;
pub mod report;
