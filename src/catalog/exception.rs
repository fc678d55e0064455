//! `[[exception]]`: what an activity's file says against a suspicion. It is for the checker alone; no plan knows of it.

use std::ops::Range;

use super::{
    entry::{Entry, Kind},
    fields::Fields,
    values::{Fault, Value, text},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Id,
};

/// An excuse for one suspicion against one activity.
#[derive(Clone, Debug)]
pub(super) struct Exception {
    /// What it excuses.
    pub(super) code: Code,
    /// The other activity, where two are compared.
    pub(super) with: Option<Id>,
    /// The file it stands in.
    pub(super) file: usize,
    /// Its header.
    pub(super) span: Range<usize>,
}

/// Reads the exceptions of one activity. A faulty one excuses nothing, and is left out alone.
pub(super) fn read_all<'t>(fields: &mut Fields<'t>) -> Vec<Entry<'t, Exception>> {
    let tables = fields.tables("exception").into_iter();
    tables.map(|table| table.read(exception)).collect()
}

fn exception(fields: &mut Fields<'_>) -> Option<Exception> {
    let code = fields.required("code", suspicion);
    let with = match code {
        Some(Code::LookAlike) => fields.required_ref(Kind::Activity, "with"),
        _ => fields.optional_ref(Kind::Activity, "with"),
    };
    fields.required("reason", text::plain);
    if code != Some(Code::LookAlike) && with.is_some() {
        let finding = Diagnostic::error(Code::UnknownKey, "this exception is about one activity")
            .at(fields.file(), fields.span_of("with"), "no other is meant")
            .help("Leave `with` out.");
        fields.report(finding);
    }
    Some(Exception {
        code: code?,
        with,
        file: fields.file(),
        span: fields.header(),
    })
}

fn suspicion(value: Value<'_>) -> Result<Code, Fault> {
    let codes = Code::ALL.iter().filter(|code| code.is_suspicion());
    let words: Vec<_> = codes.map(|code| (code.name(), *code)).collect();
    text::word(value, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::fields::testing::outcome;

    #[track_caller]
    fn check(keys: &str, expected: &[Code]) {
        let found = outcome(keys, exception).err();
        let codes: Vec<Code> = found.into_iter().flatten().map(|(code, _)| code).collect();
        assert_eq!(codes, expected, "{keys}");
    }

    #[test]
    fn an_exception_says_what_it_excuses_and_why() {
        check("code = 'implausible-hours'\nreason = 'So it says.'", &[]);
        check("code = 'look-alike'\nwith = 'a'\nreason = 'Another.'", &[]);
        check("code = 'implausible-hours'", &[Code::MissingKey]);
        check("code = 'look-alike'\nreason = 'x'", &[Code::MissingKey]);
        check(
            "code = 'implausible-hours'\nwith = 'a'\nreason = 'x'",
            &[Code::UnknownKey],
        );
        check("code = 'syntax'\nreason = 'x'", &[Code::UnknownWord]);
    }
}
