//! When to give up on a search, and why it was given up.
//!
//! Nothing here reads a clock: whoever asks brings a stopwatch. A search that is given up is never resumed, so whatever is asked
//! after it is told that it is over too, and no answer that rests on it is called proved.

use std::cell::Cell;

/// Why a search was given up before its result was proved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    /// The time was over.
    Time,
    /// It would have taken more memory than it may.
    Room,
    /// It found what its own rows forbid. That is a fault of the program, and there is none known that leads here.
    Contradiction,
}

/// The search was given up before its result was proved; the [`Watch`] knows why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct GivenUp;

/// What watches over a search.
pub(super) struct Watch<'w> {
    stop: &'w dyn Fn() -> bool,
    cause: Cell<Option<Cause>>,
}

impl<'w> Watch<'w> {
    /// With a stopwatch, which says whether the time is over.
    pub(super) fn new(stop: &'w dyn Fn() -> bool) -> Self {
        Self {
            stop,
            cause: Cell::new(None),
        }
    }

    /// Gives up.
    pub(super) fn give_up(&self, cause: Cause) -> GivenUp {
        self.cause.set(self.cause.get().or(Some(cause)));
        GivenUp
    }

    /// Goes on, unless the time is over or the search was given up.
    pub(super) fn look(&self) -> Result<(), GivenUp> {
        match self.cause.get() {
            None if (self.stop)() => Err(self.give_up(Cause::Time)),
            None => Ok(()),
            Some(_) => Err(GivenUp),
        }
    }

    /// Whether the search is over.
    pub(super) fn is_over(&self) -> bool {
        self.look().is_err()
    }

    /// Why it was given up; the time, where nothing else is known.
    pub(super) fn cause(&self) -> Cause {
        self.cause.get().unwrap_or(Cause::Time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_up_stays_so_for_the_first_reason() {
        let is_late = Cell::new(false);
        let stop = || is_late.get();
        let watch = Watch::new(&stop);
        assert_eq!(watch.look(), Ok(()));
        watch.give_up(Cause::Room);
        is_late.set(true);
        assert!(watch.is_over());
        assert_eq!(watch.cause(), Cause::Room);
        let late = Watch::new(&stop);
        assert!(late.is_over());
        is_late.set(false);
        assert!(late.is_over());
        assert_eq!(late.cause(), Cause::Time);
    }
}
