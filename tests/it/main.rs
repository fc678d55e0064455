//! The tests that see the crate from outside, in one binary: one link, one place to look.

mod architecture;
mod base;
mod cases;
mod catalog;
mod check;
mod cli;
mod demands;
mod diagnostics;
#[cfg(feature = "fetch")]
mod fetch;
mod finder;
mod fix;
mod github;
mod help;
mod impact;
mod laws;
mod listing;
mod manuals;
mod new;
mod optimum;
mod otherwise;
mod plan_answers;
mod plan_json;
mod plan_text;
mod programs;
mod reading;
mod reasons;
mod schema;
mod twin;
mod values;
