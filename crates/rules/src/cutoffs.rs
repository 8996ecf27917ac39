//! Until when a meeting may still be booked, moved or cancelled, and by whom.
//!
//! Each action has a cut-off of its own, and only the client is bound by it: a supporter who falls ill in the
//! morning must be able to cancel, and a manager to help.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::offset::Offset;

/// The cut-offs of a kind of meeting, each counted back from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutoffs {
    pub book: Offset,
    pub r#move: Offset,
    pub cancel: Offset,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Book,
    Move,
    Cancel,
}

/// Who acts, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    Client,
    Supporter,
    Manager,
}

/// Why it is too late, with the last instant at which it was still possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TooLate {
    #[error("the cut-off passed at {at}")]
    CutOff { at: Timestamp },
    #[error("the meeting began at {at}")]
    Begun { at: Timestamp },
    #[error("the meeting ended at {at}")]
    Over { at: Timestamp },
}

/// The meeting that is acted on, or the slot that is to be booked.
#[derive(Clone, Copy, Debug)]
pub struct Times<'a> {
    pub start: Timestamp,
    pub end: Timestamp,
    /// The zone that cut-offs in days are counted in.
    pub zone: &'a TimeZone,
}

impl Cutoffs {
    /// The last instant at which the action is possible, itself included.
    pub fn closes_at(&self, action: Action, by: By, times: Times<'_>) -> Timestamp {
        self.limit(action, by, times).at()
    }

    /// Whether the action is possible at `now`.
    pub fn may(&self, action: Action, by: By, times: Times<'_>, now: Timestamp) -> Result<(), TooLate> {
        let limit = self.limit(action, by, times);
        if now <= limit.at() { Ok(()) } else { Err(limit) }
    }

    fn limit(&self, action: Action, by: By, times: Times<'_>) -> TooLate {
        let cutoff = match (by, action) {
            (By::Supporter | By::Manager, Action::Cancel) => return TooLate::Over { at: times.end },
            (By::Supporter | By::Manager, Action::Book | Action::Move) => return TooLate::Begun { at: times.start },
            (By::Client, Action::Book) => self.book,
            (By::Client, Action::Move) => self.r#move,
            (By::Client, Action::Cancel) => self.cancel,
        };
        // A cut-off of nothing, or one behind the start, leaves the start itself as the limit.
        let at = cutoff.before(times.start, times.zone);
        if at < times.start { TooLate::CutOff { at } } else { TooLate::Begun { at: times.start } }
    }
}

impl TooLate {
    /// The last instant at which it was still possible.
    pub fn at(self) -> Timestamp {
        match self {
            Self::CutOff { at } | Self::Begun { at } | Self::Over { at } => at,
        }
    }
}
