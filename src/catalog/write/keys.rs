//! The order of the keys, as the tables of `docs/catalog-format.md` have it. A key that is none follows those that are.

use super::FileKind;

const ACTIVITY: &[&str] = &[
    "id", "title", "type", "course", "version", "credits", "hours", "days", "topics", "category",
    "requires", "exam", "refs", "note", "undated", "source", "checked",
];
const OFFERING: &[&str] = &[
    "id",
    "provider",
    "format",
    "cost",
    "passes",
    "hours",
    "days",
    "opens",
    "starts",
    "ends",
    "expires",
    "url",
    "note",
    "undated",
    "source",
    "checked",
    "withdrawn",
];
const EXCEPTION: &[&str] = &["code", "with", "reason"];
const EXAM: &[&str] = &[
    "id",
    "code",
    "name",
    "class",
    "fee",
    "minutes",
    "certifications",
    "formerly",
    "last_day",
    "successor",
    "withdrawn",
    "fee_source",
    "fee_checked",
    "note",
    "undated",
    "source",
    "checked",
];
const CERTIFICATION: &[&str] = &[
    "id", "name", "level", "any_of", "aliases", "retired", "note", "undated", "source", "checked",
];
const PASS: &[&str] = &[
    "id", "title", "provider", "cost", "days", "vouchers", "url", "note", "undated", "source",
    "checked",
];
const PROVIDERS: &[&str] = &["evidence_hosts"];
const PROVIDER: &[&str] = &[
    "id", "name", "url", "hosts", "note", "undated", "source", "checked",
];
const PROGRAM: &[&str] = &[
    "id",
    "name",
    "unit",
    "url",
    "after_expiry",
    "renews_from_completion",
    "currency",
    "topics",
    "note",
    "undated",
    "source",
    "checked",
];
const FRESHNESS: &[&str] = &["offer", "offering", "price", "rule", "note"];
const ESTIMATES: &[&str] = &[
    "hours_per_credit",
    "hours_per_day",
    "note",
    "undated",
    "source",
    "checked",
];
const EXAM_CLASS: &[&str] = &[
    "id",
    "name",
    "hours",
    "hours_source",
    "hours_checked",
    "includes",
    "note",
];
const CATEGORY: &[&str] = &["id", "name", "includes", "note"];
const LEVEL: &[&str] = &[
    "id",
    "name",
    "rank",
    "covers",
    "years",
    "takes_credits",
    "note",
    "undated",
    "source",
    "checked",
];
const ROUTE: &[&str] = &[
    "id",
    "credits",
    "exams",
    "confidence",
    "note",
    "undated",
    "source",
    "checked",
];
const RULE: &[&str] = &[
    "category",
    "most",
    "most_percent",
    "least",
    "yearly",
    "note",
    "undated",
    "source",
    "checked",
];
const CLAIM_STEP: &[&str] = &[
    "text",
    "needed",
    "needs",
    "note",
    "undated",
    "source",
    "checked",
    "superseded",
];
const SUPERSEDED: &[&str] = &[
    "on", "types", "reason", "note", "undated", "source", "checked",
];
const WAIT: &[&str] = &["days", "note", "undated", "source", "checked"];
const REMINDERS: &[&str] = &["years", "days", "note", "undated", "source", "checked"];
const FEE: &[&str] = &[
    "amount", "members", "per", "note", "undated", "source", "checked",
];
const ADVICE: &[&str] = &["yearly", "note", "undated", "source", "checked"];

/// The order of the keys of a table, by the path of its header; the root's path is empty.
pub(super) fn order(kind: FileKind, path: &[&str]) -> &'static [&'static str] {
    match (kind, path) {
        (FileKind::Activity, []) => ACTIVITY,
        (FileKind::Activity, ["offering"]) => OFFERING,
        (FileKind::Activity, ["exception"]) => EXCEPTION,
        (FileKind::Certifications, ["certification"]) => CERTIFICATION,
        (FileKind::Exams, ["exam"]) => EXAM,
        (FileKind::Passes, ["pass"]) => PASS,
        (FileKind::Providers, []) => PROVIDERS,
        (FileKind::Providers, ["provider"]) => PROVIDER,
        (FileKind::Program, []) => PROGRAM,
        (FileKind::Program, ["freshness"]) => FRESHNESS,
        (FileKind::Program, ["estimates"]) => ESTIMATES,
        (FileKind::Program, ["exam_class"]) => EXAM_CLASS,
        (FileKind::Program, ["category"]) => CATEGORY,
        (FileKind::Program, ["level"]) => LEVEL,
        (FileKind::Program, ["level", "route"]) => ROUTE,
        (FileKind::Program, ["level", "rule"]) => RULE,
        (FileKind::Program, ["level", "fee"]) => FEE,
        (FileKind::Program, ["level", "advice"]) => ADVICE,
        (FileKind::Program, ["claim_step"]) => CLAIM_STEP,
        (FileKind::Program, ["claim_step", "superseded"]) => SUPERSEDED,
        (FileKind::Program, ["claim_within" | "exam_again_after"]) => WAIT,
        (FileKind::Program, ["reminders"]) => REMINDERS,
        _ => within(path.last().copied().unwrap_or_default()),
    }
}

/// The order of the keys of a table that is the value of a key. Counts, as in `exams`, stand as they were written.
pub(super) fn within(key: &str) -> &'static [&'static str] {
    match key {
        "withdrawn" | "retired" => &["on", "reason", "successor"],
        "aliases" => &["name", "until"],
        _ => &[],
    }
}

/// The place of a key in an order.
pub(super) fn rank(order: &[&str], key: &str) -> usize {
    order
        .iter()
        .position(|known| *known == key)
        .unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of the table that follows `heading` in the manual, in its order.
    fn told(heading: &str) -> Vec<&'static str> {
        let manual = include_str!("../../../docs/catalog-format.md");
        let at = manual.find(heading).unwrap();
        let rows = manual[at..]
            .lines()
            .skip_while(|line| !line.starts_with("| ---"))
            .skip(1);
        let rows = rows.take_while(|line| line.starts_with('|'));
        rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
            .collect()
    }

    #[track_caller]
    fn check(heading: &str, order: &[&str]) {
        let told = told(heading);
        let known = order.iter().copied().filter(|key| told.contains(key));
        assert_eq!(known.collect::<Vec<_>>(), told, "{heading}");
    }

    #[test]
    fn keys_stand_as_the_manual_has_them() {
        check("## Activities:", ACTIVITY);
        check("Then one `[[offering]]`", OFFERING);
        check("an `[[exception]]` says so", EXCEPTION);
        check("## Exams:", EXAM);
        check("## Certifications:", CERTIFICATION);
        check("## Passes:", PASS);
        check("Then `[[provider]]`:", PROVIDER);
        check("At the top, without a heading", PROGRAM);
        check("`[freshness]` says", FRESHNESS);
        check("`[estimates]` serves", ESTIMATES);
        check("`[[exam_class]]`:", EXAM_CLASS);
        check("`[[category]]`:", CATEGORY);
        check("`[[level]]`, lowest", LEVEL);
        check("`[[level.route]]`, under", ROUTE);
        check("`[[level.rule]]`, under", RULE);
        check("`[level.fee]`, under", FEE);
        check("`[level.advice]`, under", ADVICE);
        check("`[[claim_step]]`:", CLAIM_STEP);
        check("`[claim_step.superseded]`,", SUPERSEDED);
        check("`[claim_within]` and `[exam_again_after]`", WAIT);
        check("`[reminders]` says", REMINDERS);
    }
}
