//! What is next: a definition and the facts of one viewer become that person's ordered steps.
//!
//! Home shows the first of them; reminders and the meeting page ask here too. The order is the promise of the
//! product: safety, a meeting within a day, due today, somebody waits for me, due this week, everything else.

mod around;
mod arrange;
mod facts;
mod personal;
mod steps;

pub use around::letter_due;
pub use facts::{
    Booking, BookingId, Choice, Decision, Facts, Letter, Mail, Offer, Profile, Progress, Reply, SheetFact, Shortfall,
    Stage,
};
pub use steps::{About, Awaited, Ball, Home, Rank, Row, Step};

use crate::programme::Definition;

/// Everything that home says to one person in one programme.
#[must_use]
pub fn home(definition: &Definition, facts: &Facts) -> Home {
    let mut found = arrange::Found::default();
    for booking in &facts.bookings {
        around::booking(definition, facts, booking, &mut found);
    }
    for offer in &facts.offers {
        around::offer(facts, offer, &mut found);
    }
    personal::person(definition, facts, &mut found);
    found.arrange(facts)
}

#[cfg(test)]
mod tests;
