//! Journey: a person's own record. What is held about them, what they agreed on, and who opened what.

mod export;
mod record;
mod seen;

use rules::access::{Action, Object};

use crate::frame::{Frame, Sample};
use crate::routes::{Rate, Route, Who, get, post};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/record", Who::SignedIn, record::show).gate(Object::AccessLog, Action::Read),
        // everything in one file: a post, because it is written down as an exit
        post("/record/export", Who::SignedIn, export::create)
            .gate(Object::AccessLog, Action::Read)
            .rate(Rate::Credentials)
            .audit("record-exported"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    record::samples(f)
}
