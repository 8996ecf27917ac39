//! A slice.

use crate::frame::{Frame, Sample};
use crate::routes::Route;

pub(crate) fn routes() -> Vec<Route> {
    vec![]
}

pub(crate) fn samples(_f: &Frame) -> Vec<Sample> {
    vec![]
}
