//! People: one account for life, how they sign in, where they belong. Roles come from memberships, never from a mode.

mod acceptance;
mod account;
mod appointing;
mod belonging;
mod browser;
mod confirmation;
pub mod founding;
mod invitation;
pub(crate) mod leaving;
mod links;
pub mod login;
mod logins;
mod mail_link;
mod mails;
mod me;
mod new_password;
pub mod operator;
mod organisation;
mod password;
mod person;
mod proof;
mod reset;
mod roster;
mod sent;
mod shown;
mod sign_in;
mod sign_up;
mod throttle;
mod typed_names;
mod viewer;
mod zones;

use rules::access::Who as GateWho;

pub(crate) use mails::{JOB_KINDS, perform};
pub use organisation::Organisation;
pub(crate) use proof::Proof;
pub(crate) use sign_in::signed_in;
pub use viewer::{Member, Viewer};
pub(crate) use zones::{Zones, chosen as chosen_zone};

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

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/founding", Who::Anyone, founding::show),
        post("/founding", Who::Anyone, founding::create).rate(Rate::Credentials).audit("founding"),
        get("/sign-in", Who::Anyone, sign_in::show),
        post("/sign-in", Who::Anyone, sign_in::create).rate(Rate::Credentials).audit("sign-in"),
        post("/sign-out", Who::SignedIn, sign_in::destroy).audit("sign-out"),
        get("/sign-up", Who::Anyone, sign_up::show),
        post("/sign-up", Who::Anyone, sign_up::create).rate(Rate::Credentials).audit("sign-up"),
        get("/reset", Who::Anyone, reset::show),
        post("/reset", Who::Anyone, reset::create).rate(Rate::Credentials).audit("reset-asked"),
        get("/links/{id}/{tag}", Who::Anyone, links::show).rate(Rate::Credentials),
        post("/links/{id}/{tag}", Who::Anyone, links::create).rate(Rate::Credentials).audit("link-used"),
    ];
    routes.extend(about_me());
    routes.extend(about_others());
    routes
}

fn about_me() -> Vec<Route> {
    vec![
        get("/me", Who::SignedIn, me::show),
        post("/me", Who::SignedIn, me::update),
        get("/me/shown", Who::SignedIn, shown::show),
        post("/me/shown", Who::SignedIn, shown::update),
        get("/me/password", Who::SignedIn, password::show),
        post("/me/password", Who::SignedIn, password::create).rate(Rate::Credentials).audit("password-change"),
        get("/me/logins", Who::SignedIn, logins::show),
        post("/me/logins/end", Who::SignedIn, logins::end_others).audit("logins-ended"),
        post("/me/logins/{id}/end", Who::SignedIn, logins::end).audit("login-ended"),
    ]
}

fn about_others() -> Vec<Route> {
    let routes = vec![
        get("/people", Who::Organiser, roster::show),
        get("/people/invitation", Who::Organiser, invitation::show),
        post("/people/invitation", Who::Organiser, invitation::create).audit("invitation"),
        post("/people/invitation/{id}/withdrawal", Who::Organiser, invitation::withdraw).audit("invitation-withdrawn"),
        get("/people/{person}", Who::Organiser, person::show),
        post("/people/memberships/{id}/suspension", Who::Organiser, person::suspend).audit("membership-suspended"),
        post("/people/memberships/{id}/resumption", Who::Organiser, person::resume).audit("membership-resumed"),
        post("/people/memberships/{id}/end", Who::Organiser, person::end).audit("membership-ended"),
    ];
    // what each shows depends on which people the viewer looks after, and the handlers ask that
    routes.into_iter().map(Route::open).collect()
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    let pages = [
        founding::samples,
        sign_in::samples,
        sign_up::samples,
        confirmation::samples,
        reset::samples,
        acceptance::samples,
        me::samples,
        shown::samples,
        password::samples,
        logins::samples,
        roster::samples,
        person::samples,
        invitation::samples,
    ];
    pages.iter().flat_map(|samples| samples(f)).collect()
}
