//! Disclosures: every way in which a text leaves the two people between whom it was said. Each kind is a file with its
//! pages; what holds for all of them is in [`store`] and [`rules::disclosure`]. Nothing leaves on any other way.

mod case;
mod copy;
mod deciding;
mod dictionary;
mod emergency;
mod expiry;
mod export;
mod extract;
mod going_on;
mod handover;
mod item;
mod list;
mod mails;
mod recipients;
mod sample;
mod store;
mod waiting;
mod words;

use kit::jobs::Job;
use rules::access::{Action, Object};

pub(crate) use expiry::withdraw_copies;
pub(crate) use export::{Left, left};
pub(crate) use list::{Row, about, sample_rows};
use mails::Notice;
use recipients::people;
pub(crate) use waiting::decision;
pub(crate) use words::event_in;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

kit::id! {
    /// An exit of content.
    DisclosureId
}

/// The kinds of its jobs.
pub(crate) fn job_kinds() -> impl Iterator<Item = &'static str> {
    Notice::ALL.into_iter().map(Notice::kind).chain([expiry::OVER, emergency::DUE])
}

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match Notice::ALL.into_iter().find(|notice| notice.kind() == job.kind) {
        Some(notice) => mails::send(app, job, notice).await,
        None if job.kind == emergency::DUE => emergency::remind(app, job).await,
        None => expiry::perform(app, job).await,
    }
}

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/disclosures", Who::SignedIn, list::show),
        get("/meetings/{booking}/disclosures", Who::SignedIn, case::show).gate(Object::ConsentLedger, Action::Write),
    ];
    routes.extend(items());
    routes.extend(handovers());
    routes.extend(emergency::routes());
    routes.extend(copy::routes());
    routes.extend(extract::routes());
    routes
}

fn items() -> Vec<Route> {
    let (item, ledger) = (Object::CompanyItem, Object::ConsentLedger);
    vec![
        get("/meetings/{booking}/item", Who::SignedIn, item::new).gate(item, Action::Write),
        post("/meetings/{booking}/item", Who::SignedIn, item::create).gate(item, Action::Send).audit("item-shown"),
        get("/items/{id}", Who::SignedIn, item::show).gate(item, Action::Read),
        post("/items/{id}/decision", Who::SignedIn, item::answer).gate(ledger, Action::Write).audit("item-decided"),
        post("/items/{id}/end", Who::SignedIn, item::end).gate(item, Action::Recall).audit("item-ended"),
    ]
}

/// What two people agree on about their ledger, and what a third one reads because of it.
fn handovers() -> Vec<Route> {
    let ledger = Object::ConsentLedger;
    vec![
        get("/meetings/{booking}/handover", Who::SignedIn, handover::new).gate(ledger, Action::Write),
        post("/meetings/{booking}/handover", Who::SignedIn, handover::create)
            .gate(ledger, Action::Write)
            .audit("handover-shown"),
        get("/handovers/{id}", Who::SignedIn, handover::show).gate(ledger, Action::Read),
        post("/handovers/{id}/decision", Who::SignedIn, handover::answer)
            .gate(ledger, Action::Write)
            .audit("handover-decided"),
        post("/handovers/{id}/asking", Who::SignedIn, handover::ask)
            .gate(ledger, Action::Write)
            .audit("handover-asked"),
        post("/handovers/{id}/second", Who::SignedIn, handover::second)
            .gate(ledger, Action::Write)
            .audit("handover-seconded"),
        post("/handovers/{id}/end", Who::SignedIn, handover::end).gate(ledger, Action::Write).audit("handover-ended"),
        get("/handovers/{id}/record", Who::SignedIn, going_on::show).gate(Object::SharedRecord, Action::Read),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    let kinds = [copy::samples(f), extract::samples(f), emergency::samples(f)].concat();
    [list::samples(f), sample::samples(f), kinds].concat()
}
