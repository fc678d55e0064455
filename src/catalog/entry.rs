//! What comes of reading one table: a value or findings, the names it brings, and the names it relies on.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

/// The kinds of thing that have names others may use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    Activity,
    Category,
    Certification,
    Class,
    Exam,
    Level,
    Pass,
    Program,
    Provider,
    Topic,
}

impl Kind {
    /// What it is called in a sentence.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Category => "category",
            Self::Certification => "certification",
            Self::Class => "exam class",
            Self::Exam => "exam",
            Self::Level => "level",
            Self::Pass => "pass",
            Self::Program => "program",
            Self::Provider => "provider",
            Self::Topic => "topic",
        }
    }

    /// What several are called.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Activity => "activities",
            Self::Category => "categories",
            Self::Certification => "certifications",
            Self::Class => "exam classes",
            Self::Exam => "exams",
            Self::Level => "levels",
            Self::Pass => "passes",
            Self::Program => "programs",
            Self::Provider => "providers",
            Self::Topic => "topics",
        }
    }

    /// Where in the program's folder such a thing is declared.
    pub(super) fn home(self) -> &'static str {
        match self {
            Self::Activity => "activities/",
            Self::Certification => "certifications.toml",
            Self::Exam => "exams.toml",
            Self::Pass => "passes.toml",
            Self::Provider => "providers.toml",
            Self::Category | Self::Class | Self::Level | Self::Program | Self::Topic => {
                "program.toml"
            }
        }
    }

    /// Whether a holder names such things on the command line: then no two of them share a name, whatever their kind or program.
    pub(super) fn is_public(self) -> bool {
        match self {
            Self::Activity | Self::Certification | Self::Exam | Self::Pass => true,
            Self::Category
            | Self::Class
            | Self::Level
            | Self::Program
            | Self::Provider
            | Self::Topic => false,
        }
    }

    /// The finding when a name leads to no such thing.
    pub(super) fn code(self) -> Code {
        match self {
            Self::Topic => Code::UnknownWord,
            _ => Code::UnknownReference,
        }
    }
}

/// A name, brought or relied on, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) file: usize,
    pub(super) span: Range<usize>,
}

/// One entry as read. Faulty ones are kept without a value, so that their names are still known.
#[derive(Debug)]
pub(super) struct Entry<'t, T> {
    /// What it says; `None` once anything is wrong with it.
    pub(super) value: Option<T>,
    /// The names it brings: its id, its aliases, a program's levels, classes and topics.
    pub(super) names: Vec<Name<'t>>,
    /// The names it relies on.
    pub(super) references: Vec<Name<'t>>,
    /// What is wrong with it.
    pub(super) findings: Vec<Diagnostic>,
}

impl<T> Entry<'_, T> {
    /// An entry of which nothing could be read.
    pub(super) fn unread(findings: Vec<Diagnostic>) -> Self {
        Self {
            value: None,
            names: Vec::new(),
            references: Vec::new(),
            findings,
        }
    }
}

/// An entry of whatever type, for what is the same for all.
pub(super) trait Linked<'t> {
    /// The names it brings.
    fn names(&self) -> &[Name<'t>];
    /// The names it relies on.
    fn references(&self) -> &[Name<'t>];
    /// Takes in more findings, any of which leaves it out.
    fn fail(&mut self, findings: Vec<Diagnostic>);
    /// Gives away its findings.
    fn findings(&mut self) -> Vec<Diagnostic>;
}

impl<'t, T> Linked<'t> for Entry<'t, T> {
    fn names(&self) -> &[Name<'t>] {
        &self.names
    }

    fn references(&self) -> &[Name<'t>] {
        &self.references
    }

    fn fail(&mut self, findings: Vec<Diagnostic>) {
        if !findings.is_empty() {
            self.value = None;
            self.findings.extend(findings);
        }
    }

    fn findings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.findings)
    }
}
