//! The emergency packet: who is in which danger, and what is asked of whom. Whoever hears of it writes the minimum; two
//! duty officers let it out, or one when nobody answers in time; a third person judges it within a day. It gives this
//! one text to one recipient, and never a look into the record.

mod answer;
mod charge;
mod house;
mod list;
mod next;
mod page;
mod request;
mod review;
mod said;
mod samples;
mod told;
mod writing;

use rules::access::{Action, EmergencyPacket, Object, Permit, Purpose, Role, State};
use rules::disclosure::{self, Event, Kind};

pub(super) use review::{DUE, remind};
pub(super) use samples::samples;

use super::store::Disclosure;
use crate::cx::Cx;
use crate::gate::may;
use crate::problem::Problem;
use crate::routes::{Route, Who, get, post};

const KINDS: &[Kind] = &[Kind::Emergency];

pub(super) fn routes() -> Vec<Route> {
    let (signed, duty, packet) = (Who::SignedIn, Who::Role(Role::DutyOfficer), Object::EmergencyPacket);
    vec![
        get("/meetings/{booking}/emergency", signed, writing::show).gate(packet, Action::Write),
        post("/meetings/{booking}/emergency", signed, writing::create)
            .gate(packet, Action::Write)
            .audit("danger-asked"),
        get("/emergencies", signed, list::show),
        get("/emergencies/new", duty, writing::show_new),
        post("/emergencies/new", duty, writing::create_new).audit("danger-asked"),
        get("/emergencies/{id}", signed, page::show).gate(packet, Action::Read),
        post("/emergencies/{id}/charge", signed, charge::create).gate(packet, Action::Write).audit("danger-taken"),
        post("/emergencies/{id}/agreement", signed, answer::agree).gate(packet, Action::Send).audit("danger-opened"),
        post("/emergencies/{id}/opening", signed, answer::open_alone).gate(packet, Action::Send).audit("danger-opened"),
        post("/emergencies/{id}/refusal", signed, answer::refuse).gate(packet, Action::Write).audit("danger-declined"),
        post("/emergencies/{id}/request", signed, request::create).gate(packet, Action::Read).audit("packet-wanted"),
        post("/emergencies/{id}/request/answer", signed, request::answer)
            .gate(packet, Action::Write)
            .audit("packet-answered"),
        post("/emergencies/{id}/review", signed, review::create).gate(packet, Action::Write).audit("danger-reviewed"),
    ]
}

/// Leave to do something with a packet, for whoever may know of it. Its client reads their own page and acts on none,
/// whatever their office; and who judges what left has nothing to do with what did not.
fn leave(cx: &Cx, about: &Disclosure, action: Action) -> Result<Permit<EmergencyPacket>, Problem> {
    let viewer = cx.viewer()?;
    let judges = viewer.is(Role::DataOfficer, &about.programme) && !viewer.is(Role::DutyOfficer, &about.programme);
    let hidden = judges && about.author != viewer.person && about.when(Event::Opened).is_none();
    if viewer.person == about.client || hidden {
        return Err(Problem::NotFound);
    }
    may(cx, &about.asked(cx.now()), action, Purpose::Safety)
}

/// Whether somebody is still to judge it. What its client had erased nobody can judge any more.
fn waits_for_review(about: &Disclosure) -> bool {
    about.ciphertext().is_some() && disclosure::waits_for_review(&about.history())
}

/// Leave to decide about a packet that waits. To others than a duty officer it does not exist; what was decided is
/// decided.
fn decides(cx: &Cx, about: &Disclosure) -> Result<Permit<EmergencyPacket>, Problem> {
    let permit = leave(cx, about, Action::Write)?;
    if !cx.viewer()?.is(Role::DutyOfficer, &about.programme) {
        return Err(Problem::NotFound);
    }
    matches!(about.state(), State::Asked { .. }).then_some(permit).ok_or(Problem::TooLate)
}
