//! The only other program that is started: `git`, asked what has changed and what it was before. It is never asked to change anything.

use std::{
    collections::BTreeSet,
    fmt,
    io::{self, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

/// A file that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its path from the folder that was asked about, with forward slashes.
    pub path: String,
    /// What it held; `None` when it was not there.
    pub before: Option<Vec<u8>>,
}

/// Every file below a folder that is not as it was where the present parted from `revision`, by path. What is not committed yet, or not
/// even known to git, counts as the present.
///
/// # Errors
/// When there is no `git`, the folder is in no repository, or the revision is not in it.
pub fn changes_since(folder: &Path, revision: &str) -> Result<Vec<Change>, GitError> {
    let folder = Repository { folder };
    let base = folder.base(revision)?;
    let diff = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--relative",
        "-z",
    ];
    let mut paths = folder.paths(&[&diff, [base.as_str(), "--", "."].as_slice()].concat())?;
    paths.extend(folder.paths(&[
        "ls-files",
        "--others",
        "--exclude-standard",
        "-z",
        "--",
        ".",
    ])?);
    // Such a name would end the question that it is asked in.
    paths.retain(|path| !path.contains('\n'));
    let contents = folder.contents(&base, &paths)?;
    let change = |(path, before)| Change { path, before };
    Ok(paths.into_iter().zip(contents).map(change).collect())
}

/// Why git has no answer.
#[derive(Debug)]
pub enum GitError {
    /// It cannot be started.
    NoGit(io::Error),
    /// The folder is in no repository.
    NoRepository,
    /// The repository has no such revision.
    NoRevision,
    /// It said something else, in a line.
    Said(String),
}

impl GitError {
    /// What to do about it, as a full sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoGit(_) => "Install git, or leave `--since` out to check everything.",
            Self::NoRepository => "Leave `--since` out to check everything.",
            Self::NoRevision => {
                "Name a branch, a tag or a commit, such as `origin/main`; a shallow clone may not have it."
            }
            Self::Said(_) => "See whether `git status` works here.",
        }
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(reason) => write!(f, "`git` cannot be started: {reason}"),
            Self::NoRepository => f.write_str("the catalogue is in no git repository"),
            Self::NoRevision => f.write_str("git knows no such revision"),
            Self::Said(line) => write!(f, "git failed: {line}"),
        }
    }
}

impl std::error::Error for GitError {}

struct Repository<'f> {
    folder: &'f Path,
}

impl Repository<'_> {
    /// The commit where the present parted from a revision: the revision itself where that is an ancestor, or shares no past.
    fn base(&self, revision: &str) -> Result<String, GitError> {
        let inside = self.run(&["rev-parse", "--is-inside-work-tree"])?;
        if !inside.status.success() {
            return Err(GitError::NoRepository);
        }
        let commit = format!("{revision}^{{commit}}");
        let found = self.run(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ])?;
        if !found.status.success() {
            return Err(GitError::NoRevision);
        }
        let commit = line(&found.stdout);
        let parted = self.run(&["merge-base", &commit, "HEAD"])?;
        Ok(if parted.status.success() {
            line(&parted.stdout)
        } else {
            commit
        })
    }

    fn paths(&self, arguments: &[&str]) -> Result<BTreeSet<String>, GitError> {
        let output = done(self.run(arguments)?)?;
        let paths = output
            .stdout
            .split(|b| *b == 0)
            .filter(|path| !path.is_empty());
        Ok(paths
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect())
    }

    /// What each file held in a commit.
    fn contents(
        &self,
        commit: &str,
        paths: &BTreeSet<String>,
    ) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        let names: Vec<String> = paths
            .iter()
            .map(|path| {
                format!(
                    "{commit}:./{path}
"
                )
            })
            .collect();
        let names = names.concat();
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .spawn()
            .map_err(GitError::NoGit)?;
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // Asked from beside, since git answers before it has heard everything. A pipe that breaks shows in the answer.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(names.as_bytes())));
            child.wait_with_output()
        });
        let output = done(output.map_err(GitError::NoGit)?)?;
        let mut rest = output.stdout.as_slice();
        paths.iter().map(|_| next_blob(&mut rest)).collect()
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, GitError> {
        self.command(arguments).output().map_err(GitError::NoGit)
    }

    #[expect(clippy::disallowed_methods, reason = "this is git")]
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(self.folder)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Takes the next answer of `cat-file --batch`: `None` for a file that was not there.
fn next_blob(rest: &mut &[u8]) -> Result<Option<Vec<u8>>, GitError> {
    let cut = || GitError::Said("its answer is cut short".to_owned());
    let end = rest.iter().position(|b| *b == b'\n').ok_or_else(cut)?;
    let (head, after) = rest.split_at(end);
    let after = after.get(1..).unwrap_or_default();
    if head.ends_with(b" missing") {
        *rest = after;
        return Ok(None);
    }
    let size = head.rsplit(|b| *b == b' ').next().unwrap_or_default();
    let size = std::str::from_utf8(size)
        .ok()
        .and_then(|size| size.parse::<usize>().ok());
    let size = size.ok_or_else(cut)?;
    let content = after.get(..size).ok_or_else(cut)?;
    *rest = after.get(size + 1..).ok_or_else(cut)?;
    Ok(Some(content.to_vec()))
}

fn done(output: Output) -> Result<Output, GitError> {
    if output.status.success() {
        return Ok(output);
    }
    Err(GitError::Said(line(&output.stderr)))
}

/// The first line of what git said.
fn line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    said.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blobs of an answer, up to the first that is cut short.
    #[track_caller]
    fn check(answer: &[u8], expected: &[Option<&[u8]>]) {
        let mut rest = answer;
        let blobs = std::iter::from_fn(|| next_blob(&mut rest).ok());
        let blobs: Vec<Option<Vec<u8>>> = blobs.collect();
        let blobs: Vec<Option<&[u8]>> = blobs.iter().map(Option::as_deref).collect();
        assert_eq!(blobs, expected);
    }

    #[test]
    fn blobs_are_told_by_their_size() {
        let answer = b"abc blob 3\na\nb\nHEAD:./x missing\nabc blob 0\n\n";
        check(answer, &[Some(b"a\nb"), None, Some(b"")]);
        check(b"abc blob 9\nshort\n", &[]);
        check(b"abc blob much\n", &[]);
    }
}
