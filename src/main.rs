//! The doorbell: asks the machine for the day, the arguments and the terminal, once, and hands them in.

use std::{
    env,
    ffi::OsString,
    io::{BufWriter, IsTerminal, stderr, stdout},
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};
use finder::cli::{Screen, World, run, style};

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the machine"
)]
fn main() -> ExitCode {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty());
    let columns = |is_terminal: bool| {
        is_terminal.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into()))
    };
    let look = |is_terminal: bool, choice: ColorChoice| {
        style(
            columns(is_terminal),
            choice != ColorChoice::Never,
            locale.as_deref(),
        )
    };
    let out_style = look(stdout().is_terminal(), AutoStream::choice(&stdout()));
    let err_style = look(stderr().is_terminal(), AutoStream::choice(&stderr()));
    let mut out = BufWriter::new(AutoStream::auto(stdout().lock()));
    let mut err = AutoStream::auto(stderr().lock());
    run(World {
        today: chrono::Local::now().date_naive(),
        args: env::args_os().collect::<Vec<OsString>>(),
        out: Screen {
            writer: &mut out,
            style: out_style,
        },
        err: Screen {
            writer: &mut err,
            style: err_style,
        },
    })
    .into()
}
