//! Passes, and those who sell things.

use super::{Cost, Evidence, Id};

/// A subscription, bought once, that opens many offerings for its term.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pass {
    /// Its lasting name.
    pub id: Id,
    /// Its official title.
    pub title: String,
    /// Who sells it.
    pub provider: Id,
    /// Its price for one term.
    pub cost: Cost,
    /// Its term in days; `None`: it does not end.
    pub days: Option<u32>,
    /// The exams it includes a voucher for, by class, each with how many; `None`: any exam.
    pub vouchers: Vec<(Option<Id>, u32)>,
    /// Where to get it.
    pub url: Option<String>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
}

/// Who offers activities or sells passes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provider {
    /// Its lasting name.
    pub id: Id,
    /// Its name as it writes it.
    pub name: String,
    /// Its home page.
    pub url: Option<String>,
    /// The hosts whose pages count as its own word.
    pub hosts: Vec<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
}
