//! Free times: what a client may book with a supporter, and why a time is not among them.
//!
//! The page, the directory, offers, the promise counter and the booking transaction all ask one [`Search`], so
//! what is shown is what can be booked. A slot starts on the wall-clock grid of the supporter's zone, lies wholly
//! inside open time, keeps the buffers to its neighbours, and is neither too soon nor too far away. [`explain`]
//! answers for a single start and agrees with the list: it says `Ok` for exactly the starts that are listed.
//!
//! A change of clocks needs no case of its own. Time is cut into runs of one UTC offset ([`clock`]), local hours
//! are laid over each run ([`stretches`]), and pieces that touch are joined. A skipped hour is in no run, and of a
//! repeated hour only the first pass has starts, so one wall-clock time always names one slot.
//!
//! [`explain`]: Search::explain

mod availability;
mod blocked;
mod clock;
mod day;
mod explain;
mod stretches;
mod walk;

use std::collections::VecDeque;

use jiff::{Timestamp, tz::TimeZone};

pub use availability::{Availability, Buffer, Closing, DayPart, NotADayPart, NotATimeOfDay, Opening, TimeOfDay};
pub use blocked::{Busy, BusyKind};
pub(crate) use day::without;
pub use explain::Missing;
pub use walk::Slots;

use crate::{minutes::Minutes, offset::Offset};

/// A free time: `end` is exactly the asked length of elapsed time after `start`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    pub start: Timestamp,
    pub end: Timestamp,
}

/// A half-open range of instants: `from` belongs to it, `until` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// The first and the last start that may be booked now, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub earliest: Timestamp,
    pub latest: Timestamp,
}

impl Bounds {
    /// No limits: for counting what was published. Ask it with a window, since the search itself never ends.
    pub const ANY: Self = Self { earliest: Timestamp::MIN, latest: Timestamp::MAX };

    /// The limits seen from `now`: a client keeps the notice and looks no further than the horizon. A negative
    /// notice does not open the past.
    pub fn new(now: Timestamp, notice: Offset, horizon: Offset, zone: &TimeZone) -> Self {
        Self { earliest: notice.after(now, zone).max(now), latest: horizon.after(now, zone) }
    }
}

/// One question to the engine: which starts of a meeting of `length` are free for this supporter?
///
/// `busy` is sorted by start, as an index delivers it; entries may overlap each other. What the asker holds
/// already, and what is being moved, is left out of it by the caller.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    pub availability: &'a Availability,
    pub busy: &'a [Busy],
    pub length: Minutes,
    pub bounds: Bounds,
}

impl<'a> Search<'a> {
    /// The free slots that start inside `window`, in order, computed as they are asked for.
    ///
    /// Neighbouring slots may overlap each other (09:00 and 09:30 of an hour's meeting): each is free, not both.
    pub fn slots(&self, window: Window) -> Slots<'a> {
        Slots::new(self, window)
    }

    /// The first `n` free slots.
    pub fn earliest(&self, n: usize) -> Vec<Slot> {
        self.slots(self.whole()).take(n).collect()
    }

    /// The slot that starts at `start`, or why there is none.
    pub fn explain(&self, start: Timestamp) -> Result<Slot, Missing> {
        explain::explain(self, start)
    }

    /// The `n` free slots nearest to a wanted start, the nearest first and of two equally near the earlier one;
    /// the wanted start itself is not among them.
    pub fn alternatives(&self, wanted: Timestamp, n: usize) -> Vec<Slot> {
        let mut near: VecDeque<Slot> = VecDeque::with_capacity(n.saturating_add(1));
        for slot in self.slots(Window { until: wanted, ..self.whole() }) {
            near.push_back(slot);
            if near.len() > n {
                near.pop_front();
            }
        }
        let later = self.slots(Window { from: wanted, ..self.whole() });
        near.extend(later.filter(|slot| slot.start != wanted).take(n));
        let mut nearest = Vec::from(near);
        nearest.sort_by_key(|slot| (wanted.duration_since(slot.start).abs(), slot.start));
        nearest.truncate(n);
        nearest
    }

    fn whole(&self) -> Window {
        Window { from: self.bounds.earliest, until: Timestamp::MAX }
    }
}

#[cfg(test)]
mod tests;
