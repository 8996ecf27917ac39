//! A copy of the whole database while people work, and the way back into an empty place.
//!
//! The copy shows one moment: SQLite writes it in one read transaction, PostgreSQL's `pg_dump` reads the snapshot in
//! which the rows are counted. What is counted is therefore what is in the copy, whatever is written meanwhile.

use std::collections::BTreeMap;
use std::path::Path;

use sea_orm::{
    AccessMode, ConnectionTrait, Database, DbErr, FromQueryResult, IsolationLevel, Statement, TransactionOptions,
    TransactionTrait,
};
use tokio::process::Command;

use super::{Count, Db, DbError, Durability, Engine, Sql, Text};
use crate::args;
use crate::id::Dice;
use crate::time::Clock;

/// How many rows each table has.
pub type Rows = BTreeMap<String, i64>;

/// Why there is no copy, or no way back.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The file system.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A tool of PostgreSQL is missing or refused.
    #[error("{0}: {1}")]
    Tool(&'static str, String),
    /// There is something already where the copy is to be restored.
    #[error("{0} is not empty")]
    NotEmpty(String),
}

impl From<DbErr> for CopyError {
    fn from(error: DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Db {
    /// Writes a copy to `file`, which must not exist. Synced when this returns.
    ///
    /// # Errors
    /// [`CopyError`].
    pub async fn copy_to(&self, url: &str, file: &Path) -> Result<Rows, CopyError> {
        let rows = match self.engine() {
            Engine::Sqlite => {
                let _ = self.rows("VACUUM INTO $1", args![file.to_string_lossy().into_owned()]).await?;
                let copy = Database::connect(format!("sqlite://{}?mode=ro", file.display())).await?;
                let rows = count(&copy, Engine::Sqlite).await;
                copy.close().await?;
                rows?
            }
            Engine::Postgres => self.dump(url, file).await?,
        };
        tokio::fs::File::open(file).await?.sync_all().await?;
        Ok(rows)
    }

    async fn dump(&self, url: &str, file: &Path) -> Result<Rows, CopyError> {
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        };
        let tx = self.0.readers.begin_with_options(options).await?;
        let snapshot: Text = one(&tx, Engine::Postgres, "SELECT pg_export_snapshot() AS value").await?;
        let (address, password) = without_password(url);
        let mut tool = Command::new("pg_dump");
        tool.args(["--format=custom", "--no-owner", "--no-privileges", "--no-comments"])
            .arg(format!("--snapshot={}", snapshot.value))
            .arg(format!("--file={}", file.display()))
            .arg(format!("--dbname={address}"));
        run("pg_dump", tool, password).await?;
        let rows = count(&tx, Engine::Postgres).await?;
        tx.rollback().await?;
        Ok(rows)
    }
}

/// Puts a copy where `url` points; nothing may be there yet. Answers how many rows arrived.
///
/// # Errors
/// [`CopyError`].
pub async fn restore(url: &str, file: &Path) -> Result<Rows, CopyError> {
    match Engine::of(url)? {
        Engine::Sqlite => {
            let target = url.trim_start_matches("sqlite://");
            if tokio::fs::try_exists(target).await? {
                return Err(CopyError::NotEmpty(target.to_owned()));
            }
            // whole or not at all: a power cut leaves a file under another name
            let part = format!("{target}.part");
            tokio::fs::copy(file, &part).await?;
            tokio::fs::File::open(&part).await?.sync_all().await?;
            tokio::fs::rename(&part, target).await?;
        }
        Engine::Postgres => {
            let db = Db::open(url, Durability::Full, Clock::system(), Dice::system()).await?;
            let tables = db.tables().await;
            db.close().await?;
            if let Some(table) = tables?.first() {
                return Err(CopyError::NotEmpty(format!("the database with its table {table}")));
            }
            let (address, password) = without_password(url);
            let mut tool = Command::new("pg_restore");
            tool.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"])
                .arg(format!("--dbname={address}"))
                .arg(file);
            run("pg_restore", tool, password).await?;
        }
    }
    let db = Db::open(url, Durability::Full, Clock::system(), Dice::system()).await?;
    let rows = count(&db.0.readers, db.engine()).await;
    db.close().await?;
    rows
}

async fn count(on: &impl ConnectionTrait, engine: Engine) -> Result<Rows, CopyError> {
    let tables = on.query_all_raw(Statement::from_string(engine.backend(), engine.tables())).await?;
    let mut rows = Rows::new();
    for table in tables {
        let table = Text::from_query_result(&table, "")?.value;
        let counted: Count = one(on, engine, &format!("SELECT count(*) AS value FROM \"{table}\"")).await?;
        rows.insert(table, counted.value);
    }
    Ok(rows)
}

async fn one<T: FromQueryResult>(on: &impl ConnectionTrait, engine: Engine, question: &str) -> Result<T, CopyError> {
    let row = on.query_one_raw(Statement::from_string(engine.backend(), question)).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(question.to_owned()))?;
    Ok(T::from_query_result(&row, "")?)
}

pub(super) async fn run(name: &'static str, mut tool: Command, password: Option<String>) -> Result<(), CopyError> {
    if let Some(password) = password {
        tool.env("PGPASSWORD", password);
    }
    let done = tool.output().await.map_err(|error| CopyError::Tool(name, error.to_string()))?;
    if done.status.success() {
        return Ok(());
    }
    Err(CopyError::Tool(name, String::from_utf8_lossy(&done.stderr).trim().to_owned()))
}

/// The address without its password, which everybody on the machine could read among the arguments of a process.
fn without_password(url: &str) -> (String, Option<String>) {
    let split = || {
        let (scheme, rest) = url.split_once("://")?;
        let (login, host) = rest.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        let escaped = password.replace('+', "%2B");
        let (password, _) = form_urlencoded::parse(escaped.as_bytes()).next()?;
        Some((format!("{scheme}://{user}@{host}"), password.into_owned()))
    };
    split().map_or_else(|| (url.to_owned(), None), |(address, password)| (address, Some(password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_stand_among_the_arguments() {
        let (address, password) = without_password("postgres://banso:a%40b+c@db.example.test:5432/banso");
        assert_eq!(address, "postgres://banso@db.example.test:5432/banso");
        assert_eq!(password.as_deref(), Some("a@b+c"));
        assert_eq!(without_password("postgres://db.example.test/banso").1, None);
    }
}
