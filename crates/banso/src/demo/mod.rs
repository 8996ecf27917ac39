//! The demo: an invented organisation whose people anybody may become. Its routes exist in a demo and nowhere else.
//!
//! `story` reads what `demo/` tells, `planting` writes it as rows, `command` serves it, `cast` is the page to choose from.

mod cast;
pub mod command;
mod days;
mod planting;
mod story;

pub use planting::{PASSWORD, PlantError, Planted, plant};

use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/demo", Who::InDemo, cast::show), post("/demo/become", Who::InDemo, cast::create).audit("become")]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    cast::samples(f)
}
