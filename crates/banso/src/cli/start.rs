//! Where the product starts from the operator's machine: environment, key file, data folder, log.

use kit::db::{Db, Durability};
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::{KeyFile, MasterKeys, wraps};
use rules::lang::Lang;

use crate::app::{App, Limits, Start, StartError};
use crate::operations::keys;
use crate::settings::Settings;

/// The product over the operator's data, with its key file. In a place with nothing in it, both are made.
pub(crate) async fn open(settings: Settings) -> Result<App, StartError> {
    std::fs::create_dir_all(&settings.data).map_err(|error| StartError::Io("data folder", error))?;
    let dice = Dice::system();
    let path = settings.key_path();
    if !path.exists() && needs_keys(&settings).await? {
        // a fresh key would open nothing that is there, and would look as if it were the one
        return Err(StartError::KeyFileGone(path));
    }
    let masters = master_keys(&settings, &dice)?;
    let (clock, durability, limits) = (Clock::system(), Durability::Full, Limits::for_people());
    App::start(Start { settings, clock, dice, durability, masters, limits, demo: false, lang: Lang::Ja }).await
}

/// The same where it matters that the keys are those of the data.
pub(crate) async fn open_sound(settings: Settings) -> Result<App, StartError> {
    let app = open(settings).await?;
    keys::fit(&app).await?;
    Ok(app)
}

/// The same over data that is there: nothing is made in a folder that was named by mistake.
pub(crate) async fn existing(settings: Settings) -> Result<App, StartError> {
    let path = settings.key_path();
    if !path.exists() {
        return Err(StartError::KeyFileGone(path));
    }
    open(settings).await
}

/// Reads the key file; makes one, readable by its owner alone, where there is none.
pub(crate) fn master_keys(settings: &Settings, dice: &Dice) -> Result<MasterKeys, StartError> {
    let path = settings.key_path();
    if !path.exists() {
        KeyFile::create(&path, "first", dice)?;
    }
    Ok(MasterKeys::of_file(&path)?)
}

/// Whether something in the database is sealed.
async fn needs_keys(settings: &Settings) -> Result<bool, StartError> {
    let db = Db::open(&settings.database_url(), Durability::Full, Clock::system(), Dice::system()).await?;
    let sealed = db.tables().await?.iter().any(|table| table == "data_keys") && !wraps(&db).await?.is_empty();
    db.close().await?;
    Ok(sealed)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Japanese first; English where the terminal speaks another language.
pub(super) fn language_of_terminal() -> Lang {
    match environment("LANG") {
        Some(lang) if !lang.starts_with("ja") => Lang::En,
        _ => Lang::Ja,
    }
}

/// One JSON line an event, on standard error.
pub(super) fn log(usual: &str) {
    let filter = tracing_subscriber::EnvFilter::new(environment("BANSO_LOG").unwrap_or_else(|| usual.into()));
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
}
