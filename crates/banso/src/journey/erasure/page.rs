//! `/record/erasure`: what goes, what stays, how much of it; then a box that says that it was read, and the password,
//! because a login in wrong hands must not destroy anything.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use kit::web::{Entry, Fault};
use rules::access::{Role, Standing};

use super::effects::{Outcome, erase};
use super::unsent::Unsent;
use super::{Kind, Scope, shredding};
use crate::cx::{Cx, LOGIN, set_cookie};
use crate::frame::{Flash, Frame, Sample, lang_name};
use crate::journey::holds;
use crate::people::{Proof, Viewer};
use crate::problem::{Answer, Problem};

/// For how long a browser remembers in which language it was said farewell.
const A_DAY: i64 = 24 * 3600;

#[derive(Template)]
#[template(path = "journey/erasure/page.html")]
struct Page {
    f: Frame,
    entry: Entry,
    email: String,
    counts: Vec<(Kind, i64)>,
    /// Whether the account may go as well.
    may_leave: bool,
    /// Whether a legal hold stands.
    held: bool,
    /// Whether they ever wrote letters to others.
    supported: bool,
}

impl Page {
    async fn load(cx: &Cx, entry: Entry) -> Result<Self, Problem> {
        let (viewer, db) = (cx.viewer()?, &cx.app.db);
        let mut counts = shredding::counted(db, viewer.person).await?;
        let unsent = Unsent::find(db, viewer.person, Scope::Record).await?;
        counts.iter_mut().filter(|(kind, _)| *kind == Kind::Drafts).for_each(|(_, many)| *many += unsent.mine);
        let held = holds::stand(db, viewer.person).await?;
        let supported = viewer.memberships.iter().any(|member| member.role == Role::Supporter);
        let (f, email, may_leave) = (cx.frame(), viewer.email.clone(), may_leave(viewer));
        Ok(Self { f, entry, email, counts, may_leave, held, supported })
    }

    /// What there is of it, in words.
    fn going(&self, accounts: bool) -> Vec<(String, i64)> {
        let there = self.counts.iter().filter(|(kind, many)| *many > 0 && kind.is_the_accounts() == accounts);
        there.map(|(kind, many)| (kind.words(&self.f), *many)).collect()
    }

    fn labels(&self) -> Vec<(&'static str, String)> {
        let t = self.f.t;
        vec![("scope", t.journey_scope()), ("read", t.journey_read_it()), ("password", t.people_password())]
    }
}

/// Who still has something to do here for others hands that over first.
fn may_leave(viewer: &Viewer) -> bool {
    let others = |role: Role| role != Role::Client;
    !viewer.memberships.iter().any(|member| others(member.role) && member.standing != Standing::Left)
}

/// The page.
pub(in crate::journey) async fn show(cx: Cx) -> Answer {
    cx.page(&Page::load(&cx, Entry::default()).await?)
}

/// Does it.
pub(in crate::journey) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    let scope = entry.parsed::<Scope>("scope", Fault::Choice);
    if scope == Some(Scope::Account) && !may_leave(cx.viewer()?) {
        entry.refuse("scope", Fault::Choice);
    }
    if !entry.chose("read", "yes") {
        entry.refuse("read", Fault::Missing);
    }
    let proof = Proof::asked(&cx, &headers, &mut entry, "password").await?;
    let (Some(scope), Some(proof)) = (scope, proof) else {
        return cx.refuse(&Page::load(&cx, entry).await?);
    };
    match erase(&cx, scope, &proof).await? {
        Outcome::Held(device) => {
            let page = cx.page_with(StatusCode::CONFLICT, &Page::load(&cx, entry).await?)?;
            Ok(with(page, device))
        }
        Outcome::Done(device) => Ok(with(done(&cx, scope)?, device)),
    }
}

fn done(cx: &Cx, scope: Scope) -> Answer {
    match scope {
        Scope::Record => cx.go_saying("/record", Flash::Erased),
        Scope::Account => {
            let mut response = cx.go("/farewell")?;
            set_cookie(&mut response, cx.cookie(LOGIN, "").max_age_seconds(0));
            set_cookie(&mut response, cx.cookie("lang", lang_name(cx.lang)).max_age_seconds(A_DAY));
            Ok(response)
        }
    }
}

fn with(mut response: Response, device: Option<HeaderValue>) -> Response {
    if let Some(device) = device {
        set_cookie(&mut response, device);
    }
    response
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let counts = || {
        let many = [4, 2, 1, 1, 1, 2, 1, 1, 1, 1, 12, 0, 3];
        Kind::ALL.into_iter().zip(many).collect::<Vec<_>>()
    };
    let page = |entry, may_leave, held| Page {
        f: f.clone(),
        entry,
        email: "yui.tanaka@example.test".into(),
        counts: counts(),
        may_leave,
        held,
        supported: !may_leave,
    };
    let mut wrong = Entry::default().with("scope", "record");
    wrong.refuse("read", Fault::Missing);
    wrong.refuse("password", Fault::Wrong);
    let nothing =
        Page { counts: Kind::ALL.into_iter().map(|kind| (kind, 0)).collect(), ..page(Entry::default(), true, false) };
    vec![
        Sample::new("erasure", &page(Entry::default(), true, false)),
        Sample::new("erasure-wrong", &page(wrong, true, false)),
        Sample::new("erasure-supporter", &page(Entry::default(), false, false)),
        Sample::new("erasure-held", &page(Entry::default(), true, true)),
        Sample::new("erasure-empty", &nothing),
    ]
}
