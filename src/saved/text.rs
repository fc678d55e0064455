//! What the files of this room have in common: how a text that was kept is read, and how an entry of a calendar stands in one.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::model::Milestone;

/// Why a text is not what was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// It is of a form this program does not know yet: its number, and the newest that is known.
    Newer(u32, u32),
    /// It is damaged, or something else; why.
    Broken(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(format, known) => write!(
                f,
                "it is of format {format}, newer than this program reads, which is {known}"
            ),
            Self::Broken(why) => write!(f, "it is damaged: {why}"),
        }
    }
}

/// What tells the form before anything else is looked at.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// What a text of a form up to that number says.
pub(super) fn parse<T: DeserializeOwned>(text: &str, newest: u32) -> Result<T, Unreadable> {
    let Head { format } = json(text)?;
    if format > newest {
        return Err(Unreadable::Newer(format, newest));
    }
    json(text)
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    serde_json::from_str(text).map_err(|error| Unreadable::Broken(error.to_string()))
}

/// An entry of a calendar, as it was shown.
#[derive(Serialize, Deserialize)]
pub(super) struct Shown {
    uid: String,
    sequence: u32,
    #[serde(default)]
    changed: Option<String>,
    cancelled: bool,
    first: String,
    last: String,
    title: String,
    text: Vec<String>,
    url: Option<String>,
    alarms: Vec<u32>,
}

impl Shown {
    pub(super) fn of(milestone: &Milestone) -> Self {
        Self {
            uid: milestone.uid.clone(),
            sequence: milestone.sequence,
            changed: milestone.changed.map(|day| day.to_string()),
            cancelled: milestone.cancelled,
            first: milestone.first.to_string(),
            last: milestone.last.to_string(),
            title: milestone.title.clone(),
            text: milestone.text.clone(),
            url: milestone.url.clone(),
            alarms: milestone.alarms.clone(),
        }
    }

    pub(super) fn milestone(self) -> Result<Milestone, Unreadable> {
        Ok(Milestone {
            uid: self.uid,
            first: value("first", &self.first)?,
            last: value("last", &self.last)?,
            title: self.title,
            text: self.text,
            url: self.url,
            alarms: self.alarms,
            sequence: self.sequence,
            changed: maybe("changed", self.changed.as_deref())?,
            cancelled: self.cancelled,
        })
    }
}

pub(super) fn value<T: FromStr>(key: &str, text: &str) -> Result<T, Unreadable> {
    text.parse().map_err(|_| broken(key, text))
}

pub(super) fn maybe<T: FromStr>(key: &str, text: Option<&str>) -> Result<Option<T>, Unreadable> {
    text.map(|text| value(key, text)).transpose()
}

pub(super) fn broken(key: &str, text: &str) -> Unreadable {
    Unreadable::Broken(format!("`{key}` cannot be {text:?}"))
}
