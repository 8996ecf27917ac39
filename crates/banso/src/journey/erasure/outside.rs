//! What a transaction cannot forget: the engine's own files, and backups that were made before. So that whoever brings
//! an older backup back brings back nobody who is gone, each erasure is written down in a file outside the database.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;
use kit::args;
use kit::db::{Count, Db, DbError, Sql};
use kit::jobs::Job;
use kit::time::Instant;
use kit::vault::{MasterKeys, VaultError};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::unsent::Unsent;
use super::{Scope, effects, shredding};
use crate::app::App;
use crate::meetings::leaving::{Told, call_off};
use crate::people::{PersonId, leaving};
use crate::problem::Problem;

/// An erasure as a line: `<id> <person> <scope> <when>`. Bare ids: to who has no backup, the line says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    id: Uuid,
    person: PersonId,
    scope: Scope,
    at: Timestamp,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person: PersonId,
    scope: String,
    erased_at: Instant,
}

/// Why what was erased could not be erased again.
#[derive(Debug, thiserror::Error)]
pub enum AgainError {
    /// The file.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line of it.
    #[error("line {0} of the file of erasures is none")]
    Line(usize),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A key.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A row that is not as it should be.
    #[error("a record could not be erased again; the log above says why")]
    Problem,
}

/// Writes the erasure down outside the database, then has the engine forget what was deleted.
pub(super) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    let said = |error: DbError| error.to_string();
    let question = "SELECT id, person, scope, erased_at FROM erasures WHERE id = $1";
    let Some(row) = app.db.first::<Row>(question, args![job.about]).await.map_err(said)? else { return Ok(()) };
    let path = app.settings.erasures_path();
    let known = read(&path).map_err(|error| error.to_string())?;
    if let Some(line) = row.line().filter(|line| !known.contains(line)) {
        append(&path, &line).map_err(|error| error.to_string())?;
    }
    app.db.forget_deleted(&shredding::tables()).await.map_err(said)
}

/// Erases again, in a database that was brought back, whatever its own rows do not know to be erased. Answers how many.
///
/// # Errors
/// [`AgainError`].
pub(crate) async fn erase_again(db: &Db, masters: Option<&MasterKeys>, path: &Path) -> Result<usize, AgainError> {
    let mut done = 0;
    for line in read(path)? {
        done += usize::from(again(db, masters, &line).await?);
    }
    if done > 0 {
        db.forget_deleted(&shredding::tables()).await?;
    }
    Ok(done)
}

/// Whether anything was ever erased.
pub(crate) fn are_there(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

async fn again(db: &Db, masters: Option<&MasterKeys>, line: &Line) -> Result<bool, AgainError> {
    let mut tx = db.begin().await?;
    let open = "SELECT count(*) AS value FROM people p WHERE p.id = $1
                AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.id = $2)";
    let open: Option<Count> = tx.first(open, args![line.person, line.id]).await?;
    if open.is_none_or(|open| open.value == 0) {
        return Ok(false);
    }
    // what was called off then was told then
    call_off(&mut tx, line.person, line.scope.parts(), Told::Nobody).await.map_err(|_: Problem| AgainError::Problem)?;
    let unsent = Unsent::find(&tx, line.person, line.scope).await?;
    effects::destroy(&tx, line.person, line.scope, &unsent, masters).await?;
    leaving::renamed_in_the_log(&tx, line.person).await?;
    let write = "INSERT INTO erasures (id, person, scope, erased_at) VALUES ($1, $2, $3, $4)";
    tx.run(write, args![line.id, line.person, line.scope.word(), Instant::from(line.at)]).await?;
    tx.commit().await?;
    Ok(true)
}

fn read(path: &Path) -> Result<Vec<Line>, AgainError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| line.parse().map_err(|()| AgainError::Line(at + 1))).collect()
}

/// Adds one at the end; it is on the disk when this returns.
fn append(path: &Path, line: &Line) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(format!("{line}\n").as_bytes())?;
    file.sync_all()
}

impl Row {
    fn line(self) -> Option<Line> {
        let scope = self.scope.parse().ok()?;
        Some(Line { id: self.id, person: self.person, scope, at: self.erased_at.timestamp() })
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.id, self.person, self.scope.word(), self.at)
    }
}

impl FromStr for Line {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [id, person, scope, at] = words.as_slice() else { return Err(()) };
        Ok(Self {
            id: id.parse().map_err(|_| ())?,
            person: person.parse().map_err(|_| ())?,
            scope: scope.parse()?,
            at: at.parse().map_err(|_| ())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_down_is_read_again_and_half_a_line_is_named() {
        let folder = std::env::temp_dir().join(format!("banso-erasures-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("erasures.txt");
        assert!(!are_there(&file) && read(&file).unwrap().is_empty());
        let line = |n, scope| Line {
            id: Uuid::from_u128(n),
            person: PersonId(Uuid::from_u128(n + 1)),
            scope,
            at: "2026-12-03T01:12:00Z".parse().unwrap(),
        };
        let lines = [line(1, Scope::Record), line(2, Scope::Account)];
        lines.iter().for_each(|line| append(&file, line).unwrap());
        assert!(are_there(&file));
        assert_eq!(read(&file).unwrap(), lines);
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}{} half", Uuid::from_u128(3))).unwrap();
        assert!(matches!(read(&file), Err(AgainError::Line(3))));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
