//! Exams.

use super::{Cost, Date, Evidence, Id, Withdrawal};

/// An exam. It counts toward routes by its class, earns no credits by itself, and each number counts once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exam {
    /// Its number, such as `350-401`, or a name where it has none.
    pub id: Id,
    /// Its short code, such as `ENCOR`.
    pub code: Option<String>,
    /// Its official name.
    pub name: String,
    /// Its class, from the program's list.
    pub class: Id,
    /// The fee for one attempt, before tax.
    pub fee: Cost,
    /// Where the fee was read, when not where the rest was.
    pub fee_evidence: Option<Evidence>,
    /// The length of the sitting in minutes. Not the study it takes: that is the class's estimate.
    pub minutes: Option<u32>,
    /// The certifications it belongs to.
    pub certifications: Vec<Id>,
    /// What it was called before.
    pub formerly: Option<String>,
    /// The last day it can be sat.
    pub last_day: Option<Date>,
    /// The exam that takes its place.
    pub successor: Option<Id>,
    /// Set when it was seen to be gone.
    pub withdrawn: Option<Withdrawal>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
}

impl Exam {
    /// Where the fee was read.
    pub fn fee_evidence(&self) -> &Evidence {
        self.fee_evidence.as_ref().unwrap_or(&self.evidence)
    }
}
