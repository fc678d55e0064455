//! Numbers nobody means and wishes that contradict each other: each gets one sentence that says what is wrong and what to do.

use crate::{
    finder::{Said, finder},
    folder::Folder,
};

const SOCIETY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/society");

fn society(flags: &str) -> Said {
    finder()
        .catalog(SOCIETY)
        .args(&format!("plan --cert css {flags}"))
}

/// It is told as a mistake, with what to do.
#[track_caller]
fn wrong(flags: &str, says: &str) {
    let said = society(flags);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{flags}");
    let is_told = said.stderr.contains(says) && said.stderr.contains("\nhint: ");
    assert!(is_told, "{flags}: {}", said.stderr);
    assert_eq!(said.stderr.matches("error: ").count(), 1, "{}", said.stderr);
}

/// It is a question like any other.
#[track_caller]
fn right(flags: &str, code: u8, says: &str) {
    let said = society(flags);
    assert_eq!(said.code, code, "{flags}: {}", said.stderr);
    assert!(said.stdout.contains(says), "{flags}: {}", said.stdout);
}

#[test]
fn numbers_beyond_all_measure_are_refused_by_their_flag() {
    const HUGE: &str = "99999999999999999999";
    for (flag, most) in [
        ("--have", "100000"),
        ("--budget", "EUR 10000000000.00"),
        ("--max-hours", "100000"),
        ("--hours-per-week", "168"),
        ("--clc", "1000000"),
        ("--alternatives", "50"),
    ] {
        wrong(
            &format!("{flag} {HUGE}"),
            &format!("`{flag} {HUGE}`: it is too large: {most} is the most"),
        );
        wrong(&format!("{flag} 1e12"), "it is not a plain number");
        wrong(&format!("{flag} -1"), "it cannot be negative");
    }
    wrong("--alternatives 1000000000", "at most 50");
    for rate in ["0", "-1", HUGE] {
        wrong(&format!("--rate GBP={rate}"), &format!("GBP={rate}`"));
    }
    for price in ["92233720368547758.07", HUGE] {
        wrong(&format!("--price article={price}"), "it is too large");
    }
    wrong(&format!("--hours article={HUGE}"), "it is too large");
    let says = "`--expires 2526-01-01`: no certification lasts so long: ";
    wrong("--expires 2526-01-01", says);
}

#[test]
fn the_largest_numbers_there_are_overflow_nothing() {
    for flags in [
        "--clc 1000000 --hours-per-week 168",
        "--hours article=100000 --hours-per-week 0.25",
        "--have 99999",
    ] {
        let said = society(flags);
        assert!(said.code < 2, "{flags}: {}", said.stderr);
    }
}

#[test]
fn limits_that_contradict_each_other_are_named() {
    wrong(
        "--only article --exclude article",
        "`--exclude` takes away all that `--only` leaves",
    );
    right(
        "--budget 0.01 --max-hours 0.25",
        1,
        "without `--budget` and `--max-hours` it can be done",
    );
    // She never has a day to study.
    right(
        "--expires 2027-11-22 --busy 2026-11-22..2030-01-01",
        1,
        "Without `--busy`",
    );
}

#[test]
fn nothing_is_planned_for_who_has_all_or_comes_too_late() {
    right("--expires 2026-11-22", 1, "expires today");
    right("--expires 2026-11-21", 1, "1 day ago");
}

/// What stands in a file that asks for what cannot be: told by `check`, and in the way of no plan.
#[test]
fn what_requires_itself_is_told_and_is_in_the_way_of_no_plan() {
    let folder = Folder::new();
    let read = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01";
    let activity = |name: &str, keys: &str, cost: &str| {
        let text = format!(
            "title = '{name}'\ntype = 'course'\n{keys}\n{read}\n[[offering]]\nprovider = 'cisco-u'\n\
             format = 'self-paced'\nurl = 'https://u.cisco.com/{name}'\n{cost}\n{read}\n"
        );
        folder.put(
            &format!("catalog/cisco/activities/{name}.toml"),
            text.as_bytes(),
        );
    };
    let free = "cost = 'free'";
    activity("own", "credits = 70\nrequires = ['own']", free);
    activity("chicken", "credits = 70\nrequires = ['egg']", free);
    activity("egg", "credits = 70\nrequires = ['chicken']", free);
    activity("nothing", "credits = 0", free);
    activity("dear", "credits = 70", "cost = '92233720368547758.07 USD'");
    activity("backwards", "credits = 70\nhours = -4", free);
    activity("sound", "credits = 80", "cost = '12 USD'");
    let catalog = folder.typed("catalog");
    let check = finder().built_in().run(&["check", &catalog]);
    assert_eq!(check.code, 1);
    for says in [
        "`own` requires itself",
        "`chicken` requires `egg`, which requires `chicken`",
        "`cost` is no price",
    ] {
        assert!(check.stdout.contains(says), "{says}: {}", check.stdout);
    }
    let plan = finder()
        .catalog(&catalog)
        .args("plan --cert ccnp --only nothing,sound");
    assert_eq!(plan.code, 0, "{}{}", plan.stdout, plan.stderr);
    assert!(
        plan.stdout.contains("for USD 12.00: 1 activity"),
        "{}",
        plan.stdout
    );
}

/// What is called alike in great number is named one by one.
#[test]
fn many_things_of_one_name_are_asked_about_one_by_one() {
    let folder = Folder::new();
    let read = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01";
    let offering = |place: usize| {
        format!(
            "[[offering]]\nid = 'o{place}'\nprovider = 'cisco-u'\nformat = 'self-paced'\n\
             url = 'https://u.cisco.com/{place}'\ncost = '{place} USD'\n{read}\n"
        )
    };
    let offerings: String = (1..=101).map(offering).collect();
    let text = |keys: &str, offerings: &str| {
        format!(
            "title = 'Sand'\ntype = 'course'\ncourse = 'SAND'\ncredits = 70\n{keys}\n{read}\n{offerings}"
        )
    };
    let put = |name: &str, text: &str| {
        folder.put(
            &format!("catalog/cisco/activities/{name}.toml"),
            text.as_bytes(),
        );
    };
    put("sandy", &text("", &offerings));
    let catalog = folder.typed("catalog");
    let run = |args: &str| finder().catalog(&catalog).args(args);
    let said = run("plan --cert ccnp --why-not sandy");
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    let says = "`--why-not sandy`: that makes 101 offerings to give a reason for, and at most 100 reasons are given";
    assert!(said.stderr.contains(says), "{}", said.stderr);
    let said = run("plan --cert ccnp --why-not sandy/o7");
    assert!(
        said.stdout.contains("(`sandy/o7`): the plan takes"),
        "{}",
        said.stdout
    );
    for version in 0..50 {
        let keys = format!("version = '{version}.0'");
        put(&format!("sand-{version}"), &text(&keys, &offering(1)));
    }
    let said = run("show SAND");
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    let says = "`show SAND`: 51 entries are called so, and at most 50 are shown at once";
    assert!(said.stderr.contains(says), "{}", said.stderr);
    let record = folder.typed("record.toml");
    let said = run(&format!(
        "log SAND --completed 2026-10-01 --record {record}"
    ));
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains(" and 11 more."), "{}", said.stderr);
    let said = run("plan --cert ccnp --price sandy/never=3");
    assert!(said.stderr.contains(" and 61 more."), "{}", said.stderr);
    let said = run("show sand-0");
    assert!(said.stdout.contains("- 30 more"), "{}", said.stdout);
}

/// Two things of as many hours as can be said take twice as long: no sum is cut at what one of them may take.
#[test]
fn hours_are_summed_beyond_what_one_thing_may_take() {
    let folder = Folder::new();
    let read = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01";
    for name in ["first", "second"] {
        let text = format!(
            "title = '{name}'\ntype = 'course'\ncredits = 40\nhours = 100000\n{read}\n[[offering]]\nprovider = 'cisco-u'\n\
             format = 'self-paced'\nurl = 'https://u.cisco.com/x'\ncost = 'free'\n{read}\n"
        );
        folder.put(
            &format!("catalog/cisco/activities/{name}.toml"),
            text.as_bytes(),
        );
    }
    let catalog = folder.typed("catalog");
    let run = |flags: &str| {
        let args = format!("plan --cert ccnp --only first,second --route credits-only {flags}");
        finder().catalog(&catalog).args(&args)
    };
    let said = run("");
    assert_eq!(said.code, 0, "{}", said.stdout);
    assert!(said.stdout.contains("200000 hours"), "{}", said.stdout);
    // At 168 hours a week that is 1,191 weeks. The deadline leaves time for one of them.
    let said = run("--hours-per-week 168 --expires 2040-01-01");
    assert_eq!(said.code, 1, "{}", said.stdout);
    let said = run("--hours-per-week 168 --expires 2050-01-01");
    assert_eq!(said.code, 0, "{}", said.stdout);
}
