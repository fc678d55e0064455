//! A run of `finder` in this process: say what the world is like, get what it said.
#![expect(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use std::{cell::Cell, ffi::OsString, io, path::Path, time::Duration};

use chrono::NaiveTime;
use finder::{
    cli::{Ask, Folders, Question, Screen, World, run},
    model::Date,
    report::Style,
};

/// Where the small catalogue lies.
pub(crate) const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/small");

/// A run to be.
pub(crate) struct Finder {
    today: Date,
    catalog: Option<String>,
    style: Style,
    answers: Option<Answers>,
    folders: Folders,
    tick: Duration,
}

/// Somebody at the terminal, who answers by the question and stops at one that is unknown to her.
pub(crate) struct Answers(pub(crate) &'static [(&'static str, &'static str)]);

impl Ask for Answers {
    fn text(&mut self, question: &Question<'_>) -> io::Result<String> {
        let mut answers = self.0.iter().filter(|(text, _)| *text == question.text);
        let (_, answer) = answers.next().ok_or(io::ErrorKind::Interrupted)?;
        Ok((*answer).to_owned())
    }

    fn confirm(&mut self, _: &str) -> io::Result<bool> {
        Ok(self.0.contains(&("write", "yes")))
    }
}

/// What a run said.
pub(crate) struct Said {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: u8,
}

/// A run on the small catalogue, on 2026-11-22, into a pipe.
pub(crate) fn finder() -> Finder {
    Finder {
        today: Date::from_ymd_opt(2026, 11, 22).unwrap(),
        catalog: Some(SMALL.to_owned()),
        style: Style {
            width: 100,
            color: false,
            unicode: true,
        },
        answers: None,
        folders: Folders::default(),
        tick: Duration::ZERO,
    }
}

impl Finder {
    /// On another catalogue.
    pub(crate) fn catalog(mut self, directory: &str) -> Self {
        self.catalog = Some(directory.to_owned());
        self
    }

    /// On the catalogue inside the program.
    pub(crate) fn built_in(mut self) -> Self {
        self.catalog = None;
        self
    }

    /// With somebody at the terminal.
    pub(crate) fn answers(mut self, answers: &'static [(&'static str, &'static str)]) -> Self {
        self.answers = Some(Answers(answers));
        self
    }

    /// On another day, by the clock too; `--today` supposes one.
    pub(crate) fn today(mut self, today: &str) -> Self {
        self.today = today.parse().unwrap();
        self
    }

    /// With a stopwatch that goes on by so much whenever somebody looks at it; without this, no time passes.
    pub(crate) fn ticking(mut self, tick: Duration) -> Self {
        self.tick = tick;
        self
    }

    /// For a user whose files all lie below a folder.
    pub(crate) fn home(mut self, home: &Path) -> Self {
        let below = |name| Some(home.join(name));
        self.folders = Folders {
            home: Some(home.to_owned()),
            config: below("config"),
            data: below("data"),
            cache: below("cache"),
            state: below("state"),
        };
        self
    }

    /// On a screen of that many columns.
    pub(crate) fn width(mut self, width: usize) -> Self {
        self.style.width = width;
        self
    }

    /// On a screen that shows nothing but ASCII.
    pub(crate) fn ascii(mut self) -> Self {
        self.style.unicode = false;
        self
    }

    /// Runs it with arguments that are separated by blanks.
    pub(crate) fn args(self, args: &str) -> Said {
        self.run(&args.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs it with arguments.
    pub(crate) fn run(self, args: &[&str]) -> Said {
        let mut answers = self.answers;
        let catalog = self.catalog.map(|path| format!("--catalog={path}"));
        let args = ["finder"].iter().chain(args).map(OsString::from);
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let elapsed = Cell::new(Duration::ZERO);
        let look = || elapsed.replace(elapsed.get() + self.tick);
        let exit = run(World {
            today: self.today,
            clock: self.today,
            now: self.today.and_time(NaiveTime::MIN).and_utc(),
            elapsed: &look,
            args: args.chain(catalog.map(OsString::from)).collect(),
            variable: &|name| (name == "FINDER_TEST_KEY").then(|| "secret-key".to_owned()),
            folders: self.folders,
            out: Screen::new(&mut stdout, self.style),
            err: Screen::new(&mut stderr, self.style),
            terminal: answers.as_mut().map(|answers| answers as &mut dyn Ask),
        });
        Said {
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            code: exit.code(),
        }
    }
}
