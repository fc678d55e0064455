//! `finder fix`: what ships is in canonical form, what is written says the same as before, and writing it again changes nothing.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests make the catalogues they fix, and may fail by panicking"
)]

use std::{fs, path::Path};

use finder::{
    catalog::{
        self,
        write::{FileKind, canonical, mended},
    },
    diagnostic::Sources,
    disk,
    model::Catalog,
};
use proptest::{prelude::*, sample::Index};

use crate::{
    base,
    finder::{Said, finder},
    folder::Folder,
};

const ENCOR: &str = "catalog/cisco/activities/encor.toml";

fn shipped() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    disk::read_folder(&root).unwrap()
}

fn mend(sources: &Sources) -> Sources {
    mended(sources, |sources| catalog::survey(sources).findings)
}

/// Every file in canonical form.
fn written(sources: &Sources) -> Sources {
    let files: Vec<&str> = sources.paths().collect();
    let texts = files.iter().enumerate().filter_map(|(file, path)| {
        let text = canonical(FileKind::of(path)?, sources.text(file)?, None)?;
        Some((file, text))
    });
    sources.clone().replaced(texts.collect::<Vec<_>>())
}

/// What a catalogue says, and the codes of what is wrong with it. The order of topics says nothing.
fn said(sources: &Sources) -> (Catalog, Vec<&'static str>) {
    let (mut catalog, findings) = catalog::read(sources);
    for program in catalog.programs.values_mut() {
        program.program.topics.sort();
        for activity in program.activities.values_mut() {
            activity.topics.sort();
        }
    }
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code.name()).collect();
    codes.sort_unstable();
    (catalog, codes)
}

/// Writing says what was said, and is done in one go.
#[track_caller]
fn holds(sources: &Sources) -> Sources {
    let mended = mend(sources);
    let once = written(&mended);
    assert_eq!(said(&once), said(&mended));
    assert_eq!(written(&mend(&once)), once);
    once
}

#[test]
fn what_ships_is_in_canonical_form() {
    let sources = shipped();
    let written = written(&mend(&sources));
    for (file, path) in sources.paths().enumerate() {
        assert_eq!(
            written.text(file),
            sources.text(file),
            "{path}: run `finder fix --write`"
        );
    }
}

const UNTIDY: &str = r#"

# About this file.


# About the title.
title='ENCOR "4"'   # so it is called
 type  = "Course"
checked = '22 July 2026'
source = """https://www.cisco.com/example"""
topics = ["security",
  'enterprise',
]
credits = 64.0
future = 1   # nobody knows it
version = 1.4


[[ offering ]]

format = "self-paced"
# Where.
provider = "cisco-u"
cost = ["40 CLC", "3995.00 USD"]


withdrawn = {reason="gone",on=2026-01-01}
source = "https://www.cisco.com/example"
checked = 2026-07-22
# The end.
"#;

#[test]
fn an_untidy_file_is_put_in_order() {
    let once = holds(&base::with(ENCOR, UNTIDY.as_bytes()));
    let file = once.paths().position(|path| path == ENCOR).unwrap();
    insta::assert_snapshot!(once.text(file).unwrap(), @r#"
    # About this file.

    # About the title.
    title = "ENCOR \"4\"" # so it is called
    type = "course"
    version = "1.4"
    credits = 64
    topics = ["enterprise", "security"]
    source = "https://www.cisco.com/example"
    checked = 2026-07-22
    future = 1 # nobody knows it

    [[offering]]
    # Where.
    provider = "cisco-u"
    format = "self-paced"
    cost = ["3995 USD", "40 CLC"]
    source = "https://www.cisco.com/example"
    checked = 2026-07-22

    withdrawn = { on = 2026-01-01, reason = "gone" }
    # The end.
    "#);
}

/// A file of the base with its lines between headers turned about, and with odd spaces, quotes, blank lines and comments.
fn mangled(text: &str, seeds: &[(Index, u8)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (number, (index, what)) in seeds.iter().enumerate() {
        let at = index.index(lines.len());
        let header = |line: &String| line.starts_with('[') || line.is_empty();
        match what % 6 {
            0 => lines.insert(at, format!("# mark-{number};")),
            1 => lines.insert(at, String::new()),
            2 => lines[at] = format!("  {}\t", lines[at]),
            3 if !lines[at].is_empty() => lines[at] = format!("{} # mark-{number};", lines[at]),
            4 if at > 0 && !header(&lines[at]) && !header(&lines[at - 1]) => lines.swap(at - 1, at),
            5 if !lines[at].contains('\\') => lines[at] = lines[at].replace('"', "'"),
            _ => {}
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_untidy_is_put_in_order(
        file in any::<Index>(),
        seeds in prop::collection::vec((any::<Index>(), any::<u8>()), 0..12),
    ) {
        let files = base::files();
        let (path, bytes) = &files[file.index(files.len())];
        let text = mangled(std::str::from_utf8(bytes).unwrap(), &seeds);
        let sources = base::with(path, text.as_bytes());
        let once = holds(&sources);
        let at = once.paths().position(|other| other == path).unwrap();
        for mark in text.split('#').skip(1).filter_map(|rest| rest.split_once(';')) {
            let mark = format!("#{};", mark.0);
            prop_assert!(once.text(at).unwrap().contains(&mark), "{mark} is lost");
        }
    }

    #[test]
    fn any_text_in_the_place_of_a_file_is_put_in_order(text in ".{0,60}|[a\\[\\]={}\"'#\\n,. 1]{0,40}") {
        holds(&base::with(ENCOR, text.as_bytes()));
    }
}

impl Folder {
    /// Runs a command on a path, and calls the folder `ROOT` in what it says.
    fn run(&self, command: &str, path: &str, flags: &str) -> Said {
        let path = self.typed(path);
        let mut args = vec![command, &path];
        args.extend(flags.split_whitespace());
        self.masked(finder().built_in().run(&args))
    }
}

#[test]
fn a_diff_is_shown_and_nothing_written_unless_asked_for() {
    let folder = Folder::tidy();
    let tidy = folder.text(ENCOR);
    let untidy = tidy.replace("credits = 64", "credits = '64.00'");
    folder.put(ENCOR, untidy.as_bytes());
    let said = folder.run("fix", "catalog", "");
    assert_eq!(said.code, 0);
    assert!(
        said.stdout
            .contains("\n-credits = '64.00'\n+credits = 64\n"),
        "{}",
        said.stdout
    );
    assert_eq!(
        said.stderr,
        "hint: `finder fix --write` writes this into 1 file.\n"
    );
    assert_eq!(folder.run("fix", "catalog", "--check").code, 1);
    assert_eq!(folder.text(ENCOR), untidy);
    assert_eq!(
        folder
            .run("fix", "catalog/cisco/exams.toml", "--check")
            .code,
        0
    );
    let said = folder.run("fix", ENCOR, "--write");
    assert_eq!((said.code, said.stdout), (0, format!("ROOT/{ENCOR}\n")));
    assert_eq!(folder.text(ENCOR), tidy);
    let said = folder.run("fix", "catalog", "--check");
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (0, "note: 6 files: nothing to fix\n")
    );
}

#[test]
fn check_says_what_fix_does() {
    let folder = Folder::tidy();
    folder.put(
        ENCOR,
        folder
            .text(ENCOR)
            .replace("credits = 64", "credits = '64'")
            .as_bytes(),
    );
    let said = folder.run("check", ENCOR, "");
    assert!(
        said.stdout
            .contains("help: Write `64`, or let `finder fix` do it."),
        "{}",
        said.stdout
    );
}

#[test]
fn a_file_that_cannot_be_read_is_left_as_it_is() {
    let folder = Folder::tidy();
    for bytes in [b"title = = 1\n".as_slice(), b"title = '\xff'\n"] {
        folder.put(ENCOR, bytes);
        let said = folder.run("fix", ENCOR, "--write");
        assert_eq!((said.code, said.stdout.as_str()), (0, ""));
        assert!(said.stderr.contains("is left as it is"), "{}", said.stderr);
        assert_eq!(fs::read(folder.path(ENCOR)).unwrap(), bytes);
    }
}

#[test]
fn the_schema_is_named_where_there_is_one() {
    let folder = Folder::tidy();
    let before = folder.text(ENCOR);
    folder.put("docs/schema/activity.json", b"{}");
    let said = folder.run("fix", "catalog", "--write");
    assert_eq!(said.stdout, format!("ROOT/{ENCOR}\n"));
    let named = format!("#:schema ../../../docs/schema/activity.json\n{before}");
    assert_eq!(folder.text(ENCOR), named);
    assert_eq!(folder.run("check", "catalog", "").code, 0);
}

#[test]
fn a_file_of_no_catalogue_is_fixed_alone() {
    let folder = Folder::tidy();
    folder.put("alone.toml", b"type = 'Course'\ntitle = 'A'\n");
    folder.run("fix", "alone.toml", "--write");
    assert_eq!(
        folder.text("alone.toml"),
        "title = \"A\"\ntype = \"course\"\n"
    );
}

#[test]
fn a_return_alone_ends_no_line() {
    for text in ["\n\r\r\n", "\r", "a = 1\r\r\n", "# a\rb\n"] {
        for path in [ENCOR, "catalog/cisco/certifications.toml"] {
            let fixed = holds(&base::with(path, text.as_bytes()));
            let file = fixed.paths().position(|own| own == path).unwrap();
            assert_eq!(fixed.text(file), Some(text), "{path}");
        }
    }
    let fixed = canonical(FileKind::Exams, "a = 1\r\n", None);
    assert_eq!(fixed.as_deref(), Some("a = 1\n"));
}

#[test]
fn a_character_that_is_no_blank_of_toml_is_put_in_order() {
    for text in [
        "\u{b}",
        "\u{c}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "a = 1\u{b}",
        "\u{b}\n# a\n",
    ] {
        holds(&base::with(ENCOR, text.as_bytes()));
    }
}
