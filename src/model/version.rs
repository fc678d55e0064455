//! Versions of courses.

/// Whether a version is known to be newer than another: both are dotted numbers, and the first is the greater.
pub fn is_newer(version: Option<&str>, than: Option<&str>) -> bool {
    let numbers = |text: &str| {
        text.split('.')
            .map(|part| part.parse::<u32>().ok())
            .collect::<Option<Vec<_>>>()
    };
    match (version.and_then(numbers), than.and_then(numbers)) {
        (Some(version), Some(than)) => version > than,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_newer_version_is_newer() {
        assert!(is_newer(Some("1.10"), Some("1.9")));
        assert!(is_newer(Some("2"), Some("1.9")));
        assert!(!is_newer(Some("1.9"), Some("1.9")));
        assert!(!is_newer(None, Some("1.9")));
        assert!(!is_newer(Some("2.0"), None));
        assert!(!is_newer(Some("two"), Some("1.9")));
    }
}
