//! What was left out of a catalogue for a fault: nothing of it counts, but who asks for it is told the truth.

use std::collections::BTreeMap;

/// Names of entries that were left out, each with the place of the fault.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    places: BTreeMap<String, Option<String>>,
}

/// On which line a fault stands is no part of what a catalogue says.
impl PartialEq for Lost {
    fn eq(&self, other: &Self) -> bool {
        self.places.keys().eq(other.places.keys())
    }
}

impl Eq for Lost {}

impl Lost {
    /// Notes that a name was lost by a fault at a place, such as `cisco/exams.toml:12`; `None`: with something it requires. The first
    /// that is noted of a name stays.
    pub fn note(&mut self, name: &str, place: Option<String>) {
        let name = name.to_lowercase();
        self.places.entry(name).or_insert(place);
    }

    /// Takes in what was lost elsewhere.
    pub fn take_in(&mut self, other: Self) {
        for (name, place) in other.places {
            self.note(&name, place);
        }
    }

    /// Where the fault is that a name was lost by, whatever its case; `None`: it is not lost.
    pub fn place(&self, name: &str) -> Option<Option<&str>> {
        let place = self.places.get(&name.to_lowercase())?;
        Some(place.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_lost_where_it_was_first_and_in_any_case() {
        let mut lost = Lost::default();
        lost.note("ENCOR", Some("a.toml:3".to_owned()));
        lost.note("encor", None);
        lost.note("after", None);
        assert_eq!(lost.place("Encor"), Some(Some("a.toml:3")));
        assert_eq!(lost.place("after"), Some(None));
        assert_eq!(lost.place("sound"), None);
        let mut moved = Lost::default();
        moved.note("encor", Some("a.toml:7".to_owned()));
        assert_ne!(lost, moved);
        moved.note("after", None);
        assert_eq!(lost, moved);
    }
}
