//! The way back: a backup into an empty place. What is there already is never overwritten, and a backup that is not
//! what its manifest says is not restored.

use std::path::Path;

use kit::db::{Db, Durability, restore};
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::MasterKeys;
use serde::Serialize;

use super::backup::{BackupError, MANIFEST, Manifest, digest};
use crate::app::MIGRATIONS;
use crate::journey::{are_there, erase_again};
use crate::settings::Settings;

/// What was brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// What the backup says about itself.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// How many records were in it that had been erased since: they are erased again.
    pub erased_again: usize,
}

/// Restores the backup at `folder` to where the settings point.
///
/// # Errors
/// [`BackupError`].
pub async fn create(settings: &Settings, folder: &Path) -> Result<Restored, BackupError> {
    let manifest = checked(folder)?;
    let engine = if settings.database_url().starts_with("postgres") { "postgres" } else { "sqlite" };
    if manifest.engine != engine {
        return Err(BackupError::OtherEngine(manifest.engine, engine));
    }
    let file = folder.join(&manifest.file);
    std::fs::create_dir_all(&settings.data).map_err(|error| BackupError::Io(settings.data.clone(), error))?;
    let rows = restore(&settings.database_url(), &file).await?;
    if rows != manifest.rows {
        return Err(BackupError::Damaged("other rows arrived than the manifest counts".into()));
    }
    let erased_again = if are_there(&settings.erasures_path()) { erased_again(settings).await? } else { 0 };
    Ok(Restored { manifest, erased_again })
}

/// A backup is of a moment, and who was forgotten after it is in it still. The schema is brought up to date first, as
/// serving would.
async fn erased_again(settings: &Settings) -> Result<usize, BackupError> {
    let db = Db::open(&settings.database_url(), Durability::Full, Clock::system(), Dice::system()).await?;
    MIGRATIONS.apply(&db).await?;
    // the key file may come back later; it is needed only for what is carried over
    let masters = MasterKeys::of_file(&settings.key_path()).ok();
    let done = erase_again(&db, masters.as_ref(), &settings.erasures_path()).await;
    db.close().await?;
    Ok(done?)
}

/// The manifest of a backup that is what it says, and of a version that this program knows.
pub(super) fn checked(folder: &Path) -> Result<Manifest, BackupError> {
    let manifest = read(folder)?;
    if let Some(step) = manifest.schema.iter().find(|step| MIGRATIONS.0.iter().all(|known| known.name != **step)) {
        return Err(BackupError::Newer(step.clone()));
    }
    let (bytes, sha256) = digest(&folder.join(&manifest.file))?;
    if (bytes, &sha256) != (manifest.bytes, &manifest.sha256) {
        return Err(BackupError::Damaged(format!("{} has another digest than its manifest says", manifest.file)));
    }
    Ok(manifest)
}

fn read(folder: &Path) -> Result<Manifest, BackupError> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|error| BackupError::Io(path.clone(), error))?;
    serde_json::from_str(&text).map_err(|error| BackupError::Manifest(path, error))
}
