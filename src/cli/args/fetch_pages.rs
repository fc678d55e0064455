//! What the help pages of `finder fetch` say below the flags: what its exit codes mean, which is not the same for each, and what the
//! environment changes.

use clap::Command;

use super::pages::TEMPLATE;

/// The last lines of every long page.
macro_rules! long {
    ($codes:literal) => {
        concat!(
            "Exit codes:\n",
            $codes,
            "\n\nEnvironment:
  FINDER_CATALOG  The directory of the catalogue, unless --catalog names one
  FINDER_OFFLINE  Ask nobody (unless empty, 0 or false)
  HTTP_PROXY, HTTPS_PROXY, NO_PROXY
                  The proxy, and the hosts that are asked without it
  SSL_CERT_FILE   The certificates to trust instead of the system's
  NO_COLOR        No colour, whatever its value (unless empty)"
        )
    };
}

/// The last lines of every short page.
macro_rules! short {
    ($codes:literal) => {
        concat!(
            "Exit codes: ",
            $codes,
            "\nEnvironment: FINDER_CATALOG, FINDER_OFFLINE, NO_COLOR. `--help` tells more."
        )
    };
}

/// The last lines of both pages of a command.
fn tails(name: &str) -> [&'static str; 2] {
    match name {
        "list" => LIST,
        "show" => SHOW,
        "test" => TEST,
        "links" => LINKS,
        "clean" => CLEAN,
        _ => RUN,
    }
}

/// A page of `fetch` or of what is below it, with what all of them have around the flags.
pub(super) fn frame(command: Command) -> Command {
    let [short, long] = tails(command.get_name());
    command
        .help_template(TEMPLATE)
        .after_help(short)
        .after_long_help(long)
}

const RUN: [&str; 2] = [
    short!("0 done, 1 something waits (--check), 2 wrong usage, 3 one failed."),
    long!(
        "  0    Every source that was asked met its contract, or those that did not
       are marked `fragile`
  1    With --check: something waits for a person
  2    Wrong usage, or a source that is at fault: nothing was asked
  3    A source failed, or nothing could be used at all
  130  Ctrl-C: what had come by then is kept and told"
    ),
];

const LIST: [&str; 2] = [
    short!("0 done, 2 wrong usage or source, 3 could not run."),
    long!(
        "  0  Done, whatever became of the runs
  2  Wrong usage, or a source that is at fault
  3  The state could not be read: a folder is not safe"
    ),
];

const SHOW: [&str; 2] = [
    short!("0 done, 1 the contract is broken, 2 wrong usage, 3 nothing kept."),
    long!(
        "  0  The rows are shown, those that are held among them
  1  The page does not meet the contract of its source
  2  Wrong usage, or a source that is at fault
  3  Nothing is kept that could be shown, or the file cannot be read"
    ),
];

const TEST: [&str; 2] = [
    short!("0 done, 1 a page reads otherwise, 2 wrong usage, 3 could not run."),
    long!(
        "  0  Every page is read as expected
  1  A page is not read as expected
  2  Wrong usage, or a source that is at fault
  3  A file could not be read or written"
    ),
];

const LINKS: [&str; 2] = [
    short!("0 done, 2 wrong usage, 3 not finished, 130 interrupted."),
    long!(
        "  0    Every address that was due was looked at, whatever was found
  2    Wrong usage, or a source that is at fault: nothing was asked
  3    It took too long, or nothing could be asked
  130  Ctrl-C: what was found by then is kept; the rest is for the next time"
    ),
];

const CLEAN: [&str; 2] = [
    short!("0 done, 2 wrong usage, 3 a page could not be deleted."),
    long!(
        "  0  No page is kept any more
  2  Wrong usage
  3  A page could not be deleted, or a folder is not safe"
    ),
];
