//! One handle for two databases: SQLite (embedded default) and PostgreSQL.
//!
//! Reads go through [`Db`], writes through [`Tx`] only. Questions are SQL beside their finder, written once;
//! what the engines say differently lives in [`dialect`]. Beside it they differ in the `-- only` parts of migrations,
//! in who writes, in errors, and in how a copy is made.

mod care;
mod copy;
mod dialect;
mod error;
mod migrate;
mod pour;
mod sql;
mod tx;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::Notify;

pub use copy::{CopyError, Rows, restore};
pub use dialect::{Durability, Engine};
pub use error::DbError;
pub use migrate::{Migration, Migrations};
pub use pour::pour;
pub use sql::{Count, Sql, Text};
pub use tx::Tx;

use crate::id::Dice;
use crate::time::Clock;

/// The values of a statement: `args![person, now]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$(sea_orm::Value::from($value)),*] };
}

/// The database, its clock and its dice. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    engine: Engine,
    readers: DatabaseConnection,
    /// SQLite has one writer; queueing for it here keeps "database is locked" away from people.
    writer: DatabaseConnection,
    statements: AtomicU64,
    commits: AtomicU64,
    clock: Clock,
    dice: Dice,
    wake: Notify,
}

impl Db {
    /// Opens `sqlite://path` (created when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the address is of neither kind, or the database does not answer.
    pub async fn open(url: &str, durability: Durability, clock: Clock, dice: Dice) -> Result<Self, DbError> {
        let engine = Engine::of(url)?;
        let readers = engine.connect(url, durability, engine.readers()).await?;
        let writer = match engine {
            Engine::Sqlite => engine.connect(url, durability, 1).await?,
            Engine::Postgres => readers.clone(),
        };
        let (statements, commits) = (AtomicU64::new(0), AtomicU64::new(0));
        Ok(Self(Arc::new(Inner { engine, readers, writer, statements, commits, clock, dice, wake: Notify::new() })))
    }

    /// Which engine answers.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The injected clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The injected dice.
    #[must_use]
    pub fn dice(&self) -> &Dice {
        &self.0.dice
    }

    /// Begins the one kind of transaction there is: a writing one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        self.count();
        let inner: DatabaseTransaction = self.0.writer.begin_with_options(Engine::writing()).await?;
        Ok(Tx::new(self.clone(), inner))
    }

    /// Statements sent so far (a begin and a commit count): tests hold pages to a constant number.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.0.statements.load(Ordering::Relaxed)
    }

    /// Commits so far.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    /// Waits until a transaction that left a job behind has been committed.
    pub async fn job_left(&self) {
        self.0.wake.notified().await;
    }

    /// Closes all connections; on SQLite the write-ahead log is folded into the file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(&self) -> Result<(), DbError> {
        self.0.readers.clone().close().await?;
        Ok(self.0.writer.clone().close().await?)
    }

    fn count(&self) {
        self.0.statements.fetch_add(1, Ordering::Relaxed);
    }
}
