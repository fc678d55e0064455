//! "Did you mean": the known names that come near to what was typed.

/// The most names a message suggests.
const SUGGESTED: usize = 3;

/// The known names nearest to a name: few slips away, or beginning with it. Among equals, as they come.
pub(super) fn suggestions<'c>(name: &str, names: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let name = name.to_ascii_lowercase();
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for known in names {
        let lower = known.to_ascii_lowercase();
        let slips = strsim::osa_distance(&name, &lower);
        let begun = length >= 3 && lower.starts_with(&name);
        let repeated = near
            .iter()
            .any(|(_, other)| other.eq_ignore_ascii_case(known));
        if (slips <= limit || begun) && !repeated {
            near.push((slips.min(limit), known));
        }
    }
    near.sort_by_key(|(slips, _)| *slips);
    near.truncate(SUGGESTED);
    near.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, names: &[&str], expected: &[&str]) {
        assert_eq!(suggestions(name, names.iter().copied()), expected);
    }

    #[test]
    fn the_nearest_come_first_and_equals_as_they_stand() {
        check("ccnq", &["ccie", "ccnp", "ccna"], &["ccnp", "ccna"]);
        check("encro", &["ENCOR", "SCOR"], &["ENCOR"]);
        check("encro", &["ENCOR", "encor"], &["ENCOR"]);
        check(
            "ccnp-ent",
            &["ccnp", "ccnp-enterprise"],
            &["ccnp-enterprise"],
        );
        check("zzz", &["ccnp"], &[]);
        check("", &["a"], &["a"]);
    }
}
