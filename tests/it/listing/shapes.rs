//! Every kind of listing, page by page and row by row.

use super::{page, read, shown, source, text, told};

#[test]
fn a_table_reads_by_its_headers() {
    insta::assert_snapshot!(told("revup", &["revup.html"]));
}

#[test]
fn cards_read() {
    insta::assert_snapshot!(told("partner", &["partner.html"]));
}

#[test]
fn json_ld_reads_and_a_broken_block_sinks_nothing() {
    insta::assert_snapshot!(told("markup", &["markup.html"]));
}

#[test]
fn pages_of_json_read_in_order() {
    insta::assert_snapshot!(told("live", &["live-1.json", "live-2.json"]));
    insta::assert_snapshot!(told("paths", &["paths-1.json", "paths-2.json"]));
}

#[test]
fn a_course_with_several_days_is_one_row() {
    insta::assert_snapshot!(told("classes", &["classes-1.html", "classes-2.html"]));
}

#[test]
fn feeds_read() {
    insta::assert_snapshot!(told("blog", &["blog.rss"]));
    insta::assert_snapshot!(told("blog", &["blog.atom"]));
}

#[test]
fn calendars_read() {
    insta::assert_snapshot!(told("dates", &["dates.ics"]));
}

#[test]
fn exports_read_below_their_preamble() {
    insta::assert_snapshot!(told("export", &["export.csv"]));
}

#[test]
fn cells_that_reach_over_others_move_nothing() {
    let table = "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>\
        <tr data-record=a><td>One<td rowspan=2>8h<td>10<td colspan=2>until March 1, 2027\
        <tr data-record=b><td>Two<td>12<td><td>Free</tbody></table>";
    let mut revup = source("revup");
    revup.expect.coverage.clear();
    let harvest = read(&revup, &[table]).unwrap();
    insta::assert_snapshot!(shown(&harvest));
}

#[test]
fn a_table_is_read_through_its_wrappers() {
    let styled = "<table id=offers><thead><tr><th>Learning<br>path</th><th> CE&nbsp;credits<th>Length<th>Window<th>Cost</thead>\
        <tbody><tr><td><style>x</style><p>Core</p><p>(ENCOR)</p><script>1</script><td>64<td><td><td></table>";
    let harvest = read(&source("revup"), &[styled]).unwrap();
    insta::assert_snapshot!(shown(&harvest));
}

#[test]
fn the_next_page_is_asked_for_until_all_rows_are_there() {
    let live = source("live");
    let pages: Vec<_> = ["live-1.json", "live-2.json"]
        .iter()
        .map(|name| page(&live, &text(name)))
        .collect();
    let from = |request: &finder::listing::Request| request.form.last().cloned().unwrap();
    assert_eq!(from(&live.first()), ("from".to_owned(), "0".to_owned()));
    assert_eq!(
        from(&live.next(&pages[..1], &|| false).unwrap()),
        ("from".to_owned(), "2".to_owned())
    );
    assert_eq!(live.next(&pages, &|| false), None);

    let paths = source("paths");
    let pages: Vec<_> = ["paths-1.json", "paths-2.json"]
        .iter()
        .map(|name| page(&paths, &text(name)))
        .collect();
    let next = paths.next(&pages[..1], &|| false).unwrap();
    assert_eq!(next.url, "https://u.example.com/api/paths?page=2");
    assert_eq!(paths.next(&pages, &|| false), None);
}

#[test]
fn a_link_to_a_page_that_was_read_ends_the_paging() {
    let paths = source("paths");
    let mut first = page(&paths, "{\"data\":[],\"links\":{\"next\":\"?page=2\"}}");
    first.url = "https://u.example.com/api/paths?page=2".to_owned();
    assert_eq!(paths.next(&[first], &|| false), None);
}

#[test]
fn the_rows_of_a_source_can_be_read_at_any_width() {
    let harvest = read(&source("revup"), &[&text("revup.html")]).unwrap();
    for width in [80, 100, 200] {
        let style = finder::report::Style {
            width,
            color: false,
            unicode: true,
        };
        let mut out = Vec::new();
        finder::report::fetch::rows_text(&mut out, style, &harvest).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(
            shown.lines().all(|line| line.chars().count() <= width),
            "{shown}"
        );
        // A reason stands together, on two lines at most.
        let reason = "left out: 240 CE credits cannot be: they go from 0.25 to 64 by quarters";
        let at = shown.find("left out: 240").unwrap();
        let lines = shown[at..].lines().take(2);
        let joined = lines.map(str::trim).collect::<Vec<_>>().join(" ");
        assert!(joined.starts_with(reason), "{width}: {joined}");
    }
}
