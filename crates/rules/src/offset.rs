//! Distances from a meeting as definitions write them: "24h", "20m", "7d", "-24h".
//!
//! Due dates, cut-offs, notices and horizons are offsets. The unit is kept, because it carries a meaning: hours
//! and minutes are elapsed time, days are calendar days of a zone, so "7d" after a meeting at 19:00 is 19:00 again
//! even when the clocks were changed in between.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A signed distance with its unit. In data it is a text; "24h" and "1d" are different offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offset {
    count: i16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Minutes,
    Hours,
    Days,
}

/// Why a text is not an offset: it must be an optional "-", digits, and one of m, h, d.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OffsetError {
    #[error("the unit must be m, h or d")]
    Unit,
    #[error("the number must be ASCII digits")]
    Digits,
    #[error("the number must not exceed 32767")]
    TooLong,
}

impl Offset {
    pub const ZERO: Self = Self::minutes(0);

    pub const fn minutes(count: i16) -> Self {
        Self { count, unit: Unit::Minutes }
    }

    pub const fn hours(count: i16) -> Self {
        Self { count, unit: Unit::Hours }
    }

    pub const fn days(count: i16) -> Self {
        Self { count, unit: Unit::Days }
    }

    pub const fn is_negative(self) -> bool {
        self.count < 0
    }

    /// The same distance in the other direction.
    pub const fn reversed(self) -> Self {
        Self { count: self.count.saturating_neg(), unit: self.unit }
    }

    /// The instant at this distance after `instant`; a negative offset leads before it.
    ///
    /// Days keep the wall clock of `zone`: a time that the change of clocks skips moves on by the size of the gap.
    /// At the ends of representable time the nearest representable instant is returned.
    pub fn after(self, instant: Timestamp, zone: &TimeZone) -> Timestamp {
        let count = i64::from(self.count);
        let moved = match self.unit {
            Unit::Minutes => instant.checked_add(SignedDuration::from_mins(count)),
            Unit::Hours => instant.checked_add(SignedDuration::from_hours(count)),
            Unit::Days => instant.to_zoned(zone.clone()).checked_add(count.days()).map(|zoned| zoned.timestamp()),
        };
        moved.unwrap_or(if self.is_negative() { Timestamp::MIN } else { Timestamp::MAX })
    }

    /// The instant at this distance before `instant`: a cut-off of "24h" closes 24 hours before the start.
    pub fn before(self, instant: Timestamp, zone: &TimeZone) -> Timestamp {
        self.reversed().after(instant, zone)
    }
}

impl FromStr for Offset {
    type Err = OffsetError;

    fn from_str(text: &str) -> Result<Self, OffsetError> {
        let (digits, unit) = [('m', Unit::Minutes), ('h', Unit::Hours), ('d', Unit::Days)]
            .into_iter()
            .find_map(|(letter, unit)| Some((text.strip_suffix(letter)?, unit)))
            .ok_or(OffsetError::Unit)?;
        let (digits, sign) = digits.strip_prefix('-').map_or((digits, 1), |rest| (rest, -1));
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(OffsetError::Digits);
        }
        let count: i16 = digits.parse().map_err(|_| OffsetError::TooLong)?;
        Ok(Self { count: count * sign, unit })
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Minutes => 'm',
            Unit::Hours => 'h',
            Unit::Days => 'd',
        };
        write!(f, "{}{unit}", self.count)
    }
}

impl Serialize for Offset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Offset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Cutoff {
        book: Offset,
    }

    #[test]
    fn texts_of_definitions() {
        for (text, offset) in [
            ("24h", Offset::hours(24)),
            ("20m", Offset::minutes(20)),
            ("7d", Offset::days(7)),
            ("-24h", Offset::hours(-24)),
            ("60d", Offset::days(60)),
            ("0m", Offset::ZERO),
            ("32767d", Offset::days(i16::MAX)),
        ] {
            assert_eq!(text.parse(), Ok(offset), "{text}");
            assert_eq!(offset.to_string(), text);
        }
    }

    #[test]
    fn texts_that_are_no_offset() {
        for (text, error) in [
            ("", OffsetError::Unit),
            ("24", OffsetError::Unit),
            ("24s", OffsetError::Unit),
            ("24 h", OffsetError::Digits),
            ("h", OffsetError::Digits),
            ("-h", OffsetError::Digits),
            ("+1h", OffsetError::Digits),
            ("--1h", OffsetError::Digits),
            ("２４h", OffsetError::Digits),
            ("1d12h", OffsetError::Digits),
            ("32768d", OffsetError::TooLong),
        ] {
            assert_eq!(text.parse::<Offset>(), Err(error), "{text}");
        }
    }

    #[test]
    fn days_keep_the_wall_clock_and_hours_the_elapsed_time() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let evening = at("2026-03-28T18:00:00Z"); // 19:00 on the evening before the clocks go forward
        assert_eq!(Offset::days(1).after(evening, &zone), at("2026-03-29T17:00:00Z"));
        assert_eq!(Offset::hours(24).after(evening, &zone), at("2026-03-29T18:00:00Z"));
        assert_eq!(Offset::minutes(-30).after(evening, &zone), at("2026-03-28T17:30:00Z"));
        assert_eq!(Offset::hours(24).before(evening, &zone), at("2026-03-27T18:00:00Z"));
        assert_eq!(Offset::hours(-1).before(evening, &zone), at("2026-03-28T19:00:00Z"));
    }

    #[test]
    fn the_ends_of_time_hold() {
        assert_eq!(Offset::days(1).after(Timestamp::MAX, &TimeZone::UTC), Timestamp::MAX);
        assert_eq!(Offset::hours(1).before(Timestamp::MIN, &TimeZone::UTC), Timestamp::MIN);
        assert_eq!(Offset::hours(i16::MIN).reversed(), Offset::hours(i16::MAX));
    }

    #[test]
    fn data_says_a_text() {
        let cutoff: Cutoff = toml::from_str(r#"book = "24h""#).unwrap();
        assert_eq!(cutoff, Cutoff { book: Offset::hours(24) });
        assert_eq!(toml::to_string(&cutoff).unwrap().trim(), r#"book = "24h""#);
        let error = toml::from_str::<Cutoff>(r#"book = "24""#).unwrap_err();
        assert!(error.to_string().contains("unit"), "{error}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(count in -i16::MAX..=i16::MAX, unit in 0..3usize) {
            let offset = [Offset::minutes(count), Offset::hours(count), Offset::days(count)][unit];
            prop_assert_eq!(offset.to_string().parse(), Ok(offset));
            prop_assert_eq!(offset.is_negative(), count < 0);
        }
    }
}
