//! A file that is not there yet, made of what somebody typed. Whether it is right is for the checks to say, once it is written.

use std::collections::BTreeMap;

use toml_edit::Value;

use super::values::quoted;

/// An activity to be, with one offering at most: what was typed, by key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// The keys of the activity.
    pub activity: BTreeMap<&'static str, String>,
    /// The keys of its offering; empty for an activity without one.
    pub offering: BTreeMap<&'static str, String>,
}

impl Draft {
    /// The draft as TOML, in no particular form.
    pub fn text(&self) -> String {
        let mut text = String::new();
        lines(&self.activity, &mut text);
        if !self.offering.is_empty() {
            text.push_str("\n[[offering]]\n");
            lines(&self.offering, &mut text);
        }
        text
    }
}

fn lines(values: &BTreeMap<&'static str, String>, out: &mut String) {
    for (key, typed) in values {
        out.extend([*key, " = ", &literal(key, typed.trim()), "\n"]);
    }
}

/// What was typed as TOML has it: numbers and days bare, lists in brackets, all else a text.
fn literal(key: &str, typed: &str) -> String {
    match key {
        "topics" | "passes" | "requires" => list(typed),
        "cost" => match two_prices(typed) {
            Some([one, other]) => format!("[{}, {}]", quoted(one), quoted(other)),
            None => quoted(typed),
        },
        "credits" | "hours" | "days" | "checked" | "opens" | "starts" | "ends" | "expires" => {
            match typed.parse() {
                Ok(Value::Integer(_) | Value::Float(_) | Value::Datetime(_)) => typed.to_owned(),
                _ => quoted(typed),
            }
        }
        _ => quoted(typed),
    }
}

/// Two prices with a comma between them; a comma may part thousands, too, but every price names what it is in.
fn two_prices(typed: &str) -> Option<[&str; 2]> {
    let (one, other) = typed.rsplit_once(',')?;
    let is_price = |text: &str| text.contains(char::is_alphabetic);
    (is_price(one) && is_price(other)).then_some([one.trim(), other.trim()])
}

fn list(typed: &str) -> String {
    let items = typed
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    format!("[{}]", items.map(quoted).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, typed: &str, expected: &str) {
        assert_eq!(literal(key, typed), expected);
    }

    #[test]
    fn what_is_typed_becomes_toml() {
        check("title", "A \"B\"", r#""A \"B\"""#);
        check("credits", "2.5", "2.5");
        check("credits", "many # of them", "\"many # of them\"");
        check("checked", "2026-07-22", "2026-07-22");
        check("expires", "never", "\"never\"");
        check("version", "2.0", "\"2.0\"");
        check("topics", "ai, security,", r#"["ai", "security"]"#);
        check("cost", "3995 USD, 43 CLC", r#"["3995 USD", "43 CLC"]"#);
        check("cost", "3,995 USD", "\"3,995 USD\"");
        check("cost", "USD 3,995", "\"USD 3,995\"");
        check("cost", "3,995 USD,43 CLC", r#"["3,995 USD", "43 CLC"]"#);
    }

    #[test]
    fn an_offering_is_there_when_anything_is_said_of_it() {
        let mut draft = Draft::default();
        draft.activity.insert("title", "A".to_owned());
        assert_eq!(draft.text(), "title = \"A\"\n");
        draft.offering.insert("cost", "free".to_owned());
        assert_eq!(
            draft.text(),
            "title = \"A\"\n\n[[offering]]\ncost = \"free\"\n"
        );
    }
}
