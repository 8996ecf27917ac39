//! How the database itself is: for the operator's doctor and the administrator's page.

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
