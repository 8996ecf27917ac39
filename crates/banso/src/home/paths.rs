//! Where the steps of home lead. One place, because the pages belong to other slices.

use rules::access::Who;
use rules::next_steps::BookingId;
use rules::programme::Key;
use uuid::Uuid;

fn id(id: u128) -> String {
    Uuid::from_u128(id).as_simple().to_string()
}

pub(super) fn meeting(booking: BookingId) -> String {
    format!("/meetings/{}", id(booking.0))
}

pub(super) fn agreement(booking: BookingId) -> String {
    format!("/meetings/{}/agreement", id(booking.0))
}

pub(super) fn sheet(booking: BookingId, sheet: &Key) -> String {
    format!("/meetings/{}/sheets/{}", id(booking.0), sheet.as_str())
}

pub(super) fn letter(letter: Uuid) -> String {
    format!("/letters/{}", letter.as_simple())
}

pub(super) fn writing(letter: Uuid) -> String {
    format!("/letters/{}/edit", letter.as_simple())
}

pub(super) fn reply(letter: Uuid) -> String {
    format!("/letters/{}/reply", letter.as_simple())
}

pub(super) fn offer(offer: BookingId) -> String {
    format!("/offers/{}", id(offer.0))
}

pub(super) fn times_of(supporter: Who) -> String {
    format!("/supporters/{}/slots", id(supporter.0))
}
