//! The limits that keep us polite and safe. The program uses [`Policy::default`]; tests shorten the waits.

use std::time::Duration;

/// How long, how much, how often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Who we say we are, with an address to complain to.
    pub agent: String,
    /// The most bytes of one page, unpacked.
    pub most_bytes: usize,
    /// The most bytes of all pages of one errand together.
    pub most_bytes_in_all: usize,
    /// The most pages of one errand.
    pub most_pages: usize,
    /// The longest a request may take, from asking to the last byte.
    pub timeout: Duration,
    /// The longest it may take to be connected.
    pub connect: Duration,
    /// The longest a whole run may take.
    pub budget: Duration,
    /// The least time between an answer of a host and the next request to it.
    pub apart: Duration,
    /// The longest delay between requests that a host may ask for; one that asks for more is not asked at all.
    pub longest_delay: Duration,
    /// The most hosts that are asked at once.
    pub at_once: usize,
    /// How often a request is tried again where that may help.
    pub again: usize,
    /// The wait before the first of these; each further one is four times as long.
    pub wait: Duration,
    /// The longest a host may tell us to wait before we try again; beyond that we give up.
    pub longest_wait: Duration,
    /// How long what a host says about robots is taken as said.
    pub robots: Duration,
    /// Whether this computer itself may be asked. Only tests do.
    pub allow_loopback: bool,
    /// A port of this computer at which every host is looked for, by plain HTTP. Only tests do; all else is as if the host were asked.
    pub stand_in: Option<u16>,
}

/// Who we are to robots.txt.
pub(super) const PRODUCT: &str = "ce-finder";

impl Default for Policy {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            agent: format!(
                "{PRODUCT}/{} (+{})",
                env!("CARGO_PKG_VERSION"),
                "https://docs.rs/ce-finder"
            ),
            most_bytes: 8 << 20,
            most_bytes_in_all: 32 << 20,
            most_pages: 50,
            timeout: seconds(30),
            connect: seconds(10),
            budget: seconds(180),
            apart: seconds(2),
            longest_delay: seconds(30),
            at_once: 4,
            again: 2,
            wait: seconds(1),
            longest_wait: seconds(60),
            robots: seconds(24 * 60 * 60),
            allow_loopback: false,
            stand_in: None,
        }
    }
}

/// Whether to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// Where what is kept has grown old.
    #[default]
    WhenDue,
    /// In any case; what has not changed is still not sent again.
    Refresh,
    /// Never: what is kept has to do.
    Offline,
}
