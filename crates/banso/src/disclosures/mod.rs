//! Disclosures: every way in which a text leaves the two people between whom it was said. Each kind is a file with its
//! pages; what holds for all of them is in [`store`] and [`rules::disclosure`]. Nothing leaves on any other way.

mod copy;
mod dictionary;
mod expiry;
mod mails;
mod people;
mod store;
mod words;

use kit::jobs::Job;

pub(crate) use expiry::withdraw_copies;
use mails::Notice;
pub(crate) use words::event_in;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::Route;

kit::id! {
    /// An exit of content.
    DisclosureId
}

/// The kinds of its jobs.
pub(crate) fn job_kinds() -> impl Iterator<Item = &'static str> {
    Notice::ALL.into_iter().map(Notice::kind).chain([expiry::OVER])
}

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match Notice::ALL.into_iter().find(|notice| notice.kind() == job.kind) {
        Some(notice) => mails::send(app, job, notice).await,
        None => expiry::perform(app, job).await,
    }
}

pub(crate) fn routes() -> Vec<Route> {
    [copy::routes()].concat()
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [copy::samples(f)].concat()
}
