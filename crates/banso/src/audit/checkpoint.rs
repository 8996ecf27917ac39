//! A checkpoint: number and code of the last row at some moment, as a line in a file outside the database and in the
//! mail of two people. Who cuts off the end of the log, or writes all of it anew, cannot take those lines back.

use std::fmt::{self, Display, Formatter};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use jiff::Timestamp;
use kit::db::{DbError, Sql};
use sea_orm::FromQueryResult;

/// `12345 <the code in hexadecimal> 2026-12-03T00:00:00Z`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The number of the row.
    pub seq: i64,
    /// Its code.
    pub code: Vec<u8>,
    /// When it was the last one.
    pub at: Timestamp,
}

/// Why there are no checkpoints to compare with.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The file.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// A line of it.
    #[error("{0}: line {1} is not a checkpoint")]
    Line(PathBuf, usize),
}

/// The head of the log, as the database knows it.
#[derive(Debug, FromQueryResult)]
pub(super) struct Head {
    pub seq: i64,
    pub code: Vec<u8>,
}

impl Head {
    pub async fn read(sql: &impl Sql) -> Result<Option<Self>, DbError> {
        sql.first("SELECT seq, code FROM audit_head WHERE id = 1", vec![]).await
    }
}

impl Checkpoint {
    /// Where the log stands now, if there is anything in it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn now(sql: &impl Sql) -> Result<Option<Self>, DbError> {
        let at = sql.db().clock().now().timestamp();
        Ok(Head::read(sql).await?.map(|Head { seq, code }| Self { seq, code, at }))
    }
}

/// Every checkpoint of a file, oldest first; none where there is no file.
///
/// # Errors
/// [`CheckpointError`].
pub fn read(path: &Path) -> Result<Vec<Checkpoint>, CheckpointError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(CheckpointError::Io(path.to_owned(), error)),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| line.parse().map_err(|()| CheckpointError::Line(path.to_owned(), at + 1))).collect()
}

/// Adds one at the end; it is on the disk when this returns. The file is opened for adding only.
///
/// # Errors
/// [`CheckpointError::Io`].
pub fn append(path: &Path, checkpoint: &Checkpoint) -> Result<(), CheckpointError> {
    let broken = |error| CheckpointError::Io(path.to_owned(), error);
    let mut file = OpenOptions::new().append(true).read(true).create(true).open(path).map_err(broken)?;
    // a power cut may have left half a line: it stays one line, which is not a checkpoint
    let gap = if ends_in_a_line(&mut file).map_err(broken)? { "" } else { "\n" };
    file.write_all(format!("{gap}{checkpoint}\n").as_bytes()).map_err(broken)?;
    file.sync_all().map_err(broken)?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder).and_then(|folder| folder.sync_all()).map_err(broken),
        None => Ok(()),
    }
}

fn ends_in_a_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

impl Display for Checkpoint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.seq, hex(&self.code), self.at)
    }
}

impl FromStr for Checkpoint {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let mut words = line.split_whitespace();
        let (Some(seq), Some(code), Some(at), None) = (words.next(), words.next(), words.next(), words.next()) else {
            return Err(());
        };
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or(())?;
        Ok(Self { seq, code: bytes(code).ok_or(())?, at: at.parse().map_err(|_| ())? })
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint(seq: i64) -> Checkpoint {
        let at = "2026-12-03T00:00:00Z".parse().unwrap();
        Checkpoint { seq, code: vec![seq.to_be_bytes()[7]; 32], at }
    }

    #[test]
    fn what_was_added_is_read_in_order_and_half_a_line_is_named() {
        let folder = std::env::temp_dir().join(format!("banso-checkpoints-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("checkpoints.txt");
        assert_eq!(read(&file).unwrap(), []);
        for seq in 1..=3 {
            append(&file, &checkpoint(seq)).unwrap();
        }
        assert_eq!(read(&file).unwrap(), [1, 2, 3].map(checkpoint));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}4 ab")).unwrap();
        append(&file, &checkpoint(5)).unwrap();
        assert!(matches!(read(&file), Err(CheckpointError::Line(_, 4))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_line_that_is_no_checkpoint_is_refused() {
        let good = checkpoint(7).to_string();
        assert_eq!(good.parse(), Ok(checkpoint(7)));
        for line in ["", "7", "7 ab", "0 ab 2026-12-03T00:00:00Z", "7 xy 2026-12-03T00:00:00Z", "7 ab yesterday"] {
            assert_eq!(line.parse::<Checkpoint>(), Err(()), "{line}");
        }
        assert_eq!(format!("{good} more").parse::<Checkpoint>(), Err(()));
    }
}
