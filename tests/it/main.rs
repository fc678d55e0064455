//! The tests that see the crate from outside, in one binary.

mod catalog;
mod cli;
mod diagnostics;
mod finder;
mod help;
mod plan_answers;
mod plan_json;
mod plan_text;
mod reading;
