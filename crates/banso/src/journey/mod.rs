//! Journey: a person's own record. What is held about them and for how long, what they agreed on, who opened what; and
//! how it ends: taken away in one file, erased at their wish, or over by its clock.

mod erasure;
mod export;
mod holds;
mod legal_holds;
mod record;
mod retention;
mod seen;

use kit::jobs::Job;
use rules::access::{Action, Object, Role};

pub(crate) use erasure::{AgainError, are_there, erase_again};
pub use retention::begin;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Rate, Route, Who, get, post};

/// The kinds of its jobs.
pub(crate) const JOB_KINDS: [&str; 3] = [erasure::FORGETTING, erasure::TOLD, retention::DAILY];

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match job.kind.as_str() {
        retention::DAILY => retention::perform(app, job).await,
        _ => erasure::perform(app, job).await,
    }
}

pub(crate) fn routes() -> Vec<Route> {
    let officer = Who::Role(Role::DataOfficer);
    vec![
        get("/record", Who::SignedIn, record::show).gate(Object::AccessLog, Action::Read),
        // everything in one file: a post, because it is written down as an exit
        post("/record/export", Who::SignedIn, export::create)
            .gate(Object::AccessLog, Action::Read)
            .rate(Rate::Credentials)
            .audit("record-exported"),
        get("/record/erasure", Who::SignedIn, erasure::show),
        post("/record/erasure", Who::SignedIn, erasure::create).rate(Rate::Credentials).audit("erased"),
        get("/farewell", Who::Anyone, erasure::farewell),
        // facts of the office: who, since when, on which ground
        get("/legal-holds", officer, legal_holds::show).open(),
        post("/legal-holds", officer, legal_holds::create).open().audit("hold-placed"),
        post("/legal-holds/{hold}/lifting", officer, legal_holds::destroy).open().audit("hold-lifted"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [record::samples(f), erasure::samples(f), legal_holds::samples(f)].concat()
}
