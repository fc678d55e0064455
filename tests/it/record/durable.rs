//! A record is there whole, the old one or the new one, whatever becomes of the process that writes it.
#![cfg(unix)]

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use finder::disk::Durable;

use super::Holder;
use crate::finder::SMALL;

/// Names the file that the child is to write; without it the child's test has nothing to do.
const FILE: &str = "FINDER_TEST_WRITES";

/// How many children are killed.
const KILLED: u32 = 240;

/// A version of the file: so long that to write it takes a while, and telling whether it is whole.
fn version(number: u32) -> String {
    let lines = format!("# version {number}\n").repeat(80_000);
    format!("format = 1\n{lines}# end {number}\n")
}

/// The number of a version that is whole.
fn number_of(text: &str) -> Option<u32> {
    let number = text.lines().last()?.strip_prefix("# end ")?.parse().ok()?;
    (version(number) == text).then_some(number)
}

/// Writes one version after another until it is killed. Run by the test below, in a process of its own.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(path) = env::var_os(FILE) else {
        return;
    };
    let file = Durable::open(Path::new(&path), |_| {}).unwrap();
    // Past the harness, which would keep it to itself.
    std::io::stdout().write_all(b"writing\n").unwrap();
    for number in 0.. {
        file.replace(version(number).as_bytes()).unwrap();
    }
}

fn child(path: &Path) -> Child {
    let name = concat!(module_path!(), "::child_that_writes_until_it_is_killed");
    let name = name.split_once("::").unwrap().1;
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command
        .env(FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_writer_killed_at_any_moment_leaves_a_whole_file_and_a_whole_backup() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("record.toml");
    let backup = root.path().join("record.toml.bak");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut interrupted = 0;
    let file = Durable::open(&path, |_| {}).unwrap();
    (0..2).for_each(|number| file.replace(version(number).as_bytes()).unwrap());
    drop(file);
    for round in 0..KILLED {
        let mut child = child(&path);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let begun = lines
            .map_while(Result::ok)
            .any(|line| line.contains("writing"));
        assert!(begun, "round {round}");
        thread::sleep(Duration::from_micros(dice.below(12_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        for path in [&path, &backup] {
            let text = fs::read_to_string(path).unwrap();
            assert!(
                number_of(&text).is_some(),
                "round {round}: {} bytes in {}",
                text.len(),
                path.display()
            );
        }
        let leftovers = fs::read_dir(root.path()).unwrap();
        let half = leftovers.filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().ends_with(".new")
        });
        interrupted += half.count();
    }
    // Unless many were killed in the midst of writing, nothing was tried.
    assert!(interrupted > 20, "only {interrupted} were interrupted");
}

/// A process of the program itself, with a catalogue that is read quickly.
fn finder(ada: &Holder, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_finder"));
    command.arg("log").args(args);
    command.args(["--today", "2026-11-22", "--catalog", SMALL]);
    command.env_clear().env("HOME", ada.home.path());
    command.env("FINDER_RECORD", ada.path());
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn the_program_killed_at_any_moment_leaves_a_sound_record() {
    let ada = Holder::new();
    ada.logged("clc 0");
    let mut dice = Dice(7);
    for round in 1..=40_u32 {
        let number = round.to_string();
        let mut child = finder(&ada, &["clc", &number]).spawn().unwrap();
        thread::sleep(Duration::from_micros(dice.below(15_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let text = ada.text();
        let value = text.trim_end().rsplit("clc = ").next().unwrap();
        assert!(value.parse::<u32>().unwrap() <= round, "{text}");
    }
    let said = ada.log("clc 99");
    assert_eq!(said.code, 0, "{}", said.stderr);
}

#[test]
fn of_many_writers_none_is_lost() {
    let ada = Holder::new();
    let days: Vec<String> = (1..=12)
        .map(|month| format!("20{month:02}-01-01"))
        .collect();
    let children: Vec<Child> = days
        .iter()
        .map(|day| {
            finder(&ada, &["cert", "gnp", "--earned", day])
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let text = ada.text();
    for day in days {
        assert!(
            text.contains(&format!("earned = {day}\n")),
            "{day} in {text}"
        );
    }
}

#[test]
fn who_waits_says_for_whom_and_goes_on() {
    let ada = Holder::new();
    ada.logged("clc 1");
    let held = Durable::open(&ada.path(), |_| {}).unwrap();
    let child = finder(&ada, &["clc", "2"]).spawn().unwrap();
    thread::sleep(Duration::from_millis(1_500));
    drop(held);
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let expected = format!(
        "note: another `finder` (process {}) is writing `[HOME]/data/record.toml`; waiting for it\n",
        std::process::id()
    );
    assert_eq!(ada.tame(&told), expected);
    assert!(ada.text().contains("clc = 2"));
}

/// A disk that takes no more: the shell lets no file of the program grow beyond a block.
#[test]
fn a_full_disk_loses_nothing() {
    let long = format!("format = 1\n{}", "# a long record\n".repeat(200));
    let ada = Holder::with(&long);
    let command = finder(&ada, &["clc", "3"]);
    let mut shell = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_finder");
    shell.args([
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec \"$@\"",
        "sh",
        program,
    ]);
    shell.args(command.get_args());
    shell.env_clear().env("FINDER_RECORD", ada.path());
    let output = shell.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot be written: "), "{told}");
    assert!(
        told.contains("Nothing was changed. Make room on the disk"),
        "{told}"
    );
    assert_eq!(ada.text(), long);
    let names = fs::read_dir(ada.path().parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        names
            .iter()
            .all(|name| !name.to_string_lossy().ends_with(".new")),
        "{names:?}"
    );
}
