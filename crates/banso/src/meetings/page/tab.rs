//! The four tabs of a meeting, which are also its state: prepare, meet, reflect, follow up.

use kit::time::Instant;

use super::Facts;
use crate::frame::Frame;
use crate::meetings::Booking;
use crate::sheets::Side;

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Prepare,
    Meet,
    Reflect,
    FollowUp,
}

/// A station on the two lines.
#[derive(Clone, Debug)]
pub(super) struct Station {
    pub href: String,
    pub label: String,
    pub status: String,
    pub current: bool,
    pub done: bool,
    pub locked: bool,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Prepare, Self::Meet, Self::Reflect, Self::FollowUp];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Meet => "meet",
            Self::Reflect => "reflect",
            Self::FollowUp => "follow-up",
        }
    }

    /// What comes after a meeting opens with its start.
    fn is_open(self, booking: &Booking, now: Instant) -> bool {
        matches!(self, Self::Prepare | Self::Meet) || now >= booking.starts_at
    }

    /// The one asked for, or else the one in which the meeting stands.
    pub(super) fn chosen(asked: &str, facts: &Facts, now: Instant) -> Self {
        let booking = &facts.booking;
        let wanted = Self::ALL.into_iter().find(|tab| tab.name() == asked && tab.is_open(booking, now));
        wanted.unwrap_or_else(|| match now {
            now if now < booking.starts_at => Self::Prepare,
            now if now < booking.ends_at => Self::Meet,
            // how it went comes first: only a meeting that was held owes a letter
            _ if facts.supporting && booking.outcome.is_none() => Self::Meet,
            _ if facts.is_done(Side::After) => Self::FollowUp,
            _ => Self::Reflect,
        })
    }

    pub(super) fn stations(self, f: &Frame, facts: &Facts, now: Instant) -> Vec<Station> {
        let station = |tab: Self| Station {
            href: format!("/meetings/{}?tab={}", facts.booking.id, tab.name()),
            label: tab.label(f),
            status: tab.status(f, facts, now),
            current: tab == self,
            done: tab.is_done(facts),
            locked: !tab.is_open(&facts.booking, now),
        };
        Self::ALL.map(station).to_vec()
    }

    fn label(self, f: &Frame) -> String {
        match self {
            Self::Prepare => f.t.meeting_prepare(),
            Self::Meet => f.t.meeting_meet(),
            Self::Reflect => f.t.meeting_reflect(),
            Self::FollowUp => f.t.meeting_follow_up(),
        }
    }

    fn is_done(self, facts: &Facts) -> bool {
        match self {
            Self::Prepare => facts.is_done(Side::Before),
            Self::Meet => facts.booking.outcome.is_some(),
            Self::Reflect => facts.is_done(Side::After),
            Self::FollowUp => facts.choice.is_some(),
        }
    }

    fn status(self, f: &Frame, facts: &Facts, now: Instant) -> String {
        match self {
            Self::Prepare => facts.stage_word(f, Side::Before),
            Self::Meet => super::meet::place_word(f, &facts.booking),
            Self::Reflect if !self.is_open(&facts.booking, now) => f.t.meeting_afterwards(),
            Self::Reflect => facts.stage_word(f, Side::After),
            Self::FollowUp => super::follow_up::letter_word(f, facts, now),
        }
    }
}
