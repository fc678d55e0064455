//! `finder explain`: the page of a finding.

use crate::diagnostic::{Code, closest, shown};

use super::{Exit, Failure, World, args::ExplainArgs};

pub(super) fn run(args: &ExplainArgs, world: &mut World<'_>) -> Result<Exit, Failure> {
    let out = &mut world.out.writer;
    match &args.code {
        Some(name) => write!(out, "{}", code(name)?.page())?,
        None => list(out)?,
    }
    Ok(Exit::Done)
}

/// The code with that name, also as it stands in brackets before a message.
fn code(name: &str) -> Result<Code, Failure> {
    let bare = name.rsplit('[').next().unwrap_or(name);
    let bare = bare.trim_end_matches([']', ':']).to_ascii_lowercase();
    Code::from_name(&bare).ok_or_else(|| {
        let names = Code::ALL.iter().map(|code| code.name());
        let message = match closest(&bare, names) {
            Some(near) => format!(
                "`explain {}`: no finding is called so; did you mean `{near}`?",
                shown(name)
            ),
            None => format!("`explain {}`: no finding is called so", shown(name)),
        };
        Failure::usage(message).hint("`finder explain` lists them all.")
    })
}

/// Every code with what it means, in two columns.
fn list(out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let widest = codes
        .iter()
        .map(|code| code.name().len())
        .max()
        .unwrap_or_default();
    for code in codes {
        writeln!(out, "{code:widest$}  {}", code.summary())?;
    }
    Ok(())
}
