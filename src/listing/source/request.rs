//! What to ask for: the first page of a source, and the next one after those that came.

use serde_json_path::JsonPath;
use url::Url;

use super::{Shape, Source};
use crate::listing::Page;

/// One thing to ask a server for. What it may be asked at all, and how often, is for whoever carries pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where.
    pub url: String,
    /// What is sent along as a form; empty for [`Method::Get`].
    pub form: Vec<(String, String)>,
}

/// The two ways of asking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Method {
    /// Everything is in the address.
    Get,
    /// A form is sent.
    Post,
}

impl Method {
    /// Both, by the word for them.
    pub const WORDS: [(&'static str, Self); 2] = [("GET", Self::Get), ("POST", Self::Post)];
}

/// How to get at the pages after the first.
#[derive(Clone, Debug)]
pub enum Paging {
    /// A parameter counts on: the rows, or the pages.
    Count {
        /// The parameter, in the form or else in the address.
        param: String,
        /// What it is on the first page.
        start: u32,
        /// What each page adds to it.
        step: u32,
        /// Where the answer says how far the parameter counts; without it, until a page has no row.
        total: Option<JsonPath>,
        /// How many pages there are at most.
        max_pages: usize,
    },
    /// Each answer names the next page.
    Link {
        /// Where.
        next: JsonPath,
        /// How many pages there are at most.
        max_pages: usize,
    },
}

impl Source {
    /// What to ask for first.
    pub fn first(&self) -> Request {
        match &self.paging {
            Some(Paging::Count { param, start, .. }) => counted(&self.request, param, *start),
            Some(Paging::Link { .. }) | None => self.request.clone(),
        }
    }

    /// What to ask for after the pages that came: `None` when that was all. A link may lead to any host: hold it against [`Source::hosts`].
    pub fn next(&self, pages: &[Page]) -> Option<Request> {
        let last = pages.last()?;
        let paging = self.paging.as_ref()?;
        let (Paging::Count { max_pages, .. } | Paging::Link { max_pages, .. }) = paging;
        if pages.len() >= *max_pages {
            return None;
        }
        let answer: serde_json::Value = serde_json::from_str(&last.text).ok()?;
        match paging {
            Paging::Link { next, .. } => {
                let link = next.query(&answer).at_most_one().ok()??.as_str()?;
                let url = Url::parse(&last.url).ok()?.join(link).ok()?;
                let seen = |page: &Page| page.url == url.as_str();
                (!pages.iter().any(seen)).then(|| Request {
                    url: url.into(),
                    ..self.request.clone()
                })
            }
            Paging::Count {
                param,
                start,
                step,
                total,
                ..
            } => {
                let done = u32::try_from(pages.len()).ok()?.checked_mul(*step)?;
                let more = match total {
                    Some(total) => {
                        u64::from(done) < total.query(&answer).at_most_one().ok()??.as_u64()?
                    }
                    None => self.has_rows(&answer),
                };
                more.then(|| counted(&self.request, param, start.saturating_add(done)))
            }
        }
    }

    fn has_rows(&self, answer: &serde_json::Value) -> bool {
        match &self.shape {
            Shape::Json { rows, .. } => !rows.query(answer).is_empty(),
            _ => false,
        }
    }
}

/// The request with a parameter set: in the form where one is sent, else in the address.
fn counted(request: &Request, param: &str, value: u32) -> Request {
    let mut request = request.clone();
    let value = value.to_string();
    if request.method == Method::Post {
        request.form.retain(|(name, _)| name != param);
        request.form.push((param.to_owned(), value));
    } else if let Ok(mut url) = Url::parse(&request.url) {
        let others: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != param)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.query_pairs_mut()
            .clear()
            .extend_pairs(others)
            .append_pair(param, &value);
        request.url = url.into();
    }
    request
}
