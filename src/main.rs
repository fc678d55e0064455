//! The doorbell: asks the machine for the day, the arguments and the terminal, once, and hands them in.

use std::{env, io, process::ExitCode};

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use finder::cli::{Screen, World, run, style};

#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn main() -> ExitCode {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(env::var_os);
    let locale = locale.into_iter().flatten().find(|value| !value.is_empty());
    let look = |stream: (bool, bool)| {
        let width = || terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into());
        style(stream.0.then(width), stream.1, locale.as_deref())
    };
    let (out_style, err_style) = (look(facts(&io::stdout())), look(facts(&io::stderr())));
    let mut out = io::BufWriter::new(AutoStream::auto(io::stdout().lock()));
    let mut err = AutoStream::auto(io::stderr().lock());
    let screen = |writer, style| Screen { writer, style };
    let exit = run(World {
        today: chrono::Local::now().date_naive(),
        args: env::args_os().collect(),
        out: screen(&mut out, out_style),
        err: screen(&mut err, err_style),
    });
    exit.into()
}

/// Whether a stream is a terminal, and whether it takes colour.
fn facts<S: RawStream>(stream: &S) -> (bool, bool) {
    let color = AutoStream::choice(stream) != ColorChoice::Never;
    (stream.is_terminal(), color)
}
