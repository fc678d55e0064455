//! What is told of one row: how it stands, what it is, and where it differs.

use std::collections::BTreeMap;

use super::State;
use crate::{
    listing::{
        Field, Session, Value,
        matching::{Rung, Suggestion},
    },
    model::{Date, Id},
};

/// A field that is another on the page than in the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// What the catalogue says; `None` where it says nothing.
    pub curated: Option<String>,
    /// What the page says.
    pub fetched: Value,
    /// The text that was read from.
    pub raw: String,
    /// How it was got at.
    pub extractor: String,
}

/// One row, or one absence of a row, and how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// How it stands.
    pub state: State,
    /// The source.
    pub source: Id,
    /// What makes the row the same thing as one of another run.
    pub key: String,
    /// The activity it is.
    pub activity: Option<Id>,
    /// The offering of it that the page tells of; `None`: the catalogue does not have it.
    pub offering: Option<Id>,
    /// By what it was joined.
    pub rung: Option<Rung>,
    /// Activities that are like it.
    pub suggestions: Vec<Suggestion>,
    /// Activities it may be.
    pub candidates: Vec<Id>,
    /// Where it differs.
    pub fields: Vec<Difference>,
    /// Everything it says, by field.
    pub says: BTreeMap<Field, Value>,
    /// The days on which it takes place.
    pub dates: Vec<Session>,
    /// Of what is not there: the day it last was.
    pub last_seen: Option<Date>,
    /// Of what is not there: the day of the last run that would have shown it, where there was one since.
    pub missed_on: Option<Date>,
    /// The day the catalogue's facts were checked.
    pub checked: Option<Date>,
    /// The page.
    pub page: String,
    /// The day the page was retrieved.
    pub retrieved: Date,
    /// What else there is to say.
    pub reason: Option<String>,
}

impl Item {
    /// Whether a person has to decide something because of it. What is gone, and what the catalogue does not have any more either, is done with.
    pub fn waits(&self) -> bool {
        self.state.waits() && (self.state != State::Gone || self.offering.is_some())
    }

    /// What to call it: its code, or its activity, or its title.
    pub fn name(&self) -> String {
        let text = |field| match self.says.get(&field) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        None.or_else(|| text(Field::Code))
            .or_else(|| self.activity.as_ref().map(ToString::to_string))
            .or_else(|| text(Field::Title))
            .unwrap_or_else(|| self.key.clone())
    }
}
