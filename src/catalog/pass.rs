//! `passes.toml` and `providers.toml`: subscriptions, and those who sell and teach.

use super::{
    class,
    entry::{Entry, Kind},
    evidence::{MOST_DAYS, evidence},
    fields::Fields,
    values::{number, price, text},
};
use crate::model::{Cost, Id, Pass, Provider};

/// What stands for any exam where a class would stand for some.
const ANY_EXAM: &str = "exam";

/// Reads one `[[pass]]`.
pub(super) fn read_pass(fields: Fields<'_>) -> Entry<'_, Pass> {
    fields.read(pass)
}

/// Reads one `[[provider]]`.
pub(super) fn read_provider(fields: Fields<'_>) -> Entry<'_, Provider> {
    fields.read(provider)
}

fn pass(fields: &mut Fields<'_>) -> Option<Pass> {
    let id = fields.id(Kind::Pass);
    let title = fields.required("title", text::plain);
    let provider = fields.required_ref(Kind::Provider, "provider");
    let cost = fields
        .optional("cost", price::cost)
        .unwrap_or(Cost::Unknown);
    let days = fields.optional("days", |value| number::whole(value, 1..=MOST_DAYS));
    let vouchers = vouchers(fields);
    let url = fields.optional("url", text::address);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    Some(Pass {
        id: id?,
        title: title?,
        provider: provider?,
        cost,
        days,
        vouchers,
        url,
        note,
        evidence: evidence?,
    })
}

/// The exams it pays for, in the order they are written.
fn vouchers(fields: &mut Fields<'_>) -> Vec<(Option<Id>, u32)> {
    let mut written = fields.pairs("vouchers");
    written.sort_by_key(|(what, _)| what.span().start);
    let mut vouchers = Vec::with_capacity(written.len());
    for (what, count) in written {
        let name = what.get_ref().as_ref();
        let count = fields.judge(name, count, |value| {
            number::whole(value, 1..=class::MOST_EXAMS)
        });
        let what = if name == ANY_EXAM {
            Some(None)
        } else {
            class::named(fields, what).map(Some)
        };
        vouchers.extend(what.zip(count));
    }
    vouchers
}

fn provider(fields: &mut Fields<'_>) -> Option<Provider> {
    let id = fields.id(Kind::Provider);
    let name = fields.required("name", text::plain);
    let url = fields.optional("url", text::address);
    for host in fields.items("hosts") {
        fields.declare(Kind::Host, Some(host));
    }
    let hosts = fields.required_list("hosts", text::host);
    let evidence = evidence(fields);
    Some(Provider {
        id: id?,
        name: name?,
        url,
        hosts,
        evidence: evidence?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::fields::testing::outcome, diagnostic::Code};

    #[track_caller]
    fn check(vouchers: &str, expected: Result<&[(Option<&str>, u32)], Code>) {
        let text = format!(
            "id = 'a'\ntitle = 'A'\nprovider = 'b'\n{vouchers}\nsource = 'https://a.b'\nchecked = 2026-01-01\n"
        );
        let read = outcome(&text, pass).map_err(|found| found.first().unwrap().0);
        let expected = expected.map(|expected| {
            let voucher = |(class, count): &(Option<&str>, u32)| {
                (class.map(|class| Id::new(class).unwrap()), *count)
            };
            expected.iter().map(voucher).collect::<Vec<_>>()
        });
        assert_eq!(read.map(|pass| pass.vouchers), expected, "{vouchers}");
    }

    #[test]
    fn vouchers_are_for_any_exam_or_for_a_class() {
        check("", Ok(&[]));
        let both = "vouchers = { exam = 2, core = 1 }";
        check(both, Ok(&[(None, 2), (Some("core"), 1)]));
        let turned = "vouchers = { core = 1, exam = 2 }";
        check(turned, Ok(&[(Some("core"), 1), (None, 2)]));
        check("vouchers = { core = 0 }", Err(Code::BadNumber));
        check("vouchers = { exam = 21 }", Err(Code::BadNumber));
        check("vouchers = { Core = 1 }", Err(Code::BadId));
        check("vouchers = ['core']", Err(Code::WrongType));
    }
}
