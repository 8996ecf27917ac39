//! Meetings: when a supporter is free, what is booked, moved or cancelled, and the page on which two people meet.
//!
//! Whoever asks about a booking asks through the viewer: [`Booking::seen_by`].

mod attendance;
pub mod availability;
mod booking;
mod calendar;
pub mod cancellation;
mod confirmation;
mod directory;
mod form;
mod holds;
mod invitation;
pub(crate) mod leaving;
mod moves;
mod notices;
mod occupancy;
pub mod offers;
pub mod openings;
mod ordinals;
mod page;
mod pair;
mod wish;

use kit::jobs::Job;
use rules::access::{Action, Object, Role};

pub use booking::{Booking, Party, Status};
pub(crate) use notices::{Notice, of_agreed};
pub use page::{Jotted, Note};
pub(crate) use pair::{PAIR, Pair};
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

/// The kinds of its jobs.
pub(crate) fn job_kinds() -> impl Iterator<Item = &'static str> {
    Notice::ALL.into_iter().map(Notice::kind).chain(offers::job_kinds())
}

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match Notice::of(job) {
        Some(notice) => notices::send(app, job, notice).await,
        None => match offers::perform(app, job).await {
            Some(done) => done,
            None => Err(format!("nobody does {}", job.kind)),
        },
    }
}

pub(crate) fn routes() -> Vec<Route> {
    [receiving(), bookings(), offered(), calendar(), page::routes()].into_iter().flatten().collect()
}

/// When supporters receive, and how they are found.
fn receiving() -> Vec<Route> {
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

/// From a free time to an agreed one, and what changes it.
fn bookings() -> Vec<Route> {
    let (signed, facts) = (Who::SignedIn, Object::BookingFacts);
    vec![
        post("/holds", Who::Role(Role::Client), holds::create),
        get("/bookings/{id}/form", signed, form::show).gate(facts, Action::Read),
        post("/bookings/{id}/form", signed, form::create).gate(facts, Action::Write),
        get("/bookings/{id}/check", signed, form::check).gate(facts, Action::Read),
        post("/bookings/{id}/confirmation", signed, confirmation::create).gate(facts, Action::Write).audit("booked"),
        get("/bookings/{id}/move", signed, moves::show).gate(facts, Action::Write),
        post("/bookings/{id}/move", signed, moves::create).gate(facts, Action::Write).audit("moved"),
        get("/bookings/{id}/cancellation", signed, cancellation::show).gate(facts, Action::Write),
        post("/bookings/{id}/cancellation", signed, cancellation::create).gate(facts, Action::Write).audit("cancelled"),
        post("/bookings/{id}/attendance", signed, attendance::create).gate(facts, Action::Write).audit("attendance"),
    ]
}

/// The other way round: a client offers three times, a supporter takes one.
fn offered() -> Vec<Route> {
    let (client, signed, facts) = (Who::Role(Role::Client), Who::SignedIn, Object::BookingFacts);
    vec![
        get("/offers/new", client, offers::show_new),
        post("/offers", client, offers::create).audit("offered"),
        get("/offers/{id}", signed, offers::show).gate(facts, Action::Read),
        post("/offers/{id}/acceptance", signed, offers::accept).gate(facts, Action::Write).audit("booked"),
        post("/offers/{id}/refusal", signed, offers::decline).gate(facts, Action::Write).audit("offer-declined"),
        post("/offers/{id}/withdrawal", signed, offers::withdraw).gate(facts, Action::Write).audit("offer-withdrawn"),
    ]
}

/// My meetings, here and in my own calendar.
fn calendar() -> Vec<Route> {
    vec![
        get("/calendar", Who::SignedIn, calendar::show),
        post("/calendar/feed", Who::SignedIn, calendar::make_feed).audit("feed-made"),
        post("/calendar/feed/withdrawal", Who::SignedIn, calendar::end_feed).audit("feed-ended"),
        get("/calendar/feed/{file}", Who::Anyone, calendar::feed),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    let mut samples = openings::samples(f);
    samples.extend(page::samples(f));
    samples.extend(directory::samples(f));
    let booked =
        [holds::samples, form::samples, moves::samples, cancellation::samples, offers::samples, calendar::samples];
    samples.extend(booked.iter().flat_map(|page| page(f)));
    samples
}
