//! Why a start is not offered. The questions are asked in the order in which a person could do something about
//! the answer: first the time itself, then what the supporter published, then what is already taken.

use jiff::Timestamp;

use super::{
    Search, Slot, Window,
    blocked::later,
    clock::{Run, after},
    stretches::stretches,
};
use crate::{holidays::Holiday, slots::BusyKind};

/// The reason for a missing slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Before the notice has passed; the first start that keeps it may be no slot either.
    TooSoon { earliest: Timestamp },
    /// Beyond the horizon.
    TooFar { latest: Timestamp },
    /// Not on the wall-clock grid of the supporter's zone.
    NotOnGrid,
    /// The clocks are turned back and this wall-clock time comes a second time; the first one is the slot.
    SecondPass,
    /// Not within any opening.
    OutsideOpenings,
    /// Within a weekly opening, which this national holiday closes.
    Holiday(Holiday),
    /// Within an opening, but the supporter took this time back.
    Closed,
    /// Open at the start, but only until this instant, which is too short.
    DoesNotFit { until: Timestamp },
    /// A client has booked an overlapping time.
    Booked,
    /// Somebody holds an overlapping time, for the moment.
    Held,
    /// The supporter is in another meeting.
    Meeting,
    /// A calendar outside says busy; what it is about is not known here.
    Outside,
    /// Free, but too close to a neighbour to leave the pause that the supporter needs.
    Buffer,
}

pub(super) fn explain(search: &Search<'_>, start: Timestamp) -> Result<Slot, Missing> {
    let slot = Slot { start, end: later(start, search.length) };
    within_bounds(search, start)?;
    on_grid(search, start)?;
    open(search, slot)?;
    free(search, slot)?;
    Ok(slot)
}

fn within_bounds(search: &Search<'_>, start: Timestamp) -> Result<(), Missing> {
    let bounds = search.bounds;
    if start < bounds.earliest {
        Err(Missing::TooSoon { earliest: bounds.earliest })
    } else if bounds.latest < start {
        Err(Missing::TooFar { latest: bounds.latest })
    } else {
        Ok(())
    }
}

fn on_grid(search: &Search<'_>, start: Timestamp) -> Result<(), Missing> {
    let run = Run::at(&search.availability.zone, start);
    if run.is_second_pass(start) {
        Err(Missing::SecondPass)
    } else if run.start(start, search.availability.grid) == Some(start) {
        Ok(())
    } else {
        Err(Missing::NotOnGrid)
    }
}

fn open(search: &Search<'_>, slot: Slot) -> Result<(), Missing> {
    let availability = search.availability;
    // The instant after the end is looked at too, so that a meeting of no length is asked about a real range.
    let within = Window { from: slot.start, until: after(slot.end) };
    let stretch = stretches(availability, within).next().filter(|stretch| stretch.from == slot.start);
    if let Some(stretch) = stretch {
        let fits = slot.start < slot.end && slot.end <= stretch.until;
        return if fits { Ok(()) } else { Err(Missing::DoesNotFit { until: stretch.until }) };
    }
    let (date, time) = Run::at(&availability.zone, slot.start).wall(slot.start);
    Err(if availability.opened(date).iter().any(|part| part.contains(time)) {
        Missing::Closed
    } else {
        availability.holiday_closing(date, time).map_or(Missing::OutsideOpenings, Missing::Holiday)
    })
}

fn free(search: &Search<'_>, slot: Slot) -> Result<(), Missing> {
    if let Some(busy) = search.busy.iter().find(|busy| busy.overlaps(slot.start, slot.end)) {
        return Err(match busy.kind {
            BusyKind::Booking => Missing::Booked,
            BusyKind::Hold => Missing::Held,
            BusyKind::Meeting => Missing::Meeting,
            BusyKind::Outside => Missing::Outside,
        });
    }
    let mut blocked = search.busy.iter().filter_map(|busy| busy.with_gaps(search.availability.buffer));
    if blocked.any(|range| range.from < slot.end && slot.start < range.until) { Err(Missing::Buffer) } else { Ok(()) }
}
