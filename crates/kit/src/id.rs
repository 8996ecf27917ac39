//! Typed, time-ordered ids (UUIDv7) and the dice they are made with.
//!
//! `id!(LetterId)` makes a newtype that parses from a URL, binds to a query and never mixes with another id.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use uuid::{Builder, Uuid};

use crate::time::Instant;

/// The injected source of chance: the system's, or seeded where a run must repeat (demo, tests).
#[derive(Clone, Debug)]
pub struct Dice(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Seeded(Arc<Mutex<StdRng>>),
}

impl Dice {
    /// The operating system's randomness.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// The same throws every time. Never for keys or links of a real organisation.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` random bytes.
    ///
    /// # Panics
    /// Never returns weak bytes: where the system has no randomness, the process ends.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => {
                if SysRng.try_fill_bytes(&mut bytes).is_err() {
                    std::process::abort();
                }
            }
            Source::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A time-ordered id.
    #[must_use]
    pub fn uuid(&self, now: Instant) -> Uuid {
        let millis = u64::try_from(now.0.div_euclid(1000)).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }

    /// An id that says nothing, not even when it was made.
    #[must_use]
    pub fn pseudonym(&self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }
}

/// What every typed id can do.
pub trait Id: From<Uuid> + Copy {
    /// The bare id.
    fn uuid(self) -> Uuid;
}

/// Declares a typed id.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, sea_orm::DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self { Self(id) }
        }
        impl $crate::id::Id for $name {
            fn uuid(self) -> uuid::Uuid { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.as_simple().fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { uuid::Uuid::parse_str(text).map(Self) }
        }
    };
}
