//! The doorbell: asks the machine for the day, the arguments and the terminal, once, and hands them in with a stopwatch.

use std::{
    env,
    io::{BufWriter, IsTerminal, stderr, stdin, stdout},
    process::ExitCode,
    time::Instant,
};

use anstream::{AutoStream, ColorChoice};
use finder::cli::{Folders, Screen, Terminal, World, run, style};

#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn main() -> ExitCode {
    let (begun, clock) = (Instant::now(), chrono::Local::now().date_naive());
    let mut locales = ["LC_ALL", "LC_CTYPE", "LANG"].map(env::var_os).into_iter();
    let locale = locales.find_map(|locale| locale.filter(|value| !value.is_empty()));
    let columns = terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into());
    let look = |terminal: bool, color: ColorChoice| {
        let color = color != ColorChoice::Never;
        style(terminal.then_some(columns), color, locale.as_deref())
    };
    let out_style = look(stdout().is_terminal(), AutoStream::choice(&stdout()));
    let err_style = look(stderr().is_terminal(), AutoStream::choice(&stderr()));
    let mut out = BufWriter::new(AutoStream::auto(stdout().lock()));
    let mut err = AutoStream::auto(stderr()); // Not locked: a thread of its own draws progress there.
    run(World {
        today: clock,
        clock,
        now: chrono::Utc::now(),
        elapsed: &|| begun.elapsed(),
        args: env::args_os().collect(),
        variable: &|name| env::var(name).ok(),
        folders: Folders::of_this_user(),
        out: Screen::new(&mut out, out_style),
        err: Screen::new(&mut err, err_style),
        terminal: (stdin().is_terminal() && stderr().is_terminal()).then_some(&mut Terminal),
    })
    .into()
}
