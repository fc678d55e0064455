//! Where we go and where we do not: every address is looked at here before it is asked, the first one and each that it leads to.
//!
//! What stands in an address is decided by the same parser that connects to it, so that there is nothing to disagree about. Names are
//! looked up by [`names`], which hands out public addresses only.

mod address;
pub(super) mod names;

use url::{Host, Url};

use super::{Failure, Policy};

/// The longest address we go to.
const LONGEST: usize = 2000;

/// Reads an address. What makes people and programs read it differently is refused.
pub(super) fn parse(text: &str) -> Result<Url, Failure> {
    if text.len() > LONGEST {
        return Err(Failure::no_address("it has more than 2,000 characters"));
    }
    if text.contains('\\') {
        return Err(Failure::no_address("there is a backslash in it"));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Failure::no_address("there is white space in it"));
    }
    let url = Url::parse(text).map_err(|error| Failure::no_address(&error.to_string()))?;
    plain(url)
}

/// Where an answer sends us, from the address it came from.
pub(super) fn lead(from: &Url, location: &str) -> Result<Url, Failure> {
    if location.len() > LONGEST || location.contains('\\') {
        return Err(Failure::refused(
            from,
            "leads to an address that cannot be used",
        ));
    }
    let to = from
        .join(location)
        .map_err(|_| Failure::refused(from, "leads to what is no address"))?;
    if !matches!(to.scheme(), "http" | "https") {
        let clause = format!("leads to `{}:`, and only the web is asked", to.scheme());
        return Err(Failure::refused(from, clause));
    }
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(Failure::refused(from, "leads from https to http"));
    }
    plain(to)
}

/// An address of the web without user and fragment, its host without the dot it may end in.
fn plain(mut url: Url) -> Result<Url, Failure> {
    if !matches!(url.scheme(), "http" | "https") {
        let why = format!("`{}:` is not the web", url.scheme());
        return Err(Failure::no_address(&why));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Failure::refused(&url, "names a user"));
    }
    url.set_fragment(None);
    if let Some(Host::Domain(name)) = url.host()
        && let Some(name) = name.strip_suffix('.').map(str::to_owned)
    {
        url.set_host(Some(&name))
            .map_err(|error| Failure::no_address(&error.to_string()))?;
    }
    Ok(url)
}

/// The hosts of an errand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Hosts {
    /// These, each on the usual port unless another is allowed.
    These(Vec<(String, Option<u16>)>),
    /// Any that is public.
    Any,
}

impl Hosts {
    /// The given hosts. The port that the first address names is good for each of them; without hosts, its own is the only one.
    pub(super) fn new(hosts: &[String], first: &Url) -> Self {
        let home = first.host_str().unwrap_or_default().to_owned();
        if hosts.is_empty() {
            return Self::These(vec![(home, first.port())]);
        }
        let host = |text: &String| {
            let (name, port) = match text.rsplit_once(':') {
                Some((name, port)) if !name.ends_with(':') => (name, port.parse().ok()),
                _ => (text.as_str(), None),
            };
            let name = name.strip_suffix('.').unwrap_or(name);
            let name =
                Host::parse(name).map_or_else(|_| name.to_lowercase(), |host| host.to_string());
            (name, port.or_else(|| first.port()))
        };
        Self::These(hosts.iter().map(host).collect())
    }

    fn holds(&self, url: &Url) -> bool {
        let Self::These(hosts) = self else {
            return true;
        };
        hosts.iter().any(|(host, port)| {
            url.host_str() == Some(host) && (url.port().is_none() || url.port() == *port)
        })
    }
}

/// Refuses an address that is none of these hosts', or stands for an address that is not public.
pub(super) fn check(url: &Url, hosts: &Hosts, policy: &Policy) -> Result<(), Failure> {
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => Some(address.into()),
        Some(Host::Ipv6(address)) => Some(address.into()),
        Some(Host::Domain(_)) => None,
        None => return Err(Failure::refused(url, "names no host")),
    };
    if let Some(whose) =
        literal.and_then(|literal| address::why_not(literal, policy.allow_loopback))
    {
        let clause = format!("is no public address; it belongs to {whose}");
        return Err(Failure::refused(url, clause));
    }
    if !hosts.holds(url) {
        return Err(Failure::refused(url, "is on none of the source's `hosts`"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, why: &str) {
        let hosts = Hosts::Any;
        let told = parse(text)
            .and_then(|url| check(&url, &hosts, &Policy::default()))
            .unwrap_err()
            .to_string();
        assert!(told.contains(why), "{text}: {told}");
    }

    #[test]
    fn every_spelling_of_a_near_address_is_refused() {
        for text in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://127.1/",
            "http://0177.0.0.1/",
            "http://①②⑦.0.0.1/",
            "http://127.0.0.1./",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[0:0:0:0:0:0:0:1]/",
            "http://%31%32%37.0.0.1/",
        ] {
            refused(text, "belongs to this computer");
        }
        refused(
            "http://169.254.169.254/latest/meta-data",
            "belongs to the local link",
        );
        refused("http://0/", "belongs to this network");
    }

    #[test]
    fn what_two_readers_read_differently_is_refused() {
        refused("https://a.example\\@b.example/", "a backslash");
        refused("https://me@a.example/", "names a user");
        refused("https://:p@a.example/", "names a user");
        refused("https://a.example/\u{a0}b", "white space");
        refused("https://a.ex\tample/", "white space");
        refused("file:///etc/passwd", "`file:` is not the web");
        refused("data:text/html,x", "`data:` is not the web");
        refused("ftp://a.example/", "`ftp:` is not the web");
        refused("nonsense", "cannot be used");
        refused(
            &format!("https://a.example/{}", "a".repeat(2000)),
            "more than 2,000",
        );
    }

    #[track_caller]
    fn leads(location: &str, expected: Result<&str, &str>) {
        let from = parse("https://a.example/b/c").unwrap();
        match (lead(&from, location), expected) {
            (Ok(to), Ok(expected)) => assert_eq!(to.as_str(), expected),
            (Err(told), Err(expected)) => assert!(told.to_string().contains(expected), "{told}"),
            (got, _) => panic!("{location}: {got:?}"),
        }
    }

    #[test]
    fn a_redirect_stays_on_the_web() {
        leads("d?x=1#top", Ok("https://a.example/b/d?x=1"));
        leads("//b.example./", Ok("https://b.example/"));
        leads("http://a.example/", Err("from https to http"));
        leads("file:///etc/passwd", Err("leads to `file:`"));
        leads("data:text/html,x", Err("leads to `data:`"));
        leads("/\\evil.example", Err("cannot be used"));
        leads("https://u@a.example/", Err("names a user"));
        leads("https://[", Err("no address"));
    }

    #[test]
    fn only_the_hosts_of_the_source_are_asked() {
        let first = parse("https://learn.example/a").unwrap();
        let hosts = Hosts::new(
            &["Learn.Example.".to_owned(), "cdn.example:8443".to_owned()],
            &first,
        );
        let allowed = |text: &str| check(&parse(text).unwrap(), &hosts, &Policy::default()).is_ok();
        assert!(allowed("https://learn.example/b"));
        assert!(allowed("https://LEARN.example./b"));
        assert!(allowed("https://cdn.example:8443/b"));
        assert!(!allowed("https://learn.example:8443/b"));
        assert!(!allowed("https://evil.learn.example/b"));
        assert!(!allowed("https://learn.example.evil.example/b"));
        let own = Hosts::new(&[], &parse("http://learn.example:81/").unwrap());
        assert!(own.holds(&parse("http://learn.example:81/x").unwrap()));
        assert!(!own.holds(&parse("http://learn.example:82/x").unwrap()));
    }
}
