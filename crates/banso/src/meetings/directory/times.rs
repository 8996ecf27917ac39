//! Free times as links: the next three of a supporter, one a day, in the reader's zone.

use kit::time::Instant;
use rules::minutes::Minutes;
use rules::offset::Offset;
use rules::programme::{Meeting, Plan};
use rules::slots::{Search, Slot, Window};

use super::shelf::Listed;
use crate::frame::Frame;
use crate::meetings::availability::bounds;

/// How many are shown beside a name.
const NEXT: usize = 3;

/// A link to a free time.
#[derive(Clone, Debug)]
pub(super) struct Time {
    pub href: String,
    /// 12月7日（月） 20:00.
    pub says: String,
    /// The same with the zone, for who hears only this link.
    pub spoken: String,
    pub iso: String,
}

/// What a client may book with one supporter.
pub(super) fn search<'a>(listed: &'a Listed, meeting: &Meeting, length: Minutes, now: Instant) -> Search<'a> {
    let receiving = &listed.receiving;
    receiving.search(length, bounds(meeting, now, &receiving.availability.zone))
}

/// The window in which anything can be booked at all, in whatever zone.
pub(super) fn bookable(meeting: &Meeting, now: Instant, f: &Frame) -> Window {
    let bounds = bounds(meeting, now, f.calendar.zone());
    Window { from: now.timestamp(), until: Offset::days(2).after(bounds.latest, f.calendar.zone()) }
}

/// The first free time of each of the next days that have one.
pub(super) fn next(f: &Frame, search: &Search<'_>, admits: impl Fn(&Slot) -> bool) -> Vec<Slot> {
    let mut days = Vec::with_capacity(NEXT);
    let (from, until) = (search.bounds.earliest, jiff::Timestamp::MAX);
    for slot in search.slots(Window { from, until }).filter(admits) {
        let day = f.calendar.local(slot.start).date();
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, slot));
        }
        if days.len() == NEXT {
            break;
        }
    }
    days.into_iter().map(|(_, slot)| slot).collect()
}

impl Time {
    pub fn new(f: &Frame, listed: &Listed, plan: &Plan, slot: &Slot) -> Self {
        let start = Instant::from(slot.start);
        let says = f.t.date_when(f.calendar.day(&start), f.calendar.time(&start));
        Self {
            href: format!("/supporters/{}/slots?plan={}&start={}", listed.id, plan.key.as_str(), slot.start),
            spoken: format!("{} {says} {}", f.full_called(&listed.names), f.calendar.zone_name(&start)),
            says,
            iso: f.calendar.iso(&start),
        }
    }
}
