//! The steps that belong to the person and not to a booking.

use super::{
    around::rank,
    arrange::Found,
    facts::{Booking, Choice, Decision, Facts, Mail, Profile, Stage},
    steps::{Rank, Step},
};
use crate::programme::{Definition, Part, What};

pub(super) fn person(definition: &Definition, facts: &Facts, found: &mut Found) {
    if facts.mail == Mail::Unconfirmed {
        found.own(Rank::Safety, None, 0, Step::ConfirmMail);
    }
    match facts.decision {
        Decision::Nothing => {}
        Decision::Waits => found.own(Rank::SomeoneWaits, None, 0, Step::Decide),
        Decision::Danger => found.own(Rank::Safety, None, 0, Step::Decide),
    }
    if facts.parts.contains(&Part::Supporter)
        && let Some(short) = facts.promise
    {
        let step = Step::OpenSlots { missing: short.missing, due: short.due };
        found.own(rank(facts, Some(short.due), Rank::Optional), Some(short.due), 0, step);
    }
    if facts.parts.contains(&Part::Client)
        && let Some(step) = next_booking(definition, facts)
    {
        found.own(Rank::Optional, None, 0, step);
    }
    if facts.profile == Profile::Empty
        && let Some(sheet) = definition.profile()
    {
        // The one who is met next will read it, so it comes before that meeting.
        let ahead = facts.bookings.iter().filter(|booking| booking.lies_ahead(facts.now));
        let first = ahead.map(|booking| booking.start).min();
        found.own(Rank::Optional, first, 1, Step::FillProfile { sheet: sheet.key.clone() });
    }
}

/// What a client with nothing ahead is offered: the first meeting, or the next one with the same supporter.
fn next_booking(definition: &Definition, facts: &Facts) -> Option<Step> {
    let mine = || facts.bookings.iter().filter(|booking| booking.part == Part::Client);
    let offered = facts.offers.iter().any(|offer| offer.part == Part::Client && facts.now < offer.until);
    if offered || mine().any(|booking| booking.lies_ahead(facts.now)) {
        return None;
    }
    let Some(last) = mine().max_by_key(|booking| (booking.start, booking.id)) else { return Some(Step::FindSupporter) };
    let undecided = match last.stage {
        Stage::Requested { .. } => return Some(Step::FindSupporter),
        Stage::Cancelled | Stage::NoShow => false,
        Stage::Confirmed { .. } | Stage::Held => asks(definition, last) && still_asked(facts, last),
    };
    let enough = last.choice == Choice::Enough;
    (!undecided && !enough).then_some(Step::BookNext { other: last.other })
}

fn asks(definition: &Definition, booking: &Booking) -> bool {
    let meeting = definition.meeting(booking.meeting.as_str());
    meeting.is_some_and(|meeting| meeting.after.iter().any(|task| task.what == What::Continue))
}

/// The choice to go on comes first, and the letter before it; after a while neither holds up the next booking.
fn still_asked(facts: &Facts, booking: &Booking) -> bool {
    booking.choice == Choice::Open && !facts.at_rest(booking.end)
}
