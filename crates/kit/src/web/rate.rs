//! Limits per address and class of request. They slow a flood; a whole office behind one address stays welcome,
//! because people who are signed in are counted by themselves and not by their address.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

/// Counts requests by a key.
#[derive(Clone, Debug)]
pub struct Limit<K: Hash + Eq + Clone>(Arc<RateLimiter<K, DashMapStateStore<K>, DefaultClock>>);

impl<K: Hash + Eq + Clone> Limit<K> {
    /// So many a minute, all of them at once if need be.
    #[must_use]
    pub fn per_minute(many: NonZeroU32) -> Self {
        Self(Arc::new(RateLimiter::dashmap(Quota::per_minute(many))))
    }

    /// Whether one more is welcome now.
    #[must_use]
    pub fn admits(&self, key: &K) -> bool {
        self.0.check_key(key).is_ok()
    }

    /// Forgets keys that have been quiet.
    pub fn tidy(&self) {
        self.0.retain_recent();
    }
}
