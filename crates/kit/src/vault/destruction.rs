//! The end of a data key, and of everything that it sealed. What its owner wrote for others and goes on with is taken
//! over to their next key first.

use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::keys::{KeyKind, ring, writing_key};
use super::{MasterKeys, Place, VaultError};
use crate::args;
use crate::db::{Count, DbError, Sql, Tx};

/// The row of an owner's keys that stands for none: no master key is called so.
const NO_MASTER: &str = "";

/// A column of ciphertext, as `letters.body`, with the column of its row's key and the one that it is bound to.
pub type Column = (&'static str, &'static str, &'static str);

#[derive(Debug, FromQueryResult)]
struct Key {
    id: Uuid,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    bound: Uuid,
    sealed: Vec<u8>,
}

/// A text on its way from one key to the next.
struct Kept {
    column: Column,
    row: Uuid,
    place: Place,
    text: Zeroizing<Vec<u8>>,
}

/// Destroys every key of this person's content of this kind: what they sealed opens nowhere any more. A key is made anew
/// when the person writes again.
///
/// # Errors
/// When the database does not answer.
pub async fn destroy_keys(tx: &Tx, owner: Uuid, kind: KeyKind) -> Result<u64, DbError> {
    let destroy = "UPDATE data_keys SET wrapped = NULL, destroyed_at = $1
                   WHERE owner = $2 AND kind = $3 AND wrapped IS NOT NULL";
    tx.run(destroy, args![tx.now(), owner, kind.name()]).await
}

/// The same for good: this owner is never given a key of this kind again. Who was writing in this very moment comes too
/// late, instead of leaving a text behind under a fresh key.
///
/// # Errors
/// When the database does not answer.
pub async fn close_keys(tx: &Tx, owner: Uuid, kind: KeyKind) -> Result<(), DbError> {
    destroy_keys(tx, owner, kind).await?;
    let id = tx.db().dice().uuid(tx.now());
    let close =
        "INSERT INTO data_keys (id, owner, kind, master, made_at, destroyed_at) VALUES ($1, $2, $3, $4, $5, $5)";
    tx.run(close, args![id, owner, kind.name(), NO_MASTER, tx.now()]).await?;
    Ok(())
}

/// Whether no key is made for this owner any more.
pub(super) async fn is_closed(sql: &impl Sql, owner: Uuid, kind: KeyKind) -> Result<bool, DbError> {
    let question = "SELECT count(*) AS value FROM data_keys WHERE owner = $1 AND kind = $2 AND master = $3";
    let closed: Option<Count> = sql.first(question, args![owner, kind.name(), NO_MASTER]).await?;
    Ok(closed.is_some_and(|closed| closed.value > 0))
}

/// As [`destroy_keys`], but what still stands in these columns under those keys goes on under a fresh one. Whatever is to be
/// destroyed is therefore deleted before; a copy of it, wherever it lies, opens no more.
///
/// # Errors
/// [`VaultError`]. What did not open before does not open after, and is left where it is.
pub async fn replace_keys(
    tx: &Tx,
    masters: &MasterKeys,
    owner: Uuid,
    kind: KeyKind,
    columns: &[Column],
) -> Result<(), VaultError> {
    let kept = kept(tx, masters, (owner, kind), columns).await?;
    destroy_keys(tx, owner, kind).await?;
    if kept.is_empty() {
        return Ok(());
    }
    let fresh = writing_key(tx, masters, owner, kind).await?;
    for Kept { column: (column, id, _), row, place, text } in kept {
        let Some((table, field)) = column.split_once('.') else { continue };
        let sealed = fresh.seal(place, &text, tx.db().dice())?;
        tx.run(&format!("UPDATE {table} SET {field} = $1 WHERE {id} = $2"), args![sealed, row]).await?;
    }
    Ok(())
}

async fn kept(
    tx: &Tx,
    masters: &MasterKeys,
    (owner, kind): (Uuid, KeyKind),
    columns: &[Column],
) -> Result<Vec<Kept>, VaultError> {
    let question = "SELECT id FROM data_keys WHERE owner = $1 AND kind = $2 AND wrapped IS NOT NULL ORDER BY id";
    let keys: Vec<Key> = tx.all(question, args![owner, kind.name()]).await?;
    let (mut kept, list) = (Vec::new(), (1..=keys.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", "));
    for &(column, id, bound) in columns.iter().filter(|_| !keys.is_empty()) {
        let Some((table, field)) = column.split_once('.') else { continue };
        // behind the version, a ciphertext carries the id of its key
        let question = format!(
            "SELECT {id} AS id, {bound} AS bound, {field} AS sealed FROM {table} WHERE substr({field}, 2, 16) IN ({list})"
        );
        let names = keys.iter().map(|key| Value::from(key.id.as_bytes().to_vec())).collect();
        let rows: Vec<Row> = tx.all(&question, names).await?;
        let opening = ring(tx, masters, rows.iter().map(|row| row.sealed.as_slice())).await?;
        for row in rows {
            let place = Place { column, row: row.bound };
            if let Ok(text) = opening.open(place, &row.sealed) {
                kept.push(Kept { column: (column, id, bound), row: row.id, place, text });
            }
        }
    }
    Ok(kept)
}
