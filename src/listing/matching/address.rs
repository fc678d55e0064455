//! Addresses in the form in which they are compared.

use url::Url;

use crate::listing::{Field, Source, source::Type};

/// What an address says of which page it is: the host, and the part of the rest that the source declares to be the page's name; without such,
/// all of it but what follows visitors.
pub(super) fn page(address: &str, source: &Source) -> String {
    let Ok(url) = Url::parse(address) else {
        return address.to_owned();
    };
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_ascii_lowercase();
    let ours = source.hosts.contains(&host);
    let rest = &url[url::Position::BeforePath..];
    if ours
        && let Some(pattern) = &source.page_id
        && let Some(captures) = pattern.captures(rest)
        && let Some(name) = captures.get(1)
    {
        return format!("{host} {}", name.as_str());
    }
    let mut text = format!("{host}{}", url.path().trim_end_matches('/'));
    let kept = keep_query(source);
    for (key, value) in url.query_pairs() {
        // Of another host's address nobody has said what may go.
        if !ours || kept.iter().any(|kept| **kept == key) {
            text.extend(["?", &key, "=", &value]);
        }
    }
    if let Some(fragment) = url.fragment().filter(|fragment| fragment.starts_with('/')) {
        text.extend(["#", fragment]);
    }
    text
}

/// Whether two addresses lead to the same page, as far as the source tells.
pub(in crate::listing) fn same_page(one: &str, other: &str, source: &Source) -> bool {
    page(one, source) == page(other, source)
}

fn keep_query(source: &Source) -> &[String] {
    let rule = source.fields.iter().find(|(field, _)| *field == Field::Url);
    match rule.map(|(_, rule)| &rule.kind) {
        Some(Type::Address { keep_query }) => keep_query,
        _ => &[],
    }
}
