//! Chance from a seed, in the few shapes that a dataset needs.

use kit::id::{Dice, Id};
use kit::time::Instant;

use super::calendar::NOW;

/// A seeded source.
#[derive(Clone, Debug)]
pub struct Chance(Dice);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Dice::seeded(seed))
    }

    /// A number below `many`; 0 where there is none.
    pub fn below(&self, many: usize) -> usize {
        let number = u64::from_le_bytes(self.0.bytes::<8>());
        let many = u64::try_from(many).unwrap_or(u64::MAX).max(1);
        usize::try_from(number % many).unwrap_or(0)
    }

    /// One of them.
    pub fn one<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// A fresh id.
    pub fn id<T: Id>(&self) -> T {
        let now = NOW.parse().map_or(Instant(0), |at: jiff::Timestamp| Instant::from(at));
        T::from(self.0.uuid(now))
    }
}
