//! The ways in which a row can stand.

/// How a row stands. The order is that in which a report tells them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It says otherwise than the catalogue what decides about credits: shown, and never taken over.
    Conflict,
    /// It cannot be told which activity it is.
    Ambiguous,
    /// It cannot be believed.
    Quarantined,
    /// An offer is another than the catalogue says, or says more.
    Changed,
    /// The catalogue does not have it.
    New,
    /// Its last day is over.
    Ended,
    /// Its first day is to come.
    NotYet,
    /// It was there and is not.
    Missing,
    /// It has been missing for long enough to believe it.
    Gone,
    /// A post that a person may want to read.
    Lead,
    /// It says what the catalogue says.
    Same,
}

impl State {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Ambiguous => "ambiguous",
            Self::Quarantined => "quarantined",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Ended => "ended",
            Self::NotYet => "not-yet",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Lead => "lead",
            Self::Same => "same",
        }
    }

    /// Whether a person may have to decide something because of it.
    pub(super) fn waits(self) -> bool {
        matches!(
            self,
            Self::Conflict | Self::Changed | Self::New | Self::Gone
        )
    }
}
