//! What fetched pages claim: never the truth, but a lead or a disagreement.
//!
//! A [`Source`] is data: where a listing is, how its rows are found, and what must hold of it before anything is believed (its contract).
//! [`read()`] makes rows of recorded pages, [`compare()`] holds them against the catalogue and the last good [`Snapshot`], [`merge`] lays
//! offers over a catalogue on request, [`propose`] makes changes of what a person accepts.
//!
//! Nothing here carries a page, reads a clock or touches a disk: pages, days and budgets are arguments. Whoever carries pages meets this room
//! at [`Source::first`] and [`Source::next`] (what to ask for), [`Page`] (what came) and [`read()`] (what it says).

mod cell;
mod clean;
mod compare;
mod contract;
mod fold;
mod matching;
pub mod merge;
mod page;
pub mod propose;
mod quarantine;
pub mod read;
mod remembered;
mod row;
mod snapshot;
pub mod source;
mod typed;

pub use cell::{Cell, Cells, Problem};
pub use compare::{Comparison, Difference, Item, Look, State, compare, settle};
pub use contract::{Break, Broken};
pub use matching::{Rung, Suggestion};
pub use page::Page;
pub use quarantine::Quarantine;
pub use read::{Harvest, read};
pub use remembered::remembered;
pub use row::{Class, Field, Held, Row, Session, Value};
pub use snapshot::{Kept, Provenance, Said, Snapshot};
pub use source::{Kind, Method, Rank, Request, Source};
