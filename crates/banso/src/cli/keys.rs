//! `banso keys`: how the master keys stand, and how they are changed while people work.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::Stopped;
use super::say::Say;
use super::start::existing;
use crate::operations::keys;
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Which master keys there are, how many data keys each of them wraps, and what to do next.
    Status {
        /// The folder of the data, instead of the one in the settings.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Add a master key to the key file that is not used yet: for copying the file to every machine before a rotation.
    Add {
        /// The folder of the data, instead of the one in the settings.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Make a new master key and wrap every data key by it, while people work. Broken off, it goes on when run again.
    Rotate {
        /// The folder of the data, instead of the one in the settings.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Use this key of the key file instead of making one.
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
    },
}

/// A rotation that had to leave a data key behind did not do what it was asked to.
pub(super) async fn run(settings: Settings, say: Say, what: Keys) -> Result<ExitCode, Stopped> {
    match what {
        Keys::Status { data } => {
            let app = existing(settings.in_folder(data)).await?;
            say.keys(&keys::status(&app).await?)?;
            app.db.close().await?;
        }
        Keys::Add { data } => {
            let app = existing(settings.in_folder(data)).await?;
            say.key_added(&keys::add(&app)?)?;
            app.db.close().await?;
        }
        Keys::Rotate { data, to } => {
            let app = existing(settings.in_folder(data)).await?;
            let rotated = keys::rotate(&app, to.as_deref()).await?;
            say.rotated(&rotated, &keys::status(&app).await?)?;
            app.db.close().await?;
            if rotated.stuck > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
