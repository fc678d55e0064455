//! What was left out of a catalogue for a fault: nothing of it counts, but who asks for it is told the truth.

use std::collections::BTreeMap;

/// Names of entries that were left out, each with the place of the fault.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lost {
    places: BTreeMap<String, Option<String>>,
}

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
