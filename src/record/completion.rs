//! What a holder completed, and what became of the claim.

use crate::model::{Credits, Date, Id};

/// Something completed: an activity, or an exam that was passed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What it is.
    pub subject: Subject,
    /// The program it belongs to.
    pub program: Id,
    /// Its title on the day of completion.
    pub title: String,
    /// The day it was begun.
    pub started: Option<Date>,
    /// The day it was completed: credits are dated by it, also when they are validated later.
    pub completed: Date,
    /// What became of the claim. An exam needs none: it is `Earned` once it is passed.
    pub state: ClaimState,
    /// The certificate's number, which is the validation code of the claim.
    pub certificate: Option<String>,
    /// Where the certificate is kept: a path, as she wrote it.
    pub evidence: Option<String>,
    /// Anything else she wrote of it.
    pub note: Option<String>,
}

/// What was completed, with the catalogue's facts of that day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// Something that earns credits.
    Activity {
        /// Its id in the catalogue.
        id: Id,
        /// The offering it was taken in.
        offering: Option<Id>,
        /// The course it is a version of.
        course: Option<String>,
        /// Its version.
        version: Option<String>,
        /// The credits it earned.
        credits: Credits,
        /// The category they count in.
        category: Option<Id>,
    },
    /// An exam that was passed.
    Exam {
        /// Its id in the catalogue: its number.
        id: Id,
        /// Its class.
        class: Id,
    },
}

impl Subject {
    /// What becomes of the claim at first: an exam needs none, an activity waits for it.
    pub fn first_state(&self) -> ClaimState {
        match self {
            Self::Activity { .. } => ClaimState::ToSubmit,
            Self::Exam { .. } => ClaimState::Earned,
        }
    }
}

impl Completion {
    /// The id of what was completed.
    pub fn id(&self) -> &Id {
        match &self.subject {
            Subject::Activity { id, .. } | Subject::Exam { id, .. } => id,
        }
    }

    /// Whether `name` means it: its id, or the code of its course in any case.
    pub fn is_called(&self, name: &str) -> bool {
        let course = match &self.subject {
            Subject::Activity { course, .. } => course.as_deref(),
            Subject::Exam { .. } => None,
        };
        let is_course = course.is_some_and(|course| course.eq_ignore_ascii_case(name));
        is_course || self.id().as_str().eq_ignore_ascii_case(name)
    }

    /// What makes two completed activities the same course, and the version that was taken; nothing for an exam.
    pub fn course(&self) -> Option<(String, Option<&str>)> {
        match &self.subject {
            Subject::Activity {
                id,
                course,
                version,
                ..
            } => {
                let course = course.as_deref().unwrap_or(id.as_str());
                Some((course.to_ascii_lowercase(), version.as_deref()))
            }
            Subject::Exam { .. } => None,
        }
    }

    /// Whether it is an exam.
    pub fn is_exam(&self) -> bool {
        matches!(self.subject, Subject::Exam { .. })
    }

    /// The credits it earned; nothing for an exam.
    pub fn credits(&self) -> Credits {
        match self.subject {
            Subject::Activity { credits, .. } => credits,
            Subject::Exam { .. } => Credits::ZERO,
        }
    }
}

/// How far the claim of a completion has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClaimState {
    /// Completed, and not yet submitted where that is needed.
    ToSubmit,
    /// Submitted, and not yet validated. It counts: a claim that is pending at expiry works retroactively.
    Pending,
    /// Validated.
    Earned,
    /// Refused: it counts for nothing.
    Rejected,
}

impl ClaimState {
    /// All of them, in the order a claim passes through them.
    pub const ALL: [Self; 4] = [Self::ToSubmit, Self::Pending, Self::Earned, Self::Rejected];

    /// The word for it in the file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::ToSubmit => "to-submit",
            Self::Pending => "pending",
            Self::Earned => "earned",
            Self::Rejected => "rejected",
        }
    }
}
