//! What the help pages say around the flags: examples first, exit codes and environment last.

use clap::Command;

/// Examples, then what it does, then how it is called.
pub(super) const TEMPLATE: &str =
    "{before-help}{about-with-newline}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Closes every short page.
pub(super) const TAIL: &str = "\
Exit codes: 0 done, 1 the answer is no, 2 wrong usage or input, 3 could not run.
Environment: FINDER_CATALOG, FINDER_RECORD, NO_COLOR. `--help` tells more.";

/// Closes every long page.
pub(super) const LONG_TAIL: &str = "\
Exit codes:
  0  Done. A closed pipe counts as done
  1  It ran well and the answer is no: there is no plan, something is overdue,
     `check` found errors, `fix --check` changes
  2  Wrong usage, or input that cannot be used
  3  It could not run: something could not be read or written

Environment:
  FINDER_CATALOG  The directory of the catalogue, unless --catalog names one
  FINDER_RECORD   The file of your record, unless --record names one
  NO_COLOR        No colour, whatever its value (unless empty)";

/// A page with what all of them have around the flags.
pub(super) fn frame(command: Command) -> Command {
    #[cfg(feature = "fetch")]
    if command.get_name() == "fetch" {
        return super::fetch_pages::frame(command);
    }
    command
        .help_template(TEMPLATE)
        .after_help(TAIL)
        .after_long_help(LONG_TAIL)
}

pub(super) const FINDER: &str = "\
Examples:
  finder plan --cert ccnp              the cheapest way to renew a CCNP
  finder plan --cert ccnp --have 75    where to get the last 5 credits
  finder list --free --sort credits    what earns credits for nothing";

pub(super) const LONG_FINDER: &str = "\
Examples:
  finder plan --cert ccnp              the cheapest way to renew a CCNP
  finder plan --cert ccnp --have 75    where to get the last 5 credits
  finder list --free --min-credits 5 --sort credits
                                       what gives them for nothing, in one go
  finder show sdsi                     all that is known of one course
  finder certs                         every certification, every route";

pub(super) const PLAN: &str = "\
Examples:
  finder plan --cert ccnp
  finder plan --cert ccnp --have 75 --expires 2027-03-31";

pub(super) const LONG_PLAN: &str = "\
Examples:
  finder plan --cert ccnp
  finder plan --cert ccnp --have 75 --expires 2027-03-31
  finder plan --cert ccie --taken ENCOR,300-745 --budget 500
  finder plan --cert ccnp-security --route credits-only --hours-per-week 6
  finder plan --cert ccna --currency GBP --rate USD=0.79 --format json
  finder plan --cert ccnp --expires 2027-03-31 --save spring-2027 --format ics > plan.ics";

pub(super) const DIFF: &str = "\
Examples:
  finder diff
  finder diff spring-2027
  finder diff spring-2027 --format markdown";

pub(super) const LIST: &str = "\
Examples:
  finder list --free --min-credits 5 --sort credits    the last 5 credits
  finder list --topic security --sort cost-per-credit";

pub(super) const LONG_LIST: &str = "\
Examples:
  finder list --free --min-credits 5 --sort credits    the last 5 credits
  finder list --topic security --sort cost-per-credit
  finder list --search kubernetes --max-cost 500 --currency EUR --rate USD=0.92
  finder list --ending 30 --format csv
  finder list --new 90 --sort checked";

pub(super) const SHOW: &str = "\
Examples:
  finder show sdsi
  finder show 350-401
  finder show devnet-associate
  finder show SISE --today 2023-04-01";

pub(super) const CERTS: &str = "\
Examples:
  finder certs
  finder certs --program isc2
  finder certs --format json";

#[cfg(feature = "fetch")]
pub(super) const FETCH: &str = "\
Examples:
  finder fetch list                    what can be asked
  finder fetch revup                   ask it, and compare with the catalogue
  finder fetch --propose proposals     write what a person may accept";

#[cfg(feature = "fetch")]
pub(super) const LONG_FETCH: &str = "\
Examples:
  finder fetch list                    what can be asked
  finder fetch revup                   ask it, and compare with the catalogue
  finder fetch --offline --format json
                                       what is kept, without asking anybody
  finder fetch --check                 end in 1 when something waits for a person
  finder fetch --propose proposals     write what a person may accept
  finder fetch --from-file revup=page.html
                                       read a page that you saved yourself";

#[cfg(feature = "fetch")]
pub(super) const FETCH_LIST: &str = "\
Examples:
  finder fetch list
  finder fetch list --runs";

#[cfg(feature = "fetch")]
pub(super) const FETCH_SHOW: &str = "\
Examples:
  finder fetch show revup
  finder fetch show revup --back 1
  finder fetch show revup --from-file page.html";

#[cfg(feature = "fetch")]
pub(super) const FETCH_TEST: &str = "\
Examples:
  finder fetch test
  finder fetch test revup --write";

#[cfg(feature = "fetch")]
pub(super) const FETCH_LINKS: &str = "\
Examples:
  finder fetch links
  finder fetch links --search cisco-u --format json";

#[cfg(feature = "fetch")]
pub(super) const FETCH_CLEAN: &str = "\
Examples:
  finder fetch clean";

pub(super) const STATUS: &str = "\
Examples:
  finder status
  finder status --format markdown";

pub(super) const LONG_STATUS: &str = "\
Examples:
  finder status
  finder status --format markdown    for your manager
  finder status --format ics         for your calendar
  finder status || echo overdue!     ends in 1 when something is overdue

Overdue is a claim that was not submitted by its day, a certification that
expired without being renewed, and a year that is over in which too few credits
were earned.";

pub(super) const CLAIM: &str = "\
Examples:
  finder claim                 what is to be claimed
  finder claim encor           how to claim it
  finder claim encor --done    it is submitted; or, later, it is earned";

pub(super) const LOG: &str = "\
Examples:
  finder log ENCOR --completed 2026-10-02 --certificate X-123
  finder log exam 350-401 --passed 2026-09-14
  finder log cert ccnp-enterprise --earned 2024-05-01
  finder log --state earned encor";

pub(super) const LONG_LOG: &str = "\
Examples:
  finder log ENCOR --completed 2026-10-02 --certificate X-123
  finder log exam 350-401 --passed 2026-09-14
  finder log cert ccnp-enterprise --earned 2024-05-01
  finder log --state earned encor
  finder log pass cisco-u-all-access --until 2027-05-01
  finder log clc 40 --until 2027-03-01
  finder log taken SISE
  finder log webinar --program isc2 --hours 3 --completed 2026-10-02
  finder log defaults --currency EUR --rate USD=0.92 --hours-per-week 5
  finder log --undo";

pub(super) const LOG_EXAM: &str = "\
Examples:
  finder log exam 350-401 --passed 2026-09-14";

pub(super) const LOG_CERT: &str = "\
Examples:
  finder log cert ccnp-enterprise --earned 2024-05-01
  finder log cert ccna --earned 2024-01-10 --expires 2027-05-01";

pub(super) const LOG_PASS: &str = "\
Examples:
  finder log pass cisco-u-all-access --until 2027-05-01";

pub(super) const LOG_CLC: &str = "\
Examples:
  finder log clc 40 --until 2027-03-01";

pub(super) const LOG_DEFAULTS: &str = "\
Examples:
  finder log defaults --currency EUR --rate USD=0.92 --hours-per-week 5
  finder log defaults --busy 2026-12-20..2027-01-03
  finder log defaults --forget busy,rates";

pub(super) const LOG_TAKEN: &str = "\
Examples:
  finder log taken SISE 300-745";

pub(super) const CHECK: &str = "\
Examples:
  finder check
  finder check catalog/cisco/activities/encor.toml
  finder check --since origin/main --format github";

pub(super) const LONG_CHECK: &str = "\
Examples:
  finder check
  finder check catalog/cisco/activities/encor.toml
  finder check --since origin/main --format github
  finder check --format sarif > findings.sarif
  finder check --stale";

pub(super) const IMPACT: &str = "\
Examples:
  finder impact origin/main
  finder impact ../finder-of-last-week/catalog";

pub(super) const EXPLAIN: &str = "\
Examples:
  finder explain bad-date
  finder explain";

pub(super) const FIX: &str = "\
Examples:
  finder fix
  finder fix catalog/cisco/activities/encor.toml --write
  finder fix --check";

pub(super) const NEW: &str = "\
Examples:
  finder new
  finder new --from encor --version 2.0 --source https://www.cisco.com/…";

pub(super) const LONG_NEW: &str = "\
Examples:
  finder new
  finder new --from encor --version 2.0 --source https://www.cisco.com/…
  finder new --title \"Puppet 101\" --type course --credits 8 --topics automation --provider cisco-u --format self-paced --cost free \\
    --source https://www.cisco.com/… --write";

pub(super) const PROMOTE: &str = "\
Examples:
  finder promote proposals/2026-11-22-revup.toml
  finder promote proposals/2026-11-22-revup.toml --write
  finder promote proposals/2026-11-22-revup.toml --format json";

pub(super) const VERIFY: &str = "\
Examples:
  finder verify encor
  finder verify encor/cisco-u --on 2026-11-20
  finder verify 350-401";

pub(super) const COMPLETIONS: &str = "\
Examples:
  finder completions bash > ~/.local/share/bash-completion/completions/finder
  finder completions fish > ~/.config/fish/completions/finder.fish";

pub(super) const MAN: &str = "\
Examples:
  finder man | man -l -
  finder man ~/.local/share/man/man1";
