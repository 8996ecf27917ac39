//! What the kinds and the steps are called, on every page that lists them.

use rules::disclosure::{Event, Kind};

use super::store::{Disclosure, Taken};
use crate::frame::Frame;

/// What leaves, in a word.
pub(crate) fn kind_in(f: &Frame, kind: Kind) -> String {
    match kind {
        Kind::CompanyItem => f.t.disclosures_kind_item(),
        Kind::CaseCopy => f.t.disclosures_kind_copy(),
        Kind::Emergency => f.t.disclosures_kind_emergency(),
        Kind::Order => f.t.disclosures_kind_order(),
        Kind::Hazard => f.t.disclosures_kind_hazard(),
        Kind::Handover => f.t.disclosures_kind_handover(),
    }
}

/// What happened, in a sentence without a name.
pub(crate) fn event_in(f: &Frame, event: Event) -> String {
    match event {
        Event::Shown => f.t.disclosures_event_shown(),
        Event::Given => f.t.disclosures_event_given(),
        Event::Refused => f.t.disclosures_event_refused(),
        Event::Withdrawn => f.t.disclosures_event_withdrawn(),
        Event::Asked => f.t.disclosures_event_asked(),
        Event::Taken => f.t.disclosures_event_taken(),
        Event::Agreed => f.t.disclosures_event_agreed(),
        Event::Declined => f.t.disclosures_event_declined(),
        Event::Opened => f.t.disclosures_event_opened(),
        Event::Reviewed => f.t.disclosures_event_reviewed(),
        Event::Closed => f.t.disclosures_event_closed(),
    }
}

/// A line of the history: what, by whom, when.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub says: String,
    pub by: String,
    pub at: String,
}

/// Everything that happened, oldest first, with names.
pub(super) fn history(f: &Frame, about: &Disclosure) -> Vec<Line> {
    let line = |taken: &Taken| Line {
        says: match taken.until.filter(|_| taken.event == Event::Opened) {
            Some(until) => f.t.disclosures_event_until(event_in(f, taken.event), f.calendar.at(&until)),
            None => event_in(f, taken.event),
        },
        by: about.party(taken.by).map_or_else(String::new, |party| f.called(&party.names)),
        at: f.calendar.at(&taken.at),
    };
    about.steps.iter().map(line).collect()
}
