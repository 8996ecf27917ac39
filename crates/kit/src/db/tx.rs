//! The write transaction: carries the moment it happens at, and leaves jobs behind in the same commit.
//!
//! Dropped without [`Tx::commit`] it never happened.

use std::sync::atomic::Ordering;

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};

use super::{Db, DbError};
use crate::id::Id;
use crate::jobs::NewJob;
use crate::time::Instant;

/// A change in the making.
#[derive(Debug)]
pub struct Tx {
    db: Db,
    inner: Option<DatabaseTransaction>,
    now: Instant,
    left_a_job: bool,
}

impl Tx {
    pub(super) fn new(db: Db, inner: DatabaseTransaction) -> Self {
        let now = db.clock().now();
        Self { db, inner: Some(inner), now, left_a_job: false }
    }

    /// The moment at which all of this change happens.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The database behind it.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// A fresh id.
    #[must_use]
    pub fn id<T: Id>(&self) -> T {
        T::from(self.db.dice().uuid(self.now))
    }

    /// Tells the database something; answers how many rows it touched.
    ///
    /// # Errors
    /// A constraint that objects, or a database that does not answer.
    pub async fn run(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        self.db.count();
        let statement = Statement::from_sql_and_values(self.db.engine().backend(), sql, args);
        Ok(self.inner()?.execute_raw(statement).await?.rows_affected())
    }

    /// Several statements without values, as migrations have them.
    pub(super) async fn script(&self, sql: &str) -> Result<(), DbError> {
        self.db.count();
        self.inner()?.execute_unprepared(sql).await?;
        Ok(())
    }

    /// Leaves a job that exists if and only if this change does. A job with a key that exists already is not doubled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave(&mut self, job: NewJob) -> Result<(), DbError> {
        self.leave_all(vec![job]).await
    }

    /// The same for several jobs: one statement.
    ///
    /// # Errors
    /// As [`Tx::leave`].
    pub async fn leave_all(&mut self, jobs: Vec<NewJob>) -> Result<(), DbError> {
        if jobs.is_empty() {
            return Ok(());
        }
        NewJob::insert(jobs, self).await?;
        self.left_a_job = true;
        Ok(())
    }

    /// Makes the change durable, then wakes the worker if it left a job.
    ///
    /// # Errors
    /// When the database could not promise durability: then nothing happened.
    pub async fn commit(mut self) -> Result<(), DbError> {
        let inner = self.inner.take().ok_or(DbError::Closed)?;
        self.db.count();
        inner.commit().await?;
        self.db.0.commits.fetch_add(1, Ordering::Relaxed);
        if self.left_a_job {
            self.db.0.wake.notify_one();
        }
        Ok(())
    }

    pub(super) fn inner(&self) -> Result<&DatabaseTransaction, DbError> {
        self.inner.as_ref().ok_or(DbError::Closed)
    }
}
