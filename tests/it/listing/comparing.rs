//! Against the catalogue, and against last time.

use finder::{
    catalog as catalog_reader,
    listing::{self, Comparison, Item, Page, Snapshot, Source, State, settle},
    model::Date,
};

use super::{catalog, compared_with, day, page, program, seen, source, text};

/// One run of a source on a text, on a day.
fn run(source: &Source, text: &str, last: Option<&Snapshot>, on: Date) -> Comparison {
    let catalog = catalog();
    let pages = [Page::recorded(&source.url, text, on)];
    let harvest = listing::read(source, &pages, last.map(Snapshot::present), &|| false).unwrap();
    listing::compare(
        program(&catalog),
        (source, &pages),
        &harvest,
        last,
        listing::Look::anew(on),
    )
}

fn states(comparison: &Comparison) -> Vec<(State, String)> {
    comparison
        .items
        .iter()
        .map(|item| (item.state, item.name()))
        .collect()
}

#[test]
fn every_row_gets_a_state() {
    let page = text("revup.html").replace("<td>24</td>", "<td>20</td>");
    let items = run(&source("revup"), &page, None, seen()).items;
    let mut out = Vec::new();
    let mut json = Vec::new();
    let fetched = finder::report::fetch::Fetched {
        today: seen(),
        sources: &[],
        items: &items,
    };
    finder::report::fetch::fetch_text(
        &mut out,
        finder::report::Style {
            width: 100,
            color: false,
            unicode: true,
        },
        &fetched,
    )
    .unwrap();
    finder::report::fetch::fetch_json(&mut json, &fetched).unwrap();
    super::held("fetch", std::str::from_utf8(&json).unwrap());
    let mut markdown = Vec::new();
    finder::report::fetch::fetch_markdown(&mut markdown, &fetched).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
    insta::assert_snapshot!(String::from_utf8(markdown).unwrap());
}

#[test]
fn a_second_run_is_the_same_as_the_first() {
    let revup = source("revup");
    let first = run(&revup, &text("revup.html"), None, seen());
    let second = run(&revup, &text("revup.html"), Some(&first.snapshot), seen());
    let plain = |comparison: &Comparison| {
        // What was joined once is known by its name at the provider.
        let unjoined = |item: &Item| Item {
            rung: None,
            ..item.clone()
        };
        comparison.items.iter().map(unjoined).collect::<Vec<_>>()
    };
    assert_eq!(plain(&second), plain(&first));
    let third = run(&revup, &text("revup.html"), Some(&second.snapshot), seen());
    assert_eq!(third, second);
}

#[test]
fn a_snapshot_survives_being_kept() {
    for id in ["revup", "partner", "live"] {
        let source = source(id);
        let page = text(match id {
            "revup" => "revup.html",
            "partner" => "partner.html",
            _ => "live-1.json",
        });
        let kept = run(&source, &page, None, seen()).snapshot;
        assert_eq!(
            Snapshot::parse(&kept.to_json()).as_ref(),
            Some(&kept),
            "{id}"
        );
        assert_eq!(
            Snapshot::parse(&kept.to_json().replace("\"version\": 1", "\"version\": 2")),
            None
        );
        assert_eq!(Snapshot::parse(&kept.to_json()[1..]), None);
    }
}

fn table(rows: &[String]) -> String {
    let rows = rows.concat();
    format!(
        "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>{rows}</tbody></table>"
    )
}

fn rows(numbers: std::ops::Range<u32>) -> Vec<String> {
    numbers
        .map(|n| format!("<tr data-record=r{n}><td>Path {n} (CODE{n})<td>8h<td>10<td><td>Free"))
        .collect()
}

/// Runs on those days with those rows, and tells of the last.
fn after(days: &[(&str, std::ops::Range<u32>)]) -> Comparison {
    let revup = source("revup");
    let mut last: Option<Comparison> = None;
    for (on, numbers) in days {
        let snapshot = last.as_ref().map(|last| &last.snapshot);
        last = Some(run(
            &revup,
            &table(&rows(numbers.clone())),
            snapshot,
            day(on),
        ));
    }
    last.unwrap()
}

#[test]
fn gone_takes_three_runs_and_seven_days() {
    let missing = |days: &[(&str, std::ops::Range<u32>)]| {
        let found = after(days);
        (found.count(State::Missing), found.count(State::Gone))
    };
    let first = ("2026-11-01", 0..20);
    assert_eq!(missing(&[first.clone(), ("2026-11-02", 1..20)]), (1, 0));
    // Three runs on one day are one.
    let quick = [
        first.clone(),
        ("2026-11-09", 1..20),
        ("2026-11-09", 1..20),
        ("2026-11-09", 1..20),
    ];
    assert_eq!(missing(&quick), (1, 0));
    let early = [
        first.clone(),
        ("2026-11-02", 1..20),
        ("2026-11-03", 1..20),
        ("2026-11-04", 1..20),
    ];
    assert_eq!(missing(&early), (1, 0));
    let gone = [
        first.clone(),
        ("2026-11-02", 1..20),
        ("2026-11-03", 1..20),
        ("2026-11-08", 1..20),
    ];
    assert_eq!(missing(&gone), (0, 1));
    let back = [
        first,
        ("2026-11-02", 1..20),
        ("2026-11-03", 0..20),
        ("2026-11-08", 1..20),
    ];
    assert_eq!(missing(&back), (1, 0));
}

#[test]
fn what_was_there_in_the_morning_is_not_there_in_the_evening() {
    let first = ("2026-11-01", 0..20);
    let missed = |days: &[(&str, std::ops::Range<u32>)]| {
        let found = after(days);
        let row = &found.snapshot.rows["ref:r0"];
        (row.missed, row.is_good(), found.count(State::Gone))
    };
    let evening = ("2026-11-01", 1..20);
    assert_eq!(missed(&[first.clone(), evening.clone()]), (1, false, 0));
    // A second look in the evening is none more, and one that shows it again is as good as the morning's.
    assert_eq!(
        missed(&[first.clone(), evening.clone(), evening.clone()]),
        (1, false, 0)
    );
    assert_eq!(
        missed(&[first.clone(), evening.clone(), first.clone()]),
        (0, true, 0)
    );
    // Seven days count from the day on which it was there.
    let later = ["2026-11-02", "2026-11-07", "2026-11-08"].map(|on| (on, 1..20));
    let days = [vec![first, evening], later.to_vec()].concat();
    assert_eq!(missed(&days[..4]), (3, false, 0));
    assert_eq!(missed(&days), (4, false, 1));
}

/// A look of some kind at a page with those rows.
fn look(numbers: std::ops::Range<u32>, last: Option<&Snapshot>, look: listing::Look) -> Comparison {
    let revup = source("revup");
    let pages = [page(&revup, &table(&rows(numbers)))];
    let harvest = listing::read(&revup, &pages, None, &|| false).unwrap();
    listing::compare(program(&catalog()), (&revup, &pages), &harvest, last, look)
}

fn in_part(on: &str) -> listing::Look {
    listing::Look::in_part(day(on))
}

fn whole(on: &str) -> listing::Look {
    listing::Look::anew(day(on))
}

/// How the first row stands, and the day on which it was missed.
fn first_row(found: &Comparison) -> (State, Option<String>) {
    let mut items = found.items.iter();
    let item = items.find(|item| item.key == "ref:r0").unwrap();
    (item.state, item.missed_on.map(|day| day.to_string()))
}

/// After three whole looks that did not show the first row, the last three days after it was there.
fn thrice_missed() -> Snapshot {
    let found = after(&[
        ("2026-11-01", 0..20),
        ("2026-11-02", 1..20),
        ("2026-11-03", 1..20),
        ("2026-11-04", 1..20),
    ]);
    found.snapshot
}

#[test]
fn a_look_at_some_of_the_pages_counts_nothing_as_missing() {
    let first = after(&[("2026-11-01", 0..20)]).snapshot;
    let found = look(1..20, Some(&first), in_part("2026-11-03"));
    assert_eq!(found.snapshot.rows["ref:r0"].missed, 0);
    // On the day on which it was last there nobody missed it.
    assert_eq!(first_row(&found), (State::Missing, None));
    // It brings what is new.
    let found = look(0..21, Some(&first), in_part("2026-11-03"));
    assert_eq!(found.snapshot.rows["ref:r20"].first_seen, day("2026-11-03"));
}

#[test]
fn looks_at_some_of_the_pages_make_nothing_gone_that_was_not_before() {
    let was = (State::Missing, Some("2026-11-04".to_owned()));
    let once = look(1..20, Some(&thrice_missed()), in_part("2026-11-20"));
    assert_eq!(first_row(&once), was);
    let twice = look(1..20, Some(&once.snapshot), in_part("2026-11-21"));
    assert_eq!(first_row(&twice), was);
    let again = listing::Look::again(day("2026-11-22"));
    let again = look(1..20, Some(&twice.snapshot), again);
    assert_eq!(first_row(&again), was);
    let kept = Snapshot::parse(&again.snapshot.to_json());
    assert_eq!(kept.as_ref(), Some(&again.snapshot));
    let gone = look(1..20, Some(&twice.snapshot), whole("2026-11-21"));
    let on_that_day = Some("2026-11-21".to_owned());
    assert_eq!(first_row(&gone), (State::Gone, on_that_day));
}

#[test]
fn where_it_is_not_kept_which_look_was_whole_the_next_one_tells() {
    let once = look(1..20, Some(&thrice_missed()), in_part("2026-11-20"));
    let text = once.snapshot.to_json();
    let old = text.replacen("  \"whole\": \"2026-11-04\",\n", "", 1);
    let old = Snapshot::parse(&old).unwrap();
    assert_eq!(old.whole, None);
    assert_eq!(
        first_row(&look(1..20, Some(&old), in_part("2026-11-22"))).0,
        State::Missing
    );
    assert_eq!(
        first_row(&look(1..20, Some(&old), whole("2026-11-22"))).0,
        State::Gone
    );
}

#[test]
fn a_mass_disappearance_is_never_believed() {
    let days = [
        "2026-11-01",
        "2026-11-02",
        "2026-11-03",
        "2026-11-20",
        "2026-12-20",
    ];
    let runs: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(at, on)| (*on, if at == 0 { 0..20 } else { 3..20 }))
        .collect();
    let found = after(&runs);
    assert_eq!(
        (found.count(State::Missing), found.count(State::Gone)),
        (3, 0)
    );
    assert!(
        found
            .warnings
            .iter()
            .any(|warning| warning.contains("3 of 20 rows are missing at once"))
    );
}

#[test]
fn a_legitimately_empty_page_takes_nothing_away() {
    let revup = source("revup");
    let mut last = run(&revup, &text("revup.html"), None, day("2026-11-01")).snapshot;
    for on in ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"] {
        let found = run(&revup, &text("revup-empty.html"), Some(&last), day(on));
        assert_eq!(found.count(State::Gone), 0);
        last = found.snapshot;
    }
}

#[test]
fn another_day_is_a_change_and_another_seat_is_none() {
    let mut classes = source("classes");
    classes.paging = None;
    let page = text("classes-1.html");
    let first = run(&classes, &page, None, seen()).snapshot;
    let later = day("2026-11-24");
    let changed = |from: &str, to: &str| {
        let other = page.replace(from, to);
        assert_ne!(other, page, "{from}");
        let next = run(&classes, &other, Some(&first), later).snapshot;
        assert_eq!(first.says_as(&next), next.changed != later, "{to}");
        next.changed == later
    };
    assert!(changed("2026-10-05T", "2026-10-06T"));
    assert!(!changed("<td>3</td><td>Berlin", "<td>2</td><td>Bern"));
}

#[test]
fn silence_is_told() {
    let revup = source("revup");
    let first = run(&revup, &text("revup.html"), None, day("2026-10-01")).snapshot;
    let quiet = run(&revup, &text("revup.html"), Some(&first), day("2026-11-30"));
    assert!(
        quiet
            .warnings
            .contains(&"nothing has changed for 60 days, and it used to within 45".to_owned()),
        "{:?}",
        quiet.warnings
    );
}

#[track_caller]
fn one(row: &str, expected: &[(State, &str)]) -> Vec<Item> {
    let mut revup = source("revup");
    revup.expect.coverage.clear();
    let comparison = run(&revup, &table(&[row.to_owned()]), None, seen());
    let states = states(&comparison);
    let states: Vec<(State, &str)> = states
        .iter()
        .map(|(state, name)| (*state, name.as_str()))
        .collect();
    assert_eq!(states, expected);
    comparison.items
}

#[test]
fn the_ladder_joins_what_is_certain() {
    // By the page's number, whatever the words around it.
    let items = one(
        "<tr><td><a href=/path/104>Something else</a><td><td>24",
        &[(State::Conflict, "enteit")],
    );
    assert_eq!(items[0].rung.unwrap().word(), "url");
    // By the code, whole.
    let items = one(
        "<tr><td>Implementing Cisco Enterprise Network Core Technologies (ENCOR 1.4)<td>",
        &[(State::Same, "ENCOR")],
    );
    assert_eq!(items[0].rung.unwrap().word(), "code");
    // By the title, where the credits agree.
    let items = one(
        "<tr><td>implementing cisco® enterprise network core technologies<td><td>64",
        &[(State::Same, "encor")],
    );
    assert_eq!(items[0].rung.unwrap().word(), "title");
}

#[test]
fn the_ladder_never_guesses() {
    // A code is no prefix of another, and another version is another activity.
    one("<tr><td>Other things (ENCOR-B)", &[(State::New, "ENCOR-B")]);
    one("<tr><td>Core (ENCOR 2.0)", &[(State::New, "ENCOR")]);
    // Two versions of the course, and the row does not say which.
    let items = one("<tr><td>Identity (SISE)", &[(State::Ambiguous, "SISE")]);
    assert_eq!(items[0].candidates.len(), 2);
    one(
        "<tr><td>Implementing and Configuring Cisco Identity Services Engine (SISE 4.0)<td><td>48",
        &[(State::Same, "SISE")],
    );
    // Alike is not the same.
    let items = one(
        "<tr><td>Designing Cisco Enterprise Network Core Technologies",
        &[(
            State::New,
            "Designing Cisco Enterprise Network Core Technologies",
        )],
    );
    assert_eq!(items[0].suggestions[0].activity.as_str(), "encor");
    // The same title with other credits.
    let items = one(
        "<tr><td>Implementing Cisco Enterprise Network Core Technologies<td><td>60",
        &[(
            State::New,
            "Implementing Cisco Enterprise Network Core Technologies",
        )],
    );
    assert_eq!(items[0].suggestions[0].score, 100);
}

#[test]
fn protected_fields_conflict_and_never_change() {
    let items = one(
        "<tr><td>Something else (ENTEIT)<td><td>up to 20<td><td>$100.00",
        &[(State::Conflict, "ENTEIT")],
    );
    let fields: Vec<&str> = items[0]
        .fields
        .iter()
        .map(|difference| difference.field.word())
        .collect();
    assert_eq!(fields, ["title", "credits"]);
}

#[test]
fn two_rows_for_one_activity_that_disagree_are_neither() {
    let mut revup = source("revup");
    revup.expect.coverage.clear();
    let rows = [
        "<tr data-record=a><td>One (ENTEIT)<td><td>24",
        "<tr data-record=b><td>Two (ENTEIT)<td><td>20",
    ]
    .map(str::to_owned);
    let found = run(&revup, &table(&rows), None, seen());
    assert_eq!(found.count(State::Ambiguous), 2);
}

#[test]
fn leads_are_told_once() {
    let blog = source("blog");
    let first = run(&blog, &text("blog.rss"), None, seen());
    assert_eq!(first.count(State::Lead), 2);
    let second = run(&blog, &text("blog.rss"), Some(&first.snapshot), seen());
    assert_eq!(second.items, []);
}

#[test]
fn a_lower_rank_never_overrides_a_higher_and_equals_settle_nothing() {
    let high = source("revup");
    let mut low = source("revup");
    low.id = "copy".parse().unwrap();
    low.rank = listing::Rank::Community;
    let row = |price: &str| {
        table(&[format!(
            "<tr><td>Implementing and Troubleshooting Networks Using Cisco ThousandEyes (ENTEIT)<td><td>24<td><td>{price}"
        )])
    };
    let (a, b) = (
        run(&high, &row("$300"), None, seen()),
        run(&low, &row("$200"), None, seen()),
    );
    let sources = [high.clone(), low.clone()];
    let settled = settle(&sources, &[a.clone(), b.clone()]);
    let of = |state| {
        settled
            .iter()
            .filter(|item| item.state == state)
            .map(|item| item.source.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(State::Changed), ["revup"]);
    low.rank = high.rank;
    let settled = settle(&[high, low], &[a, b]);
    assert!(
        settled.iter().all(|item| item.state == State::Conflict),
        "{settled:#?}"
    );
}

/// How the first row of a page stands, with these `refs` in two activities.
fn by_refs(page: &str, enteit: &str, encor: &str) -> Item {
    let of = |path: &str| super::files().paths().position(|own| own == path).unwrap();
    let with = |path: &str, refs: &str| {
        let at = of(path);
        let text = super::files().text(at).unwrap().to_owned();
        (
            at,
            text.replacen("credits =", &format!("{refs}\ncredits ="), 1),
        )
    };
    let files = super::files().replaced([
        with("cisco/activities/enteit.toml", enteit),
        with("cisco/activities/encor.toml", encor),
    ]);
    let (catalog, findings) = catalog_reader::read(&files);
    assert_eq!(findings, []);
    let (_, found) = compared_with(&catalog, &source("revup"), page).unwrap();
    let mut items = found.items.into_iter();
    items.find(|item| item.key == "ref:r1").unwrap()
}

#[test]
fn what_a_person_wrote_down_tells_before_anything_else() {
    let rung = |item: &Item| (item.activity.clone().map(|id| id.to_string()), item.rung);
    let page = table(&["<tr data-record=r1><td>Under another name<td>8h<td>24<td><td>".to_owned()]);
    let none = by_refs(&page, "", "");
    assert_eq!((none.state, rung(&none)), (State::New, (None, None)));
    let told = by_refs(&page, "refs = { revup = 'r1' }", "");
    let by = Some(listing::Rung::Reference);
    assert_eq!(rung(&told), (Some("enteit".to_owned()), by));
    // A name in another source is none of this one.
    let other = by_refs(&page, "refs = { live = 'r1' }", "");
    assert_eq!(rung(&other), (None, None));
    let twice = by_refs(&page, "refs = { revup = 'r1' }", "refs = { revup = 'r1' }");
    assert_eq!(twice.state, State::Ambiguous);
    assert_eq!(twice.candidates.len(), 2);
    // What says that it is another is asked about.
    let coded = page.replace("Under another name", "Under another name (ENCOR)");
    let doubtful = by_refs(&coded, "refs = { revup = 'r1' }", "");
    assert_eq!(doubtful.state, State::Ambiguous);
}

#[test]
fn what_a_person_wrote_down_outweighs_an_earlier_run() {
    let page = table(&["<tr data-record=r1><td>Path (ENTEIT 1.0)<td>8h<td>24<td><td>".to_owned()]);
    let revup = source("revup");
    let first = run(&revup, &page, None, seen());
    assert_eq!(first.snapshot.known()["r1"].as_str(), "enteit");
    let unnamed = table(&["<tr data-record=r1><td>Another name<td>8h<td>24<td><td>".to_owned()]);
    let again = run(&revup, &unnamed, Some(&first.snapshot), seen());
    assert_eq!(again.items[0].activity.as_ref().unwrap().as_str(), "enteit");
    let told = by_refs(&unnamed, "", "refs = { revup = 'r1' }");
    assert_eq!(told.activity.unwrap().as_str(), "encor");
}
