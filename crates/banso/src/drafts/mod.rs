//! Writing is never lost: forms save themselves while they are written, and a post that came after the login had
//! ended waits here for its writer. Both belong to their writer and to nobody else.
//!
//! A form's key is its path without the leading slash, as `letters/ID`; its `data-draft` is `/drafts/` and the key.

mod draft;
mod held;
mod labels;

pub use draft::{NOTES, discard, entry_for, says};

use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/drafts/{*form}", Who::SignedIn, draft::create).unheld(),
        get("/held/{id}", Who::SignedIn, held::show),
        post("/held/{id}/discard", Who::SignedIn, held::discard),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    held::samples(f)
}
