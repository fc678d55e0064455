//! `finder log defaults`: every default is written, read by the plan, changed, taken out, and taken back.

use super::{Holder, fs};
use crate::finder::finder;

/// Remembered, it stands in the file so; one step back, it does not.
#[track_caller]
fn check(args: &str, told: &str, written: &str) {
    let ada = Holder::new();
    ada.logged("taken basics");
    let before = ada.text();
    let said = ada.logged(args);
    assert!(said.contains(told), "{said}");
    assert_eq!(ada.text(), format!("{before}\n{written}\n"));
    ada.logged("--undo");
    assert_eq!(ada.text(), before);
    ada.logged("--undo");
    let again = ada.logged(args);
    assert_eq!(ada.text(), format!("{before}\n{written}\n"), "{again}");
}

#[test]
fn each_default_is_written_and_taken_back() {
    check(
        "defaults --currency EUR",
        "your plans reckon with prices in EUR",
        "[defaults]\ncurrency = \"EUR\"",
    );
    check(
        "defaults --rate GBP=1.27,EUR=1.1",
        "EUR at 1.1 and GBP at 1.27",
        "[defaults]\nrates = { EUR = \"1.1\", GBP = \"1.27\" }",
    );
    check(
        "defaults --hours-per-week 6.5",
        "6.5 hours a week",
        "[defaults]\nhours_per_week = 6.5",
    );
    check(
        "defaults --busy 2026-12-20..2027-01-03 --busy 2027-04-01..2027-04-02",
        "no study from 2026-12-20 to 2027-01-03 and no study from 2027-04-01 to 2027-04-02",
        "[defaults]\nbusy = [\"2026-12-20..2027-01-03\", \"2027-04-01..2027-04-02\"]",
    );
    check(
        "clc 40 --until 2027-03-01",
        "40 learning credits in your record, until 2027-03-01",
        "[defaults]\nclc = 40\nclc_until = 2027-03-01",
    );
    check(
        "pass guild-pass --until 2027-03-01",
        "`guild-pass` is in your record, until 2027-03-01",
        "[[pass]]\nid = \"guild-pass\"\nuntil = 2027-03-01",
    );
}

/// One who wrote her defaults by hand.
const HERS: &str = "format = 1
[defaults] # mine
currency = 'USD'
rates.GBP = 1.25 # of March
rates.EUR = '1.1'
hours_per_week = 5.0
busy = [
  '2026-12-20..2026-12-27', # Christmas
  '2027-02-01..2027-02-03',
]
clc = 3
";

#[track_caller]
fn changed(args: &str, from: &str, to: &str) {
    let ada = Holder::with(HERS);
    assert!(HERS.contains(from));
    ada.logged(args);
    assert_eq!(ada.text(), HERS.replace(from, to), "{args}");
}

#[test]
fn only_what_is_said_is_changed() {
    for same in [
        "--currency usd",
        "--rate GBP=1.25",
        "--hours-per-week 5",
        "--busy 2027-02-01..2027-02-03",
    ] {
        changed(&format!("defaults {same}"), "", "");
    }
    changed("defaults --rate GBP=1.3", "1.25 #", "\"1.3\" #");
    changed("defaults --hours-per-week 8", "5.0", "8");
    changed(
        "defaults --busy 2027-03-01..2027-03-02",
        "  '2027-02-01..2027-02-03',\n",
        "  '2027-02-01..2027-02-03',\n  \"2027-03-01..2027-03-02\",\n",
    );
    // What overlaps becomes one spell.
    changed(
        "defaults --busy 2027-02-03..2027-02-09",
        "'2027-02-01..2027-02-03'",
        "\"2027-02-01..2027-02-09\"",
    );
}

#[test]
fn what_is_to_be_forgotten_goes_before_the_rest_is_written() {
    changed("defaults --forget clc", "clc = 3\n", "");
    changed(
        "defaults --forget hours-per-week",
        "hours_per_week = 5.0\n",
        "",
    );
    let rates = "rates.GBP = 1.25 # of March\nrates.EUR = '1.1'\n";
    changed("defaults --forget rates", rates, "");
    let ada = Holder::with(HERS);
    ada.logged("defaults --forget busy --busy 2027-05-01..2027-05-02");
    assert!(!ada.text().contains("2026-12"), "{}", ada.text());
    assert!(
        ada.text().contains("[\"2027-05-01..2027-05-02\"]"),
        "{}",
        ada.text()
    );
    let said = ada.logged("defaults --forget currency,rates,busy,clc,hours-per-week");
    assert_eq!(said, "your plans reckon with no defaults of yours\n");
    assert_eq!(ada.text(), "format = 1\n[defaults] # mine\n");
}

#[test]
fn rates_into_another_currency_are_forgotten() {
    let ada = Holder::with(HERS);
    let said = ada.log("defaults --currency GBP --rate EUR=0.86");
    let told = "note: the rates in your record are into USD; they are forgotten\n";
    assert_eq!((said.code, said.stderr.as_str()), (0, told));
    let text = ada.text();
    assert!(text.contains("currency = \"GBP\""), "{text}");
    assert!(
        text.contains("rates.EUR = \"0.86\"\n") && !text.contains("rates.GBP"),
        "{text}"
    );
}

#[test]
fn a_plan_reckons_with_them() {
    let ada = Holder::new();
    ada.logged("defaults --currency EUR --rate USD=0.5,GBP=1.2 --hours-per-week 4");
    ada.logged("defaults --busy 2026-12-01..2026-12-31");
    let args = "plan --cert gnp --format json";
    let said = finder().home(ada.home.path()).args(args);
    let with_flags = "plan --cert gnp --format json --currency EUR --rate USD=0.5,GBP=1.2 --hours-per-week 4 --busy 2026-12-01..2026-12-31";
    let flags = finder().args(with_flags);
    let plan = |text: &str| -> serde_json::Value {
        let document: serde_json::Value = serde_json::from_str(text).unwrap();
        document["plan"].clone()
    };
    assert_eq!(plan(&said.stdout), plan(&flags.stdout));
    assert_eq!(plan(&said.stdout)["cost"]["currency"], "EUR");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let ada = Holder::with(HERS);
    for (args, told) in [
        ("defaults", "there is nothing to remember"),
        ("defaults --rate USD=2", "everything is told in USD already"),
        ("defaults --rate GBP=0", "a rate is above zero"),
        ("defaults --currency XXZ", "`--currency XXZ`"),
        ("defaults --hours-per-week 169", "a week has 168 hours"),
        ("defaults --busy 2027-01-01", "it is not a spell of days"),
        ("defaults --busy=", "`--busy `: there is nothing in it"),
        ("defaults --busy=,", "`--busy `: there is nothing in it"),
        (
            "defaults --hours-per-week 5 --rate=",
            "`--rate `: there is nothing in it",
        ),
        (
            "defaults --busy 2027-01-02..2027-01-01",
            "it ends before it begins",
        ),
        ("defaults --forget passes", "invalid value 'passes'"),
    ] {
        let said = ada.refused(args);
        assert!(said.contains(told), "{args}: {said}");
    }
    assert_eq!(fs::read_to_string(ada.path()).unwrap(), HERS);
}
