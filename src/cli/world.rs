//! The outside, as values: what `main` asked the machine once. Nothing else may ask.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Write},
    time::Duration,
};

use chrono::{DateTime, Utc};

use crate::{model::Date, report::Style};

use super::Folders;

/// Everything a run knows of the outside.
pub struct World<'w> {
    /// The day it is, or the one that `--today` supposes.
    pub today: Date,
    /// The day it is by the clock. `--today` does not move it: what is remembered for good goes by it.
    pub clock: Date,
    /// The moment it is, for what is fetched. `--today` does not move it.
    pub now: DateTime<Utc>,
    /// How long the run has lasted. It ends a search that takes too long, and decides nothing else.
    pub elapsed: &'w dyn Fn() -> Duration,
    /// The command line, the program's own name first.
    pub args: Vec<OsString>,
    /// A variable of the environment, for the headers of a source that its owner keeps a key in.
    pub variable: &'w dyn Fn(&str) -> Option<String>,
    /// Where files of ours lie.
    pub folders: Folders,
    /// Where the answer goes, and nothing else.
    pub out: Screen<'w>,
    /// Where findings, notes and errors go.
    pub err: Screen<'w>,
    /// Who can be asked; `None` where nobody sits at a terminal.
    pub terminal: Option<&'w mut dyn Ask>,
}

/// Somebody who answers questions.
pub trait Ask {
    /// Asks for a text.
    ///
    /// # Errors
    /// When there is no answer, of kind `Interrupted` where somebody would rather stop.
    fn text(&mut self, question: &Question<'_>) -> io::Result<String>;

    /// Asks whether to go on.
    ///
    /// # Errors
    /// As for a text.
    fn confirm(&mut self, text: &str) -> io::Result<bool>;
}

/// A question for a text.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// What is asked for, in a word or two.
    pub text: &'q str,
    /// What to know of it, as a full sentence.
    pub help: &'q str,
    /// Whether an empty answer is none.
    pub needed: bool,
    /// Words to complete with; others may be answered all the same.
    pub words: Vec<&'q str>,
}

/// A writer and what it can show.
pub struct Screen<'w> {
    /// The writer.
    pub writer: &'w mut dyn Write,
    /// What it can show.
    pub style: Style,
}

impl<'w> Screen<'w> {
    /// A writer that can show that much.
    pub fn new(writer: &'w mut dyn Write, style: Style) -> Self {
        Self { writer, style }
    }

    /// A remark that changes nothing in the answer.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.writer, "note: {text}")
    }

    /// A way on, as a full sentence.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn hint(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.writer, "hint: {text}")
    }
}

/// The width of what is not a terminal.
const PAGE: usize = 100;

/// What a writer can show, from what is known of it.
///
/// `columns` is `None` where it is no terminal: then it is a file or a pipe, of fixed width and in full Unicode. `locale` is the first
/// of `LC_ALL`, `LC_CTYPE` and `LANG` that says anything; a locale that is set and is not UTF-8 gets plain ASCII drawing.
pub fn style(columns: Option<usize>, color: bool, locale: Option<&OsStr>) -> Style {
    let plain = locale.is_some_and(|locale| !names_utf8(locale));
    Style {
        width: columns.unwrap_or(PAGE),
        color,
        unicode: columns.is_none() || !plain,
    }
}

/// Whether a locale such as `de_DE.UTF-8` promises UTF-8.
fn names_utf8(locale: &OsStr) -> bool {
    let locale = locale.to_string_lossy().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_with_a_plain_locale_is_plain() {
        let unicode =
            |columns, locale: Option<&str>| style(columns, false, locale.map(OsStr::new)).unicode;
        assert!(unicode(Some(80), Some("de_DE.UTF-8")));
        assert!(unicode(Some(80), Some("C.utf8")));
        assert!(unicode(Some(80), None));
        assert!(!unicode(Some(80), Some("C")));
        assert!(unicode(None, Some("C")));
    }
}
