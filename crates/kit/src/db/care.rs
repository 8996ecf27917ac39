//! How the database itself is: for the operator's doctor and the administrator's page.

use sea_orm::{ConnectionTrait, Statement};

use super::{Count, Db, DbError, Sql, Text};

impl Db {
    /// What the engine finds wrong with its own files, one sentence each. Reads everything: seconds per gigabyte.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn damage(&self) -> Result<Vec<String>, DbError> {
        let mut found = Vec::new();
        for question in self.engine().own_checks() {
            let rows: Vec<Text> = self.all(question, vec![]).await?;
            found.extend(rows.into_iter().map(|row| row.value));
        }
        Ok(found)
    }

    /// Takes what was deleted out of the database's own files, where an engine would leave it lying until the place is
    /// needed: after something was destroyed in `tables`. Reads and rewrites them: seconds per gigabyte.
    ///
    /// # Errors
    /// [`DbError::Conflict`] when somebody still reads what was there before: tried again, it may pass.
    pub async fn forget_deleted(&self, tables: &[&str]) -> Result<(), DbError> {
        for statement in self.engine().forgetting(tables) {
            self.count();
            let said = self.0.writer.query_one_raw(Statement::from_string(self.engine().backend(), statement)).await?;
            // the write-ahead log is cut off only while nobody reads from it
            if said.is_some_and(|row| row.try_get::<i64>("", "busy").is_ok_and(|busy| busy != 0)) {
                return Err(DbError::Conflict);
            }
        }
        Ok(())
    }

    /// How many bytes it takes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn size(&self) -> Result<i64, DbError> {
        let row: Option<Count> = self.first(self.engine().size(), vec![]).await?;
        Ok(row.map_or(0, |row| row.value))
    }

    /// The names of its tables. A new database has none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tables(&self) -> Result<Vec<String>, DbError> {
        let rows: Vec<Text> = self.all(self.engine().tables(), vec![]).await?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }
}
