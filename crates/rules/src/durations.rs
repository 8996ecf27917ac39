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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn booked(id: u8, hour: i64, cancelled: bool) -> Booked<u8> {
        Booked { id, start: Timestamp::from_second(hour * 3_600).unwrap(), cancelled }
    }

    fn numbers(bookings: &[Booked<u8>]) -> Vec<(u8, u32)> {
        ordinals(bookings).into_iter().map(|(id, ordinal)| (id, ordinal.get())).collect()
    }

    #[test]
    fn the_first_meeting_is_longer() {
        let standard = |number| length(Minutes::new(90), Minutes::new(60), Ordinal::new(number).unwrap()).get();
        assert_eq!([standard(1), standard(2), standard(3)], [90, 60, 60]);
    }

    #[test]
    fn ordinals_count_from_one() {
        assert_eq!(Ordinal::new(0), None);
        assert_eq!(Ordinal::new(1), Some(Ordinal::FIRST));
        assert_eq!(Ordinal::FIRST.next().get(), 2);
        assert!(Ordinal::FIRST.is_first() && !Ordinal::FIRST.next().is_first());
        assert_eq!(Ordinal::new(u32::MAX).unwrap().next().get(), u32::MAX);
    }

    #[test]
    fn when_the_first_is_cancelled_the_second_becomes_the_first() {
        let (a, b, c) = (booked(1, 10, false), booked(2, 20, false), booked(3, 30, false));
        assert_eq!(numbers(&[a, b, c]), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(numbers(&[Booked { cancelled: true, ..a }, b, c]), [(2, 1), (3, 2)]);
        assert_eq!(numbers(&[a, Booked { cancelled: true, ..b }, c]), [(1, 1), (3, 2)]);
        assert_eq!(numbers(&[]), []);
    }

    #[test]
    fn the_start_decides_and_then_the_id() {
        assert_eq!(numbers(&[booked(1, 30, false), booked(2, 10, false)]), [(2, 1), (1, 2)]);
        assert_eq!(numbers(&[booked(9, 10, false), booked(2, 10, false)]), [(2, 1), (9, 2)]);
    }

    #[test]
    fn a_new_booking_comes_after_those_that_start_no_later() {
        let bookings = [booked(1, 10, false), booked(2, 15, true), booked(3, 20, false)];
        let at = |hour: i64| ordinal_at(&bookings, Timestamp::from_second(hour * 3_600).unwrap()).get();
        assert_eq!([at(9), at(10), at(16), at(20), at(21)], [1, 2, 2, 3, 3]);
    }

    proptest! {
        #[test]
        fn exactly_one_live_booking_is_the_first(
            rows in prop::collection::vec((0..20i64, any::<bool>()), 0..12),
            turn in 0..12usize,
        ) {
            let mut bookings: Vec<_> = (0u8..).zip(&rows).map(|(id, row)| booked(id, row.0, row.1)).collect();
            let answer = ordinals(&bookings);
            let live = bookings.iter().filter(|booking| !booking.cancelled).count();
            prop_assert_eq!(answer.len(), live);
            for (id, ordinal) in &answer {
                let own = bookings.iter().find(|booking| booking.id == *id).unwrap();
                let before = |other: &&Booked<u8>| !other.cancelled && (other.start, other.id) < (own.start, own.id);
                prop_assert_eq!(usize::try_from(ordinal.get()).unwrap(), bookings.iter().filter(before).count() + 1);
            }
            bookings.rotate_left(turn.min(rows.len()));
            prop_assert_eq!(ordinals(&bookings), answer);
        }
    }
}
