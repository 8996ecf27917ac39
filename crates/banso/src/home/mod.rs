//! Home: the one next step of whoever looks, and where a manager lends a hand today. The order is decided by
//! `rules::next_steps`; here are the facts, the words and the pages. Others' writing is known to exist, never read.

mod facts;
mod paths;
mod promise;
mod samples;
mod show;
mod steps;
mod today;
mod word;
mod writing;

use kit::jobs::Job;
use rules::access::Role;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

/// The kinds of its jobs.
pub(crate) fn job_kinds() -> impl Iterator<Item = &'static str> {
    today::job_kinds()
}

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    today::reminder::send(app, job).await
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/", Who::SignedIn, show::show),
        get("/today", Who::Role(Role::Manager), today::show),
        post("/today/reminders", Who::Role(Role::Manager), today::reminder::create).audit("reminder-left"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    let mut samples = samples::samples(f);
    samples.extend(today::samples(f));
    samples
}
