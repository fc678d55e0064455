//! The program itself, as a process of its own: stopped in the midst of a run, and behind a proxy.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests start the program, look at what it left behind, and wait for it"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    command::{FIXTURES, User, recorded},
    server::{Reply, Server, head, page, status},
};

/// The program with a home of its own and nothing else in its environment.
fn program(user: &User, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_finder"));
    command
        .args(args.split_whitespace())
        .args(["--today", "2026-11-22", "--catalog"])
        .arg(Path::new(FIXTURES).join("catalog"));
    command.env_clear().env("HOME", user.home.path());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// One source is there at once, another never comes to its end.
fn half_dripping() -> Server {
    let html = recorded("revup.html");
    Server::new(move |asked| {
        if asked.header("host") == Some("learn.example.com") {
            return page(
                "ETag: \"1\"\nContent-Type: text/html; charset=utf-8\n",
                &html,
            );
        }
        let begin = [head(200, "Content-Type: text/html\n"), b"<html>".to_vec()].concat();
        Reply::Drip(begin, Duration::from_millis(50))
    })
}

/// Starts a run, presses Ctrl-C when the second source has begun to drip, and gives what the program said.
fn interrupted(user: &User, server: &Server, args: &str) -> Output {
    let port = server.port();
    let dripping = || {
        server
            .paths()
            .iter()
            .filter(|path| *path == "/cisco")
            .count()
    };
    let before = dripping();
    let child = program(user, &format!("{args} --loopback {port}"))
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while dripping() == before {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "{:?}",
            server.paths()
        );
        thread::sleep(Duration::from_millis(20));
    }
    // Until some of it has dripped.
    thread::sleep(Duration::from_millis(400));
    let pid = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    let pressed = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(
        pressed.elapsed() < Duration::from_secs(10),
        "{:?}",
        pressed.elapsed()
    );
    output
}

#[test]
fn ctrl_c_ends_a_run_and_keeps_what_had_come() {
    let user = User::new();
    let server = half_dripping();
    let output = interrupted(&user, &server, "fetch revup partner");
    let (out, err) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    assert_eq!(output.status.code(), Some(130), "{out}{err}");
    let row = |name: &str| {
        out.lines()
            .find(|line| line.starts_with(name))
            .unwrap()
            .to_owned()
    };
    assert!(row("revup").contains("ok (fetched)"), "{out}");
    assert!(row("partner").contains("interrupted"), "{out}");
    assert!(
        err.contains("it was interrupted; what had come by then is kept"),
        "{err}"
    );
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}') && !err.contains('\r'));
    assert!(err.ends_with('\n'));
    // What had come is there and whole, and nothing else is.
    let state = user.home.path().join(".local/state/finder");
    assert!(state.join("snapshots/revup.json").is_file());
    assert!(!state.join("snapshots/partner.json").exists());
    let all = files(user.home.path());
    let known = |path: &&PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("json" | "jsonl" | "body" | "TAG"))
    };
    let strange: Vec<_> = all.iter().filter(|path| !known(path)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    for path in all
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let text = fs::read_to_string(path).unwrap();
        assert!(
            serde_json::from_str::<serde_json::Value>(&text).is_ok(),
            "{}",
            path.display()
        );
    }
    // The next run goes on from there: who was interrupted has not failed.
    let asked = server.paths().len();
    let again = interrupted(&user, &server, "fetch revup partner");
    let out = String::from_utf8(again.stdout).unwrap();
    assert!(out.contains("ok (fresh)"), "{out}");
    assert_eq!(server.paths().len(), asked + 1);
}

#[test]
fn ctrl_c_leaves_a_terminal_clean() {
    let user = User::new();
    let server = half_dripping();
    let port = server.port();
    let home = user.home.path().display();
    let program = env!("CARGO_BIN_EXE_finder");
    let catalog = format!("{FIXTURES}/catalog");
    let line = format!(
        "HOME={home} TERM=xterm {program} fetch revup partner --today 2026-11-22 --catalog {catalog} --loopback {port}"
    );
    // `script` puts it before a terminal; it may not be there.
    let Ok(child) = Command::new("script")
        .args(["-qefc", &line, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    else {
        return;
    };
    let begun = Instant::now();
    while !server.paths().iter().any(|path| path == "/cisco") {
        assert!(begun.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(20));
    }
    thread::sleep(Duration::from_millis(600));
    // What a terminal makes of Ctrl-C.
    let mut child = child;
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), b"\x03").unwrap();
    let output = child.wait_with_output().unwrap();
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(130), "{seen}");
    assert!(
        seen.contains("1/2"),
        "there was a line of progress: {seen:?}"
    );
    // The line of progress is taken away, and nothing is drawn after it but the answer.
    let (_, after) = seen.split_once("^C").unwrap();
    let answer = after.strip_prefix("\r\u{1b}[2K").unwrap();
    assert!(
        !answer.contains("\u{1b}[2K") && !answer.contains("1/2"),
        "{answer:?}"
    );
    assert!(answer.contains("interrupted"), "{answer:?}");
}

#[test]
fn a_proxy_is_asked_for_names_and_for_no_number() {
    let proxy = Server::bare(|_| status(502, "", "no tunnel"));
    let address = format!("http://127.0.0.1:{}", proxy.port());
    let behind = |user: &User, set: &[(&str, &str)]| {
        let mut command = program(user, "fetch mine --refresh");
        let output = command.envs(set.iter().copied()).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let user = User::new();
    user.declare("https://own.invalid/offers", "own.invalid");
    fs::create_dir_all(user.home.path().join(".config/finder")).unwrap();
    fs::rename(
        user.home.path().join("config/sources.toml"),
        user.home.path().join(".config/finder/sources.toml"),
    )
    .unwrap();
    // A tunnel is asked for by name, and the proxy here is none.
    let told = behind(&user, &[("HTTPS_PROXY", &address)]);
    let asked = proxy.log();
    assert!(!asked.is_empty(), "{told}");
    assert!(
        asked
            .iter()
            .all(|asked| asked.method == "CONNECT" && asked.path == "own.invalid:443"),
        "{asked:?}"
    );
    // One that it is not to be asked for is looked up here.
    let told = behind(&user, &[("HTTPS_PROXY", &address), ("NO_PROXY", "invalid")]);
    assert_eq!(proxy.log().len(), asked.len(), "{told}");
}
