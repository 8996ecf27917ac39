//! The organisation's master keys: named, from a key file, never in the database.
//!
//! The first key wraps new data keys; the others still unwrap old ones, so a key can be changed while people work. The
//! file is the truth: it is read again when a name is met that is not known, and before a data key is wrapped, so that
//! every running server follows a rotation without being told.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::key_file::{KeyFileError, fresh, parse};
use super::{DataKey, Secret, VaultError};
use crate::id::Dice;

/// The master keys, current first. Clones are one and the same.
#[derive(Clone, Debug)]
pub struct MasterKeys(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    file: Option<PathBuf>,
    keys: RwLock<Vec<Named>>,
}

type Named = (String, Secret);

/// A data key as the database holds it.
#[derive(Clone, Debug)]
pub(super) struct Wrapped {
    /// The name of the master key around it.
    pub master: String,
    pub bytes: Vec<u8>,
}

impl MasterKeys {
    /// Keys that are nowhere but in this text.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        Ok(Self(Arc::new(Inner { file: None, keys: RwLock::new(parse(text)?) })))
    }

    /// The keys of a file, followed when it changes.
    ///
    /// # Errors
    /// [`KeyFileError`].
    pub fn of_file(path: &Path) -> Result<Self, KeyFileError> {
        let keys = RwLock::new(load(path)?);
        Ok(Self(Arc::new(Inner { file: Some(path.to_owned()), keys })))
    }

    /// The text of a fresh key file.
    #[must_use]
    pub fn fresh(name: &str, dice: &Dice) -> String {
        fresh(name, dice)
    }

    /// The names of the keys, current first.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.with(|keys| keys.iter().map(|(name, _)| name.clone()).collect())
    }

    /// The name of the key that wraps new data keys.
    #[must_use]
    pub fn current(&self) -> String {
        self.with(|keys| keys.first().map(|(name, _)| name.clone()).unwrap_or_default())
    }

    /// A tag that only this organisation can compute: for links in mails, under the current key.
    #[must_use]
    pub fn tag(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        self.with(|keys| keys.first().map_or([0; 32], |(_, master)| tag(master, purpose, data)))
    }

    /// Whether a tag is ours, under any of the keys; compared in constant time.
    #[must_use]
    pub fn knows(&self, purpose: &str, data: &[u8], tagged: &[u8]) -> bool {
        let ours = |keys: &[Named]| {
            keys.iter().any(|(_, master)| bool::from(tag(master, purpose, data).as_slice().ct_eq(tagged)))
        };
        // another server may have tagged it under a key that came into the file meanwhile
        self.with(ours) || (self.read_again() && self.with(ours))
    }

    /// Reads the file again; answers whether there is one. A file that cannot be read changes nothing.
    pub fn read_again(&self) -> bool {
        let Some(path) = &self.0.file else { return false };
        match load(path) {
            Ok(keys) => {
                *self.0.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
                true
            }
            Err(error) => {
                tracing::warn!(%error, "the key file could not be read again");
                false
            }
        }
    }

    /// A new data key for `owner` and its wrapped form for the database.
    pub(super) fn make(&self, id: Uuid, owner: Uuid, dice: &Dice) -> Result<(DataKey, Wrapped), VaultError> {
        // a server that slept through a rotation must not wrap under a key that is on its way out
        self.read_again();
        let key = DataKey { id, secret: Secret(dice.bytes()) };
        let wrapped = self.wrap(&key, owner, dice)?;
        Ok((key, wrapped))
    }

    /// The same data key under the current master key.
    pub(super) fn wrap(&self, key: &DataKey, owner: Uuid, dice: &Dice) -> Result<Wrapped, VaultError> {
        let current = self.with(|keys| keys.first().cloned());
        let (master, secret) = current.ok_or_else(|| VaultError::MasterMissing(String::new()))?;
        let nonce: [u8; 24] = dice.bytes();
        let message = Payload { msg: &key.secret.0, aad: &bound(&master, key.id, owner) };
        let body = cipher(&secret).encrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Broken)?;
        Ok(Wrapped { master, bytes: [nonce.as_slice(), &body].concat() })
    }

    pub(super) fn unwrap(&self, name: &str, id: Uuid, owner: Uuid, wrapped: &[u8]) -> Result<DataKey, VaultError> {
        let named = |keys: &[Named]| keys.iter().find(|(known, _)| known == name).map(|(_, master)| master.clone());
        let master = self.with(named).or_else(|| if self.read_again() { self.with(named) } else { None });
        let master = master.ok_or_else(|| VaultError::MasterMissing(name.to_owned()))?;
        let (nonce, body) = wrapped.split_at_checked(24).ok_or(VaultError::Broken)?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| VaultError::Broken)?;
        let message = Payload { msg: body, aad: &bound(name, id, owner) };
        let secret = cipher(&master).decrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Broken)?;
        let secret = Zeroizing::new(secret);
        Ok(DataKey { id, secret: Secret(secret.as_slice().try_into().map_err(|_| VaultError::Broken)?) })
    }

    fn with<T>(&self, ask: impl Fn(&[Named]) -> T) -> T {
        ask(&self.0.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn load(path: &Path) -> Result<Vec<Named>, KeyFileError> {
    let text = std::fs::read_to_string(path).map_err(|error| KeyFileError::Io(path.to_owned(), error))?;
    parse(&Zeroizing::new(text))
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
        let (_, Wrapped { bytes, .. }) = MasterKeys::parse(&old).unwrap().make(id, owner, &dice).unwrap();
        let both = MasterKeys::parse(&format!("{new}{old}")).unwrap();
        assert_eq!(both.current(), "2027");
        assert!(both.unwrap("2026", id, owner, &bytes).is_ok());
        assert!(both.unwrap("2026", id, Uuid::from_u128(3), &bytes).is_err(), "another owner's key does not open");
        let only_new = MasterKeys::parse(&new).unwrap();
        assert!(
            matches!(only_new.unwrap("2026", id, owner, &bytes), Err(VaultError::MasterMissing(name)) if name == "2026")
        );
    }

    #[test]
    fn who_sleeps_through_a_rotation_reads_and_wraps_with_the_new_key_all_the_same() {
        let path = std::env::temp_dir().join(format!("banso-followed-{}", std::process::id()));
        let dice = Dice::seeded(6);
        let (old, new) = (MasterKeys::fresh("old", &dice), MasterKeys::fresh("new", &dice));
        std::fs::write(&path, &old).unwrap();
        let sleeper = MasterKeys::of_file(&path).unwrap();
        let (id, owner) = (Uuid::from_u128(1), Uuid::from_u128(2));
        std::fs::write(&path, format!("{new}{old}")).unwrap();
        let awake = MasterKeys::of_file(&path).unwrap();
        let (_, Wrapped { master, bytes }) = awake.make(id, owner, &dice).unwrap();
        assert_eq!((master.as_str(), sleeper.current().as_str()), ("new", "old"));
        assert!(sleeper.unwrap("new", id, owner, &bytes).is_ok());
        assert_eq!(sleeper.current(), "new");

        std::fs::write(&path, &old).unwrap();
        let sleeper = MasterKeys::of_file(&path).unwrap();
        std::fs::write(&path, format!("{new}{old}")).unwrap();
        assert_eq!(sleeper.make(id, owner, &dice).unwrap().1.master, "new");
        assert!(MasterKeys::parse(&old).unwrap().unwrap("new", id, owner, &bytes).is_err(), "the control");

        let link = awake.tag("link", b"1");
        std::fs::write(&path, &old).unwrap();
        let sleeper = MasterKeys::of_file(&path).unwrap();
        std::fs::write(&path, format!("{new}{old}")).unwrap();
        assert!(sleeper.knows("link", b"1", &link));
        std::fs::write(&path, "half a li").unwrap();
        assert!(!sleeper.read_again() && sleeper.current() == "new", "half a file changes nothing");
        std::fs::remove_file(path).unwrap();
    }
}
