//! `banso decrypt`: every text of a backup with a key file, on any machine.

use std::io::{BufWriter, Write, stdout};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Stopped;
use super::say::Say;
use crate::operations::decryption::{Decrypted, decrypt};

/// The file in the folder.
const TEXTS: &str = "texts.jsonl";

#[derive(Debug, Args)]
pub(super) struct Decrypt {
    /// The folder of the backup.
    #[arg(long, value_name = "FOLDER")]
    backup: PathBuf,
    /// The key file.
    #[arg(long, value_name = "FILE")]
    key_file: PathBuf,
    /// A folder for the texts that does not exist yet; without it they go to standard output.
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

pub(super) async fn run(what: Decrypt, say: Say) -> Result<ExitCode, Stopped> {
    let Decrypt { backup, key_file, to } = what;
    let Some(folder) = to else {
        let mut out = BufWriter::new(stdout().lock());
        let done = decrypt(&backup, &key_file, &mut out).await?;
        out.flush()?;
        return Ok(code(done));
    };
    // what was confidential is so still: readable by who asked for it alone
    std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
    let mut options = std::fs::OpenOptions::new();
    let mut out = BufWriter::new(options.write(true).create_new(true).mode(0o600).open(folder.join(TEXTS))?);
    let done = decrypt(&backup, &key_file, &mut out).await?;
    out.flush()?;
    say.decrypted(&folder.join(TEXTS), &done)?;
    Ok(code(done))
}

fn code(done: Decrypted) -> ExitCode {
    if done.broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
