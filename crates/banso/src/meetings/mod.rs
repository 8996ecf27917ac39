//! Meetings: when a supporter is free, what is booked, moved or cancelled, and the page on which two people meet.
//!
//! Whoever asks about a booking asks through the viewer: [`Booking::seen_by`].

mod booking;
mod page;

use kit::jobs::Job;

pub use booking::{Booking, Party, Status};
pub use page::{Jotted, Note};

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::Route;

kit::id! {
    /// A booking: held, offered or confirmed time of two people.
    BookingId
}
kit::id! {
    /// Three times that a client offers.
    OfferId
}
kit::id! {
    /// A room.
    RoomId
}
kit::id! {
    /// A weekly or dated opening.
    OpeningId
}

pub(crate) async fn perform(_app: &App, job: &Job) -> Result<(), String> {
    Err(format!("nobody does {}", job.kind))
}

pub(crate) fn routes() -> Vec<Route> {
    page::routes()
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    page::samples(f)
}
