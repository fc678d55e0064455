//! A page as it was carried here: text, already decoded, and where it came from.

use std::sync::Arc;

use crate::model::Date;

/// One page of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The address that answered, after redirects.
    pub url: String,
    /// What it says, as text. Whoever carried it has the same, and large ones need not be there twice.
    pub text: Arc<str>,
    /// The day it was retrieved, or seen to be unchanged.
    pub retrieved: Date,
    /// The status of the answer; `None` for a recorded page.
    pub status: Option<u16>,
    /// The validator the server gave it.
    pub etag: Option<String>,
    /// The `Date` of the answer, as it was sent.
    pub date: Option<String>,
    /// The SHA-256 of the decoded bytes, in hexadecimal digits.
    pub sha256: Option<String>,
}

impl Page {
    /// A page of which nothing is known but its text.
    pub fn recorded(url: impl Into<String>, text: impl Into<Arc<str>>, retrieved: Date) -> Self {
        Self {
            url: url.into(),
            text: text.into(),
            retrieved,
            status: None,
            etag: None,
            date: None,
            sha256: None,
        }
    }
}
