//! The pages of a source: the first, and the next one after those that came.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::JsonPath;
use url::Url;

use super::{Css, Request, Shape, Source, request::counted};
use crate::{
    diagnostic::shown,
    listing::{
        Break, Broken, Page,
        read::{html, upright},
    },
};

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
    /// An element of each page leads to the next, by its `href`.
    Element {
        /// Which.
        next: Css,
        /// How many pages there are at most.
        max_pages: usize,
    },
}

impl Paging {
    fn max_pages(&self) -> usize {
        match self {
            Self::Count { max_pages, .. }
            | Self::Link { max_pages, .. }
            | Self::Element { max_pages, .. } => *max_pages,
        }
    }
}

impl Source {
    /// What to ask for first.
    pub fn first(&self) -> Request {
        match &self.paging {
            Some(Paging::Count { param, start, .. }) => counted(&self.request, param, *start),
            Some(Paging::Link { .. } | Paging::Element { .. }) | None => self.request.clone(),
        }
    }

    /// What to ask for after the pages that came: `None` when that was all, or as many as there may be. A link may lead to any host: hold it
    /// against [`Source::hosts`].
    pub fn next(&self, pages: &[Page], stop: &dyn Fn() -> bool) -> Option<Request> {
        let paging = self.paging.as_ref()?;
        // A page that came before leads in a circle: who asks on gets no other.
        if pages.len() >= paging.max_pages() || distinct(pages) < pages.len() {
            return None;
        }
        // Where it cannot be told, reading the pages breaks the contract.
        self.after(pages, stop).ok()?
    }

    /// What comes after these pages, however many there may be, and even where the last of them came before. `stop` is asked often, and ends
    /// a search that takes too long.
    ///
    /// # Errors
    /// When the last of them does not tell plainly.
    pub fn after(
        &self,
        pages: &[Page],
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Request>, Broken> {
        upright(|| self.following(pages, stop))
    }

    fn following(
        &self,
        pages: &[Page],
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Request>, Broken> {
        let Some((paging, last)) = self.paging.as_ref().zip(pages.last()) else {
            return Ok(None);
        };
        match paging {
            Paging::Element { next, .. } => {
                let (link, base) = by_element(next, last, stop)?;
                self.linked(pages, &base.unwrap_or_else(|| last.url.clone()), link)
            }
            Paging::Link { next, .. } => {
                self.linked(pages, &last.url, by_path(next, &answer(last)?)?)
            }
            Paging::Count {
                param,
                start,
                step,
                total,
                ..
            } => {
                let steps = |pages: usize| {
                    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
                    pages.saturating_mul(*step)
                };
                // A page that came twice has brought its rows once.
                let done = steps(distinct(pages));
                let more = self.has_more(done, total.as_ref(), &answer(last)?)?;
                let next = start.saturating_add(steps(pages.len()));
                Ok(more.then(|| counted(&self.request, param, next)))
            }
        }
    }

    /// The request for a link from an address, unless it leads back to a page that came.
    fn linked(
        &self,
        pages: &[Page],
        base: &str,
        link: Option<String>,
    ) -> Result<Option<Request>, Broken> {
        let Some(link) = link else {
            return Ok(None);
        };
        let base = Url::parse(base).ok();
        let url = base.and_then(|base| base.join(&link).ok());
        let url = url.filter(|url| matches!(url.scheme(), "https" | "http"));
        let Some(mut url) = url else {
            let reason = format!("\"{}\" leads to no next page", shown(&link));
            return Err(Broken::new(Break::Shape, reason));
        };
        url.set_fragment(None);
        let came = |page: &Page| page.url.split('#').next() == Some(url.as_str());
        Ok((!pages.iter().any(came)).then(|| Request {
            url: url.clone().into(),
            ..self.request.clone()
        }))
    }

    fn has_more(
        &self,
        done: u32,
        total: Option<&JsonPath>,
        answer: &Value,
    ) -> Result<bool, Broken> {
        let Some(total) = total else {
            return Ok(match &self.shape {
                Shape::Json { rows, .. } => !rows.query(answer).is_empty(),
                _ => false,
            });
        };
        let said = match total.query(answer).at_most_one() {
            Ok(Some(Value::String(text))) => text.parse().ok(),
            Ok(Some(said)) => said.as_u64(),
            Ok(None) | Err(_) => None,
        };
        let said = said.ok_or_else(|| {
            let reason = format!("\"{total}\" does not say how many there are");
            Broken::new(Break::Shape, reason)
        })?;
        Ok(u64::from(done) < said)
    }
}

/// How many of the pages say something of their own.
pub(in crate::listing) fn distinct(pages: &[Page]) -> usize {
    let texts: BTreeSet<&str> = pages.iter().map(|page| &*page.text).collect();
    texts.len()
}

fn answer(page: &Page) -> Result<Value, Broken> {
    let text = page.text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).map_err(|error| {
        let reason = format!("it is no JSON: {}", shown(&error.to_string()));
        Broken::new(Break::Unreadable, reason)
    })
}

/// Where an answer says that the next page is; nothing, or an empty text, on the last.
fn by_path(next: &JsonPath, answer: &Value) -> Result<Option<String>, Broken> {
    match next.query(answer).at_most_one() {
        Ok(Some(Value::String(link))) => Ok(Some(link.clone()).filter(|link| !link.is_empty())),
        Ok(None | Some(Value::Null | Value::Bool(false))) => Ok(None),
        Ok(Some(_)) | Err(_) => {
            let reason = format!("\"{next}\" is no link to a next page");
            Err(Broken::new(Break::Shape, reason))
        }
    }
}

/// Where a page leads on to, and from where, if it says that. Above and below its rows it may lead on twice, but not to two places.
fn by_element(
    next: &Css,
    page: &Page,
    stop: &dyn Fn() -> bool,
) -> Result<(Option<String>, Option<String>), Broken> {
    let tree = html::tree(&page.text, stop)?;
    let mut links = tree
        .select(&next.parsed)
        .filter_map(|element| element.attr("href"))
        .map(str::trim)
        .filter(|link| !link.is_empty() && !link.starts_with('#'));
    let first = links.next();
    if links.any(|link| Some(link) != first) {
        let reason = format!("\"{}\" leads to several pages", next.written);
        return Err(Broken::new(Break::Shape, reason));
    }
    Ok((first.map(str::to_owned), html::base(&tree, page)))
}
