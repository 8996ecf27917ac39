//! A backup: one folder with a copy of the database and a manifest of what is in it. Made while people work.
//!
//! It appears under its name when it is whole, never half. The master keys are not in it: who finds a backup alone
//! reads nobody's words. The operator keeps the key file elsewhere.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use kit::args;
use kit::db::{CopyError, DbError, Engine, Rows, Sql, Text};
use kit::id::Id;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::journey::AgainError;

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.json";

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program that made it.
    pub version: String,
    /// When, in UTC.
    pub made_at: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The steps of the schema, in order.
    pub schema: Vec<String>,
    /// How many rows each table has.
    pub rows: Rows,
    /// The file beside the manifest.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// Its digest.
    pub sha256: String,
}

/// Why there is no backup, or why one cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The copy.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// What was erased could not be erased again.
    #[error(transparent)]
    Again(#[from] AgainError),
    /// A file or folder.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// There is something at that path.
    #[error("{0} exists already; a backup never overwrites one")]
    Exists(PathBuf),
    /// The manifest cannot be read.
    #[error("{0} is not a manifest: {1}")]
    Manifest(PathBuf, serde_json::Error),
    /// The backup is not what its manifest says.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// The backup is of the other engine.
    #[error("the backup is of {0}, the settings point at {1}")]
    OtherEngine(String, &'static str),
    /// The backup was made by a newer version.
    #[error("the backup has the migration {0}, which this version does not know")]
    Newer(String),
}

/// Makes a backup at `folder`, which must not exist, and writes down in the database that it was made.
///
/// # Errors
/// [`BackupError`].
pub async fn create(app: &App, folder: &Path) -> Result<Manifest, BackupError> {
    if folder.exists() {
        return Err(BackupError::Exists(folder.to_owned()));
    }
    let part = folder.with_extension("part");
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| BackupError::Io(path, error)
    };
    if part.exists() {
        // what an interrupted backup left behind
        std::fs::remove_dir_all(&part).map_err(at(&part))?;
    }
    std::fs::create_dir_all(&part).map_err(at(&part))?;
    let manifest = fill(app, &part).await?;
    sync(&part)?;
    std::fs::rename(&part, folder).map_err(at(folder))?;
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        sync(parent)?;
    }
    write_down(app, &manifest).await?;
    Ok(manifest)
}

async fn fill(app: &App, folder: &Path) -> Result<Manifest, BackupError> {
    let name = match app.db.engine() {
        Engine::Sqlite => "banso.sqlite3",
        Engine::Postgres => "banso.pgdump",
    };
    let file = folder.join(name);
    let made_at = app.db.clock().now().timestamp().to_string();
    let steps: Vec<Text> = app.db.all("SELECT name AS value FROM migrations ORDER BY name", vec![]).await?;
    let rows = app.db.copy_to(&app.settings.database_url(), &file).await?;
    let (bytes, sha256) = digest(&file)?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").into(),
        made_at,
        engine: app.db.engine().name().into(),
        schema: steps.into_iter().map(|step| step.value).collect(),
        rows,
        file: name.into(),
        bytes,
        sha256,
    };
    let path = folder.join(MANIFEST);
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| BackupError::Manifest(path.clone(), error))?;
    std::fs::write(&path, text).map_err(|error| BackupError::Io(path.clone(), error))?;
    sync(&path)?;
    Ok(manifest)
}

/// A database that is older than the table of backups has nowhere to write it down; the backup is as good.
async fn write_down(app: &App, manifest: &Manifest) -> Result<(), BackupError> {
    if !manifest.rows.contains_key("backups") {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    let id: Row = tx.id();
    let bytes = i64::try_from(manifest.bytes).unwrap_or(i64::MAX);
    tx.run("INSERT INTO backups (id, made_at, bytes) VALUES ($1, $2, $3)", args![id.0, tx.now(), bytes]).await?;
    Ok(tx.commit().await?)
}

#[derive(Clone, Copy)]
struct Row(Uuid);

impl From<Uuid> for Row {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl Id for Row {
    fn uuid(self) -> Uuid {
        self.0
    }
}

/// Length and SHA-256 of a file.
pub(super) fn digest(path: &Path) -> Result<(u64, String), BackupError> {
    let broken = |error| BackupError::Io(path.to_owned(), error);
    let mut file = std::fs::File::open(path).map_err(broken)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).map_err(broken)?;
        let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
        hash.update(chunk);
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    let hex = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Ok((bytes, hex))
}

/// A file's bytes, or a folder's names, are on the disk.
fn sync(path: &Path) -> Result<(), BackupError> {
    let broken = |error| BackupError::Io(path.to_owned(), error);
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(broken)
}
