//! The tests that see the crate from outside, in one binary.

mod base;
mod catalog;
mod diagnostics;
mod reading;
