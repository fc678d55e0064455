//! How much of the problem the real planner is held to. The twin knows all of it.
//!
//! `FINDER_TWIN_FEATURES=all` holds it to everything for one run.

/// Whether the real planner is held to every rule: the one line to change once it knows them all.
const EVERYTHING: bool = true;

/// Whether the real planner is held to the twin's alternatives and front: the one line to change once it names them.
const FURTHER: bool = true;

/// Whether the real planner is held to every rule.
pub(crate) fn everything() -> bool {
    EVERYTHING || is_asked_for()
}

/// Whether the real planner is held to the twin's alternatives and front.
pub(crate) fn further() -> bool {
    FURTHER || is_asked_for()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no command line to take the switch from"
)]
fn is_asked_for() -> bool {
    std::env::var("FINDER_TWIN_FEATURES").is_ok_and(|asked| asked == "all")
}
