//! Confidential text at rest: one data key per person and kind of content, wrapped by the organisation's master key.
//!
//! A ciphertext carries the id of its data key and is bound to table, column and row, so it cannot be moved to
//! another place. Destroying a data key destroys what it sealed. The database never holds a master key.

mod destruction;
mod key_file;
mod keys;
mod master;
mod rotation;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use destruction::{Column, close_keys, destroy_keys, replace_keys};
pub use key_file::{KeyFile, KeyFileError, KeyFileLock};
pub use keys::{Bunch, KeyKind, KeyRing, every_key, existing_key, ring, writing_key};
pub use master::MasterKeys;
pub use rotation::{Misfit, Rewrapped, Wraps, destroyed, misfits, rewrap_some, wraps};

use crate::db::DbError;
use crate::id::Dice;

const VERSION: u8 = 1;
const HEAD: usize = 1 + 16 + 24;

/// Where a ciphertext lives. Part of what is authenticated: moved elsewhere, it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Table and column, as `letters.body`.
    pub column: &'static str,
    /// The row's id.
    pub row: Uuid,
}

impl Place {
    fn bound(self) -> Vec<u8> {
        [self.column.as_bytes(), b"|", self.row.as_bytes().as_slice()].concat()
    }
}

/// A key that seals one person's content of one kind.
#[derive(Clone, Debug)]
pub struct DataKey {
    id: Uuid,
    secret: Secret,
}

#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why something did not open or could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Not a ciphertext of ours, moved from its place, or damaged.
    #[error("the ciphertext does not open in its place")]
    Broken,
    /// Its data key was destroyed: the content is gone, on purpose.
    #[error("the key of this content was destroyed")]
    Destroyed,
    /// The master key that wrapped the data key is not configured.
    #[error("the master key {0} is not configured")]
    MasterMissing(String),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl DataKey {
    /// Seals `text` for `place`.
    ///
    /// # Errors
    /// [`VaultError::Broken`] for texts beyond what the cipher takes.
    pub fn seal(&self, place: Place, text: &[u8], dice: &Dice) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; 24] = dice.bytes();
        let body = cipher(&self.secret).encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &place.bound() });
        let body = body.map_err(|_| VaultError::Broken)?;
        Ok([&[VERSION], self.id.as_bytes().as_slice(), &nonce, &body].concat())
    }

    /// Opens what was sealed for `place`.
    ///
    /// # Errors
    /// [`VaultError::Broken`].
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (head, body) = sealed.split_at_checked(HEAD).ok_or(VaultError::Broken)?;
        let nonce: [u8; 24] = head.get(17..).and_then(|bytes| bytes.try_into().ok()).ok_or(VaultError::Broken)?;
        let text = cipher(&self.secret).decrypt(&XNonce::from(nonce), Payload { msg: body, aad: &place.bound() });
        text.map(Zeroizing::new).map_err(|_| VaultError::Broken)
    }
}

impl DataKey {
    /// A code over these bytes that only the holder of the key can compute.
    #[must_use]
    pub fn code(&self, bytes: &[u8]) -> [u8; 32] {
        master::hmac(&self.secret.0, bytes)
    }
}

/// The id of the data key that sealed this.
///
/// # Errors
/// [`VaultError::Broken`] when it is not a ciphertext of ours.
pub fn key_of(sealed: &[u8]) -> Result<Uuid, VaultError> {
    match sealed.split_first() {
        Some((&VERSION, rest)) => rest.get(..16).and_then(|id| Uuid::from_slice(id).ok()).ok_or(VaultError::Broken),
        _ => Err(VaultError::Broken),
    }
}

fn cipher(secret: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&secret.0.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(seed: u64) -> DataKey {
        let dice = Dice::seeded(seed);
        DataKey { id: Uuid::from_bytes(dice.bytes()), secret: Secret(dice.bytes()) }
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_in_its_place_only(text: Vec<u8>, row: u128, other: u128) {
            prop_assume!(row != other);
            let place = Place { column: "letters.body", row: Uuid::from_u128(row) };
            let sealed = key(1).seal(place, &text, &Dice::seeded(2)).unwrap();
            let opened = key(1).open(place, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), text.as_slice());
            prop_assert_eq!(key_of(&sealed).unwrap(), key(1).id);
            let (elsewhere, other_column) = (Place { row: Uuid::from_u128(other), ..place }, Place { column: "notes.body", ..place });
            prop_assert!(key(1).open(elsewhere, &sealed).is_err());
            prop_assert!(key(1).open(other_column, &sealed).is_err());
            prop_assert!(key(3).open(place, &sealed).is_err());
        }

        #[test]
        fn a_changed_byte_never_opens(at in 17usize..60, text in "[a-z]{20}") {
            let place = Place { column: "notes.body", row: Uuid::nil() };
            let mut sealed = key(1).seal(place, text.as_bytes(), &Dice::seeded(2)).unwrap();
            sealed[at] ^= 1;
            prop_assert!(key(1).open(place, &sealed).is_err());
        }
    }
}
