//! The files that findings point into. Held in memory: whoever carries files is elsewhere.

use std::{ops::Range, str::Utf8Error};

/// Files by path, sorted, each with its bytes. A finding names a file by its index.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Source {
    path: String,
    /// Its path as the user would write it, where that is another.
    shown: Option<String>,
    content: Content,
}

/// Checked once, on the way in.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Content {
    Text(String),
    Bytes(Vec<u8>, Utf8Error),
    /// Nothing could be read, and why.
    Unread(String),
}

/// A place as people count it: both from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Sources {
    /// Takes files as pairs of a path (with forward slashes) and bytes.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let source = |(path, bytes)| {
            let content = String::from_utf8(bytes).map_or_else(
                |error| {
                    let reason = error.utf8_error();
                    Content::Bytes(error.into_bytes(), reason)
                },
                Content::Text,
            );
            Source {
                path,
                shown: None,
                content,
            }
        };
        let files = files.into_iter().map(source).collect();
        Self { files }.sorted()
    }

    /// Takes in files that are there but could not be read, as pairs of a path and what keeps them from it.
    #[must_use]
    pub fn with_unread(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        let source = |(path, why)| Source {
            path,
            shown: None,
            content: Content::Unread(why),
        };
        self.files.extend(files.into_iter().map(source));
        self.sorted()
    }

    /// The same files, each under the path that `name` gives it.
    #[must_use]
    pub fn renamed(mut self, name: impl Fn(&str) -> String) -> Self {
        for source in &mut self.files {
            source.path = name(&source.path);
        }
        self.sorted()
    }

    /// The same files in the same order, each shown under the name that `name` gives its path.
    #[must_use]
    pub fn shown_as(mut self, name: impl Fn(&str) -> String) -> Self {
        for source in &mut self.files {
            source.shown = Some(name(&source.path));
        }
        self
    }

    /// The same files in the same order, some with another text, by index.
    #[must_use]
    pub fn replaced(mut self, texts: impl IntoIterator<Item = (usize, String)>) -> Self {
        for (file, text) in texts {
            if let Some(source) = self.files.get_mut(file) {
                source.content = Content::Text(text);
            }
        }
        self
    }

    /// The files of both.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.sorted()
    }

    /// The same without some files, by path.
    #[must_use]
    pub fn without(mut self, is_out: impl Fn(&str) -> bool) -> Self {
        self.files.retain(|source| !is_out(&source.path));
        self
    }

    fn sorted(mut self) -> Self {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The paths in order; the position in it is the file's index.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|source| source.path.as_str())
    }

    /// A file's path as the user would write it; empty for an index that is none.
    pub fn path(&self, file: usize) -> &str {
        self.files
            .get(file)
            .map_or("", |source| source.shown.as_ref().unwrap_or(&source.path))
    }

    /// What keeps a file from being read, where anything does.
    pub fn unread(&self, file: usize) -> Option<&str> {
        match &self.files.get(file)?.content {
            Content::Unread(why) => Some(why),
            Content::Text(_) | Content::Bytes(..) => None,
        }
    }

    /// A file's text; `None` when it is not UTF-8, or was not read.
    pub fn text(&self, file: usize) -> Option<&str> {
        match &self.files.get(file)?.content {
            Content::Text(text) => Some(text),
            Content::Bytes(..) | Content::Unread(_) => None,
        }
    }

    /// A file's bytes; empty for one that was not read, and for an index that is none.
    pub fn bytes(&self, file: usize) -> &[u8] {
        match self.files.get(file).map(|source| &source.content) {
            Some(Content::Text(text)) => text.as_bytes(),
            Some(Content::Bytes(bytes, _)) => bytes,
            Some(Content::Unread(_)) | None => &[],
        }
    }

    /// The first bytes of a file that are not UTF-8, where there are such.
    pub fn not_utf8(&self, file: usize) -> Option<Range<usize>> {
        match &self.files.get(file)?.content {
            Content::Text(_) | Content::Unread(_) => None,
            Content::Bytes(bytes, reason) => {
                let start = reason.valid_up_to();
                let end = reason
                    .error_len()
                    .map_or(bytes.len(), |length| start + length);
                Some(start..end)
            }
        }
    }

    /// The line and column of a byte; those of the end for one beyond it.
    pub fn position(&self, file: usize, offset: usize) -> Position {
        let bytes = self.bytes(file);
        let before = bytes.get(..offset).unwrap_or(bytes);
        let line = before.split(|b| *b == b'\n').count();
        let start = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |end| end + 1);
        let last = before.get(start..).unwrap_or_default();
        let last = last.strip_suffix(b"\r").unwrap_or(last);
        let last = last.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(last);
        let column = String::from_utf8_lossy(last).chars().count() + 1;
        Position { line, column }
    }

    /// The nearest span that lies inside the file and does not cut a character.
    pub fn snap(&self, file: usize, span: Range<usize>) -> Range<usize> {
        let length = self.bytes(file).len();
        let (mut start, mut end) = (span.start.min(length), span.end.min(length));
        if let Some(text) = self.text(file) {
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            while !text.is_char_boundary(end) {
                end += 1;
            }
        }
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(bytes: &[u8]) -> Sources {
        Sources::new([("a.toml".to_owned(), bytes.to_vec())])
    }

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        let position = one(text.as_bytes()).position(0, offset);
        assert_eq!(position, Position { line, column });
    }

    #[test]
    fn places_are_counted_as_people_do() {
        check("", 0, 1, 1);
        check("ab\ncd", 3, 2, 1);
        check("ab\ncd", 99, 2, 3);
        check("é = 1", 3, 1, 3);
        check("a\r\nb", 2, 1, 2);
        check("a\r\nb", 3, 2, 1);
        check("\u{FEFF}a", 3, 1, 1);
    }

    #[test]
    fn files_are_sorted() {
        let files = ["b", "a"].map(|path| (path.to_owned(), Vec::new()));
        let sources = Sources::new(files);
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(sources.path(7), "");
        assert_eq!(sources.text(7), None);
    }

    #[test]
    fn a_file_keeps_its_place_under_another_name() {
        let files = ["b", "a"].map(|path| (path.to_owned(), Vec::new()));
        let sources = Sources::new(files).shown_as(|path| {
            if path == "a" {
                "z".to_owned()
            } else {
                path.to_owned()
            }
        });
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!([sources.path(0), sources.path(1)], ["z", "b"]);
        let sources = sources
            .renamed(|path| format!("c/{path}"))
            .without(|path| path == "c/a");
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["c/b"]);
    }

    #[test]
    fn files_that_were_not_read_have_a_place_too() {
        let sources = one(b"a = 1").with_unread([("0.toml".to_owned(), "gone".to_owned())]);
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["0.toml", "a.toml"]);
        assert_eq!(sources.unread(0), Some("gone"));
        assert_eq!((sources.text(0), sources.bytes(0)), (None, [].as_slice()));
        assert_eq!(sources.unread(1), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_found() {
        let sources = one(b"a = \"\xff\"\n");
        assert_eq!(sources.text(0), None);
        assert_eq!(sources.not_utf8(0), Some(5..6));
        assert_eq!(one(b"ab\xc3").not_utf8(0), Some(2..3));
        assert_eq!(one(b"ab").not_utf8(0), None);
    }

    #[test]
    fn spans_never_cut_a_character() {
        let sources = one("aéb".as_bytes());
        assert_eq!(sources.snap(0, 2..2), 1..3);
        assert_eq!(sources.snap(0, 3..99), 3..4);
        assert_eq!(sources.snap(9, 3..4), 0..0);
    }
}
