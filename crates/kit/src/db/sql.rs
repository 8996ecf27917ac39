//! Asking and telling in SQL: the same four verbs on the database (reads) and on a transaction.

use std::future::Future;

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, Value};

use super::{Db, DbError, Tx};

/// Something that answers SQL. Placeholders are `$1, $2 …` on both engines.
pub trait Sql: Sync {
    /// The rows of a question.
    fn rows(&self, sql: &str, args: Vec<Value>) -> impl Future<Output = Result<Vec<QueryResult>, DbError>> + Send;

    /// The database behind it.
    fn db(&self) -> &Db;

    /// Every row, typed.
    fn all<T: FromQueryResult>(
        &self,
        sql: &str,
        args: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>, DbError>> + Send {
        async move {
            let rows = self.rows(sql, args).await?;
            rows.iter().map(|row| T::from_query_result(row, "").map_err(DbError::from)).collect()
        }
    }

    /// The first row, if there is one.
    fn first<T: FromQueryResult>(
        &self,
        sql: &str,
        args: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>, DbError>> + Send {
        async move {
            let rows = self.rows(sql, args).await?;
            rows.first().map(|row| T::from_query_result(row, "").map_err(DbError::from)).transpose()
        }
    }
}

/// A single value from a question with one column called `value`.
#[derive(Debug, FromQueryResult)]
pub struct Count {
    /// The number.
    pub value: i64,
}

/// A single text from a question with one column called `value`.
#[derive(Debug, FromQueryResult)]
pub struct Text {
    /// The text.
    pub value: String,
}

impl Sql for Db {
    async fn rows(&self, sql: &str, args: Vec<Value>) -> Result<Vec<QueryResult>, DbError> {
        self.count();
        let statement = Statement::from_sql_and_values(self.engine().backend(), sql, args);
        Ok(self.0.readers.query_all_raw(statement).await?)
    }

    fn db(&self) -> &Db {
        self
    }
}

impl Sql for Tx {
    async fn rows(&self, sql: &str, args: Vec<Value>) -> Result<Vec<QueryResult>, DbError> {
        self.db().count();
        let statement = Statement::from_sql_and_values(self.db().engine().backend(), sql, args);
        Ok(self.inner()?.query_all_raw(statement).await?)
    }

    fn db(&self) -> &Db {
        Tx::db(self)
    }
}
