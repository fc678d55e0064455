//! Ids: the names that never change.

use std::{borrow::Borrow, fmt, str::FromStr};

/// The longest id a catalogue may hold, in bytes.
const LONGEST: usize = 120;

/// The lasting name of an entry: lower-case letters, digits and single hyphens, at most 120 characters.
///
/// Ids are never reused: an ended offer keeps its own, so that the past can be asked for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(String);

impl Id {
    /// Checks and takes a text as an id.
    ///
    /// # Errors
    /// Says what keeps the text from being an id.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > LONGEST {
            return Err(IdError::TooLong);
        }
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !text.bytes().all(allowed) {
            return Err(IdError::Characters);
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(IdError::Hyphens);
        }
        if is_device(text) {
            return Err(IdError::Device);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id a text would have if it were written as one: `DevNet Associate` becomes `devnet-associate`, `Security+` `security-plus`.
    pub fn slug(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        let mut is_apart = false;
        for c in text.chars() {
            let is_plus = c == '+';
            if !is_plus && !c.is_ascii_alphanumeric() {
                is_apart = true;
                continue;
            }
            if (is_apart || is_plus) && !slug.is_empty() {
                slug.push('-');
            }
            is_apart = is_plus;
            if is_plus {
                slug.push_str("plus");
            } else {
                slug.push(c.to_ascii_lowercase());
            }
        }
        Self::new(&slug).ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether Windows calls a device so, whatever follows after a dot. Files are named after ids.
fn is_device(text: &str) -> bool {
    let is_port = |port: &str| {
        let number = text.strip_prefix(port);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

/// Why a text is no id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdError {
    /// There is nothing in it.
    Empty,
    /// It has more than 120 characters.
    TooLong,
    /// It has something else than lower-case letters, digits and hyphens.
    Characters,
    /// A hyphen begins it, ends it, or follows another.
    Hyphens,
    /// Windows calls a device so.
    Device,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an id cannot be empty",
            Self::TooLong => "an id has at most 120 characters",
            Self::Characters => "an id has only lower-case letters, digits and hyphens",
            Self::Hyphens => "hyphens stand singly and inside an id",
            Self::Device => "Windows calls a device so, and has no file of that name",
        })
    }
}

impl std::error::Error for IdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(), IdError>) {
        assert_eq!(Id::new(text).map(|_| ()), expected);
    }

    #[test]
    fn ids_are_narrow() {
        check("sdsi-1-0", Ok(()));
        check("350-401", Ok(()));
        check("", Err(IdError::Empty));
        check(&"a".repeat(200), Err(IdError::TooLong));
        check("SDSI", Err(IdError::Characters));
        check("a b", Err(IdError::Characters));
        check("é", Err(IdError::Characters));
        check("-a", Err(IdError::Hyphens));
        check("a--b", Err(IdError::Hyphens));
        for device in ["con", "prn", "aux", "nul", "com1", "lpt9"] {
            check(device, Err(IdError::Device));
        }
        check("com10", Ok(()));
        check("console", Ok(()));
        assert_eq!(Id::slug("NUL"), None);
    }

    #[test]
    fn names_become_slugs() {
        let slug = |text| Id::slug(text).map(|id| id.as_str().to_owned());
        assert_eq!(
            slug("DevNet Associate").as_deref(),
            Some("devnet-associate")
        );
        assert_eq!(slug("  CCNA  ").as_deref(), Some("ccna"));
        assert_eq!(slug("802.1X"), Some("802-1x".to_owned()));
        assert_eq!(slug("…"), None);
        assert_eq!(slug("Security+").as_deref(), Some("security-plus"));
        assert_eq!(slug("C++ + A"), Some("c-plus-plus-plus-a".to_owned()));
    }
}
