//! How a run ends: exit codes, and failures with their way out.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// How a run ended. The numbers are part of the interface and never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0: done. So is a run whose reader closed the pipe: it had read enough.
    Done,
    /// 1: it ran well, and the answer is no.
    No,
    /// 2: wrong usage, or input that cannot be used.
    Wrong,
    /// 3: it could not run: something could not be read or written.
    CouldNotRun,
    /// 130: somebody pressed Ctrl-C, and what was done by then was brought to its end.
    Interrupted,
}

impl Exit {
    /// The number the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Wrong => 2,
            Self::CouldNotRun => 3,
            // What a shell makes of a program that SIGINT (2) has ended: 128 + 2.
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a run had to stop, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    /// What kind of failure it is, which decides the exit code.
    kind: FailureKind,
    /// What is wrong, in one line.
    message: String,
    /// Ways out, each a full sentence.
    hints: Vec<String>,
}

/// The kinds of failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FailureKind {
    /// The user's to mend.
    Usage,
    /// The world's fault.
    Run,
    /// Nobody listens any more.
    ClosedPipe,
}

impl Failure {
    /// Wrong usage, or input that cannot be used.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// Something outside stands in the way.
    pub fn run(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Run, message)
    }

    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// Adds a way out: a full sentence.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How the run ends because of it.
    pub fn exit(&self) -> Exit {
        match self.kind {
            FailureKind::Usage => Exit::Wrong,
            FailureKind::Run => Exit::CouldNotRun,
            FailureKind::ClosedPipe => Exit::Done,
        }
    }

    /// What is told of it.
    #[cfg(test)]
    pub(super) fn told(&self) -> String {
        let mut told = Vec::new();
        self.write(&mut told).unwrap();
        String::from_utf8(told).unwrap()
    }

    /// Tells it, unless there is nothing to tell.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn write(&self, writer: &mut dyn Write) -> io::Result<()> {
        if self.kind == FailureKind::ClosedPipe {
            return Ok(());
        }
        writeln!(writer, "error: {}", self.message)?;
        self.hints
            .iter()
            .try_for_each(|hint| writeln!(writer, "hint: {hint}"))
    }
}

impl From<io::Error> for Failure {
    /// An error of the output; input has failures of its own, which name the file.
    fn from(error: io::Error) -> Self {
        if is_closed_pipe(&error) {
            Self::new(FailureKind::ClosedPipe, "")
        } else {
            Self::run(format!("the answer cannot be written: {error}"))
        }
    }
}

/// Whether a closed pipe is behind it. The CSV writer wraps what its own writer says.
fn is_closed_pipe(error: &io::Error) -> bool {
    let wrapped = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<csv::Error>());
    match wrapped.map(csv::Error::kind) {
        Some(csv::ErrorKind::Io(inner)) => is_closed_pipe(inner),
        _ => error.kind() == io::ErrorKind::BrokenPipe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_with_its_ways_out() {
        let failure = Failure::usage("`x` is no id").hint("Try `y`.");
        assert_eq!(failure.told(), "error: `x` is no id\nhint: Try `y`.\n");
        assert_eq!(failure.exit().code(), 2);
    }

    #[test]
    fn a_closed_pipe_is_quiet() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(failure.told().is_empty());
        assert_eq!(failure.exit(), Exit::Done);
    }
}
