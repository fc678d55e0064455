//! The integration tests, in one binary: one link, one place to look.

mod laws;
mod optimum;
mod twin;
