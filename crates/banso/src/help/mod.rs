//! The manual: the chapters of `docs/manual/`, the same for everybody, read with the product or with the source.
//! Its chapter on confidence prints the table of rules that the gate itself decides by.

mod chapters;
mod design;
mod page;
mod tables;

use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/help", Who::Anyone, page::index),
        get("/help/design", Who::Anyone, design::show),
        get("/help/{page}", Who::Anyone, page::show),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [page::samples(f), design::samples(f)].concat()
}
