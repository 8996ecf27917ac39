//! The list of free slots: one pass over open stretches, blocked ranges and the grid, all in order of time.

use std::{iter::Peekable, vec};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Search, Slot, Window,
    blocked::{blocked, later},
    clock::{Run, after},
    stretches::stretches,
};
use crate::minutes::Minutes;

/// Free slots in order of start, each computed when it is asked for.
pub struct Slots<'a> {
    stretches: Box<dyn Iterator<Item = Window> + 'a>,
    stretch: Option<Window>,
    blocked: Peekable<vec::IntoIter<Window>>,
    zone: &'a TimeZone,
    run: Run,
    grid: Minutes,
    length: Minutes,
    /// No start before it is looked at any more.
    cursor: Timestamp,
    until: Timestamp,
}

impl<'a> Slots<'a> {
    pub(super) fn new(search: &Search<'a>, window: Window) -> Self {
        let availability = search.availability;
        let from = window.from.max(search.bounds.earliest);
        let until = window.until.min(after(search.bounds.latest));
        // A meeting of no length fits everywhere and means nothing: there is no slot for it.
        let until = if search.length.is_zero() { from } else { until };
        let open = Window { from, until: later(until, search.length) };
        Self {
            stretches: Box::new(stretches(availability, open)),
            stretch: None,
            blocked: blocked(search.busy, availability.buffer, from).into_iter().peekable(),
            zone: &availability.zone,
            run: Run::at(&availability.zone, from),
            grid: availability.grid,
            length: search.length,
            cursor: from,
            until,
        }
    }

    fn start(&mut self) -> Option<Timestamp> {
        loop {
            if let Some(start) = self.run.start(self.cursor, self.grid) {
                return Some(start);
            }
            self.run = self.run.next(self.zone)?;
            self.cursor = self.cursor.max(self.run.from);
        }
    }

    /// Until when `slot` is blocked, if it is. Ranges that end before it are of no use to later slots either.
    fn blocked_until(&mut self, slot: Slot) -> Option<Timestamp> {
        while self.blocked.next_if(|range| range.until <= slot.start).is_some() {}
        self.blocked.peek().filter(|range| range.from < slot.end).map(|range| range.until)
    }
}

impl Iterator for Slots<'_> {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        while self.cursor < self.until {
            let stretch = match self.stretch {
                Some(stretch) => stretch,
                None => *self.stretch.insert(self.stretches.next()?),
            };
            self.cursor = self.cursor.max(stretch.from);
            let start = self.start().filter(|start| *start < self.until)?;
            let slot = Slot { start, end: later(start, self.length) };
            if slot.end > stretch.until {
                self.stretch = None;
            } else if let Some(until) = self.blocked_until(slot) {
                self.cursor = until;
            } else {
                self.cursor = after(start);
                return Some(slot);
            }
        }
        None
    }
}
