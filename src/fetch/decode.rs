//! Bytes to text: by the mark they begin with, by what the server says, by what the page says, and only then by their looks.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A page says which charset it is in within so many bytes, or not at all.
const HEAD: usize = 1024;

/// A text and how it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) charset: &'static str,
    /// What is doubtful, each a sentence.
    pub(super) doubts: Vec<String>,
}

/// Reads bytes that came with that content type.
pub(super) fn text(bytes: Vec<u8>, content_type: Option<&str>) -> Decoded {
    let mut doubts = Vec::new();
    let (charset, mark) = charset(&bytes, content_type, &mut doubts);
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, wrong) = if charset == UTF_8 && mark == 0 && std::str::from_utf8(body).is_ok() {
        // Most pages are UTF-8 already, and large ones need not be there twice.
        (String::from_utf8(bytes).unwrap_or_default(), false)
    } else {
        let (text, wrong) = charset.decode_without_bom_handling(body);
        (text.into_owned(), wrong)
    };
    if wrong {
        doubts.push(format!("some bytes are no text in {}", charset.name()));
    }
    Decoded {
        text,
        charset: charset.name(),
        doubts,
    }
}

/// The charset, and the length of the mark that says so.
fn charset(
    bytes: &[u8],
    content_type: Option<&str>,
    doubts: &mut Vec<String>,
) -> (&'static Encoding, usize) {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return marked;
    }
    let named = content_type.and_then(label_of_type);
    let of_server = named.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    if named.is_some() && of_server.is_none() {
        doubts.push("the server names a charset that is not known".to_owned());
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let of_page = declared(head)
        .and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()))
        // A page that can be read this far is in no charset of two bytes.
        .map(|charset| {
            if charset == UTF_16BE || charset == UTF_16LE {
                UTF_8
            } else {
                charset
            }
        });
    match (of_server, of_page) {
        (Some(server), Some(page)) if server != page => {
            doubts.push(format!(
                "the server says it is in {}, and the page says {}; it was read as the server says",
                server.name(),
                page.name()
            ));
            (server, 0)
        }
        (Some(known), _) | (None, Some(known)) => (known, 0),
        (None, None) => (guess(bytes), 0),
    }
}

/// The charset named by a content type such as `text/html; charset="utf-8"`.
fn label_of_type(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let named = name.trim().eq_ignore_ascii_case("charset");
        named.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The charset named by `<meta charset>`, by `<meta http-equiv>`, or by the first line of XML.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if let Some(line) = head.trim_start().strip_prefix("<?xml") {
        return value_after(line.split("?>").next()?, "encoding");
    }
    let mut rest = without_comments(&head);
    while let Some((_, after)) = rest.split_once("<meta") {
        let (tag, further) = after.split_once('>')?;
        if let Some(label) = value_after(tag, "charset") {
            return Some(label);
        }
        rest = further.to_owned();
    }
    None
}

fn without_comments(head: &str) -> String {
    let mut kept = String::new();
    let mut rest = head;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// The value in `name = "value"`, or in a text such as `text/html; name=value`.
fn value_after(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(name)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| c.is_whitespace() || "\"';>/".contains(c));
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content_type: &str, expected: (&str, &str)) {
        let read = text(
            bytes.to_vec(),
            Some(content_type).filter(|text| !text.is_empty()),
        );
        assert_eq!((read.charset, read.text.as_str()), expected);
        assert_eq!(read.doubts, Vec::<String>::new());
    }

    #[track_caller]
    fn doubts(bytes: &[u8], content_type: &str, expected: &str) -> String {
        let read = text(bytes.to_vec(), Some(content_type));
        assert!(
            read.doubts.join("\n").contains(expected),
            "{:?}",
            read.doubts
        );
        read.text
    }

    #[test]
    fn the_mark_comes_first() {
        check(
            b"\xef\xbb\xbfS\xc3\xa9",
            "text/html; charset=iso-8859-1",
            ("UTF-8", "Sé"),
        );
        check(b"\xff\xfeS\0\xe9\0", "", ("UTF-16LE", "Sé"));
    }

    #[test]
    fn then_what_the_server_says() {
        check(
            b"S\xe9",
            "text/html;charset=\"ISO-8859-1\"",
            ("windows-1252", "Sé"),
        );
        check(
            b"\x93\xfa\x96\x7b",
            "text/plain; charset=shift_jis",
            ("Shift_JIS", "日本"),
        );
    }

    #[test]
    fn then_what_the_page_says() {
        check(
            b"<!-- <meta charset=utf-8> --><META  content='text/html; charset=windows-1252' http-equiv=x>S\xe9",
            "text/html",
            (
                "windows-1252",
                "<!-- <meta charset=utf-8> --><META  content='text/html; charset=windows-1252' http-equiv=x>Sé",
            ),
        );
        check(
            b"<meta name=viewport><meta charset = 'shift_jis'/>\x93\xfa",
            "",
            (
                "Shift_JIS",
                "<meta name=viewport><meta charset = 'shift_jis'/>日",
            ),
        );
        check(
            b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>",
            "application/rss+xml",
            (
                "windows-1252",
                "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>",
            ),
        );
        check(
            b"<meta charset=utf-16>S\xc3\xa9",
            "",
            ("UTF-8", "<meta charset=utf-16>Sé"),
        );
    }

    #[test]
    fn then_its_looks() {
        check(
            "{\"a\":\"é\"}".as_bytes(),
            "application/json",
            ("UTF-8", "{\"a\":\"é\"}"),
        );
        check(
            b"Stra\xdfe, Pr\xfcfung und S\xe9curit\xe9",
            "",
            ("windows-1252", "Straße, Prüfung und Sécurité"),
        );
        check(b"", "", ("UTF-8", ""));
    }

    #[test]
    fn what_is_doubtful_is_told() {
        let wrong = doubts(
            "<meta charset=utf-8>é".as_bytes(),
            "text/html; charset=iso-8859-1",
            "the server says it is in windows-1252, and the page says UTF-8",
        );
        assert_eq!(wrong, "<meta charset=utf-8>Ã©");
        doubts(
            b"a\xff",
            "text/html; charset=utf-8",
            "some bytes are no text in UTF-8",
        );
        doubts(b"a", "text/html; charset=klingon", "not known");
    }
}
