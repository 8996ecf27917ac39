//! From one master key to the next: every data key is wrapped anew, some at a time, while people work. The data keys
//! stay what they are, so not one text is touched.

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{MasterKeys, VaultError};
use crate::args;
use crate::db::{Count, DbError, Sql, Tx};

/// How many data keys one change wraps: nobody waits for it.
const SOME: i64 = 50;
/// How many data keys are tried under each master key at a start.
const SAMPLE: i64 = 3;

/// How many data keys a master key wraps.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Wraps {
    /// Its name.
    pub master: String,
    /// How many.
    pub keys: i64,
}

/// What one change did.
#[derive(Clone, Copy, Debug)]
pub struct Rewrapped {
    /// So many are under the current key now.
    pub done: i64,
    /// So many do not unwrap; they stay as they are.
    pub stuck: i64,
    /// The last that was looked at: the next change goes on from there. Nothing when none is left.
    pub last: Option<Uuid>,
}

/// A master key that the database asks for and the key file does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is not in the file.
    Missing(String),
    /// One of that name is, and it is another key.
    Other(String),
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    owner: Uuid,
    master: String,
    wrapped: Vec<u8>,
}

/// Which master keys wrap how many data keys; those that were destroyed are not among them.
///
/// # Errors
/// When the database does not answer.
pub async fn wraps(sql: &impl Sql) -> Result<Vec<Wraps>, DbError> {
    let question = "SELECT master, count(*) AS keys FROM data_keys WHERE wrapped IS NOT NULL
                    GROUP BY master ORDER BY master";
    sql.all(question, vec![]).await
}

/// How many data keys were destroyed on purpose.
///
/// # Errors
/// When the database does not answer.
pub async fn destroyed(sql: &impl Sql) -> Result<i64, DbError> {
    let question = "SELECT count(*) AS value FROM data_keys WHERE wrapped IS NULL";
    Ok(sql.first::<Count>(question, vec![]).await?.map_or(0, |row| row.value))
}

/// Wraps some more data keys by the current master key.
///
/// # Errors
/// When the database does not answer. A key that does not unwrap is counted and passed over.
pub async fn rewrap_some(tx: &Tx, masters: &MasterKeys, after: Option<Uuid>) -> Result<Rewrapped, VaultError> {
    let question = format!(
        "SELECT id, owner, master, wrapped FROM data_keys WHERE master <> $1 AND wrapped IS NOT NULL AND id > $2
         ORDER BY id LIMIT {SOME} {}",
        tx.db().engine().for_update()
    );
    let rows: Vec<Row> = tx.all(&question, args![masters.current(), after.unwrap_or_default()]).await?;
    let mut step = Rewrapped { done: 0, stuck: 0, last: rows.last().map(|row| row.id) };
    for Row { id, owner, master, wrapped } in rows {
        let Ok(key) = masters.unwrap(&master, id, owner, &wrapped) else {
            step.stuck += 1;
            continue;
        };
        let anew = masters.wrap(&key, owner, tx.db().dice())?;
        let update = "UPDATE data_keys SET master = $1, wrapped = $2 WHERE id = $3 AND wrapped IS NOT NULL";
        tx.run(update, args![anew.master, anew.bytes, id]).await?;
        step.done += 1;
    }
    Ok(step)
}

/// The master keys that the database asks for and that are not the configured ones: tried on some data keys each. A
/// single data key that does not open beside others that do is damaged, which is the doctor's to say.
///
/// # Errors
/// When the database does not answer.
pub async fn misfits(sql: &impl Sql, masters: &MasterKeys) -> Result<Vec<Misfit>, DbError> {
    let question = format!(
        "SELECT id, owner, master, wrapped FROM data_keys WHERE master = $1 AND wrapped IS NOT NULL
         ORDER BY id DESC LIMIT {SAMPLE}"
    );
    let (mut found, mut any_opened, mut alone) = (Vec::new(), false, Vec::new());
    for Wraps { master, keys } in wraps(sql).await? {
        let rows: Vec<Row> = sql.all(&question, args![master.clone()]).await?;
        let tried: Vec<_> =
            rows.iter().map(|row| masters.unwrap(&row.master, row.id, row.owner, &row.wrapped)).collect();
        if tried.iter().any(|tried| matches!(tried, Err(VaultError::MasterMissing(_)))) {
            found.push(Misfit::Missing(master));
        } else if tried.is_empty() || tried.iter().any(Result::is_ok) {
            // none at all: they were wrapped anew in this moment
            any_opened = true;
        } else if keys == 1 {
            alone.push(Misfit::Other(master));
        } else {
            found.push(Misfit::Other(master));
        }
    }
    if !any_opened {
        found.append(&mut alone);
    }
    Ok(found)
}
