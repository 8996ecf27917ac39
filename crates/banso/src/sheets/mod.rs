//! Sheets: what people write on a form, before and after a meeting and about themselves. The forms are data of the
//! programme; the gate decides by the kind that a form declares. What was handed over keeps its versions.

mod answers;
mod duty;
mod sheet;
mod store;

pub use answers::{Answers, field_name};
pub use duty::{Duty, Side};
pub use sheet::{Sheet, Stage};
pub use store::{for_writing, fresh, hand_in, last_answers, profile_for_writing, store};

use crate::frame::{Frame, Sample};
use crate::routes::Route;

kit::id! {
    /// A sheet of one person.
    SheetId
}

pub(crate) fn routes() -> Vec<Route> {
    vec![]
}

pub(crate) fn samples(_f: &Frame) -> Vec<Sample> {
    vec![]
}
