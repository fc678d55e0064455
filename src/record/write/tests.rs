//! What is written is what was meant, and what she wrote stays.

use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    diagnostic::Sources,
    model::{Busy, Catalog, Clc, Credits, Date, Minutes, Rate},
    record::{ClaimState, Purse, Subject, read},
};

fn record(text: &str) -> Record {
    let sources = Sources::new([("record.toml".to_owned(), text.as_bytes().to_vec())]);
    let (record, findings) = read(&sources, &Catalog::default());
    record.unwrap_or_else(|| panic!("{findings:?} in\n{text}"))
}

fn day() -> impl Strategy<Value = Date> {
    (2000..2040_i32, 1..=366_u32).prop_map(|(year, of_year)| {
        Date::from_yo_opt(year, of_year).unwrap_or(Date::from_yo_opt(year, 1).unwrap())
    })
}

fn id() -> impl Strategy<Value = Id> {
    // A few words are none: Windows calls devices so.
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}".prop_filter_map("a device", |text| Id::new(&text).ok())
}

/// Words of hers: quotes, backslashes, other scripts, several lines, and what no terminal should see.
fn words() -> impl Strategy<Value = String> {
    "[ -~äλ中\u{1b}\u{202e}\n\"'\\\\#]{0,20}[a-z\"'\\\\]"
}

fn completion() -> impl Strategy<Value = Completion> {
    let subject = prop_oneof![
        (
            id(),
            option::of(id()),
            option::of(words()),
            0..=10_000_000_u32,
            option::of(id())
        )
            .prop_map(
                |(id, offering, course, credits, category)| Subject::Activity {
                    id,
                    offering,
                    version: course.clone(),
                    course,
                    credits: Credits::from_hundredths(credits).unwrap(),
                    category,
                }
            ),
        (id(), id()).prop_map(|(id, class)| Subject::Exam { id, class }),
    ];
    let own = (
        option::of(words()),
        option::of(words()),
        option::of(words()),
    );
    let state = prop::sample::select(ClaimState::ALL.to_vec());
    (
        subject,
        id(),
        words(),
        (day(), 0..400_u64, any::<bool>()),
        state,
        own,
    )
        .prop_map(
            |(subject, program, title, (from, days, told), state, own)| Completion {
                subject,
                program,
                title,
                started: told.then_some(from),
                completed: from + chrono::Days::new(days),
                state,
                certificate: own.0,
                evidence: own.1,
                note: own.2,
            },
        )
}

fn held() -> impl Strategy<Value = Held> {
    (id(), day(), 1..2000_u64, any::<bool>(), option::of(words())).prop_map(
        |(id, from, days, told, note)| Held {
            id,
            earned: told.then_some(from),
            expires: Some(from + chrono::Days::new(days)),
            note,
        },
    )
}

fn defaults() -> impl Strategy<Value = Defaults> {
    let currencies = ["EUR", "GBP", "JPY"].map(|code| code.parse().unwrap());
    let currency = option::of(prop::sample::select(currencies.to_vec()));
    let rates = vec(option::of(1..2_000_000_u32), currencies.len());
    let spells = vec((day(), 0..20_u64), 0..3);
    (
        currency,
        rates,
        option::of(1..100_u32),
        spells,
        option::of((0..50_u32, option::of(day()))),
    )
        .prop_map(move |(currency, rates, hours, spells, purse)| {
            let rates = currencies
                .iter()
                .zip(rates)
                .filter(|(code, _)| Some(**code) != currency);
            let rates = rates.filter_map(|(code, millionths)| {
                let digits = format!("{}.{:06}", millionths? / 1_000_000, millionths? % 1_000_000);
                Some((*code, Rate::parse(&digits).unwrap()))
            });
            let spells = spells.into_iter();
            Defaults {
                currency,
                rates: rates.collect(),
                hours_per_week: hours.map(|hours| Minutes::new(hours * 30).unwrap()),
                busy: Busy::new(spells.map(|(from, days)| (from, from + chrono::Days::new(days)))),
                passes: Vec::new(),
                purse: purse.map(|(clc, until)| Purse {
                    clc: Clc(clc),
                    until,
                }),
            }
        })
}

/// A file of hers with a comment in every place that can have one.
const HERS: &str = "\
# mine
taken = [ # before
    'sise-3-0',   # long ago
]
format  =  1 # as is

[[completion]] # the first
activity = 'encor' # ENCOR!
program = \"cisco\"
title = 'Cores'
credits = 64.0   # many
# in the midst
completed = 2026-10-02
state = 'pending' # soon

[defaults]   # reckon
clc = 0x28
rates.USD = '0.92'
# the end
";

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.find('#').map(|at| &line[at..]))
        .collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        completions in vec(completion(), 0..4),
        amended in completion(),
        certifications in vec(held(), 0..2),
        taken in vec(id(), 0..3),
        crlf in any::<bool>(),
    ) {
        let start = if crlf { HERS.replace("0x28", "40").replace('\n', "\r\n") } else { HERS.replace("0x28", "40") };
        let mut document = Document::parse(&start).unwrap();
        let mut expected = record(&start);
        for completion in &completions {
            document.add_completion(completion);
            expected.completions.push(completion.clone());
        }
        let mut amended = amended;
        let last = expected.completions.last_mut().unwrap();
        // What it is of never changes.
        if std::mem::discriminant(&last.subject) != std::mem::discriminant(&amended.subject) {
            amended.subject = last.subject.clone();
        }
        document.amend_completion(completions.len(), &amended);
        last.clone_from(&amended);
        for held in certifications.iter().take(1) {
            document.add_certification(held);
            expected.certifications.push(held.clone());
        }
        document.add_taken(&taken);
        for id in taken {
            if !expected.taken.contains(&id) {
                expected.taken.push(id);
            }
        }
        let text = document.text();
        let unix = text.replace("\r\n", "\n");
        prop_assert_eq!(record(&unix), expected);
        prop_assert!(!crlf || !text.replace("\r\n", "").contains('\n'), "{}", text);
        // Nothing is written that stands there.
        let mut again = Document::parse(&text).unwrap();
        again.amend_completion(completions.len(), &amended);
        if !crlf {
            prop_assert_eq!(again.text(), text.clone());
        }
        if !completions.is_empty() {
            let kept = comments(&start);
            prop_assert!(kept.iter().all(|comment| text.contains(comment)), "{}", text);
        }
    }
}

proptest! {
    #[test]
    fn defaults_that_are_written_are_read_back(first in defaults(), second in defaults()) {
        let hers = HERS.replace("0x28", "40");
        for start in [hers.as_str(), NEW] {
            let mut document = Document::parse(start).unwrap();
            for defaults in [&first, &second] {
                document.set_defaults(defaults);
                let text = document.text();
                prop_assert_eq!(&record(&text).defaults, defaults, "{}", text);
                let mut again = Document::parse(&text).unwrap();
                again.set_defaults(defaults);
                prop_assert_eq!(again.text(), text);
            }
        }
    }
}

#[test]
fn only_what_differs_is_written_anew() {
    let text = HERS.replace("0x28", "40");
    let mut document = Document::parse(&text).unwrap();
    let before = record(&text);
    let mut completion = before.completions[0].clone();
    document.amend_completion(0, &completion);
    document.set_defaults(&before.defaults);
    assert_eq!(document.text(), text);
    completion.state = ClaimState::Earned;
    completion.certificate = Some("X-123".to_owned());
    document.amend_completion(0, &completion);
    document.set_defaults(&Defaults {
        purse: Some(Purse {
            clc: Clc(3),
            until: Date::from_ymd_opt(2027, 3, 1),
        }),
        ..before.defaults
    });
    let expected = text
        .replace(
            "'pending' # soon\n",
            "\"earned\" # soon\ncertificate = \"X-123\"\n",
        )
        .replace("clc = 40\n", "clc = 3\n")
        .replace("# the end\n", "clc_until = 2027-03-01\n# the end\n");
    assert_eq!(document.text(), expected);
}

#[test]
fn a_new_entry_goes_below_all_else() {
    let mut document = Document::default();
    let pass = HeldPass {
        id: Id::new("p").unwrap(),
        until: None,
    };
    document.add_pass(&pass);
    assert_eq!(document.text(), format!("{NEW}\n[[pass]]\nid = \"p\"\n"));
    let mut inline = Document::parse("pass = [\n  { id = 'a' }, # one\n]\n# end").unwrap();
    inline.add_pass(&pass);
    let expected = "pass = [\n  { id = 'a' },\n  { id = \"p\" }, # one\n]\n# end";
    assert_eq!(inline.text(), expected);
}

#[test]
fn an_older_form_becomes_the_newest() {
    let old =
        "#:schema x.json\n# mine\n[[completion]]\nactivity = 'a' # it\ncompleted = 2026-10-02\n";
    let mut document = Document::parse(old).unwrap();
    let completion = Completion {
        subject: Subject::Activity {
            id: Id::new("a").unwrap(),
            offering: None,
            course: None,
            version: None,
            credits: Credits::parse("2.5").unwrap(),
            category: None,
        },
        program: Id::new("cisco").unwrap(),
        title: "A".to_owned(),
        started: None,
        completed: Date::from_ymd_opt(2026, 10, 2).unwrap(),
        state: ClaimState::ToSubmit,
        certificate: None,
        evidence: None,
        note: None,
    };
    let whole = Record {
        completions: vec![completion],
        ..Record::default()
    };
    assert!(document.migrate(&whole));
    let text = "#:schema x.json\nformat = 1\n\n# mine\n[[completion]]\nactivity = 'a' # it\ncompleted = 2026-10-02\nprogram = \"cisco\"\ntitle = \"A\"\ncredits = 2.5\nstate = \"to-submit\"\n";
    assert_eq!(document.text(), text);
    assert!(!document.migrate(&whole));
    assert_eq!(record(text), whole);
    let mut numbered = Document::parse("format = 0 # old\n").unwrap();
    assert!(numbered.migrate(&Record::default()));
    assert_eq!(numbered.text(), "format = 1 # old\n");
}
