//! How a source is asked: the method, what is sent along, and the pages after the first.

use super::{
    Method, Paging, Request,
    values::{bounded, css, path},
};
use crate::{
    diagnostic::{Code, shown},
    reading::{
        fields::Fields,
        values::{Fault, text},
    },
};

/// No listing has more pages; nor are more carried.
const MOST_PAGES: u32 = 50;
/// Headers that carry a secret or steer the connection: they are nobody's to set here.
const FORBIDDEN: [&str; 9] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "host",
    "connection",
    "content-length",
    "transfer-encoding",
    "user-agent",
    "accept-encoding",
];

/// What is asked of the address.
pub(super) fn request(fields: &mut Fields<'_>, url: String) -> Request {
    let method = fields
        .optional("method", |value| text::word(value, &Method::WORDS))
        .unwrap_or(Method::Get);
    let mut form = Vec::new();
    for (key, value) in fields.pairs("form") {
        let name = key.get_ref().as_ref();
        form.extend(
            fields
                .judge(name, value, text::plain)
                .map(|value| (name.to_owned(), value)),
        );
    }
    if method == Method::Get && !form.is_empty() {
        let fault = Fault::new(Code::UnknownWord, "is sent by `POST` only")
            .help("Add `method = \"POST\"`, or put it into the address.");
        fields.fault("form", fields.span_of("form"), fault);
    }
    Request { method, url, form }
}

/// `header_env`: headers, each with the variable of the environment that holds its value, so that no value stands in a file.
pub(super) fn headers(fields: &mut Fields<'_>) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for (key, value) in fields.pairs("header_env") {
        let name = key.get_ref().as_ref();
        let token = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        if !token(name) || FORBIDDEN.contains(&name.to_ascii_lowercase().as_str()) {
            let fault = Fault::new(Code::UnknownWord, "is no header that a source may set");
            fields.fault(&shown(name), key.span(), fault);
            continue;
        }
        let variable = fields.judge(name, value, |value| match text::string(value)? {
            text if token(text) => Ok(text.to_owned()),
            _ => Err(Fault::new(
                Code::BadText,
                "names no variable of the environment",
            )),
        });
        headers.extend(variable.map(|variable| (name.to_owned(), variable)));
    }
    headers
}

/// `paging` of pages of HTML: which element leads to the next. Without it there is one page.
pub(super) fn paging_of_html(fields: &mut Fields<'_>) -> Option<Paging> {
    fields.table("paging", |table| {
        let max_pages = max_pages(table);
        let next = table.required("next", css);
        Some(Paging::Element {
            next: next?,
            max_pages: max_pages?,
        })
    })
}

fn max_pages(table: &mut Fields<'_>) -> Option<usize> {
    let pages = table.required("max_pages", |value| bounded(value, 1..=MOST_PAGES))?;
    usize::try_from(pages).ok()
}

/// `paging` of JSON: how the next page is asked for. Without it there is one page.
pub(super) fn paging(fields: &mut Fields<'_>) -> Option<Paging> {
    fields.table("paging", |table| {
        let max_pages = max_pages(table);
        if table.has("next") {
            let next = table.required("next", path);
            return Some(Paging::Link {
                next: next?,
                max_pages: max_pages?,
            });
        }
        table.expect(&["next"]);
        let param = table.required("param", text::plain);
        let start = table.optional("start", |value| bounded(value, 0..=1_000_000));
        let step = table.required("step", |value| bounded(value, 1..=10_000));
        let total = table.optional("total", path);
        Some(Paging::Count {
            param: param?,
            start: start.unwrap_or_default(),
            step: step?,
            total,
            max_pages: max_pages?,
        })
    })
}
