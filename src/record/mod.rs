//! The holder's record: what she holds, what she completed, what became of each claim, and what she reckons with in every plan.
//!
//! The file is hers: she may edit it by hand, and nothing here rewrites what it need not. A completion carries the facts of the day it
//! was completed on, so that a later change of the catalogue does not rewrite history. No clock, no disk: which day it is and where the
//! text came from are arguments.

pub mod claim;
mod completion;
mod defaults;
mod drawn;
mod held;
pub mod outlook;
mod read;
pub mod standing;
mod write;

pub use completion::{ClaimState, Completion, Subject};
pub use defaults::{Defaults, HeldPass, Purse};
pub use drawn::{Drawn, Part};
pub use held::Held;
pub use read::{is_newer, read};
pub use write::Document;

use crate::model::Id;

/// The newest form of the file that is understood. A newer one is refused, an older one migrated.
pub const FORMAT: u32 = 1;

/// Everything a holder has written down.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// The certifications she holds or held, in the order of the file.
    pub certifications: Vec<Held>,
    /// What she completed, in the order of the file.
    pub completions: Vec<Completion>,
    /// Activities and exams done in earlier cycles of which no more than that is known: they earn nothing again.
    pub taken: Vec<Id>,
    /// What she reckons with unless a flag says otherwise.
    pub defaults: Defaults,
}
