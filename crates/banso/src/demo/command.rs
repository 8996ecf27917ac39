//! `banso demo`: plants the cast in a fresh folder, or takes up a demo where it was left, and serves it.
//!
//! A folder with anything else in it is refused: nobody's real house becomes a demo by a slip of the hand.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use kit::db::{Count, DbError, Durability, Sql};
use kit::id::Dice;
use kit::time::Clock;
use rules::lang::Lang;
use tokio::net::TcpListener;

use super::cast::{names, sentence};
use super::planting::{self, PASSWORD, PlantError};
use super::story::Story;
use crate::app::{App, Limits, MIGRATIONS, Start, StartError};
use crate::frame::roles_named;
use crate::operations::serve;
use crate::settings::Settings;

/// Says that a folder is a demo's; written before anything else.
const MARK: &str = "this-is-a-demo";

/// What can be chosen.
#[derive(Debug, Args)]
pub struct Demo {
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// A folder to keep the demo in. Without it the demo lives in a temporary folder and ends with the command.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Stop the clock at an instant, as 2026-12-03T10:12:00+09:00; the same instant gives the same demo.
    #[arg(long, value_name = "INSTANT")]
    now: Option<Timestamp>,
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder is somebody's.
    #[error("{0} holds something else than a demo; name an empty folder, or none")]
    Folder(PathBuf),
    /// The folder cannot be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The address is taken, or the product did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The planting.
    #[error(transparent)]
    Plant(#[from] PlantError),
}

/// Where a demo lives.
#[derive(Debug)]
enum House {
    /// Nothing is there yet.
    Fresh,
    /// A demo was planted there, or its planting was broken off.
    Demo,
}

/// Plants where nothing is planted yet, then serves until it is stopped.
///
/// # Errors
/// [`DemoError`].
pub async fn run(demo: Demo, lang: Lang) -> Result<(), DemoError> {
    let listener = TcpListener::bind(demo.listen).await.map_err(|error| StartError::Io("listen", error))?;
    let address = listener.local_addr().map_err(|error| StartError::Io("listen", error))?;
    let folder = demo.data.clone().unwrap_or_else(temporary);
    let house = enter(&folder)?;
    say(&format!("the demo's folder is {}", folder.display()));
    let app = open(&demo, lang, &house, folder.clone(), address).await?;
    MIGRATIONS.apply(&app.db).await?;
    if is_empty(&app).await? {
        planting::plant(&app, lang).await?;
        say("the cast is planted");
    }
    who_one_can_be(lang)?;
    say(&format!("everybody's password is {PASSWORD}; http://{address}/demo needs none"));
    let served = serve::serve_on(app, listener, serve::stop_signal()).await;
    if demo.data.is_none() {
        std::fs::remove_dir_all(&folder).map_err(|error| DemoError::Io(folder, error))?;
    }
    Ok(served?)
}

fn temporary() -> PathBuf {
    let chance: String = Dice::system().bytes::<6>().iter().map(|byte| format!("{byte:02x}")).collect();
    std::env::temp_dir().join(format!("banso-demo-{chance}"))
}

/// Takes an empty folder, or one that a demo marked as its own.
fn enter(folder: &Path) -> Result<House, DemoError> {
    let broken = |error| DemoError::Io(folder.to_owned(), error);
    std::fs::create_dir_all(folder).map_err(broken)?;
    if folder.join(MARK).exists() {
        return Ok(House::Demo);
    }
    if std::fs::read_dir(folder).map_err(broken)?.next().is_some() {
        return Err(DemoError::Folder(folder.to_owned()));
    }
    std::fs::write(folder.join(MARK), []).map_err(broken)?;
    Ok(House::Fresh)
}

async fn open(demo: &Demo, lang: Lang, house: &House, data: PathBuf, address: SocketAddr) -> Result<App, StartError> {
    let settings =
        Settings { data, listen: address.to_string(), url: format!("http://{address}"), ..Settings::default() };
    let clock = demo.now.map_or_else(Clock::system, Clock::fixed);
    let dice = match (demo.now.map(Timestamp::as_microsecond).map(u64::try_from), house) {
        (Some(Ok(seed)), House::Fresh) => Dice::seeded(seed),
        // a seed used twice in one house would throw the tokens and ids that are there already
        _ => Dice::system(),
    };
    let masters = crate::cli::start::master_keys(&settings, &dice)?;
    let (durability, limits) = (Durability::Full, Limits::for_people());
    App::start(Start { settings, clock, dice, durability, masters, limits, demo: true, lang }).await
}

async fn is_empty(app: &App) -> Result<bool, DbError> {
    let count = app.db.first::<Count>("SELECT count(*) AS value FROM organisation", vec![]).await?;
    Ok(count.is_none_or(|count| count.value == 0))
}

fn who_one_can_be(lang: Lang) -> Result<(), PlantError> {
    let story = Story::read(lang)?;
    say("you can be");
    for person in story.cast.people.iter().filter(|person| person.featured) {
        let told = story.told.profiles.get(&person.key).map(sentence).unwrap_or_default();
        let (name, role) = (names(person).full(lang), roles_named(lang, &person.roles));
        say(&format!("  {name} ({role})  {told}"));
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a command says on the terminal what it does")]
fn say(line: &str) {
    eprintln!("{line}");
}
