//! Folders of this person's own, for what nobody else needs to read: files in them are there whole or not at all.
//!
//! Somebody else on the same computer may have been here first. A folder that is a link, that is another person's, or that others may
//! write into is refused; a file that is a link is replaced, never written through.

use std::{
    fmt,
    fs::{File, Metadata},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use crate::diagnostic::shown;

/// A folder that was found to be this person's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Private {
    path: PathBuf,
}

impl Private {
    /// The folder at a path. It is made, with those above it, where it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or is not safe.
    pub fn open(path: &Path) -> Result<Self, Unsafe> {
        let failed = |why: Why| Unsafe {
            path: path.to_owned(),
            why,
        };
        make(path).map_err(|error| failed(Why::Io(error)))?;
        let meta = look(path).map_err(|error| failed(Why::Io(error)))?;
        judge(&meta).map_err(failed)?;
        is_ours(path, &meta).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// A folder in it.
    ///
    /// # Errors
    /// As for the folder itself.
    pub fn below(&self, name: &str) -> Result<Self, Unsafe> {
        Self::open(&self.path.join(name))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a file in it; `None` when it is not there, is no plain file, or has more bytes than that.
    pub fn read(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        read_kept(&self.path.join(plain_name(name)?), most)
    }

    /// Puts a file into it, in the place of one that is there, whole or not at all.
    ///
    /// # Errors
    /// When nothing may be written there, or the name is none for a file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let name = plain_name(name).ok_or(io::ErrorKind::InvalidFilename)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.path)?;
        file.write_all(bytes)?;
        file.persist(self.path.join(name))?;
        Ok(())
    }

    /// Gives a file in it another name, in the place of one that has it.
    ///
    /// # Errors
    /// When it is not there, or may not be moved.
    #[expect(clippy::disallowed_methods, reason = "this is the disk")]
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let names = plain_name(from).zip(plain_name(to));
        let (from, to) = names.ok_or(io::ErrorKind::InvalidFilename)?;
        std::fs::rename(self.path.join(from), self.path.join(to))
    }

    /// Takes a file out of it. That it is not there is as good.
    ///
    /// # Errors
    /// When it may not be taken out.
    #[expect(clippy::disallowed_methods, reason = "this is the disk")]
    pub fn remove(&self, name: &str) -> io::Result<()> {
        let name = plain_name(name).ok_or(io::ErrorKind::InvalidFilename)?;
        match std::fs::remove_file(self.path.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The names of the files in it that have a name of ours, in order.
    #[expect(clippy::disallowed_methods, reason = "this is the disk")]
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.path).into_iter().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| plain_name(name).is_some())
            .filter(|name| look(&self.path.join(name)).is_ok_and(|meta| meta.is_file()))
            .collect();
        names.sort();
        names
    }
}

/// The bytes of a file that we wrote; `None` when it is not there, is no plain file, or has more bytes than that.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn read_kept(path: &Path, most: u64) -> Option<Vec<u8>> {
    let meta = look(path).ok()?;
    if !meta.is_file() || meta.len() > most {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).ok()?);
    File::open(path)
        .ok()?
        .take(most)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// Puts a file where there is none, with the folders above it, whole or not at all. A link in its place counts as a file.
///
/// # Errors
/// When something is there already, or nothing may be written there.
#[expect(clippy::disallowed_methods, reason = "this is the disk")]
pub fn new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// Why a folder is not used.
#[derive(Debug)]
pub struct Unsafe {
    path: PathBuf,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Io(io::Error),
    Link,
    NoFolder,
    #[cfg_attr(not(unix), expect(dead_code, reason = "only there is it known"))]
    Writable,
    #[cfg_attr(not(unix), expect(dead_code, reason = "only there is it known"))]
    Foreign,
}

impl Unsafe {
    /// What to do about it, as a full sentence.
    pub fn help(&self) -> &'static str {
        match self.why {
            Why::Io(_) => "See whether you may write there, and whether the disk is in order.",
            Why::Link | Why::NoFolder => "Take it away; a folder is made in its place.",
            Why::Writable => "Let only yourself write there, as `chmod 700` does.",
            Why::Foreign => "Use a folder of your own.",
        }
    }
}

impl fmt::Display for Unsafe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path.to_string_lossy());
        match &self.why {
            Why::Io(error) => write!(f, "`{path}` cannot be used: {error}"),
            Why::Link => write!(f, "`{path}` is a link, and could lead anywhere"),
            Why::NoFolder => write!(f, "`{path}` is no folder"),
            Why::Writable => write!(f, "`{path}` can be written into by others"),
            Why::Foreign => write!(f, "`{path}` belongs to somebody else"),
        }
    }
}

impl std::error::Error for Unsafe {}

/// What is there, itself and not what it leads to.
fn look(path: &Path) -> io::Result<Metadata> {
    std::fs::symlink_metadata(path)
}

/// Makes a folder that only this person may look into, and those above it.
fn make(path: &Path) -> io::Result<()> {
    if look(path).is_ok() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn judge(meta: &Metadata) -> Result<(), Why> {
    if meta.is_symlink() {
        return Err(Why::Link);
    }
    if !meta.is_dir() {
        return Err(Why::NoFolder);
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::mode(meta) & 0o022 != 0 {
        return Err(Why::Writable);
    }
    Ok(())
}

/// Refuses a folder that belongs to somebody else than who makes a file in it.
#[cfg(unix)]
fn is_ours(path: &Path, folder: &Metadata) -> Result<(), Why> {
    use std::os::unix::fs::MetadataExt as _;

    let trial = tempfile::tempfile_in(path).map_err(Why::Io)?;
    let ours = trial.metadata().map_err(Why::Io)?.uid();
    if folder.uid() == ours {
        Ok(())
    } else {
        Err(Why::Foreign)
    }
}

#[cfg(not(unix))]
fn is_ours(_: &Path, _: &Metadata) -> Result<(), Why> {
    Ok(())
}

/// A name that is one on every system and leads nowhere else: small letters, digits, hyphens, and dots within.
fn plain_name(name: &str) -> Option<&str> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or_default();
    let port = ["com", "lpt"]
        .iter()
        .filter_map(|port| {
            stem.to_ascii_lowercase()
                .strip_prefix(port)
                .map(str::to_owned)
        })
        .any(|number| number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()));
    let harmless = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c);
    let plain = name.len() <= 100
        && !stem.is_empty()
        && !name.ends_with('.')
        && name.chars().all(|c| harmless(c) || c.is_ascii_uppercase())
        && !DEVICES.contains(&stem.to_ascii_lowercase().as_str())
        && !port;
    plain.then_some(name)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> (tempfile::TempDir, Private) {
        let root = tempfile::tempdir().unwrap();
        let folder = Private::open(&root.path().join("a/finder")).unwrap();
        (root, folder)
    }

    #[test]
    fn what_is_written_is_read() {
        let (_root, folder) = folder();
        folder.write("a.json", b"one").unwrap();
        folder.write("a.json", b"two").unwrap();
        assert_eq!(folder.read("a.json", 10).unwrap(), b"two");
        assert_eq!(folder.read("a.json", 2), None);
        assert_eq!(folder.names(), ["a.json"]);
        folder.rename("a.json", "b.json").unwrap();
        assert!(folder.rename("a.json", "b.json").is_err());
        assert!(folder.rename("b.json", "../b.json").is_err());
        folder.rename("b.json", "a.json").unwrap();
        folder.remove("a.json").unwrap();
        folder.remove("a.json").unwrap();
        assert_eq!(folder.read("a.json", 10), None);
    }

    #[test]
    fn no_name_leads_elsewhere() {
        let (_root, folder) = folder();
        for name in [
            "../a", "a/b", "", ".", "..", ".a", "a\\b", "con", "NUL.json", "com1.x", "a.", "ä",
            "a:b",
        ] {
            assert!(folder.write(name, b"").is_err(), "{name}");
            assert_eq!(folder.read(name, 10), None, "{name}");
        }
        assert!(plain_name("CACHEDIR.TAG").is_some() && plain_name("comets").is_some());
    }

    #[test]
    fn a_new_file_takes_nothing_s_place() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b.toml");
        new_file(&path, b"one").unwrap();
        let again = new_file(&path, b"two").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[cfg(unix)]
    #[test]
    fn only_this_person_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;

        let (root, folder) = folder();
        folder.write("a", b"").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&root.path().join("a")), 0o700);
        assert_eq!(mode(&folder.path().join("a")), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_not_safe_is_refused() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir(at("victim")).unwrap();
        symlink(at("victim"), at("link")).unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        fs::create_dir(at("open")).unwrap();
        fs::set_permissions(at("open"), fs::Permissions::from_mode(0o777)).unwrap();
        fs::write(at("file"), "").unwrap();
        for (name, why) in [
            ("link", "is a link"),
            ("dangling", "is a link"),
            ("open", "can be written into by others"),
            ("file", "is no folder"),
            ("file/below", "cannot be used"),
        ] {
            let told = Private::open(&at(name)).unwrap_err().to_string();
            assert!(told.contains(why), "{name}: {told}");
        }
        assert_eq!(fs::read_dir(at("victim")).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced() {
        let (root, folder) = folder();
        let victim = root.path().join("victim");
        fs::write(&victim, "precious").unwrap();
        std::os::unix::fs::symlink(&victim, folder.path().join("a")).unwrap();
        assert_eq!(folder.read("a", 100), None);
        folder.write("a", b"new").unwrap();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
        assert_eq!(folder.read("a", 100).unwrap(), b"new");
    }
}
