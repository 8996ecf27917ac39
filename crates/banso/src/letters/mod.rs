//! A slice.

use kit::jobs::Job;

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::Route;

pub(crate) async fn perform(_app: &App, job: &Job) -> Result<(), String> {
    Err(format!("nobody does {}", job.kind))
}

pub(crate) fn routes() -> Vec<Route> {
    vec![]
}

pub(crate) fn samples(_f: &Frame) -> Vec<Sample> {
    vec![]
}
