//! What each type of value must look like. One value in, one value of the model or one fault out; no keys, no tables.

pub(crate) mod day;
mod meant;
pub(crate) mod number;
pub(crate) mod price;
pub(crate) mod text;

use std::ops::Range;

use toml::{Spanned, de::DeValue};

use crate::diagnostic::{Code, Diagnostic, shown};

/// A value with its place.
pub(crate) type Value<'t> = &'t Spanned<DeValue<'t>>;

/// What is wrong with a value. The key it belongs to and the place are added by [`super::fields`].
#[derive(Debug)]
pub(crate) struct Fault {
    code: Code,
    /// What follows the key in the message: "is no price".
    what: String,
    label: String,
    help: Option<String>,
    mend: Option<String>,
    /// Where it is, when that is only a part of the value. Boxed, because a fault is handed on through many results and rarely has one.
    place: Option<Box<Range<usize>>>,
}

impl Fault {
    /// A fault whose message is the key and then `what`.
    pub(crate) fn new(code: Code, what: impl Into<String>) -> Self {
        Self {
            code,
            what: what.into(),
            label: String::new(),
            help: None,
            mend: None,
            place: None,
        }
    }

    /// The same, with something to say at the place.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with a way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with the one text that puts it right as the way out.
    pub(crate) fn write(self, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut fault = self.help(format!("Write `{}`.", shown(&text)));
        fault.mend = Some(text);
        fault
    }

    /// The same, of a part of the value.
    pub(crate) fn within(mut self, part: Value<'_>) -> Self {
        self.place = Some(Box::new(part.span()));
        self
    }

    /// The finding it is once key and place are known.
    pub(crate) fn into_diagnostic(self, key: &str, file: usize, span: Range<usize>) -> Diagnostic {
        let finding = Diagnostic::error(self.code, format!("`{key}` {}", self.what));
        let mut finding = finding.at(file, self.place.map_or(span, |place| *place), self.label);
        finding.help = self.help;
        finding.mend = self.mend;
        finding
    }
}

/// The fault of a value that is of another type than `wanted`.
pub(crate) fn wrong_type(value: Value<'_>, wanted: &str) -> Fault {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Fault::new(Code::WrongType, format!("must be {wanted}")).label(format!("this is {found}"))
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use toml::de::DeTable;

    /// Reads `a = <written>` and gives the value, or the fault's code, label and help.
    pub(crate) fn outcome<T>(
        written: &str,
        read: impl Fn(Value<'_>) -> Result<T, Fault>,
    ) -> Result<T, (Code, String)> {
        let text = format!("a = {written}");
        let table = DeTable::parse(&text).unwrap();
        read(table.get_ref().get("a").unwrap()).map_err(|fault| {
            let said = [Some(fault.label), fault.help];
            let said: Vec<_> = said
                .into_iter()
                .flatten()
                .filter(|s| !s.is_empty())
                .collect();
            (fault.code, said.join(" | "))
        })
    }
}
