//! The injected clock and the instant as it is stored: microseconds since 1970 in UTC.
//!
//! Everything that asks for the time asks a [`Clock`], so a test or a demo can fix and move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use sea_orm::DeriveValueType;

/// A point in time, UTC, microseconds since 1970-01-01. Same type, order and index on both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant `span` later (or earlier, when negative); stays at the end of time instead of overflowing.
    #[must_use]
    pub fn plus(self, span: SignedDuration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_micros()).unwrap_or(i64::MAX)))
    }

    /// How long after `earlier` this is.
    #[must_use]
    pub fn since(self, earlier: Self) -> SignedDuration {
        SignedDuration::from_micros(self.0.saturating_sub(earlier.0))
    }

    /// The same point as a civil-time library understands it.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::MAX)
    }
}

impl From<Timestamp> for Instant {
    fn from(at: Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

/// Where the time comes from.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `at` until it is moved.
    #[must_use]
    pub fn fixed(at: Timestamp) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.as_microsecond()))))
    }

    /// The present.
    #[must_use]
    pub fn now(&self) -> Instant {
        match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
            Source::System => Timestamp::now().into(),
            Source::Fixed(at) => Instant(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock; the machine's clock stays as it is.
    pub fn advance(&self, span: SignedDuration) {
        if let Source::Fixed(at) = &self.0 {
            at.store(Instant(at.load(Ordering::SeqCst)).plus(span).0, Ordering::SeqCst);
        }
    }

    /// Whether this clock stands still, as in tests and in a demo at a given moment.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        matches!(self.0, Source::Fixed(_))
    }
}
