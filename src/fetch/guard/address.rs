//! Which addresses are public: everybody's to ask, and nothing of this computer or of the net it stands in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What an address belongs to where it is not public.
pub(super) fn why_not(address: IpAddr, allow_loopback: bool) -> Option<&'static str> {
    if allow_loopback && address.is_loopback() {
        return None;
    }
    match address {
        IpAddr::V4(address) => why_not_v4(address),
        IpAddr::V6(address) => why_not_v6(address),
    }
}

/// The ranges of the IANA registry of special purposes that lead to nobody, or to somebody near.
const KEPT_V4: [([u8; 4], u32, &str); 15] = [
    ([0, 0, 0, 0], 8, "this network"),
    ([10, 0, 0, 0], 8, "a private network"),
    ([100, 64, 0, 0], 10, "the network of a carrier"),
    ([127, 0, 0, 0], 8, "this computer"),
    ([169, 254, 0, 0], 16, "the local link"),
    ([172, 16, 0, 0], 12, "a private network"),
    ([192, 0, 0, 0], 24, "protocols"),
    ([192, 0, 2, 0], 24, "documentation"),
    ([192, 88, 99, 0], 24, "relays"),
    ([192, 168, 0, 0], 16, "a private network"),
    ([198, 18, 0, 0], 15, "measurements"),
    ([198, 51, 100, 0], 24, "documentation"),
    ([203, 0, 113, 0], 24, "documentation"),
    ([224, 0, 0, 0], 4, "groups"),
    ([240, 0, 0, 0], 4, "nobody"),
];

fn why_not_v4(address: Ipv4Addr) -> Option<&'static str> {
    let bits = address.to_bits();
    KEPT_V4
        .iter()
        .find(|(network, length, _)| (bits ^ u32::from_be_bytes(*network)) >> (32 - length) == 0)
        .map(|(.., whose)| *whose)
}

fn why_not_v6(address: Ipv6Addr) -> Option<&'static str> {
    if let Some(whose) = inner(address).and_then(why_not_v4) {
        return Some(whose);
    }
    let [first, second, third, ..] = address.segments();
    match (first, second) {
        _ if address.is_loopback() => Some("this computer"),
        _ if address.to_ipv4_mapped().is_some() => None,
        // How a net that only speaks the new kind reaches the old one.
        (0x64, 0xff9b) if third == 0 => None,
        (0x2001, 0..=0x01ff) => Some("protocols"),
        (0x2002, _) => Some("relays"),
        (0x2001, 0x0db8) | (0x3fff, 0..=0x0fff) => Some("documentation"),
        (0x2000..=0x3fff, _) => None,
        (0xfc00..=0xfdff, _) => Some("a private network"),
        (0xfe80..=0xfebf, _) => Some("the local link"),
        (0xff00..=0xffff, _) => Some("groups"),
        _ => Some("nobody"),
    }
}

/// The address of the old kind that one of the new kind stands for: mapped, compatible, 6to4, Teredo, or through a translator.
fn inner(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let parts = address.segments();
    let [.., high, low] = parts;
    let of = |high: u16, low: u16| Ipv4Addr::from_bits((u32::from(high) << 16) | u32::from(low));
    match parts {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some(of(high, low)),
        [0, 0, 0, 0, 0, 0, ..] if high != 0 => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        [0x2001, 0, ..] => Some(of(!high, !low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(
            why_not(address.parse().unwrap(), false),
            expected,
            "{address}"
        );
    }

    #[test]
    fn only_public_addresses_of_the_old_kind() {
        for (address, whose) in [
            ("127.0.0.1", "this computer"),
            ("127.255.255.255", "this computer"),
            ("0.0.0.0", "this network"),
            ("10.1.2.3", "a private network"),
            ("100.64.0.1", "the network of a carrier"),
            ("100.127.255.255", "the network of a carrier"),
            ("169.254.169.254", "the local link"),
            ("172.31.255.255", "a private network"),
            ("192.0.0.8", "protocols"),
            ("192.168.0.1", "a private network"),
            ("198.19.255.255", "measurements"),
            ("203.0.113.9", "documentation"),
            ("224.0.0.1", "groups"),
            ("255.255.255.255", "nobody"),
        ] {
            check(address, Some(whose));
        }
        for address in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "198.20.0.0",
            "223.255.255.255",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn only_public_addresses_of_the_new_kind() {
        for (address, whose) in [
            ("::1", "this computer"),
            ("::", "nobody"),
            ("::ffff:127.0.0.1", "this computer"),
            ("::127.0.0.1", "this computer"),
            ("::ffff:169.254.169.254", "the local link"),
            ("64:ff9b::10.0.0.1", "a private network"),
            ("2002:7f00:1::", "this computer"),
            ("2002:101:101::", "relays"),
            ("::1.1.1.1", "nobody"),
            ("2001:0:1:2:3:4:fefe:fefe", "protocols"),
            ("2001:0:1:2:3:4:80ff:fffe", "this computer"),
            ("fe80::1", "the local link"),
            ("fec0::1", "nobody"),
            ("fd00::1", "a private network"),
            ("ff02::1", "groups"),
            ("2001:db8::1", "documentation"),
            ("3fff::1", "documentation"),
            ("100::1", "nobody"),
            ("64:ff9b:1::1", "nobody"),
        ] {
            check(address, Some(whose));
        }
        for address in [
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "64:ff9b::1.1.1.1",
            "::ffff:1.1.1.1",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn tests_may_ask_this_computer_and_nothing_else() {
        let allowed = |address: &str| why_not(address.parse().unwrap(), true).is_none();
        assert!(allowed("127.0.0.1") && allowed("::1"));
        assert!(
            !allowed("10.0.0.1") && !allowed("169.254.169.254") && !allowed("::ffff:127.0.0.1")
        );
    }
}
