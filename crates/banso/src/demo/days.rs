//! The demo's days count from its today, in the organisation's zone; ids count on nothing but a key and a time, so
//! two plantings at the same moment are the same demo, whatever the dice say.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use kit::id::Id;
use kit::time::Instant;
use rules::lang::Lang;
use rules::slots::TimeOfDay;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::story::When;
use crate::frame::Calendar;

/// Today and everything that is told from it.
#[derive(Clone, Debug)]
pub(super) struct Days {
    zone: TimeZone,
    today: Date,
    now: Instant,
}

impl Days {
    pub fn new(zone: &str, now: Instant) -> Self {
        let calendar = Calendar::new(Lang::default(), Some(zone), now);
        Self { zone: calendar.zone().clone(), today: calendar.today(), now }
    }

    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// That day from today; days far beyond the calendar are today.
    pub fn date(&self, day: i32) -> Date {
        self.today.checked_add(day.days()).unwrap_or(self.today)
    }

    /// That day from today, at that time of day.
    pub fn at(&self, day: i32, time: TimeOfDay) -> Instant {
        self.at_minute(day, time.minutes())
    }

    /// That day from today, so many minutes after midnight.
    pub fn at_minute(&self, day: i32, minutes: u16) -> Instant {
        let midnight = self.date(day).to_zoned(self.zone.clone());
        let midnight = midnight.map_or(self.now.timestamp(), |midnight| midnight.timestamp());
        Instant::from(midnight).plus(SignedDuration::from_mins(minutes.into()))
    }

    pub fn when(&self, when: When) -> Instant {
        self.at(when.day, when.time)
    }

    /// That moment, or now if it has not come yet.
    pub fn by_now(&self, at: Instant) -> Instant {
        at.min(self.now)
    }
}

/// The id of what that key names and was made then.
pub(super) fn id<T: Id>(key: &str, at: Instant) -> T {
    T::from(uuid(key, at))
}

/// The same for rows whose ids have no type here.
pub(super) fn uuid(key: &str, at: Instant) -> Uuid {
    let digest = Sha256::digest(key.as_bytes());
    let chance = digest.first_chunk::<10>().copied().unwrap_or_default();
    let millis = u64::try_from(at.0.div_euclid(1000)).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
}
