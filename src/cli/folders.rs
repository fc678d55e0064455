//! The folders of this user, by the custom of the platform.

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// What folders of ours are called inside the platform's.
const NAME: &str = "finder";

/// Where files of ours lie. None of them need exist yet; `None`: the machine says of no home.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Folders {
    /// The user's own: what `~` stands for.
    pub home: Option<PathBuf>,
    /// What the user sets by hand.
    pub config: Option<PathBuf>,
    /// What the user would miss: her record, her plans.
    pub data: Option<PathBuf>,
    /// What can be deleted at any time, and costs nothing but time.
    pub cache: Option<PathBuf>,
    /// What was seen on earlier runs.
    pub state: Option<PathBuf>,
}

impl Folders {
    /// Those of the user who runs the program.
    pub fn of_this_user() -> Self {
        let Ok(home) = choose_base_strategy() else {
            return Self::default();
        };
        Self {
            home: Some(home.home_dir().to_owned()),
            config: Some(home.config_dir().join(NAME)),
            data: Some(home.data_dir().join(NAME)),
            cache: Some(home.cache_dir().join(NAME)),
            state: Some(
                home.state_dir()
                    .unwrap_or_else(|| home.data_dir())
                    .join(NAME),
            ),
        }
    }
}
