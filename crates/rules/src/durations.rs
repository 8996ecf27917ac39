//! How long a meeting is: the plan says one length for the first meeting and one for later ones.
//!
//! Which one it is, is decided inside the booking transaction and again after every cancellation, because two
//! bookings at once must not both be the first.

use std::num::NonZeroU32;

use jiff::Timestamp;

use crate::minutes::Minutes;

/// The place of a meeting among those of one client in one programme, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal(NonZeroU32);

impl Ordinal {
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The ordinal with this number, or none for zero.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    pub const fn get(self) -> u32 {
        self.0.get()
    }

    pub fn is_first(self) -> bool {
        self == Self::FIRST
    }

    /// The one after it; the last representable one stays.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// The length of the meeting with this ordinal.
pub fn length(first: Minutes, later: Minutes, ordinal: Ordinal) -> Minutes {
    if ordinal.is_first() { first } else { later }
}

/// A booking of one client in one programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked<Id> {
    pub id: Id,
    pub start: Timestamp,
    pub cancelled: bool,
}

/// The ordinal of every booking that is not cancelled, in order of start. Of two with the same start the one with
/// the smaller id comes first, so that the answer does not depend on the order in which rows are read.
pub fn ordinals<Id: Copy + Ord>(bookings: &[Booked<Id>]) -> Vec<(Id, Ordinal)> {
    let mut live: Vec<_> = bookings.iter().filter(|booking| !booking.cancelled).collect();
    live.sort_by_key(|booking| (booking.start, booking.id));
    let numbers = std::iter::successors(Some(Ordinal::FIRST), |ordinal| Some(ordinal.next()));
    live.iter().map(|booking| booking.id).zip(numbers).collect()
}

/// The ordinal that a new booking at `start` would take among those that there are.
pub fn ordinal_at<Id>(bookings: &[Booked<Id>], start: Timestamp) -> Ordinal {
    let earlier = bookings.iter().filter(|booking| !booking.cancelled && booking.start <= start);
    earlier.fold(Ordinal::FIRST, |ordinal, _| ordinal.next())
}
