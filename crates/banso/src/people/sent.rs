//! What stands after somebody asked for a mail: look there. The same for who signs up and who forgot a password, and for
//! every address, so that it tells nobody who is here.

use askama::Template;

use crate::frame::Frame;

#[derive(Template)]
#[template(path = "people/sent.html")]
pub(super) struct Sent {
    pub f: Frame,
    pub what: String,
}
