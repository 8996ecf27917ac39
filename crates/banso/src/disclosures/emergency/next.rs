//! What somebody in the house can do now about a packet: one thing, or nothing. The buttons of the page come from here;
//! whether a press counts is decided again by the gate and by the rules of the steps.

use kit::time::Instant;
use rules::access::{ANSWER_WITHIN, ObjectId, Role, State, agree};
use rules::disclosure::{self, Event};

use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::Disclosure;
use crate::people::Viewer;
use crate::problem::Problem;

/// The one thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    /// Nobody answers for it yet.
    Charge,
    /// The viewer let another one out that nobody has judged yet.
    Blocked(DisclosureId, Instant),
    /// The viewer answers for it, and waits for a second person.
    Wait(Instant),
    /// The viewer answers for it, and the time to wait is over.
    Alone,
    /// The viewer may be the second person.
    Second,
    /// To be told to who is outside the house.
    PassOn,
    /// The viewer had no part in it, and judges.
    Judge,
}

/// Until when a second person is waited for.
pub(super) fn answer_by(about: &Disclosure) -> Option<Instant> {
    about.when(Event::Asked).map(|asked| asked.at.plus(ANSWER_WITHIN))
}

/// Whether somebody could be the second person: on duty, not the first, and not of the case.
pub(super) fn is_second(viewer: &Viewer, about: &Disclosure) -> bool {
    let Some(first) = about.when(Event::Taken) else { return false };
    let (second, id) = (viewer.for_gate(&about.programme), ObjectId(about.id.0.as_u128()));
    agree(first.by.for_gate(), &second, Role::DutyOfficer, &about.parties(), id).is_ok()
}

/// Whether somebody could judge it: a data officer, not of the case, without a part in it.
pub(super) fn is_third(viewer: &Viewer, about: &Disclosure) -> bool {
    let me = viewer.person;
    let of_the_case = [Some(about.client), Some(about.supporter), about.recipient].contains(&Some(me));
    let had_a_part = about.steps.iter().any(|step| step.by == me);
    viewer.is(Role::DataOfficer, &about.programme) && !of_the_case && !had_a_part
}

impl Next {
    /// For the viewer, who lets another one wait for its review if `unjudged` says so.
    pub fn of(cx: &Cx, about: &Disclosure, unjudged: Option<&Disclosure>) -> Result<Self, Problem> {
        let (viewer, now) = (cx.viewer()?, cx.now());
        let on_duty = viewer.is(Role::DutyOfficer, &about.programme);
        if disclosure::waits_for_review(&about.history()) && is_third(viewer, about) {
            return Ok(Self::Judge);
        }
        Ok(match (about.state(), about.when(Event::Taken)) {
            _ if !on_duty => Self::Nothing,
            (State::Asked { .. }, None) => unjudged.map_or(Self::Charge, blocked),
            (State::Asked { .. }, Some(first)) if first.by == viewer.person => {
                if disclosure::in_vain(&about.history(), now.timestamp()) {
                    Self::Alone
                } else {
                    answer_by(about).map_or(Self::Nothing, Self::Wait)
                }
            }
            (State::Asked { .. }, Some(_)) if is_second(viewer, about) => Self::Second,
            (State::Open { .. }, _) if about.is_open(now) => Self::PassOn,
            _ => Self::Nothing,
        })
    }
}

fn blocked(other: &Disclosure) -> Next {
    Next::Blocked(other.id, other.when(Event::Opened).map_or(other.made_at, |opened| opened.at))
}
