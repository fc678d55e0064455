//! The tests that see the crate from outside, in one binary.

mod architecture;
mod cases;
mod catalog;
mod diagnostics;
mod plan_answers;
mod plan_json;
mod plan_text;
mod reading;
