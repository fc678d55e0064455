//! A catalogue on the disk that a test may change, put under git, and run commands on.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests make the folders they work in, and may fail by panicking"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use finder::disk;

use crate::{
    base,
    finder::{Said, finder},
};

/// A folder that is gone with the test.
pub(crate) struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    /// With nothing in it.
    pub(crate) fn empty() -> Self {
        let root = tempfile::tempdir().unwrap();
        Self { root }
    }

    /// With the base catalogue in it.
    pub(crate) fn new() -> Self {
        let folder = Self::empty();
        for (path, bytes) in base::files() {
            folder.put(&path, &bytes);
        }
        folder
    }

    /// With the base catalogue in canonical form in it.
    pub(crate) fn tidy() -> Self {
        let folder = Self::new();
        let said = finder()
            .built_in()
            .run(&["fix", &folder.typed("catalog"), "--write"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        folder
    }

    /// Takes in a copy of another folder's TOML files, under a path in this one.
    pub(crate) fn take_in(&self, other: &Path, path: &str) {
        let files = disk::read_folder(other).unwrap();
        for (file, name) in files.paths().enumerate() {
            self.put(&format!("{path}{name}"), files.bytes(file));
        }
    }

    /// A path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// A path in it, as one would type it.
    pub(crate) fn typed(&self, path: &str) -> String {
        self.path(path).to_str().unwrap().to_owned()
    }

    /// What a file says.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Turns every `from` in a file into `to`.
    #[track_caller]
    pub(crate) fn turn(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.put(path, text.replace(from, to).as_bytes());
    }

    /// Runs git in it.
    #[track_caller]
    pub(crate) fn git(&self, args: &str) {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b", "-C"])
            .arg(self.root.path())
            .args(args.split_whitespace())
            .output()
            .unwrap();
        assert!(done.status.success(), "{args}: {done:?}");
    }

    /// All of it is committed, to a repository that is made where there is none.
    pub(crate) fn commit(&self) {
        self.git("init --quiet");
        self.git("add --all");
        self.git("commit --quiet --message=all");
    }

    /// The same answer with this folder called `ROOT`.
    pub(crate) fn masked(&self, mut said: Said) -> Said {
        let root = fs::canonicalize(self.root.path()).unwrap();
        said.stdout = said.stdout.replace(root.to_str().unwrap(), "ROOT");
        said
    }
}
