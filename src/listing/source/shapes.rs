//! How the rows of each kind are found. A key of another kind is unknown here.

use super::{
    Kind, Shape,
    values::{css, path, pattern},
};
use crate::{
    diagnostic::Code,
    reading::{
        fields::Fields,
        values::{Fault, Value, text},
    },
};

pub(super) fn shape(fields: &mut Fields<'_>, kind: Kind) -> Option<Shape> {
    match kind {
        Kind::HtmlTable => {
            let container = fields.required("container", css);
            let header = fields.required("header", css);
            let rows = fields.required("rows", css);
            let skip = fields.optional("skip", css);
            Some(Shape::Table {
                container: container?,
                header: header?,
                rows: rows?,
                skip,
            })
        }
        Kind::HtmlItems => {
            let container = fields.required("container", css);
            let rows = fields.required("rows", css);
            let skip = fields.optional("skip", css);
            Some(Shape::Items {
                container: container?,
                rows: rows?,
                skip,
            })
        }
        Kind::Jsonld => {
            let types = fields.required_list("types", text::plain);
            (!types.is_empty()).then_some(Shape::Jsonld { types })
        }
        Kind::Json => {
            let container = fields.required("container", path);
            let rows = fields.required("rows", path);
            let ok = fields.table("ok", |table| {
                let path = table.required("path", path);
                let equals = table.required("equals", text::plain);
                Some((path?, equals?))
            });
            Some(Shape::Json {
                container: container?,
                rows: rows?,
                ok,
            })
        }
        Kind::Feed => Some(Shape::Feed),
        Kind::Ics => Some(Shape::Ics),
        Kind::Csv => {
            let delimiter = fields.optional("delimiter", delimiter).unwrap_or(b',');
            let skip = fields.optional("skip", pattern);
            Some(Shape::Csv { delimiter, skip })
        }
    }
}

fn delimiter(value: Value<'_>) -> Result<u8, Fault> {
    match text::string(value)?.as_bytes() {
        [byte] if byte.is_ascii_punctuation() || *byte == b'\t' => Ok(*byte),
        _ => Err(Fault::new(Code::BadText, "separates nothing")
            .label("one sign, such as `\";\"` or `\"\\t\"`")),
    }
}
