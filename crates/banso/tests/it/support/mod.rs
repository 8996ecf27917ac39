//! `TestApp` starts the product in one line on either database, with people already there, a clock that can be moved
//! and an outbox to read. Dropping it asserts that no job is left undone.

pub mod axe;
mod browser;
mod chromium;
pub mod crowd;
mod hands;
pub mod ledger;
pub mod postgres;
pub mod rows;
pub mod served;
pub mod site;
pub mod summary;
mod twin;
mod window;
pub mod wire;

use std::sync::atomic::{AtomicU64, Ordering};

use banso::app::{App, Limits, MIGRATIONS, Start};
use banso::demo::Planted;
use banso::meetings::BookingId;
use banso::people::PersonId;
use banso::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use kit::args;
use kit::db::{Db, Durability, Sql};
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::MasterKeys;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use tempfile::TempDir;

pub use browser::{Client, Page};
pub use window::{Hands, Look, Window};

/// Thursday 3 December 2026, 10:12 in Tokyo.
pub const NOW: &str = "2026-12-03T10:12:00+09:00";

#[derive(Clone, Copy, Debug)]
pub enum On {
    Sqlite,
    Postgres,
}

pub struct TestApp {
    pub app: App,
    pub router: axum::Router,
    _folder: TempDir,
    database: Option<postgres::Clone>,
    planted: Planted,
    settled: bool,
}

#[derive(Debug, FromQueryResult)]
pub struct MailRow {
    pub address: String,
    pub kind: String,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub calendar: Option<String>,
}

impl TestApp {
    /// An empty, migrated product.
    pub async fn new(on: On) -> Self {
        Self::started(on, |start| start).await
    }

    /// The demo's people and their six months, in Japanese.
    pub async fn with_cast(on: On) -> Self {
        Self::with_cast_in(on, Lang::Ja).await
    }

    /// The same, told in a language.
    pub async fn with_cast_in(on: On, lang: Lang) -> Self {
        let mut app = Self::new(on).await;
        app.planted = banso::demo::plant(&app.app, lang).await.unwrap();
        app
    }

    /// An empty product, started in another way.
    pub async fn started(on: On, how: impl FnOnce(Start) -> Start) -> Self {
        let folder = TempDir::new().unwrap();
        let database = match on {
            On::Sqlite => None,
            On::Postgres => Some(postgres::Clone::new().await),
        };
        let settings = Settings {
            data: folder.path().to_owned(),
            database: database.as_ref().map(postgres::Clone::url),
            url: "http://banso.test".into(),
            ..Settings::default()
        };
        let app = App::start(how(start(settings))).await.unwrap();
        MIGRATIONS.apply(&app.db).await.unwrap();
        let router = banso::routes::router(&app);
        Self { app, router, _folder: folder, database, planted: Planted::default(), settled: false }
    }

    /// Somebody of the cast.
    #[track_caller]
    pub fn cast(&self, key: &str) -> PersonId {
        self.planted.people[key]
    }

    /// A meeting of the cast.
    #[track_caller]
    pub fn meeting(&self, key: &str) -> BookingId {
        self.planted.meetings[key]
    }

    /// Somebody who joined the cast.
    pub fn joined(&mut self, key: &str, person: PersonId) {
        self.planted.people.insert(key.to_owned(), person);
    }

    /// Everybody and every meeting.
    pub fn planted(&self) -> &Planted {
        &self.planted
    }

    /// How many entries the audit log has.
    pub async fn audited(&self) -> i64 {
        let many = "SELECT count(*) AS value FROM audit_log";
        self.db().first::<kit::db::Count>(many, vec![]).await.unwrap().unwrap().value
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    pub fn folder(&self) -> &std::path::Path {
        self._folder.path()
    }

    /// Moves the clock.
    pub fn later(&self, span: SignedDuration) {
        self.app.db.clock().advance(span);
    }

    /// A browser that is signed in as this person.
    pub async fn as_person(&self, person: PersonId) -> Client {
        let tx = self.db().begin().await.unwrap();
        let token = banso::people::login::begin(&tx, person, "test").await.unwrap();
        tx.commit().await.unwrap();
        Client::with_login(self.router.clone(), &token)
    }

    /// A browser without a login.
    pub fn nobody(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Does all due jobs.
    pub async fn settle(&self) {
        kit::jobs::run_due(self.db(), &self.app, uuid::Uuid::nil()).await.unwrap();
    }

    /// All mails so far, oldest first.
    pub async fn outbox(&self) -> Vec<MailRow> {
        self.settle().await;
        let question = "SELECT address, kind, subject, body, calendar FROM mails ORDER BY sent_at, job";
        self.db().all(question, vec![]).await.unwrap()
    }

    /// A number from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.db().first::<kit::db::Count>(sql, vec![]).await.unwrap().unwrap().value
    }

    /// Ends the story: no due job may be left, none may have failed.
    pub async fn end(mut self) {
        self.settle().await;
        let left = self.count("SELECT count(*) AS value FROM jobs WHERE last_error IS NOT NULL").await;
        assert_eq!(left, 0, "jobs that failed");
        self.settled = true;
        self.app.db.close().await.unwrap();
        if let Some(database) = self.database.take() {
            database.drop().await;
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        assert!(self.settled || std::thread::panicking(), "a story ends with app.end()");
    }
}

pub fn start(settings: Settings) -> Start {
    static SEED: AtomicU64 = AtomicU64::new(1);
    let dice = Dice::seeded(SEED.fetch_add(1, Ordering::Relaxed));
    let masters = MasterKeys::parse(&MasterKeys::fresh("test", &dice)).unwrap();
    let clock = Clock::fixed(NOW.parse::<Timestamp>().unwrap());
    let limits = Limits::for_tests();
    Start { settings, clock, dice, durability: Durability::Full, masters, limits, demo: true, lang: Lang::Ja }
}

/// Whether every figure is to be shown as it is written in the documents: `bin/test --full`.
pub fn full() -> bool {
    std::env::var("BANSO_FULL").is_ok_and(|value| value == "yes")
}

/// A person with a password, as the tests of single pages need one; stories use the cast.
pub async fn person(app: &TestApp, family: &str, given: &str, email: &str, password: &str) -> PersonId {
    let hash = app.app.passwords.hash(password.to_owned(), app.app.db.dice()).await.unwrap();
    let tx = app.db().begin().await.unwrap();
    let id: PersonId = tx.id();
    tx.run(
        "INSERT INTO people (id, email, email_confirmed_at, family, given, lang, zone, theme, joined_at, pseudonym)
         VALUES ($1, $2, $3, $4, $5, 'ja', 'Asia/Tokyo', 'auto', $3, $6)",
        args![id, email, tx.now(), family, given, tx.db().dice().pseudonym()],
    )
    .await
    .unwrap();
    tx.run("INSERT INTO passwords (person, hash, changed_at) VALUES ($1, $2, $3)", args![id, hash, tx.now()])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}
