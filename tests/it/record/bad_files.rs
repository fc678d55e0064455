//! A file that cannot be used is told in one clear sentence, and is as it was.

use std::fs;

use super::Holder;

/// The file is as it was, the run ends in that code, and the last error is this.
#[track_caller]
fn check(bytes: &[u8], code: u8, told: &[&str]) {
    let ada = Holder::with("");
    fs::write(ada.path(), bytes).unwrap();
    for args in ["clc 3", "--undo"] {
        let said = ada.log(args);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (code, ""),
            "{}",
            said.stderr
        );
        for told in told {
            assert!(said.stderr.contains(told), "{told} in {}", said.stderr);
        }
        assert_eq!(fs::read(ada.path()).unwrap(), bytes);
        assert!(!ada.backup().exists());
    }
}

#[test]
fn a_file_that_is_no_record() {
    check(
        b"format = 1\n# \xff\n",
        2,
        &["not UTF-8", "record.toml:2:3", "1 fault in your record"],
    );
    let half = "format = 1\n[[completion]]\nactivity = \"enc";
    check(
        half.as_bytes(),
        2,
        &[
            "this is not TOML",
            "record.toml:3:",
            "1 fault in your record",
        ],
    );
    check(
        b"format = 2\n[new]\n",
        2,
        &["newer than this program reads", "Get a newer `finder`"],
    );
    let reversed =
        b"format = 1\n[[certification]]\nid = 'gna'\nearned = 2027-01-01\nexpires = 2026-01-01\n";
    check(
        reversed,
        2,
        &["`expires` is not after `earned`", "record.toml:5:11"],
    );
    let slip = b"format = 1\n[default]\nclc = 3\n";
    check(
        slip,
        2,
        &["unknown key `default`", "did you mean `defaults`?"],
    );
}

#[test]
fn a_record_that_is_a_folder() {
    let ada = Holder::new();
    fs::create_dir_all(ada.path()).unwrap();
    for args in ["clc 3", "--undo"] {
        let said = ada.log(args);
        assert_eq!(said.code, 3);
        let told = ada.tame(&said.stderr);
        assert!(told.contains("it is a folder"), "{told}");
        assert!(
            told.contains("error: your record, `[HOME]/data/record.toml`, cannot be read"),
            "{told}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing() {
    let ada = Holder::with("");
    fs::remove_file(ada.path()).unwrap();
    std::os::unix::fs::symlink("nowhere.toml", ada.path()).unwrap();
    let said = ada.log("clc 3");
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("link to nothing"), "{}", said.stderr);
    assert!(ada.path().is_symlink());
}

/// Not even the superuser makes a file there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written() {
    let ada = Holder::new();
    let said = ada.log("clc 3 --record /proc/record.toml");
    assert_eq!(said.code, 3);
    let told = "error: your record, `/proc/record.toml`, cannot be written: ";
    assert!(said.stderr.starts_with(told), "{}", said.stderr);
    assert!(
        said.stderr.contains("hint: Nothing was changed."),
        "{}",
        said.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let ada = Holder::with("format = 1\n");
    fs::set_permissions(ada.path(), fs::Permissions::from_mode(0o400)).unwrap();
    let said = ada.log("clc 3");
    assert_eq!(said.code, 3);
    assert!(
        said.stderr.contains("cannot be written: permission denied"),
        "{}",
        said.stderr
    );
    assert_eq!(ada.text(), "format = 1\n");
}

#[test]
fn an_empty_file_is_an_empty_record() {
    for text in ["", "\n \n"] {
        let ada = Holder::with(text);
        let said = ada.log("clc 3");
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(!said.stderr.contains("older form"), "{}", said.stderr);
        assert!(ada.text().contains("format = 1\n\n[defaults]\nclc = 3\n"));
        ada.logged("--undo");
        assert!(!ada.text().contains("clc"), "{}", ada.text());
    }
    // A comment is nothing that an older form could have left out.
    let ada = Holder::with("# mine\n");
    let said = ada.log("clc 3");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert_eq!(ada.text(), "format = 1\n\n# mine\n\n[defaults]\nclc = 3\n");
}

#[test]
fn a_file_that_was_emptied_is_not_begun_anew_over_its_backup() {
    let ada = Holder::new();
    ada.logged("clc 3");
    let kept = fs::read_to_string(ada.backup()).unwrap();
    fs::write(ada.path(), "").unwrap();
    let said = ada.refused("clc 4");
    assert!(said.contains("is empty, and its backup is there"), "{said}");
    assert_eq!(fs::read_to_string(ada.backup()).unwrap(), kept);
    ada.logged("--undo");
    assert_eq!(ada.text(), kept);
}

#[test]
fn a_newer_form_asks_for_a_newer_program_and_not_for_an_editor() {
    let ada = Holder::with("format = 99\nnew = true\n");
    let said = ada.refused("clc 3");
    assert!(
        said.contains("is of a newer form than this `finder` knows"),
        "{said}"
    );
    assert!(said.contains("hint: Get a newer `finder`"), "{said}");
    assert!(!said.contains("editor"), "{said}");
}
