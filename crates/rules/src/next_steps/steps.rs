//! The answer: one next step, the week, and who holds the ball. Typed data only; the sentences are in the locales.

use jiff::Timestamp;

use super::facts::{BookingId, Progress};
use crate::{
    access::Who,
    programme::{Key, Part},
};

/// How pressing a step is; the smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    Safety,
    /// A meeting within a day, and what is still to be done for it.
    MeetingSoon,
    /// Due today, or overdue.
    DueToday,
    SomeoneWaits,
    DueThisWeek,
    Optional,
}

/// The booking or offer that a step belongs to, and the viewer's part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct About {
    pub id: BookingId,
    pub other: Who,
    pub part: Part,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    ConfirmMail,
    Join {
        about: About,
        start: Timestamp,
        end: Timestamp,
    },
    /// Go through what the two agree on.
    Agree {
        about: About,
    },
    Prepare {
        about: About,
        sheet: Key,
        progress: Progress,
        due: Option<Timestamp>,
    },
    ReadPreparation {
        about: About,
        sheet: Key,
    },
    WritePlan {
        about: About,
        sheet: Key,
        progress: Progress,
        due: Option<Timestamp>,
    },
    AnswerOffer {
        about: About,
        due: Timestamp,
    },
    RecordMeeting {
        about: About,
        sheet: Key,
        progress: Progress,
        due: Option<Timestamp>,
    },
    WriteThreeLines {
        about: About,
        sheet: Key,
        progress: Progress,
        due: Option<Timestamp>,
    },
    /// A sheet after the meeting that is neither the record nor the three lines.
    Reflect {
        about: About,
        sheet: Key,
        progress: Progress,
        due: Option<Timestamp>,
    },
    WriteLetter {
        about: About,
        progress: Progress,
        due: Timestamp,
    },
    ReadLetter {
        about: About,
        sent: Timestamp,
    },
    Reply {
        about: About,
    },
    ReadReply {
        about: About,
        sent: Timestamp,
    },
    DecideToContinue {
        about: About,
    },
    BookNext {
        other: Who,
    },
    /// Say yes or no to what may leave.
    Decide,
    FindSupporter,
    FillProfile {
        sheet: Key,
    },
    OpenSlots {
        missing: u32,
        due: Timestamp,
    },
    Nothing,
}

/// A line of the week: something to do, or a meeting that only has to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Do { step: Step, rank: Rank },
    Meet { about: About, start: Timestamp, end: Timestamp },
}

/// Something that somebody else is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ball {
    pub holder: Who,
    pub about: About,
    pub what: Awaited,
    pub since: Timestamp,
    pub due: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaited {
    /// To a request or an offer of times.
    Answer,
    Sheet(Key),
    Letter,
    /// The letter lies unread.
    Reading,
    Choice,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub next: Step,
    /// At most five rows, of which at most two are steps; the first step is `next`.
    pub week: Vec<Row>,
    pub waiting: Vec<Ball>,
    /// Steps and meetings of the week that are not shown.
    pub more: usize,
}
