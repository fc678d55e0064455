//! `finder claim`.

use super::{DONE, HELD, Holder, full};

#[test]
fn what_is_to_be_claimed_is_listed() {
    insta::assert_snapshot!("claims", full().ask("claim").stdout);
    let said = Holder::with(HELD).ask("claim");
    assert_eq!(
        (said.stdout.as_str(), said.code),
        ("Nothing is to be claimed.\n", 0)
    );
}

#[test]
fn the_steps_are_walked_with_what_is_ready_and_what_is_missing() {
    insta::assert_snapshot!("claim_by_itself", full().ask("claim sdsi").stdout);
    insta::assert_snapshot!("claim_by_hand", full().ask("claim cisco-live").stdout);
    // What was completed before credits posted by themselves still takes the steps of then.
    let old = DONE.replace("2026-10-02", "2023-11-27");
    let said = Holder::with(&format!("{HELD}{old}")).ask("claim sdsi");
    assert!(
        !said
            .stdout
            .contains("post by themselves, without a claim. So"),
        "{}",
        said.stdout
    );
}

/// A run of `claim`, what it said, and the state in the record.
#[track_caller]
fn moves(holder: &Holder, args: &str, told: &str, state: &str) {
    let said = holder.ask(args);
    assert_eq!(said.stdout.trim_end(), told, "{}", said.stderr);
    assert_eq!(said.code, 0);
    let text = holder.text();
    assert!(text.contains(&format!("state = \"{state}\"")), "{text}");
}

#[test]
fn a_claim_moves_from_state_to_state() {
    let holder = full();
    moves(
        &holder,
        "claim sdsi --done",
        "`sdsi` was to-submit and is earned now",
        "earned",
    );
    moves(
        &holder,
        "claim cisco-live --rejected",
        "`cisco-live` was pending and is rejected now",
        "rejected",
    );
    let by_hand = DONE.replace("state = \"pending\"\n", "");
    let holder = Holder::with(&format!("{HELD}{by_hand}"));
    moves(
        &holder,
        "claim cisco-live --done",
        "`cisco-live` was to-submit and is pending now",
        "pending",
    );
    moves(
        &holder,
        "claim cisco-live --done",
        "`cisco-live` was pending and is earned now",
        "earned",
    );
    // All but the states is as it was.
    let states = |line: &&str| !line.starts_with("state");
    let text = holder.text();
    let now: Vec<&str> = text.lines().filter(states).collect();
    let before = format!("{HELD}{by_hand}");
    assert_eq!(now, before.lines().filter(states).collect::<Vec<_>>());
}

#[track_caller]
fn refused(args: &str, message: &str, way_out: &str) {
    let holder = full();
    let before = holder.text();
    let said = holder.ask(args);
    let told = said.stderr;
    assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{told}");
    assert!(told.contains(message) && told.contains(way_out), "{told}");
    assert_eq!(holder.text(), before);
}

#[test]
fn what_cannot_be_claimed_is_refused_with_a_way_out() {
    refused(
        "claim encor --done",
        "`claim encor`: its claim is earned already",
        "`finder log encor --state STATE`",
    );
    refused(
        "claim 300-410",
        "an exam that is passed is not claimed",
        "`finder claim` lists",
    );
    refused(
        "claim sise",
        "`claim sise`: it is not in your record",
        "`finder log sise --completed DATE`",
    );
    refused(
        "claim sdsy",
        "`claim sdsy`: no completion of your record is called so; did you mean `sdsi`?",
        "`finder claim` lists",
    );
    refused("claim --done", "required", "<ID>");
    refused(
        "claim sdsi --done --rejected",
        "cannot be used with",
        "--rejected",
    );
}

#[test]
fn a_settled_claim_is_told_as_one() {
    let said = full().ask("claim ENCOR");
    assert!(
        said.stdout.contains("Nothing is left to claim."),
        "{}",
        said.stdout
    );
}
