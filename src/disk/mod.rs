//! The only place that touches files. It carries bytes and knows nothing of what they mean.

mod durable;
mod private;

use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    fmt,
    fs::Metadata,
    io,
    path::{Path, PathBuf},
};

pub use durable::{Durable, Locked, Unconfirmed};

use crate::diagnostic::{Sources, shown};
pub use private::{Private, Unsafe, new_file, read_kept};

/// The deepest folder that is looked into, so that no tree of links keeps us for ever.
const DEEPEST: usize = 16;

/// The most bytes a file may have: a catalogue of thousands of entries has files of some kilobytes.
const MOST_BYTES: u64 = 4 << 20;

/// Reads every `*.toml` file below a folder. Paths are relative to it, with forward slashes; what begins with a dot is passed over.
/// A file that is there but cannot be read, or has more than 4 MiB, comes with the reason instead of its bytes.
///
/// # Errors
/// When the folder does not exist, is no folder, or it or a folder below it cannot be read.
pub fn read_folder(root: &Path) -> Result<Sources, ReadError> {
    let mut walk = Walk::default();
    walk.folder(root, "", 0)?;
    Ok(Sources::new(walk.files).with_unread(walk.unread))
}

/// Reads one file, under the name it is given.
pub fn read_one(path: &Path, name: String) -> Sources {
    match plain_bytes(path) {
        Ok(bytes) => Sources::new([(name, bytes)]),
        Err(_) if !is_there(path) => {
            Sources::default().with_unread([(name, "it does not exist".to_owned())])
        }
        Err(why) => Sources::default().with_unread([(name, why)]),
    }
}

/// A path from the root of the disk, without links.
///
/// # Errors
/// When there is nothing there, or it may not be looked at.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn true_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Whether it is a folder.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether it is a file.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether there is anything under a path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    !matches!(path.symlink_metadata(), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// The nearest folder that holds a file of that name: the path itself, or one above it.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn nearest<'p>(path: &'p Path, file: &str) -> Option<&'p Path> {
    path.ancestors().find(|folder| folder.join(file).is_file())
}

/// The folders right below one that hold a file of that name, by path.
///
/// # Errors
/// When the folder cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn folders_with(folder: &Path, file: &str) -> Result<Vec<PathBuf>, ReadError> {
    let failed = |reason| ReadError {
        path: folder.to_owned(),
        root: true,
        reason,
    };
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join(file).is_file())
        .collect();
    folders.sort();
    Ok(folders)
}

/// The files right in a folder, by path; none where there is no such folder.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// The folders right in a folder, by path; none where there is no such folder.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The files right below a folder that end so, by path. What begins with a dot is passed over; where there is no folder, there are none.
///
/// # Errors
/// When the folder cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let is_meant = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension() == Some(OsStr::new(ending)) && !name.starts_with('.')
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
    paths.retain(is_meant);
    paths.sort();
    Ok(paths)
}

/// Puts bytes in the place of a file's, all of them or none.
///
/// # Errors
/// When nothing may be written beside the file.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}

/// Writes a file, over the old one where there is one.
///
/// # Errors
/// When the folder does not exist or the file may not be written.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::write(path, bytes)
}

/// What keeps a folder from being read, and where.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    /// The folder that was asked for, rather than something below it.
    root: bool,
    reason: io::Error,
}

impl ReadError {
    /// What to do about it, as a full sentence.
    pub fn help(&self) -> &'static str {
        match self.reason.kind() {
            io::ErrorKind::NotFound if self.root => {
                "Give the folder that holds the programs, such as `catalog`."
            }
            io::ErrorKind::NotADirectory => {
                "Give the folder that holds the programs, not a file in it."
            }
            io::ErrorKind::PermissionDenied => "Allow yourself to read it.",
            _ => "See whether the disk and the folder are in order, then try again.",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        let path: String = path
            .chars()
            .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
            .collect();
        match self.reason.kind() {
            io::ErrorKind::NotFound if self.root => write!(f, "there is no folder `{path}`"),
            io::ErrorKind::NotADirectory => write!(f, "`{path}` is not a folder"),
            io::ErrorKind::PermissionDenied => write!(f, "`{path}` may not be read"),
            _ => {
                let reason = self.reason.to_string();
                write!(f, "`{path}` cannot be read: {}", shown(&reason))
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

#[derive(Default)]
struct Walk {
    files: Vec<(String, Vec<u8>)>,
    /// Files that cannot be read, and why.
    unread: Vec<(String, String)>,
    /// Folders by their true path: a link back to one is not followed again.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    #[expect(clippy::disallowed_methods, reason = "this is the disk")]
    fn folder(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), ReadError> {
        let failed = |reason| ReadError {
            path: path.to_owned(),
            root: depth == 0,
            reason,
        };
        let entries = std::fs::read_dir(path).map_err(failed)?;
        if depth > DEEPEST || !self.seen.insert(path.canonicalize().map_err(failed)?) {
            return Ok(());
        }
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        paths.sort();
        paths
            .iter()
            .try_for_each(|path| self.entry(path, prefix, depth))
    }

    fn entry(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), ReadError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            return Ok(());
        }
        let name = format!("{prefix}{name}");
        if path.extension() != Some(OsStr::new("toml")) {
            return if is_folder(path) {
                self.folder(path, &format!("{name}/"), depth + 1)
            } else {
                Ok(())
            };
        }
        match plain_bytes(path) {
            Ok(bytes) => self.files.push((name, bytes)),
            Err(why) => self.unread.push((name, why)),
        }
        Ok(())
    }
}

/// The bytes of a file of a size that is read, or why there are none.
fn plain_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let meta = path.metadata().map_err(|error| why_not(&error))?;
    is_plain(&meta)?;
    read(path).map_err(|error| why_not(&error))
}

/// Whether it is a file of a size that is read.
fn is_plain(meta: &Metadata) -> Result<(), String> {
    let why = if meta.is_dir() {
        "it is a folder"
    } else if !meta.is_file() {
        "it is no plain file"
    } else if meta.len() > MOST_BYTES {
        "it has more than 4 MiB"
    } else {
        return Ok(());
    };
    Err(why.to_owned())
}

/// What keeps a file from being read.
fn why_not(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is a link to nothing".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => shown(&error.to_string()),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the disk")]
fn read(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make the files they read")]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "a = 1\n").unwrap();
        }
        root
    }

    #[test]
    fn every_toml_file_is_read_and_nothing_else() {
        let root = folder(&["b.toml", "a/c/d.toml", "a/README.md", ".git/x.toml"]);
        let sources = read_folder(root.path()).unwrap();
        assert_eq!(
            sources.paths().collect::<Vec<_>>(),
            ["a/c/d.toml", "b.toml"]
        );
        assert_eq!(sources.text(1), Some("a = 1\n"));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let root = folder(&["a/b.toml"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/back")).unwrap();
        std::os::unix::fs::symlink("self", root.path().join("self")).unwrap();
        let sources = read_folder(root.path()).unwrap();
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["a/b.toml"]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let root = folder(&["a.toml"]);
        let missing = read_folder(&root.path().join("nowhere")).unwrap_err();
        assert!(missing.to_string().starts_with("there is no folder `"));
        let file = read_folder(&root.path().join("a.toml")).unwrap_err();
        assert!(file.to_string().ends_with("a.toml` is not a folder"));
    }

    #[track_caller]
    fn unread(root: &Path, why: &str) {
        let sources = read_folder(root).unwrap();
        assert_eq!(sources.paths().collect::<Vec<_>>(), ["a.toml", "b.toml"]);
        let told = sources.unread(0).unwrap();
        assert!(told.starts_with(why), "{told}");
        assert_eq!(sources.text(1), Some("a = 1\n"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_named_and_the_rest_is_read() {
        for (to, why) in [("nothing", "it is a link to nothing"), ("a.toml", "")] {
            let root = folder(&["b.toml"]);
            std::os::unix::fs::symlink(to, root.path().join("a.toml")).unwrap();
            unread(root.path(), why);
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_no_link() {
        let root = folder(&["b.toml"]);
        let file = read_one(&root.path().join("a.toml"), "a.toml".to_owned());
        assert_eq!(file.unread(0), Some("it does not exist"));
    }

    #[test]
    fn what_is_no_file_of_a_catalogue_is_named_and_the_rest_is_read() {
        let root = folder(&["b.toml", "a.toml/c.toml"]);
        unread(root.path(), "it is a folder");
        let root = folder(&["b.toml"]);
        let file = fs::File::create(root.path().join("a.toml")).unwrap();
        file.set_len(MOST_BYTES + 1).unwrap();
        unread(root.path(), "it has more than 4 MiB");
    }
}
