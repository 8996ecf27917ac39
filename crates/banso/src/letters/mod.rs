//! Letters: owed from the moment a meeting was held, written beside its note, sent, taken back in time, read, answered.
//!
//! The gate decides who reads which letter when. Nobody hears of a letter before it can no longer be taken back.

mod edit;
mod export;
mod facts;
mod letter;
mod paper;
mod post;
mod preview;
mod reading;
mod recall;
mod reply;
mod sample;
mod sending;
mod writing;

use kit::jobs::Job;
use rules::access::{Action, Object};

pub use export::{Received, received};
pub use facts::{Owed, Unread, owed_by, unread_for};
pub use letter::{Letter, Text, owe};

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

kit::id! {
    /// A letter.
    LetterId
}
kit::id! {
    /// The answer to a letter.
    ReplyId
}

const ARRIVED: &str = "letters/arrived";
const REPLIED: &str = "letters/replied";

/// The kinds of its jobs.
pub(crate) const JOB_KINDS: [&str; 2] = [ARRIVED, REPLIED];

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    post::perform(app, job).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (letter, reply) = (Object::Letter, Object::Reply);
    vec![
        get("/writing", Who::SignedIn, writing::show),
        get("/letters/{id}", Who::SignedIn, reading::show).gate(letter, Action::Read).audit("letter-read"),
        get("/letters/{id}/edit", Who::SignedIn, edit::show).gate(letter, Action::Write),
        post("/letters/{id}/edit", Who::SignedIn, edit::update).gate(letter, Action::Write).audit("letter-written"),
        get("/letters/{id}/preview", Who::SignedIn, preview::show).gate(letter, Action::Send),
        post("/letters/{id}/sending", Who::SignedIn, sending::create).gate(letter, Action::Send).audit("letter-sent"),
        post("/letters/{id}/recall", Who::SignedIn, recall::create)
            .gate(letter, Action::Recall)
            .audit("letter-recalled"),
        get("/letters/{id}/reply", Who::SignedIn, reply::show).gate(reply, Action::Write),
        post("/letters/{id}/reply", Who::SignedIn, reply::create).gate(reply, Action::Send).audit("reply-sent"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    sample::samples(f)
}
