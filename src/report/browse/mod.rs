//! Browsing the catalogue: lists of offerings, all that is known of one entry, certifications with their routes.
//!
//! [`select`] answers which offerings a list shows; the rest puts entries into words. What a plan is made of is for [`crate::plan`].

mod certs;
mod json;
mod list;
mod price;
pub(in crate::report) mod routes;
mod rules;
mod select;
mod show;
mod standing;

pub use certs::{LevelCosts, certs_csv, certs_json, certs_markdown, certs_table};
pub use list::{list_csv, list_json, list_markdown, list_table};
pub use select::{Query, Row, Selection, Sort, select};
pub use show::{show_json, show_text};
