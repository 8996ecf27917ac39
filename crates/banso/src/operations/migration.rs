//! Bringing the schema up to date: after a backup, when there is something to lose.

use std::path::PathBuf;

use serde::Serialize;

use super::backup::{self, BackupError};
use crate::app::{App, MIGRATIONS};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Migrated {
    /// The backup that was made before, if there was anything to lose.
    pub backup: Option<PathBuf>,
    /// The steps applied, in order.
    pub applied: Vec<&'static str>,
}

/// Applies what is missing. A database that already has a schema is backed up first, beside the data.
///
/// # Errors
/// [`BackupError`]; a schema of a newer version is refused by the name of its migration.
pub async fn create(app: &App) -> Result<Migrated, BackupError> {
    let pending = MIGRATIONS.pending(&app.db).await?;
    let Some(first) = pending.first() else { return Ok(Migrated::default()) };
    let backup = if pending.len() == MIGRATIONS.0.len() { None } else { Some(backup_before(app, first).await?) };
    let applied = MIGRATIONS.apply(&app.db).await?;
    Ok(Migrated { backup, applied })
}

async fn backup_before(app: &App, step: &str) -> Result<PathBuf, BackupError> {
    let at = app.db.clock().now().timestamp().strftime("%Y%m%dT%H%M%SZ");
    let folder = app.settings.data.join("backups").join(format!("before-{step}-{at}"));
    backup::create(app, &folder).await?;
    Ok(folder)
}
