//! What is known when the question is asked: one viewer's bookings and a few facts about the person.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use crate::{
    access::Who,
    programme::{Key, Part},
};

/// A meeting counts as soon when it begins in less than this.
const SOON: SignedDuration = SignedDuration::from_hours(24);
/// From here on the doors are open: joining comes before whatever was not prepared.
const DOORS: SignedDuration = SignedDuration::from_mins(15);
/// What nobody waits for and nobody touched for this long goes to rest.
const REST: SignedDuration = SignedDuration::from_hours(28 * 24);

/// The facts of one viewer in one programme.
#[derive(Debug, Clone)]
pub struct Facts {
    pub now: Timestamp,
    /// Whether somebody waits for the viewer's yes or no to what may leave, and whether a danger is among it.
    pub decision: Decision,
    /// The zone of the viewer: it decides what "today" is.
    pub zone: TimeZone,
    pub mail: Mail,
    pub profile: Profile,
    /// The parts that the viewer takes in the programme.
    pub parts: Vec<Part>,
    /// Slots that are missing from the promise, if any.
    pub promise: Option<Shortfall>,
    pub bookings: Vec<Booking>,
    pub offers: Vec<Offer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookingId(pub u128);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mail {
    Confirmed,
    Unconfirmed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    Empty,
    Written,
}

/// How far the promise of open slots is from being kept, and when the month begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortfall {
    pub missing: u32,
    pub due: Timestamp,
}

/// Times that a client offered and of which the supporter takes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub id: BookingId,
    /// The viewer's part.
    pub part: Part,
    pub other: Who,
    pub since: Timestamp,
    pub until: Timestamp,
}

/// A booking as one of its two people sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    /// The kind of meeting in the definition.
    pub meeting: Key,
    /// The viewer's part.
    pub part: Part,
    pub other: Who,
    pub start: Timestamp,
    pub end: Timestamp,
    pub stage: Stage,
    /// Whether the promise of confidence was acknowledged between the two, or nobody asks for it here.
    pub promised: bool,
    /// What is known of the sheets around it; a sheet that is missing here was not begun.
    pub sheets: Vec<SheetFact>,
    pub letter: Letter,
    pub reply: Reply,
    pub choice: Choice,
}

/// A confirmed meeting whose end has passed counts as held, so that nobody has to say so first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Requested { since: Timestamp, until: Timestamp },
    Confirmed { since: Timestamp },
    Held,
    Cancelled,
    NoShow,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFact {
    pub sheet: Key,
    pub by: Part,
    pub progress: Progress,
    /// Whether the viewer has read it, when it is the other's.
    pub read: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    NotYet,
    Started,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    NotOwed,
    Owed { due: Timestamp },
    Draft { due: Timestamp },
    Sent { at: Timestamp },
    Read { at: Timestamp },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    None,
    Sent { at: Timestamp },
    Read { at: Timestamp },
}

/// What waits for the viewer's yes or no before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decision {
    #[default]
    Nothing,
    Waits,
    /// Somebody is in danger.
    Danger,
}

/// The client's word on going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    Open,
    GoOn,
    Enough,
}

impl Facts {
    fn day(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.zone.clone()).date()
    }

    /// Today or earlier, on the viewer's calendar.
    pub(super) fn today(&self, instant: Timestamp) -> bool {
        self.day(instant) <= self.day(self.now)
    }

    /// Today or one of the six days after it.
    pub(super) fn this_week(&self, instant: Timestamp) -> bool {
        let last = self.day(self.now).saturating_add(jiff::Span::new().days(6));
        self.day(instant) <= last
    }

    pub(super) fn soon(&self, start: Timestamp) -> bool {
        start.duration_since(self.now) < SOON
    }

    pub(super) fn doors_open(&self, start: Timestamp) -> bool {
        start.duration_since(self.now) <= DOORS
    }

    pub(super) fn at_rest(&self, since: Timestamp) -> bool {
        self.now.duration_since(since) > REST
    }

    /// Whether the viewer has another meeting before them with this person.
    pub(super) fn goes_on_with(&self, other: Who) -> bool {
        self.bookings.iter().any(|booking| booking.other == other && booking.lies_ahead(self.now))
            || self.offers.iter().any(|offer| offer.other == other && self.now < offer.until)
    }
}

impl Booking {
    /// Requested or confirmed, and not over.
    pub(super) fn lies_ahead(&self, now: Timestamp) -> bool {
        match self.stage {
            Stage::Requested { until, .. } => now < until && now < self.start,
            Stage::Confirmed { .. } => now < self.end,
            Stage::Held | Stage::Cancelled | Stage::NoShow => false,
        }
    }

    /// What is known of a sheet of this booking.
    pub(super) fn sheet(&self, sheet: &Key, by: Part) -> (Progress, bool) {
        let known = self.sheets.iter().filter(|fact| fact.sheet == *sheet && fact.by == by);
        known.map(|fact| (fact.progress, fact.read)).max().unwrap_or((Progress::NotYet, false))
    }
}
