//! Trees of HTML, made in small pieces so that a page that nests without end is given up, and the text of elements.

use ego_tree::{NodeRef, iter::Edge};
use html5ever::{ParseOpts, driver::parse_document, tendril::TendrilSink};
use scraper::{ElementRef, Html, HtmlTreeSink, Node, Selector};

use super::{Task, shell};
use crate::listing::{Break, Broken, Page, clean::cut, typed::leads_to};

/// How much is parsed before the next look at depth and time, in bytes.
const PIECE: usize = 4096;
/// Browsers nest no deeper than this; what does was made to be slow.
const DEEPEST: usize = 512;
/// The longest text of an element that is looked at, in bytes.
const LONGEST: usize = 8192;
/// What a reader never sees.
const UNSEEN: [&str; 4] = ["script", "style", "template", "noscript"];
/// What stands on the line it is in: no space is read at its edges.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "em", "i", "ins", "label", "mark", "q",
    "small", "span", "strong", "sub", "time", "u",
];

/// Makes a tree of a page.
pub(in crate::listing) fn tree(text: &str, stop: &dyn Fn() -> bool) -> Result<Html, Broken> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(cut(rest, PIECE).len());
        parser.process(piece.into());
        rest = after;
        if depth(&parser.tokenizer.sink.sink.0.borrow()) > DEEPEST {
            let reason = format!("its elements nest deeper than {DEEPEST}");
            return Err(Broken::new(Break::Unreadable, reason));
        }
        if stop() {
            return Err(Broken::new(Break::Unreadable, "reading it took too long"));
        }
    }
    Ok(parser.finish())
}

/// How deep the element nests that is being read.
fn depth(html: &Html) -> usize {
    std::iter::successors(Some(html.tree.root()), NodeRef::last_child).count()
}

/// The one element of a page that holds its rows.
pub(super) fn container<'h>(
    html: &'h Html,
    selector: &Selector,
    written: &str,
    task: &Task<'_>,
) -> Result<ElementRef<'h>, Broken> {
    let mut found = html.select(selector);
    let Some(container) = found.next() else {
        let reason = format!("container \"{written}\" not found");
        return Err(shell::instead(&task.page.text, Some(html))
            .unwrap_or_else(|| Broken::new(Break::Shape, reason)));
    };
    match found.count() {
        0 => Ok(container),
        more => {
            let reason = format!("container \"{written}\" found {} times", more + 1);
            Err(Broken::new(Break::Shape, reason))
        }
    }
}

/// From where the links of a page lead, if the page says so itself (`<base href>`), and that is a page of the web.
pub(in crate::listing) fn base(tree: &Html, page: &Page) -> Option<String> {
    let selector = Selector::parse("base[href]").ok()?;
    let href = tree.select(&selector).next()?.attr("href")?;
    leads_to(href.trim(), &page.url).ok().map(String::from)
}

/// What an element says: its attribute, or else what a reader sees of it.
pub(super) fn says(element: ElementRef<'_>, attr: Option<&str>) -> Option<String> {
    match attr {
        Some(attr) => element.attr(attr).map(str::to_owned),
        None => Some(text(element)),
    }
}

/// What a reader sees of an element, with a space where a line or a block ends.
pub(super) fn text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut unseen = 0_usize;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(inner) if UNSEEN.contains(&inner.name()) => {
                unseen = if opens {
                    unseen + 1
                } else {
                    unseen.saturating_sub(1)
                };
            }
            Node::Element(inner) if unseen == 0 && !INLINE.contains(&inner.name()) => {
                text.push(' ');
            }
            Node::Text(part) if opens && unseen == 0 => text.push_str(&part.text),
            _ => {}
        }
        if text.len() > LONGEST {
            text.truncate(cut(&text, LONGEST).len());
            break;
        }
    }
    text
}
