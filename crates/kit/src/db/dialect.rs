//! What the two engines say differently: connecting, the writing transaction, column types of a
//! migration, the lock that keeps two workers from one job, and what an engine knows about its own health.

use std::str::FromStr;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
};

use super::DbError;

/// How much a commit promises. `Full` survives a power cut; `Normal` exists so that a test can show that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Synced before it is acknowledged.
    Full,
    /// Synced some time: the control of the durability test.
    Normal,
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    pub(super) fn of(url: &str) -> Result<Self, DbError> {
        match url.split(':').next() {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(DbError::Address),
        }
    }

    pub(super) fn backend(self) -> DbBackend {
        match self {
            Self::Sqlite => DbBackend::Sqlite,
            Self::Postgres => DbBackend::Postgres,
        }
    }

    pub(super) fn readers(self) -> u32 {
        match self {
            Self::Sqlite => 4,
            Self::Postgres => 16,
        }
    }

    pub(super) async fn connect(
        self,
        url: &str,
        durability: Durability,
        size: u32,
    ) -> Result<DatabaseConnection, DbErr> {
        let mut options = ConnectOptions::new(self.address(url));
        options
            .max_connections(size)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .sqlx_logging(false)
            .test_before_acquire(false);
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(match durability {
                    Durability::Full => SqliteSynchronous::Full,
                    Durability::Normal => SqliteSynchronous::Normal,
                })
                .busy_timeout(Duration::from_secs(10))
                // its thread hands rows over: with room for a whole answer it does not stop to be asked for more
                .row_buffer_size(1_000)
                // what was deleted is overwritten: erased text must not linger in free pages
                .pragma("secure_delete", "ON")
        });
        Database::connect(options).await
    }

    fn address(self, url: &str) -> String {
        match self {
            Self::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            _ => String::from_str(url).unwrap_or_default(),
        }
    }

    pub(super) fn writing() -> TransactionOptions {
        // SQLite: a deferred transaction that reads first cannot become a writer while another one writes; it fails at once.
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() }
    }

    /// Rows that another worker has locked are passed over. SQLite has one writer and needs no such clause.
    #[must_use]
    pub fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "FOR UPDATE SKIP LOCKED",
        }
    }

    /// A row is kept from other writers until the transaction ends, but may be pointed at: keys never change.
    /// SQLite has one writer and needs no such clause.
    #[must_use]
    pub fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "FOR NO KEY UPDATE",
        }
    }

    /// Questions about the engine's own health. Each row is something that is wrong, as `value`.
    pub(super) fn own_checks(self) -> [&'static str; 2] {
        match self {
            Self::Sqlite => [
                "SELECT integrity_check AS value FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                "SELECT \"table\" || ' points at nothing in ' || parent AS value FROM pragma_foreign_key_check",
            ],
            // a server checks foreign keys by itself, except while it is told not to
            Self::Postgres => [
                "SELECT CAST(CAST(indexrelid AS regclass) AS TEXT) || ' is not usable' AS value
                 FROM pg_index WHERE NOT indisvalid",
                "SELECT CAST(conname AS TEXT) || ' was never checked' AS value FROM pg_constraint WHERE NOT convalidated",
            ],
        }
    }

    /// What takes deleted rows of these tables out of the files. SQLite overwrites what is deleted, but a page that was
    /// split keeps copies of rows that moved: it is written anew, and its write-ahead log is cut off.
    /// The data keys are what the rest depends on, so PostgreSQL writes their table anew, and frees the rest in place.
    pub(super) fn forgetting(self, tables: &[&str]) -> Vec<String> {
        match self {
            Self::Sqlite => vec!["VACUUM".into(), "PRAGMA wal_checkpoint(TRUNCATE)".into()],
            Self::Postgres => vec!["VACUUM FULL data_keys".into(), format!("VACUUM {}", tables.join(", "))],
        }
    }

    /// How many bytes the database takes, as `value`.
    pub(super) fn size(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT page_count * page_size AS value FROM pragma_page_count, pragma_page_size",
            Self::Postgres => "SELECT pg_database_size(current_database()) AS value",
        }
    }

    /// The names of all tables, as `value`.
    pub(super) fn tables(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT name AS value FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            }
            Self::Postgres => {
                "SELECT CAST(tablename AS TEXT) AS value FROM pg_tables
                 WHERE schemaname = current_schema() ORDER BY tablename"
            }
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// One node migrates at a time.
    pub(super) fn migration_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(4417)"),
        }
    }

    /// A migration as this engine reads it. The source is PostgreSQL's; a line `-- only sqlite`, `-- only postgres`
    /// or `-- both` opens a part for one engine or for both.
    pub(super) fn translate(self, source: &str) -> String {
        let mut ours = true;
        let mut out = String::with_capacity(source.len());
        for line in source.lines() {
            match line.trim() {
                "-- both" => ours = true,
                "-- only sqlite" => ours = self == Self::Sqlite,
                "-- only postgres" => ours = self == Self::Postgres,
                comment if comment.starts_with("--") => {}
                _ if ours => {
                    out.push_str(&self.types(line));
                    out.push('\n');
                }
                _ => {}
            }
        }
        out
    }

    fn types(self, line: &str) -> String {
        match self {
            Self::Postgres => line.to_owned(),
            Self::Sqlite => line.replace(" UUID", " BLOB").replace(" BYTEA", " BLOB").replace(" BIGINT", " INTEGER"),
        }
    }
}
