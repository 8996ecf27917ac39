//! The wall clock of a zone as runs of one UTC offset, and the grid of starts on it.
//!
//! Inside a run a local day is plain arithmetic on seconds, which is what makes a month of slots cheap.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::TimeOfDay;
use crate::minutes::Minutes;

const DAY: i64 = 24 * 60 * 60;
const MINUTE: i64 = 60;

/// A time during which the zone's offset does not change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    offset: Offset,
    pub from: Timestamp,
    pub until: Timestamp,
    /// From here on wall-clock times are new. Before it, after clocks were turned back, each was already there
    /// once: such an instant is open time but no start.
    fresh: Timestamp,
}

impl Run {
    /// The run that `instant` lies in.
    pub fn at(zone: &TimeZone, instant: Timestamp) -> Self {
        let offset = zone.to_offset(instant);
        let from = zone.preceding(after(instant)).next().map_or(Timestamp::MIN, |change| change.timestamp());
        let turned_back = zone.to_offset(before(from)).seconds().saturating_sub(offset.seconds()).max(0);
        let fresh = seconds(from.as_second().saturating_add(i64::from(turned_back)));
        Self { offset, from, until: until(zone, instant), fresh }
    }

    /// The run after this one, or none at the end of time.
    pub fn next(&self, zone: &TimeZone) -> Option<Self> {
        (self.until < Timestamp::MAX).then(|| Self::at(zone, self.until))
    }

    /// The local date of an instant of this run.
    pub fn date(&self, instant: Timestamp) -> Date {
        self.offset.to_datetime(instant).date()
    }

    /// The local date of the last instant of this run that comes before `end`.
    pub fn last_date(&self, end: Timestamp) -> Date {
        self.date(before(self.until.min(end)))
    }

    /// The instant of a wall-clock time by this run's offset, be it inside the run or not.
    pub fn instant(&self, date: Date, time: TimeOfDay) -> Option<Timestamp> {
        let midnight = self.offset.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
        midnight.checked_add(Minutes::new(time.minutes()).elapsed()).ok()
    }

    /// The wall-clock date and minute of an instant of this run; seconds are cut off.
    pub fn wall(&self, instant: Timestamp) -> (Date, TimeOfDay) {
        let local = self.offset.to_datetime(instant);
        let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).ok();
        (local.date(), minute.and_then(|minute| TimeOfDay::from_minutes(minute).ok()).unwrap_or(TimeOfDay::MIDNIGHT))
    }

    /// Whether the wall-clock time of this instant was already there before the clocks were turned back.
    pub fn is_second_pass(&self, instant: Timestamp) -> bool {
        instant < self.fresh
    }

    /// The first start on the grid at or after `instant`, if this run still has one.
    pub fn start(&self, instant: Timestamp, grid: Minutes) -> Option<Timestamp> {
        let instant = instant.max(self.fresh);
        let whole = instant.as_second().saturating_add(i64::from(instant.subsec_nanosecond() > 0));
        let local = whole.saturating_add(i64::from(self.offset.seconds()));
        let step = i64::from(grid.get().max(1)) * MINUTE;
        // The grid begins anew at every midnight, also when its step does not divide the day.
        let of_day = local.rem_euclid(DAY);
        let on_grid = of_day.saturating_add((-of_day).rem_euclid(step)).min(DAY);
        let start = seconds(whole.saturating_add(on_grid - of_day));
        (start < self.until).then_some(start)
    }
}

/// The runs from the one that `from` lies in, as far as they are asked for.
pub(super) fn runs(zone: &TimeZone, from: Timestamp) -> impl Iterator<Item = Run> {
    std::iter::successors(Some(Run::at(zone, from)), |run| run.next(zone))
}

fn until(zone: &TimeZone, instant: Timestamp) -> Timestamp {
    zone.following(instant).next().map_or(Timestamp::MAX, |change| change.timestamp())
}

/// The next representable instant.
pub(super) fn after(instant: Timestamp) -> Timestamp {
    Timestamp::from_nanosecond(instant.as_nanosecond().saturating_add(1)).unwrap_or(Timestamp::MAX)
}

fn before(instant: Timestamp) -> Timestamp {
    Timestamp::from_nanosecond(instant.as_nanosecond().saturating_sub(1)).unwrap_or(Timestamp::MIN)
}

fn seconds(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
