//! Migrations from one source for both engines: applied in order of name, each once, with its digest.
//!
//! A database that knows a migration that this program does not is newer: the program refuses and names it.

use std::fmt::Write;

use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

use super::{Db, DbError, Sql};
use crate::args;

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its name, which orders it: `0001_people`.
    pub name: &'static str,
    /// Its SQL, in PostgreSQL's words.
    pub source: &'static str,
}

/// All steps, in order.
#[derive(Clone, Copy, Debug)]
pub struct Migrations(pub &'static [Migration]);

#[derive(Debug, FromQueryResult)]
struct Applied {
    name: String,
    digest: String,
}

const LEDGER: &str =
    "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)";

impl Migrations {
    /// The names of the steps that the database still lacks. Changes nothing.
    ///
    /// # Errors
    /// [`DbError::Newer`], [`DbError::Changed`], or a database that does not answer.
    pub async fn pending(&self, db: &Db) -> Result<Vec<&'static str>, DbError> {
        if !db.tables().await?.iter().any(|table| table == "migrations") {
            return Ok(self.0.iter().map(|step| step.name).collect());
        }
        Ok(self.missing(db).await?.iter().map(|step| step.name).collect())
    }

    /// Applies what is missing, all or nothing. Answers the names applied.
    ///
    /// # Errors
    /// As [`Migrations::pending`]; a step that fails leaves the schema as it was.
    pub async fn apply(&self, db: &Db) -> Result<Vec<&'static str>, DbError> {
        let tx = db.begin().await?;
        if let Some(lock) = db.engine().migration_lock() {
            tx.script(lock).await?;
        }
        tx.script(LEDGER).await?;
        let missing = self.missing(&tx).await?;
        for step in &missing {
            tx.script(&db.engine().translate(step.source)).await?;
            let insert = "INSERT INTO migrations (name, digest, applied_at) VALUES ($1, $2, $3)";
            tx.run(insert, args![step.name, digest(step.source), tx.now()]).await?;
        }
        tx.commit().await?;
        Ok(missing.iter().map(|step| step.name).collect())
    }

    async fn missing(&self, sql: &impl Sql) -> Result<Vec<&'static Migration>, DbError> {
        let applied: Vec<Applied> = sql.all("SELECT name, digest FROM migrations ORDER BY name", vec![]).await?;
        for row in &applied {
            match self.0.iter().find(|step| step.name == row.name) {
                None => return Err(DbError::Newer(row.name.clone())),
                Some(step) if digest(step.source) != row.digest => return Err(DbError::Changed(row.name.clone())),
                Some(_) => {}
            }
        }
        Ok(self.0.iter().filter(|step| applied.iter().all(|row| row.name != step.name)).collect())
    }
}

fn digest(source: &str) -> String {
    Sha256::digest(source.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
