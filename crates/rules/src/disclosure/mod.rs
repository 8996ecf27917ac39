//! Disclosure: how a text leaves the two people between whom it was said, step by step.
//!
//! The pages of the exits ask [`may`] before they add a step, and the gate asks [`state`] and [`consent`] how the
//! thing stands. Both are derived from the steps in their order; nothing stores a state, and no step is taken back.
//! What each kind needs comes from the rows of `access`: a consent to exactly this, or a ground and a second person.

use jiff::{SignedDuration, Timestamp};

use crate::access::{ANSWER_WITHIN, State, Who};
use crate::consent::{self, Consent};
use crate::vocabulary::words;

#[cfg(test)]
mod tests;

words! {
    /// What leaves, and to whom.
    Kind {
        /// One exact text for one reader in the company.
        CompanyItem = "company-item",
        /// A case without names, for one named supervisor.
        CaseCopy = "case-copy",
        /// The minimum that somebody must know to avert a danger.
        Emergency = "emergency",
        /// The part of a record that an order names.
        Order = "order",
        /// The part of a record without which a company cannot do its duty to protect, with the client's consent.
        Hazard = "hazard",
        /// A record, for the supporter who goes on with it.
        Handover = "handover",
    }
}

words! {
    /// What can happen to a disclosure.
    Event {
        /// Its client sees the exact words, and to whom they would go.
        Shown = "shown",
        Given = "given",
        Refused = "refused",
        /// Its client takes the consent back.
        Withdrawn = "withdrawn",
        /// A second person is asked.
        Asked = "asked",
        /// Who is called answers for it, with a reason.
        Taken = "taken",
        /// A second person agrees.
        Agreed = "agreed",
        Declined = "declined",
        /// From now on its recipient may read.
        Opened = "opened",
        /// A third person judged it afterwards.
        Reviewed = "reviewed",
        /// It is over; the text is destroyed.
        Closed = "closed",
    }
}

/// One step. The order of steps is the order in which they were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub event: Event,
    pub by: Who,
    pub at: Timestamp,
    /// Of `Opened`, until when it is open. Of `Taken`, for how long it is to be open, counted from this step.
    pub until: Option<Timestamp>,
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// Something else comes first, or it is over.
    OutOfTurn,
    /// Whoever agrees or judges had no part in it before.
    SamePerson,
    /// The second person may still answer.
    TooSoon,
    /// Open for longer than this kind may be, or not at all.
    TooLong,
}

/// How many characters a reason has at least.
pub const REASON: usize = 40;
/// Within which time a third person judges what was broken open.
pub const REVIEW_WITHIN: SignedDuration = SignedDuration::from_hours(24);

impl Kind {
    /// For how long it may stay open at most.
    #[must_use]
    pub const fn open_for(self) -> SignedDuration {
        match self {
            Self::CompanyItem | Self::Order | Self::Hazard => SignedDuration::from_hours(24 * 30),
            Self::CaseCopy => SignedDuration::from_hours(24 * 90),
            Self::Emergency => SignedDuration::from_hours(2),
            Self::Handover => SignedDuration::from_hours(24 * 365),
        }
    }

    /// What may come after the last step.
    const fn next(self, last: Option<Event>) -> &'static [Event] {
        use Event::{Agreed, Asked, Closed, Declined, Given, Opened, Refused, Reviewed, Shown, Taken, Withdrawn};
        match (self, last) {
            (Self::CompanyItem | Self::Handover, None) => &[Shown],
            (Self::CaseCopy, None) => &[Opened],
            (Self::Emergency, None) => &[Asked],
            // an order may be taken back before anybody wrote anything out
            (Self::Order, None) => &[Asked, Closed],
            (Self::Hazard, None) => &[Shown, Closed],
            (Self::CompanyItem | Self::Hazard, Some(Shown)) => &[Given, Refused, Closed],
            // a client who cannot be reached is not asked for ever: a second person answers
            (Self::Handover, Some(Shown)) => &[Given, Refused, Asked, Closed],
            (Self::CompanyItem | Self::Handover, Some(Given)) => &[Opened],
            (Self::Hazard, Some(Given)) => &[Asked, Withdrawn, Closed],
            (Self::Emergency, Some(Asked)) => &[Taken, Declined],
            (Self::Emergency, Some(Taken)) => &[Agreed, Declined, Opened],
            (Self::Order, Some(Asked)) => &[Agreed, Declined],
            (Self::Hazard, Some(Asked)) => &[Agreed, Declined, Withdrawn],
            (Self::Handover, Some(Asked)) => &[Agreed, Declined, Given, Refused],
            (Self::Emergency | Self::Order | Self::Hazard | Self::Handover, Some(Agreed)) => &[Opened],
            (Self::Emergency, Some(Opened)) => &[Reviewed, Closed],
            // what was broken open is judged, also when it is over
            (Self::Emergency, Some(Closed)) => &[Reviewed],
            (Self::Emergency, Some(Reviewed)) | (Self::Order, Some(Opened)) => &[Closed],
            (Self::CompanyItem | Self::CaseCopy | Self::Hazard | Self::Handover, Some(Opened)) => &[Withdrawn, Closed],
            _ => &[],
        }
    }
}

/// Where it stands in its life, as the gate asks for it.
#[must_use]
pub fn state(steps: &[Step]) -> State {
    let mut state = State::Draft;
    for step in steps {
        state = match step.event {
            Event::Shown => State::Shown,
            Event::Asked => State::Asked { at: step.at },
            Event::Opened => step.until.map_or(State::Closed, |until| State::Open { until }),
            Event::Refused | Event::Withdrawn | Event::Declined | Event::Closed => State::Closed,
            Event::Given | Event::Taken | Event::Agreed | Event::Reviewed => state,
        };
    }
    state
}

/// How its client's own decision about exactly this stands.
#[must_use]
pub fn consent(steps: &[Step], now: Timestamp) -> Consent {
    let decision = |step: &Step| match step.event {
        Event::Given => Some(consent::Decision::Given),
        Event::Refused => Some(consent::Decision::Refused),
        Event::Withdrawn => Some(consent::Decision::Withdrawn),
        _ => None,
    };
    consent::standing(steps.iter().rev().find_map(decision).map(|last| (last, None)), now)
}

/// Whether a step may be taken now.
///
/// # Errors
/// [`Objection`].
pub fn may(kind: Kind, steps: &[Step], step: &Step) -> Result<(), Objection> {
    let last = steps.last().map(|last| last.event);
    if !kind.next(last).contains(&step.event) {
        return Err(Objection::OutOfTurn);
    }
    let had_a_part = |events: &[Event]| steps.iter().any(|old| old.by == step.by && events.contains(&old.event));
    match step.event {
        Event::Agreed if had_a_part(&[Event::Shown, Event::Asked, Event::Taken]) => Err(Objection::SamePerson),
        Event::Reviewed if had_a_part(Event::ALL) => Err(Objection::SamePerson),
        // nothing is judged twice, and nothing that never left
        Event::Reviewed if !waits_for_review(steps) => Err(Objection::OutOfTurn),
        Event::Closed if state(steps) == State::Closed => Err(Objection::OutOfTurn),
        Event::Opened if last == Some(Event::Taken) && !in_vain(steps, step.at) => Err(Objection::TooSoon),
        Event::Opened if !step.until.is_some_and(|until| fits(kind, step.at, until)) => Err(Objection::TooLong),
        Event::Taken if step.until.is_some_and(|until| !fits(kind, step.at, until)) => Err(Objection::TooLong),
        _ => Ok(()),
    }
}

/// Whether that is a time for which this kind may be open.
fn fits(kind: Kind, at: Timestamp, until: Timestamp) -> bool {
    until > at && until.duration_since(at) <= kind.open_for()
}

/// Whether a second person was asked and has let the time pass.
#[must_use]
pub fn in_vain(steps: &[Step], now: Timestamp) -> bool {
    matches!(state(steps), State::Asked { at } if now.duration_since(at) >= ANSWER_WITHIN)
}

/// Whether it was opened and nobody has judged it yet. Who has one of these open begins no other.
#[must_use]
pub fn waits_for_review(steps: &[Step]) -> bool {
    let happened = |event: Event| steps.iter().any(|step| step.event == event);
    happened(Event::Opened) && happened(Event::Taken) && !happened(Event::Reviewed)
}

/// Until when a third person judges it.
#[must_use]
pub fn review_due(steps: &[Step]) -> Option<Timestamp> {
    let opened = steps.iter().find(|step| step.event == Event::Opened)?;
    waits_for_review(steps).then(|| opened.at + REVIEW_WITHIN)
}
