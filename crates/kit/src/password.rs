//! Passwords as argon2id hashes, computed away from the async threads and never more at once than there are cores:
//! a flood of sign-ins may queue, the other pages stay fast.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::id::Dice;

/// Hashing at the cost of the day. OWASP's minimum: 19 MiB, two passes.
#[derive(Debug)]
pub struct Passwords {
    at_once: Semaphore,
    params: Params,
    /// Checked when the account does not exist, so that both answers take the same time.
    decoy: String,
}

/// Hashing could not be done; nobody's fault but the machine's.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashError;

impl Passwords {
    /// At the cost of the day.
    ///
    /// # Errors
    /// When the machine cannot hash at all.
    pub fn new(dice: &Dice) -> Result<Self, HashError> {
        Self::with(Params::new(19 * 1024, 2, 1, None).map_err(|_| HashError)?, dice)
    }

    /// At almost no cost: demo and tests, where the people are invented.
    ///
    /// # Errors
    /// When the machine cannot hash at all.
    pub fn cheap(dice: &Dice) -> Result<Self, HashError> {
        Self::with(Params::new(8, 1, 1, None).map_err(|_| HashError)?, dice)
    }

    fn with(params: Params, dice: &Dice) -> Result<Self, HashError> {
        let decoy = hash(&params, "nobody's password", &dice.bytes())?;
        Ok(Self { at_once: Semaphore::new(2), params, decoy })
    }

    /// The text to store for `password`.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn hash(&self, password: String, dice: &Dice) -> Result<String, HashError> {
        let _turn = self.at_once.acquire().await.map_err(|_| HashError)?;
        let (params, salt) = (self.params.clone(), dice.bytes());
        spawn_blocking(move || hash(&params, &password, &salt)).await.map_err(|_| HashError)?
    }

    /// Whether `password` belongs to the stored text; without one, equally slow and always no.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn verify(&self, password: String, stored: Option<&str>) -> Result<bool, HashError> {
        let _turn = self.at_once.acquire().await.map_err(|_| HashError)?;
        let (known, text) = (stored.is_some(), stored.unwrap_or(&self.decoy).to_owned());
        let right = spawn_blocking(move || {
            PasswordHash::new(&text).is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok())
        });
        Ok(right.await.map_err(|_| HashError)? && known)
    }
}

fn argon() -> Argon2<'static> {
    Argon2::default()
}

fn hash(params: &Params, password: &str, salt: &[u8; 16]) -> Result<String, HashError> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hash: PasswordHash = argon.hash_password_with_salt(password.as_bytes(), salt).map_err(|_| HashError)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_passes() {
        let dice = Dice::seeded(1);
        let passwords = Passwords::cheap(&dice).unwrap();
        let stored = passwords.hash("水曜の夜".into(), &dice).await.unwrap();
        assert!(passwords.verify("水曜の夜".into(), Some(&stored)).await.unwrap());
        assert!(!passwords.verify("水曜の朝".into(), Some(&stored)).await.unwrap());
        assert!(!passwords.verify("nobody's password".into(), None).await.unwrap());
    }
}
