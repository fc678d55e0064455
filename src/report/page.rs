//! A page of text: paragraphs, headings and lists, each wrapped to the width, with one blank line between sections.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};

use super::{Style, words};

/// Bold: headings, and the one next step.
const STRONG: Paint = Paint::new().bold();
/// Yellow: what the holder should know before she acts.
const CAUTION: Paint = AnsiColor::Yellow.on_default();

/// A page being written.
pub(super) struct Page<'w> {
    out: &'w mut dyn Write,
    /// How it may look.
    pub(super) style: Style,
    begun: bool,
}

impl<'w> Page<'w> {
    /// An empty page on that writer.
    pub(super) fn new(out: &'w mut dyn Write, style: Style) -> Self {
        Self {
            out,
            style,
            begun: false,
        }
    }

    /// A section of one paragraph; nothing when there is no text.
    pub(super) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.section()?;
        self.lines(text, "", Paint::new())
    }

    /// A section of one paragraph that is not to be missed.
    pub(super) fn strong(&mut self, text: &str) -> io::Result<()> {
        self.section()?;
        self.lines(text, "", STRONG)
    }

    /// A section of lines that are laid out already, such as a table.
    pub(super) fn block(&mut self, text: &str) -> io::Result<()> {
        self.section()?;
        writeln!(self.out, "{text}")
    }

    /// A section with a heading over `block`.
    pub(super) fn titled(&mut self, heading: &str, block: &str) -> io::Result<()> {
        self.section()?;
        self.lines(heading, "", STRONG)?;
        writeln!(self.out, "{block}")
    }

    /// A line that belongs to the section before it; nothing when there is no text.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.lines(text, "", Paint::new())
    }

    /// A section with a heading over a list; nothing when the list is empty.
    pub(super) fn list(&mut self, heading: &str, items: &[String]) -> io::Result<()> {
        self.listed(heading, STRONG, items, |_| "- ".to_owned())
    }

    /// The same, with the heading in the colour of caution.
    pub(super) fn cautions(&mut self, heading: &str, items: &[String]) -> io::Result<()> {
        self.listed(heading, CAUTION, items, |_| "- ".to_owned())
    }

    /// The same as [`Page::list`], numbered.
    pub(super) fn steps(&mut self, heading: &str, items: &[String]) -> io::Result<()> {
        self.listed(heading, STRONG, items, |at| format!("{}. ", at + 1))
    }

    fn listed(
        &mut self,
        heading: &str,
        paint: Paint,
        items: &[String],
        mark: impl Fn(usize) -> String,
    ) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        self.section()?;
        self.lines(heading, "", paint)?;
        for (at, item) in items.iter().enumerate() {
            let mark = mark(at);
            let indent = " ".repeat(mark.len());
            self.lines(&format!("{mark}{item}"), &indent, Paint::new())?;
        }
        Ok(())
    }

    /// A blank line, but not at the top of the page.
    fn section(&mut self) -> io::Result<()> {
        if self.begun {
            writeln!(self.out)?;
        }
        self.begun = true;
        Ok(())
    }

    fn lines(&mut self, text: &str, indent: &str, paint: Paint) -> io::Result<()> {
        let paint = if self.style.color {
            paint
        } else {
            Paint::new()
        };
        for line in words::wrap(text, self.style.width, indent) {
            writeln!(self.out, "{paint}{line}{paint:#}")?;
        }
        Ok(())
    }
}
