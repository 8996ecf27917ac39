//! Meetings: when a supporter is free, what is booked, moved or cancelled, and the page on which two people meet.
//!
//! Whoever asks about a booking asks through the viewer: [`Booking::seen_by`].

pub mod availability;
mod booking;
mod directory;
mod occupancy;
pub mod openings;
mod ordinals;
mod wish;

use kit::jobs::Job;
use rules::access::Role;

pub use booking::{Booking, Party, Status};
pub use wish::{Guard, Refusal, Wish, hold, hold_guarded};

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

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
    let supporter = Who::Role(Role::Supporter);
    vec![
        get("/openings", supporter, openings::show),
        post("/openings/weekly", supporter, openings::weekly).audit("openings-changed"),
        post("/openings/dated", supporter, openings::dated).audit("openings-changed"),
        post("/openings/closings", supporter, openings::closings).audit("openings-changed"),
        post("/openings/repeat", supporter, openings::promise::repeat).audit("openings-changed"),
        post("/openings/settings", supporter, openings::settings::update).audit("receiving-changed"),
        get("/openings/reasons", supporter, openings::reasons::show),
        get("/supporters", Who::SignedIn, directory::list::show),
        get("/supporters/{id}", Who::SignedIn, directory::profile::show),
        get("/supporters/{id}/slots", Who::SignedIn, directory::slots::show),
        get("/directory-entry", supporter, directory::entry::show),
        post("/directory-entry", supporter, directory::entry::update).audit("directory-entry-changed"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    let mut samples = openings::samples(f);
    samples.extend(directory::samples(f));
    samples
}
