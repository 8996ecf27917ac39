//! Time that is taken, and the time around it that a new meeting must leave free.

use jiff::Timestamp;

use super::{Buffer, Window};
use crate::minutes::Minutes;

/// Taken time of one person or room: a half-open range of instants. An empty one takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Busy {
    pub start: Timestamp,
    pub end: Timestamp,
    pub kind: BusyKind,
}

/// What takes the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BusyKind {
    /// A meeting that a client has booked.
    Booking,
    /// A time that is held while somebody fills in the form or is asked.
    Hold,
    /// Any other meeting of the same person: a team round, a plenary.
    Meeting,
    /// An entry of a calendar outside; it brings no buffer of its own.
    Outside,
}

impl BusyKind {
    fn buffer(self, own: Buffer) -> Buffer {
        match self {
            Self::Booking | Self::Hold | Self::Meeting => own,
            Self::Outside => Buffer::default(),
        }
    }
}

impl Busy {
    pub(super) fn overlaps(&self, start: Timestamp, end: Timestamp) -> bool {
        self.start < self.end && self.start < end && start < self.end
    }

    /// The range that no new meeting of a person with this buffer may touch: on either side the larger of the
    /// earlier one's `after` and the later one's `before`.
    pub(super) fn with_gaps(&self, own: Buffer) -> Option<Window> {
        let theirs = self.kind.buffer(own);
        (self.start < self.end).then(|| Window {
            from: earlier(self.start, own.after.max(theirs.before)),
            until: later(self.end, theirs.after.max(own.before)),
        })
    }
}

/// The blocked ranges of all entries, in order. Those that overlap are made one; that they may end up sorted
/// differently from the entries is due to the kinds' different buffers.
pub(super) fn blocked(busy: &[Busy], own: Buffer, from: Timestamp) -> Vec<Window> {
    let ranges = busy.iter().filter_map(|entry| entry.with_gaps(own));
    let mut ranges: Vec<Window> = ranges.filter(|range| range.until > from).collect();
    ranges.sort_by_key(|range| range.from);
    ranges.dedup_by(|next, kept| {
        let overlaps = next.from < kept.until;
        if overlaps {
            kept.until = kept.until.max(next.until);
        }
        overlaps
    });
    ranges
}

/// `instant` plus `length`, or the last representable instant.
pub(super) fn later(instant: Timestamp, length: Minutes) -> Timestamp {
    instant.checked_add(length.elapsed()).unwrap_or(Timestamp::MAX)
}

fn earlier(instant: Timestamp, length: Minutes) -> Timestamp {
    instant.checked_sub(length.elapsed()).unwrap_or(Timestamp::MIN)
}
