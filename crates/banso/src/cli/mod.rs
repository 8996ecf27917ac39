//! The commands of the one binary. Each does its work through a slice and says what it did in sentences, or as JSON
//! where a program may read it.

mod audit;
mod decrypt;
mod keys;
mod say;
pub(crate) mod start;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rules::lang::Lang;

use crate::app::App;
use crate::demo;
use crate::operations::doctor::{self, Depth};
use crate::operations::{backup, migration, restoration, serve};
use crate::people::operator;
use crate::problem::Problem;
use crate::routes::{Printed, table};
use crate::settings::Settings;
use say::Say;

use start::{open, open_sound};

/// Career support on one self-hosted platform.
#[derive(Debug, Parser)]
#[command(
    name = "banso",
    version,
    about,
    after_help = "Every setting: docs/settings.md, or /help/operation in the product."
)]
struct Cli {
    /// A TOML file with settings; the environment (BANSO_…) goes before it.
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The language of sentences: ja or en.
    #[arg(long, global = true, value_parser = language)]
    lang: Option<Lang>,
    /// Answer as JSON, for programs.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the organisation: migrates first, after a backup.
    Serve,
    /// Serve an invented organisation whose people you can become.
    Demo(demo::command::Demo),
    /// Bring the schema up to date, after a backup.
    Migrate,
    /// Look whether everything is as it should be; fails when something is wrong.
    Doctor {
        /// Try every ciphertext, not only the newest.
        #[arg(long)]
        all: bool,
    },
    /// Make a backup while people work. The key file is not in it: keep that elsewhere.
    Backup {
        /// A folder that does not exist yet.
        path: PathBuf,
    },
    /// Restore a backup into an empty place.
    Restore {
        /// The folder of the backup.
        path: PathBuf,
    },
    /// The master keys: how they stand, and a new one while people work.
    Keys {
        #[command(subcommand)]
        what: keys::Keys,
    },
    /// Read every text of a backup with its key file: needs no server, no settings and nothing else.
    Decrypt(decrypt::Decrypt),
    /// Accounts, for when nobody can get in any other way.
    User {
        #[command(subcommand)]
        what: User,
    },
    /// The audit log: who asked for what, and the answer.
    Audit {
        #[command(subcommand)]
        what: audit::Audit,
    },
    /// Print every route: method, path, who, policy, rate, body limit, audit event.
    Routes,
}

#[derive(Debug, Subcommand)]
enum User {
    /// Everybody who has an account.
    List,
    /// Print a link with which somebody chooses a new password; it works once, for half an hour.
    Password {
        /// Their address.
        email: String,
    },
    /// Print a link with which somebody becomes an administrator; it works once, for a fortnight.
    InviteAdministrator {
        /// Their address.
        email: String,
    },
}

/// Why a command stopped.
type Stopped = Box<dyn std::error::Error>;

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // a demo's terminal is for its visitor
    start::log(if matches!(cli.command, Command::Demo(_)) { "warn" } else { "info" });
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return say::failed(&error),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => say::failed(&*error),
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Stopped> {
    let settings = Settings::read(cli.settings.as_deref(), start::environment)?;
    let say = Say::new(cli.lang.unwrap_or_else(start::language_of_terminal), cli.json);
    match cli.command {
        Command::Serve => serve_it(settings, say).await?,
        Command::Demo(demo) => demo::command::run(demo, cli.lang.unwrap_or_default()).await?,
        Command::Migrate => {
            let app = open(settings).await?;
            say.migrated(&migration::create(&app).await?)?;
            app.db.close().await?;
        }
        Command::Doctor { all } => return look(settings, say, all).await,
        Command::Backup { path } => {
            let app = open(settings).await?;
            say.backed_up(&path, &backup::create(&app, &path).await?)?;
            app.db.close().await?;
        }
        Command::Restore { path } => {
            let key_file = settings.key_path();
            say.restored(&key_file, &restoration::create(&settings, &path).await?)?;
        }
        Command::User { what } => user(settings, say, what).await?,
        Command::Keys { what } => return keys::run(settings, say, what).await,
        Command::Decrypt(what) => return decrypt::run(what, say).await,
        Command::Audit { what } => return audit::run(settings, say, what).await,
        Command::Routes => say.routes(&table().iter().map(|route| Printed::from(&route.spec)).collect::<Vec<_>>())?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve_it(settings: Settings, say: Say) -> Result<(), Stopped> {
    let app = open_sound(settings).await?;
    let migrated = migration::create(&app).await?;
    if migrated.backup.is_some() {
        say.migrated(&migrated)?;
    }
    Ok(serve::serve(app).await?)
}

async fn look(settings: Settings, say: Say, all: bool) -> Result<ExitCode, Stopped> {
    let app = open(settings).await?;
    let found = doctor::look(&app, if all { Depth::All } else { Depth::Usual }).await.map_err(Unlucky)?;
    app.db.close().await?;
    say.found(&found)?;
    Ok(if doctor::trouble(&found) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn user(settings: Settings, say: Say, what: User) -> Result<(), Stopped> {
    let app: App = open_sound(settings).await?;
    match what {
        User::List => say.accounts(&operator::list(&app).await.map_err(Unlucky)?)?,
        User::Password { email } => say.link(&operator::reset_link(&app, &email).await.map_err(Unlucky)?)?,
        User::InviteAdministrator { email } => {
            say.link(&operator::invite_administrator(&app, &email).await.map_err(Unlucky)?)?;
        }
    }
    Ok(app.db.close().await?)
}

/// A page's problem on a terminal.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.on_terminal())]
struct Unlucky(Problem);

impl Problem {
    fn on_terminal(&self) -> &'static str {
        match self {
            Self::NotFound => "nobody has that address",
            _ => "the database did not answer as expected; the log above says why",
        }
    }
}

fn language(name: &str) -> Result<Lang, String> {
    Lang::from_tag(name).ok_or_else(|| "ja or en".to_owned())
}

/// The names of all commands: documents are held to them.
#[must_use]
pub fn command_names() -> Vec<String> {
    <Cli as clap::CommandFactory>::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
