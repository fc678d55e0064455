//! What goes on, for somebody who waits.

use std::time::Duration;

/// One thing that happens. Names are those of errands; addresses are without their query.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event<'e> {
    /// A request goes out.
    Asking {
        /// The address.
        address: &'e str,
    },
    /// A host is given time before it is asked.
    Waiting {
        /// The host.
        host: &'e str,
        /// How long.
        time: Duration,
    },
    /// A request is tried again after a while.
    Again {
        /// Why, as a sentence.
        why: &'e str,
        /// After how long.
        time: Duration,
    },
    /// An errand is done, well or not.
    Done {
        /// Its name.
        name: &'e str,
    },
}

/// Who is told.
pub type Tell<'t> = &'t dyn Fn(Event<'_>);
