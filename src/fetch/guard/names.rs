//! Names to addresses. A name that we ask must lead to public addresses, all of them; the connection goes to one that was looked at.
//!
//! A name that we do not ask belongs to a proxy, which the person set up herself and which may well stand in her own net. Where there is
//! one, it looks up the names we ask, and is the border instead of us.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{
    super::failure::{Nameless, Refusal},
    address,
};

/// Looks up names, and knows which of them are asked.
#[derive(Clone, Debug)]
pub(in crate::fetch) struct Names {
    asked: Arc<Mutex<BTreeSet<String>>>,
    allow_loopback: bool,
}

impl Names {
    pub(in crate::fetch) fn new(allow_loopback: bool) -> Self {
        Self {
            asked: Arc::default(),
            allow_loopback,
        }
    }

    /// A host is about to be asked.
    pub(in crate::fetch) fn ask(&self, host: &str) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(host.to_owned());
    }

    fn is_asked(&self, host: &str) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.contains(host)
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.clone();
        Box::pin(async move {
            let name = name.as_str();
            let found = tokio::net::lookup_host((name, 0)).await.map_err(Nameless)?;
            let found: Vec<SocketAddr> = found.collect();
            if names.is_asked(name) {
                public(&found, names.allow_loopback)?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Refuses a name if any of its addresses is not public: one of them would be asked sooner or later.
fn public(found: &[SocketAddr], allow_loopback: bool) -> Result<(), Refusal> {
    let mut near = found
        .iter()
        .filter_map(|found| Some((found.ip(), address::why_not(found.ip(), allow_loopback)?)));
    match near.next() {
        Some((ip, whose)) => Err(Refusal(format!(
            "has a name that leads to {ip}, which is not public; it belongs to {whose}"
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_that_is_near_spoils_a_name() {
        let found = |text: &str| -> Vec<SocketAddr> {
            text.split(' ').map(|text| text.parse().unwrap()).collect()
        };
        assert!(public(&found("1.1.1.1:0 [2606:4700::1]:0"), false).is_ok());
        let told = public(&found("1.1.1.1:0 10.0.0.1:0"), false).unwrap_err();
        assert_eq!(
            told.0,
            "has a name that leads to 10.0.0.1, which is not public; it belongs to a private network"
        );
    }
}
