//! The running product: what every request and every job shares. Cheap to clone.

use std::num::NonZeroU32;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use kit::db::{Db, DbError, Durability, Migration, Migrations};
use kit::id::Dice;
use kit::mail::{MailError, Mailer};
use kit::password::{HashError, Passwords};
use kit::time::Clock;
use kit::vault::{KeyFileError, MasterKeys};
use kit::web::assets::Assets;
use kit::web::rate::Limit;
use rules::lang::Lang;

use crate::frame::assets;
use crate::settings::Settings;

/// The schema, oldest first.
pub const MIGRATIONS: Migrations = Migrations(&[
    Migration { name: "0001_machinery", source: include_str!("../../../migrations/0001_machinery.sql") },
    Migration { name: "0002_people", source: include_str!("../../../migrations/0002_people.sql") },
    Migration { name: "0003_meetings", source: include_str!("../../../migrations/0003_meetings.sql") },
    Migration { name: "0004_writing", source: include_str!("../../../migrations/0004_writing.sql") },
    Migration { name: "0005_confidence", source: include_str!("../../../migrations/0005_confidence.sql") },
    Migration { name: "0006_disclosures", source: include_str!("../../../migrations/0006_disclosures.sql") },
]);

/// The product, running.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What it is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database with its clock and dice.
    pub db: Db,
    /// The organisation's master keys.
    pub masters: MasterKeys,
    /// Password hashing.
    pub passwords: Passwords,
    /// How mail leaves.
    pub mailer: Mailer,
    /// The operator's settings.
    pub settings: Settings,
    /// Stylesheet, modules, pictures.
    pub assets: &'static Assets,
    /// How many requests are welcome.
    pub limits: Limits,
    /// A demo: invented people, one button to become each.
    pub demo: bool,
    /// The language for people whose own is not known.
    pub lang: Lang,
    /// Set once somebody is known to be here, so that not every request asks.
    pub founded: OnceLock<()>,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Requests a minute, by class of route.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Reading.
    pub page: Limit<String>,
    /// Writing.
    pub write: Limit<String>,
    /// Anything that checks a secret or sends mail to a typed address.
    pub credentials: Limit<String>,
}

impl Limits {
    /// For people.
    #[must_use]
    pub fn for_people() -> Self {
        Self::of(900, 240, 90)
    }

    /// For load and race tests, which are many people behind one address.
    #[must_use]
    pub fn for_tests() -> Self {
        Self::of(u32::MAX, u32::MAX, u32::MAX)
    }

    fn of(page: u32, write: u32, credentials: u32) -> Self {
        let limit = |many| Limit::per_minute(NonZeroU32::new(many).unwrap_or(NonZeroU32::MIN));
        Self { page: limit(page), write: limit(write), credentials: limit(credentials) }
    }
}

/// How a product is started.
#[derive(Clone, Debug)]
pub struct Start {
    /// The operator's settings.
    pub settings: Settings,
    /// The clock.
    pub clock: Clock,
    /// The dice.
    pub dice: Dice,
    /// What a commit promises.
    pub durability: Durability,
    /// Master keys.
    pub masters: MasterKeys,
    /// How many requests are welcome.
    pub limits: Limits,
    /// A demo, or a test: cheap passwords, mail stays in the outbox.
    pub demo: bool,
    /// The language for people whose own is not known.
    pub lang: Lang,
}

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// There is no key file, and there are texts that need one.
    #[error("there is no key file at {0}, and the database needs the one it was written with: bring back its copy")]
    KeyFileGone(PathBuf),
    /// A master key is not in the key file.
    #[error("the key file {0} lacks the master key {1}, under which a part of this database is: bring back its line")]
    MasterMissing(PathBuf, String),
    /// A master key is another one than that of the database.
    #[error("the master key {1} in the key file {0} is not the one of this database: bring back the right key file")]
    MasterOther(PathBuf, String),
    /// Password hashing.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Mail settings.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// Anything of the file system or the network.
    #[error("{0}: {1}")]
    Io(&'static str, std::io::Error),
}

impl App {
    /// Opens the database and puts everything in its place. Does not migrate.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(start: Start) -> Result<Self, StartError> {
        let Start { settings, clock, dice, durability, masters, limits, demo, lang } = start;
        let db = Db::open(&settings.database_url(), durability, clock, dice.clone()).await?;
        let passwords = if demo { Passwords::cheap(&dice)? } else { Passwords::new(&dice)? };
        let mailer = match &settings.smtp {
            Some(server) if !demo => Mailer::smtp(server, &settings.mail_from)?,
            _ => Mailer::Kept,
        };
        let (assets, founded) = (assets::embedded(), OnceLock::new());
        let parts = Parts { db, masters, passwords, mailer, settings, assets, limits, demo, lang, founded };
        Ok(Self(Arc::new(parts)))
    }

    /// An address of this organisation that can stand in a mail.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.settings.url.trim_end_matches('/'))
    }
}
