//! The kinds of failure: which may pass, and what to do about each.

/// The kinds of failure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// We would not: the address leads where we do not go, or what comes has no measure.
    Refused,
    /// The host asks not to be asked.
    Robots,
    /// Nobody answers: no such name, no connection, or it broke off.
    NoAnswer,
    /// The other side cannot prove who it is.
    Untrusted,
    /// It takes too long.
    Slow,
    /// The server is in trouble or has too much to do; later it may answer.
    Busy,
    /// The server says no.
    Denied,
    /// The server has no such page.
    Missing,
    /// The server answers something that is no page.
    Odd,
    /// It failed a short while ago, and is not asked again so soon.
    Resting,
    /// It came a short while ago and may not be kept; what it said is remembered.
    NotDue,
    /// We were told not to ask, and nothing is kept.
    Offline,
    /// The time of the whole run is up.
    OutOfTime,
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// Our own side is not in order: no certificates, no folder.
    Here,
}

impl Class {
    /// How a report calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Robots => "not for robots",
            Self::NoAnswer => "no answer",
            Self::Untrusted => "not trusted",
            Self::Slow => "too slow",
            Self::Busy => "busy",
            Self::Denied => "denied",
            Self::Missing => "not found",
            Self::Odd => "no page",
            Self::Resting => "left alone",
            Self::NotDue => "not due",
            Self::Offline => "not kept",
            Self::OutOfTime => "out of time",
            Self::Interrupted => "interrupted",
            Self::Here => "not possible",
        }
    }

    /// Whether it may go better in a moment.
    pub(in crate::fetch) fn may_pass(self) -> bool {
        matches!(self, Self::NoAnswer | Self::Slow | Self::Busy)
    }

    /// What to do about it, as a full sentence.
    pub fn help(self) -> Option<&'static str> {
        Some(match self {
            Self::Refused => "See whether the address and the hosts of the source are right.",
            Self::Robots => "Read the page yourself, or ask its owner.",
            Self::NoAnswer => "See whether the network is there, then try again.",
            Self::Untrusted => "Go there with a browser to see whether it warns too.",
            Self::Slow | Self::Busy | Self::OutOfTime => "Try again later.",
            Self::Denied | Self::Missing => "See in a browser where the page is now.",
            Self::Odd => "See in a browser what is there.",
            Self::Resting | Self::NotDue => "`--refresh` asks all the same.",
            Self::Offline => "Run it once without `--offline`.",
            Self::Interrupted | Self::Here => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert!(Class::Busy.may_pass() && Class::Slow.may_pass() && Class::NoAnswer.may_pass());
        for class in [
            Class::Refused,
            Class::Robots,
            Class::Untrusted,
            Class::Missing,
            Class::Odd,
        ] {
            assert!(!class.may_pass(), "{class:?}");
        }
    }
}
