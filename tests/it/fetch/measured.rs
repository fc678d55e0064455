//! What carrying costs: in memory, in a process of its own, where a page has no measure; and what stands between us and the network.
#![expect(
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "the other process tells what it saw on its standard output"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a process of its own is the only one whose memory can be measured"
)]

use std::{
    env,
    process::{Command, Output},
    time::Duration,
};

use super::{
    Policy, Run, Wish, hostile, quick,
    server::{Reply, Server, head, page},
};

/// What the other process is told by.
const URL: &str = "FINDER_TEST_URL";

/// Not a test by itself: what the other process does. It fetches an address and says what came, and how much memory it had at most.
#[test]
fn elsewhere() {
    let Ok(url) = env::var(URL) else { return };
    let strict = env::var("FINDER_TEST_STRICT").is_ok();
    let run = Run {
        policy: Policy {
            timeout: Duration::from_secs(20),
            allow_loopback: !strict,
            again: 0,
            most_bytes: if env::var("FINDER_TEST_LARGE").is_ok() {
                64 << 20
            } else {
                8 << 20
            },
            ..quick()
        },
        ..Run::default()
    };
    let host = url::Url::parse(&url)
        .unwrap()
        .host_str()
        .unwrap()
        .to_owned();
    let told = match run.all(vec![Wish::page(&url).hosts(&[&host])]).0 {
        Ok(mut done) => match done.remove(0) {
            Ok(pages) => format!("came {}", pages[0].text.len()),
            Err(failure) => format!("failed {failure}"),
        },
        Err(failure) => format!("nothing {failure}"),
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap_or("0 kB").trim().trim_end_matches(" kB");
    println!("told: {told}\npeak: {peak}");
}

/// Fetches an address in a process of its own, with these variables set.
pub(super) fn elsewhere_of(url: &str, set: &[(&str, &str)]) -> (String, usize) {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "fetch::measured::elsewhere", "--nocapture"]);
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
    ] {
        command.env_remove(name);
    }
    let Output { stdout, .. } = command
        .env(URL, url)
        .envs(set.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8(stdout).unwrap();
    let after = |name: &str| {
        let line = said.lines().find_map(|line| line.split_once(name)).unwrap();
        line.1.to_owned()
    };
    (after("told: "), after("peak: ").parse().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_takes_no_more_memory_than_a_page() {
    let packed = hostile::bomb(200 << 20);
    let server = Server::new(move |_| page("Content-Encoding: gzip\n", &packed));
    let (told, peak) = elsewhere_of(&server.url("/"), &[]);
    assert!(told.contains("has more than 8 MiB"), "{told}");
    assert!(peak > 0 && peak < 60_000, "{peak} kB");
}

#[cfg(target_os = "linux")]
#[test]
fn neither_does_a_page_without_end() {
    let html = head(200, "Content-Type: text/html\n");
    let server = Server::new(move |_| Reply::Endless(html.clone(), b"<p>more and more"));
    let (told, peak) = elsewhere_of(&server.url("/"), &[]);
    assert!(told.contains("has more than 8 MiB"), "{told}");
    assert!(peak > 0 && peak < 60_000, "{peak} kB");
}

#[cfg(target_os = "linux")]
#[test]
fn without_certificates_nothing_is_asked_and_it_is_said() {
    let set = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
        ("FINDER_TEST_STRICT", "1"),
    ];
    let (told, _) = elsewhere_of("https://unreachable.example/", &set);
    assert!(
        told.starts_with("nothing no connection can be made ready"),
        "{told}"
    );
    assert!(told.contains("certificates"), "{told}");
}

#[test]
fn a_proxy_is_asked_for_names_and_near_addresses_are_refused_before_it() {
    let proxy = Server::new(|asked| page("", format!("{} {}", asked.method, asked.path)));
    let address = format!("http://127.0.0.1:{}", proxy.port());
    let set = [
        ("HTTP_PROXY", address.as_str()),
        ("http_proxy", &address),
        ("FINDER_TEST_STRICT", "1"),
    ];
    let (told, _) = elsewhere_of("http://unreachable.example/a", &set);
    assert_eq!(told, "came 32", "GET http://unreachable.example/a");
    let asked = proxy.log().len();
    let (told, _) = elsewhere_of("http://169.254.169.254/a", &set);
    assert!(told.contains("belongs to the local link"), "{told}");
    assert_eq!(proxy.log().len(), asked);
}
