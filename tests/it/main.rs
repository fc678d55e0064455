//! The tests that see the crate from outside, in one binary.

mod plan_answers;
mod plan_json;
mod plan_text;
