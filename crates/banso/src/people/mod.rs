//! People: one account for life, how they sign in, where they belong. Roles come from memberships, never from a mode.

mod belonging;
pub mod login;
mod sign_in;
mod viewer;

use kit::jobs::Job;
use rules::access::Who as GateWho;

pub(crate) use sign_in::signed_in;
pub use viewer::{Member, Viewer};

use crate::app::App;
use crate::frame::{Frame, Sample};
use crate::routes::{Rate, Route, Who, get, post};

kit::id! {
    /// A person.
    PersonId
}
kit::id! {
    /// A signed-in browser.
    LoginId
}
kit::id! {
    /// A person's place in a programme.
    MembershipId
}
kit::id! {
    /// A link in a mail that works once.
    MailLinkId
}

impl PersonId {
    /// The person as the gate knows them.
    #[must_use]
    pub fn for_gate(self) -> GateWho {
        GateWho(self.0.as_u128())
    }
}

pub(crate) async fn perform(_app: &App, job: &Job) -> Result<(), String> {
    Err(format!("nobody does {}", job.kind))
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/sign-in", Who::Anyone, sign_in::show),
        post("/sign-in", Who::Anyone, sign_in::create).rate(Rate::Credentials).audit("sign-in"),
        post("/sign-out", Who::SignedIn, sign_in::destroy).audit("sign-out"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    sign_in::samples(f)
}
