//! The organisation's master keys, for the operator: how they stand, a new one, and every data key under it while people
//! work. See docs/decisions/0013-keys-change-while-people-work.md.

use jiff::tz::TimeZone;
use kit::db::{DbError, Engine};
use kit::vault::{KeyFile, KeyFileError, Misfit, VaultError, Wraps, destroyed, misfits, rewrap_some, wraps};
use serde::Serialize;

use crate::app::{App, StartError};

/// How often a change is tried again that met another one.
const TRIES: usize = 5;

/// How the keys stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The master keys: those of the file in its order, then those that are missing in it.
    pub masters: Vec<Master>,
    /// Data keys that were destroyed on purpose, with what they sealed.
    pub destroyed: i64,
}

/// One master key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Master {
    /// Its name.
    pub name: String,
    /// Its part.
    pub part: Part,
    /// How many data keys it wraps.
    pub wraps: i64,
}

/// What a master key is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Wraps what is new.
    Current,
    /// Opens what it wrapped.
    Known,
    /// Is asked for, and not in the file.
    Missing,
}

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rotated {
    /// The key that is current now.
    pub current: String,
    /// Whether it was made by this rotation.
    pub made: bool,
    /// Data keys wrapped anew.
    pub done: i64,
    /// Data keys that do not unwrap, and stay.
    pub stuck: i64,
}

/// Why keys were not rotated.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The key file.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The keys do not fit.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A data key.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Other machines may have a key file of their own.
    #[error(
        "other machines may serve this database: `banso keys add`, copy the key file to each of them, then `banso keys rotate --to NAME`"
    )]
    Elsewhere,
}

/// How the keys stand.
///
/// # Errors
/// When the database does not answer.
pub async fn status(app: &App) -> Result<Status, DbError> {
    let counted = wraps(&app.db).await?;
    let names = app.masters.names();
    let of = |name: &str| counted.iter().find(|row| row.master == name).map_or(0, |row| row.keys);
    let part = |at: usize| if at == 0 { Part::Current } else { Part::Known };
    let known = names.iter().enumerate().map(|(at, name)| (name, part(at)));
    let missing = counted.iter().map(|row| &row.master).filter(|name| !names.contains(name));
    let all = known.chain(missing.map(|name| (name, Part::Missing)));
    let masters = all.map(|(name, part)| Master { name: name.clone(), part, wraps: of(name) }).collect();
    Ok(Status { masters, destroyed: destroyed(&app.db).await? })
}

/// Adds a key to the file that every server can read from now on, and none uses yet. Answers its name.
///
/// # Errors
/// [`KeyFileError`].
pub fn add(app: &App) -> Result<String, KeyFileError> {
    let path = app.settings.key_path();
    let lock = KeyFile::lock(&path)?;
    let mut file = KeyFile::read(&path)?;
    let name = new_name(app, &file);
    file.add_last(&name, app.db.dice());
    file.save(&lock)?;
    Ok(name)
}

/// Makes a new master key, or uses the one that is named, and wraps every data key by it. One that was broken off is
/// finished first, with the key that it had made.
///
/// # Errors
/// [`RotationError`].
pub async fn rotate(app: &App, to: Option<&str>) -> Result<Rotated, RotationError> {
    let path = app.settings.key_path();
    let lock = KeyFile::lock(&path)?;
    let mut file = KeyFile::read(&path)?;
    app.masters.read_again();
    fit(app).await?;
    let current = app.masters.current();
    let unfinished = wraps(&app.db).await?.iter().any(|Wraps { master, .. }| *master != current);
    let made = match to {
        Some(name) => {
            file.put_first(name)?;
            false
        }
        None if unfinished => false,
        None if app.db.engine() == Engine::Postgres => return Err(RotationError::Elsewhere),
        None => {
            let name = new_name(app, &file);
            file.add_first(&name, app.db.dice());
            true
        }
    };
    if made || to.is_some() {
        // on the disk before the first data key is under it
        file.save(&lock)?;
        app.masters.read_again();
    }
    let (done, stuck) = rewrap_all(app).await?;
    Ok(Rotated { current: app.masters.current(), made, done, stuck })
}

async fn rewrap_all(app: &App) -> Result<(i64, i64), RotationError> {
    let (mut after, mut done, mut stuck, mut tries) = (None, 0, 0, 0);
    loop {
        let tx = app.db.begin().await?;
        let step = match rewrap_some(&tx, &app.masters, after).await {
            Err(VaultError::Db(DbError::Conflict)) if tries < TRIES => {
                tries += 1;
                continue;
            }
            step => step?,
        };
        tx.commit().await?;
        done += step.done;
        stuck += step.stuck;
        match step.last {
            Some(last) => after = Some(last),
            None => return Ok((done, stuck)),
        }
    }
}

fn new_name(app: &App, file: &KeyFile) -> String {
    file.new_name(app.db.clock().now().timestamp().to_zoned(TimeZone::UTC).date())
}

/// Whether the configured keys are those of this database, as a server asks before it serves: every master key that
/// is asked for is there, and opens what it wrapped.
///
/// # Errors
/// [`StartError::MasterMissing`] or [`StartError::MasterOther`], in one line.
pub async fn fit(app: &App) -> Result<(), StartError> {
    if !app.db.tables().await?.iter().any(|table| table == "data_keys") {
        return Ok(());
    }
    match misfits(&app.db, &app.masters).await?.into_iter().next() {
        None => Ok(()),
        Some(Misfit::Missing(name)) => Err(StartError::MasterMissing(app.settings.key_path(), name)),
        Some(Misfit::Other(name)) => Err(StartError::MasterOther(app.settings.key_path(), name)),
    }
}
