//! Addresses of pages, parsed as whoever opens them parses them.

use url::Url;

use super::{Problem, Value, unreadable};

/// The longest address that is kept.
const LONGEST: usize = 2000;

/// The address that a link on a page leads to. Of its query only what says which page it is stays; what follows visitors goes.
pub(super) fn address(text: &str, base: &str, keep_query: &[String]) -> Result<Value, Problem> {
    let mut url = leads_to(text, base)?;
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| keep_query.iter().any(|kept| kept == key))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    // Applications address their pages behind `#/`; other fragments are places on a page.
    if url
        .fragment()
        .is_some_and(|fragment| !fragment.starts_with('/'))
    {
        url.set_fragment(None);
    }
    if url.as_str().len() > LONGEST {
        return Err(unreadable("it is longer than 2000 characters"));
    }
    Ok(Value::Text(url.into()))
}

/// Where a link leads from an address, if that is a page of the web.
pub(in crate::listing) fn leads_to(text: &str, base: &str) -> Result<Url, Problem> {
    if text.contains('\\') {
        return Err(unreadable("an address has no backslash"));
    }
    let base = Url::parse(base).map_err(|_| unreadable("the page has no address to begin from"))?;
    let mut url = base
        .join(text)
        .map_err(|_| unreadable("it is no address"))?;
    // The dot that a host may end in makes it no other host.
    let plain = url.domain().and_then(|host| host.strip_suffix('.'));
    if let Some(host) = plain.map(str::to_owned) {
        url.set_host(Some(&host))
            .map_err(|_| unreadable("it is no address"))?;
    }
    if !matches!(url.scheme(), "https" | "http")
        || url.host_str().is_none_or(|host| !host.contains('.'))
    {
        return Err(unreadable("it is no address of a web page"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(unreadable("an address carries no name and no password"));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let keep = ["ltui__urlRecordId".to_owned()];
        let said = match address(text, "https://learn.example/s/list?page=2", &keep) {
            Ok(value) => value.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn addresses_say_which_page_and_no_more() {
        check(
            "/paths/slug-104?utm_source=x",
            "https://learn.example/paths/slug-104",
        );
        check(
            "?ltui__urlRecordId=a1&utm=2",
            "https://learn.example/s/list?ltui__urlRecordId=a1",
        );
        check("https://a.example/#/home", "https://a.example/#/home");
        check("https://a.example/x#top", "https://a.example/x");
        check("https://раураl.example/", "https://xn--l-7sba6dbr.example/");
        check("https://a.example./x", "https://a.example/x");
    }

    #[test]
    fn other_schemes_lead_nowhere() {
        let page = "it is no address of a web page";
        for text in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "mailto:a@b.example",
            "https://localhost/",
            "https://localhost./",
        ] {
            check(text, page);
        }
        check(
            "https://u:p@a.example/",
            "an address carries no name and no password",
        );
        check("https:\\\\a.example", "an address has no backslash");
        check(
            &format!("/{}", "a".repeat(3000)),
            "it is longer than 2000 characters",
        );
    }
}
