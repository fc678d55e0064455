//! What an error of the libraries below was caused by, and how much of it is told.

use std::{error::Error, fmt, io};

/// A name that leads where we do not go. Thrown where names are looked up, and found again among the causes of a failure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::fetch) struct Refusal(pub(in crate::fetch) String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Refusal {}

/// A name that could not be looked up. Whether there is none or nobody to ask, the system does not say in a way that can be relied on.
#[derive(Debug)]
pub(in crate::fetch) struct Nameless(pub(in crate::fetch) io::Error);

impl fmt::Display for Nameless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Nameless {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// What is found among the causes of a failure.
#[derive(Default)]
pub(super) struct Causes {
    pub(super) refusal: Option<Refusal>,
    pub(super) untrusted: bool,
    pub(super) timed_out: bool,
    pub(super) of_network: bool,
}

impl Causes {
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut found = Self::default();
        let mut next = Some(error);
        while let Some(error) = next {
            found.look(error);
            next = error.source();
        }
        found
    }

    fn look(&mut self, error: &(dyn Error + 'static)) {
        if let Some(refusal) = error.downcast_ref::<Refusal>() {
            self.refusal = Some(refusal.clone());
        }
        self.untrusted |= error.downcast_ref::<rustls::Error>().is_some();
        self.of_network |= error.downcast_ref::<Nameless>().is_some();
        // What an I/O error was made of is no cause of it to the standard library.
        if let Some(error) = error.downcast_ref::<io::Error>() {
            self.timed_out |= error.kind() == io::ErrorKind::TimedOut;
            self.of_network |= matches!(
                error.kind(),
                io::ErrorKind::NetworkUnreachable
                    | io::ErrorKind::HostUnreachable
                    | io::ErrorKind::NetworkDown
            );
            if let Some(inner) = error.get_ref() {
                self.look(inner);
            }
        }
    }
}

/// Everything an error says of its causes, each once, fit for a line on a terminal.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let text = plain(&cause.to_string());
        // An error often repeats what its cause says.
        if !said.iter().any(|earlier| earlier.contains(&text)) {
            said.push(text);
        }
        next = cause.source();
    }
    if said.is_empty() {
        said.push(plain(&error.to_string()));
    }
    said.join(": ")
}

/// A text of the other side without what could drive a terminal, and not too long.
fn plain(text: &str) -> String {
    let plain = text.chars().map(|c| {
        let harmless = c == ' ' || (c.is_alphanumeric() && !c.is_control()) || c.is_ascii_graphic();
        if harmless { c } else { '\u{FFFD}' }
    });
    plain.take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_found_below_an_error_of_the_disk_or_the_net() {
        let error = io::Error::other(io::Error::other(Refusal("it is private".to_owned())));
        assert_eq!(Causes::of(&error).refusal.unwrap().0, "it is private");
    }

    #[test]
    fn the_network_is_told_from_a_host() {
        let of = |error: io::Error| Causes::of(&error).of_network;
        assert!(of(io::ErrorKind::NetworkUnreachable.into()));
        assert!(of(io::ErrorKind::HostUnreachable.into()));
        assert!(of(io::Error::other(Nameless(io::Error::other(
            "no such name"
        )))));
        for kind in [
            io::ErrorKind::ConnectionRefused,
            io::ErrorKind::ConnectionReset,
            io::ErrorKind::UnexpectedEof,
        ] {
            assert!(!of(kind.into()), "{kind}");
        }
    }

    #[test]
    fn nothing_of_the_other_side_drives_a_terminal() {
        assert_eq!(
            plain("a\u{1b}[31m\u{202e}b\u{9b}"),
            "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}"
        );
    }
}
