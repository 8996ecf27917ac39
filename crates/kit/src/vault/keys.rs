//! The data keys in the database: made when a person's first text is sealed, loaded in one statement for a page.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::destruction::is_closed;
use super::{DataKey, MasterKeys, Place, VaultError, key_of};
use crate::args;
use crate::db::{DbError, Sql, Tx};
use crate::time::Instant;

/// What a data key seals. Notes have a key of their own: the person they are about never holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// The person's own record: sheets, letters, drafts.
    Record,
    /// A supporter's working notes, owned by their author.
    Note,
    /// The chain of the audit log; owned by nobody.
    Audit,
}

impl KeyKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Note => "note",
            Self::Audit => "audit",
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    owner: Uuid,
    master: String,
    wrapped: Option<Vec<u8>>,
}

/// The data keys that a page needs.
#[derive(Clone, Debug, Default)]
pub struct KeyRing(BTreeMap<Uuid, Option<DataKey>>);

impl KeyRing {
    /// Opens a ciphertext in its place.
    ///
    /// # Errors
    /// [`VaultError::Destroyed`] when its key is gone, [`VaultError::Broken`] otherwise.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        match self.0.get(&key_of(sealed)?) {
            Some(Some(key)) => key.open(place, sealed),
            Some(None) => Err(VaultError::Destroyed),
            None => Err(VaultError::Broken),
        }
    }

    /// Whether a ciphertext opens in its place; the text itself is let go of at once.
    ///
    /// # Errors
    /// As [`KeyRing::open`].
    pub fn opens(&self, place: Place, sealed: &[u8]) -> Result<(), VaultError> {
        self.open(place, sealed).map(drop)
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Loads the keys of these ciphertexts: one statement, or none when there is nothing to open.
///
/// # Errors
/// [`VaultError`].
pub async fn ring<'a>(
    sql: &impl Sql,
    masters: &MasterKeys,
    sealed: impl Iterator<Item = &'a [u8]> + Send,
) -> Result<KeyRing, VaultError> {
    let mut wanted = sealed.map(key_of).collect::<Result<Vec<Uuid>, _>>()?;
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(KeyRing::default());
    }
    let list = (1..=wanted.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let question = format!("SELECT id, owner, master, wrapped FROM data_keys WHERE id IN ({list})");
    let rows: Vec<Row> = sql.all(&question, wanted.into_iter().map(Into::into).collect()).await?;
    let open = |row: Row| {
        let key = row.wrapped.map(|wrapped| masters.unwrap(&row.master, row.id, row.owner, &wrapped)).transpose()?;
        Ok((row.id, key))
    };
    Ok(KeyRing(rows.into_iter().map(open).collect::<Result<_, VaultError>>()?))
}

/// How all data keys stand with the configured master keys.
#[derive(Clone, Debug, Default)]
pub struct Bunch {
    /// Those that unwrap.
    pub ring: KeyRing,
    /// Destroyed on purpose.
    pub destroyed: i64,
    /// Wrapped by a master key that is not configured: its name.
    pub masters_missing: BTreeSet<String>,
    /// Do not unwrap although their master key is there.
    pub broken: i64,
}

/// Tries every data key there is: for the operator's doctor.
///
/// # Errors
/// When the database does not answer.
pub async fn every_key(sql: &impl Sql, masters: &MasterKeys) -> Result<Bunch, DbError> {
    let rows: Vec<Row> = sql.all("SELECT id, owner, master, wrapped FROM data_keys", vec![]).await?;
    let mut bunch = Bunch::default();
    for Row { id, owner, master, wrapped } in rows {
        let opened = wrapped.map(|wrapped| masters.unwrap(&master, id, owner, &wrapped)).transpose();
        match opened {
            Ok(key) => {
                bunch.destroyed += i64::from(key.is_none());
                bunch.ring.0.insert(id, key);
            }
            Err(VaultError::MasterMissing(name)) => {
                bunch.masters_missing.insert(name);
            }
            Err(_) => bunch.broken += 1,
        }
    }
    Ok(bunch)
}

/// The key that seals this person's content of this kind, if one was ever made. Makes none.
///
/// # Errors
/// [`VaultError`].
pub async fn existing_key(
    sql: &impl Sql,
    masters: &MasterKeys,
    owner: Uuid,
    kind: KeyKind,
) -> Result<Option<DataKey>, VaultError> {
    let question = "SELECT id, owner, master, wrapped FROM data_keys
                    WHERE owner = $1 AND kind = $2 AND wrapped IS NOT NULL ORDER BY id DESC";
    match sql.first(question, args![owner, kind.name()]).await? {
        Some(Row { id, master, wrapped: Some(wrapped), .. }) => Ok(Some(masters.unwrap(&master, id, owner, &wrapped)?)),
        _ => Ok(None),
    }
}

/// The same; made at the first need.
///
/// # Errors
/// [`VaultError`]; [`VaultError::Destroyed`] for an owner whose keys were closed for good.
pub async fn writing_key(tx: &Tx, masters: &MasterKeys, owner: Uuid, kind: KeyKind) -> Result<DataKey, VaultError> {
    if let Some(key) = existing_key(tx, masters, owner, kind).await? {
        return Ok(key);
    }
    if is_closed(tx, owner, kind).await? {
        return Err(VaultError::Destroyed);
    }
    let id = tx.db().dice().uuid(tx.now());
    let (key, wrapped) = masters.make(id, owner, tx.db().dice())?;
    let now: Instant = tx.now();
    tx.run(
        "INSERT INTO data_keys (id, owner, kind, master, wrapped, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, owner, kind.name(), wrapped.master, wrapped.bytes, now],
    )
    .await?;
    Ok(key)
}
