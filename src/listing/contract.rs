//! The contract of a source: what must hold of its pages before a row of them is believed.

use std::fmt;

/// A contract that does not hold: nothing of these pages is used, and nothing is missing because of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// In which way.
    pub kind: Break,
    /// What was seen, as a clause: `container "table#offers" not found`.
    pub reason: String,
}

/// The ways a contract breaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Break {
    /// The page is built otherwise than the source says: no container, no header, no such column.
    Shape,
    /// It asks to log in.
    Login,
    /// It asks to prove that a person is there.
    Challenge,
    /// It is a shell that a script would fill.
    Script,
    /// It cannot be read at all: it is no JSON, nests too deep, or took too long.
    Unreadable,
    /// The answer says itself that it failed.
    NotOk,
    /// There are fewer or more rows than the source ever has.
    Rows,
    /// There are far fewer rows than last time.
    Fall,
    /// Too few rows say what most of them said.
    Coverage,
}

impl Break {
    /// How a report calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shape => "shape changed",
            Self::Login => "needs a login",
            Self::Challenge => "blocked",
            Self::Script => "needs a browser",
            Self::Unreadable => "unreadable",
            Self::NotOk => "failed",
            Self::Rows => "rows out of range",
            Self::Fall => "too few rows",
            Self::Coverage => "rows say too little",
        }
    }
}

impl Broken {
    pub(super) fn new(kind: Break, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.word(), self.reason)
    }
}
