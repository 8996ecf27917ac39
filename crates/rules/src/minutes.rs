//! Lengths of meetings, buffers and grids: whole minutes, never negative.
//!
//! Definitions write them as plain numbers (`minutes = { first = 90, later = 60 }`). Arithmetic saturates at the
//! ends of the range instead of failing: 65,535 minutes are 45 days, longer than any meeting.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// A length in whole minutes, 0 to 65,535. In data it is a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(u16);

impl Minutes {
    pub const ZERO: Self = Self(0);

    pub const fn new(minutes: u16) -> Self {
        Self(minutes)
    }

    pub const fn get(self) -> u16 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, or the longest length that can be said.
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or zero when `other` is longer.
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The same length as elapsed time, to be added to an instant.
    pub fn elapsed(self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.0))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Plan {
        first: Minutes,
    }

    #[test]
    fn sums_and_differences_stop_at_the_ends() {
        assert_eq!(Minutes::new(45).plus(Minutes::new(15)), Minutes::new(60));
        assert_eq!(Minutes::new(65_535).plus(Minutes::new(1)).get(), 65_535);
        assert_eq!(Minutes::new(60).minus(Minutes::new(15)).get(), 45);
        assert_eq!(Minutes::new(15).minus(Minutes::new(60)), Minutes::ZERO);
        assert!(Minutes::ZERO.is_zero() && !Minutes::new(1).is_zero());
    }

    #[test]
    fn elapsed_time_is_sixty_seconds_a_minute() {
        assert_eq!(Minutes::new(90).elapsed().as_secs(), 5_400);
    }

    #[test]
    fn data_says_a_number_and_nothing_negative() {
        let plan: Plan = toml::from_str("first = 90").unwrap();
        assert_eq!(plan.first, Minutes::new(90));
        assert_eq!(toml::to_string(&plan).unwrap().trim(), "first = 90");
        assert!(toml::from_str::<Plan>("first = -1").is_err());
        assert!(toml::from_str::<Plan>("first = \"90\"").is_err());
        assert_eq!(format!("{:>4}", Minutes::new(90)), "  90");
    }
}
