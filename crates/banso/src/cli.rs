//! The commands of the one binary.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use kit::db::Durability;
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::MasterKeys;
use rules::lang::Lang;

use crate::app::{App, Limits, Start, StartError};
use crate::demo;
use crate::operations::serve;
use crate::settings::Settings;

/// Career support on one self-hosted platform.
#[derive(Debug, Parser)]
#[command(name = "banso", version, about)]
struct Cli {
    /// A TOML file with settings; the environment (BANSO_…) goes before it.
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the organisation: migrates first, after a backup.
    Serve,
    /// Serve an invented organisation whose people you can become.
    Demo(demo::command::Demo),
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter(&cli.command)).init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error.to_string()),
    }
}

async fn run(cli: Cli) -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::read(cli.settings.as_deref(), environment)?;
    match cli.command {
        Command::Serve => {
            let app = open(settings).await?;
            crate::app::MIGRATIONS.apply(&app.db).await?;
            serve::serve(app).await?;
        }
        Command::Demo(demo) => demo::command::run(demo).await?,
    }
    Ok(())
}

/// The product over the operator's data, with its key file; both are made where missing.
pub(crate) async fn open(settings: Settings) -> Result<App, StartError> {
    std::fs::create_dir_all(&settings.data).map_err(|error| StartError::Io("data folder", error))?;
    let dice = Dice::system();
    let masters = master_keys(&settings, &dice)?;
    let (clock, durability, limits) = (Clock::system(), Durability::Full, Limits::for_people());
    App::start(Start { settings, clock, dice, durability, masters, limits, demo: false, lang: Lang::Ja }).await
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
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A demo's terminal is for its visitor.
fn filter(command: &Command) -> tracing_subscriber::EnvFilter {
    let usual = if matches!(command, Command::Demo(_)) { "warn" } else { "info" };
    tracing_subscriber::EnvFilter::new(environment("BANSO_LOG").unwrap_or_else(|| usual.into()))
}

#[expect(clippy::print_stderr, reason = "a command says on the terminal why it stopped")]
fn failed(why: &str) -> ExitCode {
    eprintln!("banso: {why}");
    ExitCode::FAILURE
}
