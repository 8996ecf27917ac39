//! The promise of a supporter to keep some slots open each month: how it stands, and how to keep it in one tap.
//!
//! Supporter, manager and the monthly nudge ask here. Booked slots count, because they were opened; what was
//! withdrawn does not.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::{
    minutes::Minutes,
    month::Month,
    slots::{Availability, Bounds, DayPart, Opening, Search, Slot, without},
};

/// From this day of the month before, a missing slot is worth a word; from the second, an urgent one.
const SOON_FROM_DAY: i8 = 15;
const NOW_FROM_DAY: i8 = 25;

/// How the promise for one month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Kept { opened: u32 },
    Short { opened: u32, missing: u32, tone: Tone },
}

/// How pressing a shortfall is; it depends on the day alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// There is time: before the 15th of the month before.
    Calm,
    /// From the 15th of the month before.
    Soon,
    /// From the 25th of the month before, and during the month itself.
    Now,
}

/// The disjoint slots of `length` that are published for `month`, which is a month of the organisation's zone.
/// Bookings are not subtracted; the pauses that the supporter needs between meetings are.
pub fn slots(availability: &Availability, length: Minutes, month: Month, organisation: &TimeZone) -> Vec<Slot> {
    let gap = availability.buffer.before.max(availability.buffer.after);
    let search = Search { availability, busy: &[], length, bounds: Bounds::ANY };
    let mut free_from = Timestamp::MIN;
    let disjoint = |slot: &Slot| {
        let after_the_last = slot.start >= free_from;
        if after_the_last {
            free_from = slot.end.checked_add(gap.elapsed()).unwrap_or(Timestamp::MAX);
        }
        after_the_last
    };
    search.slots(month.window(organisation)).filter(disjoint).collect()
}

/// How many of them there are.
pub fn opened(availability: &Availability, length: Minutes, month: Month, organisation: &TimeZone) -> u32 {
    u32::try_from(slots(availability, length, month, organisation).len()).unwrap_or(u32::MAX)
}

/// How a promise of `promised` slots for `month` stands on the day `today` of the organisation's calendar.
pub fn standing(opened: u32, promised: u32, month: Month, today: Date) -> Standing {
    match promised.saturating_sub(opened) {
        0 => Standing::Kept { opened },
        missing => Standing::Short { opened, missing, tone: tone(month, today) },
    }
}

fn tone(month: Month, today: Date) -> Tone {
    let before = month.previous();
    match Month::of(today) {
        this if this > before => Tone::Now,
        this if this < before => Tone::Calm,
        _ if today.day() >= NOW_FROM_DAY => Tone::Now,
        _ if today.day() >= SOON_FROM_DAY => Tone::Soon,
        _ => Tone::Calm,
    }
}

/// The openings that repeat in `month` what was open in the month before: the same hours on the same weekday,
/// the second Friday for the second Friday.
///
/// Left out is what is already open, what the supporter has closed, what has begun at `now`, weekdays that this
/// month has not a fifth time, and national holidays unless the supporter works on them. The answer is in order.
pub fn repeat_last_month(availability: &Availability, month: Month, now: Timestamp) -> Vec<Opening> {
    let days = month.previous().dates().filter_map(|day| {
        let date = month.nth_weekday((day.day() - 1) / 7 + 1, day.weekday())?;
        let rests = availability.closing_holiday(date).is_some();
        (!rests).then(|| (date, availability.open_parts(day)))
    });
    let mut openings: Vec<(Date, DayPart)> =
        days.flat_map(|(date, parts)| missing(availability, date, parts)).collect();
    openings.retain(|(date, part)| begins(*date, *part, &availability.zone) > now);
    openings.sort_unstable();
    openings.into_iter().map(|(date, part)| Opening::Dated { date, part }).collect()
}

/// The hours of `parts` that are neither open on `date` nor closed by hand.
fn missing(availability: &Availability, date: Date, parts: Vec<DayPart>) -> impl Iterator<Item = (Date, DayPart)> {
    let taken = availability.open_parts(date).into_iter().chain(availability.closed(date));
    without(parts, taken).into_iter().map(move |part| (date, part))
}

/// The instant at which a part of a day begins; a skipped wall-clock time begins after the gap.
fn begins(date: Date, part: DayPart, zone: &TimeZone) -> Timestamp {
    let minutes = i64::from(part.from().minutes());
    let begin = date.at(0, 0, 0, 0).saturating_add(minutes.minutes());
    begin.to_zoned(zone.clone()).map_or(Timestamp::MAX, |begin| begin.timestamp())
}
