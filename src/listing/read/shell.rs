//! What came instead of the listing: a login, a challenge, or a page that only a script would fill.

use scraper::{Html, Selector};

use super::html;
use crate::listing::{Break, Broken};

/// What the pages say that ask whether a person is there.
const CHALLENGES: [&str; 8] = [
    "just a moment",
    "attention required",
    "are you a robot",
    "are you human",
    "captcha",
    "access denied",
    "pardon our interruption",
    "security check",
];
/// What stands in the source of such a page, whatever it says.
const CHALLENGE_MARKS: [&str; 5] = [
    "cf-challenge",
    "cf_chl_",
    "g-recaptcha",
    "h-captcha",
    "_incapsula_resource",
];
const LOGINS: [&str; 7] = [
    "sign in",
    "signin",
    "log in",
    "login",
    "log on",
    "anmelden",
    "single sign-on",
];
/// A page with less to see than this, and a script, waits for the script.
const SHELL: usize = 200;

/// What the page is, when it is not the listing; `None` when that cannot be told.
pub(super) fn instead(page: &str, tree: Option<&Html>) -> Option<Broken> {
    let tree = tree?;
    let first = |css: &str| {
        let selector = Selector::parse(css).ok()?;
        tree.select(&selector).next()
    };
    let title = first("title").map(html::text).unwrap_or_default();
    let title = title.to_lowercase();
    let source = page.to_ascii_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let marked = CHALLENGE_MARKS.iter().any(|mark| source.contains(mark));
    if named(&CHALLENGES) || marked {
        return Some(Broken::new(
            Break::Challenge,
            "it asks to prove that a person is there",
        ));
    }
    if named(&LOGINS) || first("input[type=password]").is_some() {
        return Some(Broken::new(Break::Login, "it asks to log in"));
    }
    let seen = first("body").map(html::text).unwrap_or_default();
    let seen = crate::diagnostic::clean(&seen);
    if first("script:not([type='application/ld+json' i])").is_some() && seen.len() < SHELL {
        return Some(Broken::new(Break::Script, "a script would fill it"));
    }
    None
}

/// The same of a page that was to be something else than HTML.
pub(super) fn instead_of_data(page: &str, stop: &dyn Fn() -> bool) -> Option<Broken> {
    if !page
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .starts_with('<')
    {
        return None;
    }
    let tree = html::tree(page, stop).ok()?;
    instead(page, Some(&tree))
}
