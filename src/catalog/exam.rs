//! `exams.toml`: an exam.

use super::{
    entry::{Entry, Kind},
    evidence::{dated, evidence, withdrawal},
    fields::Fields,
    values::{day, number, price, text},
};
use crate::model::{Cost, Evidence, Exam};

/// The longest sitting in minutes: a week.
const LONGEST: u32 = 7 * 24 * 60;

/// Reads one `[[exam]]`.
pub(super) fn read(fields: Fields<'_>) -> Entry<'_, Exam> {
    fields.read(exam)
}

fn exam(fields: &mut Fields<'_>) -> Option<Exam> {
    let id = fields.id(Kind::Exam);
    let code = fields.optional("code", text::plain);
    let name = fields.required("name", text::plain);
    let class = fields.required_ref(Kind::Class, "class");
    let fee = fields.optional("fee", price::cost).unwrap_or(Cost::Unknown);
    let fee_evidence = fee_evidence(fields);
    let minutes = fields.optional("minutes", |value| number::whole(value, 1..=LONGEST));
    let certifications = fields.refs(Kind::Certification, "certifications");
    let formerly = fields.optional("formerly", text::plain);
    let last_day = fields.optional("last_day", day::day);
    let successor = fields.optional_ref(Kind::Exam, "successor");
    let withdrawn = withdrawal(fields, None);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    Some(Exam {
        id: id?,
        code,
        name: name?,
        class: class?,
        fee,
        fee_evidence,
        minutes,
        certifications,
        formerly,
        last_day,
        successor,
        withdrawn,
        note,
        evidence: evidence?,
    })
}

/// Where the fee was read, when not where the rest was: both keys or none.
fn fee_evidence(fields: &mut Fields<'_>) -> Option<Evidence> {
    let (source, checked) = ("fee_source", "fee_checked");
    if fields.has(source) || fields.has(checked) {
        return dated(fields, source, checked);
    }
    fields.expect(&[source, checked]);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::fields::testing::outcome, diagnostic::Code};

    const EXAM: &str = "id = '350-401'\nname = 'ENCOR'\nclass = 'core'\nsource = 'https://a.b'\nchecked = 2026-01-01\n";

    #[test]
    fn what_is_left_out_stays_unknown() {
        let exam = outcome(EXAM, exam).unwrap();
        assert_eq!(exam.fee, Cost::Unknown);
        assert_eq!(exam.fee_evidence(), &exam.evidence);
        assert!(!exam.evidence.undated);
    }

    #[test]
    fn a_fee_has_both_source_and_day_or_neither() {
        let told = "fee_source = 'https://c.d'\nfee_checked = 2025-01-01\n";
        let read = outcome(&format!("{EXAM}{told}"), exam).unwrap();
        assert_eq!(read.fee_evidence().source, "https://c.d");
        let half = outcome(&format!("{EXAM}fee_checked = 2025-01-01\n"), exam);
        assert_eq!(half.unwrap_err(), [(Code::MissingKey, 1)]);
    }

    #[test]
    fn an_exam_names_its_successor_beside_and_not_within() {
        let within = "withdrawn = { on = 2026-01-01, reason = 'Gone.', successor = 'a' }";
        let read = outcome(&format!("{EXAM}{within}\n"), exam);
        assert_eq!(read.unwrap_err(), [(Code::UnknownKey, 6)]);
    }
}
