//! What to ask a server for.

use url::Url;

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

/// The request with a parameter set: in the form where one is sent, else in the address.
pub(super) fn counted(request: &Request, param: &str, value: u32) -> Request {
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
