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

/// What is done to a meeting.
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

#[cfg(test)]
mod tests {
    use super::*;

    const CUTOFFS: Cutoffs = Cutoffs { book: Offset::hours(24), r#move: Offset::hours(12), cancel: Offset::hours(3) };
    const START: i64 = 1_800_000_000;
    const HOUR: i64 = 3_600;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn times() -> Times<'static> {
        const UTC: &TimeZone = &TimeZone::UTC;
        Times { start: at(START), end: at(START + HOUR), zone: UTC }
    }

    /// The last second at which the action is possible, and the answer one second after.
    fn edge(action: Action, by: By) -> (i64, TooLate) {
        let closes = CUTOFFS.closes_at(action, by, times());
        assert_eq!(CUTOFFS.may(action, by, times(), closes), Ok(()));
        assert_eq!(CUTOFFS.may(action, by, times(), at(closes.as_second() - 1)), Ok(()));
        let answer = CUTOFFS.may(action, by, times(), at(closes.as_second() + 1)).unwrap_err();
        assert_eq!(answer.at(), closes);
        (closes.as_second() - START, answer)
    }

    #[test]
    fn each_action_of_a_client_has_its_own_cutoff() {
        for (action, hours) in [(Action::Book, 24), (Action::Move, 12), (Action::Cancel, 3)] {
            let (closes, answer) = edge(action, By::Client);
            assert_eq!(closes, -hours * HOUR, "{action:?}");
            assert_eq!(answer, TooLate::CutOff { at: at(START - hours * HOUR) });
        }
    }

    #[test]
    fn supporters_and_managers_cancel_until_the_end() {
        for by in [By::Supporter, By::Manager] {
            assert_eq!(edge(Action::Cancel, by), (HOUR, TooLate::Over { at: at(START + HOUR) }));
            assert_eq!(edge(Action::Book, by), (0, TooLate::Begun { at: at(START) }));
            assert_eq!(edge(Action::Move, by), (0, TooLate::Begun { at: at(START) }));
        }
    }

    #[test]
    fn no_cutoff_lets_a_client_act_until_the_start_and_no_later() {
        for cancel in [Offset::ZERO, Offset::hours(-2)] {
            let lenient = Cutoffs { cancel, ..CUTOFFS };
            assert_eq!(lenient.closes_at(Action::Cancel, By::Client, times()), at(START));
            let late = lenient.may(Action::Cancel, By::Client, times(), at(START + 1));
            assert_eq!(late, Err(TooLate::Begun { at: at(START) }));
        }
    }

    #[test]
    fn a_cutoff_in_days_is_counted_in_the_zone() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let start: Timestamp = "2026-03-29T17:00:00Z".parse().unwrap(); // 19:00, the day the clocks go forward
        let times = Times { start, end: start, zone: &zone };
        let cutoffs = Cutoffs { r#move: Offset::days(1), ..CUTOFFS };
        let closes = cutoffs.closes_at(Action::Move, By::Client, times);
        assert_eq!(closes, "2026-03-28T18:00:00Z".parse().unwrap());
    }

    #[test]
    fn the_definition_says_them_as_texts() {
        let cutoffs: Cutoffs = toml::from_str("book = \"24h\"\nmove = \"12h\"\ncancel = \"3h\"").unwrap();
        assert_eq!(cutoffs, CUTOFFS);
    }
}
