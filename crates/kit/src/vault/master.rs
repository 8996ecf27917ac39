//! The organisation's master keys: named, from a key file or the environment, never in the database.
//!
//! The first key wraps new data keys; the others still unwrap old ones, so a key can be changed while people work.
//! One line a key: `name base64-of-32-bytes`.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{DataKey, Secret, VaultError};
use crate::id::Dice;

/// The master keys, current first.
#[derive(Clone, Debug)]
pub struct MasterKeys(Vec<(String, Secret)>);

/// What is wrong with a key file.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MasterError {
    /// There is no key in it.
    #[error("no master key")]
    None,
    /// A line is not `name base64-of-32-bytes`.
    #[error("line {0} is not `name base64-of-32-bytes`")]
    Line(usize),
}

impl MasterKeys {
    /// Reads a key file.
    ///
    /// # Errors
    /// [`MasterError`].
    pub fn parse(text: &str) -> Result<Self, MasterError> {
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, secret) = line.split_once(' ').ok_or(MasterError::Line(at + 1))?;
            let bytes = STANDARD.decode(secret.trim()).map_err(|_| MasterError::Line(at + 1))?;
            let secret = bytes.try_into().map_err(|_| MasterError::Line(at + 1))?;
            keys.push((name.to_owned(), Secret(secret)));
        }
        if keys.is_empty() { Err(MasterError::None) } else { Ok(Self(keys)) }
    }

    /// The text of a fresh key file.
    #[must_use]
    pub fn fresh(name: &str, dice: &Dice) -> String {
        let mut line = String::new();
        let _ = writeln!(line, "{name} {}", STANDARD.encode(dice.bytes::<32>()));
        line
    }

    /// The name of the key that wraps new data keys.
    #[must_use]
    pub fn current(&self) -> &str {
        self.0.first().map_or("", |(name, _)| name)
    }

    /// A tag that only this organisation can compute: for links in mails, under the current key.
    #[must_use]
    pub fn tag(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        self.0.first().map_or([0; 32], |(_, master)| tag(master, purpose, data))
    }

    /// Whether a tag is ours, under any of the keys; compared in constant time.
    #[must_use]
    pub fn knows(&self, purpose: &str, data: &[u8], tagged: &[u8]) -> bool {
        self.0.iter().any(|(_, master)| bool::from(tag(master, purpose, data).as_slice().ct_eq(tagged)))
    }

    /// A new data key for `owner` and its wrapped form for the database.
    pub(super) fn make(&self, id: Uuid, owner: Uuid, dice: &Dice) -> Result<(DataKey, Vec<u8>), VaultError> {
        let (name, master) = self.0.first().ok_or_else(|| VaultError::MasterMissing(String::new()))?;
        let key = DataKey { id, secret: Secret(dice.bytes()) };
        let nonce: [u8; 24] = dice.bytes();
        let message = Payload { msg: &key.secret.0, aad: &bound(name, id, owner) };
        let wrapped = cipher(master).encrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Broken)?;
        Ok((key, [nonce.as_slice(), &wrapped].concat()))
    }

    pub(super) fn unwrap(&self, name: &str, id: Uuid, owner: Uuid, wrapped: &[u8]) -> Result<DataKey, VaultError> {
        let (_, master) =
            self.0.iter().find(|(known, _)| known == name).ok_or_else(|| VaultError::MasterMissing(name.to_owned()))?;
        let (nonce, body) = wrapped.split_at_checked(24).ok_or(VaultError::Broken)?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| VaultError::Broken)?;
        let message = Payload { msg: body, aad: &bound(name, id, owner) };
        let secret = cipher(master).decrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Broken)?;
        Ok(DataKey { id, secret: Secret(secret.try_into().map_err(|_| VaultError::Broken)?) })
    }
}

/// HMAC under a key derived for the purpose, so that no two uses of a master key meet.
fn tag(master: &Secret, purpose: &str, data: &[u8]) -> [u8; 32] {
    hmac(&hmac(&master.0, purpose.as_bytes()), data)
}

pub(super) fn hmac(key: &[u8; 32], data: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    block.iter_mut().zip(key).for_each(|(slot, byte)| *slot = *byte);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    mac.update(data);
    mac.finalize().into_bytes().into()
}

fn bound(name: &str, id: Uuid, owner: Uuid) -> Vec<u8> {
    [name.as_bytes(), b"|", id.as_bytes().as_slice(), owner.as_bytes()].concat()
}

fn cipher(master: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&master.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_key_still_unwraps_after_a_new_one_stands_first() {
        let dice = Dice::seeded(5);
        let (old, new) = (MasterKeys::fresh("2026", &dice), MasterKeys::fresh("2027", &dice));
        let (id, owner) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (_, wrapped) = MasterKeys::parse(&old).unwrap().make(id, owner, &dice).unwrap();
        let both = MasterKeys::parse(&format!("{new}{old}")).unwrap();
        assert_eq!(both.current(), "2027");
        assert!(both.unwrap("2026", id, owner, &wrapped).is_ok());
        assert!(both.unwrap("2026", id, Uuid::from_u128(3), &wrapped).is_err(), "another owner's key does not open");
        let only_new = MasterKeys::parse(&new).unwrap();
        assert!(
            matches!(only_new.unwrap("2026", id, owner, &wrapped), Err(VaultError::MasterMissing(name)) if name == "2026")
        );
    }

    #[test]
    fn a_key_file_says_which_line_is_wrong() {
        assert_eq!(MasterKeys::parse("# nothing\n").unwrap_err(), MasterError::None);
        assert_eq!(MasterKeys::parse("a c2hvcnQ=\n").unwrap_err(), MasterError::Line(1));
        assert_eq!(MasterKeys::parse("\nnospace\n").unwrap_err(), MasterError::Line(2));
    }
}
