//! `banso audit`: is the log what was written, and all of it for who has to examine it.

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::say::Say;
use super::start::existing;
use super::{Stopped, Unlucky};
use crate::audit::{checkpoint, export, whole};
use crate::operations::keys;
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Walk the whole chain and meet every checkpoint; fails and names the first bad row when it does not hold.
    Verify {
        /// The folder of the data, instead of the one in the settings.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// A file with checkpoints, as they stand in the mails, instead of the one in the settings.
        #[arg(long, value_name = "FILE")]
        checkpoints: Option<PathBuf>,
    },
    /// Print every row as a line of JSON, people under their pseudonyms. That it was printed is written down, too.
    Export {
        /// The folder of the data, instead of the one in the settings.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
}

pub(super) async fn run(settings: Settings, say: Say, what: Audit) -> Result<ExitCode, Stopped> {
    match what {
        Audit::Verify { data, checkpoints } => {
            let settings = settings.in_folder(data);
            let file = checkpoints.unwrap_or_else(|| settings.checkpoints_path());
            let known = checkpoint::read(&file)?;
            let app = existing(settings).await?;
            keys::fit(&app).await?;
            let verdict = whole(&app, &known).await.map_err(Unlucky)?;
            app.db.close().await?;
            say.verified(&verdict)?;
            Ok(if verdict.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Audit::Export { data } => {
            let app = existing(settings.in_folder(data)).await?;
            keys::fit(&app).await?;
            let mut out = BufWriter::new(stdout().lock());
            export(&app, &mut out).await?;
            out.flush()?;
            Ok(app.db.close().await.map(|()| ExitCode::SUCCESS)?)
        }
    }
}
