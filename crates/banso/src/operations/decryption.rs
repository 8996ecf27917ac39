//! Every text of a backup, read with a key file alone: no server, no settings, nobody's leave. For the day on which the
//! product is gone and the words must not be.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kit::db::{CopyError, Db, DbError, Durability, Sql, pour, restore};
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::{KeyFileError, KeyRing, MasterKeys, Misfit, Place, VaultError, every_key, key_of, misfits};
use sea_orm::FromQueryResult;
use serde::Serialize;
use uuid::Uuid;

use super::backup::BackupError;
use super::doctor::ciphertexts::{COLUMNS, chunk};
use super::restoration;

/// How many texts there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decrypted {
    /// Written.
    pub texts: i64,
    /// Destroyed on purpose.
    pub destroyed: i64,
    /// Do not open.
    pub broken: i64,
}

/// Why nothing was decrypted.
#[derive(Debug, thiserror::Error)]
pub enum DecryptError {
    /// The backup.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Its copy of the database.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The database that was made of it.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The key file.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// It is not the backup's.
    #[error("the key file does not open this backup: the master key {0} is missing or is another one")]
    Misfit(String),
    /// A file, or who reads went away.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A text, with where it stood and whose it is.
#[derive(Serialize)]
struct Line<'a> {
    column: &'a str,
    row: String,
    owner: String,
    name: Option<&'a str>,
    text: &'a str,
}

#[derive(Debug, FromQueryResult)]
struct Owner {
    id: Uuid,
    owner: Uuid,
    family: Option<String>,
    given: Option<String>,
}

type Owners = BTreeMap<Uuid, (Uuid, Option<String>)>;

/// Writes every text of the backup at `folder`, a line of JSON each.
///
/// # Errors
/// [`DecryptError`].
pub async fn decrypt(folder: &Path, key_file: &Path, to: &mut impl Write) -> Result<Decrypted, DecryptError> {
    let masters = MasterKeys::of_file(key_file)?;
    let place = Elsewhere::new()?;
    let db = place.open(folder).await?;
    let read = read_all(&db, &masters, to).await;
    db.close().await?;
    read
}

/// A folder for the backup's database, still sealed; it goes when this does.
struct Elsewhere(PathBuf);

impl Elsewhere {
    fn new() -> io::Result<Self> {
        let chance: String = Dice::system().bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = std::env::temp_dir().join(format!("banso-decrypt-{chance}"));
        std::fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    async fn open(&self, folder: &Path) -> Result<Db, DecryptError> {
        let manifest = restoration::checked(folder)?;
        let (file, url) = (folder.join(&manifest.file), format!("sqlite://{}", self.0.join("copy.sqlite3").display()));
        let open = || Db::open(&url, Durability::Normal, Clock::system(), Dice::system());
        if manifest.engine == "postgres" {
            let db = open().await?;
            let mut tables: Vec<&str> = COLUMNS.iter().filter_map(|(column, ..)| column.split('.').next()).collect();
            tables.extend(["data_keys", "people"]);
            pour(&file, &tables, &self.0.join("dump.sql"), &db).await?;
            return Ok(db);
        }
        restore(&url, &file).await?;
        Ok(open().await?)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a folder was left behind");
        }
    }
}

async fn read_all(db: &Db, masters: &MasterKeys, to: &mut impl Write) -> Result<Decrypted, DecryptError> {
    if let Some(Misfit::Missing(name) | Misfit::Other(name)) = misfits(db, masters).await?.into_iter().next() {
        return Err(DecryptError::Misfit(name));
    }
    let (ring, owners) = (every_key(db, masters).await?.ring, owners(db).await?);
    let tables = db.tables().await?;
    let mut done = Decrypted::default();
    for (column, id, bound) in COLUMNS {
        // an older backup does not have every table
        if !tables.iter().any(|table| column.split('.').next() == Some(table)) {
            continue;
        }
        let mut before = Uuid::max();
        loop {
            let rows = chunk(db, column, (id, bound), before).await?;
            let Some(last) = rows.last() else { break };
            before = last.id;
            for row in &rows {
                write(&ring, &owners, Place { column, row: row.bound }, &row.sealed, &mut done, to)?;
            }
        }
    }
    Ok(done)
}

async fn owners(db: &Db) -> Result<Owners, DbError> {
    let question = "SELECT k.id, k.owner, p.family, p.given FROM data_keys k LEFT JOIN people p ON p.id = k.owner";
    let rows: Vec<Owner> = db.all(question, vec![]).await?;
    let name = |family: Option<String>, given: Option<String>| Some(format!("{} {}", family?, given?));
    Ok(rows.into_iter().map(|row| (row.id, (row.owner, name(row.family, row.given)))).collect())
}

fn write(
    ring: &KeyRing,
    owners: &Owners,
    place: Place,
    sealed: &[u8],
    done: &mut Decrypted,
    to: &mut impl Write,
) -> Result<(), DecryptError> {
    match ring.open(place, sealed) {
        Ok(text) => {
            let owner = key_of(sealed).ok().and_then(|key| owners.get(&key));
            let line = Line {
                column: place.column,
                row: place.row.to_string(),
                owner: owner.map_or_else(String::new, |(owner, _)| owner.to_string()),
                name: owner.and_then(|(_, name)| name.as_deref()),
                text: &String::from_utf8_lossy(&text),
            };
            writeln!(to, "{}", serde_json::to_string(&line).map_err(io::Error::from)?)?;
            done.texts += 1;
        }
        Err(VaultError::Destroyed) => done.destroyed += 1,
        Err(_) => done.broken += 1,
    }
    Ok(())
}
