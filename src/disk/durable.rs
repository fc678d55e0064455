//! Files that nobody else has: written so that the old version or the new one is there whole, whenever the machine stops.
//!
//! One writer at a time, by a lock on a file beside it, which the system takes away from a process that dies. A version is written under
//! another name and brought to the disk before it takes the place of the old one; the version before it is kept as `*.bak`, itself
//! written in the same way. A link is followed: the file it leads to is written, and the link stays.

use std::{
    error::Error,
    ffi::OsString,
    fmt,
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How long between two looks at a lock that another holds.
const PAUSE: Duration = Duration::from_millis(20);

/// How many looks before it is said that one is waiting.
const SAID_AFTER: u32 = 25;

/// How many looks before one gives up: ten seconds.
const LOOKS: u32 = 500;

/// Why a file is not open for writing.
#[derive(Debug)]
pub enum Locked {
    /// Another process writes it, and went on doing so; its number, where it left one.
    Busy(Option<u32>),
    /// The folder or the file cannot be used.
    Failed(io::Error),
}

impl From<io::Error> for Locked {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// A file was written, and its folder's list of names could not be brought to the disk: should the machine stop now, either version may be
/// there. It comes inside an [`io::Error`].
#[derive(Debug)]
pub struct Unconfirmed(io::Error);

impl Unconfirmed {
    /// Whether that is all that is wrong.
    pub fn is_behind(error: &io::Error) -> bool {
        matches!(error.get_ref(), Some(inner) if inner.is::<Self>())
    }
}

impl fmt::Display for Unconfirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Unconfirmed {}

/// A file that this process alone may write, until it is dropped.
#[derive(Debug)]
pub struct Durable {
    /// The file itself, beyond all links.
    path: PathBuf,
    /// Held, never read: the lock goes with it.
    _lock: File,
}

impl Durable {
    /// Waits for its turn to write a file, which need not exist, nor its folder. `waiting` is called once if it takes a while.
    ///
    /// # Errors
    /// When another goes on writing for ten seconds, or the folder cannot be used.
    pub fn open(path: &Path, waiting: impl FnOnce(Option<u32>)) -> Result<Self, Locked> {
        let path = beyond_links(path)?;
        make_folder(&path)?;
        let lock = lock(&beside(&path, ".lock"), waiting)?;
        Ok(Self { path, _lock: lock })
    }

    /// The file itself, beyond all links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the version before is kept.
    pub fn backup(&self) -> PathBuf {
        beside(&self.path, ".bak")
    }

    /// Puts bytes in the place of the file's, which become the backup; where there was no file, nothing does.
    ///
    /// # Errors
    /// When anything cannot be written or brought to the disk; then the file is as it was, unless it is [`Unconfirmed`].
    pub fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let old = self.old()?;
        // Written before the backup is touched: where there is no room for it, nothing has changed at all.
        let new = New::write(&self.path, bytes)?;
        if let Some(old) = old {
            New::write(&self.backup(), &old)?.put()?;
        }
        new.put()
    }

    /// Keeps bytes of an older form under another name for good, unless there are some already.
    ///
    /// # Errors
    /// As for [`Durable::replace`].
    pub fn keep(&self, suffix: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = beside(&self.path, suffix);
        if !super::is_there(&path) {
            New::write(&path, bytes)?.put()?;
        }
        Ok(path)
    }

    /// The bytes that are there. A file that may not be written is refused, although its folder would let it be replaced.
    fn old(&self) -> io::Result<Option<Vec<u8>>> {
        let meta = match self.path.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            meta => meta?,
        };
        if meta.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        super::read(&self.path).map(Some)
    }
}

/// The file that a path leads to. What does not exist yet leads nowhere else; a link to nothing is refused.
fn beyond_links(path: &Path) -> io::Result<PathBuf> {
    if super::is_there(path) {
        super::true_path(path)
    } else {
        Ok(path.to_owned())
    }
}

/// A file in the same folder, called the same but for its end.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(suffix);
    path.with_file_name(name)
}

/// The folder of a file; a bare name lies in the one where we stand.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the folder of a file, and those above it, for its owner alone.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder_of(path))
}

/// A file that its owner alone may read, made if need be.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn lock(path: &Path, waiting: impl FnOnce(Option<u32>)) -> Result<File, Locked> {
    let mut file = private()
        .read(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    let mut waiting = Some(waiting);
    for look in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => {
                sign(&mut file);
                return Ok(file);
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        if look >= SAID_AFTER
            && let Some(waiting) = waiting.take()
        {
            waiting(holder(path));
        }
        thread::sleep(PAUSE);
    }
    Err(Locked::Busy(holder(path)))
}

/// Leaves the number of this process for who waits. It is a courtesy: where it fails, the lock holds all the same.
fn sign(file: &mut File) {
    let _ = file
        .set_len(0)
        .and_then(|()| write!(file, "{}", std::process::id()));
}

/// The process that holds a lock, where it left its number.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
fn holder(path: &Path) -> Option<u32> {
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.parse().ok()
}

/// Bytes that are on the disk under another name, to take the place of a file; dropped before they do, they are cleared away.
struct New<'p> {
    path: &'p Path,
    beside: PathBuf,
}

impl<'p> New<'p> {
    fn write(path: &'p Path, bytes: &[u8]) -> io::Result<Self> {
        let beside = beside(path, ".new");
        // Whoever left it here died: the lock is ours.
        if super::is_there(&beside) {
            clear_away(&beside)?;
        }
        let new = Self { path, beside };
        let mut file = private().create_new(true).open(&new.beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(new)
    }

    /// Takes the place of what is there, then brings the folder's own list to the disk.
    #[expect(clippy::disallowed_methods, reason = "this is the disk")]
    fn put(self) -> io::Result<()> {
        std::fs::rename(&self.beside, self.path)?;
        let folder = folder_of(self.path);
        settle(folder).map_err(|error| io::Error::new(error.kind(), Unconfirmed(error)))
    }
}

impl Drop for New<'_> {
    fn drop(&mut self) {
        // Once it has taken its place there is nothing to clear away; where that fails, the next writer does it.
        let _ = clear_away(&self.beside);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the disk")]
fn clear_away(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)
}

/// Brings a folder's list of names to the disk. Windows has no such thing to ask for: it does so by itself, as do the systems that refuse.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
fn settle(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        settled => settled,
    }
}

#[cfg(not(unix))]
fn settle(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;
    use std::fs;

    fn open(path: &Path) -> Durable {
        Durable::open(path, |_| panic!("nobody else writes")).unwrap()
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn the_version_before_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b/record.toml");
        let file = open(&path);
        file.replace(b"1").unwrap();
        assert!(!file.backup().exists());
        file.replace(b"2").unwrap();
        file.replace(b"3").unwrap();
        assert_eq!(
            (text(&path), text(&file.backup())),
            ("3".into(), "2".into())
        );
        let names = fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(names.count(), 3, "the file, its backup and the lock");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/record.toml");
        open(&path).replace(b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let file = open(&path);
        file.replace(b"2").unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&file.backup()), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_file_is_written() {
        let root = tempfile::tempdir().unwrap();
        let (file, link) = (
            root.path().join("home/r.toml"),
            root.path().join("record.toml"),
        );
        fs::create_dir(root.path().join("home")).unwrap();
        fs::write(&file, "1").unwrap();
        std::os::unix::fs::symlink("home/r.toml", &link).unwrap();
        let open = open(&link);
        open.replace(b"2").unwrap();
        assert!(link.is_symlink());
        assert_eq!(text(&file), "2");
        assert_eq!(text(&root.path().join("home/r.toml.bak")), "1");
        let lost = root.path().join("lost.toml");
        std::os::unix::fs::symlink("nowhere", &lost).unwrap();
        let refused = Durable::open(&lost, |_| {}).unwrap_err();
        assert!(
            matches!(refused, Locked::Failed(error) if error.kind() == io::ErrorKind::NotFound)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_written_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("record.toml");
        fs::write(&path, "1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(open(&path).replace(b"2").is_err());
        assert_eq!(text(&path), "1");
    }

    #[test]
    fn what_a_dead_writer_left_is_cleared_away() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("record.toml");
        fs::write(root.path().join("record.toml.new"), "half").unwrap();
        open(&path).replace(b"1").unwrap();
        assert_eq!(text(&path), "1");
        assert!(!root.path().join("record.toml.new").exists());
    }
}
