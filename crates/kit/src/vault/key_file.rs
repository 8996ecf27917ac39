//! The key file: one line a master key, `name base64-of-32-bytes`, the current one first. Written whole or not at all,
//! readable by its owner alone, by one command at a time.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use zeroize::{Zeroize, Zeroizing};

use super::Secret;
use crate::id::Dice;

/// A key file in the memory.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    text: Zeroizing<String>,
}

/// While it lives, no other command writes the file.
#[derive(Debug)]
pub struct KeyFileLock {
    _held: File,
}

/// What is wrong with a key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("key file {0}: {1}")]
    Io(PathBuf, io::Error),
    /// There is no key in it.
    #[error("key file: there is no master key in it")]
    None,
    /// A line is not `name base64-of-32-bytes`.
    #[error("key file: line {0} is not `name base64-of-32-bytes`")]
    Line(usize),
    /// Two keys have one name.
    #[error("key file: the name {0} stands twice")]
    Twice(String),
    /// A key that was asked for is not in it.
    #[error("key file: there is no key {0} in it")]
    Unknown(String),
    /// Another command is writing it.
    #[error("another command is changing the keys")]
    Busy,
}

impl KeyFile {
    /// Reads one.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let broken = |error| KeyFileError::Io(path.to_owned(), error);
        // what a link points at is written, never the link
        let path = path.canonicalize().map_err(broken)?;
        let text = Zeroizing::new(std::fs::read_to_string(&path).map_err(broken)?);
        parse(&text)?;
        Ok(Self { path, text })
    }

    /// Makes one where there is none.
    ///
    /// # Errors
    /// [`KeyFileError::Io`].
    pub fn create(path: &Path, name: &str, dice: &Dice) -> Result<Self, KeyFileError> {
        let broken = |error| KeyFileError::Io(path.to_owned(), error);
        let text = Zeroizing::new(fresh(name, dice));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(broken)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(broken)?;
        sync_folder(path).map_err(broken)?;
        Ok(Self { path: path.to_owned(), text })
    }

    /// Keeps other commands away from it.
    ///
    /// # Errors
    /// [`KeyFileError::Busy`].
    pub fn lock(path: &Path) -> Result<KeyFileLock, KeyFileError> {
        let path = path.with_added_extension("lock");
        let broken = |error| KeyFileError::Io(path.clone(), error);
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path).map_err(broken)?;
        match file.try_lock() {
            Ok(()) => Ok(KeyFileLock { _held: file }),
            Err(TryLockError::WouldBlock) => Err(KeyFileError::Busy),
            Err(TryLockError::Error(error)) => Err(broken(error)),
        }
    }

    /// The names of the keys, the current one first.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.text.lines().filter_map(name_of).map(str::to_owned).collect()
    }

    /// A name for a new key, which tells when it was made.
    #[must_use]
    pub fn new_name(&self, today: Date) -> String {
        let known = self.names();
        let names = std::iter::once(today.to_string()).chain((2..).map(|n| format!("{today}-{n}")));
        names.filter(|name| !known.contains(name)).take(1).collect()
    }

    /// Adds a key that is known from now on, and not used yet.
    pub fn add_last(&mut self, name: &str, dice: &Dice) {
        let gap = if self.text.ends_with('\n') { "" } else { "\n" };
        let line = Zeroizing::new(fresh(name, dice));
        *self.text = format!("{}{gap}{}", *self.text, *line);
    }

    /// Adds a key that is used from now on.
    pub fn add_first(&mut self, name: &str, dice: &Dice) {
        let line = Zeroizing::new(fresh(name, dice));
        *self.text = format!("{}{}", *line, *self.text);
    }

    /// Uses a key from now on that is in the file already.
    ///
    /// # Errors
    /// [`KeyFileError::Unknown`].
    pub fn put_first(&mut self, name: &str) -> Result<(), KeyFileError> {
        let (chosen, others): (Vec<&str>, Vec<&str>) = self.text.lines().partition(|line| name_of(line) == Some(name));
        if chosen.is_empty() {
            return Err(KeyFileError::Unknown(name.to_owned()));
        }
        let text = chosen.into_iter().chain(others).fold(String::new(), |text, line| text + line + "\n");
        *self.text = text;
        Ok(())
    }

    /// Writes it in place of the old one: a power cut leaves the one or the other. It keeps its owner and its rights,
    /// so that the server can still read it after an operator of another name has written it.
    ///
    /// # Errors
    /// [`KeyFileError::Io`].
    pub fn save(&self, _lock: &KeyFileLock) -> Result<(), KeyFileError> {
        let broken = |error| KeyFileError::Io(self.path.clone(), error);
        parse(&self.text)?;
        let part = self.path.with_added_extension("part");
        let write = || {
            let old = std::fs::metadata(&self.path)?;
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
            let new = file.metadata()?;
            if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
                fchown(&file, Some(old.uid()), Some(old.gid()))?;
            }
            file.set_permissions(PermissionsExt::from_mode(old.mode() & 0o777))?;
            file.write_all(self.text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&part, &self.path)?;
            sync_folder(&self.path)
        };
        write().map_err(broken)
    }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn name_of(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') { None } else { line.split_whitespace().next() }
}

/// The keys of a file, in its order.
pub(super) fn parse(text: &str) -> Result<Vec<(String, Secret)>, KeyFileError> {
    let mut keys: Vec<(String, Secret)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some(name) = name_of(line) else { continue };
        let (_, secret) = line.trim().split_once(' ').ok_or(KeyFileError::Line(at + 1))?;
        let mut bytes = STANDARD.decode(secret.trim()).map_err(|_| KeyFileError::Line(at + 1))?;
        let secret = Secret(bytes.as_slice().try_into().map_err(|_| KeyFileError::Line(at + 1))?);
        bytes.zeroize();
        if keys.iter().any(|(known, _)| known == name) {
            return Err(KeyFileError::Twice(name.to_owned()));
        }
        keys.push((name.to_owned(), secret));
    }
    if keys.is_empty() { Err(KeyFileError::None) } else { Ok(keys) }
}

/// The line of a fresh key.
pub(super) fn fresh(name: &str, dice: &Dice) -> String {
    let mut line = String::new();
    let _ = writeln!(line, "{name} {}", STANDARD.encode(dice.bytes::<32>()));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> KeyFile {
        KeyFile { path: PathBuf::from("/nowhere/banso.keys"), text: Zeroizing::new(text.to_owned()) }
    }

    #[test]
    fn a_key_file_says_which_line_is_wrong() {
        assert!(matches!(parse("# nothing\n"), Err(KeyFileError::None)));
        assert!(matches!(parse("a c2hvcnQ=\n"), Err(KeyFileError::Line(1))));
        assert!(matches!(parse("\nnospace\n"), Err(KeyFileError::Line(2))));
        let line = fresh("one", &Dice::seeded(1));
        assert!(matches!(parse(&format!("{line}{line}")), Err(KeyFileError::Twice(name)) if name == "one"));
    }

    #[test]
    fn a_key_is_added_and_put_first_and_nothing_else_is_touched() {
        let dice = Dice::seeded(3);
        let mut file = file(&format!("# ours\n{}", fresh("first", &dice).trim_end()));
        file.add_last("second", &dice);
        assert_eq!(file.names(), ["first", "second"]);
        let before = parse(&file.text).unwrap();
        file.put_first("second").unwrap();
        assert_eq!(file.names(), ["second", "first"]);
        assert!(file.text.contains("# ours\n"));
        let after = parse(&file.text).unwrap();
        assert_eq!((&before[0].1.0, &before[1].1.0), (&after[1].1.0, &after[0].1.0), "the keys are the same");
        assert!(matches!(file.put_first("third"), Err(KeyFileError::Unknown(_))));
        file.add_first("third", &dice);
        assert_eq!(file.names(), ["third", "second", "first"]);
        let day = "2026-12-03".parse().unwrap();
        assert_eq!(file.new_name(day), "2026-12-03");
        file.add_first("2026-12-03", &dice);
        assert_eq!(file.new_name(day), "2026-12-03-2");
    }

    #[test]
    fn it_is_written_whole_under_a_lock_with_its_rights_and_through_a_link() {
        let folder = std::env::temp_dir().join(format!("banso-keys-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (path, link) = (folder.join("real"), folder.join("link"));
        KeyFile::create(&path, "first", &Dice::seeded(1)).unwrap();
        assert!(KeyFile::create(&path, "other", &Dice::seeded(1)).is_err(), "nothing is overwritten");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let lock = KeyFile::lock(&link).unwrap();
        assert!(matches!(KeyFile::lock(&link), Err(KeyFileError::Busy)));
        let mut file = KeyFile::read(&link).unwrap();
        file.add_first("second", &Dice::seeded(2));
        file.save(&lock).unwrap();
        assert_eq!(KeyFile::read(&path).unwrap().names(), ["second", "first"]);
        assert!(link.is_symlink());
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
        drop(lock);
        KeyFile::lock(&link).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }
}
