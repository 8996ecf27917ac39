//! Hayakawa's evenings: what the engine says, first in tables, then for every zone and random calendars.

mod properties;
mod tables;
mod turns_of_the_clock;

use jiff::civil::{Date, Weekday, date};

use super::*;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

pub fn part(from: &str, to: &str) -> DayPart {
    DayPart::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

pub fn weekly(weekday: Weekday, from: &str, to: &str) -> Opening {
    Opening::Weekly { weekday, part: part(from, to), first: date(2020, 1, 1), last: None }
}

pub fn dated(date: Date, from: &str, to: &str) -> Opening {
    Opening::Dated { date, part: part(from, to) }
}

pub fn availability(zone_name: &str, openings: Vec<Opening>) -> Availability {
    Availability {
        zone: zone(zone_name),
        openings,
        closings: Vec::new(),
        works_on_holidays: false,
        buffer: Buffer::default(),
        grid: Minutes::new(30),
    }
}

pub fn search<'a>(availability: &'a Availability, busy: &'a [Busy], length: u16) -> Search<'a> {
    Search { availability, busy, length: Minutes::new(length), bounds: Bounds::ANY }
}

pub fn busy(start: &str, end: &str, kind: BusyKind) -> Busy {
    Busy { start: at(start), end: at(end), kind }
}

/// The starts of a local day, as that zone's wall clock shows them.
pub fn starts(search: &Search<'_>, day: Date) -> Vec<String> {
    let zone = &search.availability.zone;
    let midnight = |day: Date| day.to_zoned(zone.clone()).unwrap().timestamp();
    let window = Window { from: midnight(day), until: midnight(day.tomorrow().unwrap()) };
    search.slots(window).map(|slot| zone.to_datetime(slot.start).strftime("%H:%M").to_string()).collect()
}
