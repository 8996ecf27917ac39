//! Writing is never lost: a form saves itself while it is written, and a post that arrives after the login has
//! ended is held until the same person is back. Both sealed under a key of the writer's own.

use jiff::SignedDuration;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::args;
use crate::db::{Sql, Tx};
use crate::time::Instant;
use crate::vault::{KeyKind, MasterKeys, Place, VaultError, ring, writing_key};
use crate::web::Entry;

const HELD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// A saved draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The fields as they stood.
    pub entry: Entry,
    /// When.
    pub saved_at: Instant,
}

/// A post that waits for its writer.
#[derive(Clone, Debug)]
pub struct HeldPost {
    /// Where it was going.
    pub path: String,
    /// What it says.
    pub entry: Entry,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    path: String,
    body: Vec<u8>,
    at: Instant,
}

impl Row {
    async fn draft(self, sql: &impl Sql, masters: &MasterKeys) -> Result<Option<Draft>, VaultError> {
        let text = self.text(sql, masters, draft(self.id)).await?;
        Ok(text.map(|entry| Draft { entry, saved_at: self.at }))
    }

    /// What it says; nothing where its writer had it destroyed in this moment.
    async fn text(&self, sql: &impl Sql, masters: &MasterKeys, place: Place) -> Result<Option<Entry>, VaultError> {
        let ring = ring(sql, masters, std::iter::once(self.body.as_slice())).await?;
        match ring.open(place, &self.body) {
            Ok(text) => Ok(Some(Entry::parse(&text))),
            Err(VaultError::Destroyed) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn draft(row: Uuid) -> Place {
    Place { column: "drafts.body", row }
}

fn held(row: Uuid) -> Place {
    Place { column: "held_posts.body", row }
}

/// Saves what `person` has written in `form` so far, as part of their own record.
///
/// # Errors
/// [`VaultError`].
pub async fn save(tx: &Tx, masters: &MasterKeys, person: Uuid, form: &str, entry: &Entry) -> Result<(), VaultError> {
    save_as(tx, masters, (person, KeyKind::Record), form, entry).await
}

/// The same under the key of the kind of content that it becomes.
///
/// # Errors
/// [`VaultError`].
pub async fn save_as(
    tx: &Tx,
    masters: &MasterKeys,
    (person, kind): (Uuid, KeyKind),
    form: &str,
    entry: &Entry,
) -> Result<(), VaultError> {
    let question = "SELECT id, form AS path, body, saved_at AS at FROM drafts WHERE person = $1 AND form = $2";
    let known: Option<Row> = tx.first(question, args![person, form]).await?;
    let id = known.map_or_else(|| tx.db().dice().uuid(tx.now()), |row| row.id);
    let key = writing_key(tx, masters, person, kind).await?;
    let body = key.seal(draft(id), entry.encoded().as_bytes(), tx.db().dice())?;
    tx.run(
        "INSERT INTO drafts (id, person, form, body, saved_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
        args![id, person, form, body, tx.now()],
    )
    .await?;
    Ok(())
}

/// What `person` had written in `form`, if anything waits there.
///
/// # Errors
/// [`VaultError`].
pub async fn load(sql: &impl Sql, masters: &MasterKeys, person: Uuid, form: &str) -> Result<Option<Draft>, VaultError> {
    let question = "SELECT id, form AS path, body, saved_at AS at FROM drafts WHERE person = $1 AND form = $2";
    let Some(row) = sql.first::<Row>(question, args![person, form]).await? else { return Ok(None) };
    row.draft(sql, masters).await
}

/// The same and thrown away in one step, because what it holds is being saved for good.
///
/// # Errors
/// [`VaultError`].
pub async fn take(tx: &Tx, masters: &MasterKeys, person: Uuid, form: &str) -> Result<Option<Draft>, VaultError> {
    let question =
        "DELETE FROM drafts WHERE person = $1 AND form = $2 RETURNING id, form AS path, body, saved_at AS at";
    let Some(row) = tx.first::<Row>(question, args![person, form]).await? else { return Ok(None) };
    row.draft(tx, masters).await
}

/// What was written for one form waits in another one: a slot was taken, the words are not lost.
///
/// # Errors
/// [`VaultError`].
pub async fn hand_over(tx: &Tx, person: Uuid, form: &str, to: &str) -> Result<(), VaultError> {
    let free = "NOT EXISTS (SELECT 1 FROM drafts other WHERE other.person = $2 AND other.form = $1)";
    tx.run(&format!("UPDATE drafts SET form = $1 WHERE person = $2 AND form = $3 AND {free}"), args![to, person, form])
        .await?;
    Ok(())
}

/// Throws a draft away, because what it held has been saved for good.
///
/// # Errors
/// [`VaultError`].
pub async fn discard(tx: &Tx, person: Uuid, form: &str) -> Result<(), VaultError> {
    tx.run("DELETE FROM drafts WHERE person = $1 AND form = $2", args![person, form]).await?;
    Ok(())
}

/// Holds a post for its writer; answers the id under which it waits for an hour.
///
/// # Errors
/// [`VaultError`].
pub async fn hold(tx: &Tx, masters: &MasterKeys, person: Uuid, path: &str, entry: &Entry) -> Result<Uuid, VaultError> {
    hold_as(tx, masters, (person, KeyKind::Record), path, entry).await
}

/// The same under the key of the kind of content that it becomes.
///
/// # Errors
/// [`VaultError`].
pub async fn hold_as(
    tx: &Tx,
    masters: &MasterKeys,
    (person, kind): (Uuid, KeyKind),
    path: &str,
    entry: &Entry,
) -> Result<Uuid, VaultError> {
    tx.run("DELETE FROM held_posts WHERE expires_at <= $1", args![tx.now()]).await?;
    let id = tx.db().dice().uuid(tx.now());
    let key = writing_key(tx, masters, person, kind).await?;
    let body = key.seal(held(id), entry.encoded().as_bytes(), tx.db().dice())?;
    let expires = tx.now().plus(HELD_FOR);
    tx.run(
        "INSERT INTO held_posts (id, person, path, body, held_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, person, path, body, tx.now(), expires],
    )
    .await?;
    Ok(id)
}

/// The held post, for the person who wrote it and nobody else.
///
/// # Errors
/// [`VaultError`].
pub async fn held_post(
    sql: &impl Sql,
    masters: &MasterKeys,
    person: Uuid,
    id: Uuid,
) -> Result<Option<HeldPost>, VaultError> {
    let question = "SELECT id, path, body, held_at AS at FROM held_posts
                    WHERE id = $1 AND person = $2 AND expires_at > $3";
    let now = sql.db().clock().now();
    let Some(row) = sql.first::<Row>(question, args![id, person, now]).await? else { return Ok(None) };
    let text = row.text(sql, masters, held(row.id)).await?;
    Ok(text.map(|entry| HeldPost { path: row.path, entry }))
}

/// Lets go of a held post.
///
/// # Errors
/// [`VaultError`].
pub async fn let_go(tx: &Tx, person: Uuid, id: Uuid) -> Result<(), VaultError> {
    tx.run("DELETE FROM held_posts WHERE id = $1 AND person = $2", args![id, person]).await?;
    Ok(())
}
