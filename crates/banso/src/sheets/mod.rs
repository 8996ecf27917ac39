//! Sheets: what people write on a form, before and after a meeting and about themselves. The forms are data of the
//! programme; the gate decides by the kind that a form declares. What was handed over keeps its versions.

mod answers;
mod draft;
mod duty;
mod form;
mod last_time;
mod list;
mod page;
mod profile;
mod readers;
mod reading;
pub(crate) mod sample;
mod sheet;
mod store;

pub use answers::{Answers, field_name};
pub(crate) use draft::interrupted;
pub use duty::{Duty, Side};
pub(crate) use form::{Form, Question, ordinal, questions};
pub(crate) use last_time::LastTime;
pub(crate) use list::Written;
pub(crate) use page::is_writable;
pub(crate) use readers::readers_line;
pub(crate) use reading::{Answered, answered};
pub use sheet::{Sheet, Stage};
pub use store::{for_writing, fresh, hand_in, profile_for_writing, store};

use rules::access::{Action, Object};

use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

kit::id! {
    /// A sheet of one person.
    SheetId
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        // which kind of content it is, the definition says; the meeting must be the viewer's in any case
        get("/meetings/{booking}/sheets/{key}", Who::SignedIn, page::show)
            .gate(Object::BookingFacts, Action::Read)
            .audit("sheet-read"),
        post("/meetings/{booking}/sheets/{key}", Who::SignedIn, page::update)
            .gate(Object::BookingFacts, Action::Read)
            .audit("sheet-written"),
        get("/profile", Who::SignedIn, profile::show).gate(Object::Profile, Action::Read).audit("profile-read"),
        post("/profile", Who::SignedIn, profile::update).gate(Object::Profile, Action::Write).audit("profile-written"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [page::samples(f), reading::samples(f), profile::samples(f)].concat()
}
