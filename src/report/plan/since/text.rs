//! For a reader at a terminal.

use std::io::{self, Write};

use super::{SinceReport, words};
use crate::report::{Style, page::Page};

pub(super) fn write(out: &mut dyn Write, report: &SinceReport<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.strong(&words::headline(report))?;
    page.steps("What has become of it", &words::fates(report, style))?;
    page.paragraph(&words::instead(report))?;
    page.strong(&words::next(report, style))
}
