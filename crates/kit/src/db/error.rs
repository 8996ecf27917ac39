//! What can go wrong with a database, by what happened.

use sea_orm::DbErr;

/// A refusal or a failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A person or a room is taken at that time: the constraint `nothing_double_booked` objected.
    #[error("taken at that time")]
    Overlap,
    /// A row with that key exists; the text names the constraint or the columns.
    #[error("exists already: {0}")]
    Exists(String),
    /// A row that is pointed at does not exist.
    #[error("points at nothing")]
    Dangling,
    /// Another transaction was in the way; tried again, this one may pass.
    #[error("another transaction was in the way")]
    Conflict,
    /// The transaction is over.
    #[error("transaction is over")]
    Closed,
    /// The address names neither SQLite nor PostgreSQL.
    #[error("unknown database address")]
    Address,
    /// The schema is of a newer version than this program.
    #[error("the database has the migration {0}, which this version does not know")]
    Newer(String),
    /// A migration was changed after it had been applied.
    #[error("the migration {0} was changed after it had been applied")]
    Changed(String),
    /// The database does not answer, or not in time.
    #[error("the database does not answer: {0}")]
    Unavailable(DbErr),
    /// Anything else: a mistake of ours.
    #[error("database: {0}")]
    Other(DbErr),
}

impl From<DbErr> for DbError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        if text.contains("nothing_double_booked") {
            return Self::Overlap;
        }
        if text.contains("deadlock detected") || text.contains("could not serialize access") {
            return Self::Conflict;
        }
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) => return Self::Exists(what),
            Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => return Self::Dangling,
            _ => {}
        }
        match error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            _ => Self::Other(error),
        }
    }
}
