//! Findings as values: what is wrong, where, and one way out.
//!
//! Every kind of finding has a [`Code`] and a page of its own. Here are also the [`Sources`] that findings point into, and the two
//! helpers every message needs: [`closest`] for "did you mean" and [`shown`] for quoting what somebody typed. How a finding looks
//! on a terminal is for `report::snippet` to say.

mod code;
mod quote;
mod sources;

use std::ops::Range;

pub use code::Code;
pub use quote::{clean, closest, is_invisible, is_unsafe, shown};
pub use sources::{Position, Sources};

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Which kind of finding it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line: lower case, no full stop.
    pub message: String,
    /// The places it is about; the first is the culprit. Empty when it is about no file at all.
    pub labels: Vec<Label>,
    /// One way out, as a full sentence.
    pub help: Option<String>,
    /// What to write in the culprit's place, where exactly one text puts it right. Only for kinds that are
    /// [mendable](Code::is_mendable).
    pub mend: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The entry it is about is left out.
    Error,
    /// Nothing is left out, but somebody should look.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file, and what to say there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Which of the [`Sources`].
    pub file: usize,
    /// Which bytes of it.
    pub span: Range<usize>,
    /// What to say there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A finding that leaves its entry out.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A finding that leaves nothing out.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A finding that is merely good to know.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            labels: Vec::new(),
            help: None,
            mend: None,
        }
    }

    /// The same, pointing at one place more. The first place is the culprit.
    #[must_use]
    pub fn at(mut self, file: usize, span: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { file, span, text });
        self
    }

    /// The same, with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, knowing what to write in the culprit's place.
    #[must_use]
    pub fn mend(mut self, text: impl Into<String>) -> Self {
        self.mend = Some(text.into());
        self
    }

    /// Whether its entry is left out.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The culprit's place.
    pub fn primary(&self) -> Option<&Label> {
        self.labels.first()
    }
}

/// Puts findings in the order they are read in: by file, offset and code. Findings about no file come first.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.primary().map(|l| (l.file, l.span.start)), d.code);
        key(a).cmp(&key(b))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_sort_by_file_offset_and_code() {
        let finding = |code, file, start| Diagnostic::error(code, "x").at(file, start..start, "");
        let mut findings = vec![
            finding(Code::BadDate, 1, 0),
            finding(Code::WrongType, 0, 7),
            finding(Code::UnknownKey, 0, 7),
            Diagnostic::error(Code::NoProgram, "x"),
        ];
        sort(&mut findings);
        let codes: Vec<_> = findings.iter().map(|d| d.code).collect();
        let expected = [
            Code::NoProgram,
            Code::UnknownKey,
            Code::WrongType,
            Code::BadDate,
        ];
        assert_eq!(codes, expected);
    }
}
