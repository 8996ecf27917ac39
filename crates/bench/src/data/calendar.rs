//! The days of a dataset: from a fixed Friday on, minutes counted from its midnight in Tokyo, where no clock is turned.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use kit::time::Instant;
use rules::holidays::holiday;

use crate::error::BenchError;

/// The fixed Friday. Four national holidays lie in the 92 days from it: two in November, two in January.
pub const FIRST_DAY: &str = "2026-10-30";
/// When every run takes place: on that Friday, at nine in the morning.
pub const NOW: &str = "2026-10-30T09:00:00+09:00";
/// Where everybody is.
pub const ZONE: &str = "Asia/Tokyo";

/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

/// Days in a row.
#[derive(Clone, Debug)]
pub struct Calendar {
    midnight: Instant,
    days: Vec<Day>,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// Its date.
    pub date: Date,
    /// From 1, Monday, to 7.
    pub weekday: i64,
    /// Whether it is a national holiday.
    pub holiday: bool,
}

impl Calendar {
    /// So many days from the Friday on.
    ///
    /// # Errors
    /// Only for more days than there are in a calendar.
    pub fn new(days: usize) -> Result<Self, BenchError> {
        let first: Date = FIRST_DAY.parse()?;
        let midnight = first.to_zoned(TimeZone::get(ZONE)?)?.timestamp().into();
        let day = |date: Date| Day {
            date,
            weekday: i64::from(date.weekday().to_monday_one_offset()),
            holiday: holiday(date).is_some(),
        };
        Ok(Self { midnight, days: first.series(1.day()).take(days).map(day).collect() })
    }

    /// All of them.
    #[must_use]
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// The instant so many minutes after the first midnight.
    #[must_use]
    pub fn at(&self, minute: i64) -> Instant {
        self.midnight.plus(SignedDuration::from_mins(minute))
    }
}
