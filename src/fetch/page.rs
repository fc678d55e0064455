//! What came.

use std::sync::Arc;

use chrono::{DateTime, Utc};

/// A page, as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The address that answered, after redirects.
    pub url: String,
    /// The status of the answer.
    pub status: u16,
    /// What the server says it is.
    pub content_type: Option<String>,
    /// What it says.
    pub text: Arc<str>,
    /// The charset it was read by.
    pub charset: &'static str,
    /// What is doubtful about its reading, each a sentence.
    pub doubts: Vec<String>,
    /// The validator the server gave it.
    pub etag: Option<String>,
    /// When the server says it was last changed.
    pub last_modified: Option<String>,
    /// The `Date` of the answer, as it was sent.
    pub date: Option<String>,
    /// When it came, or was last said to be unchanged.
    pub retrieved: DateTime<Utc>,
    /// The SHA-256 of its bytes, unpacked, in hexadecimal digits.
    pub sha256: String,
    /// From where.
    pub came: Came,
}

/// Where a page came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Came {
    /// From the network, whole.
    Network,
    /// From what is kept; the network said that it has not changed.
    Unchanged,
    /// From what is kept; the network was not asked.
    Kept,
}

impl Came {
    /// How a report calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Network => "new",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
        }
    }
}
