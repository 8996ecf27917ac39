//! Signing in and out. Known and unknown addresses get the same answer in the same time; who guesses waits longer
//! with every guess, who has signed in with this browser before is counted by itself and stays welcome.

use askama::Template;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use kit::args;
use kit::db::Sql;
use kit::web::{Entry, Fault};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{PersonId, login};
use crate::cx::{Cx, LOGIN, set_cookie};
use crate::frame::{Flash, Frame, Sample, back};
use crate::problem::Answer;

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignIn {
    f: Frame,
    entry: Entry,
    held: bool,
}

#[derive(Debug, FromQueryResult)]
struct Account {
    id: Uuid,
    hash: Option<String>,
}

/// The form.
pub(super) async fn show(cx: Cx) -> Answer {
    let next = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let entry = Entry::default().with("next", back(next.value("next")));
    let held = entry.value("next").starts_with("/held/");
    cx.page(&SignIn { f: cx.frame(), entry, held })
}

/// Signs in.
pub(super) async fn create(cx: Cx, headers: HeaderMap, mut entry: Entry) -> Answer {
    let email = entry.email("email");
    let password = entry.secret("password", 1, 400);
    if entry.is_sound() {
        let question = "SELECT p.id, w.hash FROM people p LEFT JOIN passwords w ON w.person = p.id WHERE p.email = $1";
        let account: Option<Account> = cx.app.db.first(question, args![email]).await?;
        let hash = account.as_ref().and_then(|account| account.hash.as_deref());
        if cx.app.passwords.verify(password, hash).await?
            && let Some(account) = account
        {
            return signed_in(&cx, &headers, PersonId(account.id), back(entry.value("next"))).await;
        }
        entry.refuse("password", Fault::Wrong);
    }
    let held = entry.value("next").starts_with("/held/");
    cx.refuse(&SignIn { f: cx.frame(), entry, held })
}

/// Signs out.
pub(super) async fn destroy(cx: Cx) -> Answer {
    let tx = cx.app.db.begin().await?;
    login::end(&tx, cx.viewer()?.login).await?;
    tx.commit().await?;
    let mut response = cx.go_saying("/sign-in", Flash::SignedOut)?;
    set_cookie(&mut response, cx.cookie(LOGIN, "").max_age_seconds(0));
    Ok(response)
}

/// Begins a login in this browser and goes on.
pub(crate) async fn signed_in(cx: &Cx, headers: &HeaderMap, person: PersonId, next: &str) -> Answer {
    let browser = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let tx = cx.app.db.begin().await?;
    if let Some(viewer) = &cx.viewer {
        login::end(&tx, viewer.login).await?;
    }
    let token = login::begin(&tx, person, browser).await?;
    tx.commit().await?;
    let mut response = cx.go(next)?;
    set_cookie(&mut response, cx.cookie(LOGIN, &token).max_age_seconds(login::COOKIE_SECONDS));
    Ok(response)
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().signed_out();
    let mut wrong = Entry::default().with("email", "yui@example.jp");
    wrong.refuse("password", Fault::Wrong);
    vec![
        Sample::new("sign-in", &SignIn { f: f.clone(), entry: Entry::default(), held: false }),
        Sample::new("sign-in-wrong", &SignIn { f: f.clone(), entry: wrong, held: false }),
        Sample::new("sign-in-held", &SignIn { f, entry: Entry::default(), held: true }),
    ]
}
