//! How a table of TOML is read: with the place of every value, and on past every fault, so that all of a file's faults are told in one
//! run.
//!
//! `syntax` makes tables with spans of bytes, `fields` asks a table for its keys, `values` says what each type of value must look like,
//! `entry` is what comes of it. What the keys mean, and which there are, is for the rooms that read: the catalogue, the holder's
//! record, the sources of listings.

pub(crate) mod entry;
pub(crate) mod fields;
pub(crate) mod syntax;
pub(crate) mod values;
