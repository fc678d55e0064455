//! Every kind of finding, each with a name, a summary and a page under `docs/diagnostics/`.

use std::fmt;

macro_rules! codes {
    ($($variant:ident = $name:literal, $summary:literal;)*) => {
        /// A kind of finding. Its name never changes: people search for it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the enum.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means, in one line.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// What it means, with an example of wrong and of right, in Markdown.
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("../../docs/diagnostics/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    NoProgram = "no-program", "a folder holds no `program.toml`";
    StrayFile = "stray-file", "no part of the catalogue reads this file";
    UnreadableFile = "unreadable-file", "nothing can be read from a file of the catalogue";
    NotUtf8 = "not-utf8", "the file is not UTF-8 text";
    Syntax = "syntax", "the file is not TOML";
    UnknownKey = "unknown-key", "nothing reads this key";
    MissingKey = "missing-key", "a key that every entry needs is not there";
    WrongType = "wrong-type", "the value is of another type than the key asks for";
    BadText = "bad-text", "a text is empty or holds characters that cannot be shown";
    BadId = "bad-id", "an id is not written as ids are";
    IdNotFileName = "id-not-file-name", "an activity's id is not its file's name";
    DuplicateId = "duplicate-id", "two entries have the same name";
    DuplicateOffering = "duplicate-offering", "two offerings of an activity have the same name";
    UnknownReference = "unknown-reference", "an entry names another that does not exist";
    UnknownWord = "unknown-word", "a word is none of those the key allows";
    BadMoney = "bad-money", "a price or a currency cannot be read";
    BadCredits = "bad-credits", "a number of credits cannot be read";
    BadHours = "bad-hours", "a number of hours cannot be read";
    BadNumber = "bad-number", "a count is outside its range";
    BadDate = "bad-date", "a day cannot be read, or days are out of order";
    BadSource = "bad-source", "a web address or host cannot be read";
    BadPattern = "bad-pattern", "a selector, a path, a pattern or a form of days cannot be read";
    BothHoursAndDays = "both-hours-and-days", "a length is given twice";
    BadCovers = "bad-covers", "a level does not cover itself";
    BadClass = "bad-class", "an exam class is neither a base class nor a union of base classes";
    BadCategory = "bad-category", "a category is neither a base category nor a union of them, or an activity counts in a union";
    BadRule = "bad-rule", "a rule on credits demands nothing, several things, or what another rule rules out";
    TooManyCaps = "too-many-caps", "a level caps more categories than a plan can be searched with";
    CircularRequirement = "circular-requirement", "an activity requires itself, straight or by way of others";
    BadRoute = "bad-route", "a route asks for nothing, or for what its name or level rules out";
    UnknownHost = "unknown-host", "a page lies on a host that the catalogue takes no evidence from";
    MixedScript = "mixed-script", "a word mixes letters of two scripts";
    ClcAsCredits = "clc-as-credits", "Cisco Learning Credits and CE credits are mixed up";
    ImplausibleHours = "implausible-hours", "a length does not fit the credits";
    LookAlike = "look-alike", "an activity may be another one under a longer or equal title";
    VersionTwice = "version-twice", "two activities are the same version of the same course";
    DuplicateRef = "duplicate-ref", "two activities are the same row of a listing";
    CircularSuccessor = "circular-successor", "what follows an entry leads back to it";
    NoLastDay = "no-last-day", "an exam has a successor but never ended";
    CheckedInFuture = "checked-in-future", "a fact was looked at on a day that cannot have come yet";
    Stale = "stale", "nobody has looked at a fact for longer than its limit";
    NeedlessException = "needless-exception", "an exception excuses nothing";
    VanishedId = "vanished-id", "an entry of the earlier catalogue is gone";
    ReusedId = "reused-id", "an id stands for something else than it did";
}

impl Code {
    /// The code with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether an activity may excuse a finding of this kind with an `[[exception]]`: it is a suspicion, not a fault.
    pub fn is_suspicion(self) -> bool {
        matches!(
            self,
            Self::ClcAsCredits | Self::ImplausibleHours | Self::LookAlike
        )
    }

    /// Whether some findings of this kind know the one text that would put them right, in [`Diagnostic::mend`](super::Diagnostic).
    pub fn is_mendable(self) -> bool {
        matches!(
            self,
            Self::WrongType | Self::BadId | Self::BadMoney | Self::BadDate | Self::UnknownWord
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_codes() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(*code));
            assert!(code.page().starts_with(&format!("# `{code}`")), "{code}");
        }
        assert_eq!(Code::from_name("no-such-code"), None);
    }
}
