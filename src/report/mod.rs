//! Values into characters, into a writer that is given. Nothing here decides, and nothing here knows where the characters go.

pub mod snippet;

/// What the place the characters go to can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// How many characters fit on a line.
    pub width: usize,
    /// Whether colour may be used.
    pub color: bool,
    /// Whether characters beyond ASCII may be used for lines and marks.
    pub unicode: bool,
}
