//! Where the product starts from the operator's machine: environment, key file, data folder, log.

use std::io::Write;

use kit::db::Durability;
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::MasterKeys;
use rules::lang::Lang;

use crate::app::{App, Limits, Start, StartError};
use crate::settings::Settings;

/// The product over the operator's data, with its key file; both are made where missing.
pub(crate) async fn open(settings: Settings) -> Result<App, StartError> {
    std::fs::create_dir_all(&settings.data).map_err(|error| StartError::Io("data folder", error))?;
    let dice = Dice::system();
    let masters = master_keys(&settings, &dice)?;
    let (clock, durability, limits) = (Clock::system(), Durability::Full, Limits::for_people());
    App::start(Start { settings, clock, dice, durability, masters, limits, demo: false, lang: Lang::Ja }).await
}

/// The same over data that is there: nothing is made in a folder that was named by mistake.
pub(crate) async fn existing(settings: Settings) -> Result<App, StartError> {
    let path = settings.key_path();
    if !path.exists() {
        return Err(StartError::KeyFile(path, std::io::ErrorKind::NotFound.into()));
    }
    open(settings).await
}

/// Reads the key file; makes one, readable by its owner alone, where there is none.
pub(crate) fn master_keys(settings: &Settings, dice: &Dice) -> Result<MasterKeys, StartError> {
    let path = settings.key_path();
    let broken = |error| StartError::KeyFile(path.clone(), error);
    if !path.exists() {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(broken)?;
        file.write_all(MasterKeys::fresh("first", dice).as_bytes()).map_err(broken)?;
        file.sync_all().map_err(broken)?;
    }
    Ok(MasterKeys::parse(&std::fs::read_to_string(&path).map_err(broken)?)?)
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
